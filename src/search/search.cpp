// Finding and ranking, at a cost that does not grow with the archive.
//
// Ranking all matches of a common word takes a second at 200,000 articles, and news readers want new things first. So
// the engine gives the newest matches, 1,000 at a time, and only inside such a window do we rank: BM25 over the counts
// of the row itself (a word in the title counts as four), times freshness. The second page goes on in the same window,
// the 51st in the next one. How rare a word is comes from its newest 256 articles: all there are, or how densely they
// lie in time. Checked by tests/search/search_test.cpp.
#include "search/search.hpp"

#include <numeric>

#include "search/fulltext.hpp"
#include "search/snippet.hpp"
#include "search/suggest.hpp"
#include "search/with_any.hpp"
#include "store/rows.hpp"

namespace octavo::search {
namespace {

constexpr std::size_t max_looked_at = 20'000;  // of matches that other conditions turn away
constexpr std::size_t max_limit = 100, max_offset = 10'000;
constexpr std::size_t rarity_sample = 256;
constexpr std::size_t most_facets = 6;
constexpr double title_weight = 4, k1 = 1.2, b = 0.75, usual_words = 500;
// What is two days old counts about two thirds, what is old a third: of a word that thousands say, the best are among
// the newest; of one that few say, the best is found however old it is.
constexpr double old_share = 0.3;
constexpr double fresh_for_s = 2 * 24 * 3600;

std::int64_t second_of(store::Position position) { return position >> store::arrival_bits; }

struct Ranked {
    store::Position position = 0;
    double score = 0;
};

// Inverse document frequency of each wanted phrase, by bounded looks.
Result<std::vector<double>> rarities(store::Connection& connection, const Query& query, const store::Stats& stats) {
    std::vector<double> rarities;
    if (query.wanted.size() < 2) return std::vector<double>(query.wanted.size(), 1.0);
    const auto total = static_cast<double>(std::max<std::int64_t>(stats.articles, 1));
    for (const auto& phrase : query.wanted) {
        const auto common = TRY(commonness(connection, phrase, rarity_sample));
        auto in = static_cast<double>(common.count);
        if (common.count == rarity_sample && stats.newest && stats.oldest) {
            // As dense further back as it is here.
            const auto newest = store::first_position_at(*stats.newest),
                       oldest = store::first_position_at(*stats.oldest);
            const auto all = static_cast<double>(second_of(newest) - second_of(oldest)) + 1;
            const auto here =
                static_cast<double>(std::max<std::int64_t>(second_of(newest) - second_of(common.oldest), 0)) + 1;
            in = std::clamp(in * all / here, in, total);
        }
        rarities.push_back(std::log(1 + (total - std::min(in, total) + 0.5) / (in + 0.5)));
    }
    return rarities;
}

double score_of(const Candidate& candidate, const Query& query, const std::vector<double>& rarities) {
    double score = 0;
    std::size_t variant = 0;
    const double length = k1 * (1 - b + b * std::max(20.0, static_cast<double>(candidate.words)) / usual_words);
    for (std::size_t i = 0; i < query.wanted.size(); ++i) {
        double count = 0;
        for (std::size_t v = 0; v < query.wanted[i].variants.size(); ++v, ++variant) {
            if (variant * 2 + 1 >= candidate.hits.size()) break;
            count += title_weight * candidate.hits[variant * 2] + candidate.hits[variant * 2 + 1];
        }
        score += rarities[i] * count * (k1 + 1) / (count + length);
    }
    return score;
}

struct Range {
    store::Position from = std::numeric_limits<store::Position>::min();
    store::Position before = store::newest;
};
Range range_of(const Query& query) {
    Range range;
    if (query.after) range.from = store::first_position_at(*query.after);
    if (query.before) range.before = store::first_position_at(*query.before);
    return range;
}

struct Wishes {
    std::optional<SourceId> source;
    std::string language;
    std::vector<SourceId> without;
    std::optional<Category> category;
    bool sample = false;  // nothing else is there yet

