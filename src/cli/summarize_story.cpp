// `octavo summarize STORY`: what its sources say together, and where they differ.
#include <deque>

#include "assist/compare.hpp"
#include "assist/digest.hpp"
#include "assist/people.hpp"
#include "assist/timeline.hpp"
#include "base/json.hpp"
#include "cli/progress.hpp"
#include "cli/summarize_one.hpp"

namespace octavo::cli {
namespace {

// Owns the texts that the views of a story look into.
class Texts {
  public:
    void add(const store::Card& card, std::string text) {
        const auto& kept = kept_.emplace_back(card, std::move(text));
        articles_.push_back({kept.first.source_name,
                             {kept.first.title, kept.second, kept.first.language},
                             kept.first.published,
                             static_cast<bool>(kept.first.duplicate_of)});
    }
    std::span<const assist::StoryArticle> articles() const { return articles_; }
    const store::Card& card(std::size_t i) const { return kept_[i].first; }
    std::size_t size() const { return kept_.size(); }

  private:
    std::deque<std::pair<store::Card, std::string>> kept_;
    std::vector<assist::StoryArticle> articles_;
};

Result<Texts> texts_of(store::Reader& reader, std::vector<store::Card> cards) {
    Texts out;
    std::ranges::stable_sort(cards, {}, &store::Card::published);
    for (const store::Card& card : cards)
        if (const auto body = TRY(reader.extraction(card.id))) out.add(card, plain_text(*body));
    return out;
}

// What was written before about what this story's articles are related to.
Result<Texts> earlier_of(store::Reader& reader, const Texts& story) {
    std::vector<store::Card> cards;
    constexpr std::size_t most_asked = 6, most_earlier = 12;
    for (std::size_t i = 0; i < std::min(story.size(), most_asked); ++i) {
        const auto full = TRY(reader.article(story.card(i).id));
        if (!full) continue;
        for (const store::Card& card : full->related)
            if (card.story != story.card(i).story && card.published < story.card(0).published &&
                cards.size() < most_earlier && std::ranges::find(cards, card.id, &store::Card::id) == cards.end())
                cards.push_back(card);
    }
    return texts_of(reader, std::move(cards));
}

std::string day_text(const assist::DayNamed& d) {
    const auto date = fmt::format("{:04}-{:02}", int(d.day.year()), unsigned(d.day.month()));
    return d.month_only ? date : fmt::format("{}-{:02}", date, unsigned(d.day.day()));
}

struct View {
    const Texts& texts;
    const Texts& earlier;
    const assist::StoryMatter& matter;
    const assist::StoryMatter& before;
    const assist::Digest& digest;
    const assist::Comparison& comparison;
    const assist::Timeline& timeline;
    const std::vector<assist::Introduction>& people;

