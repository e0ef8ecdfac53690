// Paragraphs that present who wrote an article.
//
// Idea: they stand at its edges, begin with a name that is told nowhere else, and say "is" and what journalists and
// guest writers are. A person of the story is told of in the story, too, so the name decides where the trade does not.
//   Jane Doe is a reporter covering harbours.              presents the author
//   Jane Doe is the director of the harbour museum.        likewise where nothing else names Doe
//   Follow Doe on Twitter: @janedoe                        whatever stands before
//   Roe reported from Lakeham. John Poe contributed.       thanks
// The names of authors that a page gives were considered and kept out: many pages give none, and a wire's writers
// thank others. Checked by tests/assist/furniture_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/author_notes.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t longest_note = 900;  // bytes

// Anywhere in a paragraph at an edge.
constexpr std::string_view surely[] = {"follow him on",
                                       "follow her on",
                                       "follow them on",
                                       "follow me on",
                                       "follow us on",
                                       "on twitter @",
                                       "on twitter at @",
                                       "on twitter: @",
                                       "on twitter at https:",
                                       "can be reached at",
                                       "contact the reporter",
                                       "is a contributing writer",
                                       "expressed in this commentary",
                                       "expressed here are",
                                       "expressed by the author",
                                       "folgen sie ihm auf",
                                       "folgen sie ihr auf",
                                       "suivez-le sur",
                                       "suivez-la sur",
                                       "síguelo en",
                                       "síguela en",
                                       "sígalo en",
                                       "siga-o no",
                                       "siga-a no",
                                       "seguilo su",
                                       "seguila su",
                                       "volg hem op",
                                       "volg haar op"};
// Thanks, in a paragraph of any length at an edge.
constexpr std::string_view thanking[] = {"contributed reporting",
                                         "contributed research",
                                         "hat zu diesem bericht beigetragen",
                                         "haben zu diesem bericht beigetragen",
                                         "hat zu diesem artikel beigetragen",
                                         "haben zu diesem artikel beigetragen",
                                         "a contribué à cet article",
                                         "ont contribué à cet article",
                                         "a contribué à ce reportage",
                                         "ont contribué à ce reportage",
                                         "contribuyó a este reportaje",
                                         "contribuyeron a este reportaje",
                                         "contribuyó a este informe",
                                         "contribuyeron a este informe",
                                         "colaboró en este",
                                         "colaboraron en este",
                                         "contribuiu para esta reportagem",
                                         "contribuíram para esta reportagem",
                                         "colaborou para esta",
                                         "colaboraram nesta",
                                         "ha collaborato a questo articolo",
                                         "hanno collaborato a questo articolo",
                                         "ha contribuito a questo articolo",
                                         "werkte mee aan dit artikel",
                                         "werkten mee aan dit artikel"};
// "is", behind a name.
constexpr std::string_view being[] = {"is ",      "was ",      "are ",       "ist ",     "sind ",    "est ",
                                      "es ",      "è ",        "é ",         "är ",      "er ",      "jest ",
                                      "adalah ",  "— ",        "– ",         "- ",       "covers ",  "writes ",
                                      "reports ", "schreibt ", "berichtet ", "escribe ", "escreve ", "scrive "};
// Trades of the press: of such a sentence, that it is no news.
constexpr std::string_view press[] = {
    "reporter",       "reporters",    "correspondent", "columnist",     "journalist",      "contributor",
    "freelancer",     "editor",       "writer",        "commentator",   "redakteur",       "redakteurin",
    "korrespondent",  "autorin",      "journalistin",  "kolumnist",     "korrespondentin", "kolumnistin",
    "journaliste",    "chroniqueur",  "rédacteur",     "rédactrice",    "reportrice",      "correspondant",
    "correspondante", "chroniqueuse", "periodista",    "redactor",      "redactora",       "corresponsal",
    "columnista",     "reportero",    "reportera",     "jornalista",    "repórter",        "correspondente",
    "colunista",      "giornalista",  "redattore",     "redattrice",    "corrispondente",  "inviato",
    "inviata",        "redacteur",    "verslaggever",  "journaliste",   "correspondente",  "reportern",
    "krönikör",       "journalisten", "kommentator",   "dziennikarzem", "dziennikarką",    "publicystą",
    "publicystką",    "redaktorem",   "redaktorką",    "журналист",     "журналистка",     "корреспондент",
    "обозреватель",   "колумнист",    "публицист",     "журналіст",     "журналістка",     "кореспондент",
    "кореспондентка", "оглядач",      "колумніст",     "wartawan",      "jurnalis"};
