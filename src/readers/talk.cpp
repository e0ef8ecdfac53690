#include "readers/talk.hpp"

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "readers/shelf.hpp"

namespace octavo::readers {
namespace {

constexpr Duration same_words_for = std::chrono::hours(24);
constexpr std::size_t addresses_that_hold = 2;

std::unexpected<Refused> refuse(Refusal why) { return std::unexpected(Refused{.why = why}); }
std::unexpected<Refused> broken(const Failure& failure) {
    return std::unexpected(Refused{.why = Refusal::broken, .detail = failure.detail});
}

// As it is kept: whole UTF-8, no signs that cannot be seen, lines trimmed at their ends, no more than one empty line.
std::string tidy_text(std::string_view typed) {
    std::string out;
    std::size_t empty = 0;
    for (std::size_t at = 0; at <= typed.size();) {
        const auto end = std::min(typed.find('\n', at), typed.size());
        std::string line = utf8::without_controls(utf8::repair(std::string(typed.substr(at, end - at))));
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.pop_back();
        at = end + 1;
        if (line.empty()) {
            ++empty;
            continue;
        }
        if (!out.empty()) out += empty > 0 ? "\n\n" : "\n";
        empty = 0;
        out += line;
    }
    return out;
}

std::size_t addresses_in(std::string_view text) {
    std::size_t n = 0;
    for (const std::string_view sign : {"http://", "https://", "www."})
        for (auto at = text.find(sign); at != std::string_view::npos; at = text.find(sign, at + 1)) ++n;
    return n;
}

}  // namespace

Talk::Talk(std::unique_ptr<store::Comments> rows, TalkSettings settings, Accounts& accounts, const Clock& clock)
    : rows_(std::move(rows)), settings_(std::move(settings)), accounts_(accounts), clock_(clock) {}

Result<std::unique_ptr<Talk>> Talk::open(const std::string& folder, TalkSettings settings, Accounts& accounts,
                                         const Clock& clock) {
    auto rows = TRY(store::Comments::open(folder));
    return std::unique_ptr<Talk>(new Talk(std::move(rows), std::move(settings), accounts, clock));
}

bool Talk::is_open(std::string_view source_domain) const {
    return std::ranges::none_of(settings_.quiet_sources, [&](const std::string& domain) {
        return source_domain == domain || source_domain.ends_with("." + domain);
    });
}

Answer<std::vector<Comment>> Talk::conversation(std::span<const ArticleId> articles) {
    std::vector<Comment> out;
    for (const ArticleId article : articles) {
        auto some = rows_->on(article, most_of_article);
        if (!some) return broken(some.error());
        std::ranges::move(*some, std::back_inserter(out));
    }
    std::ranges::sort(out, {}, &Comment::number);
    return out;
}

Answer<std::vector<Comment>> Talk::said_by(const Visitor& who) {
    auto out = rows_->of(who.account.id);
    if (!out) return broken(out.error());
    return *std::move(out);
}

// What anybody may say, and whether it is held. The text as it is kept.
Answer<Comment> Talk::checked(const Visitor& who, std::string_view text, bool fresh, std::uint64_t& words) {
    Comment out{.author = who.account.id, .name = who.account.name, .text = tidy_text(text)};
    if (out.text.empty()) return refuse(Refusal::empty);
    if (utf8::length(out.text) > longest) return refuse(Refusal::too_long);
    const Instant now = clock_.now();
    words = hash64(utf8::lower(utf8::squeeze(out.text)));
    const auto past = rows_->past(who.account.id, words, now - same_words_for);
    if (!past) return broken(past.error());
    if (fresh && past->newest && now - *past->newest < between && now >= *past->newest)
        return std::unexpected(Refused{.why = Refusal::too_soon, .wait = *past->newest + between - now});
    if (who.account.role >= Role::moderator) return out;
    const bool first = settings_.hold_first && past->shown == 0;
    const bool repeated = fresh ? past->same > 0 : past->same > 1;
    if (first || repeated || past->removed > past->shown || addresses_in(out.text) >= addresses_that_hold ||
        Muted(settings_.held_words).hides(out.text, ""))
        out.state = Comment::State::held;
    return out;
}

Answer<Talk::Said> Talk::say(const Visitor& who, std::span<const ArticleId> articles, std::int64_t parent,
                             std::string_view text) {
    if (articles.empty()) return refuse(Refusal::nobody);
    std::uint64_t words = 0;
    auto comment = checked(who, text, true, words);
    if (!comment) return std::unexpected(std::move(comment).error());
    if (parent != 0) {
        const auto answered = rows_->find(parent);
        if (!answered) return broken(answered.error());
        if (!*answered || std::ranges::find(articles, (*answered)->article) == articles.end())
            return refuse(Refusal::nobody);
        // To another's answer one answers in the same place: threads are two deep, which a phone can show.
        comment->parent = (*answered)->parent != 0 ? (*answered)->parent : parent;
    }
    comment->article = articles.front();
    comment->made = clock_.now();
    const auto number = rows_->add(*comment, words);
    if (!number) return broken(number.error());
    if (*number == 0) return refuse(Refusal::not_allowed);
    ++version_;
    return Said{*number, comment->state == Comment::State::held};
}

Answer<Talk::Said> Talk::edit(const Visitor& who, std::int64_t number, std::string_view text) {
    const auto known = rows_->find(number);
    if (!known) return broken(known.error());
    if (!*known || (*known)->author != who.account.id) return refuse(Refusal::not_allowed);
    const Instant now = clock_.now();
    if ((*known)->state > Comment::State::held || now - (*known)->made > edit_window) return refuse(Refusal::too_late);
    std::uint64_t words = 0;
    auto comment = checked(who, text, false, words);
    if (!comment) return std::unexpected(std::move(comment).error());
    comment->number = number;
    comment->edited = now;
    if ((*known)->state == Comment::State::held) comment->state = Comment::State::held;
    const auto done = rows_->set_text(*comment, words, now - edit_window);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::too_late);
    ++version_;
    return Said{number, comment->state == Comment::State::held};
}

