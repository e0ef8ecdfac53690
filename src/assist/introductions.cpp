// How a text introduces a name.
//
// Idea: behind the name between commas, or right before it without one; so nothing is parsed. Behind it the words up to
// the next mark are taken, if they are few, hold no verb form that we know and no other name. Before it one walks back
// over capitals, offices and the few small words that stand among them, and stops at the first that belongs to the
// sentence; where a list or half a name is cut that way, the office alone is kept.
//   Olaf Scholz, the German chancellor, said ...            "the German chancellor"
//   It was the campaign of Democratic nominee Ann Roe ...   "Democratic nominee"
// Checked by tests/assist/people_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/introductions.hpp"

#include "assist/day_words.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_behind = 110, most_before = 90;

// Offices, folded; what stands before a name and holds one of them introduces it.
constexpr std::string_view offices =
    " president minister chancellor secretary senator sen rep congressman congresswoman governor gov mayor"
    " judge justice chief spokesman spokeswoman spokesperson director leader chairman chairwoman chair"
    " general gen sheriff attorney lawyer professor prof analyst economist coach captain officer"
    " commissioner ambassador king queen prince princess pope candidate actor actress singer author founder"
    " executive ceo representative speaker nominee counsel adviser advisor host reporter whistleblower"
    " strategist billionaire premier bundeskanzler bundeskanzlerin kanzler kanzlerin präsident präsidentin"
    " ministerin bundespräsident außenminister innenminister finanzminister bürgermeister sprecher"
    " sprecherin chef chefin vorsitzende vorsitzender trainer présidente président ministre maire"
    " sénateur députée député directeur directrice porte-parole secrétaire presidente presidenta"
    " ministro ministra alcalde alcaldesa gobernador senador portavoz rey canciller primeiro-ministro"
    " prefeito sindaco premiê kanselier burgemeester voorzitter statsminister президент министр"
    " премьер-министр глава губернатор мэр رئيس الرئيس وزير"
    " المتحدث editor superintendent prosecutor ";
// Words with which a piece between commas begins when it says who somebody is.
constexpr std::string_view articles[] = {
    "the", "a",   "an",  "who",   "former", "der",      "die",       "das",       "ein",    "eine",
    "le",  "la",  "l'",  "un",    "une",    "el",       "los",       "il",        "lo",     "o",
    "de",  "het", "een", "chief", "head",   "director", "president", "professor", "ancien", "ancienne"};
// What begins such a piece and says no such thing: it goes on with the sentence.
constexpr std::string_view sentence_words[] = {
    "and",       "but",      "said",    "says",       "which",    "where",     "when",      "after",   "while",
    "as",        "in",       "on",      "at",         "by",       "according", "including", "told",    "und",
    "aber",      "sagte",    "et",      "mais",       "dit",      "a",         "y",         "pero",    "dijo",
    "with",      "for",      "to",      "from",       "however",  "both",      "among",     "along",   "because",
    "if",        "is",       "was",     "has",        "had",      "have",      "were",      "are",     "would",
    "could",     "will",     "whose",   "that",       "not",      "or",        "than",      "then",    "also",
    "speaking",  "citing",   "like",    "under",      "over",     "between",   "other",     "another", "fellow",
    "against",   "through",  "during",  "before",     "about",    "into",      "until",     "since",   "whom",
    "something", "anything", "nothing", "everything", "somebody", "someone",   "what",      "why",     "how"};

// Small words inside a title: "Secretary of State", "Präsident der Republik".
constexpr std::string_view links[] = {"of",  "for", "the", "de", "du", "des", "la",  "le", "der",
                                      "den", "del", "da",  "do", "di", "von", "für", "van"};
constexpr std::string_view joiners[] = {"and", "&", "und", "et", "y", "e", "и", "en", "og", "och", "i"};

// Small words that stand in front of an office with a capital: "former Vice President".
constexpr std::string_view modifiers[] = {"former",   "acting",  "ex",       "then",       "interim", "outgoing",
                                          "retired",  "deputy",  "longtime", "incoming",   "ancien",  "ancienne",
                                          "damalige", "frühere", "ex-",      "presumptive"};

std::size_t words_in(std::string_view s) { return static_cast<std::size_t>(std::ranges::count(s, ' ')) + 1; }

