#include "readers/tastes.hpp"

#include <set>

#include "base/utf8.hpp"
#include "readers/answers.hpp"
#include "readers/for_you.hpp"

namespace octavo::readers {

Result<std::unique_ptr<Tastes>> Tastes::open(const std::string& folder, const Clock& clock) {
    auto rows = TRY(store::Tastes::open(folder));
    return std::unique_ptr<Tastes>(new Tastes(std::move(rows), clock));
}

Answer<> Tastes::want(const Visitor& who, std::span<const Wanted> what) {
    const auto known = rows_->tastes(who.account.id);
    if (!known) return broken(known.error());
    // As it will be: all of it fits, or none is kept.
    std::set<std::string, std::less<>> places;
    for (const store::Taste& one : *known) places.insert(one.place);
    for (const Wanted& one : what)
        if (one.more)
            places.insert(one.place);
        else
            places.erase(one.place);
    const auto searches = std::ranges::count_if(
        places, [](const std::string& place) { return kind_of_listing(place) == LikingKind::search; });
    if (places.size() > most_tastes || searches > static_cast<std::ptrdiff_t>(most_searches))
        return refused(Refusal::too_many);
    for (const Wanted& one : what)
        if (!one.more)
            if (const auto dropped = rows_->drop(who.account.id, one.place); !dropped) return broken(dropped.error());
    for (const Wanted& one : what) {
        if (!one.more) continue;
        const store::Taste taste{
            .place = one.place, .language = one.language, .title = one.title, .more = *one.more, .made = clock_.now()};
        if (auto put = if_room(rows_->put(who.account.id, taste, most_tastes)); !put) return put;
    }
    return {};
}

Answer<std::vector<store::Taste>> Tastes::tastes(const Visitor& who) { return answer(rows_->tastes(who.account.id)); }

Answer<std::int64_t> Tastes::add(const Visitor& who, std::string_view query, store::Rule::Deed deed, bool for_all) {
    const Instant now = clock_.now(), from = for_all ? Instant{} : now;
    return put(who, {.query = std::string(query), .deed = deed, .made = now, .since = from, .done = from});
}

Answer<> Tastes::bring_back(const Visitor& who, store::Rule rule) {
    // The form that brings it back is the reader's own, and so is what it may have written into it.
    const Instant now = clock_.now();
    const auto was = [&](Instant then) { return then >= Instant{} && then <= now; };
    constexpr std::int64_t slack = 1000;  // numbers are the clock's, or one more than the last
    if (rule.number <= 0 || rule.number > to_unix_ms(now) + slack || !was(rule.made) || !was(rule.since) ||
        !was(rule.done))
        return refused(Refusal::not_allowed);
    const auto number = put(who, std::move(rule));
    if (!number) return std::unexpected(number.error());
    return {};
}

Answer<std::int64_t> Tastes::put(const Visitor& who, store::Rule rule) {
    rule.query = utf8::squeeze(utf8::without_controls(utf8::repair(rule.query)));
    if (rule.query.empty()) return refused(Refusal::bad_name);
    if (utf8::length(rule.query) > longest_rule) return refused(Refusal::too_long);
    const auto number = rows_->add(who.account.id, rule, most_rules);
    if (!number) return broken(number.error());
    if (*number == 0) return refused(Refusal::too_many);
    return *number;
}

Answer<> Tastes::drop(const Visitor& who, std::int64_t rule, Shelf& shelf, bool with_saved) {
    if (const auto dropped = rows_->drop_rule(who.account.id, rule); !dropped) return broken(dropped.error());
    return with_saved ? shelf.unsave_all_by(who, rule) : Answer<>{};
}

Answer<std::vector<store::Rule>> Tastes::rules(const Visitor& who) { return answer(rows_->rules(who.account.id)); }

Answer<> Tastes::save(const Visitor& who, std::int64_t rule, std::span<const ArticleId> found, Instant upto) {
    return answer(rows_->save(who.account.id, rule, found, upto, clock_.now(), most_kept(who)));
}

Answer<bool> Tastes::list_is_full(const Visitor& who) { return answer(rows_->is_full(who.account.id, most_kept(who))); }

}  // namespace octavo::readers
