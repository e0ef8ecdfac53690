// Idea: where a script has capitals a name is a run of them. What makes it more than that:
//   the first word of a sentence is a name only when something else says so (the text has it inside a sentence, a list
//   knows it, another capital follows);  "Officials said" -> nothing,  "Obama said" -> Obama
//   small words join the parts of one name ("Bank of England", "Rio de Janeiro", "Ligue nationale de hockey");
//   titles part what is one run ("French President Emmanuel Macron" -> French, Emmanuel Macron);
//   German writes every noun with a capital: there a word must look like no noun.
// A trained tagger was the road not taken: it would need a model a language, and no corpus whose licence lets us ship
// it. Checked by tests/text/tags_test.cpp; figures in docs/benchmarks.md.
#include "text/name_runs.hpp"

#include <algorithm>

#include "text/characters.hpp"
#include "text/common_words.hpp"
#include "text/doubtful_places.hpp"
#include "text/gazetteer.hpp"
#include "text/hash_table.hpp"
#include "text/name_company.hpp"

namespace octavo::text {
namespace {

using Gap = TagToken::Gap;
constexpr std::size_t longest_name = 12;  // tokens
constexpr std::size_t most_names = 1'000;

bool has(const TagToken& t, std::uint16_t kinds) { return (t.kinds & kinds) != 0; }

struct Evidence {
    std::uint64_t hash = 0;
    std::uint16_t small = 0, inside = 0;  // small letters; a capital inside a sentence
};

class Reader {
  public:
    explicit Reader(const ToName& in)
        : in_(in),
          tokens_(in.tokens),
          places_(Gazetteer::own().names(in.language)),
          language_(in.language.substr(0, in.language.find('-'))) {
        german_ = language_ == "de" || language_ == "lb";
        english_ = language_ == "en";
        romance_ = is_one_of(language_, {"es", "fr", "it", "pt", "ca", "gl", "ro", "oc", "ast"});
        slavic_ = is_one_of(language_, {"ru", "uk", "be", "bg"});
        gather();
        place_tokens();
    }
    std::vector<NameRun> run() {
        for (std::size_t i = 0; i < tokens_.size() && out_.size() < most_names;) {
            if ((shouting_ && !said_[i]) || !begins(i)) {
                ++i;
                continue;
            }
            const std::size_t last = end_of(i);
            settle(i, last);
            i = last + 1;
        }
        return std::move(out_);
    }

  private:
    std::string_view surface(std::size_t i) const {
        return in_.text.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    }
    void gather() {
        std::size_t capitals = 0, cased = 0;
        seen_.clear(tokens_.size() / 2);
        for (const TagToken& t : tokens_) {
            if (t.caseless || t.digits) continue;
            ++cased;
            capitals += t.all_capitals;
            if (t.stop) continue;
            Evidence& e = seen_.at(t.hash);
            if (!t.capital && !t.mixed)
                ++e.small;
            else if (!t.starts())
                ++e.inside;
        }
        shouting_ = cased >= 4 && 2 * capitals > cased;
    }

    // Which token belongs to which place that was said.
    void place_tokens() {
        said_.assign(tokens_.size(), nullptr);
        std::size_t p = 0;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            while (p < in_.places.size() && in_.places[p].end <= tokens_[i].begin) ++p;
            if (p < in_.places.size() && in_.places[p].begin < tokens_[i].end) said_[i] = &in_.places[p];
        }
    }

    bool whole_place(std::size_t first, std::size_t last) const {
        const PlaceSaid* p = said_[first];
        return p && said_[last] == p && (first == 0 || said_[first - 1] != p) &&
               (last + 1 >= tokens_.size() || said_[last + 1] != p);
    }

    bool capital(std::size_t i) const {
        const TagToken& t = tokens_[i];
        // "iPhone", but not "a.C." and "kW".
        return (t.capital || (t.mixed && t.folded.size() > 3 && t.folded.find('.') == std::string::npos)) &&
               !t.caseless;
    }

