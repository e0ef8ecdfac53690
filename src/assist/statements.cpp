// Which sentences of different articles say nearly the same.
//
// Idea: two sentences say the same when they share most of their telling words, a rare word counting for more: rarity
// is taken from the story itself, where everybody writes "tram" and only those who mean one thing write "derailed" and
// "Tuesday". Sentences are looked up by their words, so nobody compares all with all; each joins the statement whose
// first sentence it is most like. Joining by any member was tried: chains of half-likenesses made one statement of a
// whole story.
//   "Two people died when a tram derailed on Tuesday."   A
//   "A tram derailed Tuesday, and two people were killed." B    -> one statement, two sources
// Of what the headlines are about those are counted who tell it in any words (headline_event.hpp).
// A copy of another paper's article is no voice of its own: it adds none to the count.
// Checked by tests/assist/story_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/statements.hpp"

#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "assist/headline_event.hpp"
#include "assist/roundups.hpp"

namespace octavo::assist {
namespace {

constexpr float same_enough = .44F;        // of the weight of both
constexpr float held_enough = .72F;        // of the lighter one, that stands whole in the other
constexpr std::size_t fewest_shared = 4;   // words
constexpr std::size_t most_tried = 4;      // statements that a sentence is held against
constexpr std::size_t most_postings = 64;  // of a word: what everybody writes finds nobody

struct Item {
    std::uint32_t article = 0, sentence = 0;  // index in its list
    std::vector<std::uint64_t> terms;         // telling words, each once, sorted
    std::vector<Counted> numbers;
    float weight = 0;
};

class Grouping {
  public:
    explicit Grouping(StoryMatter& matter) : matter_(matter) {}

    void run() {
        gather();
        weigh();
        for (std::uint32_t i = 0; i < items_.size(); ++i) place(i);
        finish();
    }

  private:
    void gather() {
        for (std::uint32_t a = 0; a < matter_.lists.size(); ++a) {
            const SentenceList& list = matter_.lists[a];
            std::size_t taken = 0;
            for (std::uint32_t i = 0; i < list.sentences.size() && taken < most_story_sentences; ++i) {
                const Sentence& s = list.sentences[i];
                if (s.elsewhere || (s.kind != SentenceKind::prose && s.kind != SentenceKind::quotation)) continue;
                Item item{.article = a, .sentence = i, .terms = {}, .numbers = {}};
                for (const Word& w : list.words_of(s))
                    if (!w.stop) item.terms.push_back(w.term);
                std::ranges::sort(item.terms);
                item.terms.erase(std::unique(item.terms.begin(), item.terms.end()), item.terms.end());
                if (item.terms.size() < fewest_shared || item.terms.size() > 80) continue;
                item.numbers = counted(list, s, matter_.articles[a].words.language);
                items_.push_back(std::move(item));
                ++taken;
            }
        }
    }

    void weigh() {
        for (const SentenceList& list : matter_.lists)
            for (const Sentence& s : list.sentences) matter_.uses.add(list, s);
        std::unordered_map<std::uint64_t, std::uint64_t> last;
        for (const Item& item : items_)
            for (const std::uint64_t term : item.terms) {
                ++sentences_[term];
                // Sources that use it: by article is near enough.
                auto& seen = last[term];
                if (seen != item.article + 1) seen = item.article + 1, ++articles_[term];
            }
        const auto all = static_cast<float>(items_.size());
        for (Item& item : items_)
            for (const std::uint64_t term : item.terms) item.weight += rarity(term, all);
    }

    float rarity(std::uint64_t term, float all) const {
        return std::log(1 + all / static_cast<float>(sentences_.at(term)));
    }

    void place(std::uint32_t i) {
        const Item& item = items_[i];
        const auto all = static_cast<float>(items_.size());
        std::unordered_map<std::uint32_t, std::pair<float, std::uint32_t>> shared;  // by statement
        for (const std::uint64_t term : item.terms)
            if (const auto found = leaders_.find(term); found != leaders_.end())
                for (const std::uint32_t statement : found->second) {
                    auto& [weight, count] = shared[statement];
                    weight += rarity(term, all);
                    ++count;
                    ++matter_.steps;
                }
        // The likest that says the same, of a few.
        std::vector<std::pair<float, std::uint32_t>> likest;
        for (const auto& [statement, what] : shared) {
            if (what.second < fewest_shared || has_article(statement, item.article)) continue;
            const Item& leader = items_[members_[statement].front()];
            if (const float like = likeness(item, leader, what.first); like >= least_like)
                likest.emplace_back(-like, statement);
        }
        const auto tried = std::min(most_tried, likest.size());
        std::ranges::partial_sort(likest, likest.begin() + static_cast<std::ptrdiff_t>(tried));
        std::optional<std::uint32_t> best;
        for (std::size_t t = 0; t < tried && !best; ++t) {
            const auto statement = likest[t].second;
            const Item& leader = items_[members_[statement].front()];
            if (same_thing(item, leader, shared[statement].first)) best = statement;
        }
        if (best) {
            members_[*best].push_back(i);
            return;
        }
        const auto fresh = static_cast<std::uint32_t>(members_.size());
        members_.push_back({i});
        for (const std::uint64_t term : item.terms)
            if (auto& list = leaders_[term]; list.size() < most_postings) list.push_back(fresh);
    }