    const store::Card& card(const assist::Told& t) const {
        return t.article < texts.size() ? texts.card(t.article) : earlier.card(t.article - texts.size());
    }
    std::string words(const assist::Told& t) const {
        if (t.article < texts.size()) return std::string(matter.string(t));
        return std::string(before.string({t.article - static_cast<std::uint32_t>(texts.size()), t.sentence}));
    }
    std::string cited(const assist::Told& t) const {
        return fmt::format("{} [{}, {}]", printable(words(t)), printable(card(t).source_name), t.sentence.number + 1);
    }
};

void print_comparison(const View& v) {
    const auto& c = v.comparison;
    if (!c.by_most.empty())
        fmt::print("\n{}\n", c.by_most.front().sources * 2 > c.sources ? "Reported by most" : "Reported by several");
    for (const auto& s : c.by_most)
        fmt::print("{}", item(fmt::format("{} of {}: {}", s.sources, c.sources, v.cited(s.told.front())), 2));
    if (!c.numbers.empty()) fmt::print("\nNumbers that differ\n");
    for (const auto& n : c.numbers) {
        fmt::print("  {}\n", printable(n.of));
        for (const auto& s : n.said)
            fmt::print("{}", item(fmt::format("{}: {}", printable(s.value), v.cited(s.told)), 4));
    }
    if (!c.by_one.empty()) fmt::print("\nReported by one\n");
    for (const auto& t : c.by_one) fmt::print("{}", item(v.cited(t), 2));
    if (!c.quotes.empty()) fmt::print("\nQuoted\n");
    std::string speaker;
    for (const auto& q : c.quotes) {
        if (q.speaker != speaker) fmt::print("  {}\n", printable(speaker = q.speaker));
        const auto& list = v.matter.lists[q.told.article];
        fmt::print("{}", item(fmt::format("\"{}\" [{}, {}]",
                                          printable(list.text.substr(q.words.begin, q.words.end - q.words.begin)),
                                          printable(v.card(q.told).source_name), q.told.sentence.number + 1),
                              4));
    }
    if (c.headlines.size() > 1) fmt::print("\nHeadlines\n");
    if (c.headlines.size() > 1)
        for (const auto& h : c.headlines) {
            const store::Card& card = v.texts.card(h.article);
            fmt::print(
                "{}", item(fmt::format(
                               "{}: {}{}", printable(card.source_name), printable(card.title),
                               h.own.empty() ? "" : printable(fmt::format(" (only here: {})", fmt::join(h.own, ", ")))),
                           2));
        }
}

void print(const View& v) {
    fmt::print("{} articles of {} sources\n\n", v.digest.articles, v.digest.sources);
    if (!v.digest.enough)
        fmt::print("Too few for a summary of the story: it takes {} articles of {} sources.\n",
                   assist::articles_worth_a_digest, assist::sources_worth_a_digest);
    for (const auto& s : v.digest.sentences) {
        fmt::print("{}", wrap(v.cited(s.told), 92, "  "));
        if (s.sources > 1) fmt::print("      {} of {} sources report this\n", s.sources, v.digest.sources);
    }
    print_comparison(v);
    for (const bool earlier : {false, true}) {
        bool headed = false;
        for (const auto& e : v.timeline.entries) {
            if (e.earlier != earlier) continue;
            if (!headed) fmt::print("\n{}\n", earlier ? "Background" : "Timeline");
            headed = true;
            fmt::print("{}", item(fmt::format("{}{} {}", day_text(e.when), e.when.reckoned ? " (reckoned)" : "",
                                              v.cited(e.told)),
                                  2));
        }
    }
    if (!v.timeline.days.empty()) fmt::print("\nPublished\n");
    for (const auto& d : v.timeline.days)
        fmt::print("  {} {:>3}  first: {}\n", day_text({.day = d.day}), d.articles,
                   printable(v.texts.card(d.first).source_name));
    if (!v.people.empty()) fmt::print("\nWho is who\n");
    for (const auto& p : v.people) {
        const auto& text = v.matter.lists[p.told.article].text;
        const auto words = printable(text.substr(p.words.begin, p.words.end - p.words.begin));
        fmt::print("{}", item(fmt::format("{}{}{} [{}, {}]", printable(p.name), words.empty() ? "" : ": ", words,
                                          printable(v.card(p.told).source_name), p.told.sentence.number + 1),
                              2));
    }
}

void told_field(const View& v, const assist::Told& t, JsonWriter& out) {
    out.field("article", v.card(t).id.text()).field("source", v.card(t).source_name);
    out.field("sentence", t.sentence.number).field("text", v.words(t));
}

void print_json(const View& v, StoryId id) {
    JsonWriter out;
    out.object().field("story", id.text()).field("articles", v.digest.articles).field("sources", v.digest.sources);
    out.field("enough", v.digest.enough).key("summary").array();
    for (const auto& s : v.digest.sentences) {
        out.object();
        told_field(v, s.told, out);
        out.field("sources_report", s.sources).end();
    }
    out.end().key("by_most").array();
    for (const auto& s : v.comparison.by_most) {
        out.object();
        told_field(v, s.told.front(), out);
        out.field("sources_report", s.sources).end();
    }
    out.end().key("by_one").array();
    for (const auto& t : v.comparison.by_one) {
        out.object();
        told_field(v, t, out);
        out.end();
    }
    out.end().key("numbers").array();
    for (const auto& n : v.comparison.numbers) {
        out.object().field("of", n.of).key("said").array();
        for (const auto& s : n.said) {
            out.object().field("value", s.value);
            told_field(v, s.told, out);
            out.end();
        }
        out.end().end();
    }
    out.end().key("quotes").array();
    for (const auto& q : v.comparison.quotes) {
        const auto& text = v.matter.lists[q.told.article].text;
        out.object().field("speaker", q.speaker);
        out.field("quote", text.substr(q.words.begin, q.words.end - q.words.begin));
        told_field(v, q.told, out);
        out.end();
    }
    out.end().key("timeline").array();
    for (const auto& e : v.timeline.entries) {
        out.object().field("day", day_text(e.when)).field("reckoned", e.when.reckoned).field("earlier", e.earlier);
        told_field(v, e.told, out);
        out.end();
    }
    out.end().key("who").array();
    for (const auto& p : v.people) {
        const auto& text = v.matter.lists[p.told.article].text;
        out.object().field("name", p.name).field("is", text.substr(p.words.begin, p.words.end - p.words.begin));
        told_field(v, p.told, out);
        out.end();
    }
    out.end().end();
    fmt::print("{}\n", out.text());
}

}  // namespace

Result<> summarize_story(store::Reader& reader, StoryId id, bool json) {
    if (const auto now = TRY(reader.story_now(id))) id = *now;
    auto cards = TRY(reader.list({.story = id, .limit = assist::most_story_articles, .copies = true}));
    if (cards.empty())
        return fail(Fault::not_found, fmt::format("summarize: no article and no story {} in the archive", id.text()));
    const Texts texts = TRY(texts_of(reader, std::move(cards)));
    const Texts earlier = TRY(earlier_of(reader, texts));
    const auto matter = assist::story_matter(texts.articles());
    const auto before = assist::story_matter(earlier.articles(), assist::Gathered::several);
    const auto names = assist::story_names(matter);
    const auto digest = assist::digest(matter);
    const auto comparison = assist::compare(matter, names);
    const auto timeline = assist::timeline(matter, before);
    const auto people = assist::who_is_who(matter, names);
    const View view{texts, earlier, matter, before, digest, comparison, timeline, people};
    if (json)
        print_json(view, id);
    else
        print(view);
    return {};
}

}  // namespace octavo::cli