    // A noun rather than a name, in German.
    bool german_noun(std::size_t i) const {
        const TagToken& t = tokens_[i];
        if (said_[i] || t.all_capitals || t.mixed || has(t, tag_word::given | tag_word::known_org)) return false;
        if (has(t, tag_word::noun | tag_word::title | tag_word::no_name)) return true;
        const std::string_view w = t.folded;
        if (i > 0 && t.gap == Gap::blank &&
            is_one_of(tokens_[i - 1].folded, {"fc", "sc", "vfl", "vfb", "sv", "tsv", "fsv", "tsg", "fk", "sk", "rb",
                                              "cd", "san", "st", "bad"}))
            return false;
        if (i > 0 && t.gap <= Gap::initial && tokens_[i - 1].capital && has(tokens_[i - 1], tag_word::given) &&
            !has(tokens_[i - 1], tag_word::noun))
            return false;
        if (places_.look(place_hash(0, w)).whole && !is_doubtful_town(w)) return false;
        if (w.size() >= 15) return true;
        return has_noun_ending(w) || TagWords::of(language_).ends_in_noun(w);
    }

    // "der", "eine", "ihrem", or an adjective's ending: what stands behind is a noun.
    bool noun_before(std::size_t i) const {
        if (i == 0 || tokens_[i].gap != Gap::blank) return false;
        const TagToken& b = tokens_[i - 1];
        if (b.capital && !b.starts()) return false;
        const auto s = surface(i - 1);
        if (is_determiner(s)) return true;
        if (b.digits) return true;
        return !b.stop && !b.capital && s.size() > 4 &&
               (s.ends_with("en") || s.ends_with("er") || s.ends_with("es") || s.ends_with("e") || s.ends_with("em"));
    }

    bool name_like(std::size_t i) const {
        if (!capital(i)) return false;
        const TagToken& t = tokens_[i];
        if (has(t, tag_word::no_name) && !said_[i]) return false;
        if (german_ && german_noun(i)) return false;
        return true;
    }

    bool known(std::size_t i) const {
        // A people's adjective has a small letter in Russian, and a capital where a sentence begins.
        return (said_[i] && !(slavic_ && said_[i]->adjective)) ||
               has(tokens_[i], tag_word::given | tag_word::known_org) ||
               (tokens_[i].all_capitals && tokens_[i].folded.size() > 1) || tokens_[i].mixed;
    }

    bool begins(std::size_t i) const {
        const TagToken& t = tokens_[i];
        if (said_[i] && !capital(i)) {
            // Several words that begin small ("los Estados Unidos" is met at its capital), or a script without
            // capitals.
            return t.caseless && !said_[i]->adjective;
        }
        if (!capital(i) && has(t, tag_word::small_geo) && i + 1 < tokens_.size()) return small_head(i);
        if (initial_of(i)) return true;
        if (!name_like(i)) return false;
        if (t.stop && !said_[i] && !t.all_capitals) return stop_begins(i);
        if (t.starts() && !known(i)) return first_word_is_name(i);
        if (t.all_capitals && t.stop && t.folded.size() <= 2 && !said_[i] && !has(t, tag_word::known_org)) return false;
        return true;
    }

    // "E. M. Forster": a stop word or not, one letter and a full stop before a name is a part of it.
    bool initial_of(std::size_t i) const {
        return tokens_[i].initial && i + 1 < tokens_.size() && tokens_[i + 1].gap == Gap::initial && capital(i + 1) &&
               (tokens_[i + 1].initial || name_like(i + 1));
    }
    // "New York", "The Hague": a stop word with a capital it need not have. At the beginning of a sentence only "New".
    bool stop_begins(std::size_t i) const {
        if (!goes_on(i) || tokens_[i + 1].gap != Gap::blank || german_) return false;
        return is_first_of_name(tokens_[i].folded, tokens_[i].starts());
    }

    // "lac Tchad", "océan Atlantique"
    bool small_head(std::size_t i) const {
        if (tokens_[i + 1].gap == Gap::blank && capital(i + 1) && name_like(i + 1) && !tokens_[i + 1].stop) return true;
        return i + 2 < tokens_.size() && tokens_[i + 1].gap == Gap::blank && particle(i + 1) &&
               (tokens_[i + 2].gap == Gap::blank) && capital(i + 2) && name_like(i + 2) && language_ == "fr";
    }

