#include "provider/generate.hpp"

#include "assist/plain_output.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "provider/prompts.hpp"
#include "provider/repair.hpp"

namespace octavo::provider {
namespace {

constexpr std::uint64_t tokens_of_task = 900;  // the prompt, the frame, and what our count may be wrong by
constexpr std::uint64_t most_batch_tokens = 900, translation_tokens = 2'048;
constexpr std::size_t most_reasons = 6, most_reason_bytes = 200, most_cites = 12;

// Whether tokens were spent though nothing came of them.
bool was_paid(Cause cause) {
    return cause == Cause::malformed || cause == Cause::cut || cause == Cause::too_big || cause == Cause::timed_out;
}

struct Try {
    std::vector<assist::GeneratedItem> items;
    std::vector<std::string> reasons;
    bool said_nothing = false;  // {"items": []}
};

// One item as the gate takes it, alone: what else a model adds to it is nothing that is shown, and one that is wrong
// does not spoil the others. A citation may be written "3" or 3.
std::string alone(const Json& item) {
    JsonWriter out;
    out.object().key("items").array().object();
    if (item["text"].is_string()) out.field("text", item["text"].string());
    out.key("cites").array();
    const auto cite = [&](const Json& number) {
        if (const auto digits = number.scalar(); digits && digits->size() < 8) {
            std::int64_t value = -1;
            std::from_chars(digits->data(), digits->data() + digits->size(), value);
            out.value(value);
        }
    };
    if (item["cites"].is_array())
        for (const Json& number : item["cites"].items().first(std::min(item["cites"].items().size(), most_cites)))
            cite(number);
    else
        cite(item["cites"]);
    out.end();
    if (item["quote"].is_string()) out.field("quote", item["quote"].string());
    out.end().end().end();
    return out.take();
}

// What passed of an answer, and why the rest did not.
Try judge(const ChatAnswer& answer, const Matter& matter, const Measure& measure) {
    Try out;
    const auto repaired = repair_json(answer.text);
    const auto json = repaired ? Json::parse(*repaired) : Result<Json>(fail(Fault::malformed, ""));
    if (!json || !(*json)["items"].is_array()) {
        out.reasons.emplace_back("the answer was not the JSON object that was asked for");
        return out;
    }
    std::set<std::string> texts;
    std::size_t looked_at = 0;
    for (const Json& item : (*json)["items"].items()) {
        if (++looked_at > assist::most_items) break;
        auto gated = assist::gate(alone(item), matter.sentences, matter.language);
        for (const std::string& reason : gated.rejected)
            out.reasons.push_back(fmt::format("item {}: {}", looked_at, reason));
        for (auto& passed : gated.items)
            if (out.items.size() < measure.most && texts.insert(assist::folded_quote(passed.text)).second)
                out.items.push_back(std::move(passed));
    }
    out.said_nothing = looked_at == 0;
    return out;
}

// What is still wrong with a try; empty: it will do.
std::vector<std::string> lacks(const Try& made, const Matter& matter, const Measure& measure) {
    std::vector<std::string> out;
    std::set<std::uint32_t> cited;
    for (const auto& item : made.items)
        for (const std::int64_t n : item.cites) cited.insert(matter.articles[static_cast<std::size_t>(n - 1)]);
    const bool enough = made.items.size() >= measure.fewest;
    const bool wide = cited.size() >= std::min(measure.fewest_sources, matter.sources);
    if (enough && wide) return out;
    if (!enough) out.push_back(fmt::format("fewer than {} items were right", measure.fewest));
    if (enough && !wide)
        out.push_back(fmt::format("sentences of at least {} articles are to be cited", measure.fewest_sources));
    for (const std::string& reason : made.reasons)
        if (out.size() < most_reasons) out.emplace_back(utf8::cut(utf8::squeeze(reason), most_reason_bytes));
    return out;
}

std::vector<GeneratedSentence> finished(const Try& made, const Order& order, const Matter& matter) {
    std::vector<GeneratedSentence> out;
    for (const auto& item : made.items) {
        GeneratedSentence one{item.text, {}};
        for (const std::int64_t n : std::set<std::int64_t>(item.cites.begin(), item.cites.end())) {
            const std::string& sentence = matter.sentences[static_cast<std::size_t>(n - 1)];
            const Material& article = order.articles[matter.articles[static_cast<std::size_t>(n - 1)]];
            one.cites.push_back({article.id, sentence, place_of(sentence, article.text)});
        }
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

std::uint64_t Writer::room() const {
    const std::uint64_t others = settings.answer_tokens + tokens_of_task;
    const std::uint64_t configured = settings.context_tokens > others ? settings.context_tokens - others : 0;
    return std::min<std::uint64_t>(configured, learnt_room);
}

std::uint64_t Writer::translation_room() const {
    return std::min(most_batch_tokens, (settings.context_tokens - tokens_of_task) / 3);
}

Outcome<ChatReply> Writer::chat(const ChatRequest& request, std::string_view reader, const std::stop_token& stop,
                                std::optional<TooLong>* too_long) const {
    const Usage most{count_tokens(request.system) + count_tokens(request.user), request.most_tokens};
    const Budget::Held held = TRY(budget.hold(reader, most, service.now()));
    const auto charge = [this](const Budget::Held& whose, Usage used) {
        budget.charge(whose, used, service.now());
        service.spent(used);
    };
    std::optional<TooLong> longer;
    auto reply = model.chat(request, stop, &longer);
    // A service may hand the key back: nothing of what it writes is shown, quoted or kept with the key in it.
    if (reply) reply->answer.text = service.secret().black_out_whole(reply->answer.text);
    if (reply)
        charge(held, reply->used);
    else if (was_paid(reply.error().cause) && !longer)
        charge(held, most);
    else
        budget.give_back(held);
    if (too_long) *too_long = longer;
    return reply;
}

Outcome<Items> write_items(const Writer& writer, const Order& order, Matter& matter, Items& counted,
                           const std::stop_token& stop) {
    std::vector<std::string> reasons;
    bool shortened = false;
    std::uint64_t room = writer.room();
    for (int attempt = 0; attempt < 2;) {
        if (matter.sentences.empty()) return fall_back(Cause::no_matter, "there is no text to work on");
        const Measure measure = measure_of(order.task, matter.sentences.size());
        std::optional<TooLong> longer;
        auto reply = writer.chat({.system = system_prompt(order.task, measure, matter.language),
                                  .user = matter.json(reasons),
                                  .schema = std::string(items_schema()),
                                  .most_tokens = writer.settings.answer_tokens},
                                 order.reader, stop, &longer);
        if (!reply && longer && !std::exchange(shortened, true)) {
            // Our count of tokens was wrong for this model: half of it, or what it says there is room for.
            const std::uint64_t others = writer.settings.answer_tokens + tokens_of_task;
            const std::uint64_t said = longer->context > others ? longer->context - others : room / 2;
            room = std::min(said, room / 2);
            matter = matter_of(order, room);
            continue;
        }
        if (!reply) return std::unexpected(std::move(reply).error());
        // It helped: the next order begins there, and finds on the shelf what was made of so much.
        if (shortened) writer.learnt_room = std::min<std::uint64_t>(writer.learnt_room, room);
        counted.tokens += reply->used.total();
        Try made = judge(reply->answer, matter, measure);
        counted.written += made.items.size() + made.reasons.size();
        counted.rejected += made.reasons.size();
        if (order.task == Task::answer && made.said_nothing && attempt == 0) return counted;
        reasons = lacks(made, matter, measure);
        if (reasons.empty()) {
            counted.sentences = finished(made, order, matter);
            return counted;
        }
        if (reply->answer.finish == "length" && made.items.empty() && attempt == 1)
            return fall_back(Cause::cut, "its answer was cut at the length it may have (answer_tokens)");
        ++attempt;
    }
    return fall_back(Cause::rejected, fmt::format("what the model wrote did not pass: {}", fmt::join(reasons, "; ")));
}

Outcome<std::vector<std::optional<std::string>>> translate_by_model(const Writer& writer,
                                                                    std::span<const std::string> sentences,
                                                                    const TranslationOrder& order,
                                                                    std::uint64_t& tokens,
                                                                    const std::stop_token& stop) {
    JsonWriter user;
    user.object().key("sentences").array();
    for (std::size_t i = 0; i < sentences.size(); ++i)
        user.object().field("n", i + 1).field("text", sentences[i]).end();
    user.end().end();
    ChatRequest request{.system = translation_prompt(order.from, order.to),
                        .user = user.take(),
                        .schema = std::string(translation_schema())};
    // As long as it may be, and as there is room for beside what is asked.
    const std::uint64_t asked = count_tokens(request.system) + count_tokens(request.user);
    const std::uint64_t left = writer.settings.context_tokens > asked ? writer.settings.context_tokens - asked : 0;
    const std::uint64_t wanted = std::max<std::uint64_t>(writer.settings.answer_tokens, translation_tokens);
    request.most_tokens = static_cast<unsigned>(std::clamp<std::uint64_t>(left, 1, wanted));
    const ChatReply reply = TRY(writer.chat(request, order.reader, stop, nullptr));
    tokens += reply.used.total();
    std::vector<std::optional<std::string>> out(sentences.size());
    const auto json = repair_json(reply.answer.text);
    const auto answer = json ? Json::parse(*json) : fail(Fault::malformed, "");
    if (!answer && reply.answer.finish == "length")
        return fall_back(Cause::cut, writer.service.host() + ": its answer was cut before the first sentence was done");
    if (!answer)
        return fall_back(Cause::malformed, writer.service.host() + ": its answer is not the JSON that was asked for");
    for (const Json& item : (*answer)["items"].items()) {
        const std::int64_t n = item["n"].integer(0);
        if (n < 1 || n > static_cast<std::int64_t>(out.size()) || !item["text"].is_string()) continue;
        auto& place = out[static_cast<std::size_t>(n - 1)];
        // Plain, as everything a model writes: a sentence that has an address keeps its original.
        if (place) continue;
        auto plain = assist::plain_output(item["text"].string(), assist::most_item_characters * 4);
        place = plain ? std::move(*plain) : std::string();
    }
    return out;
}

}  // namespace octavo::provider
