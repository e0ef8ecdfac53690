#include "provider/kept.hpp"

#include "base/hash.hpp"
#include "base/json.hpp"
#include "provider/prompts.hpp"

namespace octavo::provider {
namespace {

std::string short_hash(std::string_view text) {
    const Digest all = digest(text);
    return to_hex({reinterpret_cast<const char*>(all.data()), 16});
}

bool changed_too_much(const Json& prints, const Matter& matter) {
    std::vector<std::uint64_t> before;
    for (const Json& one : prints.items()) before.push_back(static_cast<std::uint64_t>(one.integer()));
    std::ranges::sort(before);
    std::vector<std::uint64_t> same;
    std::ranges::set_intersection(before, matter.prints, std::back_inserter(same));
    const std::size_t all = std::max(before.size(), matter.prints.size());
    return all == 0 || 3 * (all - same.size()) > all;
}

// The citation as it stands in today's sentences; absent when it is gone.
std::optional<Cite> cite_of(const Json& cite, const Order& order, const Matter& matter) {
    const auto id = cite["article"].string(), sentence = cite["sentence"].string();
    for (std::size_t i = 0; i < matter.sentences.size(); ++i) {
        const Material& article = order.articles[matter.articles[i]];
        if (article.id == id && matter.sentences[i] == sentence)
            return Cite{article.id, std::string(sentence), place_of(sentence, article.text)};
    }
    return std::nullopt;
}

}  // namespace

std::string shelf_name(const Order& order, const Matter& matter, const std::string& model) {
    JsonWriter out;
    out.array().value(name_of(order.task)).value(prompt_version).value(code_version).value(model);
    out.value(matter.language).value(matter.question);
    out.value(order.subject.empty() ? matter.hash() : order.subject).value(order.subject.empty()).end();
    return fmt::format("generated-{}", short_hash(out.text()));
}

std::string translation_shelf_name(std::string_view sentence, std::string_view from, std::string_view to,
                                   std::string_view engine) {
    JsonWriter out;
    out.array().value(sentence).value(from).value(to).value(engine).value(prompt_version).value(code_version).end();
    return fmt::format("translated-{}", short_hash(out.text()));
}

std::string room_shelf_name(const ServiceSettings& model) {
    JsonWriter out;
    out.array().value(model.url).value(model.model).end();
    return fmt::format("room-{}", short_hash(out.text()));
}

std::string write_room(std::uint64_t tokens, unsigned configured, Instant now) {
    JsonWriter out;
    out.object().field("room", tokens).field("of", configured).field("at", to_unix_ms(now)).end();
    return out.take();
}

std::optional<std::uint64_t> read_room(std::string_view value, unsigned configured, Instant now) {
    constexpr Duration good_for = std::chrono::days(7);
    const auto json = Json::parse(value);
    if (!json || (*json)["of"].integer() != configured || now - from_unix_ms((*json)["at"].integer()) >= good_for)
        return std::nullopt;
    const std::int64_t room = (*json)["room"].integer();
    return room > 0 ? std::optional(static_cast<std::uint64_t>(room)) : std::nullopt;
}

std::string write_kept(const Generated& made, const Matter& matter) {
    JsonWriter out;
    out.object().field("model", made.model).field("maker", made.maker).field("made", to_unix_ms(made.made));
    out.field("prompt", made.prompt_version).field("code", made.code_version).field("language", made.language);
    out.field("hash", made.sources_hash).key("sentences").array();
    for (const GeneratedSentence& sentence : made.sentences) {
        out.object().field("text", sentence.text).key("cites").array();
        for (const Cite& cite : sentence.cites)
            out.object().field("article", cite.article).field("sentence", cite.sentence).end();
        out.end().end();
    }
    out.end().key("prints").array();
    for (const std::uint64_t print : matter.prints) out.value(static_cast<std::int64_t>(print));
    out.end().end();
    return out.take();
}

std::optional<Generated> read_kept(std::string_view value, const Order& order, const Matter& matter) {
    const auto json = Json::parse(value);
    if (!json || (*json)["code"].integer() != code_version || changed_too_much((*json)["prints"], matter))
        return std::nullopt;
    Generated out;
    out.task = order.task;
    out.model = (*json)["model"].string();
    out.maker = (*json)["maker"].string();
    out.made = from_unix_ms((*json)["made"].integer());
    out.prompt_version = static_cast<int>((*json)["prompt"].integer());
    out.code_version = code_version;
    out.language = (*json)["language"].string();
    out.sources_hash = (*json)["hash"].string();
    out.kept = true;
    for (const Json& sentence : (*json)["sentences"].items()) {
        GeneratedSentence one{std::string(sentence["text"].string()), {}};
        for (const Json& cite : sentence["cites"].items()) {
            auto found = cite_of(cite, order, matter);
            if (!found) return std::nullopt;
            one.cites.push_back(std::move(*found));
        }
        if (one.text.empty() || one.cites.empty()) return std::nullopt;
        out.sentences.push_back(std::move(one));
    }
    if (out.sentences.empty() && order.task != Task::answer) return std::nullopt;
    return out;
}

}  // namespace octavo::provider