    bool leaves_out(SourceId id) const { return std::ranges::find(without, id) != without.end(); }
    bool allow(const Candidate& candidate) const {
        return (!source || candidate.source == *source) && (language.empty() || candidate.language == language) &&
               (!category || candidate.category == *category) && !leaves_out(candidate.source) && !candidate.copy &&
               (sample || !candidate.sample);
    }
};

// Absent: the source that is asked for is not known here.
Result<std::optional<Wishes>> wishes_of(store::Reader& reader, const Query& query, const store::Stats& stats) {
    Wishes wishes;
    wishes.language = query.language;
    wishes.category = query.category;
    const auto known_as = [](const std::string& domain) {
        return domain.starts_with("www.") ? domain.substr(4) : domain;
    };
    for (const std::string& domain : query.without)
        if (const auto source = TRY(reader.source(known_as(domain)))) wishes.without.push_back(source->source.id);
    wishes.sample = stats.real_articles == 0;
    if (query.source.empty()) return wishes;
    const auto source = TRY(reader.source(known_as(query.source)));
    if (!source) return std::nullopt;
    wishes.source = source->source.id;
    return wishes;
}

// Newest first; `full` when there are more than `wanted`.
struct Gathered {
    std::vector<Candidate> candidates;
    bool full = false;
    store::Position reached = 0;  // where it is full: above it all was looked at
};
Result<Gathered> gather(store::Connection& connection, const Query& query, const Wishes& wishes, const Range& range,
                        std::size_t wanted) {
    Gathered gathered;
    std::size_t looked_at = 0;
    TRY(each_match(connection, query, range.from, range.before, [&](const Candidate& candidate) {
        if (++looked_at > std::max(max_looked_at, wanted) || gathered.candidates.size() == wanted) {
            gathered.full = true;
            gathered.reached = candidate.position + 1;
            return false;
        }
        if (wishes.allow(candidate)) gathered.candidates.push_back(candidate);
        return true;
    }));
    return gathered;
}

// Best first inside each window; the windows stay in the order of time, so that pages do not overlap.
std::vector<Ranked> rank(const std::vector<Candidate>& candidates, const Query& query,
                         const std::vector<double>& rarities, std::size_t window) {
    std::vector<Ranked> ranked;
    ranked.reserve(candidates.size());
    for (const auto& candidate : candidates) {
        const auto age = static_cast<double>(second_of(candidates.front().position) - second_of(candidate.position));
        const double fresh = old_share + (1 - old_share) / (1 + age / fresh_for_s);
        ranked.push_back({candidate.position, score_of(candidate, query, rarities) * fresh});
    }
    for (std::size_t at = 0; at < ranked.size();) {
        const auto begin = at;
        at += std::min(ranked.size() - at, window);
        std::stable_sort(ranked.begin() + static_cast<std::ptrdiff_t>(begin),
                         ranked.begin() + static_cast<std::ptrdiff_t>(at),
                         [](const Ranked& x, const Ranked& y) { return x.score > y.score; });
    }
    return ranked;
}

template <class Key>
std::vector<std::pair<Key, std::size_t>> commonest(const std::map<Key, std::size_t>& counted) {
    std::vector<std::pair<Key, std::size_t>> out(counted.begin(), counted.end());
    std::ranges::stable_sort(out, std::greater(), &std::pair<Key, std::size_t>::second);
    if (out.size() > most_facets) out.resize(most_facets);
    return out;
}

Facets facets_of(const std::vector<Candidate>& candidates) {
    std::map<SourceId, std::size_t> sources;
    std::map<std::string, std::size_t> languages;
    std::map<Category, std::size_t> categories;
    for (const Candidate& candidate : candidates) {
        ++sources[candidate.source];
        if (candidate.language != "und") ++languages[candidate.language];
        if (candidate.category != Category::general) ++categories[candidate.category];
    }
    return {commonest(sources), commonest(languages), commonest(categories)};
}

Result<> show(store::Reader& reader, std::span<const Ranked> page, Found& found) {
    std::vector<store::Position> positions;
    for (const auto& one : page) positions.push_back(one.position);
    auto cards = TRY(reader.cards_at(positions));
    for (auto& card : cards) {
        Hit hit;
        const auto one = std::ranges::find(page, card.position, &Ranked::position);
        hit.score = one != page.end() ? one->score : 0;
        const auto body = TRY(reader.extraction(card.id));
        Snippet snippet =
            body && !body->marks.nosnippet ? snippet_of(plain_text(*body), card.language, found.query) : Snippet{};
        if (snippet.text.empty()) snippet.text = card.excerpt;
        hit.snippet = std::move(snippet.text);
        hit.marks = std::move(snippet.marks);
        hit.card = std::move(card);
        found.hits.push_back(std::move(hit));
    }
    return {};
}

// Of these cards those with one of the words that are not wanted; positions.
Result<std::unordered_set<store::Position>> unwanted(store::Connection& connection, const Query& asked,
                                                     std::span<const store::Card> cards) {
    std::unordered_set<store::Position> out;
    if (cards.empty()) return out;
    for (const Query::Phrase& phrase : asked.excluded) {
        const Query one{.wanted = {phrase}};
        TRY(each_match(connection, one, cards.back().position, cards.front().position + 1, [&](const Candidate& found) {
            out.insert(found.position);
            return true;
        }));
    }
    return out;
}

// No words, only conditions: the list's first so many, less what the list itself does not part by; the second: where it
// goes on, absent: nowhere.
Result<std::pair<std::vector<store::Card>, std::optional<store::Position>>> listed(
    store::Reader& reader, const Query& asked, const Wishes& wishes, const Range& range, std::size_t most) {
    store::ListQuery query;
    query.language = wishes.language;
    query.category = wishes.category;
    query.tag = asked.tag;
    if (!asked.tag) query.source = wishes.source;  // a source's list is not parted by hashtags
    query.before = range.before;
    query.limit = most;
    if (!wishes.sample) query.sample = false;
    auto cards = TRY(reader.list(query));
    std::optional<store::Position> on;
    if (!cards.empty() && cards.size() == most && cards.back().position >= range.from) on = cards.back().position;
    const auto excluded = asked.excluded.empty() ? std::unordered_set<store::Position>()
                                                 : TRY(unwanted(reader.connection(), asked, cards));
    std::erase_if(cards, [&](const store::Card& card) {
        return card.position < range.from || wishes.leaves_out(card.source) || excluded.contains(card.position) ||
               (wishes.source && card.source != *wishes.source) ||
               (!wishes.language.empty() && card.language.substr(0, card.language.find('-')) != wishes.language) ||
               (wishes.category && card.category != *wishes.category);
    });
    return std::pair(std::move(cards), on);
}

Result<> list(store::Reader& reader, const Wishes& wishes, std::size_t offset, std::size_t limit, Found& found) {
    auto cards = TRY(listed(reader, found.query, wishes, range_of(found.query), offset + limit + 1)).first;
    found.matches = cards.size();
    found.more = cards.size() > offset + limit;
    for (std::size_t i = offset; i < std::min(cards.size(), offset + limit); ++i) {
        Hit hit;
        hit.snippet = cards[i].excerpt;
        hit.card = std::move(cards[i]);
        found.hits.push_back(std::move(hit));
    }
    return {};
}

}  // namespace

Result<Found> search(store::Connection& connection, store::Reader& reader, const Ask& ask) {
    Found found;
    found.query = parse_query(ask.text);
    const auto& query = found.query;
    if (query.empty()) return found;
    const auto limit = std::min(ask.limit, max_limit), offset = std::min(ask.offset, max_offset);

    const auto stats = TRY(reader.stats());
    const auto known = TRY(wishes_of(reader, query, stats));
    if (!known) return found;
    const Wishes& wishes = *known;
    if (query.wanted.empty()) {
        TRY(list(reader, wishes, offset, limit, found));
        return found;
    }

    const bool best = ask.order == Order::best;
    const auto needed = offset + limit + 1;
    const auto window = std::max(ask.ranked_together, std::size_t{1});
    const auto gathered =
        TRY(gather(connection, query, wishes, range_of(query),
                   best ? (window >= needed ? window : (needed + window - 1) / window * window) : needed));
    const auto weights = best ? TRY(rarities(connection, query, stats)) : std::vector<double>(query.wanted.size(), 1.0);
    auto ranked = rank(gathered.candidates, query, weights, window);
    if (!best) std::ranges::sort(ranked, std::greater{}, &Ranked::position);
    if (ranked.empty()) found.meant = TRY(suggest(connection, reader, query, ask.text)).value_or("");
    found.facets = facets_of(gathered.candidates);
    found.matches = ranked.size();
    found.more = gathered.full || ranked.size() > offset + limit;
    const auto begin = std::min(offset, ranked.size());
    TRY(show(reader, std::span(ranked).subspan(begin, std::min(limit, ranked.size() - begin)), found));
    return found;
}

Result<Found> search(store::Reader& reader, const Ask& ask) { return search(reader.connection(), reader, ask); }

Result<Matches> positions_of(store::Reader& reader, std::string_view text, store::Position from, store::Position before,
                             std::size_t most) {
    Matches out;
    const Query query = parse_query(text);
    if (query.empty()) return out;
    const auto stats = TRY(reader.stats());
    const auto wishes = TRY(wishes_of(reader, query, stats));
    if (!wishes) return out;
    Range range = range_of(query);
    range.before = std::min(range.before, before);
    // What the query itself ends at is the end; what was only asked as far as that goes on there.
    out.more = from > range.from;
    out.reached = range.from = std::max(range.from, from);
    if (query.wanted.empty()) {
        const auto [cards, on] = TRY(listed(reader, query, *wishes, range, most));
        for (const store::Card& card : cards) out.positions.push_back(card.position);
        if (on) out.more = true;
        if (on) out.reached = *on;
        return out;
    }
    const auto gathered = TRY(gather(reader.connection(), query, *wishes, range, most));
    for (const Candidate& one : gathered.candidates) out.positions.push_back(one.position);
    if (gathered.full) out.more = true;
    if (gathered.full) out.reached = gathered.reached;
    return out;
}

Result<WithAny> with_any(store::Reader& reader, std::span<const std::string> words, std::size_t most) {
    constexpr std::size_t most_words = 16, most_looked_for = 6, newest_of_each = 400;
    store::Connection& connection = reader.connection();
    const auto stats = TRY(reader.stats());
    WithAny out;
    Query all;
    for (const std::string& word : words) {
        Query one = parse_query(word);
        if (one.wanted.size() != 1 || all.wanted.size() == most_words) continue;
        all.wanted.push_back(std::move(one.wanted.front()));
        out.rarities.emplace_back(word, 1.0);
    }
    const auto weights = TRY(rarities(connection, all, stats));
    for (std::size_t i = 0; i < weights.size(); ++i) out.rarities[i].second = weights[i];
    std::vector<std::size_t> order(all.wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return weights[i]; });
    if (order.size() > most_looked_for) order.resize(most_looked_for);
    std::unordered_map<store::Position, double> scores;
    const bool sample = stats.real_articles == 0;
    for (const std::size_t i : order) {
        Query one;
        one.wanted.push_back(all.wanted[i]);
        std::size_t looked_at = 0;
        TRY(each_match(connection, one, std::numeric_limits<store::Position>::min(), store::newest,
                       [&](const Candidate& candidate) {
                           if (++looked_at > newest_of_each) return false;
                           if (!candidate.copy && candidate.sample == sample)
                               scores[candidate.position] += score_of(candidate, one, {weights[i]});
                           return true;
                       }));
    }
    std::vector<std::pair<double, store::Position>> best;
    for (const auto& [position, score] : scores) best.emplace_back(score, position);
    std::ranges::sort(best, std::greater());
    if (best.size() > most) best.resize(most);
    std::vector<store::Position> positions;
    for (const auto& [score, position] : best) positions.push_back(position);
    out.cards = TRY(reader.cards_at(positions));
    return out;
}

}  // namespace octavo::search
