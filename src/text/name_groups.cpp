// Idea: a text introduces who it speaks of, and then makes it short. So what follows is led back:
//   "Trump", "Mr Trump" -> Donald Trump      "NATO" -> what stood before "(NATO)"      "Парижа", "Париже" -> one name
// Equal means equal terms (stems), so cases fall together where Snowball knows the language.
// A bare surname is not always led back: a text that says "President Trump" twenty times and "Ivanka Trump" once is not
// about her (bearer_of). What is written in two ways is one name: "Google" and "Google Inc.", "John B. Doe".
// Checked by tests/text/tags_test.cpp and tests/text/hashtags_test.cpp.
#include "text/name_groups.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/credits.hpp"
#include "text/name_company.hpp"
#include "text/name_forms.hpp"

namespace octavo::text {
namespace {

using Gap = TagToken::Gap;

class Grouper {
  public:
    Grouper(const ToName& text, const std::vector<NameRun>& runs)
        : in_(text), runs_(runs), credited_(credits(text, runs)) {}

    NamesTogether run(std::span<const TagToken> title) {
        for (std::size_t i = 0; i < runs_.size(); ++i) gather(runs_[i], credited_[i]);
        lead_back();
        abbreviations();
        initials();
        other_writings();
        finish(title);
        return std::move(out_);
    }

  private:
    struct Notes {
        std::array<int, 4> votes{};
        std::unordered_map<std::string_view, int> wordings;
        std::uint64_t first_hash = 0, last_hash = 0;
        bool given = false, kin = false;
        std::size_t leads_to = 0;                 // another group; itself
        std::size_t shown = 0;                    // a run of it
        const GazetteerPlace* country = nullptr;  // whose people it is
        std::vector<std::uint64_t> offices;       // titles that stood before it
        std::vector<std::uint64_t> hashes;
    };

    std::string_view wording(const NameRun& r) const {
        return in_.text.substr(in_.tokens[r.first].begin, in_.tokens[r.last].end - in_.tokens[r.first].begin);
    }

    void gather(const NameRun& r, bool credited) {
        const bool people = r.adjective || (r.place && is_people(wording(r), *r.place, in_.language));
        std::uint64_t key = r.place && !people ? std::hash<std::string_view>{}(r.place->id) : 0;
        if (key == 0)
            for (std::size_t k = r.first; k <= r.last; ++k) key = mix64(key * 31 + in_.tokens[k].hash);
        const auto [at, fresh] = by_key_.emplace(key, out_.groups.size());
        if (fresh) {
            NameGroup g;
            g.first = r.first;
            g.words = r.last - r.first + 1;
            g.place = people ? nullptr : r.place;
            g.adjective = people;
            g.broken = is_glued(in_, r);
            out_.groups.push_back(g);
            Notes n;
            n.first_hash = in_.tokens[r.first].hash;
            n.last_hash = in_.tokens[r.last].hash;
            n.given = in_.tokens[r.first].kinds & tag_word::given;
            n.leads_to = at->second;
            n.shown = static_cast<std::size_t>(&r - runs_.data());
            if (people && !r.adjective) n.country = r.place;
            for (std::size_t k = r.first; k <= r.last; ++k)
                if (!in_.tokens[k].stop) n.hashes.push_back(in_.tokens[k].hash);
            notes_.push_back(std::move(n));
        }
        NameGroup& g = out_.groups[at->second];
        Notes& n = notes_[at->second];
        if (!credited) {
            if (g.mentions++ == 0) g.first = r.first;
            if (const auto office = office_before(r)) n.offices.push_back(office);
            n.kin |= r.last > r.first && kin_beside(r);
        }
        n.votes[static_cast<std::size_t>(r.kind)] += r.sure ? 3 : 1;
        ++n.wordings[wording(r)];
        out_.of.push_back(at->second);
    }

    NameKind voted(const Notes& n) const {
        return static_cast<NameKind>(std::ranges::max_element(n.votes) - n.votes.begin());
    }

