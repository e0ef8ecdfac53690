#include "provider/providers.hpp"

#include "assist/numbered.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "provider/flights.hpp"
#include "provider/generate.hpp"
#include "provider/kept.hpp"
#include "provider/prompts.hpp"
#include "provider/speaking.hpp"
#include "provider/translate_service.hpp"
#include "provider/trials.hpp"
#include "provider/voices.hpp"
#include "text/language.hpp"

namespace octavo::provider {
namespace {

constexpr std::string_view spent_name = "provider-spent";
constexpr std::size_t most_sentences = 2'000, most_sentence_bytes = 8'000;
constexpr std::uint64_t most_service_tokens = 900;  // of a translator's request
constexpr std::uint64_t tokens_of_a_frame = 12;     // {"n":17,"text":""},

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

// A service that hands long text back in its own language has translated nothing.
bool is_untranslated(const std::string& text, std::string_view from, std::string_view to) {
    constexpr std::size_t telling = 60;
    if (text.size() < telling || primary(from) == primary(to)) return false;
    const auto guess = text::identify(text);
    return primary(guess.language) == primary(from) && guess.confidence > 0.8F;
}

ServiceState state_of(const Service& service, Instant now) {
    const auto counted = service.counted();
    const ServiceSettings& settings = service.settings();
    ServiceState out{std::string(name_of(settings.kind)), service.host(), settings.model};
    out.rests_until = counted.rests_until;
    out.resting = counted.rests_until && *counted.rests_until > now;
    out.requests = counted.requests;
    out.retries = counted.retries;
    out.last_trouble = counted.last_trouble;
    out.failures = counted.failures;
    out.tokens_in = counted.used.in;
    out.tokens_out = counted.used.out;
    return out;
}

}  // namespace

struct Providers::Inside {
    struct Keys {
        Secret model, translator, speaker;
    };
    Inside(ProviderSettings given, Keys keys, Parts parts)
        : settings(std::move(given)),
          clock(parts.clock ? parts.clock : &system_clock),
          shelf(parts.shelf ? parts.shelf : &memory),
          budget(settings.budget) {
        const ServiceParts service_parts{clock, parts.wait ? std::move(parts.wait) : really_wait};
        if (settings.model.kind != Kind::none) {
            model.emplace(settings.model, settings, std::move(keys.model), service_parts);
            openai.emplace(*model);
        }
        if (settings.translator.kind != Kind::none)
            translator.emplace(settings.translator, settings, std::move(keys.translator), service_parts);
        if (settings.speaker.kind != Kind::none) {
            speaker.emplace(settings.speaker, settings, std::move(keys.speaker), service_parts);
            voice.emplace(*speaker);
        }
        look_at_spent();
        if (model) take_up_room();
    }

    bool allows(Task task) const {
        return service_for(task) && std::ranges::find(settings.allowed, task) != settings.allowed.end();
    }
    // Null: there is none. A model writes; whether it speaks too is for [speaker] to say.
    const Service* service_for(Task task) const {
        if (task == Task::speech) return speaker ? &*speaker : nullptr;
        if (task == Task::translate && translator) return &*translator;
        return model ? &*model : nullptr;
    }
    bool writes(Task task) const { return task != Task::translate && task != Task::speech && allows(task); }
    Writer writer() { return {*openai, *model, budget, settings, learnt_room}; }
    // Others may have spent since, a command beside the site: theirs and ours are added up.
    void keep_spent() {
        const std::scoped_lock lock(spent_mutex);
        if (const auto spent = shelf->get(spent_name)) budget.take_up(*spent, clock->now());
        shelf->put(spent_name, budget.said(clock->now()));
    }
    void look_at_spent() {
        const std::scoped_lock lock(spent_mutex);
        if (const auto spent = shelf->get(spent_name)) budget.take_up(*spent, clock->now());
    }
    void take_up_room() {
        const auto value = shelf->get(room_shelf_name(settings.model));
        if (const auto room = value ? read_room(*value, settings.context_tokens, clock->now()) : std::nullopt)
            learnt_room = *room;
    }

    template <class T>
    Outcome<T> counted(Outcome<T> result) {
        const std::scoped_lock lock(mutex);
        if (result)
            ++counts.answered;
        else
            ++counts.fell_back[static_cast<std::size_t>(result.error().cause)];
        return result;
    }
    void count(std::uint64_t Counts::* which, std::uint64_t by = 1) {
        const std::scoped_lock lock(mutex);
        counts.*which += by;
    }

