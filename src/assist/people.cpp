// Who is who.
//
// Idea: newspapers introduce people where they name them first, in one of two ways, and in most languages alike: behind
// the name between commas, or right before it without one.
//   Olaf Scholz, the German chancellor, said ...     behind: "the German chancellor"
//   French President Emmanuel Macron met ...          before: "French President"
// So nothing is parsed: the words up to the next comma are taken if they are few and hold no verb form that we know and
// no other name's beginning, and the run of words before the name if it begins with a capital and holds an office. What
// is shown is the publisher's own words, with the sentence; of several the longest introduction of the earliest
// article. Checked by tests/assist/people_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/people.hpp"

#include <map>

#include "assist/day_words.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_people = 12, most_behind = 110, most_before = 90;

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
    "and",      "but",     "said",   "says",   "which",   "where",     "when",      "after",   "while",
    "as",       "in",      "on",     "at",     "by",      "according", "including", "told",    "und",
    "aber",     "sagte",   "et",     "mais",   "dit",     "a",         "y",         "pero",    "dijo",
    "with",     "for",     "to",     "from",   "however", "both",      "among",     "along",   "because",
    "if",       "is",      "was",    "has",    "had",     "have",      "were",      "are",     "would",
    "could",    "will",    "whose",  "that",   "not",     "or",        "than",      "then",    "also",
    "speaking", "citing",  "like",   "under",  "over",    "between",   "other",     "another", "fellow",
    "against",  "through", "during", "before", "about",   "into",      "until",     "since"};

// Small words inside a title: "Secretary of State", "Präsident der Republik".
constexpr std::string_view links[] = {"of",  "for", "the", "de", "du", "des", "la",  "le", "der",
                                      "den", "del", "da",  "do", "di", "von", "für", "van"};
constexpr std::string_view joiners[] = {"and", "&", "und", "et", "y", "e", "и", "en", "og", "och", "i"};

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
std::size_t words_in(std::string_view s) { return static_cast<std::size_t>(std::ranges::count(s, ' ')) + 1; }
bool small_start(std::string_view s) {
    std::size_t at = 0;
    return !s.empty() && !text::is_upper(utf8::next(s, at));
}

// "the bank failed to cut rates" is no introduction; "who was chancellor until May" is one.
bool goes_on_as_sentence(std::string_view words) {
    constexpr std::string_view verbs[] = {"has",  "have",  "had",  "is",   "was",    "were", "are",  "will", "would",
                                          "can",  "could", "said", "says", "failed", "did",  "does", "hat",  "ist",
                                          "wird", "a",     "est",  "sera", "ha",     "es",   "fue",  "será"};
    constexpr std::string_view openers[] = {"who", "which", "that", "der", "die", "das", "qui", "que"};
    bool relative = false;
    std::size_t at = 0, count = 0;
    while (at < words.size()) {
        const auto end = std::min(words.find(' ', at), words.size());
        const std::string word = text::fold(words.substr(at, end - at));
        relative = relative || text::contains(openers, word);
        if (count > 0 && word != "a" && text::contains(verbs, word) && !relative) return true;
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
    if (goes_on_as_sentence(words) || quotes_unclosed(words)) return {};
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

// Small words that stand in front of an office with a capital: "former Vice President".
constexpr std::string_view modifiers[] = {"former",   "acting",  "ex",       "then",       "interim", "outgoing",
                                          "retired",  "deputy",  "longtime", "incoming",   "ancien",  "ancienne",
                                          "damalige", "frühere", "ex-",      "presumptive"};

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
                return blank != std::string_view::npos && e.end == from + blank;
            });
            const bool capital_left =
                blank != std::string_view::npos && blank > 0 && !small_start(last_of(head.substr(0, blank)));
            if (capital_left && !another && office_met) best = office_at;
            break;
        }
        if (office_met && (small || begin == 0) && text::contains(articles, folded) && !office &&
            !text::contains(modifiers, folded)) {
            if (!capital_met) best = crossed;  // "the magazine editor"
            break;
        }
        if (small && text::contains(links, folded)) {
            // "Secretary of State"; in "spokesman for President ..." the office is another's.
            const std::string_view left = blank == std::string_view::npos ? "" : last_of(head.substr(0, blank));
            if (left.empty() || breaks_off(left)) break;
            const bool capital = !small_start(left), office_left = holds_office(left);
            // "House of Representatives Speaker"; "director of national intelligence"; "Secretary of the Treasury".
            const bool joins =
                office_met ? capital_met && capital && !office_left
                           : office_left || (capital_met && (capital || text::contains(links, text::fold(left))));
            if (!joins) break;
        } else if (office) {
            best = crossed = begin;
            if (!office_met) office_at = begin;
            office_met = true;
            capital_office = capital_office || !small;
        } else if (!small) {
            // A sentence begins with a capital whatever its first word is.
            if (begin == 0 && (text::contains(sentence_words, folded) || folded == "if" || folded == "so")) break;
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
    return {from + best, from + best + words.size()};
}

