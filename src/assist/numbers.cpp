#include "assist/numbers.hpp"

#include <charconv>
#include <unordered_map>

#include "base/date_words.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/month_names.hpp"

namespace octavo::assist {
namespace {

struct NumberWord {
    std::string_view word;
    double value;
};
// No "one": it mostly counts nothing.
constexpr NumberWord number_words[] = {
    {"two", 2},    {"three", 3}, {"four", 4},    {"five", 5},    {"six", 6},   {"seven", 7}, {"eight", 8},
    {"nine", 9},   {"ten", 10},  {"eleven", 11}, {"twelve", 12}, {"zwei", 2},  {"drei", 3},  {"vier", 4},
    {"fünf", 5},   {"sechs", 6}, {"sieben", 7},  {"acht", 8},    {"neun", 9},  {"zehn", 10}, {"elf", 11},
    {"zwölf", 12}, {"deux", 2},  {"trois", 3},   {"quatre", 4},  {"cinq", 5},  {"sept", 7},  {"huit", 8},
    {"neuf", 9},   {"dix", 10},  {"onze", 11},   {"douze", 12},  {"dos", 2},   {"tres", 3},  {"cuatro", 4},
    {"cinco", 5},  {"seis", 6},  {"siete", 7},   {"ocho", 8},    {"nueve", 9}, {"diez", 10}, {"once", 11},
    {"doce", 12}};
constexpr NumberWord scales[] = {{"hundred", 1e2},   {"thousand", 1e3},  {"million", 1e6},    {"billion", 1e9},
                                 {"trillion", 1e12}, {"millionen", 1e6}, {"milliarden", 1e9}, {"tausend", 1e3},
                                 {"millions", 1e6},  {"milliards", 1e9}, {"mille", 1e3},      {"millones", 1e6},
                                 {"mil", 1e3},       {"bn", 1e9},        {"mn", 1e6}};
// Words that count one thing.
struct Class {
    std::string_view name, words;
};
constexpr Class classes[] = {
    {"dead",
     " dead killed died deaths death kill kills killing fatalities tote toten tot getötet gestorben todesopfer "
     "morts mort tués tué décès muertos muertas muertes fallecidos погибли погибших убиты "},
    {"injured",
     " injured wounded hurt injuries injuring wounding verletzt verletzte verletzten blessés blessé heridos "
     "heridas ранены раненых пострадали "},
    {"missing", " missing unaccounted vermisst vermisste disparus desaparecidos "},
    {"arrested", " arrested arrests detained festgenommen verhaftet arrêtés detenidos задержаны "}};

// What is measured, not counted: whoever died there did not die by their number.
bool is_unit(std::string_view folded) {
    constexpr std::string_view units[] = {
        "second", "minute",  "hour",   "day",    "week",    "month",   "mile",     "kilometer", "kilometre", "meter",
        "metre",  "foot",    "feet",   "pound",  "ton",     "tonne",   "degree",   "point",     "minuten",   "stunden",
        "tage",   "wochen",  "monate", "meter",  "jours",   "heures",  "semaines", "mois",      "mètres",    "días",
        "horas",  "semanas", "meses",  "metros", "minutos", "minutes", "km",       "euro",      "euros",     "dollars"};
    return std::ranges::any_of(units, [&](std::string_view u) {
        return folded == u || (folded.size() == u.size() + 1 && folded.starts_with(u) && folded.back() == 's');
    });
}

// What stands around a number and makes it another one: "more than", "fell", "in the past week".
constexpr std::string_view
    words_over = "more than over least above mehr über mindestens plus moins más mayor oltre",
    words_under = "under below nearly almost fewer fast knapp unter presque près casi quasi",
    words_about = "about some around roughly approximately etwa rund environ quelque unos circa",
    words_rose =
        "rose up jumped gained climbed surged increased added rise risen grew soared stieg stiegen gestiegen "
        "erhöhte zugelegt augmenté hausse grimpé progressé subió subieron aumentó creció salito cresciuto "
        "aumentato subiu aumentou вырос выросла выросли steeg gestegen",
    words_fell =
        "fell down dropped lost plunged declined decreased tumbled sank drop fallen slid shed fiel fielen "
        "gefallen gesunken baisse baissé reculé chuté bajó cayó cayeron descendió sceso calato caiu caíram "
        "упал упала упали снизился снизилась daalde gedaald",
    words_level = "to at auf à a al hasta до para naar bei",  // "rose to 5"
    words_span = "past last previous since every each daily per weekly seit letzten depuis desde",
    words_less = "less fewer";

enum Sense : std::uint16_t { over = 1, under = 2, about = 4, rose = 8, fell = 16, level = 32, span = 64, less = 128 };
struct Meaning {
    std::uint16_t senses = 0;
    double number = 0;  // 0: it is none
    std::uint64_t what = 0;
};

// All of it by word: a sentence has twenty, and each is asked of every number beside it.
const Meaning& meaning_of(const std::string& folded) {
    static const auto known = [] {
        std::unordered_map<std::string, Meaning> out;
        const auto each = [&](std::string_view words, const auto& take) {
            while (!words.empty()) {
                const auto end = std::min(words.find(' '), words.size());
                if (end > 0) take(out[std::string(words.substr(0, end))]);
                words.remove_prefix(std::min(end + 1, words.size()));
            }
        };
        const std::pair<std::string_view, Sense> senses[] = {
            {words_over, over}, {words_under, under}, {words_about, about}, {words_rose, rose},
            {words_fell, fell}, {words_level, level}, {words_span, span},   {words_less, less}};
        for (const auto& [words, sense] : senses) each(words, [&](Meaning& m) { m.senses |= sense; });
        for (const NumberWord& n : number_words) out[std::string(n.word)].number = n.value;
        for (const Class& c : classes) each(c.words, [&](Meaning& m) { m.what = word_hash(c.name); });
        return out;
    }();
    static const Meaning none;
    const auto found = known.find(folded);
    return found == known.end() ? none : found->second;
}

std::optional<double> value_of(std::string_view word, std::string_view language) {
    std::string digits;
    const bool comma_parts = !language.starts_with("de") && !language.starts_with("fr") &&
                             !language.starts_with("es") && !language.starts_with("it") &&
                             !language.starts_with("pt") && !language.starts_with("ru");
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if ((c == ',') == comma_parts && (c == ',' || c == '.')) {
            continue;  // it parts thousands
        } else if (c == ',' || c == '.') {
            digits += '.';
        } else {
            return std::nullopt;
        }
    }
    double out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return out;
}

template <class List>
std::optional<double> listed(const List& list, std::string_view folded) {
    for (const auto& each : list)
        if (each.word == folded) return each.value;
    return std::nullopt;
}

class Reading {
  public:
    Reading(const SentenceList& list, const Sentence& s, std::string_view language)
        : list_(list), words_(list.words_of(s)), language_(language) {}

