// Lists of our own, short on purpose: what they leave undecided, the lists of data/tags or the count of mentions
// decides. Checked by tests/text/tags_test.cpp.
#include "text/name_company.hpp"

#include <algorithm>

#include "text/doubtful_places.hpp"
#include "text/gazetteer.hpp"

namespace octavo::text {

using Gap = TagToken::Gap;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

bool may_be_place(const ToName& text, const NameRun& r) {
    const std::span<const TagToken> tokens = text.tokens;
    std::uint64_t hash = 0;
    for (std::size_t k = r.first; k <= r.last; ++k)
        hash = place_hash(hash, place_word(text.text.substr(tokens[k].begin, tokens[k].end - tokens[k].begin)));
    const auto found = Gazetteer::own().names(text.language).look(hash);
    if (found.whole && !found.letters && (r.last > r.first || !is_doubtful_town(tokens[r.first].folded))) return true;
    if (r.first != r.last) return false;
    const std::string_view w = tokens[r.first].folded;
    if (w.size() < 6) return false;
    for (const std::string_view e :
         {"stan", "land",  "burg",  "grad", "ville", "shire", "polis", "istan",  "borough", "bourg",
          "ск",   "ске",   "ска",   "ском", "град",  "граде", "града", "бург",   "бурге",   "бурга",
          "стан", "стане", "стана", "ия",   "ии",    "ию",    "ией",   "ландия", "щина",    "щине"})
        if (w.ends_with(e)) return true;
    return false;
}

bool is_located(const ToName& text, std::size_t i) {
    const std::span<const TagToken> tokens = text.tokens;
    const auto language = text.language.substr(0, text.language.find('-'));
    if (i == 0 || tokens[i].gap > Gap::elision) return false;
    const auto s = text.text.substr(tokens[i - 1].begin, tokens[i - 1].end - tokens[i - 1].begin);
    if (tokens[i].gap == Gap::elision) return true;
    if (is_one_of(s, {"in",   "In",  "near", "à",     "en", "En", "em", "Em", "na",  "nach", "bei",  "aus",
                      "w",    "W",   "we",   "в",     "В",  "во", "из", "Из", "под", "te",   "till", "från",
                      "koło", "pod", "nel",  "nella", "a",  "A",  "no", "No", "au",  "At",   "at",   "zu"}))
        return true;
    if (is_one_of(language, {"es", "fr", "it", "pt", "ca", "gl", "ro", "oc", "ast"}))
        return is_one_of(s, {"de", "do", "da", "di", "du", "del", "della", "la", "La", "hacia", "desde", "vers", "l"});
    if (language == "nl") return is_one_of(s, {"van", "uit", "naar", "bij"});
    if (language == "pl") return is_one_of(s, {"z", "do", "ze", "Z", "nad"});
    return (language == "de") && is_one_of(s, {"von", "bei"});
}

bool is_particle(std::string_view s, std::string_view language) {
    if (is_one_of(language, {"es", "fr", "it", "pt", "ca", "gl", "ro", "oc", "ast"}))
        return is_one_of(s, {"de",    "del", "da",  "do",  "das", "dos", "du", "des", "di",  "della", "delle", "dello",
                             "degli", "dei", "van", "von", "der", "al",  "el", "bin", "ibn", "of",    "the"});
    if (language == "en")
        return is_one_of(
            s, {"of", "de", "del", "van", "von", "bin", "ibn", "al", "la", "du", "da", "der", "den", "di", "el"});
    if (language == "nl" || language == "af")
        return is_one_of(s, {"van", "de", "der", "den", "ten", "von", "of", "the", "da", "di", "la", "du", "t", "des"});
    if (language == "de" || language == "lb")
        return is_one_of(s, {"von", "van", "zu", "zur", "of", "the", "de", "der", "del", "da", "di", "la", "du", "al",
                             "am", "an", "bin"});
    return is_one_of(s, {"de", "del", "van", "von", "der", "am",  "an",  "of", "the", "da",
                         "di", "la",  "du",  "al",  "el",  "bin", "ibn", "ob", "do",  "dos"});
}

bool is_first_of_name(std::string_view w, bool begins_sentence) {
    if (!begins_sentence && is_one_of(w, {"the", "no", "all", "my", "our", "las", "el",  "la",  "le",  "les", "il",
                                          "lo",  "os", "as",  "de", "het", "ter", "ten", "van", "von", "an",  "los"}))
        return true;
    return is_one_of(w, {"new", "los", "nueva", "nuevo", "nova", "novo", "nouvelle", "nuova", "nuovo"});
}

bool is_small_part(std::string_view s) {
    return is_one_of(
        s, {"moon", "un", "il", "hyun", "hye", "jong", "ho", "yeol", "in", "eun", "wen", "jin", "woo", "ja", "hee"});
}

bool is_house_head(std::string_view w) {
    return is_one_of(
        w, {"center",       "centre",       "centers",     "centres",    "department",   "ministry", "office",
            "bureau",       "institute",    "institutes",  "committee",  "subcommittee", "council",  "alliance",
            "foundation",   "association",  "commission",  "agency",     "coalition",    "academy",  "society",
            "organization", "organisation", "partnership", "initiative", "fund"});
}

bool is_field(std::string_view w) {
    for (const std::string_view e :
         {"tion", "sion", "ment", "ity", "ies", "ogy", "ces", "ing", "ure", "try", "nse", "ness"})
        if (w.size() > e.size() + 2 && w.ends_with(e)) return true;
    return false;
}

bool has_adjective_ending(std::string_view w) {
    if (w.size() < 8) return false;
    for (const std::string_view e : {"ый",  "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому",
                                     "ему", "ым", "им", "ом", "ем", "ую", "юю", "ых", "их", "ими", "ыми"})
        if (w.ends_with(e)) return true;
    return false;
}

bool is_ordinal(std::string_view w) {
    return is_one_of(w, {"prima", "seconda", "segunda", "primeira", "primera", "premiere", "seconde"});
}
bool is_article(std::string_view w) {
    return is_one_of(w, {"la", "las", "los", "le", "les", "the", "der", "den", "het", "de", "l"});
}
bool is_arabic_article(std::string_view w) { return is_one_of(w, {"al", "el", "as", "ar", "ad", "ul", "an"}); }

bool has_noun_ending(std::string_view w) {
    static constexpr std::string_view endings[] = {
        "ung",    "ungen",  "heit",  "heiten", "keit",  "keiten", "schaft", "schaften", "tion",
        "tionen", "tat",    "taten", "ismus",  "ismen", "nis",    "nisse",  "tum",      "lein",
        "chen",   "ierung", "ment",  "mente",  "ler",   "lern",   "erin",   "innen",    "iker",
        "ikern",  "isten",  "ist",   "enz",    "anz",   "eur",    "logie",  "grafie",   "graphie",
        "itis",   "age",    "sel",   "lings",  "ling",  "linge",  "iert",   "ektor",    "ator"};
    if (w.size() >= 6)
        for (const std::string_view e : endings)
            if (w.ends_with(e)) return true;
    return false;
}

bool is_determiner(std::string_view surface) {
    static constexpr std::string_view determiners[] = {
        "der",    "die",   "das",    "dem",    "den",    "des",     "ein",    "eine",   "einen",  "einem",  "einer",
        "eines",  "im",    "am",     "zum",    "zur",    "beim",    "vom",    "ins",    "ans",    "kein",   "keine",
        "keinen", "seine", "seinen", "seinem", "seiner", "seines",  "ihre",   "ihren",  "ihrem",  "ihrer",  "sein",
        "ihr",    "unser", "unsere", "mein",   "meine",  "diese",   "dieser", "dieses", "diesem", "diesen", "jede",
        "jeder",  "jedes", "viele",  "vielen", "mehr",   "mehrere", "einige", "alle",   "allen",  "zwei",   "drei",
        "vier",   "funf",  "fünf",   "sechs",  "zehn",   "welche",  "beide",  "beiden", "ohne",   "pro",    "jedem",
        "Der",    "Die",   "Das",    "Im",     "Ein",    "Eine",    "Den",    "Dem",    "Am",     "Zum"};
    return std::ranges::find(determiners, surface) != std::end(determiners);
}

}  // namespace octavo::text
