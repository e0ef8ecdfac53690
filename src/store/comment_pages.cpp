// A conversation, page by page. Its threads are asked for article by article, each by an index in the order that is
// wanted, and merged: so many numbers are read as a page has, times its articles, and texts of what is shown alone.
#include <limits>

#include "store/comment_rows.hpp"
#include "store/comments.hpp"

namespace octavo::store {
namespace {

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

struct Head {
    std::int64_t number = 0, score = 0;
};

// Whether `a` stands before `b`.
bool stands_before(CommentOrder order, const Head& a, const Head& b) {
    if (order == CommentOrder::oldest) return a.number < b.number;
    if (order == CommentOrder::newest) return a.number > b.number;
    return a.score != b.score ? a.score > b.score : a.number < b.number;
}

std::int64_t account_of(const Comments::Eyes& eyes) { return eyes.account ? eyes.account.to_db() : std::int64_t{0}; }

// One article's, from `from` on in that direction: those that stand nearest to it first.
Result<> heads_on(Connection& look, ArticleId article, const Comments::Eyes& eyes, const Comments::Stretch& stretch,
                  const Head& from, std::vector<Head>& out) {
    const bool back = stretch.before != 0;
    const auto most = static_cast<std::int64_t>(stretch.most + 1);
    const auto take = [&](Use row) -> Result<> {
        while (TRY(row->step())) out.push_back({row->integer(0), row->integer(1)});
        return {};
    };
    if (stretch.order == CommentOrder::best)
        return take(TRY(use(look, back ? sql::threads_better : sql::threads_worse, article.to_db(), account_of(eyes),
                            std::int64_t{eyes.moderator}, from.number, most, from.score)));
    const bool rising = (stretch.order == CommentOrder::oldest) != back;
    return take(TRY(use(look, rising ? sql::threads_behind : sql::threads_before, article.to_db(), account_of(eyes),
                        std::int64_t{eyes.moderator}, from.number, most)));
}

}  // namespace

Result<Comments::Heads> Comments::threads(std::span<const ArticleId> articles, const Eyes& eyes,
                                          const Stretch& stretch) {
    const std::scoped_lock lock(look_mutex_);
    const bool back = stretch.before != 0;
    Head from{.number = back ? stretch.before : stretch.after};
    if (from.number == 0 && stretch.order == CommentOrder::newest) from.number = greatest;
    if (stretch.order == CommentOrder::best)
        from.score = from.number == 0 ? greatest : TRY(number_of(sql::score_of, from.number));
    std::vector<Head> all;
    for (const ArticleId article : articles) TRY(heads_on(*look_, article, eyes, stretch, from, all));
    std::ranges::sort(all, [&](const Head& a, const Head& b) {
        return back ? stands_before(stretch.order, b, a) : stands_before(stretch.order, a, b);
    });
    Heads out{.numbers = {}, .more = all.size() > stretch.most};
    if (out.more) all.resize(stretch.most);
    if (back) std::ranges::reverse(all);
    for (const Head& one : all) out.numbers.push_back(one.number);
    return out;
}

Result<std::optional<Comment>> Comments::find(std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::comment_by_number, number));
    return TRY(row->step()) ? std::optional(comment_of(*row)) : std::nullopt;
}

Result<std::optional<Comment>> Comments::find(std::int64_t number, const Eyes& eyes) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::comment_seen_by, number, account_of(eyes)));
    return TRY(row->step()) ? std::optional(comment_of(*row)) : std::nullopt;
}

Result<Comments::Answers> Comments::answers(std::int64_t head, const Eyes& eyes, const Stretch& stretch) {
    const std::scoped_lock lock(look_mutex_);
    const bool back = stretch.before != 0;
    Answers out;
    {
        const Use row = TRY(use(*look_, back ? sql::answers_before : sql::answers_behind, head, account_of(eyes),
                                std::int64_t{eyes.moderator}, back ? stretch.before : stretch.after,
                                static_cast<std::int64_t>(stretch.most + 1)));
        while (TRY(row->step())) out.comments.push_back(comment_of(*row));
    }
    out.more = out.comments.size() > stretch.most;
    if (out.more) out.comments.pop_back();
    if (back) std::ranges::reverse(out.comments);
    return out;
}

Result<std::int64_t> Comments::count_answers(std::int64_t head, const Eyes& eyes) {
    const std::scoped_lock lock(look_mutex_);
    return number_of(sql::count_answers, head, account_of(eyes), std::int64_t{eyes.moderator});
}

Result<std::int64_t> Comments::count_on(std::span<const ArticleId> articles, const Eyes& eyes) {
    const std::scoped_lock lock(look_mutex_);
    std::int64_t out = 0;
    for (const ArticleId article : articles) {
        out += TRY(number_of(sql::count_shown_on, article.to_db()));
        if (eyes.account) out += TRY(number_of(sql::count_shadowed_on, eyes.account.to_db(), article.to_db()));
    }
    return out;
}

Result<std::vector<Comment>> Comments::latest(std::span<const ArticleId> articles, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<std::int64_t> numbers;
    for (const ArticleId article : articles) {
        const Use row = TRY(use(*look_, sql::latest_on, article.to_db(), static_cast<std::int64_t>(most)));
        while (TRY(row->step())) numbers.push_back(row->integer(0));
    }
    std::ranges::sort(numbers, std::greater());
    if (numbers.size() > most) numbers.resize(most);
    std::vector<Comment> out;
    for (const std::int64_t number : numbers) {
        const Use row = TRY(use(*look_, sql::comment_by_number, number));
        if (TRY(row->step())) out.push_back(comment_of(*row));
    }
    return out;
}

namespace {

Result<std::vector<Comment>> all_of(Use row) {
    std::vector<Comment> out;
    while (TRY(row->step())) out.push_back(comment_of(*row));
    return out;
}

}  // namespace

Result<std::vector<Comment>> Comments::of(AccountId author) {
    const std::scoped_lock lock(look_mutex_);
    return all_of(TRY(use(*look_, sql::comments_of, author.to_db())));
}
Result<std::vector<Comment>> Comments::of(AccountId author, std::int64_t before, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    return all_of(TRY(use(*look_, sql::comments_of_page, author.to_db(), before, static_cast<std::int64_t>(most))));
}
Result<std::vector<Comment>> Comments::removed(AccountId author, std::int64_t before, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    return all_of(TRY(use(*look_, sql::removed_of_page, author.to_db(), before, static_cast<std::int64_t>(most))));
}
Result<std::vector<Comment>> Comments::standing(AccountId author, std::int64_t after, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    return all_of(TRY(use(*look_, sql::standing_of_page, author.to_db(), after, static_cast<std::int64_t>(most))));
}
Result<std::int64_t> Comments::count_standing(AccountId author) {
    const std::scoped_lock lock(look_mutex_);
    return number_of(sql::count_standing_of, author.to_db());
}

Result<std::string> Comments::own_secret(const std::string& fresh) {
    constexpr std::string_view name = "secret of comments";
    const std::scoped_lock lock(mutex_);
    const auto kept = [&]() -> Result<std::string> {
        const Use row = TRY(use(*connection_, sql::fact, name));
        return TRY(row->step()) ? std::string(row->text(0)) : std::string();
    };
    if (auto known = TRY(kept()); !known.empty()) return known;
    TRY(run(*connection_, sql::add_fact, name, std::string_view(fresh)));
    return kept();  // of two who come at once, the first one's
}

}  // namespace octavo::store
