#include "readers/talk.hpp"

#include <sodium.h>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "readers/shelf.hpp"
#include "readers/talk_parts.hpp"
#include "readers/tidy.hpp"

namespace octavo::readers {
namespace {

constexpr Duration same_words_for = std::chrono::hours(24);
constexpr std::size_t longest_common = 40;  // code points: what is shorter many say alike, "I agree."
constexpr Duration between_changes = std::chrono::seconds(10);

}  // namespace

Talk::Talk(std::unique_ptr<store::Comments> rows, TalkSettings settings, std::string secret, Accounts& accounts,
           const Clock& clock)
    : rows_(std::move(rows)),
      settings_(std::move(settings)),
      secret_(std::move(secret)),
      accounts_(accounts),
      clock_(clock) {}

Result<std::unique_ptr<Talk>> Talk::open(const std::string& folder, TalkSettings settings, Accounts& accounts,
                                         const Clock& clock) {
    auto rows = TRY(store::Comments::open(folder));
    std::string fresh(16, '\0');
    randombytes_buf(fresh.data(), fresh.size());
    std::string secret = TRY(rows->own_secret(to_hex(fresh)));
    return std::unique_ptr<Talk>(new Talk(std::move(rows), std::move(settings), std::move(secret), accounts, clock));
}

bool Talk::is_open(std::string_view source_domain) const {
    return !is_of_domain(source_domain, settings_.quiet_sources);
}

std::uint64_t Talk::version() {
    constexpr std::int64_t patience = 2000;
    const std::int64_t now = to_unix_ms(clock_.now());
    std::int64_t last = looked_;
    if ((now - last >= patience || now < last) && looked_.compare_exchange_strong(last, now))
        if (const auto changes = rows_->changes_elsewhere()) elsewhere_ = *changes;
    return version_ + elsewhere_;
}

// Another process may be serving what the command line changes.
void Talk::changed_by(const By& by) {
    changed();
    if (!by.account()) (void)rows_->note_change();  // late is better than not done: pages are written anew all the time
}

Answer<std::vector<Comment>> Talk::said_by(const Visitor& who) {
    auto out = rows_->of(who.account.id);
    if (!out) return broken(out.error());
    return *std::move(out);
}

// What anybody may say, and whether it is held. The text as it is kept. `before`: what is to be changed.
Answer<Comment> Talk::checked(const Visitor& who, std::string_view text, const Comment* before) {
    Comment out{.author = who.account.id, .name = who.account.name, .text = tidy_text(text, most_lines)};
    if (out.text.empty()) return refuse(Refusal::empty);
    if (utf8::length(out.text) > longest) return refuse(Refusal::too_long);
    const Instant now = clock_.now();
    out.words = hash64(utf8::lower(utf8::squeeze(out.text)));
    const auto past = rows_->past(who.account.id, out.words, now - same_words_for, before ? before->number : 0);
    if (!past) return broken(past.error());
    const auto last = before ? before->edited : past->newest;
    const Duration pause = before ? between_changes : between;
    if (last && now - *last < pause && now >= *last)
        return std::unexpected(Refused{.why = Refusal::too_soon, .wait = *last + pause - now});
    if (who.account.role >= Role::moderator) return out;
    // What stands there by this comment alone does not speak for what it is changed to.
    store::Comments::Past known = *past;
    if (before && before->state == Comment::State::shown) --known.shown;
    const CommentSigns signs = signs_of(out.text);
    const auto doubted = doubt(signs);
    if (!doubted) return std::unexpected(doubted.error());
    const bool repeated = utf8::length(out.text) > longest_common && past->same > 0;
    const auto limits = rows_->limits(who.account.id, now);
    if (!limits) return broken(limits.error());
    if (Standing{.limits = *limits}.shadowed()) {
        out.state = Comment::State::shadowed;
        return out;
    }
    if (const auto why = why_held({out.text, signs, *doubted, known, repeated}, settings_)) {
        out.state = Comment::State::held;
        out.held_for = *why;
    }
    if (!before && out.state == Comment::State::held && past->held >= static_cast<std::int64_t>(most_held))
        return refuse(Refusal::too_many);
    return out;
}

// Whether somebody may say something more, here.
Answer<> Talk::may_write(const Visitor& who, std::span<const ArticleId> articles) {
    if (who.account.role >= Role::moderator) return {};
    if (auto may = not_stopped(who); !may) return may;
    const auto now = clock_.now();
    const auto pause = slow(articles);
    if (!pause) return std::unexpected(pause.error());
    if (*pause == Duration(0)) return {};
    Instant last{};
    for (const ArticleId article : articles) {
        const auto latest_here = rows_->newest(who.account.id, article);
        if (!latest_here) return broken(latest_here.error());
        last = std::max(last, latest_here->value_or(Instant{}));
    }
    if (now - last < *pause && now >= last)
        return std::unexpected(Refused{.why = Refusal::slow, .wait = last + *pause - now});
    return {};
}

Answer<double> Talk::doubt(const CommentSigns& signs) {
    if (!settings_.learns) return 0;
    const auto counts = rows_->signs(signs.all);
    if (!counts) return broken(counts.error());
    return doubt_of(signs.all, *counts);
}

Answer<Talk::Said> Talk::say(const Visitor& who, std::span<const ArticleId> articles, std::int64_t parent,
                             std::string_view text) {
    if (articles.empty()) return refuse(Refusal::nobody);
    if (auto may = may_write(who, articles); !may) return std::unexpected(std::move(may).error());
    if (quotas_)
        if (auto may = quotas_->may_comment(who); !may) return std::unexpected(std::move(may).error());
    auto comment = checked(who, text, nullptr);
    if (!comment) return std::unexpected(std::move(comment).error());
    comment->article = articles.front();
    if (parent != 0) {
        const auto answered = rows_->find(parent);
        if (!answered) return broken(answered.error());
        const bool stands =
            *answered && ((*answered)->state == Comment::State::shown ||
                          ((*answered)->state == Comment::State::shadowed && (*answered)->author == who.account.id));
        if (!stands || std::ranges::find(articles, (*answered)->article) == articles.end())
            return refuse(Refusal::nobody);
        // To another's answer one answers in the same place: threads are two deep, which a phone can show. It stands
        // with what it answers, also when the story comes apart.
        comment->parent = (*answered)->parent != 0 ? (*answered)->parent : parent;
        comment->article = (*answered)->article;
    }
    comment->made = clock_.now();
    const auto number = rows_->add(*comment, parent);
    if (!number) return broken(number.error());
    if (*number == 0) return refuse(Refusal::not_allowed);
    if (comment->state == Comment::State::shown) changed();
    return Said{*number, comment->state == Comment::State::held};
}

Answer<Talk::Said> Talk::edit(const Visitor& who, std::int64_t number, std::string_view text) {
    const auto known = rows_->find(number);
    if (!known) return broken(known.error());
    if (!*known || (*known)->author != who.account.id) return refuse(Refusal::not_allowed);
    const Comment& before = **known;
    const Instant now = clock_.now();
    const bool gone = before.state == Comment::State::removed || before.state == Comment::State::withdrawn;
    if (gone || now - before.made > edit_window) return refuse(Refusal::too_late);
    if (auto may = may_write(who, {}); !may) return std::unexpected(std::move(may).error());
    auto comment = checked(who, text, &before);
    if (!comment) return std::unexpected(std::move(comment).error());
    comment->number = number;
    comment->edited = now;
    // What waits goes on waiting, whatever it is changed to, and what its author alone sees stays so: what is shown was
    // read before.
    if (before.state != Comment::State::shown) {
        comment->state = before.state;
        comment->held_for = before.held_for;
    }
    const auto done = rows_->set_text(*comment, before, now - edit_window);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::too_late);
    if (before.state == Comment::State::shown || comment->state == Comment::State::shown) changed();
    return Said{number, comment->state == Comment::State::held};
}

