#include "web/writings.hpp"

#include "base/hash.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_of_one = 3;  // orders of one household that wait at once
constexpr std::size_t most_asked = 1'000;
constexpr Duration shelf_stays = std::chrono::minutes(1);  // a command beside the site may put something there

std::uint64_t hash_of(const provider::Order& order) {
    std::string all = fmt::format("{}\n{}\n{}\n", provider::name_of(order.task), order.subject, order.question);
    for (const provider::Material& one : order.articles) all += fmt::format("{}\n{:016x}\n", one.id, hash64(one.text));
    return hash64(all);
}

// Whether what was made of one is true of the other: of a single article every word counts, of several two in three.
bool holds(const provider::Order& made, const provider::Order& now) {
    const auto same = std::ranges::count_if(now.articles, [&](const provider::Material& one) {
        return std::ranges::any_of(made.articles, [&](const provider::Material& other) {
            return other.id == one.id && other.text == one.text;
        });
    });
    const auto all = std::ranges::ssize(now.articles);
    return all == 1 ? same == 1 && made.articles.size() == 1 : 3 * same >= 2 * all;
}
bool holds(const provider::TranslationOrder& made, const provider::TranslationOrder& now) {
    return made.sentences == now.sentences;
}

template <class Order, class T>
Written<Order, T> seen(auto& bench, std::string_view key, const Order& now) {
    const auto look = bench.look(key, now.reader);
    if (look.under_way) return {.stage = Stage::under_way};
    if (!look.made) return {};
    if (!*look.made) return {.stage = Stage::failed, .cause = look.made->error().cause};
    if (!holds(*(**look.made)->from, now)) return {};
    return {.stage = Stage::made, .piece = **look.made};
}

template <class Order, class T>
auto piece_of(std::shared_ptr<const Order> from, T made) {
    return std::make_shared<const Piece<Order, T>>(Piece<Order, T>{std::move(made), std::move(from)});
}

}  // namespace

Writings::Writings(provider::Providers& providers, unsigned at_once, const Clock& clock)
    : providers_(providers),
      clock_(clock),
      texts_({.threads = std::max(at_once, 1U), .most_of_one = most_of_one}, clock),
      translations_({.threads = std::max(at_once, 1U), .most_of_one = most_of_one}, clock) {}

Taken Writings::order(std::string key, provider::Order order) {
    std::string owner = order.reader;
    auto from = std::make_shared<const provider::Order>(std::move(order));
    return texts_.order(
        std::move(key), std::move(owner),
        [this, from](const std::stop_token& stop)
            -> std::expected<std::shared_ptr<const Piece<provider::Order, provider::Generated>>, provider::Fallback> {
            auto made = providers_.generate(*from, stop);
            if (!made) return std::unexpected(std::move(made).error());
            return piece_of(from, *std::move(made));
        });
}

Taken Writings::order(std::string key, provider::TranslationOrder order) {
    std::string owner = order.reader;
    auto from = std::make_shared<const provider::TranslationOrder>(std::move(order));
    return translations_.order(
        std::move(key), std::move(owner),
        [this, from](const std::stop_token& stop)
            -> std::expected<std::shared_ptr<const Piece<provider::TranslationOrder, provider::Translated>>,
                             provider::Fallback> {
            auto made = providers_.translate(*from, stop);
            if (!made) return std::unexpected(std::move(made).error());
            return piece_of(from, *std::move(made));
        });
}

std::optional<provider::Generated> Writings::on_shelf(const provider::Order& order) {
    const std::uint64_t hash = hash_of(order);
    const Instant now = clock_.now();
    {
        const std::scoped_lock lock(mutex_);
        const auto known = asked_.find(hash);
        if (known != asked_.end() && now - known->second.at < shelf_stays) return known->second.found;
    }
    auto found = providers_.kept(order);
    const std::scoped_lock lock(mutex_);
    if (asked_.size() >= most_asked) asked_.clear();
    asked_[hash] = {found, now};
    return found;
}

WrittenText Writings::look(std::string_view key, const provider::Order& now) {
    auto out = seen<provider::Order, provider::Generated>(texts_, key, now);
    if (out.stage != Stage::offered) return out;
    if (auto found = on_shelf(now))
        return {.stage = Stage::made,
                .piece = piece_of(std::make_shared<const provider::Order>(now), *std::move(found))};
    return out;
}

WrittenTranslation Writings::look(std::string_view key, const provider::TranslationOrder& now) {
    return seen<provider::TranslationOrder, provider::Translated>(translations_, key, now);
}

}  // namespace octavo::web
