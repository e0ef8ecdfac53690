#include "provider/openai.hpp"

#include "base/utf8.hpp"

namespace octavo::provider {
namespace {

constexpr std::size_t most_models = 1'000, most_name = 200, most_dimensions = 16'384, most_texts = 256;
constexpr std::size_t most_audio_bytes = 32U << 20, most_bytes_a_second = 96'000;  // 16 bits at 48 kHz
constexpr int faintest = 64;                                                       // of 32,768

std::unexpected<Fallback> refusal(Service& service, const Refusal& refusal) {
    const Cause cause = refusal.status >= 500 ? Cause::unreachable : Cause::denied;
    const std::string words = error_words(refusal.body);
    return std::unexpected(
        service.trouble(cause, fmt::format("it answers {}{}{}", refusal.status, words.empty() ? "" : ": ", words)));
}

// More than anybody takes to say it: a letter may stand for a long word ("9").
std::size_t seconds_for(std::size_t letters) { return 10 + letters; }

// Why this is not the text, said; "": it may be. Nobody says a hundred letters in a second.
std::string_view cannot_be(const assist::Audio& audio, std::size_t letters) {
    using std::chrono::milliseconds;
    if (audio.length() < milliseconds(10) * letters) return "it is too short for the text";
    if (audio.length() > std::chrono::seconds(seconds_for(letters))) return "it is too long for the text";
    for (std::size_t i = 0; i + 1 < audio.samples.size(); i += 2) {
        const auto low = static_cast<unsigned char>(audio.samples[i]);
        const auto high = static_cast<signed char>(audio.samples[i + 1]);
        if (std::abs(high * 256 + low) >= faintest) return "";
    }
    return "it is silent";
}

bool says(std::string_view small, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view w) { return small.find(w) != std::string_view::npos; });
}

}  // namespace

std::optional<TooLong> says_too_long(std::string_view body) {
    const std::string small = utf8::lower(body);
    if (!says(small, {"exceed_context_size", "context_length_exceeded", "maximum context length", "context size",
                      "context window", "prompt is too long", "too many tokens", "max_model_len"}))
        return std::nullopt;
    TooLong out;
    if (const auto json = Json::parse(body)) {
        const std::int64_t room = (*json)["error"]["n_ctx"].integer((*json)["n_ctx"].integer(0));
        if (room > 0) out.context = static_cast<std::uint64_t>(room);
    }
    return out;
}

OpenAi::Learnt OpenAi::learnt() const {
    const std::scoped_lock lock(mutex_);
    return learnt_;
}

std::optional<OpenAi::Learnt> OpenAi::without(const Learnt& tried, const ChatRequest& request, std::string_view words) {
    const std::string small = utf8::lower(words);
    Learnt next = tried;
    if (tried.stream && tried.stream_usage && says(small, {"stream_options", "include_usage"})) {
        next.stream_usage = false;
    } else if (tried.max_tokens && says(small, {"max_tokens", "max_completion_tokens"})) {
        next.max_tokens = false;
    } else if (tried.temperature && says(small, {"temperature"})) {
        next.temperature = false;
    } else if (tried.stream && says(small, {"stream"})) {
        next.stream = false;
    } else if (!request.schema.empty() && tried.form != Form::words) {
        // Named or not: what is asked for beyond the common ground is what most likely was refused.
        next.form = tried.form == Form::schema ? Form::json : Form::words;
    } else {
        return std::nullopt;
    }
    return next;
}

std::string OpenAi::body_of(const ChatRequest& request, const Learnt& with) const {
    JsonWriter out;
    out.object().field("model", service_.settings().model).key("messages").array();
    out.object().field("role", "system").field("content", request.system).end();
    out.object().field("role", "user").field("content", request.user).end().end();
    out.field(with.max_tokens ? "max_tokens" : "max_completion_tokens", request.most_tokens);
    if (with.temperature) out.field("temperature", 0.2);
    if (with.stream) out.field("stream", true);
    if (with.stream && with.stream_usage) out.key("stream_options").object().field("include_usage", true).end();
    if (!request.schema.empty() && with.form == Form::schema) {
        out.key("response_format").object().field("type", "json_schema").key("json_schema").object();
        out.field("name", "answer").field("strict", true).key("schema").raw(request.schema).end().end();
    } else if (!request.schema.empty() && with.form == Form::json) {
        out.key("response_format").object().field("type", "json_object").end();
    }
    out.end();
    return out.take();
}

Outcome<Answered> OpenAi::ask_chat(const ChatRequest& request, const Learnt& with, ChatStream& stream,
                                   const std::stop_token& stop) {
    Service::Ask ask{.path = "chat/completions", .body = body_of(request, with)};
    ask.begin = [&] { stream = ChatStream(); };
    ask.piece = [&](std::string_view bytes) { return stream.piece(bytes); };
    ask.waits_for_all = !with.stream;
    return service_.ask(ask, stop);
}