    std::vector<Counted> all() {
        std::vector<Counted> out;
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (auto found = at(i)) {
                qualify(i, *found);
                out.push_back(*found);
            }
        return out;
    }

  private:
    std::string_view surface(std::size_t i) const {
        return list_.text.substr(words_[i].begin, words_[i].end - words_[i].begin);
    }
    std::string folded(std::size_t i) const { return text::fold(surface(i)); }
    char before(std::size_t i) const { return words_[i].begin > 0 ? list_.text[words_[i].begin - 1] : ' '; }
    char behind(std::size_t i) const { return words_[i].end < list_.text.size() ? list_.text[words_[i].end] : ' '; }
    // Nothing but a blank stands between a word and the next.
    bool close(std::size_t i) const {
        const auto gap = list_.text.substr(words_[i].end, words_[i + 1].begin - words_[i].end);
        return gap.size() <= 3 && gap.find_first_of(",;:.()\"-\n/") == std::string_view::npos;
    }
    bool is_date(std::size_t i) const {
        using dates::Word;
        const auto dates_it = [&](std::size_t j) {
            if (text::month_named(surface(j), language_) > 0) return true;
            const auto meaning = dates::meaning_of(dates::fold(surface(j)));
            return meaning.word == Word::am || meaning.word == Word::pm;
        };
        return (i > 0 && dates_it(i - 1)) || (i + 1 < words_.size() && dates_it(i + 1));
    }