// "the bank failed to cut rates" is no introduction; "who was chancellor until May" is one.
bool goes_on_as_sentence(std::string_view words) {
    constexpr std::string_view verbs[] = {"has",  "have",  "had",  "is",   "was",    "were", "are",  "will", "would",
                                          "can",  "could", "said", "says", "failed", "did",  "does", "hat",  "ist",
                                          "wird", "a",     "est",  "sera", "ha",     "es",   "fue",  "será"};
    constexpr std::string_view tells[] = {"said",    "says",      "told",     "tells",     "added",    "wrote",
                                          "writes",  "argued",    "tweeted",  "warned",    "insisted", "stated",
                                          "replied", "explained", "declared", "testified", "sagte",    "schrieb",
                                          "dijo",    "afirmó",    "disse"};
    constexpr std::string_view others[] = {"he", "she", "they", "we", "i"};
    constexpr std::string_view openers[] = {"who", "which", "that", "der", "die", "das", "qui", "que"};
    bool relative = false;
    std::size_t at = 0, count = 0;
    while (at < words.size()) {
        const auto end = std::min(words.find(' ', at), words.size());
        const std::string word = text::fold(words.substr(at, end - at));
        relative = relative || text::contains(openers, word);
        if (count > 0 && word != "a" && text::contains(verbs, word) && !relative) return true;
        // "the head of the office told reporters"; "whom he served".
        if (count > 0 && !relative && text::contains(tells, word)) return true;
        if (relative && text::contains(others, word)) return true;
        ++count;
        at = end + 1;
    }
    return false;
}

// A quotation begins or ends in it: "the author of “Trams”" is whole, "the mayor “and" is not.
bool quotes_unclosed(std::string_view words) {
    std::ptrdiff_t straight = 0, open = 0;
    for (std::size_t at = 0; at < words.size();) {
        const char32_t c = utf8::next(words, at);
        straight += c == '"';
        open += c == 0x201C || c == 0x201E || c == 0xAB;
        open -= c == 0x201D || c == 0xBB;
        if (open < 0) return true;
    }
    return straight % 2 != 0 || open != 0;
}

bool is_definite(std::string_view folded) {
    constexpr std::string_view definite[] = {"the", "der", "die", "das", "le", "la",  "l'",
                                             "el",  "los", "il",  "lo",  "o",  "het", "de"};
    return text::contains(definite, folded);
}

// "the commander of the fleet", "the former champion".
bool belongs(std::string_view words) {
    constexpr std::string_view signs[] = {"of", "for", "former", "von", "für", "ehemalige",
                                          "du", "de",  "ancien", "del", "di"};
    for (std::size_t at = 0, count = 0; at < words.size() && count < 4; ++count) {
        const auto end = std::min(words.find(' ', at), words.size());
        if (text::contains(signs, text::fold(words.substr(at, end - at)))) return true;
        at = end + 1;
    }
    return false;
}

// "a $10" of "a $10 million plan"; "nominee in 2016" is whole.
bool ends_in_number(std::string_view words) {
    const std::string_view last = last_of(words);
    if (last.find_first_of("0123456789") == std::string_view::npos || last.size() == words.size()) return false;
    const std::string before = text::fold(last_of(words.substr(0, words.size() - last.size() - 1)));
    return before != "in" && before != "since" && before != "until" && before != "for" && before != "of" &&
           before != "to" && before != "and";
}

// "Requiring President Roe ...": what begins a sentence has a capital whatever it is. It belongs to the title unless it
// looks like a verb or an adverb, or the text writes it small elsewhere and never with a capital inside a sentence.
bool only_begins_sentence(std::string_view text, std::string_view word, const std::string& folded) {
    if (holds_office(word) || is_modifier(folded)) return false;
    if ((folded.ends_with("ing") && folded.size() > 5) || folded.ends_with("ly")) return true;
    const auto used = [&](const std::string& form, bool inside) {
        for (auto at = text.find(form); at != std::string_view::npos; at = text.find(form, at + 1)) {
            const char next = at + form.size() < text.size() ? text[at + form.size()] : ' ';
            if ((next >= 'a' && next <= 'z') || at == 0) continue;
            if (!inside || (text[at - 1] >= 'a' && text[at - 1] <= 'z') || text[at - 1] == ',') return true;
        }
        return false;
    };
    return used(" " + folded, false) && !used(" " + std::string(word), true);
}

// "former Treasury and State Secretary", of which the office alone was kept, says that somebody holds it.
bool cut_modifier(std::string_view head) {
    for (std::size_t count = 0; count < 6 && !head.empty(); ++count) {
        if (head.back() == ' ') head.remove_suffix(1);
        const std::string_view word = last_of(head);
        if (word.empty() || breaks_off(word)) return false;
        const std::string folded = text::fold(word);
        if (is_modifier(folded) || folded.starts_with("then-") || folded.starts_with("ex-")) return true;
        if (small_start(word) && !text::contains(joiners, folded) && !text::contains(links, folded)) return false;
        head.remove_suffix(word.size());
    }
    return false;
}

}  // namespace

