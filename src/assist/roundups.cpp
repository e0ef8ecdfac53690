// Which sentences of a story's articles tell of other events.
//
// Idea: a newsletter or a live page touches many events, and one of them brought it into the story. What belongs to the
// story is told there in the names and headline words that other sources use, too. So an article is taken apart at its
// headings and lines, and at long runs of paragraphs that hold hardly any of those words; such a stretch is of another
// event if it also says little that the rest of its own article says, and has names of its own.
//   Kentucky and New York vote today ...   names that all sources have            -> the story
//   The debate moves to Miami ...          names nobody has, this article either   -> another event
// The second test is what keeps the background of an ordinary report: its experts and places stand in no other paper,
// yet it speaks of what the report speaks of. Words of titles ("Five things", "Morning briefing") were considered and
// left: they name the kind of page in one language each, and not which part of it is of the story.
// Checked by tests/assist/roundups_test.cpp; the figures are in docs/benchmarks.md.
#include "assist/roundups.hpp"

#include <bit>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace octavo::assist {
namespace {

// Set on the stories of an archive, without those that were held out for the counts (docs/benchmarks.md).
constexpr float weak = .5F;                            // of the bond that the middle paragraph of the story has
constexpr float weak_beside = .3F;                     // of the bond of the article's strongest section
constexpr float weak_lined = .4F;                      // the same, where lines part the items of a live page
constexpr float most_said = .3F;                       // of the words, by rarity, may stand in the rest of the article
constexpr float most_held = .7F;                       // that share and the share of its names that do, together
constexpr float most_of_article = .8F;                 // of an article may be of another event
constexpr std::uint32_t own_names = 4, own_lined = 2;  // that stand nowhere else in the article
constexpr std::uint32_t least_words = 60, least_section = 30, short_paragraph = 15, longest_heading = 12;
constexpr std::uint32_t fewest_sources = 3, others = 2;  // that have to use a word

struct Paragraph {
    std::uint32_t first = 0, last = 0;  // sentences
    std::uint32_t words = 0;
    float bond = 0;
    bool heading = false;
};
struct Stretch {
    std::size_t first = 0, last = 0;  // paragraphs
    std::uint32_t words = 0;
    float bond = 0;      // of its paragraphs, the mean
    bool lined = false;  // between lines ("___")
};

using Article = std::vector<Paragraph>;

// What each word of a story is to it.
class Bonds {
  public:
    explicit Bonds(const StoryMatter& story) : story_(story) {
        std::unordered_map<std::string_view, std::uint32_t> numbers;
        for (const StoryArticle& a : story.articles)
            bits_.push_back(std::uint64_t{1}
                            << numbers.try_emplace(a.source, static_cast<std::uint32_t>(numbers.size())).first->second);
        for (std::uint32_t a = 0; a < story.lists.size(); ++a) read(a);
        for (std::uint32_t a = 0; a < story.lists.size(); ++a)
            for (Paragraph& p : articles_[a]) p.bond = bond(a, p);
    }

    const std::vector<Article>& articles() const { return articles_; }

    // Below it a paragraph has little to do with the story.
    float little() const {
        std::vector<float> all;
        for (const Article& article : articles_)
            for (const Paragraph& p : article)
                if (p.words >= short_paragraph) all.push_back(p.bond);
        if (all.empty()) return 0;
        const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
        std::ranges::nth_element(all, middle);
        return weak * *middle;
    }

    // Whether a stretch of an article says what its other paragraphs do not, of people they do not name.
    bool apart(std::uint32_t a, const Stretch& stretch, const std::unordered_set<std::uint64_t>& rest) const {
        float all = 0, said = 0, names = 0, named = 0;
        std::uint32_t own = 0;
        std::unordered_set<std::uint64_t> once;
        each_word(a, stretch.first, stretch.last, [&](const Word& w) {
            const bool again = rest.contains(w.term), name = is_name(uses_.at(w.term));
            // A name counts as often as it stands: whom all of the article is about is named in every paragraph.
            if (name) names += 1, named += again;
            if (!once.insert(w.term).second) return;
            const float rare = rarity(w.term);
            all += rare;
            said += again ? rare : 0;
            own += name && !again;
        });
        if (own < (stretch.lined ? own_lined : own_names)) return false;
        return said < most_said * all && said / all + named / names < most_held;
    }