    // "President" of "President Trump"; 0: none.
    std::uint64_t office_before(const NameRun& r) const {
        if (r.first == 0 || in_.tokens[r.first].gap > Gap::initial) return 0;
        const TagToken& t = in_.tokens[r.first - 1];
        if (!(t.kinds & tag_word::title) || is_one_of(t.folded, {"mr", "mrs", "ms", "miss"})) return 0;
        // "Sen.", "Senator" are one.
        return word_hash(std::string_view(t.folded).substr(0, 3));
    }
    // "his wife Melania Trump", "Hunter Biden, the son of ..."
    bool kin_beside(const NameRun& r) const {
        constexpr std::size_t near = 4;
        const std::size_t from = r.first - std::min(r.first, near);
        const std::size_t to = std::min(r.last + near, in_.tokens.size() - 1);
        for (std::size_t k = from; k <= to; ++k)
            if ((k < r.first || k > r.last) && is_kin(in_.tokens[k].folded)) return true;
        return false;
    }
    static bool is_kin(std::string_view folded) {
        return is_one_of(folded, {"wife",      "husband",  "daughter", "son",     "brother", "sister", "mother",
                                  "father",    "lady",     "widow",    "niece",   "nephew",  "cousin", "uncle",
                                  "aunt",      "grandson", "frau",     "ehefrau", "tochter", "sohn",   "bruder",
                                  "schwester", "femme",    "epouse",   "fille",   "fils",    "frere",  "esposa",
                                  "hija",      "hijo",     "hermano",  "filha",   "filho",   "moglie", "figlia",
                                  "figlio",    "жена",     "дочь",     "сын",     "брат",    "супруга"});
    }

    // A single word that ends or begins the name of a person named in full.
    void lead_back() {
        std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_last;
        std::unordered_map<std::uint64_t, std::size_t> by_first;
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            const NameGroup& group = out_.groups[g];
            if (group.words < 2 || voted(notes_[g]) != NameKind::person) continue;
            by_last[notes_[g].last_hash].push_back(g);
            const auto [at, fresh] = by_first.emplace(notes_[g].first_hash, g);
            if (!fresh) at->second = none;  // two of that given name
        }
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            const NameGroup& group = out_.groups[g];
            if (group.words != 1 || group.place || group.adjective) continue;
            if (const auto at = by_last.find(notes_[g].last_hash); at != by_last.end()) {
                if (const std::size_t bearer = bearer_of(g, at->second); bearer != none) {
                    notes_[g].leads_to = bearer;
                } else {
                    for (const std::size_t other : at->second) out_.groups[other].relative = notes_[other].kin;
                }
            } else if (const auto first = by_first.find(notes_[g].first_hash);
                       first != by_first.end() && first->second != none && notes_[g].given) {
                notes_[g].leads_to = first->second;
            }
        }
        // Of several bearers the surname alone, and so the title's, means one.
        for (const auto& [hash, bearers] : by_last) {
            if (bearers.size() < 2 || std::ranges::any_of(bearers, [&](auto b) { return out_.groups[b].relative; }))
                continue;
            const std::size_t most = most_of(bearers, none);
            for (const std::size_t b : bearers) out_.groups[b].relative = b != most;
        }
    }

    bool shares_office(std::size_t bare, std::size_t full) const {
        return std::ranges::any_of(notes_[bare].offices, [&](std::uint64_t office) {
            return std::ranges::find(notes_[full].offices, office) != notes_[full].offices.end();
        });
    }
    // Who is meant by the surname: who holds its office, is not introduced as somebody's kin, is named most.
    std::size_t most_of(const std::vector<std::size_t>& bearers, std::size_t bare) const {
        const auto rank = [&](std::size_t b) {
            return std::tuple(bare != none && shares_office(bare, b), !notes_[b].kin, out_.groups[b].mentions);
        };
        std::size_t best = bearers.front();
        for (const std::size_t b : bearers)
            if (rank(b) > rank(best)) best = b;
        return best;
    }
    // Absent (`none`) where the surname is likelier somebody's who is never named in full: it stands before the full
    // name, carries an office that the full name never does, and outnumbers it three to one. Somebody's kin needs one.
    std::size_t bearer_of(std::size_t bare, const std::vector<std::size_t>& bearers) const {
        const std::size_t best = most_of(bearers, bare);
        const NameGroup& alone = out_.groups[bare];
        const NameGroup& full = out_.groups[best];
        const bool same_office = shares_office(bare, best);
        const bool before = alone.first < full.first;
        const bool office = !notes_[bare].offices.empty() && !same_office;
        const bool outnumbers = alone.mentions >= 3 * full.mentions;
        if (same_office) return best;
        if (notes_[best].kin) return before || office || outnumbers ? none : best;
        return before && office && outnumbers ? none : best;
    }

