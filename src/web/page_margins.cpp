// Notes and highlights: all of them, and those of one article, where they are made, changed and deleted.
#include "web/margins.hpp"

#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/account_views.hpp"
#include "web/comment_parts.hpp"
#include "web/form_parts.hpp"
#include "web/my_news.hpp"
#include "web/pages.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

using readers::Margins;
using readers::Refusal;
using store::MarginNote;

Say word_of(Refusal why) {
    if (why == Refusal::empty) return Say::note_nothing;
    return why == Refusal::too_long ? Say::note_long : refusal_word(why, true);
}

// Paragraphs of plain text.
void paragraphs(Html& h, std::string_view text) { h.put("<p dir=\"auto\" class=\"own\">").text(text).put("</p>"); }

// The passage, and what is said of it.
void note_itself(Html& h, const MarginNote& note, std::string_view language) {
    if (!note.exact.empty()) {
        h.put("<blockquote");
        if (!language.empty()) h.language(language);
        h.put("><p dir=\"auto\">").text(note.exact).put("</p></blockquote>");
    }
    if (!note.note.empty()) paragraphs(h, note.note);
}

std::string anchor_of(const MarginNote& note) { return fmt::format("n{}", note.number); }

void area(Html& h, const Setting& s, Markup name, Say label, Say hint, std::string_view value, std::size_t longest,
          bool at_fault) {
    h.put("<p class=\"field\"><label for=\"").put(name).put("\">").text(s.tongue.say(label)).put("</label>");
    h.put("<textarea id=\"").put(name).put("\" name=\"").put(name).put("\" rows=\"4\" dir=\"auto\"");
    h.attribute("maxlength", std::to_string(longest));
    h.put(" aria-describedby=\"").put(name).put("-hint");
    h.put(at_fault ? Markup(" fault\" aria-invalid=\"true\">") : Markup("\">")).text(value).put("</textarea>");
    h.put("<small id=\"").put(name).put("-hint\">").text(s.tongue.say(hint)).put("</small></p>");
}

// One note on its article's page, with what may be done to it.
void note_row(Html& h, const Setting& s, const ArticleNotesView& view, const ArticleNotesView::Item& item) {
    const MarginNote& note = item.note;
    const std::string id = anchor_of(note), place = notes_place(view.article);
    h.put("<article class=\"comment\"").attribute("id", id).put("><p class=\"meta\"><span");
    h.attribute("id", "by-" + id).put(">");
    when(h, s, note.made);
    h.put("</span></p>");
    if (view.change == note.number) {
        note_itself(h, {.exact = note.exact}, view.card ? std::string_view(view.card->language) : "");
        if (view.refused) fault(h, s, word_of(*view.refused));
        begin_form(h, s, place, view.token, "change");
        hidden(h, "what", std::to_string(note.number));
        area(h, s, "note", Say::note_yours, Say::note_hint, view.refused ? view.typed : note.note,
             Margins::longest_note, view.refused.has_value());
        end_form(h, s, Say::list_save);
        h.put("</article>");
        return;
    }
    note_itself(h, note, view.card ? std::string_view(view.card->language) : "");
    if (!item.stands) h.put("<p class=\"hint\">").text(s.tongue.say(Say::note_text_changed)).put("</p>");
    h.put("<div class=\"acts-on\"><a")
        .url("href",
             place_in(s.edition(), fmt::format("{}?change={}&before={}#{}", place, note.number, note.number + 1, id)));
    h.attribute("aria-describedby", "by-" + id).put(">").text(s.tongue.say(Say::comment_change)).put("</a>");
    begin_form(h, s, place, view.token, "drop");
    hidden(h, "what", std::to_string(note.number));
    end_form(h, s, Say::comment_withdraw, false, "by-" + id);
    h.put("</div></article>");
}

// The script fills it with what was selected on the article's page.
void new_note(Html& h, const Setting& s, const ArticleNotesView& view) {
    const bool at_fault = view.refused && view.change == 0;
    part(h, s, Say::note_new);
    if (at_fault) fault(h, s, word_of(*view.refused));
    h.put("<div id=\"marking\"").attribute("data-article", view.article.text()).put(">");
    begin_form(h, s, notes_place(view.article), view.token, "add");
    hidden(h, "prefix", view.passage.prefix);
    hidden(h, "suffix", view.passage.suffix);
    area(h, s, "exact", Say::note_passage, Say::note_passage_hint, view.passage.exact, Margins::longest_passage,
         at_fault);
    area(h, s, "note", Say::note_yours, Say::note_hint, view.typed, Margins::longest_note, at_fault);
    end_form(h, s, Say::note_keep);
    h.put("</div>");
}