    bool first_word_is_name(std::size_t i) const {
        const TagToken& t = tokens_[i];
        const Evidence* const seen = seen_.find(t.hash);
        const Evidence e = seen ? *seen : Evidence{};
        if (german_) {
            if (noun_before(i)) return false;
            if (e.inside > 0) return true;
            return i + 1 < tokens_.size() && tokens_[i + 1].gap <= Gap::hyphen && name_like(i + 1) &&
                   !has(t, tag_word::noun);
        }
        if (e.small > e.inside) return false;
        if (e.inside > 0) return true;
        if (has(t, tag_word::weak | tag_word::title | tag_word::before | tag_word::no_name)) {
            return has(t, tag_word::title | tag_word::before | tag_word::weak) && goes_on(i);
        }
        if (english_ && weight_of_term(t.hash, language_) < 1)
            return goes_on(i) && has(t, tag_word::org | tag_word::geo);
        return goes_on(i);
    }
    bool goes_on(std::size_t i) const {
        return i + 1 < tokens_.size() && tokens_[i + 1].gap <= Gap::ampersand && name_like(i + 1) &&
               !tokens_[i + 1].stop;
    }
    bool particle(std::size_t i) const {
        const auto s = surface(i);
        if (is_particle(s, language_)) return true;
        return romance_ && i > 0 && is_one_of(s, {"la", "las", "los", "le", "les"}) &&
               is_one_of(surface(i - 1), {"de", "des", "à", "en"});
    }

    bool makes_something(std::size_t first, std::size_t last) const {
        for (std::size_t k = first; k <= last; ++k)
            if (has(tokens_[k], tag_word::org | tag_word::geo | tag_word::event)) return true;
        return false;
    }

    // The last token of the name that begins here.
    std::size_t end_of(std::size_t first) const {
        std::size_t last = first;
        if (!capital(first) && !tokens_[first].caseless) ++last;
        while (last + 1 < tokens_.size() && last - first < longest_name) {
            const std::size_t n = last + 1;
            if (said_[last] && said_[n] == said_[last]) {
                last = n;
                continue;
            }
            if (tokens_[first].caseless) break;
            const std::size_t more = step(first, last);
            if (more == 0) break;
            last += more;
        }
        return last;
    }

