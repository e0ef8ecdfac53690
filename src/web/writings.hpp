// What a service of the operator's choice writes for readers: summaries, answers, stories, translations. Ordered by a
// press, which is the only thing that costs; made once for all who ask, on threads of its own (workbench.hpp).
//
//   if (writings.offers(Task::summary)) ...          the page says who would write, and where the text would go
//   writings.order(key, owner, order)                a reader pressed
//   writings.look(key, owner, order)                 what there is of it now
//   writings.when(key, [] { ... })                   when that has changed
//
// A key says what is wanted, and is known before its articles are looked for: "answer|...|who was there". So a story or
// a question stays the same one while articles come in; what was made of it is shown until more than a third of them
// are others. A look asks no service, and rarely the provider's shelf. An owner is a household: so many of its orders
// wait at once, and what failed for it is told to it alone. Thread-safe; outlives the site, and its providers outlive
// it. Checked by tests/web/writings_test.cpp.
#pragma once

#include <unordered_map>

#include "provider/providers.hpp"
#include "web/workbench.hpp"

namespace octavo::web {

// Where a piece of writing stands.
enum class Stage : std::uint8_t { offered, under_way, made, failed };

template <class Order, class T>
struct Piece {
    T made;
    std::shared_ptr<const Order> from;  // with the texts that its sentences are cited from
};
template <class Order, class T>
struct Written {
    Stage stage = Stage::offered;
    std::shared_ptr<const Piece<Order, T>> piece = {};  // of Stage::made
    provider::Cause cause = provider::Cause::off;       // of Stage::failed
};
using WrittenText = Written<provider::Order, provider::Generated>;
using WrittenTranslation = Written<provider::TranslationOrder, provider::Translated>;

class Writings {
  public:
    using Task = provider::Task;
    // `at_once`: as many as a service is asked at once (ProviderSettings).
    Writings(provider::Providers& providers, unsigned at_once, const Clock& clock);

    bool offers(Task task) const { return providers_.enabled(task); }
    std::string by(Task task) const { return providers_.by(task); }      // "llama3.2:3b", "DeepL"
    std::string host(Task task) const { return providers_.host(task); }  // where the text would go
    provider::State state() const { return providers_.state(); }

    Taken order(std::string key, provider::Order order);
    Taken order(std::string key, provider::TranslationOrder order);
    WrittenText look(std::string_view key, const provider::Order& now);
    WrittenTranslation look(std::string_view key, const provider::TranslationOrder& now);
    bool under_way(std::string_view key) { return texts_.under_way(key) || translations_.under_way(key); }
    bool when(std::string_view key, const std::function<void()>& done) {
        return texts_.when(key, done) || translations_.when(key, done);
    }
    // For a cache of pages that show texts: whether this owner's are not everybody's, and what grows when any changes.
    bool concerns(std::string_view owner) { return texts_.concerns(owner); }
    std::uint64_t version() const { return texts_.version(); }

  private:
    template <class Order, class T>
    using Bench = Workbench<std::expected<std::shared_ptr<const Piece<Order, T>>, provider::Fallback>>;
    std::optional<provider::Generated> on_shelf(const provider::Order& order);

    provider::Providers& providers_;
    const Clock& clock_;
    Bench<provider::Order, provider::Generated> texts_;
    Bench<provider::TranslationOrder, provider::Translated> translations_;
    // What the shelf was asked for lately: asking it means to take the texts apart.
    struct Asked {
        std::optional<provider::Generated> found;
        Instant at{};
    };
    std::mutex mutex_;
    std::unordered_map<std::uint64_t, Asked> asked_;
};

}  // namespace octavo::web