    Outcome<Generated> make(const Order& order, Matter matter, const std::stop_token& stop);
    Outcome<> translate_batch(const TranslationOrder& order, std::span<const std::size_t> batch,
                              const std::string& engine, Translated& out, const std::stop_token& stop);
    std::vector<std::size_t> not_kept(const TranslationOrder& order, const std::string& engine, Translated& out);

    const ProviderSettings settings;
    SystemClock system_clock;
    MemoryShelf memory;
    const Clock* clock;
    Shelf* shelf;
    Budget budget;
    std::optional<Service> model, translator, speaker;
    std::optional<OpenAi> openai, voice;  // what speaks to `model`, and to `speaker`
    const std::vector<VoiceOf> voices = read_voices(settings.speaker.voice);
    std::atomic<std::uint64_t> learnt_room = std::numeric_limits<std::uint64_t>::max();
    Flights flights;
    std::mutex mutex;
    const Instant since = clock->now();  // from when on it is counted
    std::mutex spent_mutex;              // of reading and writing the day's sum
    Counts counts;
};

Providers::Providers(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Providers::~Providers() = default;

Result<std::unique_ptr<Providers>> Providers::make(const ProviderSettings& settings, Parts parts) {
    if (!settings.any()) return nullptr;
    TRY(check(settings));
    Inside::Keys keys;
    keys.model = TRY(Secret::read(settings.model, "provider"));
    keys.translator = TRY(Secret::read(settings.translator, "translator"));
    keys.speaker = TRY(Secret::read(settings.speaker, "speaker"));
    return std::unique_ptr<Providers>(
        new Providers(std::make_unique<Inside>(settings, std::move(keys), std::move(parts))));
}

bool Providers::enabled(Task task) const { return inside_->allows(task); }

std::string Providers::host(Task task) const {
    return enabled(task) ? inside_->service_for(task)->host() : std::string();
}

std::string Providers::by(Task task) const {
    if (!enabled(task)) return {};
    const ServiceSettings& service = inside_->service_for(task)->settings();
    return service.kind == Kind::openai ? service.model : std::string(label_of(service.kind));
}

bool Providers::speaks(std::string_view language) const {
    return enabled(Task::speech) && !voice_of(inside_->voices, language).empty();
}

namespace {

// Whoever set out lands, however it ends: others wait for it.
struct Landing {
    Flights& flights;
    const std::string& name;
    const Clock& clock;
    Outcome<Generated> result = fall_back(Cause::cancelled, "it ended before there was an answer");
    ~Landing() { flights.land(name, result, clock.now()); }
};

}  // namespace

// ---- generating -----------------------------------------------------------------------------------------------------

Outcome<Generated> Providers::Inside::make(const Order& order, Matter matter, const std::stop_token& stop) {
    Items counted;
    const std::uint64_t room = learnt_room;
    look_at_spent();
    auto items = write_items(writer(), order, matter, counted, stop);
    keep_spent();
    if (learnt_room < room)
        shelf->put(room_shelf_name(settings.model), write_room(learnt_room, settings.context_tokens, clock->now()));
    count(&Counts::items, counted.written);
    count(&Counts::items_rejected, counted.rejected);
    if (!items) return std::unexpected(std::move(items).error());
    Generated made;
    made.task = order.task;
    made.sentences = std::move(items->sentences);
    made.model = settings.model.model;
    made.maker = "generated by " + settings.model.model;
    made.made = clock->now();
    made.prompt_version = prompt_version;
    made.code_version = code_version;
    made.sources_hash = matter.hash();
    made.language = matter.language;
    made.tokens = items->tokens;
    // Under the name of what it was made from, which may be less than was wanted: that is what is asked for next time.
    shelf->put(shelf_name(order, matter, settings.model.model), write_kept(made, matter));
    return made;
}

std::optional<Generated> Providers::kept(const Order& order) {
    Inside& in = *inside_;
    if (!in.writes(order.task)) return std::nullopt;
    const Matter matter = matter_of(order, in.writer().room());
    const auto value = in.shelf->get(shelf_name(order, matter, in.settings.model.model));
    return value ? read_kept(*value, order, matter) : std::nullopt;
}

Outcome<Generated> Providers::generate(const Order& order, const std::stop_token& stop) {
    Inside& in = *inside_;
    in.count(&Counts::asked);
    if (!in.writes(order.task))
        return in.counted<Generated>(fall_back(Cause::off, "no model is configured for this (provider.tasks)"));
    Matter matter = matter_of(order, in.writer().room());
    if (matter.sentences.empty())
        return in.counted<Generated>(fall_back(Cause::no_matter, "there is no text to work on"));
    const std::string name = shelf_name(order, matter, in.settings.model.model);
    const auto on_shelf = [&]() -> std::optional<Generated> {
        const auto value = in.shelf->get(name);
        return value ? read_kept(*value, order, matter) : std::nullopt;
    };
    auto found = on_shelf();
    if (!found) {
        // A story keeps its name while its articles change: what was rejected of them is not what they say now.
        const std::string flight = name + matter.hash();
        auto brought = in.flights.join(flight, in.clock->now(), stop);
        if (!brought) {
            Landing landing{in.flights, flight, *in.clock};
            found = on_shelf();  // perhaps somebody landed between the look and the start
            landing.result = found ? Outcome<Generated>(*found) : in.make(order, std::move(matter), stop);
            if (!found) return in.counted(landing.result);
        } else if (*brought) {
            found = std::move(**brought);
        } else {
            return in.counted(std::move(*brought));
        }
    }
    in.count(&Counts::kept);
    return *found;
}

// ---- translating ----------------------------------------------------------------------------------------------------

// Takes up what lies on the shelf; the places of the others.
std::vector<std::size_t> Providers::Inside::not_kept(const TranslationOrder& order, const std::string& engine,
                                                     Translated& out) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < order.sentences.size(); ++i) {
        const std::string& original = order.sentences[i];
        out.translation.sentences.push_back({original, original, true});
        // A model might do what such a sentence says; and what has no letters needs no translation.
        const bool for_model = !translator;
        if (utf8::trim(original).empty() || original.size() > most_sentence_bytes) continue;
        if (for_model && assist::speaks_to_machine(original)) continue;
        if (for_model && 2 * count_tokens(original) > settings.context_tokens) continue;
        const auto value = shelf->get(translation_shelf_name(original, order.from, order.to, engine));
        const auto json = value ? Json::parse(*value) : Result<Json>(fail(Fault::not_found, ""));
        if (!json) {
            open.push_back(i);
            continue;
        }
        out.made = std::max(out.made, from_unix_ms((*json)["made"].integer()));
        if ((*json)["text"].is_string())
            out.translation.sentences[i] = {original, std::string((*json)["text"].string()), false};
    }
    return open;
}