    static float likeness(const Item& one, const Item& other, float shared) {
        return shared / (one.weight + other.weight - shared);
    }
    // Words alone tell it where nearly all are shared, unless those are but one's office and name; else facts do.
    bool same_thing(const Item& item, const Item& leader, float shared) const {
        const float like = likeness(item, leader, shared), held = shared / std::min(item.weight, leader.weight);
        const bool alike = like >= same_enough || (held >= held_enough && like >= same_enough / 2);
        if (!alike && voice(item) == voice(leader)) return false;
        const Common common = common_facts(matter_.uses, saying(item), saying(leader));
        if (alike ? common.plain == 0 && common.names < 2
                  : !says_one_thing(common, like) || numbers_clash(item.numbers, leader.numbers))
            return false;
        return !on_other_days(matter_.lists[item.article], sentence(item), matter_.lists[leader.article],
                              sentence(leader), matter_.articles[item.article].words.language);
    }
    std::string_view voice(const Item& item) const { return matter_.articles[item.article].source; }
    Saying saying(const Item& item) const { return {matter_.lists[item.article].words_of(sentence(item)), item.terms}; }

    bool has_article(std::uint32_t statement, std::uint32_t article) const {
        return std::ranges::any_of(members_[statement], [&](auto m) { return items_[m].article == article; });
    }

    // Clear is what does not lean on others, opens with nobody's words, and is of middling length.
    float clarity(const Item& item) const {
        const Sentence& s = sentence(item);
        float worth = -std::abs(static_cast<float>(s.words()) - 22) / 40 - static_cast<float>(item.sentence) / 60;
        if (s.leans) worth -= 1;
        if (s.opens || s.unclosed || s.refers) worth -= .7F;
        if (s.endless) worth -= .4F;
        if (matter_.articles[item.article].is_copy) worth -= .1F;
        return worth;
    }
    // How much of what a member says the others say, too: what stands beside "three of four" is not to be one's own. A
    // name or a number counts for more.
    float borne_out(std::uint32_t member, const std::vector<std::uint32_t>& members) const {
        float all = 0, borne = 0;
        for (const Word& w : matter_.lists[items_[member].article].words_of(sentence(items_[member]))) {
            if (w.stop) continue;
            const float weight = w.digits || matter_.uses.is_name(w.term) ? 2 : 1;
            const auto others = std::ranges::count_if(
                members, [&](auto m) { return m != member && std::ranges::binary_search(items_[m].terms, w.term); });
            all += weight;
            borne += weight * static_cast<float>(others) / static_cast<float>(members.size() - 1);
        }
        return all > 0 ? borne / all : 0;
    }
    // The one to show first, then those that agree with it; returned are those that give another number.
    std::vector<std::uint32_t> arrange(std::vector<std::uint32_t>& members) const {
        std::unordered_map<std::uint32_t, float> worth;
        for (const auto m : members)
            worth[m] = clarity(items_[m]) + (members.size() > 1 ? 2 * borne_out(m, members) : 0);
        std::ranges::stable_sort(members, std::greater{}, [&](auto m) { return worth[m]; });
        std::vector<std::uint32_t> differing;
        if (members.size() == 1) return differing;
        // What most of them say of the number stands.
        const auto agreeing = [&](auto m) {
            return std::ranges::count_if(
                members, [&](auto other) { return !numbers_clash(items_[m].numbers, items_[other].numbers); });
        };
        const auto most = std::ranges::max_element(members, {}, agreeing);
        std::rotate(members.begin(), most, most + 1);
        const auto front = members.front();
        std::erase_if(members, [&](auto m) {
            if (m == front || !numbers_clash(items_[front].numbers, items_[m].numbers)) return false;
            differing.push_back(m);
            return true;
        });
        return differing;
    }
    const Sentence& sentence(const Item& item) const { return matter_.lists[item.article].sentences[item.sentence]; }

    void finish() {
        const auto articles = static_cast<float>(std::max<std::size_t>(1, matter_.lists.size()));
        for (auto& members : members_) {
            const auto differing = arrange(members);
            Statement out;
            out.place = 0xFFFFFFFFU;
            std::unordered_set<std::string_view> sources;
            for (const auto m : members) {
                const Item& item = items_[m];
                const Sentence& s = sentence(item);
                out.told.push_back({item.article, {s.number, s.at}});
                out.place = std::min(out.place, item.sentence);
                if (!matter_.articles[item.article].is_copy) sources.insert(matter_.articles[item.article].source);
            }
            for (const auto m : differing) {
                const Sentence& s = sentence(items_[m]);
                out.differing.push_back({items_[m].article, {s.number, s.at}});
            }
            out.sources = static_cast<std::uint32_t>(std::max<std::size_t>(1, sources.size()));
            const Item& clearest = items_[members.front()];
            out.leans = sentence(clearest).leans;
            out.opens = sentence(clearest).opens || sentence(clearest).unclosed;
            // Words that most articles use, for its length.
            for (const std::uint64_t term : clearest.terms) out.worth += static_cast<float>(articles_[term]) / articles;
            out.worth /= static_cast<float>(sentence(clearest).words() + 15);
            matter_.statements.push_back(std::move(out));
        }
    }

    StoryMatter& matter_;
    std::vector<Item> items_;
    std::unordered_map<std::uint64_t, std::uint32_t> sentences_, articles_;  // of a word
    std::vector<std::vector<std::uint32_t>> members_;                        // items of each statement
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> leaders_;  // statements whose first has the word
};

}  // namespace

StoryMatter story_matter(std::span<const StoryArticle> articles, Gathered as) {
    StoryMatter out;
    out.articles = articles.first(std::min(articles.size(), most_story_articles));
    std::unordered_set<std::string_view> sources;
    for (const StoryArticle& a : out.articles) {
        out.lists.push_back(sentence_list(a.words));
        if (!a.is_copy) sources.insert(a.source);
    }
    out.sources = static_cast<std::uint32_t>(sources.size());
    if (as == Gathered::one_story) mark_other_events(out);
    Grouping(out).run();
    if (as == Gathered::one_story) count_headline_event(out);
    return out;
}

}  // namespace octavo::assist
