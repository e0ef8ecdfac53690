// What people decide, carried out where articles are placed and written: the archive first, then the desk and the
// courier, on one thread, so that no article slips in between. What takes long goes in pieces, between which articles
// are written. Checked by tests/pipeline/rulings_test.cpp.
#include "base/log.hpp"
#include "pipeline/line_state.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::size_t a_piece = 200, most_of_story = 2000;

// A story's articles, copies too.
Result<std::vector<store::Card>> cards_of(store::Reader& reader, StoryId id) {
    return reader.list({.story = id, .limit = most_of_story, .copies = true});
}

std::vector<ArticleId> ids_of(std::span<const store::Card> cards) {
    std::vector<ArticleId> out;
    for (const store::Card& card : cards) out.push_back(card.id);
    return out;
}

// A story that an editor made: of the article that begins it, but where its number is that of the story it leaves.
StoryId own_story_of(ArticleId article, StoryId left) {
    const StoryId id = story_id(article);
    return id == left ? story_id(ArticleId{~article.value}) : id;
}

std::vector<StoryChange> each_to(std::span<const ArticleId> articles, StoryId from, StoryId to) {
    std::vector<StoryChange> out;
    for (const ArticleId id : articles) out.push_back({from, to, id});
    return out;
}

std::string in_words(std::span<const ArticleId> ids) {
    std::string out;
    for (const ArticleId id : ids) out += (out.empty() ? "" : " ") + id.text();
    return out;
}

std::vector<ArticleId> out_of_words(std::string_view words) {
    std::vector<ArticleId> out;
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (const auto id = ArticleId::parse(words.substr(0, end))) out.push_back(*id);
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return out;
}

}  // namespace

void Line::State::heed(store::Store& of) const {
    std::vector<std::string> domains;
    for (const LeftOut& one : of.left_out()) domains.push_back(one.domain);
    left_out->set(std::move(domains));
}

