// Who may not write for a time or is seen by moderators alone, where it goes slowly, and another look at a decision.
#include "base/utf8.hpp"
#include "readers/talk.hpp"
#include "readers/talk_parts.hpp"

namespace octavo::readers {

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

const Talk::Limit* Talk::Standing::ban() const {
    const Limit* out = nullptr;
    for (const Limit& one : limits)
        if (one.kind == Limit::Kind::ban && (!out || one.ends > out->ends)) out = &one;
    return out;
}

bool Talk::Standing::shadowed() const {
    return std::ranges::any_of(limits, [](const Limit& one) { return one.kind == Limit::Kind::shadow; });
}

// Who is stopped neither writes nor votes nor reports.
Answer<> Talk::not_stopped(const Visitor& who) {
    if (who.account.role >= Role::moderator) return {};
    const Instant now = clock_.now();
    auto limits = rows_->limits(who.account.id, now);
    if (!limits) return broken(limits.error());
    const Standing known{.limits = *std::move(limits)};
    if (const Limit* ban = known.ban())
        return std::unexpected(Refused{.why = Refusal::banned, .wait = ban->ends - now});
    return {};
}

Answer<> Talk::ban(const By& by, AccountId who, Duration lasts) {
    if (auto may = may_limit(by, who); !may) return may;
    const Instant now = clock_.now();
    const auto known = rows_->limits(who, now);
    if (!known) return broken(known.error());
    const Limit limit{.kind = Limit::Kind::ban, .made = now, .ends = now + lasts, .giver = by.account()};
    // Pressed twice, or by two who saw the same: one is enough.
    const auto is_same = [&](const Limit& one) {
        return one.kind == Limit::Kind::ban && std::chrono::abs(one.ends - limit.ends) < std::chrono::minutes(1);
    };
    if (std::ranges::any_of(*known, is_same)) return {};
    if (known->size() >= most_limits) return refuse(Refusal::too_many);
    if (const auto done = rows_->add_limit(who, limit); !done) return broken(done.error());
    accounts_.note(by, "stopped from writing", who, "until " + to_iso(limit.ends));
    return {};
}

Answer<> Talk::shadow(const By& by, AccountId who) {
    if (auto may = may_limit(by, who); !may) return may;
    const auto known = standing(who);
    if (!known) return std::unexpected(known.error());
    if (known->shadowed()) return {};
    const Limit limit{.kind = Limit::Kind::shadow, .made = clock_.now(), .ends = {}, .giver = by.account()};
    if (const auto done = rows_->add_limit(who, limit); !done) return broken(done.error());
    accounts_.note(by, "shown to themselves alone", who);
    return {};
}

Answer<> Talk::end_limit(const By& by, AccountId who, std::int64_t number) {
    if (auto may = may_limit(by, who); !may) return may;
    const auto known = standing(who);
    if (!known) return std::unexpected(known.error());
    const auto limit = std::ranges::find(known->limits, number, &Limit::number);
    if (limit == known->limits.end()) return refuse(Refusal::too_late);
    const auto done = rows_->end_limit(who, number);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::too_late);
    accounts_.note(by, limit->kind == Limit::Kind::ban ? "may write again" : "shown to all again", who);
    return {};
}

Answer<> Talk::end_limits(const By& by, AccountId who) {
    if (auto may = may_limit(by, who); !may) return may;
    if (const auto done = rows_->end_limits(who); !done) return broken(done.error());
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
        if (!*comment || (*comment)->author != who.account.id || (*comment)->state != Comment::State::removed ||
            (*comment)->text.empty())  // taken back since: there is nothing to look at
            return refuse(Refusal::not_allowed);
        const auto removal = rows_->removal(number);
        if (!removal) return broken(removal.error());
        out.about = removal->decision;
        out.decider = removal->decider;
    } else {
        const auto known = standing(who.account.id);
        if (!known) return std::unexpected(known.error());
        const Limit* ban = known->ban();
        if (!ban) return refuse(Refusal::not_allowed);
        out.about = ban->number;
        out.decider = ban->giver;
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

Answer<std::optional<Talk::Appeal>> Talk::appeal_of_ban(const Visitor& who, const Limit& ban) {
    auto out = rows_->appeal(who.account.id, 0, ban.number);
    if (!out) return broken(out.error());
    return *std::move(out);
}

Answer<std::vector<Talk::Removed>> Talk::removed(const Visitor& who, std::size_t most, std::int64_t before) {
    auto comments = rows_->removed(who.account.id, before, most);
    if (!comments) return broken(comments.error());
    std::vector<Removed> out;
    for (Comment& one : *comments) {
        const auto removal = rows_->removal(one.number);
        if (!removal) return broken(removal.error());
        auto appeal = rows_->appeal(who.account.id, one.number, removal->decision);
        if (!appeal) return broken(appeal.error());
        out.push_back({std::move(one), *std::move(appeal)});
    }
    return out;
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

Answer<std::vector<Talk::OpenAppeal>> Talk::open_appeals(const By& by, std::size_t most, std::int64_t after) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto open = rows_->open_appeals(clock_.now(), after, most);
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

// The comment as it stands, none where it is about being stopped. An appeal speaks of one decision: of what was decided
// since, it asks nothing (too_late).
Answer<Comment> Talk::asked_about(const By& by, const Appeal& appeal) {
    if (appeal.comment != 0) {
        auto there = known(by, appeal.comment);
        if (!there) return there;
        const auto removal = rows_->removal(appeal.comment);
        if (!removal) return broken(removal.error());
        if (there->state != Comment::State::removed || removal->decision != appeal.about)
            return refuse(Refusal::too_late);
        return there;
    }
    const auto limits = rows_->limits(appeal.account, clock_.now());
    if (!limits) return broken(limits.error());
    if (std::ranges::find(*limits, appeal.about, &Limit::number) == limits->end()) return refuse(Refusal::too_late);
    return Comment{};
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
    const auto about = asked_about(by, appeal);
    if (!about) return std::unexpected(about.error());
    // Taken before anything is decided: of two who answer at once the second decides nothing.
    const auto answer = granted ? Appeal::State::granted : Appeal::State::refused;
    const auto taken = rows_->answer_appeal(number, Appeal::State::open, answer);
    if (!taken) return broken(taken.error());
    if (!*taken) return refuse(Refusal::too_late);
    const auto grant = [&]() -> Answer<> {
        if (appeal.comment == 0) return end_limit(by, appeal.account, appeal.about);
        if (auto done = decide(by, *about, true); !done) return std::unexpected(std::move(done).error());
        return {};
    };
    if (granted)
        if (auto done = grant(); !done) {
            (void)rows_->answer_appeal(number, answer, Appeal::State::open);  // what was not decided is not answered
            return done;
        }
    accounts_.note(by, granted ? "another look: decided otherwise" : "another look: left as it is", appeal.account,
                   appeal.comment == 0 ? "stopped from writing" : fmt::format("comment {}", appeal.comment));
    return {};
}

}  // namespace octavo::readers