Outcome<> Providers::Inside::translate_batch(const TranslationOrder& order, std::span<const std::size_t> batch,
                                             const std::string& engine, Translated& out, const std::stop_token& stop) {
    std::vector<std::string> sentences;
    for (const std::size_t i : batch) sentences.push_back(assist::clean_input(order.sentences[i]));
    std::vector<std::optional<std::string>> made;
    if (translator) {
        std::uint64_t size = 0;
        for (const std::string& sentence : sentences) size += count_tokens(sentence);
        const Budget::Held held = TRY(budget.hold(order.reader, {size, 0}, clock->now()));
        auto answer = translate_by_service(*translator, sentences, order.from, order.to, stop);
        if (answer)
            budget.charge(held, {size, 0}, clock->now()), translator->spent({size, 0});
        else
            budget.give_back(held);
        if (!answer) return std::unexpected(std::move(answer).error());
        for (std::string& text : *answer) made.emplace_back(std::move(text));
        out.tokens += size;
    } else {
        made = TRY(translate_by_model(writer(), sentences, order, out.tokens, stop));
    }
    out.made = clock->now();
    std::uint64_t rejected = 0;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const std::string& original = order.sentences[batch[i]];
        auto text = made[i] ? assist::trusted(original, *made[i]) : std::nullopt;
        if (text && is_untranslated(*text, order.from, order.to)) text.reset();
        rejected += !text;
        if (!made[i]) continue;  // it gave none: the next asking may
        if (text) out.translation.sentences[batch[i]] = {original, *text, false};
        // What was not to be trusted is kept too: it would be paid for again, and come out no better.
        JsonWriter value;
        value.object().field("made", to_unix_ms(out.made)).field("text", text).end();
        shelf->put(translation_shelf_name(original, order.from, order.to, engine), value.text());
    }
    count(&Counts::items, batch.size());
    count(&Counts::items_rejected, rejected);
    return {};
}