bool opens_introduction(const std::string& folded) { return text::contains(articles, folded); }
bool is_modifier(const std::string& folded) { return text::contains(modifiers, folded); }
bool joins_names(const std::string& folded) { return text::contains(joiners, folded); }

std::string_view last_of(std::string_view words) {
    const auto blank = words.rfind(' ');
    return blank == std::string_view::npos ? words : words.substr(blank + 1);
}
std::string first_of(std::string_view words) {
    const auto end = std::min(words.find(' '), words.size());
    return text::fold(words.substr(0, end));
}
bool is_office(const std::string& folded) {
    return !folded.empty() && folded.find(' ') == std::string::npos &&
           offices.find(" " + folded + " ") != std::string_view::npos;
}
bool holds_office(std::string_view words) {
    std::size_t at = 0;
    while (at < words.size()) {
        const auto end = std::min(words.find_first_of(" .,'-", at), words.size());
        if (end > at) {
            std::string word = text::fold(words.substr(at, end - at));
            if (is_office(word)) return true;
        }
        at = end + 1;
    }
    return is_office(text::fold(words));
}
bool small_start(std::string_view s) {
    std::size_t at = 0;
    return !s.empty() && !text::is_upper(utf8::next(s, at));
}

// ", the French president," behind a name that ends at `from`.
text::Span behind(std::string_view text, std::size_t from, std::size_t sentence_end) {
    const std::string_view rest = text.substr(from, sentence_end - from);
    std::size_t skip = 0;
    if (rest.starts_with(", "))
        skip = 2;
    else if (rest.starts_with("، "))
        skip = 3;
    else if (rest.starts_with(" ("))
        skip = 2;
    else
        return {};
    const bool bracket = rest.starts_with(" (");
    // An age first: "Jane Doe, 45, a teacher,"
    std::string_view body = rest.substr(skip);
    if (!bracket && !body.empty() && body[0] >= '0' && body[0] <= '9') {
        const auto comma = body.find(", ");
        if (comma > 4) return {};  // npos too
        skip += comma + 2;
        body = rest.substr(skip);
    }
    const std::string_view head = utf8::cut(body, most_behind);
    auto end = bracket ? head.find(')') : std::min(head.find_first_of(",;:"), head.find(" —"));
    const bool to_the_end = end == std::string_view::npos;
    if (to_the_end) {
        // To the end of the sentence: "..., said Jane Doe, a spokeswoman for the firm."
        if (bracket || body.size() > most_behind || body.find_first_of(".!?") == std::string_view::npos) return {};
        end = body.find_last_of(".!?\"");
        while (end > 0 && (body[end - 1] == '.' || body[end - 1] == '"')) --end;
    }
    const std::string_view words = utf8::trim(body.substr(0, end));
    if (goes_on_as_sentence(words) || quotes_unclosed(words) || ends_in_number(words)) return {};
    if (std::ranges::count(words, '(') != std::ranges::count(words, ')')) return {};
    if (words.size() < 5 || words_in(words) > 14 || words_in(words) < (bracket ? 1U : 2U)) return {};
    const std::string first = first_of(words);
    if (bracket) {  // a party and a place, an abbreviation: no introduction without an office
        if (!holds_office(words)) return {};
    } else if (!text::contains(articles, first) || first == "who") {
        if (text::contains(sentence_words, first)) return {};
        if (!holds_office(words) || !(small_start(words) || words_in(words) >= 2)) return {};
    } else if (words_in(words) < 2 || (to_the_end && is_definite(first) && !holds_office(words) && !belongs(words))) {
        return {};  // "According to Jane Doe, the law makes it easy.": a sentence, where no comma ends it
    }
    const auto begin = static_cast<std::size_t>(words.data() - text.data());
    return {begin, begin + words.size()};
}

bool breaks_off(std::string_view word) {
    constexpr std::string_view marks[] = {",", ";", ":", "\"", "(", ")", "“", "”", "«", "»",
                                          "„", "?", "!", "\n", "‘", "|", "/", "—", "–"};
    return word.starts_with("'") || std::ranges::any_of(marks, [&](auto m) { return word.contains(m); }) ||
           (word.back() == '.' && word.size() > 5);
}

