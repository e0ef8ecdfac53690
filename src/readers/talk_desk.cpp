// What moderators do. Nobody decides about their own, nor about what somebody else has changed meanwhile; every deed is
// written down.
#include "base/utf8.hpp"
#include "readers/talk.hpp"
#include "readers/talk_parts.hpp"

namespace octavo::readers {
namespace {

std::vector<std::uint32_t> signs_in(std::string_view text) { return signs_of(text).all; }

}  // namespace

// ---- what waits -----------------------------------------------------------------------------------------------------

Answer<Talk::Standing> Talk::standing(AccountId who) {
    const auto past = rows_->past(who, 0, clock_.now(), 0);
    auto limit = rows_->limit(who);
    if (!past || !limit) return broken(past ? limit.error() : past.error());
    Standing out{.shown = past->shown, .removed = past->removed, .limit = *limit};
    if (out.banned() && out.limit->ends <= clock_.now()) out.limit.reset();
    return out;
}

Answer<std::vector<Talk::Waiting>> Talk::waiting(const By& by, std::size_t most) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto comments = rows_->waiting(most);
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
    const auto asked = rows_->open_appeals(clock_.now());
    if (!comments || !asked) return broken(comments ? asked.error() : comments.error());
    return *comments + static_cast<std::int64_t>(asked->size());
}

Answer<std::vector<Comment>> Talk::said_by(const By& by, AccountId author) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto out = rows_->of(author);
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

Answer<std::int64_t> Talk::remove_all(const By& by, AccountId author) {
    auto all = said_by(by, author);
    if (!all) return std::unexpected(std::move(all).error());
    if (author == by.account() || !author) return refuse(Refusal::not_allowed);
    std::int64_t batch = 0;
    std::size_t removed = 0;
    for (const Comment& one : *all) {
        if (one.state == Comment::State::removed || one.state == Comment::State::withdrawn) continue;
        const auto done = rows_->decide(
            one, {.state = Comment::State::removed, .decider = by.account(), .at = clock_.now(), .batch = batch},
            signs_in(one.text));
        if (!done) return broken(done.error());
        if (batch == 0) batch = *done;
        if (*done != 0) ++removed;
    }
    if (removed == 0) return 0;
    accounts_.note(by, "comments removed", author, fmt::format("{}", removed));
    changed_by(by);
    return batch;
}

Answer<std::vector<Talk::Decided>> Talk::decisions(const By& by, std::size_t most) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto out = rows_->decisions(most);
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
    const auto done = rows_->undo(decision, signs_in);
    if (!done) return broken(done.error());
    if (*done == 0) return refuse(Refusal::too_late);
    accounts_.note(by, "decision undone", *about, fmt::format("{} comments", *done));
    changed_by(by);
    return *done;
}

// ---- who may not write ----------------------------------------------------------------------------------------------

Answer<> Talk::may_limit(const By& by, AccountId who) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    const auto account = accounts_.account(who);
    if (!account) return std::unexpected(account.error());
    if (!*account) return refuse(Refusal::nobody);
    const auto greater = static_cast<Role>(static_cast<int>((*account)->role) + 1);
    if (by.account() && !by.may(greater)) return refuse(Refusal::not_allowed);
    return {};
}

Answer<> Talk::ban(const By& by, AccountId who, Duration lasts) {
    if (auto may = may_limit(by, who); !may) return may;
    const Instant now = clock_.now();
    const Limit limit{.kind = Limit::Kind::ban, .made = now, .ends = now + lasts, .giver = by.account()};
    if (const auto done = rows_->set_limit(who, limit); !done) return broken(done.error());
    accounts_.note(by, "stopped from writing", who, "until " + to_iso(limit.ends));
    return {};
}

Answer<> Talk::shadow(const By& by, AccountId who) {
    if (auto may = may_limit(by, who); !may) return may;
    const Limit limit{.kind = Limit::Kind::shadow, .made = clock_.now(), .ends = {}, .giver = by.account()};
    if (const auto done = rows_->set_limit(who, limit); !done) return broken(done.error());
    accounts_.note(by, "shown to themselves alone", who);
    return {};
}

Answer<> Talk::end_limit(const By& by, AccountId who) {
    if (auto may = may_limit(by, who); !may) return may;
    if (const auto done = rows_->set_limit(who, std::nullopt); !done) return broken(done.error());
    accounts_.note(by, "may write again", who);
    return {};
}

// ---- slow conversations ---------------------------------------------------------------------------------------------

