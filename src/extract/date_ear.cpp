// Hears the dates of a page where they are said: meta elements by their names, microdata, <time>, elements whose class
// says date or byline, and any short line of text that holds a date.
//   <span class="entry-meta">Posted on 3 May 2013 by ana</span>      credit, says published
//   <p>Stand: 28.04.2020 18:00 Uhr</p>                               line, says published
//   <li class="comment"> .. <time>yesterday 2019-01-02</time>        a reader's, not heard
// Which one is the article's is chosen in dating.cpp. Checked by tests/extract/dating_test.cpp.
#include <algorithm>
#include <array>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "extract/dating.hpp"
#include "extract/flow.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

using markup::Node;
using Says = SaidDate::Says;
using By = SaidDate::By;

constexpr std::size_t most_seen = 400;
constexpr int most_lines = 2000;

// The names a publication date goes by, best first; the slot keeps the rank of what it holds.
constexpr int sounds_like_it = 1000;
int published_rank(std::string_view name) {
    static constexpr std::string_view names[] = {"article:published_time",
                                                 "article:published",
                                                 "datepublished",
                                                 "og:article:published_time",
                                                 "parsely-pub-date",
                                                 "sailthru.date",
                                                 "og:published_time",
                                                 "pubdate",
                                                 "publishdate",
                                                 "publish-date",
                                                 "publish_date",
                                                 "article.published",
                                                 "published-date",
                                                 "published_date",
                                                 "publication_date",
                                                 "publication-date",
                                                 "dc.date.issued",
                                                 "dcterms.issued",
                                                 "dcterms.created",
                                                 "dc.date.created",
                                                 "og:pubdate",
                                                 "ptime",
                                                 "cxenseparse:recs:publishtime",
                                                 "cxenseparse:publishtime",
                                                 "article_date_original",
                                                 "originalpublicationdate",
                                                 "vr:published_time",
                                                 "citation_publication_date",
                                                 "dc.date",
                                                 "dc:date",
                                                 "dcterms.date",
                                                 "date",
                                                 "datecreated",
                                                 "displaydate",
                                                 "rnews:datepublished",
                                                 "created",
                                                 "timestamp",
                                                 "release_date",
                                                 "last-published",
                                                 "time"};
    // These may be the day the page was made, not the article.
    for (const std::string_view vague : {"date", "dc.date", "dc:date", "dcterms.date", "timestamp", "created", "time"})
        if (name == vague) return sounds_like_it;
    const auto at = std::ranges::find(names, name);
    if (at != std::end(names)) return static_cast<int>(at - std::begin(names));
    // Names nobody agreed on: "article_publication_day", "swiftype:published_at", "news-publish-time".
    const bool may_be = name.find("publish") != std::string_view::npos ||
                        name.find("pubdate") != std::string_view::npos ||
                        name.find("publication") != std::string_view::npos;
    const bool is_not = name.find("modif") != std::string_view::npos || name.find("updat") != std::string_view::npos ||
                        name.find("expir") != std::string_view::npos ||
                        name.find("publisher") != std::string_view::npos;
    return may_be && !is_not ? sounds_like_it : -1;
}

bool is_modified_name(std::string_view name) {
    static constexpr std::string_view names[] = {
        "article:modified_time", "datemodified",     "og:updated_time", "article:modified", "last-modified",
        "dcterms.modified",      "dc.date.modified", "lastmod",         "modified",         "updated",
        "article:updated_time",  "dateupdated",      "last_modified",   "revised",          "dateupdate"};
    return std::ranges::find(names, name) != std::end(names);
}

