#include "extract/names.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "extract/text_look.hpp"

namespace octavo::extract {
namespace {

bool names_site(std::string_view piece, std::span<const std::string> site_names, std::string_view host) {
    const std::string key = bare_letters(utf8::lower(piece));
    if (key.empty()) return false;
    if (host.starts_with("www.")) host.remove_prefix(4);
    const std::string host_key = bare_letters(utf8::lower(host));
    const std::string label = bare_letters(utf8::lower(host.substr(0, host.find('.'))));
    if (key == host_key || key == label || key == "the" + label || (label.size() > 3 && key.starts_with(label)))
        return true;
    return std::ranges::any_of(site_names, [&](const std::string& name) {
        const std::string site = bare_letters(utf8::lower(name));
        return !site.empty() && (site == key || site == "the" + key ||
                                 (site.size() > 4 && (key.starts_with(site) || key.ends_with(site))) ||
                                 (key.size() > 4 && (site.starts_with(key) || site.ends_with(key))));
    });
}

// " | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "; returns where the last one before `end` starts and its
// length.
std::pair<std::size_t, std::size_t> last_separator(std::string_view title, std::size_t end) {
    static constexpr std::string_view separators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " • ",
                                                      " · ", " / ", "｜",  " ‹ ", " « ",  " ― ", "|"};
    for (std::size_t at = std::min(end, title.size()); at-- > 0;) {
        if (title[at] != ' ' && title[at] != '|' && title[at] != '\xEF') continue;
        for (const auto separator : separators)
            if (title.substr(at).starts_with(separator)) return {at, separator.size()};
    }
    return {std::string_view::npos, 0};
}

bool starts_with_word(std::string_view text, std::string_view word) {
    return text.size() > word.size() && utf8::equal_ignoring_case(text.substr(0, word.size()), word) &&
           (text[word.size()] == ' ' || text[word.size()] == ':' || word.ends_with(':'));
}

std::string_view without_by(std::string_view text) {
    static constexpr std::string_view words[] = {
        "vom",         "written by",  "posted by", "recipe by", "edited by", "authors:",   "autoren:",
        "artikel von", "reported by", "story by",  "words by",  "text by",   "article by", "published by",
        "photos by",   "by:",         "by",        "von:",      "von",       "por:",       "por",
        "par:",        "par",         "di",        "door",      "av",        "af",         "autor:",
        "author:",     "auteur:",     "autore:",   "автор:",    "текст:",    "بقلم",       "كتب",
        "penulis:",    "oleh",        "yazan:",    "tekst:",    "text:",     "bởi",        "od"};
    for (bool again = true; again;) {
        again = false;
        text = utf8::trim(text);
        for (const auto word : words)
            if (starts_with_word(text, word)) {
                text = utf8::trim(text.substr(word.size()));
                if (text.starts_with(':')) text = utf8::trim(text.substr(1));
                again = true;
                break;
            }
    }
    // "ByJane Doe": two elements without a space between.
    if (text.size() > 3 && text.starts_with("By") && text[2] >= 'A' && text[2] <= 'Z') text.remove_prefix(2);
    return text;
}

// Words of an office, not of a name.
bool is_role(std::string_view piece) {
    static constexpr std::string_view roles[] = {
        "staff",     "writer",        "reporter",    "correspondent", "editor",
        "editors",   "columnist",     "contributor", "journalist",    "producer",
        "desk",      "team",          "newsroom",    "redaktion",     "redaction",
        "rédaction", "redacción",     "redação",     "redazione",     "redaktør",
        "toimitus",  "agency",        "agencies",    "agencias",      "bureau",
        "admin",     "administrator", "guest",       "senior",        "deputy",
        "chief",     "political",     "business",    "staff writer",  "photographer",
        "redakcja",  "webdesk",       "editorial",   "news",          "online",
        "fellow",    "professor",     "analyst",     "critic",        "author",
        "ph.d.",     "phd",           "md",          "m.d.",          "head",
        "director",  "manager",       "founder",     "co-founder",    "ceo",
        "cto",       "president",     "officer",     "sponsored",     "associated",
        "reuters",   "afp",           "dpa",         "bloomberg",     "ansa",
        "efe",       "apa",           "ap",          "rundfunk",      "verlag",
        "presse",    "reports",       "sport",       "contributors",  "correspondents",
        "journal",   "gmbh",          "e.v."};
    const std::string lowered = utf8::lower(piece);
    std::string_view rest = lowered;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(" ,/"), rest.size());
        const auto word = rest.substr(0, end);
        if (std::ranges::find(roles, word) != std::end(roles)) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

bool is_degree(std::string_view word) {
    for (const std::string_view degree :
         {"MS", "MSc", "MA",  "MBA", "MD",  "M.D.", "PhD", "Ph.D.", "Ph.D", "RD",   "RDN",  "LD",
          "RN", "JD",  "CPA", "CFP", "CFA", "DDS",  "DO",  "MPH",   "CPT",  "Esq.", "LCSW", "PsyD"})
        if (word == degree) return true;
    return false;
}

// "Jane Doe MS" -> "Jane Doe".
std::string_view without_degrees(std::string_view piece) {
    for (auto space = piece.rfind(' '); space != std::string_view::npos && is_degree(piece.substr(space + 1));
         space = piece.rfind(' '))
        piece = utf8::trim(piece.substr(0, space));
    return piece;
}

bool is_name(std::string_view piece) {
    if (piece.size() < 2 || piece.size() > 80) return false;
    if (piece.find("http") != std::string_view::npos || piece.find('@') != std::string_view::npos ||
        piece.find("www.") != std::string_view::npos || piece.find_first_of("{}[]<>=_") != std::string_view::npos)
        return false;
    if (std::ranges::any_of(piece, [](char c) { return c >= '0' && c <= '9'; })) return false;
    if (piece.find('.') != std::string_view::npos && piece.find(' ') == std::string_view::npos && piece.size() > 6)
        return false;  // example.com
    return std::ranges::count(piece, ' ') < 7;
}

bool is_house_name(std::string_view piece) {
    return piece.size() >= 4 && piece.size() <= 60 && piece.find_first_of("@/{}[]<>=_") == std::string_view::npos &&
           std::ranges::any_of(piece, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

std::vector<std::string_view> split(std::string_view text) {
    static constexpr std::string_view joints[] = {", ",   ";",     " and ", " & ", " und ", " et ",  " y ",    " e ",
                                                  " og ", " och ", " en ",  " i ", " ja ",  " dan ", " ve ",   " и ",
                                                  " و ",  "、",    "，",    " | ", "|",     " / ",   " with ", " – ",
                                                  " — ",  " - ",   "\n",    " • ", " · ",   "，",    " AND "};
    std::vector<std::string_view> out;
    while (!text.empty() && out.size() < 30) {
        std::size_t at = text.size();
        std::size_t size = 0;
        for (const auto joint : joints)
            if (const auto found = text.find(joint); found < at) {
                at = found;
                size = joint.size();
            }
        if (const auto piece = utf8::trim(text.substr(0, at)); !piece.empty()) out.push_back(piece);
        text.remove_prefix(std::min(at + std::max<std::size_t>(size, 1), text.size()));
    }
    return out;
}

}  // namespace

std::string without_site(std::string_view title, std::span<const std::string> site_names, std::string_view host) {
    std::string_view rest = utf8::trim(title);
    // From the end, as long as the last piece is the site (or stands before one that was).
    for (int i = 0; i < 3; ++i) {
        const auto [at, size] = last_separator(rest, rest.size());
        if (at == std::string_view::npos || at < 3) break;
        const auto piece = utf8::trim(rest.substr(at + size));
        if (!names_site(piece, site_names, host)) break;
        rest = utf8::trim(rest.substr(0, at));
    }
    // "Site | Title" is rarer, and only a whole match counts.
    for (const std::string_view separator : {" | ", ": ", " - ", " – "}) {
        const auto at = rest.find(separator);
        if (at == std::string_view::npos || at * 2 > rest.size()) continue;
        const std::string key = bare_letters(utf8::lower(rest.substr(0, at)));
        if (std::ranges::any_of(site_names,
                                [&](const std::string& n) { return bare_letters(utf8::lower(n)) == key; }) &&
            !key.empty())
            rest = utf8::trim(rest.substr(at + separator.size()));
    }
    return std::string(rest);
}

std::vector<std::string> clean_authors(std::span<const std::string> raw, std::span<const std::string> site_names,
                                       Offices offices_may) {
    std::vector<std::string> out;
    std::vector<std::string> offices;
    for (const std::string& text : raw) {
        if (text.size() > 400) continue;
        std::string_view whole = without_by(utf8::trim(text));
        bool behind_a_house = false;
        for (std::string_view piece : split(whole)) {
            piece = without_by(piece);
            if (const auto open = piece.find('('); open != std::string_view::npos && open > 2)
                piece = utf8::trim(piece.substr(0, open));
            if (const auto handle = piece.find(" @"); handle != std::string_view::npos && handle > 2)
                piece = utf8::trim(piece.substr(0, handle));
            while (!piece.empty() && (piece.back() == '.' || piece.back() == ',' || piece.back() == ':') &&
                   !(piece.size() > 2 && piece[piece.size() - 3] == ' '))
                piece.remove_suffix(1);
            // "John Roe The Associated Press": two elements without a sign between.
            for (const std::string_view agency : {" The Associated Press", " Associated Press", " Reuters", " | AP"})
                if (piece.size() > agency.size() + 3 && piece.ends_with(agency))
                    piece = utf8::trim(piece.substr(0, piece.size() - agency.size()));
            piece = without_degrees(piece);
            behind_a_house |= out.empty() && piece.find('.') != std::string_view::npos &&
                              piece.find(' ') == std::string_view::npos && names_site(piece, site_names, "");
            // A house may have a dot or a number in its name: "herald.example", "Channel 24 Newsroom".
            const bool house = is_role(piece) || names_site(piece, site_names, "");
            const bool named = is_name(piece) || (house && offices_may == Offices::yes && is_house_name(piece));
            if (!named || is_degree(piece)) continue;
            // "Herald Media, Porto, Portugal": behind a house stands where it is.
            if (behind_a_house && !house && piece.find(' ') == std::string_view::npos) continue;
            behind_a_house |= house && out.empty();
            auto& list = house ? offices : out;
            const auto same = [&](const std::string& known) { return utf8::equal_ignoring_case(known, piece); };
            if (std::ranges::none_of(list, same)) list.emplace_back(piece);
        }
    }
    // "Jane Doe" and "Jane Doe Herald Tribune": the longer is the same name with its house behind it.
    const std::vector<std::string> all = out;
    std::erase_if(out, [&](const std::string& name) {
        return std::ranges::any_of(all, [&](const std::string& other) {
            return other.find(' ') != std::string::npos && name.size() > other.size() && name.starts_with(other) &&
                   name[other.size()] == ' ';
        });
    });
    if (out.empty() && !offices.empty() && offices_may == Offices::yes) out.push_back(offices.front());
    if (out.size() > 12) out.resize(12);
    return out;
}

bool is_persons(std::string_view piece) {
    static constexpr std::string_view particles[] = {
        "de", "da",  "do", "dos", "del", "della", "di",  "la", "le", "van", "von", "der", "den", "ten", "ter",
        "zu", "zur", "el", "al",  "bin", "ben",   "ibn", "y",  "e",  "af",  "av",  "du",  "das", "st",  "vom"};
    static constexpr std::string_view page_words[] = {
        "artikel",  "mehr",     "twitter",  "facebook",  "instagram",  "whatsapp", "print",      "ihr",
        "our",

        "posted",   "view",     "profile",  "name",      "text",       "read",     "more",       "share",
        "follow",   "comments", "comment",  "contact",   "minutes",    "min",      "updated",    "published",
        "author",   "autor",    "autorin",  "about",     "über",       "uhr",      "by",         "in",
        "on",       "at",       "the",      "and",       "your",       "all",      "articles",   "posts",
        "written",  "email",    "website",  "subscribe", "newsletter", "am",       "publiziert", "foto",
        "photo",    "photos",   "image",    "video",     "interview",  "monday",   "tuesday",    "wednesday",
        "thursday", "friday",   "saturday", "sunday",    "christmas",  "today",    "tomorrow",   "yesterday",
        "day",      "night",    "morning",  "evening",   "recipe",     "says",     "sagt",       "home",
        "menu"};
    int words = 0;
    std::string_view rest = piece;
    while (!rest.empty()) {
        const auto space = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(0, space);
        rest.remove_prefix(std::min(space + 1, rest.size()));
        if (word.empty()) continue;
        ++words;
        const std::string lowered = utf8::lower(word);
        if (std::ranges::find(page_words, lowered) != std::end(page_words) || lowered.find(':') != std::string::npos)
            return false;
        const bool small = word.front() >= 'a' && word.front() <= 'z';
        if (small && words > 1 && std::ranges::find(particles, lowered) == std::end(particles) &&
            lowered.find('\'') == std::string::npos)
            return false;
    }
    // A "by" that lost its name.
    if (words == 1)
        for (const std::string_view opener : {"von", "vom", "por", "par", "oleh", "door", "red"})
            if (utf8::equal_ignoring_case(piece, opener)) return false;
    return words >= 1 && words <= 5 && piece.size() > 2;
}

bool reads_as_full_name(std::string_view name) {
    const auto spaces = std::ranges::count(name, ' ');
    if (spaces < 1 || spaces > 3 || !is_persons(name)) return false;
    for (std::size_t at = 0; at != std::string_view::npos; at = name.find(' ', at + 1)) {
        const char first = at == 0 ? name[0] : at + 1 < name.size() ? name[at + 1] : ' ';
        if (!((first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0x80)) return false;
    }
    return true;
}

}  // namespace octavo::extract
