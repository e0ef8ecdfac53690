// Pronouns that a sentence leaves open, and sentences in the first or second person.
//
// Idea: whom a pronoun means stands before it. So where nothing but small words, days and months do, nobody does; and a
// phrase set off in front ("In an interview, he") mostly names where, not who. No sentence is parsed, and a pronoun
// deeper inside is let pass where a person may stand before it: "The mayor said she" has its mayor.
//   In November, she was elected.                        open
//   During a press conference in Ohio, he said ...       open
//   On the surface, that is a good bridge.               open: a short front, and what points
//   The storm cost him the house.                        open: nobody stands before the object, either
//   Doe also said ...                                    adds to something told before: leans, too
//   When he arrived, Doe said ...                        no: the name follows
//   After Doe had spoken, she left.                      no
// Checked by tests/assist/sentences_test.cpp and fuzz/assist_fuzz.cpp.
#include "assist/pronouns.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "assist/day_words.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/month_names.hpp"

namespace octavo::assist {
namespace {

struct Pronouns {
    std::string_view language;
    std::string_view subjects;  // of the third person, and what points
    std::string_view times;     // small words of time that name nobody
    std::string_view fronts;    // begin a phrase set off by a comma
    std::string_view persons;   // of the first and second person
};
// Where verbs show the person (Spanish, Italian, Polish), pronouns are left out and this finds less.
constexpr Pronouns all[] = {
    {"en", "he she they it this that these those he's she's they're he’s she’s they’re",
     "last next week month year weekend day night morning afternoon evening later earlier early late now today tonight "
     "yesterday summer winter spring fall autumn so also then still ago years months weeks days recently "
     "previously",
     "in on at during after before by for with within under to from since as until throughout over despite amid among "
     "following without when while once if though although because asked speaking addressing responding writing",
     "i i'm i've i'd i'll i’m i’ve i’d i’ll me my mine myself we we're we've we'd we'll we’re we’ve we’d we’ll our "
     "ours "
     "ourselves you you're you've you’re you’ve your yours let's let’s"},
    {"de", "er sie es dies das diese dieser", "letzte letzten vergangene woche monat jahr tag abend", "",
     "ich mich mir mein meine meinen wir uns unser unsere unserer unseren unserem du dich dir dein deine"},
    {"fr", "il elle ils elles ce cela celui-ci celle-ci", "dernier dernière semaine mois année an jour soir matin",
     "dans en lors après avant pour selon à au aux depuis pendant avec sur devant interrogé interrogée",
     "je j'ai me moi mon ma mes nous notre nos vous votre vos"},
    {"es", "él ella ellos ellas esto eso", "pasado pasada semana mes año día noche",
     "en durante tras después antes según con desde por para",
     "yo me mi mis nosotros nos nuestro nuestra nuestros nuestras usted ustedes tú tus"},
    {"it", "lui lei loro egli ella essi questo ciò", "scorso scorsa settimana mese anno giorno",
     "in durante dopo prima secondo con da per a nel nella",
     "io mio mia miei mie noi nostro nostra nostri nostre voi vostro vostra"},
    {"pt", "ele ela eles elas isso isto", "passado passada semana mês ano dia noite",
     "em durante após depois antes segundo com desde por para no na",
     "eu meu minha meus minhas nós nosso nossa nossos nossas você vocês"},
    {"nl", "hij zij ze het dit dat", "vorige afgelopen week maand jaar dag", "",
     "ik mij mijn wij we ons onze jij je jouw jullie"},
    {"sv", "han hon de det detta", "förra veckan månaden året dagen", "",
     "jag mig min mitt mina vi oss vår vårt våra du"},
    {"da", "han hun de det dette", "sidste uge måned år dag", "", "jeg mig min mit mine vi os vores du"},
    {"no", "han hun de det dette", "forrige uke måned år dag", "", "jeg meg min mitt mine vi oss vår vårt våre du"},
    {"pl", "on ona oni one to", "zeszłym ubiegłym tygodniu miesiącu roku", "",
     "ja mnie mój moja my nas nasz nasza nasze"},
    {"ru", "он она они оно это", "прошлой прошлом неделе месяце году", "",
     "я меня мне мой моя мои мы нас нам наш наша наше наши вы вас вам ваш ваша ваши"},
    {"uk", "він вона вони воно це", "минулого минулому тижня місяці року", "",
     "я мене мені мій моя мої ми нас нам наш наша наше наші ви вас вам ваш"},
    {"tr", "o onlar bu", "geçen hafta ay yıl", "", "ben beni benim biz bizi bizim siz sizin"},
    {"ar", "هو هي هم هذا هذه ذلك", "الماضي الأسبوع الشهر العام", "", "أنا نحن"},
    {"id", "dia mereka ini itu", "lalu minggu bulan tahun", "", "saya aku kami kita anda"}};

const Pronouns* of(std::string_view language) {
    auto primary = language.substr(0, language.find('-'));
    if (primary == "nb" || primary == "nn") primary = "no";
    const auto found = std::ranges::find(all, primary, &Pronouns::language);
    return found == std::end(all) ? nullptr : found;
}

bool holds(std::string_view words, std::string_view word) {
    if (word.empty()) return false;
    for (auto at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

// The first and second persons of a language, made once: every word of an article is looked up.
const std::unordered_set<std::string_view>& persons_of(const Pronouns& known) {
    static const auto made = [] {
        std::vector<std::unordered_set<std::string_view>> out;
        for (const Pronouns& each : all) {
            auto& words = out.emplace_back();
            for (std::string_view left = each.persons; !left.empty();) {
                const auto end = std::min(left.find(' '), left.size());
                words.insert(left.substr(0, end));
                left.remove_prefix(std::min(end + 1, left.size()));
            }
        }
        return out;
    }();
    return made[static_cast<std::size_t>(&known - all)];
}

// "It is clear that", "now it will take years": stands for nobody.
bool stands_for_nothing(std::string_view word, std::string_view behind) {
    return word == "it" &&
           holds("is was isn't wasn't will would could may might seems appears takes took became", behind);
}

class Reader {
  public:
    Reader(const SentenceList& list, const Sentence& s, std::string_view language, const Pronouns& known)
        : list_(list), s_(s), language_(language), known_(known) {}

    bool pronoun_first() const {
        for (std::uint32_t w = s_.first_word; w < s_.last_word && w < s_.first_word + 10; ++w) {
            const std::string word = folded(w);
            if (w > s_.first_word && is_open(w, word)) return !name_follows(w);
            if (!names_nobody(w, word)) break;
        }
        return behind_front();
    }

  private:
    std::string_view written(std::uint32_t w) const {
        return list_.text.substr(list_.words[w].begin, list_.words[w].end - list_.words[w].begin);
    }
    std::string folded(std::uint32_t w) const { return w < s_.last_word ? text::fold(written(w)) : std::string(); }
    bool is_name(std::uint32_t w) const {
        return w < s_.last_word && list_.words[w].capital && !list_.words[w].stop && !is_day(w, folded(w));
    }
    bool is_day(std::uint32_t w, std::string_view word) const {
        return day_word(word, language_).has_value() || text::month_named(written(w), language_) != 0;
    }
    bool is_open(std::uint32_t w, std::string_view word) const {
        if (!holds(known_.subjects, word)) return false;
        // What points stands for something only alone: "this year" does not. Behind a front it is points_at's.
        if (is_pointer(word)) return false;
        return !stands_for_nothing(word, folded(w + 1));
    }
    static bool is_pointer(std::string_view word) {
        return word == "this" || word == "that" || word == "these" || word == "those";
    }
    // "On the surface, that is ...", "In the end, these plans ...": but "In Lakeham, this week".
    bool points_at(std::uint32_t w) const {
        if (w + 1 >= s_.last_word) return known_.language == "en" && is_pointer(folded(w));
        const std::string next = folded(w + 1);
        return known_.language == "en" && is_pointer(folded(w)) && !holds(known_.times, next) && !is_day(w + 1, next) &&
               !holds("season spring past of in at on with", next);
    }
    bool names_nobody(std::uint32_t w, std::string_view word) const {
        const Word& each = list_.words[w];
        return each.stop || each.digits || holds(known_.times, word) || is_day(w, word);
    }
    // "When he arrived, Doe ...": the clause behind the comma has the name.
    bool name_follows(std::uint32_t w) const {
        for (std::uint32_t k = w; k + 1 < s_.last_word && k < w + 16; ++k)
            if (comma_behind(k)) return is_name(k + 1) || (list_.words[k + 1].stop && is_name(k + 2));
        return false;
    }
    bool comma_behind(std::uint32_t w) const {
        const auto gap = list_.text.substr(list_.words[w].end, list_.words[w + 1].begin - list_.words[w].end);
        return gap.starts_with(',') || gap.starts_with("”,") || gap.starts_with(",”");
    }
    // "In an interview with the Post, he said", "Initially, they"
    bool behind_front() const {
        constexpr std::uint32_t longest = 16;
        if (known_.fronts.empty() || s_.words() < 3) return false;
        const std::uint32_t f = s_.first_word;
        std::uint32_t comma = f;
        while (comma + 1 < s_.last_word && comma < f + longest && !comma_behind(comma)) ++comma;
        if (comma + 1 >= s_.last_word || comma == f + longest) return false;
        const std::string pronoun = folded(comma + 1), front = folded(f);
        // "In its cruellest form, it is": the first one has nobody, either.
        const bool its = comma > f && holds("its his her their", folded(f + 1));
        // A longer front, or one with a verb, tells what is pointed at: "If the trams stop, that is".
        constexpr std::uint32_t shortest = 5;
        if (comma < f + shortest && points_at(comma + 1))
            return !holds("if once when while as because since although though unless", front);
        if (!is_open(comma + 1, pronoun) && !(its && holds(known_.subjects, pronoun))) return false;
        if (comma == f) return !list_.words[f].capital || front.ends_with("ly") || list_.words[f].stop;
        // "Turning to trade, he": what begins with such a word has no other subject. "Two days later, she": a time.
        const bool participle = known_.language == "en" && front.size() > 5 && front.ends_with("ing");
        if (!holds(known_.fronts, front) && !participle && !tells_time(f, comma)) return false;
        // "After Doe had spoken, she", "In Doe's words, she", "As the mayor spoke, she": somebody stands there.
        constexpr std::string_view clauses = "after before since as until when while once if though although because";
        if (holds(clauses, front) && (is_name(f + 1) || holds("the a an", folded(f + 1)))) return false;
        for (std::uint32_t w = f + 1; w <= comma; ++w)
            if (list_.words[w].capital && (written(w).ends_with("'s") || written(w).ends_with("’s"))) return false;
        return true;
    }

    // "Two days later", "A week before the vote": no name, and a word of time among its first.
    bool tells_time(std::uint32_t from, std::uint32_t to) const {
        constexpr std::uint32_t first = 4;
        bool time = false;
        for (std::uint32_t w = from; w <= to; ++w) {
            if (w > from && list_.words[w].capital) return false;
            time |= w < from + first && !list_.words[w].stop && holds(known_.times, folded(w));
        }
        return time;
    }

  public:
    // "An aide gave him the keys" names a man; "The storm cost them the house" names nobody: whom a pronoun behind the
    // verb means has to stand before it. A name or one who does or is something may be meant.
    bool object_open() const {
        if (known_.language != "en") return false;
        bool quoted = false;
        std::uint32_t before = s_.first_word;
        for (std::uint32_t w = s_.first_word; w < s_.last_word && w < s_.first_word + 40; ++w) {
            for (std::size_t at = list_.words[before].end; w > s_.first_word && at < list_.words[w].begin;) {
                const char32_t c = utf8::next(list_.text, at);
                quoted = c == 0x201C || (quoted && c != 0x201D && c != '"') || (!quoted && c == '"');
            }
            before = w;
            if (quoted) continue;
            const std::string word = folded(w);
            if (w > s_.first_word && is_object(w, word)) return !name_follows(w);
            if (may_be_person(w, word)) return false;
        }
        return false;
    }
    // "Doe also said", "Others were hurt", "Similarly, the council": more of what was told before.
    bool adds() const {
        if (known_.language != "en") return false;
        constexpr std::uint32_t within = 12;
        for (std::uint32_t w = s_.first_word; w < s_.last_word && w < s_.first_word + within; ++w) {
            const std::string word = folded(w);
            if (word == "similar" || word == "similarly") return w < s_.first_word + 2;
            if (word == "other" || word == "others") return w == s_.first_word && folded(w + 1) != "than";
            if (word == "not" && folded(w + 1) == "only") return w == s_.first_word;
            if (word == "also") return w == s_.first_word || is_own(w);
            if (word == "however" || word == "therefore") return true;  // "This year, however, the"
            if (word == "too" && w > s_.first_word && comma_behind(w - 1)) return true;
            // Behind the first verb only right behind: "has also", "said also".
            if (is_verb(word) && w > s_.first_word)
                return (folded(w + 1) == "also" && is_own(w + 1)) || folded(w + 2) == "also";
            if (w > s_.first_word && w + 1 < s_.last_word && has_mark(w)) return false;
        }
        return false;
    }

  private:
    // "her" is one where no noun stands behind it: "asked her to", but "her bridge".
    bool is_object(std::uint32_t w, std::string_view word) const {
        if (word != "her") return holds("him them himself herself", word);
        if (w + 1 >= s_.last_word) return true;
        const auto gap = list_.text.substr(list_.words[w].end, list_.words[w + 1].begin - list_.words[w].end);
        return gap != " " || (list_.words[w + 1].stop && folded(w + 1) != "own");
    }
    static bool is_verb(std::string_view word) {
        return (word.size() > 4 && word.ends_with("ed")) ||
               holds(
                   "is are was were has have had will would can could may might must should does do did said says "
                   "told made took gave came went won lost held met sent left led saw began found got",
                   word);
    }
    // The main clause's: not "Doe, who also", "but also", "Doe, also a singer".
    bool is_own(std::uint32_t w) const {
        return !comma_behind(w - 1) && !holds("who which that but and or", folded(w - 1));
    }
    // A quotation or another clause begins behind it.
    bool has_mark(std::uint32_t w) const {
        const auto gap = list_.text.substr(list_.words[w].end, list_.words[w + 1].begin - list_.words[w].end);
        return gap.find_first_of("\":;") != std::string_view::npos || gap.find("“") != std::string_view::npos;
    }
    bool may_be_person(std::uint32_t w, const std::string& word) const {
        const Word& each = list_.words[w];
        if (is_name(w)) return true;
        if (holds("he she they who somebody someone everyone anyone man woman boy girl people one men women those both "
                  "i we you his their police president judge chief guard clerk aide",
                  word))
            return true;
        if (each.stop || each.digits || word.size() < 4) return false;
        for (const std::string_view end : {"er", "or", "ers", "ors", "man", "men", "ist", "ists", "ian", "ians", "ant",
                                           "ants", "ent", "ents", "ees", "ee", "ess", "als", "s"})
            if (word.ends_with(end)) return true;
        return false;
    }

    const SentenceList& list_;
    const Sentence& s_;
    std::string_view language_;
    const Pronouns& known_;
};

}  // namespace

bool pronoun_comes_first(const SentenceList& list, const Sentence& sentence, std::string_view language) {
    const Pronouns* known = of(language);
    if (known == nullptr) return false;
    const Reader reader(list, sentence, language, *known);
    return reader.pronoun_first() || reader.object_open() || reader.adds();
}

bool speaks_in_person(std::string_view unquoted, std::string_view language) {
    const Pronouns* known = of(language);
    if (known == nullptr) return false;
    constexpr std::size_t longest = 24;
    const auto& persons = persons_of(*known);
    std::string folded;
    bool first = true, after_capital = false;
    std::size_t begin = std::string_view::npos, end = 0;
    for (std::size_t at = 0; at <= unquoted.size();) {
        const std::size_t from = at;
        const char32_t c = at < unquoted.size() ? utf8::next(unquoted, at) : (++at, U' ');
        const auto k = text::class_of(c);
        const bool inside = k == text::CharClass::letter || k == text::CharClass::hebrew ||
                            k == text::CharClass::extend || c == '\'' || c == 0x2019 || c == '-';
        if (inside) {
            if (begin == std::string_view::npos) begin = from;
            continue;
        }
        if (begin == std::string_view::npos) continue;
        const auto word = unquoted.substr(begin, from - begin);
        std::size_t next = 0;
        const bool capital = text::is_upper(utf8::next(word, next));
        // "World War I", "Our Lady": a capital inside is a name's, but for the English one.
        const bool english_i = word.starts_with('I') && (word.size() == 1 || word[1] == '\'' || word.starts_with("I’"));
        const bool counts = english_i ? !(after_capital && begin == end + 1) : (!capital || first);
        if (counts && word.size() <= longest &&
            persons.contains(capital ? std::string_view(folded = text::fold(word)) : word))
            return true;
        after_capital = capital && !first;
        end = from;
        begin = std::string_view::npos;
        first = false;
    }
    return false;
}

}  // namespace octavo::assist
