// A page that fails must neither be forgotten nor be asked for at every poll, for a feed tells of it for weeks.
//   no answer, our disk full     passing: a quarter of an hour, the feed is asked without conditions the next time
//   the same for the fourth time lasting: a week
//   refused, nothing to read     lasting: a week
// Both lists are bounded; when the first is full it is emptied, which costs the publishers one more request each.
#include "pipeline/setbacks.hpp"

#include <algorithm>

#include "pipeline/page_answer.hpp"
#include "pipeline/press.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;

constexpr int tries_a_page = 4;
constexpr std::size_t max_setbacks = 200'000;
constexpr std::size_t max_second_tries = 20'000;

}  // namespace

std::optional<Setbacks::Kind> Setbacks::standing(ArticleId id, Instant now) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end() || found->second.until <= now) return std::nullopt;
    return found->second.kind;
}

Setbacks::Kind Setbacks::note(ArticleId id, const Failure& failure, Instant now) {
    if (by_id_.size() >= max_setbacks) by_id_.clear();
    Setback& setback = by_id_[id];
    if (failure.fault == Fault::cancelled) {  // our own doing: it does not count, and nothing is to be waited for
        setback.kind = Kind::passing;
        setback.until = now;
        return setback.kind;
    }
    ++setback.times;
    const bool passing = (is_silence(failure) || is_passing(failure)) && setback.times < tries_a_page;
    setback.kind = passing ? Kind::passing : Kind::lasting;
    setback.until = now + (passing ? Duration(15min) : Duration(7 * 24h));
    return setback.kind;
}

void SecondTries::put(PageTask task, Instant now) {
    if (task.tries >= tries_a_page || tries_.size() >= max_second_tries) return;
    const Instant due = now + 15min * (1 << (2 * task.tries));
    task.poll.reset();
    ++task.tries;
    tries_.push_back({std::move(task), due});
}

std::vector<PageTask> SecondTries::take_due(Instant now) {
    std::vector<PageTask> out;
    const auto due = std::ranges::stable_partition(tries_, [&](const Try& t) { return t.due > now; });
    for (Try& again : due) out.push_back(std::move(again.task));
    tries_.erase(due.begin(), due.end());
    return out;
}

}  // namespace octavo::pipeline