// What guest writers are: only where the text names them nowhere else.
constexpr std::string_view guests[] = {
    "author",      "professor",     "fellow",     "director",    "president",    "host",       "analyst",
    "lecturer",    "founder",       "attorney",   "lawyer",      "scholar",      "producer",   "economist",
    "historian",   "adviser",       "advisor",    "chairman",    "ceo",          "strategist", "autor",
    "auteur",      "auteure",       "autora",     "autore",      "autrice",      "auteurs",    "expert",
    "consultant",  "professorin",   "professeur", "professeure", "profesor",     "profesora",  "professora",
    "professore",  "professoressa", "hoogleraar", "historiker",  "historikerin", "historien",  "historienne",
    "historiador", "historiadora",  "автор",      "профессор",   "политолог",    "професор",   "політолог",
    "profesorem",  "autorem"};

std::string_view next_word(std::string_view& rest) {
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    const auto end = std::min(rest.find(' '), rest.size());
    const auto word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return word;
}

bool has_capital(std::string_view word) {
    std::size_t at = 0;
    return !word.empty() && text::is_upper(utf8::next(word, at));
}

std::string_view bare(std::string_view word) {
    while (!word.empty() && std::string_view(".,;:!?\"'()").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    return word;
}

// The name that a paragraph begins with: two to five words with capitals; "Jane de la Doe". What follows in `rest`.
std::string_view name_in_front(std::string_view paragraph, std::string_view& rest, std::string_view& surname) {
    constexpr std::string_view within[] = {"de",  "la", "van", "von", "der", "den",
                                           "del", "da", "di",  "bin", "al",  "and"};
    rest = paragraph;
    std::size_t words = 0;
    std::string_view left = paragraph;
    while (!left.empty() && words < 7) {
        const auto before = left;
        const auto word = next_word(left);
        const bool joins = words > 0 && text::contains(within, word);
        if (!has_capital(word) && !joins) {
            left = before;
            break;
        }
        ++words;
        if (!joins) surname = bare(word);
        rest = left;
        if (word.ends_with(',') || word.ends_with(';') || word.ends_with(':')) break;
    }
    if (words < 2) return {};
    return paragraph.substr(0, paragraph.size() - rest.size());
}

// Whether a name stands in the text outside a paragraph, other than in a short line (a byline); "DOE" is Doe.
bool told_elsewhere(std::string_view text, text::Span at, std::string_view name) {
    constexpr std::size_t byline = 60;
    constexpr std::size_t most_looked = 100'000;
    const std::string folded = text::fold(name);
    for (std::size_t begin = 0; begin < std::min(text.size(), most_looked);) {
        const auto end = std::min(text.find('\n', begin), text.size());
        if (end - begin > byline && begin != at.begin &&
            text::fold(text.substr(begin, end - begin)).find(folded) != std::string::npos)
            return true;
        begin = end + 1;
    }
    return false;
}

bool says_trade(std::string_view folded, std::span<const std::string_view> trades) {
    constexpr std::size_t within = 18;
    for (std::size_t i = 0; i < within && !folded.empty(); ++i) {
        const auto word = next_word(folded);
        if (std::ranges::find(trades, bare(word)) != trades.end()) return true;
        if (word.size() > 3 && (word.ends_with('.') || word.ends_with('!'))) return false;
    }
    return false;
}

bool presents(std::string_view text, text::Span at, std::string_view paragraph) {
    std::string_view rest, surname;
    const auto name = name_in_front(paragraph, rest, surname);
    if (name.empty() || surname.size() < 3) return false;
    // "Jane Doe (@janedoe) is ..."
    if (rest.starts_with('('))
        if (const auto close = rest.find(") "); close != std::string_view::npos && close < 60)
            rest.remove_prefix(close + 2);
    // "Jane Doe, a former producer of Lakeham Radio, is a columnist."
    if (name.ends_with(", ") || name.ends_with(',')) {
        const auto end = rest.find(", ");
        if (end == std::string_view::npos || end > 160) return false;
        rest.remove_prefix(end + 2);
    }
    const std::string folded = text::fold(utf8::cut(rest, 300));
    const auto copula = std::ranges::find_if(being, [&](auto is) { return folded.starts_with(is); });
    if (copula == std::end(being)) return false;
    std::string_view said = std::string_view(folded).substr(copula->size());
    // "was barred from covering": what was done to somebody is news.
    auto behind = said;
    if (const auto word = next_word(behind); copula->size() <= 4 && word.size() > 4 && word.ends_with("ed"))
        return false;
    if (*copula == "covers " || *copula == "writes ") return !told_elsewhere(text, at, surname);
    // Who is quoted is of the story.
    const bool speaks = paragraph.find(" said") != std::string_view::npos;
    return (says_trade(said, press) || (!speaks && says_trade(said, guests))) && !told_elsewhere(text, at, surname);
}

// "Roe reported from Lakeham.", "Scott Poe contributed."
bool thanks(std::string_view paragraph, std::string_view folded) {
    constexpr std::size_t longest_line = 400;
    if (std::ranges::any_of(thanking, [&](auto each) { return folded.find(each) != std::string_view::npos; }))
        return true;
    if (paragraph.size() > longest_line || paragraph.find_first_of("\"") != std::string_view::npos ||
        paragraph.find("“") != std::string_view::npos)
        return false;
    std::string_view rest = paragraph;
    if (bare(folded).ends_with(" contributed")) {
        std::size_t words = 0, capitals = 0;
        while (!rest.empty()) ++words, capitals += has_capital(next_word(rest));
        // Names and places, or nobody by name.
        return 2 * capitals >= words || (words < 12 && (folded.find("writers") != std::string_view::npos ||
                                                        folded.find("journalists") != std::string_view::npos));
    }
    for (int words = 0; words < 4; ++words) {
        const auto before = rest;
        if (!has_capital(next_word(rest))) {
            const std::string line = text::fold(before);
            return words > 0 && line.starts_with("reported from ");
        }
    }
    return false;
}

bool invites_to_follow(std::string_view folded) {
    if (!folded.starts_with("follow ") && !folded.starts_with("email ") && !folded.starts_with("contact "))
        return false;
    return folded.find('@') != std::string_view::npos || folded.find("twitter") != std::string_view::npos ||
           folded.find("facebook") != std::string_view::npos || folded.find("instagram") != std::string_view::npos ||
           folded.find("http") != std::string_view::npos;
}

}  // namespace

bool tells_of_author(std::string_view text, text::Span at) {
    std::string_view paragraph = utf8::trim(text.substr(at.begin, at.end - at.begin));
    if (paragraph.empty() || paragraph.size() > longest_note) return false;
    for (const std::string_view bullet : {"• ", "* ", "- ", "— ", "– "})
        if (paragraph.starts_with(bullet)) paragraph.remove_prefix(bullet.size());
    const std::string folded = text::fold(paragraph);
    return std::ranges::any_of(surely, [&](auto each) { return folded.find(each) != std::string_view::npos; }) ||
           invites_to_follow(folded) || thanks(paragraph, folded) || presents(text, at, paragraph);
}

}  // namespace octavo::assist