    // How many tokens the name goes on by; 0: it ends.
    std::size_t step(std::size_t first, std::size_t last) const {
        const std::size_t n = last + 1;
        const TagToken& t = tokens_[n];
        if (tokens_[last].possessive) return 0;
        if (t.gap > Gap::elision) return 0;
        if (t.gap == Gap::elision) return romance_ && name_like(n) ? 1 : 0;
        if (t.gap == Gap::hyphen) return name_like(n) || t.digits || hyphened(n) ? 1 : 0;
        if (initial_of(n)) return 1;
        if (name_like(n))
            return !t.stop || t.all_capitals || said_[n] || (goes_on(n) && tokens_[n + 1].gap == Gap::blank) ? 1 : 0;
        if (const std::size_t more = small_noun(first, last)) return more;
        if (t.digits) return number(first, last, n);
        if (!t.capital && has(t, tag_word::tail) && makes_something(first, last) && t.gap == Gap::blank) return 1;
        if (t.gap != Gap::blank || (!particle(n) && !(english_ && joins_house(first, last, n)))) return 0;
        return over_particle(first, last, n);
    }
    // "Centers for Disease Control and Prevention", "Council on Foreign Relations"
    bool joins_house(std::size_t first, std::size_t last, std::size_t n) const {
        const std::size_t k = n + 1;
        if (k >= tokens_.size() || said_[k] || !name_like(k) || tokens_[k].stop || has(tokens_[k], tag_word::given))
            return false;
        const auto s = surface(n);
        if (s == "for" || s == "on") return is_house_head(tokens_[first].folded) || is_house_head(tokens_[last].folded);
        if (s != "and" || !is_house_head(tokens_[first].folded) || has(tokens_[k], tag_word::org | tag_word::known_org))
            return false;
        bool crossed = false;
        for (std::size_t m = first + 1; m < last; ++m) crossed |= !capital(m);
        return crossed && (goes_on(k) || is_field(tokens_[k].folded));
    }
    // "Ban Ki-moon": small parts behind a hyphen that are known to belong to a name.
    bool hyphened(std::size_t n) const { return is_small_part(surface(n)); }
    // "Seconda guerra mondiale", "Первой мировой войны", "Пиренейского полуострова", "Следственный комитет": an
    // adjective with a capital and the small noun it makes a name of.
    std::size_t small_noun(std::size_t first, std::size_t last) const {
        if (first != last || (said_[first] && said_[first]->adjective && !slavic_)) return 0;
        constexpr std::uint16_t makers = tag_word::org | tag_word::geo | tag_word::event;
        const std::size_t n = last + 1;
        const auto small = [&](std::size_t k) {
            return k < tokens_.size() && tokens_[k].gap == Gap::blank && !tokens_[k].capital && !tokens_[k].digits;
        };
        if (!small(n)) return 0;
        if (romance_) {
            return is_ordinal(tokens_[first].folded) && has(tokens_[n], tag_word::event) && small(n + 1) &&
                           has(tokens_[n + 1], tag_word::tail)
                       ? 2
                       : 0;
        }
        if (!slavic_ || !adjective(first)) return 0;
        if (has(tokens_[n], makers)) return 1;
        return small(n + 1) && adjective(n) && has(tokens_[n + 1], makers) ? 2 : 0;
    }
    bool adjective(std::size_t i) const { return has_adjective_ending(tokens_[i].folded); }
    bool any(std::size_t first, std::size_t last, std::uint16_t kinds) const {
        return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                           tokens_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                           [&](const TagToken& t) { return has(t, kinds); });
    }
    std::size_t number(std::size_t first, std::size_t last, std::size_t n) const {
        const auto s = surface(n);
        if (s.size() > 4 || tokens_[n].gap != Gap::blank) return 0;
        if (s.size() == 4 && (s[0] == '1' || s[0] == '2')) {
            return any(first, last, tag_word::event) ? 1 : 0;
        }
        if (said_[last]) return 0;
        for (std::size_t k = first; k <= last; ++k)
            if (has(tokens_[k], tag_word::given) || tokens_[k].initial) return 0;
        // "Apollo 13 was", not "Obama 40 percent"
        if (n + 1 < tokens_.size() && tokens_[n + 1].gap == Gap::blank && !tokens_[n + 1].stop &&
            !tokens_[n + 1].capital && english_)
            return 0;
        return 1;
    }
    std::size_t over_particle(std::size_t first, std::size_t last, std::size_t n) const {
        std::size_t k = n + 1;
        if (k < tokens_.size() && tokens_[k].gap == Gap::blank && !tokens_[k].capital && is_article(surface(k))) ++k;
        // "Ras al-Ain": the article hangs on what it belongs to.
        if (k < tokens_.size() && k == n + 1 && tokens_[k].gap == Gap::hyphen)
            return capital(k) && is_arabic_article(surface(n)) ? 2 : 0;
        if (k >= tokens_.size() || (tokens_[k].gap != Gap::blank && tokens_[k].gap != Gap::elision)) return 0;
        if (last == first && has(tokens_[last], tag_word::title)) return 0;
        if (romance_ && !tokens_[k].capital && has(tokens_[k], tag_word::tail) && makes_something(first, last))
            return k - last;
        if (tokens_[k].digits && romance_) {
            return any(first, last, tag_word::event) && surface(k).size() == 4 ? k - last : 0;
        }
        if (!name_like(k) || (tokens_[k].stop && !tokens_[k].all_capitals)) return 0;
        if (german_ && noun_before(k) && !said_[k]) return 0;
        if (said_[first] && said_[first]->adjective && first == last) return 0;
        const auto s = surface(n);
        if (english_ && s == "of") {
            // "Game of Thrones": an everyday word with a capital inside a sentence.
            const bool title = first == last && !tokens_[first].starts() && !said_[first] && !said_[k] &&
                               !has(tokens_[k], tag_word::given) && weight_of_term(tokens_[first].hash, language_) < 1;
            if (!title && !makes_something(first, last)) return 0;
            if (has(tokens_[k], tag_word::no_name)) return 0;
        }
        if (german_) {
            if (s == "von" && k != n + 1) return 0;
            if (is_one_of(s, {"am", "an", "zu", "zur", "der"}) && (first == last ? !said_[first] : true) && s != "der")
                return 0;
            if (s == "der" && said_[last]) return 0;
            if (s == "von" && (said_[k] && !makes_something(first, last) && !has(tokens_[first], tag_word::given)))
                return 0;
        }
        return k - last;
    }