Answer<> Talk::withdraw(const Visitor& who, std::int64_t number) {
    const auto known = rows_->find(number);
    if (!known) return broken(known.error());
    if (!*known || (*known)->author != who.account.id) return refuse(Refusal::not_allowed);
    const auto done = rows_->withdraw(number, who.account.id);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::not_allowed);
    accounts_.left_traces();
    changed();
    return {};
}

Answer<> Talk::report(const Visitor& who, std::int64_t number, Complaint why) {
    const auto known = rows_->find(number);
    if (!known) return broken(known.error());
    if (!*known || (*known)->state != Comment::State::shown) return refuse(Refusal::nobody);
    if ((*known)->author == who.account.id) return refuse(Refusal::not_allowed);
    if (auto may = not_stopped(who); !may) return may;
    const Instant now = clock_.now();
    const auto held = rows_->report({.comment = number, .by = who.account.id, .why = why, .made = now}, now - grown_up,
                                    reports_that_hold);
    if (!held) return broken(held.error());
    if (*held) changed();
    return {};
}

std::optional<Instant> Talk::votes_from(const Visitor& who, Instant now) {
    const Instant from = who.account.made + grown_up;
    return who.account.role >= Role::moderator || now >= from ? std::nullopt : std::optional(from);
}

Answer<> Talk::vote(const Visitor& who, std::int64_t number, int vote) {
    const Instant now = clock_.now();
    if (const auto from = votes_from(who, now); from && vote != 0)
        return std::unexpected(Refused{.why = Refusal::too_new, .wait = *from - now});
    if (vote != 0)
        if (auto may = not_stopped(who); !may) return may;
    const auto done = rows_->vote(number, who.account.id, std::clamp(vote, -1, 1));
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::not_allowed);
    return {};
}

Answer<std::vector<std::pair<std::int64_t, int>>> Talk::votes(const Visitor& who) {
    auto out = rows_->votes_of(who.account.id);
    if (!out) return broken(out.error());
    return *std::move(out);
}

Answer<std::vector<store::Comments::Reported>> Talk::reports(const Visitor& who) {
    auto out = rows_->reports_by(who.account.id);
    if (!out) return broken(out.error());
    return *std::move(out);
}

Answer<std::vector<Talk::Reply>> Talk::replies(const Visitor& who, std::size_t most, std::int64_t before) {
    auto out = rows_->notices(who.account.id, before, most);
    if (!out) return broken(out.error());
    return *std::move(out);
}
Answer<std::int64_t> Talk::new_replies(const Visitor& who) {
    const auto out = rows_->new_notices(who.account.id);
    if (!out) return broken(out.error());
    return *out;
}
Answer<> Talk::seen(AccountId who, std::int64_t upto) {
    if (const auto done = rows_->see_notices(who, upto); !done) return broken(done.error());
    return {};
}
Answer<bool> Talk::is_told(const Visitor& who) {
    const auto quiet = rows_->is_quiet(who.account.id);
    if (!quiet) return broken(quiet.error());
    return !*quiet;
}
Answer<> Talk::tell(const Visitor& who, bool told) {
    if (const auto done = rows_->set_quiet(who.account.id, !told); !done) return broken(done.error());
    return {};
}

}  // namespace octavo::readers