Result<std::size_t> Line::take_down(ArticleId id, Copies copies, std::string reason) {
    std::size_t gone = 0;
    const auto done = state_->run([&](store::Store& store) -> Result<> {
        const auto known = TRY(store.named(id));
        if (!known) return fail(Fault::not_found, "no article of the archive goes by that");
        std::vector<ArticleId> ids = {*known};
        if (copies == Copies::go) {
            const auto reader = TRY(store.reader());
            const auto article = TRY(reader->article(*known));
            if (article && article->card.duplicate_of) ids.push_back(article->card.duplicate_of);
            const auto original = ids.size() > 1 ? TRY(reader->article(ids.back())) : article;
            if (original)
                for (const store::Card& copy : original->also_at) ids.push_back(copy.id);
        }
        gone = TRY(store.take_down(ids, reason, state_->clock.now()));
        state_->press.forget(ids);
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return gone;
}

Result<bool> Line::give_back(ArticleId id) {
    bool there = false;
    const auto done = state_->run([&](store::Store& store) -> Result<> {
        there = TRY(store.give_back(id));
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return there;
}

Result<Line::Left> Line::leave_out(std::string domain, std::string reason) {
    Left left;
    const auto done = state_->run([&](store::Store& store) -> Result<> {
        left.feeds = TRY(store.leave_out(domain, reason, state_->clock.now()));
        state_->heed(store);
        return {};
    });
    if (!done) return std::unexpected(done.error());
    for (std::size_t went = a_piece; went == a_piece;) {
        const auto cleared = state_->run([&](store::Store& store) -> Result<> {
            const auto gone = TRY(store.clear_left_out(a_piece));
            state_->press.forget(gone);
            left.articles += went = gone.size();
            return {};
        });
        if (!cleared) return std::unexpected(cleared.error());
    }
    return left;
}

Result<bool> Line::let_back(std::string domain) {
    bool there = false;
    const auto done = state_->run([&](store::Store& store) -> Result<> {
        there = TRY(store.let_back(domain));
        state_->heed(store);
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return there;
}

Result<Line::Left> Line::forget_source(SourceId id) {
    Left left;
    for (std::size_t went = a_piece; went == a_piece;) {
        const auto done = state_->run([&](store::Store& store) -> Result<> {
            if (left.feeds == 0) {
                const auto reader = TRY(store.reader());
                left.feeds = TRY(reader->feeds_of(id)).size();
            }
            const auto gone = TRY(store.forget_source(id, a_piece));
            state_->press.forget(gone);
            left.articles += went = gone.size();
            return {};
        });
        if (!done) return std::unexpected(done.error());
    }
    return left;
}

Result<> Line::retitle(StoryId id, std::string title) {
    return state_->run([&](store::Store& store) -> Result<> {
        const auto reader = TRY(store.reader());
        const StoryId story = TRY(reader->story_now(id)).value_or(id);
        if (TRY(reader->list({.story = story, .limit = 1, .copies = true})).empty())
            return fail(Fault::not_found, "there is no such story");
        return store.rule(StoryRuling{.kind = StoryRuling::Kind::title,
                                      .at = state_->clock.now(),
                                      .story = story,
                                      .other = {},
                                      .article = {},
                                      .words = title},
                          {});
    });
}

Result<std::size_t> Line::merge(StoryId from_asked, StoryId to_asked) {
    std::size_t moved = 0;
    const auto done = state_->run([&](store::Store& store) -> Result<> {
        const auto reader = TRY(store.reader());
        const StoryId from = TRY(reader->story_now(from_asked)).value_or(from_asked);
        const StoryId to = TRY(reader->story_now(to_asked)).value_or(to_asked);
        if (from == to) return fail(Fault::usage, "that is one story already");
        const auto going = ids_of(TRY(cards_of(*reader, from)));
        if (going.empty() || TRY(reader->list({.story = to, .limit = 1, .copies = true})).empty())
            return fail(Fault::not_found, "there is no such story");
        const std::array change = {StoryChange{from, to, {}}};
        TRY(store.rule(StoryRuling{.kind = StoryRuling::Kind::merge,
                                   .at = state_->clock.now(),
                                   .story = to,
                                   .other = from,
                                   .article = {},
                                   .words = in_words(going)},
                       change));
        story::Desk& desk = state_->press.desk();
        desk.move(to, going);
        desk.keep_whole(to);
        desk.keep_apart(from, to, false);
        moved = going.size();
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return moved;
}

Result<StoryId> Line::split(StoryId story_asked, ArticleId article) {
    StoryId own;
    const auto done = state_->run([&](store::Store& store) -> Result<> {
        const auto reader = TRY(store.reader());
        const StoryId story = TRY(reader->story_now(story_asked)).value_or(story_asked);
        const auto cards = TRY(cards_of(*reader, story));
        std::vector<ArticleId> going;
        for (const store::Card& card : cards)
            if (card.id == article || card.duplicate_of == article) going.push_back(card.id);
        if (std::ranges::find(going, article) == going.end())
            return fail(Fault::not_found, "the article is not of that story");
        if (going.size() == cards.size()) return fail(Fault::usage, "nothing would be left of the story");
        own = own_story_of(article, story);
        TRY(store.rule(StoryRuling{.kind = StoryRuling::Kind::split,
                                   .at = state_->clock.now(),
                                   .story = story,
                                   .other = own,
                                   .article = article,
                                   .words = in_words(going)},
                       each_to(going, story, own)));
        story::Desk& desk = state_->press.desk();
        desk.move(own, going);
        desk.keep_whole(story, false);
        desk.keep_apart(story, own);
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return own;
}

Result<std::size_t> Line::undo(std::int64_t number) {
    std::size_t moved = 0;
    const auto done = state_->run([&](store::Store& store) -> Result<> {
        const auto ruling = TRY(store.story_ruling(number));
        if (!ruling) return fail(Fault::not_found, "there is no such ruling");
        const auto reader = TRY(store.reader());
        if (ruling->kind != StoryRuling::Kind::title) {
            const bool merged = ruling->kind == StoryRuling::Kind::merge;
            const StoryId from = merged ? ruling->story : ruling->other, to = merged ? ruling->other : ruling->story;
            const StoryId now = TRY(reader->story_now(from)).value_or(from);
            std::vector<ArticleId> going;
            for (const store::Card& card : TRY(reader->cards(out_of_words(ruling->words))))
                if (card.story == now) going.push_back(card.id);
            if (!going.empty() && now != to) {
                TRY(store.write({}, each_to(going, now, to)));
                state_->press.desk().move(to, going);
            }
            state_->press.desk().keep_whole(now, false);
            state_->press.desk().keep_apart(ruling->story, ruling->other, false);
            moved = going.size();
        }
        return store.drop_story_ruling(number);
    });
    if (!done) return std::unexpected(done.error());
    return moved;
}

}  // namespace octavo::pipeline