Outcome<ChatReply> OpenAi::chat(const ChatRequest& request, const std::stop_token& stop,
                                std::optional<TooLong>* too_long) {
    Learnt with = learnt();
    for (;;) {
        ChatStream stream;
        const Answered answered = TRY(ask_chat(request, with, stream, stop));
        if (!answered.refusal) {
            {
                const std::scoped_lock lock(mutex_);
                learnt_ = with;
            }
            auto answer = stream.finish();
            if (!answer) return std::unexpected(service_.trouble(answer.error().cause, answer.error().detail));
            const Usage counted{count_tokens(request.system) + count_tokens(request.user), count_tokens(answer->text)};
            const Usage used = answer->usage.value_or(counted);
            return ChatReply{std::move(*answer), used};
        }
        const Refusal& no = *answered.refusal;
        if (const auto longer = says_too_long(no.body)) {
            if (too_long) *too_long = longer;
            return std::unexpected(service_.trouble(Cause::too_big, "the text is longer than the model takes"));
        }
        const bool of_request = no.status == 400 || no.status == 404 || no.status == 415 || no.status == 422;
        const auto next = of_request ? without(with, request, no.body) : std::nullopt;
        // A 404 is a wrong model or address, unless it speaks of what we asked for.
        if (!next || (no.status == 404 && next->form != with.form)) return refusal(service_, no);
        with = *next;
    }
}

Outcome<std::vector<std::string>> OpenAi::models(const std::stop_token& stop) {
    const Answered answered = TRY(service_.ask({.path = "models"}, stop));
    if (answered.refusal) return refusal(service_, *answered.refusal);
    const auto json = Json::parse(answered.answer.body);
    if (!json) return std::unexpected(service_.trouble(Cause::malformed, "its list of models is no JSON"));
    std::vector<std::string> out;
    // llama.cpp has both `data` and `models`; `data` is the standard's.
    const Json& list = (*json)["data"].is_array() ? (*json)["data"] : (*json)["models"];
    for (const Json& model : list.items()) {
        const auto name = model["id"].string(model["name"].string());
        if (!name.empty() && name.size() <= most_name && out.size() < most_models)
            out.push_back(service_.secret().black_out(utf8::without_controls(utf8::repair(name))));
    }
    return out;
}

Outcome<std::vector<std::vector<float>>> OpenAi::embeddings(std::span<const std::string> texts,
                                                            const std::string& model, const std::stop_token& stop) {
    if (texts.empty() || texts.size() > most_texts) return fall_back(Cause::no_matter, "no texts, or too many");
    JsonWriter body;
    body.object().field("model", model).strings("input", texts).end();
    const Answered answered =
        TRY(service_.ask({.path = "embeddings", .body = body.take(), .waits_for_all = true}, stop));
    if (answered.refusal) return refusal(service_, *answered.refusal);
    const auto json = Json::parse(answered.answer.body);
    std::vector<std::vector<float>> out(texts.size());
    const auto wrong = [&](std::string_view what) {
        return std::unexpected(service_.trouble(Cause::malformed, fmt::format("its embeddings {}", what)));
    };
    if (!json) return wrong("are no JSON");
    std::size_t place = 0;
    for (const Json& item : (*json)["data"].items()) {
        const std::int64_t index = item["index"].integer(static_cast<std::int64_t>(place++));
        if (index < 0 || index >= static_cast<std::int64_t>(out.size())) return wrong("have numbers of no text");
        auto& numbers = out[static_cast<std::size_t>(index)];
        numbers.clear();
        for (const Json& number : item["embedding"].items()) {
            if (!number.is_number() || numbers.size() == most_dimensions) return wrong("are no numbers");
            numbers.push_back(static_cast<float>(number.number()));
        }
    }
    for (const auto& numbers : out)
        if (numbers.empty() || numbers.size() != out.front().size())
            return wrong("are missing, or of different lengths");
    return out;
}

Outcome<assist::Audio> OpenAi::speech(std::string_view text, std::string_view voice, const std::stop_token& stop) {
    const std::size_t letters = utf8::length(text);
    JsonWriter body;
    body.object().field("model", service_.settings().model).field("input", text).field("voice", voice);
    body.field("response_format", "wav").end();
    const Service::Ask ask{.path = "audio/speech",
                           .body = body.take(),
                           .waits_for_all = true,
                           .most_bytes = std::min(most_audio_bytes, seconds_for(letters) * most_bytes_a_second)};
    const Answered answered = TRY(service_.ask(ask, stop));
    if (answered.refusal) return refusal(service_, *answered.refusal);
    // By what the bytes are: of its type a service says what it likes.
    auto audio = assist::read_wave(answered.answer.body);
    const std::string_view wrong = !audio ? std::string_view(audio.error().detail) : cannot_be(*audio, letters);
    if (!wrong.empty())
        return std::unexpected(service_.trouble(Cause::malformed, fmt::format("what it says is no speech: {}", wrong)));
    return *std::move(audio);
}

}  // namespace octavo::provider