// What the words in front of a date say about it. Lower case; looked for in the last few words.
Says cue_of(std::string_view before) {
    static constexpr std::string_view changed[] = {
        "updat",       "aktualisier", "änderung",  "geändert",   "modif",     "actualiza", "mis à jour",
        "mise à jour", "aggiorn",     "atualiza",  "bijgewerkt", "gewijzigd", "oppdater",  "opdater",
        "uppdater",    "päivitetty",  "zaktualiz", "aktualizov", "ažurira",   "frissít",   "обновл",
        "измен",       "оновлен",     "güncelle",  "수정",       "更新",      "تحديث",     "به‌روز",
        "edited",      "revised",     "corrected", "diperbarui", "cập nhật",  "แก้ไข",      "bearbeitet"};
    static constexpr std::string_view issued[] = {
        "publi",        "veröffentlich", "erschienen", "erstellt",   "posted",       "geschrieben", "pubblicat",
        "gepubliceerd", "geplaatst",     "опубликов",  "создан",     "yayın",        "opublikowan", "dodano",
        "objavljen",    "közzé",         "julkaistu",  "publicer",   "publiser",     "udgivet",     "입력",
        "등록",         "発表",          "公開",       "发布",       "發布",         "发表",        "نشر",
        "منتشر",        "diterbitkan",   "tayang",     "đăng",       "เผยแพร่",       "stand:",      "datum:",
        "date:",        "data:",         "fecha:",     "written on", "mis en ligne", "eingestellt", "gepostet",
        "gesendet",     "vom ",          "issued",     "released",   "created",      "submitted"};
    static constexpr std::string_view other[] = {"copyright", "©",        "(c)",    "joined",    "since",
                                                 "seit",      "registri", "expire", "until",     "bis ",
                                                 "gültig",    "geboren",  "born",   "abgerufen", "retrieved",
                                                 "accessed",  "deadline", "event",  "termin",    "gestorben"};
    // Nearer words say more; a cue far in front belongs to something else.
    if (before.size() > 60) before = before.substr(before.size() - 60);
    std::array<bool, 256> holds{};
    for (const char c : before) holds[static_cast<unsigned char>(c)] = true;
    std::size_t at = 0;  // one behind where the last cue begins
    // True when the word stands behind the last cue, which it then is.
    const auto look = [&](std::string_view w) {
        if (!holds[static_cast<unsigned char>(w.front())] || !holds[static_cast<unsigned char>(w.back())]) return false;
        for (std::size_t end = before.size(); end >= at + w.size(); --end)
            if (before[end - w.size()] == w.front() && before.substr(end - w.size(), w.size()) == w) {
                at = end - w.size() + 1;
                return true;
            }
        return false;
    };
    Says says = Says::nothing;
    for (const auto w : changed)
        if (look(w)) says = Says::modified;
    for (const auto w : issued)
        if (look(w)) says = Says::published;
    if (std::ranges::any_of(other, look)) return Says::something_else;
    return says;
}

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// Readers' comments, forms and menus say nothing about the article; asides, quotations and the page's foot little.
enum class Where : std::uint8_t { here, aside, elsewhere };
Where where_is(Node n, const Outline& outline) {
    Where where = Where::here;
    int steps = 0;
    for (Node up = n; up && steps < 14; up = up.parent(), ++steps) {
        switch (up.tag_id()) {
            case LXB_TAG_NAV:
            case LXB_TAG_OPTION:
            case LXB_TAG_SCRIPT:
            case LXB_TAG_STYLE:
            case LXB_TAG_TITLE:
            case LXB_TAG_HEAD:
            case LXB_TAG_NOSCRIPT:
                return Where::elsewhere;
            case LXB_TAG_ASIDE:
            case LXB_TAG_BLOCKQUOTE:
            case LXB_TAG_FOOTER:
                where = Where::aside;
                break;
            case LXB_TAG_BODY:
                return where;
            default:
                break;
        }
        if (outline.meaning(up) & comments && up.tag_id() != LXB_TAG_ARTICLE) return Where::elsewhere;
    }
    return where;
}

// "Updated: <time>", "<dt>Datum</dt><dd>": the words stand in front of the element.
Says label_of(Node n) {
    Node ahead = n.previous();
    for (int up = 0; up < 2 && n; ++up, n = n.parent(), ahead = n ? n.previous() : Node())
        for (; ahead; ahead = ahead.previous()) {
            const std::string words =
                utf8::lower(ahead.is_text() ? std::string(utf8::trim(utf8::cut(ahead.text(), 200))) : flow_text(ahead));
            if (words.empty()) continue;
            if (words.size() > 60) return Says::nothing;
            for (const std::string_view label : {"date", "datum", "data", "fecha", "дата", "tarih", "tanggal", "päivä"})
                if (words == label) return Says::published;
            return cue_of(words);
        }
    return Says::nothing;
}

// Where English is written, the month comes first in some countries only; elsewhere it never does.
SlashDate slash_of(std::string_view language, std::string_view url) {
    const std::string tag = utf8::lower(language);
    if (!tag.empty() && !tag.starts_with("en")) return SlashDate::day_first;
    if (tag.size() >= 5)
        return tag.ends_with("us") || tag.ends_with("ph") ? SlashDate::month_first : SlashDate::day_first;
    const auto parsed = Url::parse(url);
    const std::string_view host = parsed ? parsed->host() : std::string_view();
    const auto dot = host.rfind('.');
    const std::string_view top = dot == std::string_view::npos ? std::string_view() : host.substr(dot + 1);
    const bool country =
        top.size() == 2 && top != "us" && top != "ph" && top != "ca" && top != "io" && top != "co" && top != "tv";
    return country ? SlashDate::day_first : SlashDate::month_first;
}

// More text than a credit line has: told without reading all of it, for such elements may hold the whole page.
bool is_long(Node n) {
    std::size_t bytes = 0;
    int nodes = 0;
    for (Node at = n.first_child(); at; at = at.following(n)) {
        if (at.is_text()) bytes += utf8::trim(at.text()).size();
        if (bytes > 300 || ++nodes > 80) return true;
    }
    return false;
}

}  // namespace