const Sentence* sentence_at(const SentenceList& list, std::size_t byte) {
    const auto found = std::ranges::upper_bound(list.sentences, byte, {}, [](const Sentence& s) { return s.at.begin; });
    if (found == list.sentences.begin()) return nullptr;
    const Sentence& s = *std::prev(found);
    return byte < s.at.end ? &s : nullptr;
}

// "Trump" of one article is "Donald Trump" of another, where one that ends so is named by far most.
void join_short_names(std::map<std::string, Introduction>& found) {
    struct Ending {
        std::string most;
        std::uint32_t mentions = 0, second = 0;
    };
    std::map<std::string, Ending> endings;
    for (const auto& [name, who] : found) {
        const auto blank = name.rfind(' ');
        if (blank == std::string::npos || who.kind != NameKind::person) continue;
        Ending& e = endings[name.substr(blank + 1)];
        e.second = std::max(e.second, std::min(e.mentions, who.mentions));
        if (who.mentions > e.mentions) e.mentions = who.mentions, e.most = name;
    }
    for (const auto& [last, e] : endings) {
        const auto alone = found.find(last);
        if (alone == found.end() || e.most.empty() || e.mentions < 3 * e.second) continue;
        Introduction& whole = found[e.most];
        whole.articles = std::max(whole.articles, alone->second.articles);
        whole.mentions += alone->second.mentions;
        if (whole.words.end == 0 && alone->second.words.end != 0) {
            whole.words = alone->second.words;
            whole.told = alone->second.told;
        }
        found.erase(alone);
    }
}

// "Jane Doe of Calif" is "Jane Doe", where others name her so.
void join_places(std::map<std::string, Introduction>& found) {
    for (auto at = found.begin(); at != found.end();) {
        const auto of = at->first.find(" of ");
        const auto whole = of == std::string::npos || at->second.kind != NameKind::person
                               ? found.end()
                               : found.find(at->first.substr(0, of));
        if (whole == found.end()) {
            ++at;
            continue;
        }
        whole->second.mentions += at->second.mentions;
        whole->second.articles = std::max(whole->second.articles, at->second.articles);
        at = found.erase(at);
    }
}

// "White House Chief of", "the Rev.": the rest went to the name.
bool hangs(std::string_view text, text::Span words) {
    constexpr std::string_view small[] = {"of", "for", "to", "the", "and", "dr", "rev", "mr", "mrs", "ms"};
    std::string_view last = text.substr(words.begin, words.end - words.begin);
    if (const auto blank = last.rfind(' '); blank != std::string_view::npos) last.remove_prefix(blank + 1);
    while (last.ends_with('.')) last.remove_suffix(1);
    return text::contains(small, text::fold(last));
}

