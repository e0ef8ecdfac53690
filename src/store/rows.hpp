// Rows to values and back, for the files of this room.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace octavo::store {

// position = seconds of the clamped publication time, then 24 bits of arrival.
constexpr int arrival_bits = 24;
Position position_of(Instant published, std::int64_t arrival);
Position first_position_at(Instant time);  // the smallest one of that second

// The columns of sql::card_columns, sql::source_columns, sql::feed_columns, from the first.
Card card_of(const Statement& row);
Card brief_of(const Statement& row);  // of sql::brief_columns; its source is still to be named
SourceRow source_of(const Statement& row);
Feed feed_of(const Statement& row);
Result<> put(Connection& connection, const Feed& feed);
Subscription subscription_of(const Statement& row);  // of sql::subscriptions
Result<> put(Connection& connection, const Subscription& subscription);

// Relatives of an article, best first.
using Edges = std::vector<std::pair<ArticleId, float>>;
constexpr std::size_t max_edges = 8;
std::string encode_edges(const Edges& edges);
Edges decode_edges(std::string_view bytes);
// Keeps the best eight; of two with one id the better.
void add_edge(Edges& edges, ArticleId to, float score);

// The two texts of an article in the full-text index, in one.
std::string encode_terms(std::string_view title, std::string_view body);
SearchText decode_terms(std::string_view bytes);

Value nullable(const std::optional<Instant>& time);

}  // namespace octavo::store
