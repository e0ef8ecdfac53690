// Who is who.
//
// Idea: newspapers introduce people where they name them first, in one of two ways, and in most languages alike: behind
// the name between commas, or right before it without one.
//   Olaf Scholz, the German chancellor, said ...     behind: "the German chancellor"
//   French President Emmanuel Macron met ...          before: "French President"
// What is shown is the publisher's own words (introductions.cpp), with the sentence; of several the longest
// introduction of the earliest article. Checked by tests/assist/people_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/people.hpp"

#include <map>

#include "assist/introductions.hpp"
#include "assist/role_words.hpp"
#include "assist/same_person.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_people = 12;

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
        "company",      "agency",       "group",     "bank",        "party",      "union",        "network",
        "organization", "organisation", "newspaper", "chain",       "movement",   "startup",      "magazine",
        "maker",        "firm",         "retailer",  "tank",        "institute",  "committee",    "association",
        "university",   "charity",      "nonprofit", "broadcaster", "airline",    "publisher",    "unternehmen",
        "behörde",      "partei",       "konzern",   "verband",     "hersteller", "gewerkschaft", "entreprise",
        "agence",       "parti",        "banque",    "syndicat",    "groupe",     "empresa",      "agencia",
        "partido",      "banco",        "sindicato", "grupo",       "azienda",    "partito",      "banca",
        "компания",     "партия",       "агентство", "банк",        "bedrijf",    "partij"};
    std::string_view rest = text.substr(words.begin, words.end - words.begin);
    for (std::size_t i = 0; i < 8 && !rest.empty(); ++i) {
        const auto end = std::min(rest.find(' '), rest.size());
        std::string_view word = rest.substr(0, end);
        while (word.ends_with(',') || word.ends_with('.')) word.remove_suffix(1);
        // "a statistician at a university"
        if (word == "at" || word == "who" || word == "in") return false;
        if (i > 0 && text::contains(kinds, text::fold(word))) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

// "a lawyer for", "the chief of staff to Gov.": what stands before the name of who is served.
bool serves(std::string_view head) {
    if (!opens_introduction(first_of(head))) return false;
    for (const std::string_view word : {" for ", " to ", " of "})
        if (const auto at = head.rfind(word); at != std::string_view::npos) {
            const auto title = head.substr(at + word.size());
            return holds_role(head.substr(0, at), "en") && std::ranges::count(title, ' ') < 5 && !small_start(title);
        }
    return false;
}

// A full name that is no piece of a longer one: not "George Mason" of "George Mason University", nor "Infectious
// Diseases" of an institute's name.
bool stands_for_itself(std::string_view text, text::Span words, const text::EntityFound& e,
                       std::span<const text::EntityFound> names) {
    if (!text.substr(e.begin, e.end - e.begin).contains(' ') || ends_no_person(e.name)) return false;
    if (e.end < words.end && text[e.end] == ' ' && !small_start(text.substr(e.end + 1))) return false;
    std::string_view head = utf8::trim(text.substr(words.begin, e.begin - words.begin));
    if (head.empty()) return true;
    std::string_view word = last_of(head);
    if (word == "at" || word == "in") return false;
    if (joins_names(text::fold(word))) {
        head = utf8::trim(head.substr(0, head.size() - word.size()));
        return head.empty() || small_start(last_of(head));
    }
    if (small_start(word) || holds_office(word)) return true;
    return std::ranges::any_of(
        names, [&](const text::EntityFound& o) { return o.kind == NameKind::place && o.end + 1 == e.begin; });
}

// In a list the next name stands behind a comma, too: what holds another person has to begin like an introduction.
bool may_hold(std::string_view text, text::Span words, std::span<const text::EntityFound> names) {
    const std::string first = first_of(text.substr(words.begin, words.end - words.begin));
    const bool introduces = opens_introduction(first);
    return std::ranges::none_of(names, [&](const text::EntityFound& e) {
        if (e.begin < words.begin || e.end > words.end) return false;
        // "The Herald, the New York Times and ..."
        if (e.kind == NameKind::organisation) return e.end == words.end && e.begin <= words.begin + first.size() + 1;
        if (e.kind != NameKind::person) return false;
        // "Deputy Foreign Minister Jesus Roe" is another's; "a lawyer for Peter Roe" serves one.
        if (stands_for_itself(text, words, e, names) && !serves(text.substr(words.begin, e.begin - words.begin)))
            return true;
        // "director John Roe", "former adviser John Roe" are the next of a list.
        return !introduces || (is_office(first) && e.begin == words.begin + first.size() + 1) ||
               (is_modifier(first) && e.end == words.end);
    });
}

// "a Republican aide who worked for Peter Roe": what stands before "who" is whole.
text::Span without_relative(std::string_view text, text::Span words, std::span<const text::EntityFound> names) {
    const auto at = text.substr(words.begin, words.end - words.begin).find(" who ");
    if (at == std::string_view::npos) return {};
    words.end = words.begin + at;
    const std::string_view kept = text.substr(words.begin, at);
    return kept.contains(' ') && may_hold(text, words, names) ? words : text::Span{};
}

// "Trump For Saving Life": a headline's words.
bool holds_small_words(std::string_view name) {
    constexpr std::string_view small[] = {"for", "the",  "and",   "to",      "with", "in",  "on",  "at",
                                          "by",  "from", "after", "as",      "is",   "are", "his", "her",
                                          "not", "but",  "over",  "against", "says", "who"};
    for (auto at = name.find(' '); at != std::string_view::npos;) {
        const auto next = name.find(' ', at + 1);
        if (next == std::string_view::npos) return false;  // the last word may be a name
        const std::string_view word = name.substr(at + 1, next - at - 1);
        if (text::contains(small, text::fold(word))) return true;
        // "Jane Roe Jane Roe": a caption stands beside the text.
        if (word == name.substr(0, name.find(' '))) return true;
        at = next;
    }
    return false;
}

// Who took the picture, the houses that sell them, and what begins in the middle of an office: nobody of the story.
bool is_nobody(std::string_view text, const text::EntityFound& e) {
    if (is_plural_party(e.name)) return true;
    if (e.kind == NameKind::person && (ends_no_person(e.name) || holds_small_words(e.name))) return true;
    constexpr std::string_view houses[] = {"syndicate", "images", "newswire", "pictures", "cruises", "resorts", "press",
                                           "agency",    "pool",   "studios",  "features", "reuters", "getty",   "afp"};
    constexpr std::string_view by[] = {"photo by ", "photos by ",    "photograph by ", "picture: ",
                                       "photo: ",   "foto: ",        "fotos: ",        "illustration by ",
                                       "photo : ",  "crédit photo ", "photographer "};
    constexpr std::string_view posts[] = {"officer",  "executive", "chief", "secretary",
                                          "minister", "president", "staff"};
    for (std::string_view rest = e.name; e.kind == NameKind::person && !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (text::contains(posts, text::fold(rest.substr(0, end))))
            return true;  // "Officer Ann Roe" of "Chief Medical"
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (e.kind == NameKind::person && text::contains(houses, text::fold(last_of(e.name)))) return true;
    const std::string_view rest = text.substr(e.end);
    if (rest.starts_with("/") || rest.starts_with(" / ") || rest.starts_with(" | ")) return true;
    const std::string_view head = text.substr(0, e.begin);
    if (head.ends_with("/") || head.ends_with("| ")) return true;
    const std::string close = text::fold(head.substr(head.size() - std::min<std::size_t>(head.size(), 18)));
    return std::ranges::any_of(by, [&](auto words) { return close.ends_with(words); });
}

// "Resorts" of "Hotels and Resorts", "Intelligence" of "Director of National Intelligence": the name begins earlier.
bool is_half(std::string_view text, const text::EntityFound& e, NameKind kind,
             std::span<const text::EntityFound> names) {
    std::string_view head = text.substr(0, e.begin);
    if (head.empty() || head.back() != ' ') return false;
    head.remove_suffix(1);
    std::string_view word = last_of(head);
    const bool full = kind == NameKind::person && e.name.contains(' '), joined = joins_names(text::fold(word));
    if (full) return false;  // "Jane Doe and John Roe", "the statue of John Roe"
    if (joined || word == "of" || word == "for") {
        if (head.size() <= word.size()) return false;
        head.remove_suffix(word.size() + 1);
        // "Iran and Hezbollah": a name ends there; "chief of Flexport".
        if (joined && std::ranges::any_of(names, [&](const auto& other) { return other.end == head.size(); }))
            return false;
        word = last_of(head);
        return !word.empty() && !breaks_off(word) && !small_start(word) && !holds_office(word) && word != "The";
    }
    if (word.empty() || breaks_off(word) || word.ends_with("'s") || word.ends_with("’s")) return false;
    return !small_start(word) && head.size() > word.size() && head[head.size() - word.size() - 1] == ' ';
}

}  // namespace

std::vector<Introduction> who_is_who(const StoryMatter& story, const StoryNames& names) {
    std::map<std::string, Introduction> found;
    const SamePeople same(story, names);
    for (std::uint32_t a = 0; a < names.size(); ++a) {
        const SentenceList& list = story.lists[a];
        std::map<std::string_view, std::size_t> seen;  // mentions in this article
        for (const auto& e : names[a]) {
            if (e.kind != NameKind::person && e.kind != NameKind::organisation) continue;
            const Sentence* s = sentence_at(list, e.begin);
            if (s == nullptr || s->kind == SentenceKind::fragment || s->elsewhere ||
                std::ranges::count(e.name, ' ') > 4 || is_nobody(list.text, e))
                continue;
            const std::string& name = e.kind == NameKind::person ? same.of(e.name) : e.name;
            auto& who = found[name];
            who.name = name;
            who.kind = e.kind;
            ++who.mentions;
            const auto mention = seen[name]++;
            if (mention == 0) ++who.articles;
            if (mention > 1) continue;  // the first two: a headline's surname, then the introduction
            if (who.told.sentence.at.end == 0) who.told = {a, {s->number, s->at}};
            const std::string_view language = story.articles[a].words.language;
            const auto string = [&](text::Span at) { return list.text.substr(at.begin, at.end - at.begin); };
            auto words = behind(list.text, e.end, s->at.end);
            if (words.end != 0 && !may_hold(list.text, words, names[a]))
                words = without_relative(list.text, words, names[a]);
            if (e.kind == NameKind::person && words.end != 0 && !holds_role(string(words), language) &&
                !says_what_kind(list.text, words))
                words = {};
            const bool whole = e.name.contains(' ');
            if (words.end == 0 && e.kind == NameKind::person && whole)
                words = before(list.text, s->at.begin, e.begin, language, names[a]);
            if (words.end == 0) continue;
            // A person of one word is introduced by an office alone, and a half name by nothing.
            const std::string_view said = string(words);
            if (!whole && e.kind == NameKind::person && !holds_office(said)) continue;
            // "Independent Business, a small business advocacy group" is no person, whatever it was taken for.
            const bool house = said.starts_with("a") && says_what_kind(list.text, words) && !holds_office(said);
            if (is_half(list.text, e, house ? NameKind::organisation : e.kind, names[a])) continue;
            if (is_bare_role(said) || hangs(list.text, words)) continue;
            if (e.kind == NameKind::organisation && !says_what_kind(list.text, words)) continue;
            // Of several the longest: "Sen." says little. "who was found guilty" tells what happened, not who it is.
            if (who.words.end != 0) {
                const std::string_view had =
                    story.lists[who.told.article].text.substr(who.words.begin, who.words.end - who.words.begin);
                const bool relative = first_of(said) == "who", had_relative = first_of(had) == "who";
                if (relative != had_relative ? relative : said.size() <= had.size()) continue;
            }
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
