#include "story/review.hpp"

namespace octavo::story {
namespace {

// Found by a search over whole sets (data/README.md says which); the same for all.
constexpr float merge_bar = 0.4F;
constexpr float merge_bar_per_day = 0;  // of those the two together span
constexpr float split_bar = 0.6F;
constexpr float split_bar_per_size = -0.06F;  // per doubling above eight articles
constexpr float typical = 0.2F;               // likeness within, believed of a story of one ...
constexpr float typical_per_length = 0.1F;
constexpr float loosest = 0.15F;     // likeness within, of two stories together: under it across is not made more of
constexpr float believed_pairs = 4;  // ... with the weight of so many pairs
constexpr float fade_days = 5;       // likeness of articles so far apart counts e times less
constexpr std::size_t smallest_part = 3;
constexpr float smallest_share = 0.25F;     // of the articles compared
constexpr std::size_t most_compared = 120;  // the latest of a story's articles, when it is looked at for two
constexpr float grown_by = 1.3F;            // before it is looked at again
constexpr float worth_asking = 0.02F;       // an article that belongs so likely lies between two stories
constexpr std::size_t most_around = 4;
constexpr int most_rounds = 3;

float days(Duration d) { return static_cast<float>(static_cast<double>(d.count()) / 86'400'000.0); }
Duration between(Instant a, Instant b) { return a > b ? a - b : b - a; }

// Mean likeness of its pairs, drawn towards what is typical where there are few.
float within(float sum_of_pairs, float articles, float mean_log_terms) {
    constexpr float usual = 4.1F;  // of a report of sixty words
    const float prior = typical * (1 + typical_per_length * (mean_log_terms - usual));
    return (2 * sum_of_pairs + believed_pairs * prior) / (articles * (articles - 1) + believed_pairs);
}

float within(const Told& story) {
    const float n = static_cast<float>(story.told), l = story.told > 1 ? length(story.sum) : 1;
    return within(std::max(0.0F, l * l - n) / 2, n, story.log_terms / n);
}

float alike(const Told& a, const Told& b, const Book& book, const Shelf& shelf) {
    const float across =
        dot(book.sum_of(a, shelf), book.sum_of(b, shelf)) / (static_cast<float>(a.told) * static_cast<float>(b.told));
    // A story so loose that everything is like it takes in whatever comes: divided by next to nothing, little is much.
    return across / std::max(loosest, std::sqrt(std::max(0.0F, within(a) * within(b))));
}

// How far two stories are over the bar; under 1: they stay two.
float over_the_bar(const Told& a, const Told& b, const Book& book, const Shelf& shelf, const Settings& settings) {
    const Duration span = std::max(a.newest, b.newest) - std::min(a.oldest, b.oldest);
    if (span > settings.longest || std::max(a.oldest, b.oldest) - std::min(a.newest, b.newest) > settings.silence)
        return 0;
    return alike(a, b, book, shelf) / (merge_bar + merge_bar_per_day * days(span));
}

struct Wish {
    float over = 0;
    std::uint32_t older = 0, younger = 0;  // when they were born: no id decides anything
    StoryId to, from;
};

std::vector<Wish> wishes_of(const std::vector<std::pair<StoryId, StoryId>>& pairs, const Shelf& shelf, const Book& book,
                            const Settings& settings, const Fixed& fixed) {
    std::vector<Wish> wishes;
    for (const auto& [x, y] : pairs) {
        const Told* a = book.find(x);
        const Told* b = book.find(y);
        if (!a || !b || a == b || fixed.are_apart(x, y)) continue;
        Wish wish{0, a->born, b->born, x, y};
        if (wish.older > wish.younger) wish = {0, b->born, a->born, y, x};
        wish.over = over_the_bar(*a, *b, book, shelf, settings);
        if (wish.over >= 1) wishes.push_back(wish);
    }
    std::ranges::sort(wishes, [](const Wish& a, const Wish& b) {
        return std::tuple(-a.over, a.older, a.younger) < std::tuple(-b.over, b.older, b.younger);
    });
    return wishes;
}

void merge(std::vector<std::pair<StoryId, StoryId>>& pairs, std::vector<StoryId>& grown, Shelf& shelf, Book& book,
           const Settings& settings, Fixed& fixed, std::vector<StoryChange>& changes) {
    for (int round = 0; round < most_rounds; ++round) {
        std::set<StoryId> touched;  // once a round: then they are asked as what they have become
        std::map<StoryId, StoryId> went;
        for (const Wish& wish : wishes_of(pairs, shelf, book, settings, fixed)) {
            if (touched.contains(wish.to) || touched.contains(wish.from)) continue;
            if (fixed.are_apart(wish.from, wish.to)) continue;  // since one of them took in another
            fixed.went(wish.from, wish.to);
            book.merge(wish.from, wish.to, shelf);
            changes.push_back({wish.from, wish.to, {}});
            touched.insert({wish.to, wish.from});
            went[wish.from] = wish.to;
            grown.push_back(wish.to);
        }
        if (went.empty()) return;
        for (auto& [x, y] : pairs) {
            if (const auto now = went.find(x); now != went.end()) x = now->second;
            if (const auto now = went.find(y); now != went.end()) y = now->second;
        }
    }
}

using Group = std::vector<std::size_t>;

// Articles, and how alike each two are, less the farther they lie apart.
class Likenesses {
  public:
    explicit Likenesses(std::vector<const Shelved*> articles)
        : articles_(std::move(articles)), values_(articles_.size() * articles_.size()) {
        Spread spread;
        for (std::size_t i = 0; i < size(); ++i) {
            spread.set(articles_[i]->weights);
            for (std::size_t j = 0; j < i; ++j)
                values_[i * size() + j] = values_[j * size() + i] =
                    spread.dot(articles_[j]->weights) *
                    std::exp(-days(between(articles_[i]->time, articles_[j]->time)) / fade_days);
        }
    }
    std::size_t size() const { return articles_.size(); }
    const Shelved& article(std::size_t i) const { return *articles_[i]; }
    float across(const Group& a, const Group& b) const {
        float sum = 0;
        for (const std::size_t i : a)
            for (const std::size_t j : b) sum += values_[i * size() + j];
        return sum / static_cast<float>(a.size() * b.size());
    }
    float inside(const Group& a) const {
        float sum = 0, log_terms = 0;
        for (const std::size_t i : a) {
            log_terms += std::log(std::max(1.0F, static_cast<float>(articles_[i]->terms)));
            for (const std::size_t j : a) sum += i < j ? values_[i * size() + j] : 0;
        }
        const auto n = static_cast<float>(a.size());
        return within(sum, n, log_terms / n);
    }
    std::vector<float> values() const { return values_; }