Answer<> Talk::withdraw(const Visitor& who, std::int64_t number) {
    const auto known = rows_->find(number);
    if (!known) return broken(known.error());
    if (!*known || (*known)->author != who.account.id) return refuse(Refusal::not_allowed);
    const auto done = rows_->withdraw(number, who.account.id);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::not_allowed);
    ++version_;
    return {};
}

Answer<> Talk::report(const Visitor& who, std::int64_t number, Complaint why) {
    const auto known = rows_->find(number);
    if (!known) return broken(known.error());
    if (!*known) return refuse(Refusal::nobody);
    const auto reports = rows_->report(number, who.account.id, why, clock_.now());
    if (!reports) return broken(reports.error());
    if (*reports < reports_that_hold) return {};
    if (const auto held = rows_->hold(number); !held) return broken(held.error());
    ++version_;
    return {};
}

Answer<std::vector<Talk::Waiting>> Talk::waiting(const By& by, std::size_t most) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    auto comments = rows_->waiting(most);
    if (!comments) return broken(comments.error());
    std::vector<Waiting> out;
    for (Comment& one : *comments) {
        auto reports = rows_->reports(one.number);
        if (!reports) return broken(reports.error());
        out.push_back({std::move(one), *std::move(reports)});
    }
    return out;
}

Answer<> Talk::decide(const By& by, std::int64_t number, bool shown) {
    if (!by.may(Role::moderator)) return refuse(Refusal::not_allowed);
    const auto known = rows_->find(number);
    if (!known) return broken(known.error());
    if (!*known) return refuse(Refusal::nobody);
    const auto done = rows_->set_state(number, shown ? Comment::State::shown : Comment::State::removed);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::nobody);  // its author was quicker
    accounts_.note(by, shown ? "comment shown" : "comment removed", (*known)->author,
                   fmt::format("{} on {}", number, (*known)->article.text()));
    ++version_;
    return {};
}

}  // namespace octavo::readers
