// A language model as llama.cpp, Ollama, vLLM and hosted services offer it: /v1/chat/completions and its neighbours
// (https://platform.openai.com/docs/api-reference/chat). Thread-safe.
//
// They differ in what they take. So the first request asks for all we would like (an answer by schema, a stream with
// its usage), and what the service refuses by name is left out and never asked for again: the schema, then any JSON,
// then words alone, from which repair_json takes the JSON. A text too long for the model is shortened once.
// Not taken: a table of services and what they can, which is out of date the day it is written.
// Checked by tests/provider/faults_test.cpp, answers_test.cpp, openai_test.cpp.
#pragma once

#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assist/speech.hpp"
#include "provider/chat_answer.hpp"
#include "provider/service.hpp"

namespace octavo::provider {

struct ChatRequest {
    std::string system, user;
    std::string schema = {};  // JSON: the form of the answer
    unsigned most_tokens = 1024;
};

struct ChatReply {
    ChatAnswer answer;
    Usage used;  // said by the service, else counted
};

// Context is what a Fallback of `too_long` adds: how many tokens the model takes, where it says so.
struct TooLong {
    std::uint64_t context = 0;  // 0: it did not say
};

class OpenAi {
  public:
    explicit OpenAi(Service& service) : service_(service) {}

    // Cause::too_big with `too_long` set: the text is longer than the model takes.
    Outcome<ChatReply> chat(const ChatRequest& request, const std::stop_token& stop,
                            std::optional<TooLong>* too_long = nullptr);
    Outcome<std::vector<std::string>> models(const std::stop_token& stop);
    // One list of numbers a text.
    Outcome<std::vector<std::vector<float>>> embeddings(std::span<const std::string> texts, const std::string& model,
                                                        const std::stop_token& stop);
    // `text`, a sentence or a few, read aloud: as many samples as came, and only what can be this text.
    Outcome<assist::Audio> speech(std::string_view text, std::string_view voice, const std::stop_token& stop);

    Service& service() const { return service_; }

  private:
    // What it was found not to take.
    enum class Form : std::uint8_t { schema, json, words };
    struct Learnt {
        Form form = Form::schema;
        bool stream = true, stream_usage = true, temperature = true, max_tokens = true;
        friend bool operator==(const Learnt&, const Learnt&) = default;
    };
    Learnt learnt() const;
    // What to try next after a refusal; absent: there is nothing to leave out.
    static std::optional<Learnt> without(const Learnt& tried, const ChatRequest& request, std::string_view words);
    std::string body_of(const ChatRequest& request, const Learnt& with) const;
    Outcome<Answered> ask_chat(const ChatRequest& request, const Learnt& with, ChatStream& stream,
                               const std::stop_token& stop);

    Service& service_;
    mutable std::mutex mutex_;
    Learnt learnt_;
};

// Whether an error says that the text is too long, and for how many tokens there would be room.
std::optional<TooLong> says_too_long(std::string_view body);

}  // namespace octavo::provider