    // Titles part a run; then each part is said to be something.
    void settle(std::size_t first, std::size_t last) {
        std::size_t from = first;
        bool titled = titled_before(first);
        // "Secretary of State John Kerry"
        if (first >= 2 && has(tokens_[first - 2], tag_word::title) && tokens_[first].gap == Gap::blank &&
            particle(first - 1))
            while (from < last && has(tokens_[from], tag_word::before) && !said_[from]) {
                ++from;
                titled = true;
            }
        for (std::size_t k = from; k <= last; ++k) {
            if (!has(tokens_[k], tag_word::title) || said_[k]) continue;
            const bool then_org = k < last && has(tokens_[k + 1], tag_word::org | tag_word::geo | tag_word::event) &&
                                  !has(tokens_[k + 1], tag_word::given);
            const bool in_name = k > from && has(tokens_[from], tag_word::given);
            if (then_org || in_name || (k > first && tokens_[k].gap == Gap::elision)) continue;
            if (k > from) part(from, trimmed(from, k), titled);
            from = k + 1;
            titled = true;
            // "Secretary of State John Kerry": the small word behind a title belongs to no name.
            bool of = false;
            while (from <= last && (!capital(from) || (of && has(tokens_[from], tag_word::before))))
                of |= !capital(from++);
        }
        if (from <= last) part(from, last + 1, titled);
    }
    // Without what stands before a title: [from, end)
    std::size_t trimmed(std::size_t from, std::size_t end) const {
        while (end > from && has(tokens_[end - 1], tag_word::before) && !said_[end - 1]) --end;
        return end;
    }
    bool titled_before(std::size_t first) const {
        if (first == 0) return false;
        return has(tokens_[first - 1], tag_word::title) && tokens_[first].gap <= Gap::initial;
    }

    void part(std::size_t from, std::size_t end, bool titled) {
        while (from < end && !capital(from) && !tokens_[from].caseless && !has(tokens_[from], tag_word::small_geo))
            ++from;
        while (end > from && !capital(end - 1) && !tokens_[end - 1].digits && !tokens_[end - 1].caseless &&
               !has(tokens_[end - 1], tag_word::tail) &&
               !(slavic_ && has(tokens_[end - 1], tag_word::org | tag_word::geo | tag_word::event)))
            --end;
        if (from >= end) return;
        // A people and a person: "American Michelle Akers".
        if (end - from >= 3 && said_[from] && said_[from]->adjective && whole_place(from, from) &&
            has(tokens_[from + 1], tag_word::given) && !makes_something(from, end - 1)) {
            add(from, from, false);
            ++from;
        }
        // Two persons side by side, as in captions: "Bernie Sanders Hillary Clinton".
        if (end - from == 4 && has(tokens_[from], tag_word::given) && has(tokens_[from + 2], tag_word::given) &&
            !has(tokens_[from + 1], tag_word::given) && capital(from + 1) && tokens_[from + 2].gap == Gap::blank) {
            add(from, from + 1, titled);
            from += 2;
        }
        if (end - from == 1) {
            const TagToken& t = tokens_[from];
            if (has(t, tag_word::weak | tag_word::title | tag_word::before) && !said_[from] && !titled &&
                !has(t, tag_word::known_org))
                return;
            if (german_ && !titled && !known(from) && !accept_german(from)) return;
            if (t.initial) return;
            // "US-amerikanisch", "EU-weit"
            if (german_ && t.all_capitals && end < tokens_.size() && tokens_[end].gap == Gap::hyphen) return;
        }
        add(from, end - 1, titled);
    }