    const Meaning& meaning(std::size_t i) const {
        if (meanings_.empty()) meanings_.resize(words_.size());
        if (meanings_[i] == nullptr) meanings_[i] = &meaning_of(folded(i));
        return *meanings_[i];
    }

    void qualify(std::size_t i, Counted& out) const {
        for (std::size_t j = i >= 3 ? i - 3 : 0; j < i; ++j) {
            const auto senses = meaning(j).senses;
            const bool less_than = (senses & less) != 0 && j + 1 < i;
            if ((senses & over) != 0) out.bound = Bound::over;
            if ((senses & under) != 0 || less_than) out.bound = Bound::under;
            if ((senses & about) != 0) out.bound = Bound::about;
            if (less_than) break;
        }
        // "rose 3 points", "rose by some 3 points"; not "rose to 3 points", nor "5 points, down from 8".
        for (std::size_t j = i >= 5 ? i - 5 : 0; j < i; ++j) {
            if ((meaning(j).senses & (rose | fell)) != 0) out.change = true;
            if ((meaning(j).senses & level) != 0) out.change = false;
        }
        for (std::size_t j = i >= 8 ? i - 8 : 0; j < std::min(words_.size(), i + 9); ++j) {
            if ((meaning(j).senses & rose) != 0) out.direction = 1;
            if ((meaning(j).senses & fell) != 0) out.direction = -1;
            if ((meaning(j).senses & span) != 0) out.spans = true;
        }
    }

    std::optional<Counted> at(std::size_t i) const {
        std::optional<double> value;
        if (words_[i].digits) {
            value = value_of(surface(i), language_);
            if (!value) return std::nullopt;
            const bool year = *value >= 1900 && *value <= 2100 && surface(i).size() == 4;
            const char b = before(i), e = behind(i);
            if (year || is_date(i) || b == '-' || b == ':' || b == '/' || b == '#' || e == '-' || e == ':' || e == '/')
                return std::nullopt;
        } else {
            value = meaning(i).number;
            if (*value == 0 || behind(i) == '-' || before(i) == '-') return std::nullopt;
        }
        return counting(i, *value);
    }

    std::optional<Counted> counting(std::size_t i, double value) const {
        Counted out{.value = value, .at = {words_[i].begin, words_[i].end}, .noun = {}};
        if (before(i) == '$') out.what = word_hash("$");
        if (behind(i) == '%') {
            out.what = word_hash("%");
            out.noun = "%";
        }
        std::size_t next = i;
        while (next + 1 < words_.size() && close(next)) {
            ++next;
            if (const auto scale = listed(scales, folded(next))) {
                out.value *= *scale;
                out.at.end = words_[next].end;
                continue;
            }
            if (!words_[next].stop) break;
            if (next > i + 3) return std::nullopt;
        }
        if (out.what != 0 && out.noun.empty()) out.noun = "$";
        if (out.what == 0) {
            if (next == i || words_[next].stop || words_[next].digits) return std::nullopt;
            out.noun = surface(next);
            const std::string noun = folded(next);
            if (noun == "years" || noun == "year" || noun == "ans" || noun == "años" || noun == "jahre" ||
                noun == "times")
                return std::nullopt;
            out.what = noun == "percent" ? word_hash("%") : words_[next].term;
        }
        if (out.noun == "%" || out.noun == "$" || is_unit(folded(next))) return out;
        // "12 dead", "12 people were killed", "killed 12 people"; not "nine minutes as he died".
        for (std::size_t j = i >= 2 ? i - 2 : 0; j < std::min(words_.size(), next + 4); ++j)
            if (const auto same = meaning(j).what; same != 0) {
                out.what = same;
                out.noun = surface(j);
                if (j > i) break;
            }
        return out;
    }

    const SentenceList& list_;
    std::span<const Word> words_;
    mutable std::vector<const Meaning*> meanings_;  // of each word, where it was asked for
    std::string_view language_;
};

}  // namespace

std::vector<Counted> counted(const SentenceList& list, const Sentence& sentence, std::string_view language) {
    return Reading(list, sentence, language).all();
}

}  // namespace octavo::assist
