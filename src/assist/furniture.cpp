// Paragraphs that are no part of an article's telling.
//
// Idea: a caption's sentence reads like any other; what gives it away stands beside it in its paragraph: who took the
// picture, the buttons above it. So whole paragraphs are looked at, at their ends.
//   A tram in Brookford on Monday. The line is new. (Ana Lima/Newswire)      caption, all of it
//   The worst mayor ever! — Jane Doe (@jdoe) April 8, 2020                   a post: Doe's words, not the paper's
//   Correction: A previous version of this article misstated ...             a note
// A post often stands in the page twice, once without its signature; that copy is one, too. What single sentences tell
// is in sentence_kinds.cpp. Checked by tests/assist/furniture_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/furniture.hpp"

#include "assist/author_notes.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t longest_caption = 700;  // bytes

constexpr std::string_view agencies[] = {
    "ap",        "reuters", "afp",    "getty",    "epa",   "dpa",    "zuma",    "shutterstock", "alamy",
    "bloomberg", "upi",     "efe",    "ansa",     "tass",  "xinhua", "anp",     "pa",           "sipa",
    "nurphoto",  "ntb",     "tt",     "keystone", "imago", "belga",  "lusa",    "kyodo",        "yonhap",
    "polaris",   "rex",     "magnum", "file",     "staff", "wire",   "newswire"};
constexpr std::string_view picture_marks[] = {
    "ap photo",    "getty images", "stock photo",      "photograph:", "hide caption",  "via ap",
    "via reuters", "photo credit", "picture alliance", "photo by ",   "photo courtesy"};
constexpr std::string_view caption_fronts[] = {"facebook twitter pinterest",
                                               "hide caption",
                                               "file - ",
                                               "file photo",
                                               "from left:",
                                               "from left,",
                                               "photos: ",
                                               "photo: ",
                                               "image: ",
                                               "enlarge this image",
                                               "click to enlarge"};
constexpr std::string_view note_fronts[] = {"correction:",
                                            "corrections:",
                                            "correction,",
                                            "corrections &",
                                            "corrections and",
                                            "clarification:",
                                            "clarification,",
                                            "editor's note",
                                            "editor’s note",
                                            "editors' note",
                                            "editors’ note",
                                            "update:",
                                            "updated:",
                                            "update,",
                                            "note:",
                                            "author's note",
                                            "this article is published in",
                                            "a version of this",
                                            "support local journalism",
                                            "support strong local journalism",
                                            "korrektur:",
                                            "anmerkung der redaktion",
                                            "hinweis der redaktion",
                                            "anm. d. red",
                                            "transparenzhinweis",
                                            "note de la rédaction",
                                            "ndlr",
                                            "rectificatif",
                                            "nota de la redacción",
                                            "nota del editor",
                                            "nota da redação",
                                            "nota della redazione",
                                            "corrección:",
                                            "fe de errores",
                                            "errata",
                                            "___"};
constexpr std::string_view things[] = {"article", "story", "post", "piece", "essay", "report", "column", "page"};
constexpr std::string_view done_to_it[] = {"published",   "produced",   "updated",    "amended", "corrected",
                                           "adapted",     "part of",    "excerpted",  "edited",  "first published",
                                           "reported by", "written by", "compiled by"};

std::string_view next_word(std::string_view& rest) {
    const auto end = std::min(rest.find(' '), rest.size());
    const auto word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return word;
}

// "This article was amended on 19 May", "The story has been updated": of any length.
bool tells_of_itself(std::string_view folded) {
    std::string_view rest = folded;
    auto first = next_word(rest);
    if (first == "•" || first == "*" || first == "-") first = next_word(rest);
    if (first != "this" && first != "the") return false;
    if (!text::contains(things, next_word(rest))) return false;
    auto verb = next_word(rest);
    if (verb == "has" || verb == "have") verb = next_word(rest);
    if (verb != "is" && verb != "was" && verb != "been") return false;
    for (const std::string_view also : {"originally ", "first ", "co-", "also "})
        if (rest.starts_with(also)) rest.remove_prefix(also.size());
    return std::ranges::any_of(done_to_it, [&](auto what) { return rest.starts_with(what); });
}

