// Idea: a text introduces who it speaks of, and then makes it short. So what follows is led back:
//   "Trump", "Mr Trump" -> Donald Trump      "NATO" -> what stood before "(NATO)"      "Парижа", "Париже" -> one name
// Equal means equal terms (stems), so cases fall together where Snowball knows the language.
// Checked by tests/text/tags_test.cpp.
#include "text/name_groups.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.hpp"
#include "base/utf8.hpp"

namespace octavo::text {
namespace {

using Gap = TagToken::Gap;

class Grouper {
  public:
    Grouper(const ToName& text, const std::vector<NameRun>& runs) : in_(text), runs_(runs) {}

    NamesTogether run(std::span<const TagToken> title) {
        for (const NameRun& r : runs_) gather(r);
        lead_back();
        abbreviations();
        finish(title);
        return std::move(out_);
    }

  private:
    struct Notes {
        std::array<int, 4> votes{};
        std::unordered_map<std::string_view, int> wordings;
        std::uint64_t first_hash = 0, last_hash = 0;
        bool given = false;
        std::size_t leads_to = 0;  // another group; itself
        std::vector<std::uint64_t> hashes;
    };

    std::string_view wording(const NameRun& r) const {
        return in_.text.substr(in_.tokens[r.first].begin, in_.tokens[r.last].end - in_.tokens[r.first].begin);
    }

    void gather(const NameRun& r) {
        std::uint64_t key = r.place && !r.adjective ? std::hash<std::string_view>{}(r.place->id) : 0;
        if (key == 0)
            for (std::size_t k = r.first; k <= r.last; ++k) key = mix64(key * 31 + in_.tokens[k].hash);
        const auto [at, fresh] = by_key_.emplace(key, out_.groups.size());
        if (fresh) {
            NameGroup g;
            g.first = r.first;
            g.words = r.last - r.first + 1;
            g.place = r.adjective ? nullptr : r.place;
            g.adjective = r.adjective;
            out_.groups.push_back(g);
            Notes n;
            n.first_hash = in_.tokens[r.first].hash;
            n.last_hash = in_.tokens[r.last].hash;
            n.given = in_.tokens[r.first].kinds & tag_word::given;
            n.leads_to = at->second;
            for (std::size_t k = r.first; k <= r.last; ++k)
                if (!in_.tokens[k].stop) n.hashes.push_back(in_.tokens[k].hash);
            notes_.push_back(std::move(n));
        }
        NameGroup& g = out_.groups[at->second];
        Notes& n = notes_[at->second];
        ++g.mentions;
        n.votes[static_cast<std::size_t>(r.kind)] += r.sure ? 3 : 1;
        ++n.wordings[wording(r)];
        out_.of.push_back(at->second);
    }

    NameKind voted(const Notes& n) const {
        return static_cast<NameKind>(std::ranges::max_element(n.votes) - n.votes.begin());
    }

    // A single word that ends or begins the name of a person named in full.
    void lead_back() {
        std::unordered_map<std::uint64_t, std::size_t> by_last, by_first;
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            const NameGroup& group = out_.groups[g];
            if (group.words < 2 || voted(notes_[g]) != NameKind::person) continue;
            by_last.emplace(notes_[g].last_hash, g);
            const auto [at, fresh] = by_first.emplace(notes_[g].first_hash, g);
            if (!fresh) at->second = none;  // two of that given name
        }
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            const NameGroup& group = out_.groups[g];
            if (group.words != 1 || group.place) continue;
            if (const auto at = by_last.find(notes_[g].last_hash); at != by_last.end()) {
                notes_[g].leads_to = at->second;
            } else if (const auto first = by_first.find(notes_[g].first_hash);
                       first != by_first.end() && first->second != none && notes_[g].given) {
                notes_[g].leads_to = first->second;
            }
        }
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

    void finish(std::span<const TagToken> title) {
        std::unordered_set<std::uint64_t> titled;
        for (const TagToken& t : title) titled.insert(t.hash);
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            NameGroup& group = out_.groups[g];
            const Notes& n = notes_[g];
            group.kind = voted(n);
            // The wording met most; of those the shortest: it is the least bent.
            std::string_view best;
            int most = -1;
            const auto shouted = [](std::string_view w) {
                return w.size() > 3 && utf8::lower(w) != w &&
                       std::ranges::none_of(w, [](char c) { return c >= 'a' && c <= 'z'; });
            };
            for (const auto& [written, met] : n.wordings) {
                // "LYON" of a dateline gives way to "Lyon".
                const int times = n.wordings.size() > 1 && shouted(written) && written.size() > 3 ? 0 : met;
                if (times > most || (times == most && (written.size() < best.size() ||
                                                       (written.size() == best.size() && written < best)))) {
                    best = written;
                    most = times;
                }
            }
            group.name = utf8::squeeze(best);
            group.in_title =
                !n.hashes.empty() && std::ranges::all_of(n.hashes, [&](auto h) { return titled.contains(h); });
            if (!group.in_title && group.kind == NameKind::person) group.in_title = titled.contains(n.last_hash);
        }
        for (std::size_t g = 0; g < out_.groups.size(); ++g) {
            const std::size_t to = notes_[g].leads_to;
            if (to == g) continue;
            NameGroup& group = out_.groups[to];
            group.mentions += out_.groups[g].mentions;
            group.in_title |= out_.groups[g].in_title;
            group.first = std::min(group.first, out_.groups[g].first);
            out_.groups[g].mentions = 0;
        }
        for (std::size_t& g : out_.of) g = notes_[g].leads_to;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    const ToName& in_;
    const std::vector<NameRun>& runs_;
    std::unordered_map<std::uint64_t, std::size_t> by_key_;
    std::vector<Notes> notes_;
    NamesTogether out_;
};

}  // namespace

NamesTogether group_names(const ToName& text, const std::vector<NameRun>& runs, std::span<const TagToken> title) {
    return Grouper(text, runs).run(title);
}

}  // namespace octavo::text
