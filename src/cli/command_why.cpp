// octavo why STORY: the sum that gives a story its place, and the place itself.
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "model/edition.hpp"
#include "web/front.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t page_of_articles = 60;  // as many as a front page is made of

struct Place {
    web::Standing standing;
    std::size_t place = 0, of = 0;  // 0: not among the latest
};

Result<Place> place_of(store::Reader& reader, StoryId id, const Edition& edition, const story::Weights& weights) {
    if (const auto now = TRY(reader.story_now(id))) id = *now;
    auto story = TRY(reader.list({.story = id, .limit = 1, .copies = true}));
    if (story.empty()) return fail(Fault::not_found, fmt::format("why: no story {}", id.text()));
    const auto stats = TRY(reader.stats());
    auto cards = TRY(reader.list(
        {.language = std::string(edition.language), .limit = page_of_articles, .sample = web::sample_filter(stats)}));
    std::unordered_set<StoryId> told;
    std::erase_if(cards, [&](const store::Card& c) { return c.story && !told.insert(c.story).second; });
    const bool latest = told.contains(id);
    if (!latest) cards.push_back(std::move(story.front()));
    auto standings = TRY(web::stand(reader, edition, std::move(cards), weights));
    Place out;
    for (std::size_t i = 0; i < standings.size(); ++i) {
        if (standings[i].group.card.story != id) continue;
        if (latest) out = {{}, i + 1, standings.size()};
        out.standing = std::move(standings[i]);
        break;
    }
    return out;
}

void print(const Place& p, const Edition& edition, double repeat) {
    const store::Card& card = p.standing.group.card;
    fmt::print("{}\n{}, story {}\n\n", printable(card.title), printable(card.source_name), card.story.text());
    if (p.place > 0)
        fmt::print("Place {} of {} on the front page of {}.\n\n", p.place, p.of, edition.code);
    else
        fmt::print("Not among the latest articles of {}: it would stand there with\n\n", edition.code);
    std::vector<std::vector<std::string>> rows;
    for (const story::RankTerm& t : p.standing.rank.terms)
        rows.push_back({fmt::format("{:+.2f}", t.points), std::string(t.name), t.what});
    if (p.standing.repeats > 0)
        rows.push_back({fmt::format("{:+.2f}", -repeat * static_cast<double>(p.standing.repeats)), "repeat",
                        fmt::format("{} above it from the same publisher and section", p.standing.repeats)});
    rows.push_back({fmt::format("{:.2f}", p.standing.score), "", "in all; the weights are the settings ranking.*"});
    fmt::print("{}", table(rows));
}

void print_json(const Place& p, const Edition& edition) {
    JsonWriter out;
    out.object().field("story", p.standing.group.card.story.text()).field("edition", edition.code);
    out.field("place", p.place).field("of", p.of).field("score", p.standing.score).key("terms").array();
    for (const story::RankTerm& t : p.standing.rank.terms)
        out.object().field("name", t.name).field("points", t.points).field("what", t.what).end();
    out.end().field("repeats", p.standing.repeats).end();
    fmt::print("{}\n", out.text());
}

}  // namespace

int command_why(const Options& options, const Config& config) {
    if (options.args.size() != 1)
        return report({Fault::usage, "why: name one story by its id or address, as its page has it"});
    const std::string& name = options.args[0];
    const auto id = StoryId::parse(std::string_view(name).substr(name.rfind('-') + 1));
    if (!id) return report({Fault::usage, fmt::format("why: \"{}\" is no story id (13 letters)", printable(name))});
    const Edition* edition = options.edition.empty() ? &editions().front() : find_edition(options.edition);
    if (!edition) return report({Fault::usage, fmt::format("why: no edition \"{}\"", printable(options.edition))});
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    const auto reader = (*store)->reader();
    if (!reader) return report(reader.error());
    const auto place = place_of(**reader, *id, *edition, config.site.ranking);
    if (!place) return report(place.error());
    if (options.json)
        print_json(*place, *edition);
    else
        print(*place, *edition, config.site.ranking.repeat);
    return 0;
}

}  // namespace octavo::cli