// As plain words: what has a meaning in Markdown stands for itself.
// https://spec.commonmark.org/0.31.2/#backslash-escapes
std::string plain_words(std::string_view text) {
    std::string out;
    bool begins = true;  // a line
    for (const char c : text) {
        const bool mark = std::string_view("\\`*_[]<>#|~&!").contains(c);
        const bool opens = begins && std::string_view("-+=.)").contains(c);
        if (mark || opens) out += '\\';
        out += c;
        // "1." at the beginning of a line makes a list of it, too.
        begins = c == '\n' || (begins && (c == ' ' || (c >= '0' && c <= '9')));
    }
    return out;
}
std::string quotation(std::string_view text) {
    std::string out = "> ";
    for (const char c : plain_words(text)) {
        out += c;
        if (c == '\n') out += "> ";
    }
    return out;
}

}  // namespace

std::string text_shown(const Setting& s, const store::FullArticle& a) {
    const Showing showing = showing_of(s, a);
    if (showing.whole && !a.extraction.blocks.empty()) return plain_text(a.extraction.blocks);
    constexpr std::size_t most = 300;
    const std::size_t length = showing.excerpt < 0 ? most : std::min(most, static_cast<std::size_t>(showing.excerpt));
    return length == 0 ? std::string() : utf8::excerpt(a.card.excerpt, length);
}

std::string notes_place(ArticleId article) { return "my/notes/" + article.text(); }

std::string notes_page(const Setting& s, const NotesView& view) {
    const Frame frame = my_frame(s, Say::notes_title, "my/notes");
    Html h;
    begin_my(h, s, frame);
    h.put("<form class=\"find wide\" role=\"search\"").url("action", place_in(s.edition(), "my/notes"));
    h.put("><input type=\"search\" name=\"q\" maxlength=\"200\" dir=\"auto\" autocomplete=\"off\"");
    h.attribute("aria-label", s.tongue.say(Say::notes_search))
        .attribute("placeholder", s.tongue.say(Say::notes_search));
    h.attribute("value", view.words).put("><button>").text(s.tongue.say(Say::search)).put("</button></form>");
    if (view.notes.empty()) {
        h.put("<p class=\"empty\">");
        h.text(s.tongue.say(view.words.empty() ? Say::notes_none : Say::notes_none_found)).put("</p>");
    }
    h.put("<div class=\"noted\">");
    ArticleId last;
    for (const MarginNote& note : view.notes) {
        const auto card = view.cards.find(note.article);
        const bool there = card != view.cards.end();
        if (note.article != last) {
            h.put("<h2 dir=\"auto\"><a").url("href", place_in(s.edition(), notes_place(note.article))).put(">");
            h.title(there ? std::string_view(card->second.title) : s.tongue.say(Say::untitled)).put("</a></h2>");
        }
        last = note.article;
        h.put("<article class=\"comment\">");
        note_itself(h, note, there ? std::string_view(card->second.language) : "");
        h.put("<p class=\"meta\">");
        when(h, s, note.made);
        h.put("</p></article>");
    }
    h.put("</div>");
    if (view.older) {
        const std::string words = view.words.empty() ? "" : fmt::format("&q={}", percent_encode(view.words));
        pager(h, s, fmt::format("{}?before={}{}", place_in(s.edition(), "my/notes"), *view.older, words));
    }
    if (!view.notes.empty()) {
        h.put("<p class=\"keeping\"><a class=\"btn\" download").url("href", place_in(s.edition(), "my/notes.md"));
        h.put(">").text(s.tongue.say(Say::notes_file)).put("</a></p>");
    }
    end_my(h, s, frame);
    return h.take();
}

