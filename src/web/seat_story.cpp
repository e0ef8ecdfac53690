// A story's page and feed: its members, what is known of their publishers, and what each of them names.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "store/rulings.hpp"
#include "text/tag_key.hpp"
#include "web/feeds_out.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t longest_story = 200;
constexpr std::size_t compared = 40;  // of its newest reports, for what they name
constexpr std::size_t enough_to_compare = 3;
constexpr std::size_t most_named = 6, most_tags = 8;

// A name as all reports spell it, and who has it.
struct Named {
    std::string name;
    std::set<ArticleId> in;
};

bool within(std::string_view shorter, std::string_view longer) {
    return longer.find(shorter) != std::string_view::npos;
}

// "Named only here" is said of full names alone: a surname may stand for what another report writes in full.
bool is_telling(std::string_view name) {
    if (name.find(' ') != std::string_view::npos) return true;
    std::size_t at = 0;
    return utf8::next(name, at) >= 0x3040 && utf8::length(name) >= 3;  // Han, kana, Hangul write no spaces in names
}

Result<> compare(const Setting& s, store::Reader& reader, StoryView& view) {
    std::map<std::string, Named> names;  // by key
    std::map<std::uint64_t, std::pair<store::TagRef, std::size_t>> tags;
    std::size_t reports = 0;
    for (auto card = view.cards.rbegin(); card != view.cards.rend() && reports < compared; ++card) {
        if (card->duplicate_of) continue;
        const auto article = TRY(reader.article(card->id));
        // What may not be shown is not counted either.
        if (!article || article->expired || !showing_of(s, *article).whole) continue;
        ++reports;
        for (const AboutName& name : article->reading.names) {
            if (name.kind == NameKind::place) continue;  // where it is said is no news
            const std::string key = text::tag_key(name.name);
            if (key.empty()) continue;
            Named& named = names[key];
            if (named.name.empty()) named.name = name.name;
            named.in.insert(card->id);
        }
        for (const std::string& name : article->reading.hashtags) {
            const TagId id = tag_id(text::tag_key(name));
            auto& counted = tags.try_emplace(id.value, store::TagRef{id, name}, 0).first->second;
            ++counted.second;
        }
    }
    if (reports < enough_to_compare) return {};
    std::vector<const Named*> by_width;
    for (const auto& [key, named] : names) by_width.push_back(&named);
    std::ranges::stable_sort(by_width, std::greater(), [](const Named* named) { return named->in.size(); });
    for (const Named* named : by_width) {
        if (2 * named->in.size() <= reports || view.named_by_most.size() == most_named) break;
        view.named_by_most.push_back(named->name);
    }
    for (const auto& [key, named] : names) {
        if (named.in.size() != 1 || !is_telling(named.name)) continue;
        // Nor in another spelling: longer, or shorter.
        const bool elsewhere = std::ranges::any_of(names, [&](const auto& other) {
            return other.first != key && (within(key, other.first) || within(other.first, key)) &&
                   other.second.in != named.in;
        });
        if (!elsewhere) view.named_only[*named.in.begin()].push_back(named.name);
    }
    std::vector<std::pair<store::TagRef, std::size_t>> shared;
    for (auto& [id, counted] : tags)
        if (counted.second > 1) shared.push_back(std::move(counted));
    std::ranges::stable_sort(shared, std::greater(), &std::pair<store::TagRef, std::size_t>::second);
    for (auto& [tag, count] : shared)
        if (view.tags.size() < most_tags) view.tags.push_back(std::move(tag));
    return {};
}

}  // namespace

Result<Response> SiteSeat::story(const Request& request, const Route& route, const Edition& edition) {
    std::optional<std::string> right;
    const std::string key = route.form == Form::html
                                ? fmt::format("s|{}{}", percent_decode(route.place), talk_version())
                                : fmt::format("s|{}", StoryId{route.id}.text());
    auto response =
        kept(request, route, edition, key, type_of(route), [&](Hands& hands, const Setting& s) -> Result<std::string> {
            StoryView view{.id = StoryId{route.id}};
            view.cards = TRY(hands.reader->list({.story = view.id, .limit = longest_story, .copies = true}));
            if (view.cards.empty()) {
                // It went into another: readers' links lead on.
                const auto now = TRY(hands.reader->story_now(view.id));
                const auto cards =
                    now ? TRY(hands.reader->list({.story = *now, .limit = longest_story, .copies = true}))
                        : std::vector<store::Card>();
                if (!cards.empty()) right = story_place(*now, cards.back().title);
                return fail(Fault::not_found, "no such story");
            }
            if (route.form != Form::html) {
                const std::string place = story_place(view.id, view.cards.back().title);
                return listing_feed(hands, s, route.form, view.cards.back().title, place,
                                    {.story = view.id, .limit = listing_length});
            }
            std::ranges::reverse(view.cards);
            // A story's title changes with its coverage; any of its headlines is a right address.
            const bool known = std::ranges::any_of(view.cards, [&](const store::Card& card) {
                return same_place(route.place, story_place(view.id, card.title));
            });
            if (!known) {
                right = story_place(view.id, view.cards.front().title);
                return fail(Fault::not_found, "under another address");
            }
            for (const store::Card& card : view.cards) {
                if (view.countries.contains(card.source)) continue;
                const auto source = TRY(hands.reader->source(card.source));
                if (source && !source->source.country.empty()) view.countries[card.source] = source->source.country;
            }
            TRY(compare(s, *hands.reader, view));
            if (site_.wires.rulings) view.title = TRY(site_.wires.rulings->story_title(view.id)).value_or("");
            // The newest reports, as an article's page and the conversation's own have them.
            constexpr std::ptrdiff_t reports = 60;
            const auto from = std::max<std::ptrdiff_t>(0, std::ssize(view.cards) - reports);
            std::vector<store::Card> told(view.cards.begin() + from, view.cards.end());
            const auto first = std::ranges::find(told, told_by(s, told).id, &store::Card::id);
            std::rotate(told.begin(), first, first + 1);
            const Conversation talk =
                TRY(first_of(std::move(told), story_place(view.id, told_by(s, view.cards).title) + "/comments",
                             "s " + view.id.text()));
            return story_page(s, view, &talk);
        });
    if (right) {
        const std::string suffix = route.form == Form::html ? "" : "/" + feed_name("feed", route.form);
        return moved(301, place_in(edition, *right) + suffix, Keep::ask_again);
    }
    return response;
}

}  // namespace octavo::web