// "French President" before a name that begins at `to`, in a sentence that begins at `from`.
text::Span before(std::string_view text, std::size_t from, std::size_t to, std::string_view language,
                  std::span<const text::EntityFound> names) {
    const std::string_view head = text.substr(from, to - from);
    if (head.empty() || head.back() != ' ') return {};
    std::size_t end = head.size() - 1, best = std::string_view::npos;
    std::size_t office_at = 0, crossed = 0;
    const bool english = language.starts_with("en");
    int smalls = 0;
    bool office_met = false, capital_office = false, capital_met = false, modified = false;
    for (std::size_t count = 0;
         end > 0 && end != std::string_view::npos && count < 7 && head.size() - end < most_before; ++count) {
        const auto blank = head.rfind(' ', end - 1);
        const std::size_t begin = blank == std::string_view::npos ? 0 : blank + 1;
        const std::string_view word = head.substr(begin, end - begin);
        if (word.empty() || breaks_off(word)) break;
        const std::string folded = text::fold(word);
        const bool small = small_start(word), office = holds_office(word);
        if (text::contains(joiners, folded)) {
            // "Nancy Roe and Treasury Secretary": a name ends. "Health and Human Services Secretary" or "Congress and
            // House Speaker": nobody can tell, so the office alone.
            const bool another = std::ranges::any_of(names, [&](const text::EntityFound& e) {
                return e.kind == NameKind::person && e.name.contains(' ') && blank != std::string_view::npos &&
                       e.end == from + blank;
            });
            const bool capital_left =
                blank != std::string_view::npos && blank > 0 && !small_start(last_of(head.substr(0, blank)));
            if (capital_left && !another && office_met) best = office_at;
            break;
        }
        if (office_met && (small || begin == 0) && text::contains(articles, folded) && !office &&
            !text::contains(modifiers, folded)) {
            // "under a President Roe": what may be, and nobody's office.
            if (capital_office && english && (folded == "a" || folded == "an")) return {};
            if (!capital_met) best = crossed;  // "the magazine editor"
            break;
        }
        if (small && text::contains(links, folded)) {
            // "Secretary of State"; in "spokesman for President ..." the office is another's.
            const std::string_view left = blank == std::string_view::npos ? "" : last_of(head.substr(0, blank));
            if (left.empty() || breaks_off(left)) break;
            // The first word of a sentence has a capital whatever it is.
            const bool capital = !small_start(left) && left.size() < blank, office_left = holds_office(left);
            // "House of Representatives Speaker"; "director of national intelligence"; "Secretary of the Treasury".
            const bool joins =
                office_met ? capital_met && capital && !office_left
                           : office_left || (capital_met && (capital || text::contains(links, text::fold(left))));
            if (!joins) {
                // "District of Columbia Mayor" at the front of a sentence: half a place is worse than none.
                if (office_met && !small_start(left)) best = office_at;
                break;
            }
        } else if (office) {
            best = crossed = begin;
            if (!office_met) office_at = begin;
            office_met = true;
            capital_office = capital_office || !small;
        } else if (small && (folded.starts_with("then-") || folded.starts_with("ex-"))) {
            best = begin;  // "then-Vice President"
            modified = true;
        } else if (!small) {
            // A sentence begins with a capital whatever its first word is.
            if (text::contains(sentence_words, folded) || (begin == 0 && folded == "so")) break;
            if (begin == 0 && english && only_begins_sentence(text, word, folded)) break;
            if (day_word(folded, language)) break;  // "told him Friday President Roe would ..."
            // "On Monday former adviser ...", but "Roe's former adviser".
            if (modified && !folded.ends_with("'s") && !folded.ends_with("’s")) break;
            best = begin;
        } else if (text::contains(modifiers, folded)) {
            best = begin;
            modified = folded != "deputy";
        } else {
            // "White House economic adviser", but "Gestern traf Bundeskanzler": adjectives are small in English alone
            // here, and stand before a small office. A capital behind them is where the run ended: what is small
            // before it is the sentence's.
            if (!english || capital_office || capital_met || ++smalls > 2 || text::contains(sentence_words, folded) ||
                folded.ends_with("ed"))
                break;
            crossed = begin;
        }
        capital_met = capital_met || !small;
        if (begin == 0) break;
        end = blank;
    }
    if (best == std::string_view::npos || !office_met) return {};
    const std::string_view words = utf8::trim(head.substr(best));
    if (!holds_office(words) || words_in(words) > 8 || words.ends_with("'s") || words.ends_with("’s")) return {};
    // "President Roe's new ...": the office is another's.
    for (const std::string_view mark : {"'s ", "’s "})
        if (const auto at = words.rfind(mark);
            at != std::string_view::npos && !holds_office(words.substr(at + mark.size())))
            return {};
    if (words_in(words) == 1 && small_start(words)) return {};  // "officer" says too little
    if (cut_modifier(head.substr(0, best))) return {};
    return {from + best, from + best + words.size()};
}

}  // namespace octavo::assist