  private:
    std::vector<const Shelved*> articles_;
    std::vector<float> values_;
};

// What average linkage joined, step by step: node `size + k` of the k-th step is made of two earlier nodes.
struct Tree {
    std::vector<std::pair<std::size_t, std::size_t>> steps;
    std::size_t size = 0;

    Group articles_of(std::size_t node) const {
        Group out, asked{node};
        while (!asked.empty()) {
            const std::size_t at = asked.back();
            asked.pop_back();
            if (at < size)
                out.push_back(at);
            else
                asked.insert(asked.end(), {steps[at - size].first, steps[at - size].second});
        }
        std::ranges::sort(out);
        return out;
    }
};

Tree joined(const Likenesses& likenesses) {
    const std::size_t n = likenesses.size();
    Tree tree{{}, n};
    std::vector<float> sums = likenesses.values(), sizes(n, 1);
    std::vector<std::size_t> left(n), node(n);
    for (std::size_t i = 0; i < n; ++i) left[i] = node[i] = i;
    while (left.size() > 1) {
        std::size_t first = 0, second = 1;
        float best = -1;
        for (std::size_t x = 0; x < left.size(); ++x)
            for (std::size_t y = x + 1; y < left.size(); ++y) {
                const float mean = sums[left[x] * n + left[y]] / (sizes[left[x]] * sizes[left[y]]);
                if (mean > best) best = mean, first = x, second = y;
            }
        const std::size_t a = left[first], b = left[second];
        tree.steps.emplace_back(node[a], node[b]);
        node[a] = n + tree.steps.size() - 1;
        sizes[a] += sizes[b];
        for (const std::size_t other : left) sums[a * n + other] = sums[other * n + a] += sums[b * n + other];
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(second));
    }
    return tree;
}

// The two groups joined last that are both big enough. What was joined later still, a few stragglers at a time, goes
// where it is more like.
std::optional<std::pair<Group, Group>> two_groups(const Likenesses& likenesses) {
    const std::size_t n = likenesses.size();
    const auto enough = std::max(smallest_part, static_cast<std::size_t>(smallest_share * static_cast<float>(n)));
    if (n < 2 * enough) return std::nullopt;
    const Tree tree = joined(likenesses);
    Group stragglers;
    for (std::size_t node = 2 * n - 2; node >= n;) {
        auto [a, b] = tree.steps[node - n];
        Group first = tree.articles_of(a), second = tree.articles_of(b);
        if (first.size() < second.size()) std::swap(first, second), std::swap(a, b);
        if (second.size() < enough) {
            stragglers.insert(stragglers.end(), second.begin(), second.end());
            if (first.size() < 2 * enough) return std::nullopt;
            node = a;
            continue;
        }
        const Group big = first, small = second;
        for (const std::size_t i : stragglers)
            (likenesses.across({i}, big) >= likenesses.across({i}, small) ? first : second).push_back(i);
        return std::pair{first, second};
    }
    return std::nullopt;
}

// Those of a story that are compared, in order of arrival: no copies, the latest when there are many.
std::vector<const Shelved*> compared(const Told& story, const Shelf& shelf) {
    std::vector<std::uint32_t> numbers;
    for (const ArticleId id : story.members)
        if (const auto number = shelf.number_of(id); number && !shelf.at(*number).original) numbers.push_back(*number);
    std::ranges::sort(numbers);
    if (numbers.size() > most_compared)
        numbers.erase(numbers.begin(), numbers.end() - static_cast<std::ptrdiff_t>(most_compared));
    std::vector<const Shelved*> out;
    for (const std::uint32_t number : numbers) out.push_back(&shelf.at(number));
    return out;
}

// The articles that leave the story for one of their own; none when it is one.
std::vector<ArticleId> leaving(StoryId story, const Likenesses& likenesses) {
    auto groups = two_groups(likenesses);
    if (!groups) return {};
    auto& [stay, go] = *groups;
    const float bar = split_bar + split_bar_per_size * std::log2(static_cast<float>(likenesses.size()) / 8);
    const float alike = likenesses.across(stay, go) / std::sqrt(likenesses.inside(stay) * likenesses.inside(go));
    if (alike > bar) return {};
    // The story's id is of the article that began it, which keeps it; where that is not among them, the first does.
    const auto began = [&](const Group& group) {
        return std::ranges::any_of(group, [&](std::size_t i) { return story_id(likenesses.article(i).id) == story; });
    };
    std::ranges::sort(stay);
    std::ranges::sort(go);
    if (began(go) || (!began(stay) && go.front() < stay.front())) std::swap(stay, go);
    std::vector<ArticleId> out;
    for (const std::size_t i : go) out.push_back(likenesses.article(i).id);
    return out;
}

void split(StoryId story, Shelf& shelf, Book& book, const Fixed& fixed, std::vector<StoryChange>& changes) {
    std::vector<StoryId> asked{story};
    while (!asked.empty()) {
        const StoryId id = asked.back();
        asked.pop_back();
        Told* told = book.find(id);
        if (!told || fixed.whole.contains(id)) continue;
        told->looked_at = told->told;
        const Likenesses likenesses(compared(*told, shelf));
        shelf.count_steps(likenesses.size() * likenesses.size() / 2);
        auto go = leaving(id, likenesses);
        if (go.empty()) continue;
        const auto fresh = std::ranges::find_if(go, [&](ArticleId a) { return !book.find(story_id(a)); });
        if (fresh == go.end()) continue;
        const StoryId to = story_id(*fresh);
        for (const ArticleId moved : book.split(id, to, go, shelf)) changes.push_back({id, to, moved});
        asked.insert(asked.end(), {id, to});
    }
}

}  // namespace

void Review::placed(StoryId story, std::span<const Judged> around) {
    grown_.push_back(story);
    std::vector<StoryId> near{story};
    for (const Judged& j : around) {
        if (near.size() > most_around || j.probability < worth_asking) break;
        if (j.story != story) near.push_back(j.story);
    }
    for (std::size_t i = 0; i < near.size(); ++i)
        for (std::size_t j = i + 1; j < near.size(); ++j) between_.emplace_back(near[i], near[j]);
}

std::vector<StoryChange> Review::look(Shelf& shelf, Book& book, const Settings& settings, Fixed& fixed) {
    std::vector<StoryChange> changes;
    merge(between_, grown_, shelf, book, settings, fixed, changes);
    between_.clear();
    std::set<std::pair<std::uint32_t, StoryId>> grown;  // each once, the older first
    for (const StoryId id : grown_)
        if (const Told* told = book.find(id)) grown.emplace(told->born, id);
    grown_.clear();
    for (const auto& [born, id] : grown) {
        const Told* told = book.find(id);
        if (static_cast<float>(told->told) >= grown_by * static_cast<float>(told->looked_at))
            split(id, shelf, book, fixed, changes);
        else
            grown_.push_back(id);
    }
    return changes;
}

}  // namespace octavo::story