DateEar::DateEar(const Outline& outline, std::string_view language, std::string_view url) : outline_(outline) {
    said_.slash = slash_of(language, url);
}

bool DateEar::meta(std::string_view name, std::string_view content) {
    if (is_modified_name(name)) {
        if (said_.modified.empty() && parse_stamp(content, said_.slash)) said_.modified = utf8::squeeze(content);
        return true;
    }
    const int rank = published_rank(name);
    if (rank < 0) return false;
    if (published_rank_ >= 0 && rank >= published_rank_ && !said_.local.empty()) return true;
    const auto stamp = parse_stamp(content, said_.slash);
    if (!stamp || stamp->precision < Stamp::Precision::day) return true;
    if (said_.local.empty() && stamp->precision == Stamp::Precision::time && !stamp->east)
        said_.local = utf8::squeeze(content);
    if (rank == sounds_like_it) {
        if (said_.perhaps.empty()) said_.perhaps = utf8::squeeze(content);
        return true;
    }
    if (published_rank_ >= 0 && rank >= published_rank_) return true;
    said_.published = utf8::squeeze(content);
    published_rank_ = rank;
    return true;
}

void DateEar::hear(std::string_view text, By by, Says says, Node n, Place place) {
    if (said_.seen.size() >= most_seen || text.size() < 6) return;
    // A whole text that is a date may have a zone; one among other words is found with its cue.
    std::optional<Stamp> stamp;
    if (text.size() < 60) stamp = parse_stamp(text, said_.slash);
    if (!stamp || stamp->precision < Stamp::Precision::day) {
        const auto found = find_date(text, said_.slash);
        if (!found) return;
        stamp = found->stamp;
        const Says cue = cue_of(found->before);
        if (cue == Says::something_else) return;
        if (says == Says::nothing) says = cue;
    }
    keep({by, says, *stamp, place}, n);
}

void DateEar::keep(SaidDate date, Node n) {
    const Where where = where_is(n, outline_);
    if (where == Where::elsewhere) return;
    if (date.says == Says::nothing) date.says = label_of(n);
    if (date.says == Says::something_else) return;
    date.aside = where == Where::aside;
    said_.seen.push_back(date);
}

void DateEar::microdata(std::string_view property, Node n, Place place) {
    const bool modified = has(property, "dateModified");
    if (!modified && !has(property, "datePublished") && !has(property, "dateCreated")) return;
    std::string_view content = n.attribute("content");
    if (content.empty()) content = n.attribute("datetime");
    if (content.empty()) content = n.attribute("title");  // <abbr title="2017-09-09T10:52">10:52</abbr>
    hear(content.empty() ? flow_text(n) : std::string(content), By::microdata,
         modified ? Says::modified : Says::published, n, place);
}

void DateEar::time_element(Node n, Place place) {
    const std::string_view property = n.attribute("itemprop");
    if (has(property, "date")) return microdata(property, n, place);
    const std::string_view classes = n.classes();
    Says says = Says::nothing;
    if (n.has_attribute("pubdate") || has(classes, "publish") || has(classes, "entry-date"))
        says = Says::published;
    else if (has(classes, "updated") || has(classes, "modified"))
        says = Says::modified;
    const std::string_view when = n.attribute("datetime");
    const auto before = said_.seen.size();
    if (!when.empty()) hear(when, By::time, says, n, place);
    if (said_.seen.size() == before) hear(flow_text(n), By::time, says, n, place);
}

void DateEar::credit(Node n, Place place) {
    const std::string_view title = n.attribute("title");
    const auto before = said_.seen.size();
    if (title.size() >= 8 && title.size() < 60) hear(title, By::credit, Says::nothing, n, place);
    if (said_.seen.size() != before) return;
    if (!is_long(n)) hear(flow_text(n), By::credit, Says::nothing, n, place);
}

void DateEar::line(Node text, std::string_view words, Place place) {
    if (lines_tried_ >= most_lines) return;
    if (words.size() < 6 || words.size() > 300) return;
    int digits = 0;
    for (const char c : words) digits += (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0xD9;
    if (digits < 5) return;
    ++lines_tried_;
    const auto found = find_date(words, said_.slash);
    // Prose names days too: what stands far from the line's ends is a sentence's.
    if (!found || (found->before.size() > 60 && found->after.size() > 60) ||
        found->before.size() + found->after.size() > 160)
        return;
    const Says cue = cue_of(found->before);
    if (cue == Says::something_else || said_.seen.size() >= most_seen) return;
    // The text's own element is its label's neighbour.
    keep({By::line, cue, found->stamp, place, found->weekday}, text.previous() ? text : text.parent());
}

}  // namespace octavo::extract
