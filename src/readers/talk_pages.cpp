// A conversation in pages: so many threads and the first answers to each, or one thread with a page of its answers.
// What is read for a page is bounded by what stands on it, whatever was said.
#include "base/hash.hpp"
#include "readers/talk.hpp"
#include "readers/talk_parts.hpp"

namespace octavo::readers {
namespace {

using Eyes = store::Comments::Eyes;

constexpr std::size_t answers_before_it = 3;  // of one that is looked for

bool sees(const Eyes& eyes, const Comment& c) {
    if (c.state == Comment::State::shown) return true;
    if (c.state == Comment::State::withdrawn) return false;
    if (eyes.account && c.author == eyes.account) return true;
    return eyes.moderator && (c.state == Comment::State::held || c.state == Comment::State::shadowed);
}

// Whose votes do not count sees them as if they did.
void count_own(Comment& c) {
    if (c.vote > 0) ++c.helpful;
}

// The answers of a thread from a place on.
Result<> add_answers(store::Comments& rows, const Eyes& eyes, Talk::Thread& out, std::int64_t after,
                     std::int64_t before, std::size_t most) {
    auto some = TRY(rows.answers(out.head.number, eyes, {.after = after, .before = before, .most = most}));
    out.answers = std::move(some.comments);
    out.earlier = before != 0 ? some.more : after != 0;
    out.later = before != 0 || some.more;
    return {};
}

Result<> add_answers_around(store::Comments& rows, const Eyes& eyes, Talk::Thread& out, std::int64_t number) {
    auto some = TRY(rows.answers(out.head.number, eyes, {.before = number, .most = answers_before_it}));
    auto rest = TRY(rows.answers(out.head.number, eyes,
                                 {.after = number - 1, .most = Talk::answers_of_page - some.comments.size()}));
    out.answers = std::move(some.comments);
    std::ranges::move(rest.comments, std::back_inserter(out.answers));
    out.earlier = some.more;
    out.later = rest.more;
    return {};
}

Result<Talk::Page> page_of(store::Comments& rows, std::span<const ArticleId> articles, const Eyes& eyes,
                           const Talk::Stretch& stretch) {
    const auto heads = TRY(rows.threads(
        articles, eyes,
        {.order = stretch.order, .after = stretch.after, .before = stretch.before, .most = stretch.threads}));
    Talk::Page out{.earlier = stretch.before != 0 ? heads.more : stretch.after != 0,
                   .later = stretch.before != 0 || heads.more,
                   .count = TRY(rows.count_on(articles, eyes))};
    for (const std::int64_t number : heads.numbers) {
        auto head = TRY(rows.find(number, eyes));
        if (!head) continue;
        Talk::Thread thread{.head = *std::move(head)};
        thread.all = TRY(rows.count_answers(number, eyes));
        if (thread.all > 0) TRY(add_answers(rows, eyes, thread, 0, 0, stretch.answers));
        out.threads.push_back(std::move(thread));
    }
    return out;
}

struct Asked {
    std::int64_t number = 0, after = 0, before = 0;
};
Result<std::optional<Talk::Thread>> thread_of(store::Comments& rows, std::span<const ArticleId> articles,
                                              const Eyes& eyes, const Asked& asked) {
    auto one = TRY(rows.find(asked.number, eyes));
    if (!one || std::ranges::find(articles, one->article) == articles.end()) return std::nullopt;
    const bool is_answer = one->parent != 0;
    if (is_answer) one = TRY(rows.find(one->parent, eyes));
    if (!one) return std::nullopt;
    Talk::Thread out{.head = *std::move(one)};
    out.all = TRY(rows.count_answers(out.head.number, eyes));
    if (!sees(eyes, out.head) && out.all == 0) return std::nullopt;
    if (is_answer && asked.after == 0 && asked.before == 0)
        TRY(add_answers_around(rows, eyes, out, asked.number));
    else
        TRY(add_answers(rows, eyes, out, asked.after, asked.before, Talk::answers_of_page));
    return out;
}

}  // namespace

Answer<Talk::Page> Talk::page(std::span<const ArticleId> articles, const Visitor* who, const Stretch& stretch) {
    auto out = page_of(*rows_, articles, eyes_of(who), stretch);
    if (!out) return broken(out.error());
    if (!who) return *std::move(out);
    const auto known = rows_->limits(who->account.id, clock_.now());
    if (!known) return broken(known.error());
    if (Standing{.limits = *known}.shadowed())
        for (Thread& thread : out->threads) {
            count_own(thread.head);
            std::ranges::for_each(thread.answers, count_own);
        }
    return *std::move(out);
}

Answer<std::optional<Talk::Thread>> Talk::thread(std::span<const ArticleId> articles, const Visitor* who,
                                                 std::int64_t number, std::int64_t after, std::int64_t before) {
    auto out = thread_of(*rows_, articles, eyes_of(who), {number, after, before});
    if (!out) return broken(out.error());
    if (!who || !*out) return *std::move(out);
    const auto known = rows_->limits(who->account.id, clock_.now());
    if (!known) return broken(known.error());
    if (Standing{.limits = *known}.shadowed()) {
        count_own((*out)->head);
        std::ranges::for_each((*out)->answers, count_own);
    }
    return *std::move(out);
}

Answer<ArticleId> Talk::said_of(const Visitor* who, std::int64_t number) {
    const Eyes eyes = eyes_of(who);
    const auto one = rows_->find(number, eyes);
    if (!one) return broken(one.error());
    return *one && sees(eyes, **one) ? (*one)->article : ArticleId{};
}

Answer<std::int64_t> Talk::count(std::span<const ArticleId> articles, const Visitor* who) {
    const auto out = rows_->count_on(articles, eyes_of(who));
    if (!out) return broken(out.error());
    return *out;
}

Answer<std::vector<Comment>> Talk::latest(std::span<const ArticleId> articles, std::size_t most) {
    auto out = rows_->latest(articles, most);
    if (!out) return broken(out.error());
    return *std::move(out);
}

// A UUID of our own making (version 8), of the archive's secret and what it names.
// https://www.rfc-editor.org/rfc/rfc9562#section-5.8
std::string Talk::urn_of(std::string_view kind, std::string_view id) const {
    const auto half = [&](int which) { return hash64(fmt::format("{} {} {} {}", secret_, which, kind, id)); };
    const std::uint64_t high = (half(1) & ~0xf000ULL) | 0x8000ULL;
    const std::uint64_t low = (half(2) & 0x3fffffffffffffffULL) | 0x8000000000000000ULL;
    return fmt::format("urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32U, (high >> 16U) & 0xffffU,
                       high & 0xffffU, low >> 48U, low & 0xffffffffffffULL);
}

}  // namespace octavo::readers
