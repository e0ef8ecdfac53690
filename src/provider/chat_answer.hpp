// What a chat service answers, whole or as a stream of events, put together. Pure. Checked by
// tests/provider/answers_test.cpp and fuzz/provider.cpp.
//
// Seen at real servers, and taken: a first delta with a role and `content: null`, an empty delta that carries
// finish_reason, a chunk of usage with `choices: []`, a stream that ends without [DONE], an error as an event, a plain
// JSON answer where a stream was asked for, U+FFFD and control characters in texts, content as a list of parts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "provider/budget.hpp"
#include "provider/event_stream.hpp"
#include "provider/fallback.hpp"

namespace octavo::provider {

constexpr std::size_t most_chat_text = 64'000;  // as assist/plain_output has it
constexpr std::size_t most_blanks = 64'000;     // before an answer: some services send them to keep the line alive

struct ChatAnswer {
    std::string text;
    std::string finish;          // "stop", "length", "content_filter"; "" it did not say
    std::optional<Usage> usage;  // absent: it did not say
};

// Of a JSON answer.
Outcome<ChatAnswer> read_chat(std::string_view body);

class ChatStream {
  public:
    // False: nothing more is wanted, all is here or it went wrong.
    bool piece(std::string_view bytes);
    // Once the connection has ended.
    Outcome<ChatAnswer> finish();

  private:
    bool event(std::string_view data);
    EventStream events_;
    ChatAnswer answer_;
    std::optional<Fallback> wrong_;
    bool done_ = false, any_ = false;
    std::size_t blanks_ = 0;  // before all else; they are not held
    std::string json_;        // all of what is no stream
    bool is_json_ = false, knows_ = false;
};

// The words of an error: {"error": {"message": "..."}}, {"error": "..."}, {"message": "..."}, {"detail": "..."}.
std::string error_words(std::string_view body);

}  // namespace octavo::provider