Answer<> Talk::set_slow(const By& by, std::span<const ArticleId> articles, Duration pause) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(pause).count();
    const std::vector<ArticleId> site = {ArticleId{}};
    bool first = true;
    // One article of a conversation makes it slow, all of them have to let go.
    for (const ArticleId article : articles.empty() ? std::span<const ArticleId>(site) : articles) {
        const auto done = rows_->set_slow(article, first ? seconds : 0);
        if (!done) return broken(done.error());
        first = false;
    }
    accounts_.note(by, "slow mode", {},
                   fmt::format("{} s {}", seconds, articles.empty() ? "everywhere" : "on " + articles.front().text()));
    return {};
}

Answer<Duration> Talk::slow(std::span<const ArticleId> articles) {
    Duration out = settings_.slow;
    const auto look = [&](ArticleId article) -> Result<> {
        out = std::max<Duration>(out, std::chrono::seconds(TRY(rows_->slow(article))));
        return {};
    };
    if (const auto site = look(ArticleId{}); !site) return broken(site.error());
    for (const ArticleId article : articles)
        if (const auto one = look(article); !one) return broken(one.error());
    return out;
}

// ---- another look ---------------------------------------------------------------------------------------------------

Answer<> Talk::appeal(const Visitor& who, std::int64_t number, std::string_view text) {
    Appeal out{.account = who.account.id, .name = {}, .comment = number, .made = clock_.now(), .text = {}};
    out.text = utf8::without_controls(utf8::repair(std::string(utf8::trim(text))));
    if (out.text.empty()) return refuse(Refusal::empty);
    if (utf8::length(out.text) > longest_appeal) return refuse(Refusal::too_long);
    if (number != 0) {
        const auto comment = rows_->find(number);
        if (!comment) return broken(comment.error());
        if (!*comment || (*comment)->author != who.account.id || (*comment)->state != Comment::State::removed)
            return refuse(Refusal::not_allowed);
        const auto decider = rows_->remover(number);
        if (!decider) return broken(decider.error());
        out.decider = *decider;
    } else {
        const auto known = standing(who.account.id);
        if (!known) return std::unexpected(known.error());
        if (!known->banned()) return refuse(Refusal::not_allowed);
        out.about = known->limit->made;
        out.decider = known->limit->giver;
    }
    const auto added = rows_->add_appeal(out);
    if (!added) return broken(added.error());
    if (!*added) return refuse(Refusal::not_allowed);
    return {};
}

Answer<std::vector<Talk::Appeal>> Talk::appeals(const Visitor& who) {
    auto out = rows_->appeals_of(who.account.id);
    if (!out) return broken(out.error());
    return *std::move(out);
}

// Whether somebody else has to look: where there is nobody else, who decided looks again.
Answer<bool> Talk::has_to_be_another(const By& by, const Appeal& appeal) {
    if (!by.account()) return false;
    if (by.account() == appeal.account) return true;
    if (by.account() != appeal.decider) return false;
    const auto others = rows_->other_moderators(by.account(), appeal.account);
    if (!others) return broken(others.error());
    return *others > 0;
}

Answer<std::vector<Talk::OpenAppeal>> Talk::open_appeals(const By& by) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto open = rows_->open_appeals(clock_.now());
    if (!open) return broken(open.error());
    std::vector<OpenAppeal> out;
    for (Appeal& one : *open) {
        const auto another = has_to_be_another(by, one);
        if (!another) return std::unexpected(another.error());
        auto comment = rows_->find(one.comment);
        if (!comment) return broken(comment.error());
        out.push_back({std::move(one), *std::move(comment), !*another});
    }
    return out;
}

Answer<> Talk::answer_appeal(const By& by, std::int64_t number, bool granted) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    const auto asked = rows_->appeal(number);
    if (!asked) return broken(asked.error());
    if (!*asked) return refuse(Refusal::nobody);
    const Appeal& appeal = **asked;
    if (appeal.state != Appeal::State::open) return refuse(Refusal::too_late);
    const auto another = has_to_be_another(by, appeal);
    if (!another) return std::unexpected(another.error());
    if (*another) return refuse(Refusal::not_allowed);
    if (granted && appeal.comment != 0) {
        const auto there = known(by, appeal.comment);
        if (!there) return std::unexpected(there.error());
        if (there->state != Comment::State::removed) return refuse(Refusal::too_late);
        if (auto done = decide(by, *there, true); !done) return std::unexpected(std::move(done).error());
    } else if (granted) {
        if (auto done = end_limit(by, appeal.account); !done) return done;
    }
    const auto done = rows_->answer_appeal(number, granted ? Appeal::State::granted : Appeal::State::refused);
    if (!done) return broken(done.error());
    accounts_.note(by, granted ? "another look: decided otherwise" : "another look: left as it is", appeal.account,
                   appeal.comment == 0 ? "stopped from writing" : fmt::format("comment {}", appeal.comment));
    return {};
}

}  // namespace octavo::readers