    // "North Atlantic Treaty Organization (NATO)"
    void abbreviations() {
        for (std::size_t i = 0; i + 1 < runs_.size(); ++i) {
            const NameRun& full = runs_[i];
            const NameRun& brief = runs_[i + 1];
            if (brief.first != full.last + 1 || brief.first != brief.last || full.first == full.last) continue;
            const TagToken& t = in_.tokens[brief.first];
            if (t.gap != Gap::bracket || !t.all_capitals || out_.of[i] == out_.of[i + 1]) continue;
            std::string initials;
            for (std::size_t k = full.first; k <= full.last; ++k)
                if (in_.tokens[k].capital && !in_.tokens[k].folded.empty()) {
                    std::size_t end = 0;
                    utf8::next(in_.tokens[k].folded, end);
                    initials += in_.tokens[k].folded.substr(0, end);
                }
            std::string letters;
            for (const char c : t.folded)
                if (c != '.') letters += c;
            if (initials != letters && !(initials.size() > 2 && initials.starts_with(letters.substr(0, 2)))) continue;
            if (notes_[out_.of[i + 1]].leads_to != out_.of[i + 1]) continue;
            notes_[out_.of[i + 1]].leads_to = out_.of[i];
            out_.groups[out_.of[i]].brief = wording(brief);
            notes_[out_.of[i]].votes[static_cast<std::size_t>(NameKind::organisation)] += 2;
        }
    }