    template <class Take>
    void each_word(std::uint32_t a, std::size_t first, std::size_t last, const Take& take) const {
        const SentenceList& list = story_.lists[a];
        for (std::size_t p = first; p < last; ++p)
            for (std::uint32_t s = articles_[a][p].first; s < articles_[a][p].last; ++s)
                for (const Word& w : list.words_of(list.sentences[s]))
                    if (!w.stop && !w.digits) take(w);
    }

  private:
    struct Use {
        std::uint64_t in = 0, in_title = 0;  // sources, a bit each
        std::uint32_t paragraphs = 0, uses = 0, capitals = 0, last = 0;
    };
    static bool is_name(const Use& use) { return 2 * use.capitals > use.uses; }

    float rarity(std::uint64_t term) const {
        const auto all = static_cast<float>(paragraphs_ + 1);
        return std::log(all / static_cast<float>(uses_.at(term).paragraphs)) / std::log(all);
    }

    void read(std::uint32_t a) {
        const SentenceList& list = story_.lists[a];
        // A copy is nobody's voice.
        const std::uint64_t bit = story_.articles[a].is_copy ? 0 : bits_[a];
        for (const Word& w : list.title)
            if (!w.stop && !w.digits) {
                Use& use = uses_[w.term];
                use.in |= bit;
                use.in_title |= bit;
            }
        Article& out = articles_.emplace_back();
        for (std::uint32_t i = 0; i < list.sentences.size(); ++i) {
            const Sentence& s = list.sentences[i];
            const auto before = i == 0 ? 0 : list.sentences[i - 1].at.end;
            if (i == 0 || list.text.substr(before, s.at.begin - before).find('\n') != std::string_view::npos) {
                out.push_back({.first = i, .last = i});
                ++paragraphs_;
            }
            Paragraph& p = out.back();
            p.last = i + 1;
            p.words += s.words();
            p.heading = p.last == p.first + 1 && s.kind == SentenceKind::fragment && p.words <= longest_heading;
            const auto words = list.words_of(s);
            for (const Word& w : words) {
                if (w.stop || w.digits) continue;
                Use& use = uses_[w.term];
                use.in |= bit;
                ++use.uses;
                use.capitals += w.capital && &w != words.data();
                if (use.last != paragraphs_) use.last = paragraphs_, ++use.paragraphs;
            }
        }
    }

    // The names and headline words that other sources use: a rare one for more, and one that all have.
    float bond(std::uint32_t a, const Paragraph& p) const {
        const std::uint64_t own = bits_[a];
        const auto voices = static_cast<float>(story_.sources - (story_.articles[a].is_copy ? 0 : 1));
        float sum = 0;
        std::unordered_set<std::uint64_t> once;
        for (std::uint32_t i = p.first; i < p.last; ++i)
            for (const Word& w : story_.lists[a].words_of(story_.lists[a].sentences[i])) {
                if (w.stop || w.digits || !once.insert(w.term).second) continue;
                const Use& use = uses_.at(w.term);
                const auto in = static_cast<std::uint32_t>(std::popcount(use.in & ~own));
                if (in < others || !(is_name(use) || (use.in_title & ~own) != 0)) continue;
                sum += rarity(w.term) * static_cast<float>(in) / voices;
            }
        return sum;
    }

