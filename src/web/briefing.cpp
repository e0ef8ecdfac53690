#include "web/briefing.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "provider/reserved.hpp"
#include "web/assets.hpp"
#include "web/xml_writer.hpp"

namespace octavo::web {
namespace {

using assist::BriefingLine;

constexpr std::size_t sentences_a_story = 2;

// What of an article may be read out: as much as its page shows (DECISIONS: what may be shown).
std::vector<std::string> sentences_of(const Setting& s, const store::FullArticle& a) {
    const Showing showing = showing_of(s, a);
    if (showing.excerpt == 0 || a.extraction.marks.tdm_reserved) return {};
    const std::string& title = a.card.title;
    if (showing.whole) {
        std::string text;
        for (const Block& b : a.extraction.blocks) {
            if (b.type != Block::Type::paragraph) continue;
            text += b.text;
            text += "\n\n";
            if (text.size() > 4000) break;
        }
        auto found = assist::first_sentences(text, a.card.language, title, sentences_a_story, false);
        if (!found.empty()) return found;
    }
    const std::size_t length =
        showing.excerpt < 0 ? 300 : std::min<std::size_t>(300, static_cast<std::size_t>(showing.excerpt));
    const std::string excerpt = utf8::excerpt(a.card.excerpt, length);
    const bool cut = excerpt.ends_with("…") || excerpt.ends_with("...");
    return assist::first_sentences(excerpt, a.card.language, title, sentences_a_story, cut);
}

// Today's page from its top to its end, each story once. Only those told in the edition's language: a voice reads one.
std::vector<const Group*> in_order(const TodayView& front, std::string_view language) {
    std::vector<const Group*> out;
    std::unordered_set<ArticleId> taken;
    const auto take = [&](const std::vector<Group>& groups) {
        for (const Group& g : groups)
            if (out.size() < briefing_stories && g.card.kind != Kind::sponsored &&
                g.card.language.substr(0, g.card.language.find('-')) == language && taken.insert(g.card.id).second)
                out.push_back(&g);
    };
    take(front.top);
    take(front.local);
    for (const SectionView& section : front.sections) take(section.groups);
    take(front.more);
    return out;
}

std::string absolute(const Setting& s, std::string_view place) { return s.origin + place_in(s.edition(), place); }

}  // namespace

std::string briefing_place(std::string_view day, std::string_view form) {
    return fmt::format("briefing/{}.{}", day, form);
}

Result<assist::Briefing> make_briefing(store::Reader& reader, const Setting& s, const store::Stats& stats,
                                       const story::Weights& weights) {
    const TodayView front = TRY(make_front(reader, s.edition(), stats, weights, s.pictures));
    const Tongue& tongue = s.tongue;
    assist::Briefing b{.language = std::string(s.edition().code), .made = s.now};
    const std::string day = tongue.day(s.now);
    b.title = fmt::format("{} · {}", tongue.say(Say::briefing), day);
    b.lines.push_back({BriefingLine::Kind::greeting, tongue.fill(Say::briefing_of, day)});
    for (const Group* group : in_order(front, s.edition().language)) {
        const store::Card& card = group->card;
        const auto article = TRY(reader.article(card.id));
        if (!article || card.title.empty()) continue;
        b.stories.push_back({.headline = card.title,
                             .source = std::string(name_of(card)),
                             .place = article_place(card.id, card.title),
                             .sources = group->coverage.sources,
                             .sentences = sentences_of(s, *article),
                             .reserved = provider::is_reserved(article->extraction.marks)});
        const assist::BriefingStory& story = b.stories.back();
        assist::briefing_lines(b.lines, b.stories.size() - 1, story,
                               {.counted = tongue.count(Say::n_sources, story.sources),
                                .reports = tongue.fill(Say::source_reports, story.source)});
    }
    b.lines.push_back({BriefingLine::Kind::closing, std::string(tongue.say(Say::briefing_end))});
    return b;
}

std::string briefing_feed(const Setting& s, std::span<const Episode> episodes) {
    const std::string title = fmt::format("{} · {} · {}", s.site.name, s.tongue.say(Say::briefing), s.edition().name);
    Xml x;
    x.put(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
        "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" "
        "xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"><channel>\n");
    x.element("title", title).element("link", absolute(s, "briefing"));
    x.element("description", s.tongue.say(Say::briefing_detail)).element("language", s.edition().code);
    x.element("itunes:author", s.site.name).element("itunes:type", "episodic").element("itunes:explicit", "false");
    x.put(
        "<itunes:category text=\"News\"><itunes:category text=\"Daily News\"/></itunes:category>\n<itunes:image "
        "href=\"");
    x.text(s.origin).text(asset_address("podcast-1400.png")).put("\"/>\n");
    x.put("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"")
        .text(absolute(s, "briefing.xml"))
        .put("\"/>\n");
    if (!episodes.empty()) x.element("lastBuildDate", to_rfc822(episodes.front().briefing.made));
    for (const Episode& e : episodes) {
        const assist::Briefing& b = e.briefing;
        if (b.mp3_bytes == 0) continue;
        x.put("<item>\n").element("title", b.title).element("link", absolute(s, "briefing"));
        x.put("<guid isPermaLink=\"false\">").text(fmt::format("urn:octavo:briefing:{}:{}", s.edition().code, e.day));
        x.put("</guid>\n").element("pubDate", to_rfc822(b.made));
        x.put("<enclosure type=\"audio/mpeg\" length=\"").text(fmt::format("{}", b.mp3_bytes)).put("\" url=\"");
        x.text(absolute(s, briefing_place(e.day, "mp3"))).put("\"/>\n");
        x.element("itunes:duration", fmt::format("{}", std::chrono::round<std::chrono::seconds>(b.length).count()));
        x.element("itunes:explicit", "false");
        std::string notes;  // RSS means HTML here: a "<" of a headline is written so that readers show it
        for (const assist::BriefingStory& story : b.stories)
            notes +=
                fmt::format("{} ({})\n", markup::escape(story.headline).text(), markup::escape(story.source).text());
        if (!b.voice.empty()) notes += markup::escape(s.tongue.fill(Say::read_by, b.voice)).text();
        x.element("description", notes);
        x.put("<podcast:chapters type=\"application/json+chapters\" url=\"");
        x.text(absolute(s, briefing_place(e.day, "json"))).put("\"/>\n</item>\n");
    }
    x.put("</channel></rss>\n");
    return x.take();
}

std::string briefing_chapters(const Setting& s, const assist::Briefing& b) {
    JsonWriter out;
    out.object().field("version", "1.2.0").field("title", b.title).key("chapters").array();
    for (const BriefingLine& line : b.lines) {
        const bool begins = line.kind == BriefingLine::Kind::greeting || line.kind == BriefingLine::Kind::headline;
        if (!begins || line.at.count() < 0) continue;
        out.object().field("startTime", static_cast<double>(line.at.count()) / 1000);
        const bool story = line.kind == BriefingLine::Kind::headline;
        out.field("title", story ? line.text : b.title);
        if (story && !b.stories[line.story].place.empty()) out.field("url", absolute(s, b.stories[line.story].place));
        out.end();
    }
    out.end().end();
    return out.take();
}

}  // namespace octavo::web