    // One word alone that looks like no noun.
    bool accept_german(std::size_t i) const {
        if (noun_before(i)) return false;
        const auto w = tokens_[i].folded;
        if (w.size() < 3) return false;
        if (i > 0 && tokens_[i].gap == Gap::blank && tokens_[i - 1].stop) return true;
        return !(w.ends_with("en") || w.ends_with("er") || w.ends_with("ern") || w.ends_with("e"));
    }

    void add(std::size_t first, std::size_t last, bool titled) {
        NameRun r;
        r.first = first;
        r.last = last;
        kind_of(r, titled);
        out_.push_back(r);
    }

    void kind_of(NameRun& r, bool titled) const {
        const bool one = r.first == r.last;
        if (whole_place(r.first, r.last)) {
            r.place = said_[r.first]->place;
            r.adjective = said_[r.first]->adjective;
            r.kind = r.adjective ? NameKind::other : NameKind::place;
            r.sure = true;
            return;
        }
        std::uint16_t all = 0;
        bool digits = false, capitals = false, place_in = false;
        for (std::size_t k = r.first; k <= r.last; ++k) {
            all |= tokens_[k].kinds;
            digits |= tokens_[k].digits;
            capitals |= tokens_[k].all_capitals && tokens_[k].folded.size() >= 2;
            place_in |= said_[k] != nullptr;
        }
        const auto set = [&](NameKind kind, bool sure) {
            r.kind = kind;
            r.sure = sure;
        };
        const bool given = has(tokens_[r.first], tag_word::given) && !one;
        if (one && (all & tag_word::known_org)) return set(NameKind::organisation, true);
        if (all & tag_word::event && !given) return set(NameKind::other, true);
        if (all & tag_word::small_geo && !capital(r.first)) return set(NameKind::place, true);
        if (all & tag_word::org && !given && !titled) return set(NameKind::organisation, true);
        if (all & tag_word::geo && !given && !titled) return set(NameKind::place, true);
        if (titled && !digits) return set(NameKind::person, true);
        if (given) return set(NameKind::person, true);
        if (all & tag_word::known_org) return set(NameKind::organisation, true);
        if (digits) return set(NameKind::other, false);
        if (one) {
            if (capitals) return set(NameKind::organisation, false);
            if (tokens_[r.first].mixed && !tokens_[r.first].capital) return set(NameKind::other, false);
            if (all & tag_word::given) return set(NameKind::person, false);
            if (r.last + 1 < tokens_.size() && has(tokens_[r.last + 1], tag_word::says))
                return set(NameKind::person, false);
            if (r.first > 0 && has(tokens_[r.first - 1], tag_word::says)) return set(NameKind::person, false);
            if (is_located(in_, r.first) || may_be_place(in_, r)) return set(NameKind::place, false);
            if (tokens_[r.first].gap == Gap::quote) return set(NameKind::other, false);
            return set(NameKind::person, false);
        }
        if (tokens_[r.first].gap == Gap::quote) return set(NameKind::other, false);
        if (capitals) return set(NameKind::organisation, false);
        if (may_be_place(in_, r)) return set(NameKind::place, false);
        if (r.last - r.first >= 3) return set(NameKind::other, false);
        if (place_in) return set(is_located(in_, r.first) ? NameKind::place : NameKind::organisation, false);
        if (is_located(in_, r.first)) return set(NameKind::place, false);
        set(NameKind::person, false);
    }

    const ToName& in_;
    std::span<const TagToken> tokens_;
    const PlaceNames& places_;
    std::string_view language_;
    bool german_ = false, english_ = false, romance_ = false, slavic_ = false, shouting_ = false;
    HashTable<Evidence> seen_;
    std::vector<const PlaceSaid*> said_;
    std::vector<NameRun> out_;
};

}  // namespace

std::vector<NameRun> name_runs(const ToName& text) { return Reader(text).run(); }

}  // namespace octavo::text