    const StoryMatter& story_;
    std::vector<std::uint64_t> bits_;  // of each article's source
    std::unordered_map<std::uint64_t, Use> uses_;
    std::vector<Article> articles_;
    std::uint32_t paragraphs_ = 0;
};

Stretch stretch_of(const Article& article, std::size_t first, std::size_t last) {
    Stretch out{.first = first, .last = last};
    std::uint32_t long_ones = 0;
    for (std::size_t i = first; i < last; ++i) {
        out.words += article[i].words;
        if (article[i].words < short_paragraph) continue;
        out.bond += article[i].bond;
        ++long_ones;
    }
    if (long_ones > 0) out.bond /= static_cast<float>(long_ones);
    return out;
}

// From heading to heading, or from line to line ("___"). "Advertisement", which stands there twice, heads nothing.
std::vector<Stretch> sections(const SentenceList& list, const Article& article) {
    std::unordered_map<std::string_view, std::uint32_t> headings;
    const auto words = [&](const Paragraph& p) { return list.string(list.sentences[p.first]); };
    for (const Paragraph& p : article)
        if (p.heading) ++headings[words(p)];
    std::vector<Stretch> out;
    std::size_t from = 0;
    const auto close = [&](std::size_t to) {
        if (to == from) return;
        const Stretch s = stretch_of(article, from, to);
        if (s.words < least_section && !out.empty()) {
            out.back() = stretch_of(article, out.back().first, to);
        } else {
            out.push_back(s);
        }
        out.back().lined = article[out.back().first].words == 0;
        from = to;
    };
    for (std::size_t i = 0; i < article.size(); ++i)
        if (article[i].words == 0 || (article[i].heading && headings[words(article[i])] == 1)) close(i);
    close(article.size());
    return out;
}

// Paragraphs that are weak with both their neighbours, up to a heading: the next one may be what they belong to.
std::vector<Stretch> weak_runs(const Article& article, float little) {
    std::vector<Stretch> out;
    const auto is_weak = [&](std::size_t i) {
        float most = article[i].bond;
        if (i > 0 && !article[i].heading) most = std::max(most, article[i - 1].bond);
        if (i + 1 < article.size() && !article[i + 1].heading) most = std::max(most, article[i + 1].bond);
        return most < little;
    };
    for (std::size_t i = 0; i < article.size(); ++i) {
        const std::size_t from = i;
        while (i < article.size() && is_weak(i)) ++i;
        if (i == from) continue;
        const Stretch s = stretch_of(article, from, i);
        if (s.words >= least_words) out.push_back(s);
    }
    return out;
}

std::vector<Stretch> weak_stretches(const SentenceList& list, const Article& article, float little) {
    std::vector<Stretch> out = weak_runs(article, little);
    const std::vector<Stretch> all = sections(list, article);
    float most = 0;
    for (const Stretch& s : all) most = std::max(most, s.bond);
    for (const Stretch& s : all)
        if (s.words >= least_section && s.bond < (s.lined ? weak_lined * most : std::min(little, weak_beside * most)))
            out.push_back(s);
    return out;
}

}  // namespace

void mark_other_events(StoryMatter& story) {
    if (story.sources < fewest_sources) return;
    const Bonds bonds(story);
    const float little = bonds.little();
    for (std::uint32_t a = 0; a < story.lists.size(); ++a) {
        const Article& article = bonds.articles()[a];
        const std::vector<Stretch> stretches = weak_stretches(story.lists[a], article, little);
        if (stretches.empty()) continue;
        std::vector<bool> doubtful(article.size());
        for (const Stretch& s : stretches)
            for (std::size_t p = s.first; p < s.last; ++p) doubtful[p] = true;
        std::unordered_set<std::uint64_t> rest;
        for (const Word& w : story.lists[a].title) rest.insert(w.term);
        for (std::size_t p = 0; p < article.size(); ++p)
            if (!doubtful[p]) bonds.each_word(a, p, p + 1, [&](const Word& w) { rest.insert(w.term); });
        const float most = most_of_article * static_cast<float>(story.lists[a].word_count);
        for (const Stretch& s : stretches) {
            if (static_cast<float>(s.words) >= most || !bonds.apart(a, s, rest)) continue;
            for (std::size_t p = s.first; p < s.last; ++p)
                for (std::uint32_t i = article[p].first; i < article[p].last; ++i)
                    story.lists[a].sentences[i].elsewhere = true;
        }
    }
}

}  // namespace octavo::assist
