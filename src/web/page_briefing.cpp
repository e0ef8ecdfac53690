// The briefing's page: what is said, in its order, each story a chapter with its moment in the recording. The browser's
// own player plays; without script everything is there but the marking of what is being said (assets/listen.js).
#include "web/assets.hpp"
#include "web/briefing.hpp"

namespace octavo::web {
namespace {

using assist::BriefingLine;

std::string minutes(std::chrono::milliseconds time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).count();
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

void player(Html& h, const Setting& s, const BriefingView& view) {
    const assist::Briefing& b = view.briefing;
    h.put("<audio controls preload=\"none\">");
    if (b.opus_bytes > 0)
        h.put("<source type=\"audio/ogg; codecs=opus\"")
            .url("src", place_in(s.edition(), briefing_place(view.day, "opus")))
            .put(">");
    if (b.mp3_bytes > 0)
        h.put("<source type=\"audio/mpeg\"")
            .url("src", place_in(s.edition(), briefing_place(view.day, "mp3")))
            .put(">");
    h.put("</audio><p class=\"links\">");
    if (b.mp3_bytes > 0) {
        h.put("<a download")
            .url("href", place_in(s.edition(), briefing_place(view.day, "mp3")))
            .put(">MP3 <span dir=\"ltr\">");
        h.text(minutes(b.length)).put("</span></a> ");
    }
    if (b.opus_bytes > 0)
        h.put("<a download").url("href", place_in(s.edition(), briefing_place(view.day, "opus"))).put(">Opus</a> ");
    if (b.mp3_bytes > 0) h.put("<a").url("href", place_in(s.edition(), "briefing.xml")).put(">Podcast</a>");
    h.put("</p>");
}

// One line, with when it is said; the reader's player finds it by data-say.
void line(Html& h, const Setting& s, const BriefingView& view, const BriefingLine& l) {
    const assist::Briefing& b = view.briefing;
    const std::string at = fmt::format("{}", l.at.count());
    switch (l.kind) {
        case BriefingLine::Kind::headline: {
            const assist::BriefingStory& story = b.stories[l.story];
            h.put("<h2 dir=\"auto\"").attribute("data-say", at).put(">");
            if (story.place.empty())
                h.title(l.text);
            else
                h.put("<a").url("href", place_in(s.edition(), story.place)).put(">").title(l.text).put("</a>");
            h.put("</h2>");
            break;
        }
        case BriefingLine::Kind::attribution:
            h.put("<p class=\"meta\" dir=\"auto\"").attribute("data-say", at).put(">").text(l.text).put("</p>");
            break;
        default:
            h.put("<p dir=\"auto\"").attribute("data-say", at).put(">").text(l.text).put("</p>");
    }
}

void stories(Html& h, const Setting& s, const BriefingView& view) {
    const auto& lines = view.briefing.lines;
    bool inside = false;
    h.put("<ol class=\"chapters\">");
    for (const BriefingLine& l : lines) {
        const bool begins = l.kind == BriefingLine::Kind::headline;
        const bool ours = l.kind == BriefingLine::Kind::greeting || l.kind == BriefingLine::Kind::closing;
        if (ours) continue;
        if (begins) {
            h.put(inside ? Markup("</li><li>") : Markup("<li>"));
            inside = true;
            if (view.recorded && l.at.count() >= 0) {
                h.put("<a class=\"moment\" dir=\"ltr\"");
                h.attribute("data-at", fmt::format("{}", l.at.count()));
                h.url("href",
                      fmt::format(
                          "{}#t={}",
                          place_in(s.edition(), briefing_place(view.day, view.briefing.mp3_bytes > 0 ? "mp3" : "opus")),
                          l.at.count() / 1000));
                h.put(">").text(minutes(l.at)).put("</a>");
            }
        }
        line(h, s, view, l);
    }
    h.put(inside ? Markup("</li></ol>") : Markup("</ol>"));
}

}  // namespace

void listen_button(Html& h, const Setting& s, Markup what) {
    h.put("<span class=\"listen\" data-listen=\"").put(what).put("\"");
    h.attribute("data-listen-word", s.tongue.say(Say::listen)).attribute("data-pause", s.tongue.say(Say::pause));
    h.attribute("data-go-on", s.tongue.say(Say::go_on)).attribute("data-stop", s.tongue.say(Say::stop));
    h.put("></span>");
}

std::string briefing_page(const Setting& s, const BriefingView& view) {
    const assist::Briefing& b = view.briefing;
    Frame frame{.title = std::string(s.tongue.say(Say::briefing)),
                .description = std::string(s.tongue.say(Say::briefing_detail)),
                .place = "briefing",
                .current = "briefing"};
    frame.listen = !b.stories.empty();
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list briefing\"><header class=\"headline\"><h1>").text(frame.title);
    h.put("</h1><p class=\"stand\">").text(frame.description).put("</p></header>");
    if (b.stories.empty()) {
        h.put("<p class=\"empty\">").text(s.tongue.say(Say::nothing_here)).put("</p></main>");
        end_page(h, s, frame);
        return h.take();
    }
    if (view.recorded) player(h, s, view);
    if (view.being_made) h.put("<p class=\"hint\" role=\"status\">").text(s.tongue.say(Say::audio_soon)).put("</p>");
    h.put("<p class=\"acts\">");
    listen_button(h, s, "briefing");
    h.put("</p><p class=\"hint\">");
    when(h, s, b.made);
    if (view.recorded && !b.voice.empty()) h.put(" · ").text(s.tongue.fill(Say::read_by, b.voice));
    h.put("</p>");
    for (const BriefingLine& l : b.lines)
        if (l.kind == BriefingLine::Kind::greeting) line(h, s, view, l);
    stories(h, s, view);
    for (const BriefingLine& l : b.lines)
        if (l.kind == BriefingLine::Kind::closing) line(h, s, view, l);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