Outcome<Translated> Providers::translate(const TranslationOrder& order, const std::stop_token& stop) {
    Inside& in = *inside_;
    in.count(&Counts::asked);
    const auto none = [&](Cause cause, std::string_view why) {
        return in.counted<Translated>(fall_back(cause, std::string(why)));
    };
    if (!in.allows(Task::translate)) return none(Cause::off, "nothing is configured to translate (provider.tasks)");
    if (order.sentences.empty() || order.to.empty()) return none(Cause::no_matter, "there is nothing to translate");
    if (order.sentences.size() > most_sentences) return none(Cause::too_big, "the text is too long to translate");
    const std::string engine =
        in.translator ? std::string(label_of(in.settings.translator.kind)) : in.settings.model.model;
    Translated out{.translation = {.from = order.from, .to = order.to, .engine = engine}, .maker = {}, .made = {}};
    out.maker = "translated by " + engine;
    out.translation.quality =
        in.settings.translator.kind == Kind::deepl ? assist::Quality::good : assist::Quality::fair;
    const std::vector<std::size_t> open = in.not_kept(order, engine, out);
    const std::uint64_t most_tokens = !in.translator ? in.writer().translation_room() : most_service_tokens;
    for (std::size_t from = 0; from < open.size();) {
        std::uint64_t tokens = 0;
        std::size_t to = from;
        for (; to < open.size() && to - from < most_sentences_a_request; ++to) {
            tokens += count_tokens(order.sentences[open[to]]) + tokens_of_a_frame;
            if (to > from && tokens > most_tokens) break;
        }
        in.look_at_spent();
        auto done = in.translate_batch(order, std::span(open).subspan(from, to - from), engine, out, stop);
        in.keep_spent();
        // What was translated lies on the shelf: the next asking pays for the rest alone.
        if (!done) return in.counted<Translated>(std::unexpected(std::move(done).error()));
        from = to;
    }
    if (std::ranges::all_of(out.translation.sentences, &assist::TranslatedSentence::kept))
        return none(Cause::malformed, engine + " translated nothing of it that could be trusted");
    if (open.empty()) {
        in.count(&Counts::kept);
        return out;
    }
    return in.counted<Translated>(std::move(out));
}

// ---- speaking -------------------------------------------------------------------------------------------------------

Outcome<Spoken> Providers::speak(const SpeechOrder& order, const std::stop_token& stop) {
    Inside& in = *inside_;
    in.count(&Counts::asked);
    const auto none = [&](std::string why) { return in.counted<Spoken>(fall_back(Cause::off, std::move(why))); };
    if (!in.allows(Task::speech)) return none("no service is configured to speak (speaker.kind, provider.tasks)");
    const std::string voice = voice_of(in.voices, order.language);
    if (voice.empty()) return none(fmt::format("speaker.voice names none for \"{}\"", order.language));
    in.look_at_spent();
    auto made = speak_by_service(*in.voice, in.budget, {order.text, order.language, voice, order.reader}, stop);
    in.keep_spent();
    if (!made) return in.counted<Spoken>(std::unexpected(std::move(made).error()));
    const std::string by = fmt::format("{}, {}", in.settings.speaker.model, voice);
    return in.counted<Spoken>(Spoken{{std::move(made->audio), by}, made->tokens});
}

// ---- for the operator -----------------------------------------------------------------------------------------------

State Providers::state() const {
    Inside& in = *inside_;
    const Instant now = in.clock->now();
    State out;
    if (in.model) out.model = state_of(*in.model, now);
    if (in.translator) out.translator = state_of(*in.translator, now);
    if (in.speaker) out.speaker = state_of(*in.speaker, now);
    const auto spent = in.budget.spent(now);
    out.tokens_today = spent.tokens;
    out.money_today = spent.money;
    const auto month = in.budget.spent_of_month(now);
    out.tokens_month = month.tokens;
    out.money_month = month.money;
    out.since = in.since;
    out.tokens_a_day = in.settings.budget.tokens_a_day;
    out.money_a_day = in.settings.budget.money_a_day;
    const std::scoped_lock lock(in.mutex);
    out.counts = in.counts;
    return out;
}

std::vector<Trial> Providers::try_out(const std::stop_token& stop) {
    Inside& in = *inside_;
    std::vector<Trial> out;
    if (in.model) out = try_model(in.writer(), stop);
    if (in.translator) out.push_back(try_translator(*in.translator, in.budget, stop));
    if (in.voice)
        for (const VoiceOf& voice : in.voices) out.push_back(try_voice(*in.voice, in.budget, voice, stop));
    in.keep_spent();
    return out;
}

}  // namespace octavo::provider
