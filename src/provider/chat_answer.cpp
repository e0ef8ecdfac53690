#include "provider/chat_answer.hpp"

#include "base/utf8.hpp"

namespace octavo::provider {
namespace {

constexpr std::size_t most_words = 300;
constexpr std::uint64_t most_tokens = 100'000'000;

std::uint64_t tokens_in(const Json& number) {
    const std::int64_t value = number.integer(0);
    return value < 0 ? 0 : std::min(static_cast<std::uint64_t>(value), most_tokens);
}

void read_usage(const Json& usage, ChatAnswer& answer) {
    if (!usage.is_object() || !usage["prompt_tokens"].is_number()) return;
    answer.usage = Usage{tokens_in(usage["prompt_tokens"]), tokens_in(usage["completion_tokens"])};
}

// A text, or a list of parts of which some are text.
void append_content(const Json& content, std::string& out) {
    out += content.string();
    for (const Json& part : content.items()) out += part["text"].string();
}

bool has_words(std::string_view text) { return !utf8::trim(text).empty(); }

Outcome<ChatAnswer> whole(ChatAnswer answer) {
    if (answer.text.size() > most_chat_text) return fall_back(Cause::too_big, "its answer is too long");
    if (answer.finish == "content_filter") return fall_back(Cause::denied, "its filter let no answer through");
    if (!has_words(answer.text))
        return fall_back(answer.finish == "length" ? Cause::cut : Cause::malformed, "its answer has no text");
    return answer;
}

}  // namespace

std::string error_words(std::string_view body) {
    const auto json = Json::parse(body);
    if (!json || !json->is_object()) return std::string(utf8::cut(utf8::squeeze(utf8::repair(body)), most_words));
    const Json& error = (*json)["error"];
    std::string words;
    for (const Json* one : {&error["message"], &error["type"], &error["code"], &error["param"], &error,
                            &(*json)["message"], &(*json)["detail"]})
        if (const auto text = one->scalar(); text && words.find(*text) == std::string::npos)
            words += (words.empty() ? "" : "; ") + *text;
    return std::string(utf8::cut(utf8::without_controls(utf8::squeeze(words)), most_words));
}

Outcome<ChatAnswer> read_chat(std::string_view body) {
    const auto json = Json::parse(body);
    if (!json || !json->is_object()) return fall_back(Cause::malformed, "its answer is no JSON object");
    if (!(*json)["error"].is_null())
        return fall_back(Cause::malformed, "it answers with an error: " + error_words(body));
    const auto choices = (*json)["choices"].items();
    if (choices.empty()) return fall_back(Cause::malformed, "its answer has no choices");
    ChatAnswer answer;
    append_content(choices.front()["message"]["content"], answer.text);
    answer.finish = choices.front()["finish_reason"].string();
    read_usage((*json)["usage"], answer);
    return whole(std::move(answer));
}

bool ChatStream::piece(std::string_view bytes) {
    if (!knows_) {
        const auto first = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
        blanks_ += first;
        if (blanks_ > most_blanks) {
            wrong_ = Fallback{Cause::malformed, "its answer is blank"};
            return false;
        }
        bytes.remove_prefix(first);
        if (bytes.empty()) return true;
        knows_ = true;
        is_json_ = bytes.front() == '{';
    }
    if (is_json_) {
        json_ += bytes;  // the call caps it
        return true;
    }
    const auto more = events_.piece(bytes, [this](std::string_view data) { return event(data); });
    if (!more && !wrong_) wrong_ = Fallback{Cause::too_big, more.error().detail};
    return more && *more;
}

bool ChatStream::event(std::string_view data) {
    if (utf8::trim(data) == "[DONE]") {
        done_ = true;
        return false;
    }
    const auto json = Json::parse(data);
    if (!json || !json->is_object()) {
        wrong_ = Fallback{Cause::malformed, "an event of its stream is no JSON"};
        return false;
    }
    if (!(*json)["error"].is_null()) {
        wrong_ = Fallback{Cause::malformed, "it ends its stream with an error: " + error_words(data)};
        return false;
    }
    any_ = true;
    read_usage((*json)["usage"], answer_);
    const auto choices = (*json)["choices"].items();
    if (choices.empty()) return true;
    append_content(choices.front()["delta"]["content"], answer_.text);
    if (const auto finish = choices.front()["finish_reason"].string(); !finish.empty()) answer_.finish = finish;
    if (answer_.text.size() <= most_chat_text) return true;
    wrong_ = Fallback{Cause::too_big, "its answer is too long"};
    return false;
}

Outcome<ChatAnswer> ChatStream::finish() {
    if (is_json_) return read_chat(json_);
    if (!done_ && !wrong_) events_.finish([this](std::string_view data) { return event(data); });
    if (wrong_) return std::unexpected(*wrong_);
    if (!any_) return fall_back(Cause::malformed, "its answer is no stream of events");
    // Neither an end nor a reason: the connection broke, only politely.
    if (!done_ && answer_.finish.empty()) return fall_back(Cause::cut, "its stream ends in the middle");
    return whole(std::move(answer_));
}

}  // namespace octavo::provider