bool is_letter(char32_t c) {
    return text::class_of(c) == text::CharClass::letter || text::class_of(c) == text::CharClass::dictionary;
}

// "(Carl Recine/Reuters)", "(AP Photo/Matt Rourke)" at the end.
bool ends_in_credit(std::string_view paragraph) {
    constexpr std::size_t longest = 90;
    // A letter that a page lost behind it: "(AP Photo/Matt Rourke)b".
    const auto close = paragraph.rfind(')');
    if (close == std::string_view::npos || paragraph.size() - close > 3) return false;
    const auto open = paragraph.rfind('(');
    if (open == std::string_view::npos || close < open || close - open > longest) return false;
    const auto inside = paragraph.substr(open + 1, close - open - 1);
    const auto slash = inside.find('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 >= inside.size()) return false;
    std::size_t at = slash + 1;
    return is_letter(static_cast<unsigned char>(inside[slash - 1])) && text::is_upper(utf8::next(inside, at)) &&
           inside.find(' ') != std::string_view::npos;
}

// "Chiang Ying-ying/AP Pedestrians wear masks", "... stay at home orders. | Elaine Thompson/AP Photo".
bool holds_signature(std::string_view paragraph) {
    constexpr std::size_t within = 60;
    const auto signed_at = [](std::string_view part) {
        const auto slash = part.find('/');
        if (slash == std::string_view::npos || slash == 0) return false;
        std::string_view names = part.substr(0, slash), behind = part.substr(slash + 1);
        std::size_t words = 0;
        while (!names.empty()) {
            std::size_t at = 0;
            const auto word = next_word(names);
            if (word.empty() || !text::is_upper(utf8::next(word, at))) return false;
            ++words;
        }
        const auto agency = behind.substr(0, behind.find_first_of(" /,.)|\n"));
        return words >= 2 && words <= 4 && text::contains(agencies, text::fold(agency));
    };
    if (signed_at(utf8::cut(paragraph, within))) return true;
    const auto bar = paragraph.rfind("| ");
    return bar != std::string_view::npos && paragraph.size() - bar < within && signed_at(paragraph.substr(bar + 2));
}

bool ends_in_stop(std::string_view paragraph) {
    return !paragraph.empty() && std::string_view(".!?:;\"").find(paragraph.back()) != std::string_view::npos;
}

// Nothing but words with capitals, and what joins them: "AFP via Getty Images", "The Lakeham Post".
bool names_only(std::string_view part) {
    constexpr std::string_view joins[] = {"via", "for", "of", "de", "la", "van", "von", "the", "and", "&", "-"};
    std::size_t words = 0;
    while (!part.empty()) {
        const auto word = next_word(part);
        if (word.empty()) continue;
        std::size_t at = 0;
        const bool digits = word.front() >= '0' && word.front() <= '9';
        if (!text::is_upper(utf8::next(word, at)) && !digits && !text::contains(joins, word)) return false;
        ++words;
    }
    return words > 0 && words <= 7;
}

// "... in Washington, D.C., June 4, 2020. Al Drago/Pool via REUTERS", "... on May 4, 2019 KCNA | Reuters": whatever the
// agency, a line without a stop that ends in names around a slash or a bar.
bool ends_signed(std::string_view paragraph) {
    constexpr std::size_t within = 70;
    const auto last = paragraph.find_last_not_of(" )");
    if (last == std::string_view::npos || std::string_view(".!?:;\"").find(paragraph[last]) != std::string_view::npos)
        return false;
    const auto line = paragraph.substr(0, last + 1);
    const auto from = line.size() - std::min(line.size(), within);
    const auto mark = line.find_first_of("/|", from);
    if (mark == std::string_view::npos || mark + 2 >= line.size() || mark == 0) return false;
    if (line.substr(from).find("://") != std::string_view::npos) return false;
    std::string behind(line.substr(mark + 1));
    std::ranges::replace_if(behind, [](char c) { return c == '/' || c == '|' || c == ','; }, ' ');
    if (!names_only(utf8::trim(behind))) return false;
    // The word before it is a name, too: "Lima/", "REUTERS/", "KCNA |".
    const auto before = utf8::trim(line.substr(0, mark));
    const auto blank = before.find_last_of(" .(\n");
    const auto word = blank == std::string_view::npos ? before : before.substr(blank + 1);
    std::size_t at = 0;
    return !word.empty() && text::is_upper(utf8::next(word, at)) && before.size() > word.size();
}

// "... speaks to the council on Tuesday. Newswire", "... after the storm Lakeham Post": a line without a stop whose
// last words are names, the last of them an agency's or a paper's. "as he told the Lakeham Post" goes on to it in small
// words.
bool ends_in_paper(std::string_view paragraph) {
    constexpr std::string_view papers[] = {"post",    "times",     "tribune", "journal", "herald", "news", "press",
                                           "gazette", "chronicle", "globe",   "courier", "images", "today"};
    constexpr std::string_view leads[] = {"to", "told", "by", "the", "with", "for", "from", "on",   "of",
                                          "at", "and",  "in", "a",   "an",   "or",  "via",  "says", "said"};
    constexpr std::size_t least = 30, most_names = 4;
    if (paragraph.size() < least || std::string_view(".!?:;,\"").find(paragraph.back()) != std::string_view::npos)
        return false;
    std::string_view rest = paragraph, last;
    std::size_t names = 0;
    while (names <= most_names) {
        const auto blank = rest.rfind(' ');
        if (blank == std::string_view::npos) return false;
        const auto word = rest.substr(blank + 1);
        rest = utf8::trim(rest.substr(0, blank));
        std::size_t at = 0;
        if (word.empty()) continue;
        const bool stopped = word.ends_with('.') || word.ends_with(".”") || word.ends_with(".\"");
        if (stopped || !text::is_upper(utf8::next(word, at))) {
            const std::string folded = text::fold(last);
            const bool agency = text::contains(agencies, folded) && folded != "file" && folded != "staff";
            const bool paper = text::contains(papers, folded) && (names > 1 || stopped);
            return names > 0 && (agency || paper) && !text::contains(leads, word);
        }
        if (names++ == 0) last = word;
    }
    return false;
}

// "... no effort was spared.” — Jane Doe, Lakeham Post": somebody's words, set apart.
bool is_set_apart(std::string_view paragraph) {
    constexpr std::size_t longest_name = 90;
    std::size_t at = paragraph.rfind("” — ");
    if (at == std::string_view::npos) at = paragraph.rfind("” – ");
    if (at == std::string_view::npos || ends_in_stop(paragraph)) return false;
    const auto behind = paragraph.substr(at + std::string_view("” — ").size());
    std::size_t first = 0;
    return !behind.empty() && behind.size() < longest_name && text::is_upper(utf8::next(behind, first)) &&
           behind.find("“") == std::string_view::npos;
}

// What a page says of itself, wherever it stands in a paragraph.
bool is_of_the_page(std::string_view folded) {
    constexpr std::string_view marks[] = {"your browser does not support", "your browser doesn't support",
                                          "your browser doesn’t support",  "modern browser",
                                          "licensing opportunities",       "your browser is not supported",
                                          "to enable javascript",          "enable javascript"};
    constexpr std::size_t longest = 400;
    return folded.size() < longest &&
           std::ranges::any_of(marks, [&](auto mark) { return folded.find(mark) != std::string_view::npos; });
}

// "Catch up on the campaign with our podcast", "Watch our newest film".
bool invites_to_ours(std::string_view folded) {
    constexpr std::string_view fronts[] = {"watch ", "catch up on ", "listen to ", "tune in ", "check out "};
    constexpr std::size_t longest = 220;
    return folded.size() < longest && folded.find(" our ") != std::string_view::npos &&
           std::ranges::any_of(fronts, [&](auto front) { return folded.starts_with(front); });
}

// Who speaks in a paragraph of a transcript: "DOE: We will go." Up to three words in capitals; the last one of them.
std::string_view speaker(std::string_view paragraph) {
    constexpr std::size_t longest = 40;
    const auto colon = paragraph.find(": ");
    if (colon == std::string_view::npos || colon < 3 || colon > longest) return {};
    std::string_view label = paragraph.substr(0, colon), last;
    if (label.starts_with("THE ")) return {};  // "THE FACTS: "
    for (int words = 0; !label.empty(); ++words) {
        last = next_word(label);
        if (words == 3 || last.size() < 2) return {};
        for (const char c : last)
            if ((c < 'A' || c > 'Z') && c != '.' && c != '\'' && c != '-') return {};
    }
    constexpr std::string_view labels[] = {"READ",   "RELATED", "WATCH", "LISTEN", "MORE", "ALSO",       "BREAKING",
                                           "UPDATE", "CLAIM",   "FACT",  "FACTS",  "NOTE", "CORRECTION", "EXCLUSIVE"};
    return text::contains(labels, last) ? std::string_view() : last;
}

// "... as the bridge closes. Photo: Ana Lima", "(Foto: Ana Lima, Lakehamer Bote)" at the end.
bool ends_in_label(std::string_view folded) {
    constexpr std::string_view labels[] = {
        "photo: ",       "photos: ",  "photo : ", "photo by ",    "photograph: ", "photograph by ", "photographs by ",
        "photo/",        "foto: ",    "fotos: ",  "foto/",        "bild: ",       "bilder: ",       "crédit photo",
        "crédits photo", "crédit : ", "crédit: ", "fotografía: ", "fotografia: ", "crédito: ",      "créditos: ",
        "image: ",       "imagen: ",  "imagem: ", "immagine: ",   "beeld: ",      "zdjęcie: ",      "fot. ",
        "фото: ",        "фото — ",   "снимок: ", "світлина: ",   "fotoğraf: ",   "kuva: ",         "صورة: ",
        "تصوير: ",       "תצלום: ",   "צילום: ",  "फोटो: ",       "ảnh: "};
    constexpr std::size_t within = 90;
    const auto from = folded.size() - std::min(folded.size(), within);
    const auto tail = folded.substr(from);
    // Most lines have nothing of a label; one look tells.
    const auto may = [&](std::string_view part) { return tail.find(part) != std::string_view::npos; };
    if (tail.find_first_of(":/") == std::string_view::npos && !may(" by ") && !may("fot. ") && !may("photo") &&
        !may("фото"))
        return false;
    for (const auto label : labels) {
        const auto at = tail.rfind(label);
        if (at == std::string_view::npos || at + label.size() >= tail.size()) continue;
        if (at == 0 ? from > 0 : std::string_view(" .()[|\n").find(tail[at - 1]) == std::string_view::npos) continue;
        // A line of names: it does not go on with another sentence.
        const auto behind = tail.substr(at + label.size());
        const auto stop = behind.find(". ");
        if (stop == std::string_view::npos || behind.size() - stop < 12) return true;
    }
    return false;
}

bool is_caption(std::string_view paragraph, std::string_view folded) {
    if (std::ranges::any_of(caption_fronts, [&](auto front) { return folded.starts_with(front); })) return true;
    if (paragraph.size() > longest_caption) return false;
    if (ends_in_credit(paragraph) || holds_signature(paragraph) || ends_signed(paragraph) || ends_in_label(folded) ||
        ends_in_paper(paragraph))
        return true;
    if (folded.find("(photo by ") != std::string_view::npos) return true;
    const std::string_view tail = folded.substr(folded.size() - std::min<std::size_t>(folded.size(), 90));
    return std::ranges::any_of(picture_marks, [&](auto mark) { return tail.find(mark) != std::string_view::npos; });
}

// "— Jane Doe (@jdoe) April 8, 2020", "pic.twitter.com/...".
bool is_post(std::string_view paragraph) {
    if (paragraph.find("pic.twitter.com/") != std::string_view::npos ||
        paragraph.find("https://t.co/") != std::string_view::npos)
        return true;
    constexpr std::size_t longest_date = 40;
    const auto at = paragraph.rfind("(@");
    if (at == std::string_view::npos) return false;
    const auto close = paragraph.find(')', at);
    if (close == std::string_view::npos || paragraph.size() - close > longest_date) return false;
    const auto digits = std::ranges::count_if(paragraph.substr(close), [](char c) { return c >= '0' && c <= '9'; });
    const auto dash = paragraph.substr(0, at).rfind("— ");
    return digits >= 4 && dash != std::string_view::npos && at - dash < 80;
}

}  // namespace