std::string article_notes_page(const Setting& s, const ArticleNotesView& view) {
    Frame frame = my_frame(s, Say::notes_title, notes_place(view.article));
    frame.notes = true;
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list mine account comments\"><header class=\"headline\"><p class=\"kick\">");
    h.text(s.tongue.say(Say::notes_title)).put("</p><h1 dir=\"auto\">");
    if (view.card) {
        h.put("<a").url("href", place_in(s.edition(), article_place(view.card->id, view.card->title))).put(">");
        h.title(view.card->title).put("</a>");
    } else {
        h.text(s.tongue.say(Say::untitled));
    }
    h.put("</h1></header>");
    my_tabs(h, s, "my/notes");
    if (view.undo) {
        h.put("<div class=\"said act\" role=\"status\"><span>").text(s.tongue.say(Say::note_deleted)).put("</span>");
        begin_form(h, s, notes_place(view.article), view.token, "undo");
        hidden(h, "what", std::to_string(*view.undo));
        end_form(h, s, Say::undo, false);
        h.put("</div>");
    } else if (view.undone) {
        said(h, s.tongue.say(Say::undone));
    }
    if (!view.older && !view.further) {
        h.put("<p class=\"hint\">");
        h.text(view.notes.empty() ? std::string(s.tongue.say(Say::notes_none_here))
                                  : s.tongue.count(Say::n_notes, view.notes.size()));
        h.put("</p>");
    }
    if (view.further) {
        h.put("<p class=\"hint\">");
        if (view.notes.empty()) h.text(s.tongue.say(Say::nothing_here)).put(" ");
        h.put("<a").url("href", place_in(s.edition(), notes_place(view.article))).put(">");
        h.text(s.tongue.say(Say::notes_title)).put("</a></p>");
    }
    for (const auto& item : view.notes) note_row(h, s, view, item);
    if (view.older)
        pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), notes_place(view.article)), *view.older));
    if (view.card && view.change == 0) new_note(h, s, view);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string notes_as_json(std::span<const MarginNote> notes) {
    JsonWriter out;
    out.object().key("notes").array();
    for (const MarginNote& note : notes) {
        out.object().field("id", anchor_of(note)).field("exact", note.exact);
        out.field("prefix", note.prefix).field("suffix", note.suffix).end();
    }
    out.end().end();
    return out.take();
}

std::string notes_as_markdown(const Setting& s, std::vector<MarginNote> notes, const CardsById& cards) {
    // Article by article, that of the latest note first; in each as they were made.
    std::unordered_map<ArticleId, std::size_t> turn;
    for (const MarginNote& note : notes) turn.emplace(note.article, turn.size());
    std::ranges::sort(notes, {}, [&](const MarginNote& note) { return std::pair(turn.at(note.article), note.number); });
    std::string out = fmt::format("# {}\n", plain_words(s.tongue.say(Say::notes_title)));
    ArticleId last;
    for (const MarginNote& note : notes) {
        if (note.article != last) {
            const auto card = cards.find(note.article);
            if (card == cards.end()) {
                out += fmt::format("\n## {}\n", note.article.text());
            } else {
                out += fmt::format("\n## {}\n\n{}", plain_words(utf8::squeeze(card->second.title)),
                                   plain_words(name_of(card->second)));
                if (const std::string& url = card->second.url;
                    harmless_address(url) && url.find_first_of("<> \n") == std::string::npos)
                    out += fmt::format(", <{}>", url);
                out += '\n';
            }
        }
        last = note.article;
        out += '\n';
        if (!note.exact.empty()) out += quotation(note.exact) + "\n\n";
        if (!note.note.empty()) out += plain_words(note.note) + "\n\n";
        out += fmt::format("{}\n", to_iso(note.made));
    }
    return out;
}

// Both lead to the page that does it all without a script; what a selection is offered is the script's.
void noting(Html& h, const Setting& s, ArticleId article) {
    if (!s.accounts) return;
    const std::string place = place_in(s.edition(), notes_place(article));
    h.put("<p class=\"keeping\"><a class=\"btn\" id=\"notes\" rel=\"nofollow\"").url("href", place).put(">");
    h.text(s.tongue.say(Say::notes)).put("</a></p><template id=\"mark\"><p class=\"marking\">");
    h.put("<button type=\"button\" class=\"btn\" data-mark=\"exact\">").text(s.tongue.say(Say::note_highlight));
    h.put("</button> <button type=\"button\" class=\"btn\" data-mark=\"note\">").text(s.tongue.say(Say::note_write));
    h.put("</button></p></template>");
}

}  // namespace octavo::web