    // "the Federal Emergency Management Agency ... FEMA", without a bracket.
    void initials() {
        std::unordered_map<std::string, std::size_t> full;
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            if (out_.groups[g].words < 3 || out_.groups[g].place || notes_[g].leads_to != g) continue;
            const NameRun& r = runs_[notes_[g].shown];
            std::string letters;
            for (std::size_t k = r.first; k <= r.last; ++k)
                if (const TagToken& t = in_.tokens[k]; t.capital && !t.folded.empty()) {
                    std::size_t end = 0;
                    utf8::next(t.folded, end);
                    letters += t.folded.substr(0, end);
                }
            if (letters.size() >= 3) full.emplace(letters, g);
        }
        if (full.empty()) return;
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            const TagToken& t = in_.tokens[runs_[notes_[g].shown].first];
            if (out_.groups[g].words != 1 || out_.groups[g].place || !t.all_capitals || notes_[g].leads_to != g)
                continue;
            std::string letters;
            for (const char c : t.folded)
                if (c != '.') letters += c;
            const auto at = full.find(letters);
            if (at == full.end() || at->second == g) continue;
            notes_[g].leads_to = at->second;
            out_.groups[at->second].brief = wording(runs_[notes_[g].shown]);
        }
    }

    // The same in two writings: "John B. Doe", "General Doe", "Google Inc.", "The Crimson", "Willoughby 11".
    void other_writings() {
        std::unordered_map<std::uint64_t, std::size_t> by_core;
        std::vector<std::uint64_t> cores(out_.groups.size());
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            if (out_.groups[g].place || out_.groups[g].adjective || notes_[g].leads_to != g) continue;
            cores[g] = core_of(runs_[notes_[g].shown]);
            const auto [at, fresh] = by_core.emplace(cores[g], g);
            const auto rank = [&](std::size_t each) {
                return std::pair(out_.groups[each].mentions, std::size_t{100} - out_.groups[each].words);
            };
            if (!fresh && rank(g) > rank(at->second)) at->second = g;
        }
        for (std::size_t g = 0; g < out_.groups.size(); ++g)
            if (const auto at = by_core.find(cores[g]); cores[g] != 0 && at != by_core.end() && at->second != g)
                notes_[g].leads_to = at->second;
        for (std::size_t g = 0; g < out_.groups.size(); ++g)  // where a leader was itself led on
            notes_[g].leads_to = notes_[notes_[g].leads_to].leads_to;
    }
    std::uint64_t core_of(const NameRun& r) const {
        std::size_t first = r.first, last = r.last;
        while (last > first && (is_legal_form(in_.tokens[last].folded) ||
                                (in_.tokens[last].digits && in_.tokens[last].end - in_.tokens[last].begin < 4)))
            --last;
        while (first < last && (is_one_of(in_.tokens[first].folded, {"the"}) ||
                                (in_.tokens[first].kinds & tag_word::title && r.kind == NameKind::person)))
            ++first;
        std::uint64_t key = 1;
        for (std::size_t k = first; k <= last; ++k)
            if (k == first || k == last || !in_.tokens[k].initial) key = mix64(key * 31 + in_.tokens[k].hash);
        return key;
    }

    // Words that the text writes small at least as often as with a capital inside a sentence: no names.
    void find_plain_words() {
        std::unordered_map<std::uint64_t, std::pair<std::size_t, std::size_t>> cases;
        for (std::size_t g = 0; g < out_.groups.size(); ++g)
            if (out_.groups[g].words == 1 && !out_.groups[g].place) cases[notes_[g].first_hash] = {};
        for (const TagToken& t : in_.tokens) {
            if (t.caseless || t.digits) continue;
            const auto at = cases.find(t.hash);
            if (at == cases.end()) continue;
            at->second.first += !t.capital && !t.mixed;
            at->second.second += t.capital && !t.starts();
        }
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            if (out_.groups[g].words != 1 || out_.groups[g].place) continue;
            const auto [small, capital] = cases[notes_[g].first_hash];
            out_.groups[g].plain_word = small > 0 && small >= capital;
        }
    }

    // "Russian" in the title speaks of Russia; where it is never named, the country stands for its people (English
    // only: there the place's own name is in the article's language).
    void countries_of_peoples(const std::unordered_set<std::uint64_t>& titled) {
        constexpr std::size_t often = 4;
        for (std::size_t p = 0; p < out_.groups.size(); ++p) {
            const GazetteerPlace* country = notes_[p].country;
            if (!country || !titled.contains(notes_[p].last_hash)) continue;
            const auto named =
                std::ranges::find_if(out_.groups, [&](const NameGroup& g) { return g.place == country; });
            if (named != out_.groups.end()) {
                named->in_title = true;
            } else if (NameGroup& group = out_.groups[p]; group.mentions >= often) {
                group.adjective = false;
                group.place = country;
                group.kind = NameKind::place;
                group.name = country->name;
                group.in_title = true;
            }
        }
    }

    // The wording met most; of those the shortest: it is the least bent. One that another bends comes before it.
    std::string_view best_wording(const Notes& n) const {
        std::string_view best;
        std::tuple<int, int, int> most{-100, 0, 0};
        const auto shouted = [](std::string_view w) {
            return w.size() > 3 && utf8::lower(w) != w &&
                   std::ranges::none_of(w, [](char c) { return c >= 'a' && c <= 'z'; });
        };
        const bool english = in_.language.starts_with("en");
        for (const auto& [written, met] : n.wordings) {
            // "LYON" of a dateline gives way to "Lyon".
            const bool gives_way = shouted(written) || is_state_abbreviation(written);
            const int times = n.wordings.size() > 1 && gives_way ? 0 : met;
            int stem_of = 0;
            if (!english && n.wordings.size() <= 8)
                for (const auto& [other, its] : n.wordings) stem_of += is_stem_of(written, other);
            const std::tuple rank{-bent(written, in_.language), std::min(stem_of, 1), times};
            if (rank > most ||
                (rank == most && (written.size() < best.size() || (written.size() == best.size() && written < best)))) {
                best = written;
                most = rank;
            }
        }
        return best;
    }

    void finish(std::span<const TagToken> title) {
        std::unordered_set<std::uint64_t> titled;
        for (const TagToken& t : title) titled.insert(t.hash);
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            NameGroup& group = out_.groups[g];
            const Notes& n = notes_[g];
            group.kind = voted(n);
            group.name = utf8::squeeze(best_wording(n));
            group.in_title =
                !n.hashes.empty() && std::ranges::all_of(n.hashes, [&](auto h) { return titled.contains(h); });
            if (!group.in_title && group.kind == NameKind::person && !group.relative)
                group.in_title = titled.contains(n.last_hash);
        }
        find_plain_words();
        countries_of_peoples(titled);
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            const std::size_t to = notes_[g].leads_to;
            if (to == g) continue;
            NameGroup& group = out_.groups[to];
            if (out_.groups[g].mentions > 0)
                group.first = group.mentions > 0 ? std::min(group.first, out_.groups[g].first) : out_.groups[g].first;
            // A short form speaks for the name where it stands oftener.
            if (group.brief == wording(runs_[notes_[g].shown]) && out_.groups[g].mentions < group.mentions)
                group.brief = "";
            group.mentions += out_.groups[g].mentions;
            group.in_title |= out_.groups[g].in_title;
            out_.groups[g].mentions = 0;
        }
        for (std::size_t& g : out_.of) g = notes_[g].leads_to;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    const ToName& in_;
    const std::vector<NameRun>& runs_;
    const std::vector<bool> credited_;
    std::unordered_map<std::uint64_t, std::size_t> by_key_;
    std::vector<Notes> notes_;
    NamesTogether out_;
};

}  // namespace

NamesTogether group_names(const ToName& text, const std::vector<NameRun>& runs, std::span<const TagToken> title) {
    return Grouper(text, runs).run(title);
}

}  // namespace octavo::text