std::vector<Furniture> furniture(std::string_view text) {
    constexpr std::size_t least_copy = 12, near = 4;
    std::vector<Furniture> out;
    std::vector<std::pair<text::Span, bool>> all;  // paragraphs; whether it is a post
    for (std::size_t at = 0; at < text.size();) {
        auto end = std::min(text.find('\n', at), text.size());
        if (end > at) {
            const auto paragraph = utf8::trim(text.substr(at, end - at));
            const std::string folded = text::fold(utf8::cut(paragraph, longest_caption + 200));
            const bool post = is_post(paragraph);
            all.push_back({{at, end}, post});
            if (post)
                out.push_back({{at, end}, SentenceKind::post});
            else if (is_set_apart(paragraph))
                out.push_back({{at, end}, SentenceKind::quotation});
            else if (invites_to_ours(folded))
                out.push_back({{at, end}, SentenceKind::invitation});
            else if (is_caption(paragraph, folded) || tells_of_itself(folded) || is_of_the_page(folded) ||
                     std::ranges::any_of(note_fronts, [&](auto front) { return folded.starts_with(front); }))
                out.push_back({{at, end}, SentenceKind::credit});
        }
        at = end + 1;
    }
    // Who wrote it stands at the edges.
    constexpr std::size_t front = 2, back = 5;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i >= front && i + back < all.size()) continue;
        if (!all[i].second && tells_of_author(text, all[i].first)) out.push_back({all[i].first, SentenceKind::credit});
    }
    // Who speaks twice is a speaker: what stands behind the name was said.
    std::vector<std::string_view> speakers;
    for (const auto& [at, post] : all)
        speakers.push_back(speaker(utf8::trim(text.substr(at.begin, at.end - at.begin))));
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!speakers[i].empty() && std::ranges::count(speakers, speakers[i]) > 1)
            out.push_back({all[i].first, SentenceKind::quotation});
    // The post once more, without its signature, right before or behind it.
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].second) continue;
        const auto post = text.substr(all[i].first.begin, all[i].first.end - all[i].first.begin);
        for (std::size_t j = i > near ? i - near : 0; j < std::min(all.size(), i + near + 1); ++j) {
            const auto other = utf8::trim(text.substr(all[j].first.begin, all[j].first.end - all[j].first.begin));
            if (!all[j].second && other.size() >= least_copy && other.size() < 600 &&
                post.find(other) != std::string_view::npos)
                out.push_back({all[j].first, SentenceKind::post});
        }
    }
    std::ranges::stable_sort(out, {}, [](const Furniture& f) { return f.at.begin; });
    return out;
}

}  // namespace octavo::assist