// An organisation is introduced by what kind it is: "a health care company"; all else goes on with the sentence.
bool says_what_kind(std::string_view text, text::Span words) {
    constexpr std::string_view kinds[] = {
        "company",      "agency",       "group",        "bank",        "party",      "union",   "network",
        "organization", "organisation", "newspaper",    "magazine",    "maker",      "firm",    "retailer",
        "tank",         "institute",    "committee",    "association", "university", "charity", "nonprofit",
        "broadcaster",  "airline",      "publisher",    "unternehmen", "behörde",    "partei",  "konzern",
        "verband",      "hersteller",   "gewerkschaft", "entreprise",  "agence",     "parti",   "banque",
        "syndicat",     "groupe",       "empresa",      "agencia",     "partido",    "banco",   "sindicato",
        "grupo",        "azienda",      "partito",      "banca",       "компания",   "партия",  "агентство",
        "банк",         "bedrijf",      "partij"};
    std::string_view rest = text.substr(words.begin, words.end - words.begin);
    for (std::size_t i = 0; i < 8 && !rest.empty(); ++i) {
        const auto end = std::min(rest.find(' '), rest.size());
        std::string_view word = rest.substr(0, end);
        while (word.ends_with(',') || word.ends_with('.')) word.remove_suffix(1);
        if (i > 0 && text::contains(kinds, text::fold(word))) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

// In a list the next name stands behind a comma, too: what holds another person has to begin like an introduction.
bool may_hold(std::string_view text, text::Span words, std::span<const text::EntityFound> names) {
    const std::string first = first_of(text.substr(words.begin, words.end - words.begin));
    const bool introduces = text::contains(articles, first);
    return std::ranges::none_of(names, [&](const text::EntityFound& e) {
        if (e.begin < words.begin || e.end > words.end) return false;
        // "The Herald, the New York Times and ..."
        if (e.kind == NameKind::organisation) return e.end == words.end && e.begin <= words.begin + first.size() + 1;
        if (e.kind != NameKind::person) return false;
        return !introduces || (is_office(first) && e.begin == words.begin + first.size() + 1);  // "director John Roe"
    });
}

// Who took the picture, and the houses that sell them: nobody of the story.
bool is_credit(std::string_view text, const text::EntityFound& e) {
    constexpr std::string_view houses[] = {"syndicate", "images", "newswire", "pictures", "cruises", "resorts", "press",
                                           "agency",    "pool",   "studios",  "features", "reuters", "getty",   "afp"};
    constexpr std::string_view by[] = {"photo by ", "photos by ",    "photograph by ", "picture: ",
                                       "photo: ",   "foto: ",        "fotos: ",        "illustration by ",
                                       "photo : ",  "crédit photo ", "photographer "};
    if (e.kind == NameKind::person && text::contains(houses, text::fold(last_of(e.name)))) return true;
    const std::string_view rest = text.substr(e.end);
    if (rest.starts_with("/") || rest.starts_with(" / ") || rest.starts_with(" | ")) return true;
    const std::string_view head = text.substr(0, e.begin);
    if (head.ends_with("/") || head.ends_with("| ")) return true;
    const std::string close = text::fold(head.substr(head.size() - std::min<std::size_t>(head.size(), 18)));
    return std::ranges::any_of(by, [&](auto words) { return close.ends_with(words); });
}

// "Resorts" of "Hotels and Resorts", "Intelligence" of "Director of National Intelligence": the name begins earlier.
bool is_half(std::string_view text, const text::EntityFound& e, std::span<const text::EntityFound> names) {
    std::string_view head = text.substr(0, e.begin);
    if (head.empty() || head.back() != ' ') return false;
    head.remove_suffix(1);
    std::string_view word = last_of(head);
    if (text::contains(joiners, text::fold(word)) || word == "of" || word == "for") {
        if (e.kind == NameKind::person && e.name.contains(' ')) return false;  // "Jane Doe and John Roe"
        if (head.size() <= word.size()) return false;
        head.remove_suffix(word.size() + 1);
        // "Iran and Hezbollah": a name ends there; "chief of Flexport".
        if (std::ranges::any_of(names, [&](const auto& other) { return other.end == head.size(); })) return false;
        word = last_of(head);
        return !word.empty() && !breaks_off(word) && !small_start(word) && !holds_office(word) && word != "The";
    }
    if (e.name.contains(' ') || word.empty() || breaks_off(word)) return false;
    return !small_start(word) && head.size() > word.size() && head[head.size() - word.size() - 1] == ' ';
}

}  // namespace

std::vector<Introduction> who_is_who(const StoryMatter& story, const StoryNames& names) {
    std::map<std::string, Introduction> found;
    for (std::uint32_t a = 0; a < names.size(); ++a) {
        const SentenceList& list = story.lists[a];
        std::map<std::string_view, std::size_t> seen;  // mentions in this article
        for (const auto& e : names[a]) {
            if (e.kind != NameKind::person && e.kind != NameKind::organisation) continue;
            const Sentence* s = sentence_at(list, e.begin);
            if (s == nullptr || s->kind == SentenceKind::fragment || s->elsewhere ||
                std::ranges::count(e.name, ' ') > 4 || is_credit(list.text, e))
                continue;
            auto& who = found[e.name];
            who.name = e.name;
            who.kind = e.kind;
            ++who.mentions;
            const auto mention = seen[e.name]++;
            if (mention == 0) ++who.articles;
            if (mention > 1) continue;  // the first two: a headline's surname, then the introduction
            if (who.told.sentence.at.end == 0) who.told = {a, {s->number, s->at}};
            auto words = behind(list.text, e.end, s->at.end);
            if (words.end != 0 && !may_hold(list.text, words, names[a])) words = {};
            const bool whole = e.name.contains(' ');
            if (words.end == 0 && e.kind == NameKind::person && whole) {
                words = before(list.text, s->at.begin, e.begin, story.articles[a].words.language, names[a]);
            }
            // A person of one word is introduced by an office alone, and a half name by nothing.
            if (!whole && e.kind == NameKind::person &&
                !holds_office(list.text.substr(words.begin, words.end - words.begin)))
                continue;
            if (!whole && is_half(list.text, e, names[a])) continue;
            // Of several the longest: "Sen." says little.
            if (words.end - words.begin <= who.words.end - who.words.begin) continue;
            if (hangs(list.text, words)) continue;
            if (e.kind == NameKind::organisation && !says_what_kind(list.text, words)) continue;
            who.words = words;
            who.told = {a, {s->number, s->at}};
        }
    }
    join_places(found);
    join_short_names(found);
    std::vector<Introduction> out;
    for (auto& [name, who] : found)
        if (who.words.end != 0) out.push_back(std::move(who));
    std::ranges::stable_sort(out, [](const Introduction& a, const Introduction& b) {
        const auto worth = [](const Introduction& i) {
            return i.articles * 3 + std::min(i.mentions, 12U) + (i.words.end != 0 ? 4U : 0U);
        };
        return worth(a) > worth(b);
    });
    if (out.size() > most_people) out.resize(most_people);
    return out;
}

}  // namespace octavo::assist
