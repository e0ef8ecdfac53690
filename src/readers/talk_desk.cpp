// What moderators do. Nobody decides about their own, nor about what somebody else has changed meanwhile; every deed is
// written down.
#include "base/utf8.hpp"
#include "readers/talk.hpp"
#include "readers/talk_parts.hpp"

namespace octavo::readers {
namespace {

constexpr std::size_t rows_of_batch = 200;

std::vector<std::uint32_t> signs_in(std::string_view text) { return signs_of(text).all; }

}  // namespace

// ---- what waits -----------------------------------------------------------------------------------------------------

Answer<Talk::Standing> Talk::standing(AccountId who) {
    const Instant now = clock_.now();
    const auto past = rows_->past(who, 0, now, 0);
    auto limits = rows_->limits(who, now);
    if (!past || !limits) return broken(past ? limits.error() : past.error());
    return Standing{.shown = past->shown, .removed = past->removed, .limits = *std::move(limits)};
}

Answer<std::vector<Talk::Waiting>> Talk::waiting(const By& by, std::size_t most, const Place& behind) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto comments = rows_->waiting(behind, most);
    if (!comments) return broken(comments.error());
    std::vector<Waiting> out;
    for (Comment& one : *comments) {
        auto reports = rows_->reports(one.number);
        if (!reports) return broken(reports.error());
        const auto author = standing(one.author);
        if (!author) return std::unexpected(author.error());
        out.push_back({std::move(one), *std::move(reports), *author});
    }
    return out;
}

Answer<std::int64_t> Talk::count_waiting(const By& by) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    const auto comments = rows_->count_waiting();
    const auto asked = rows_->count_open_appeals(clock_.now());
    if (!comments || !asked) return broken(comments ? asked.error() : comments.error());
    return *comments + *asked;
}

Answer<std::vector<Comment>> Talk::said_by(const By& by, AccountId author, std::int64_t before, std::size_t most) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto out = rows_->of(author, before, most);
    if (!out) return broken(out.error());
    return *std::move(out);
}

Answer<std::optional<Comment>> Talk::comment(const By& by, std::int64_t number) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto out = rows_->find(number);
    if (!out) return broken(out.error());
    return *std::move(out);
}

// ---- decisions ------------------------------------------------------------------------------------------------------

Answer<Comment> Talk::known(const By& by, std::int64_t number) {
    auto out = comment(by, number);
    if (!out) return std::unexpected(std::move(out).error());
    if (!*out) return refuse(Refusal::nobody);
    if (by.account() && (*out)->author == by.account()) return refuse(Refusal::not_allowed);
    return **std::move(out);
}

Answer<std::int64_t> Talk::decide(const By& by, const Comment& seen, bool shown) {
    const auto there = known(by, seen.number);
    if (!there) return std::unexpected(there.error());
    const auto done = rows_->decide(
        seen,
        {.state = shown ? Comment::State::shown : Comment::State::removed, .decider = by.account(), .at = clock_.now()},
        signs_in(there->text));
    if (!done) return broken(done.error());
    if (*done == 0) return refuse(Refusal::too_late);
    accounts_.note(by, shown ? "comment shown" : "comment removed", there->author,
                   fmt::format("{} on {}", seen.number, there->article.text()));
    changed_by(by);
    return *done;
}

// So many rows by one transaction, so that others write in between. Of thousands of comments by one hand a few dozen
// teach what there is to learn, each text once.
Answer<std::int64_t> Talk::remove_batch(const By& by, std::span<const Comment> some, std::int64_t batch,
                                        std::unordered_set<std::uint64_t>& learnt) {
    std::vector<std::int64_t> teaches;
    for (const Comment& one : some)
        if (learnt.size() < lessons_of_press && learnt.insert(one.words).second) teaches.push_back(one.number);
    const auto done = rows_->decide_all(
        some, {.state = Comment::State::removed, .decider = by.account(), .at = clock_.now(), .batch = batch}, signs_in,
        teaches);
    if (!done) return broken(done.error());
    return done->number;
}

Answer<std::int64_t> Talk::remove_all(const By& by, AccountId author) {
    if (!by.may(Role::moderator) || author == by.account() || !author) return refuse(Refusal::not_allowed);
    const auto count = rows_->count_standing(author);
    if (!count) return broken(count.error());
    if (*count == 0) return 0;
    accounts_.note(by, "comments removed", author, fmt::format("{}", *count));
    std::int64_t batch = 0, after = 0;
    std::unordered_set<std::uint64_t> learnt;
    std::optional<Refused> fault;
    while (!fault) {
        const auto some = rows_->standing(author, after, rows_of_batch);
        if (!some) {
            fault = broken(some.error()).error();
        } else if (some->empty()) {
            break;
        } else if (const auto done = remove_batch(by, *some, batch, learnt); !done) {
            fault = done.error();
        } else {
            batch = *done;
            after = some->back().number;
        }
    }
    changed_by(by);
    if (fault) return std::unexpected(*fault);
    return batch;
}

Answer<std::vector<Talk::Decided>> Talk::decisions(const By& by, std::size_t most, std::int64_t before) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto out = rows_->decisions(before, most);
    if (!out) return broken(out.error());
    return *std::move(out);
}

Answer<std::int64_t> Talk::undo(const By& by, std::int64_t decision) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    // Nor does anybody take back what was decided about their own.
    const auto about = rows_->author_of(decision);
    if (!about) return broken(about.error());
    if (!*about) return refuse(Refusal::nobody);
    if (by.account() && *about == by.account()) return refuse(Refusal::not_allowed);
    std::int64_t done = 0;
    std::optional<Failure> failure;
    for (std::int64_t after = 0; !failure;) {
        const auto some = rows_->undo(decision, after, rows_of_batch, signs_in);
        if (!some) {
            failure = some.error();
        } else if (some->last == 0) {
            break;
        } else {
            done += some->done;
            after = some->last;
        }
    }
    if (done > 0) {
        accounts_.note(by, "decision undone", *about, fmt::format("{} comments", done));
        changed_by(by);
    }
    if (failure) return broken(*failure);
    if (done == 0) return refuse(Refusal::too_late);
    return done;
}

}  // namespace octavo::readers
