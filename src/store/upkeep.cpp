// What leaves the archive: the sample edition when real articles came. What leaves by its age: expiry.cpp.
#include "store/rows.hpp"
#include "store/state.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

constexpr std::int64_t samples_a_slice = 64;

struct Sampled {
    Leaving article;
    StoryId story;
    bool copy = false;
};

Result<std::vector<Sampled>> some_of_sample(Connection& connection, Unpacker& unpacker) {
    std::vector<Sampled> some;
    const Use rows = TRY(use(connection, sql::some_of_sample, samples_a_slice));
    while (TRY(rows->step())) {
        Sampled one;
        one.article.position = rows->integer(0);
        one.article.id = ArticleId::from_db(rows->integer(1));
        one.story = StoryId::from_db(rows->integer(3));
        one.copy = rows->integer(4) != 0;
        one.article.terms = decode_terms(TRY(unpacker.unpack(as_text(rows->blob(5)))));
        some.push_back(std::move(one));
    }
    return some;
}

// A story that lost members: what is left of it, or nothing. Gives how many stories went.
Result<std::int64_t> settle_stories(Connection& connection, const std::set<StoryId>& stories) {
    std::int64_t gone = 0;
    for (const auto story : stories) {
        TRY(run(connection, sql::recount_story, story.to_db()));
        bool empty = false;
        {
            const Use count = TRY(use(connection, sql::count_of_story, story.to_db()));
            empty = TRY(count->step()) && count->integer(0) == 0;
        }
        if (!empty) continue;
        TRY(run(connection, sql::drop_story, story.to_db()));
        ++gone;
    }
    return gone;
}

}  // namespace

// One transaction: the sample is there or it is gone, and the fact says which.
Result<> Store::remove_sample() {
    auto& connection = *state_->readers;
    Counters counters = state_->counters;
    auto transaction = TRY(Transaction::begin(connection));
    std::set<StoryId> stories;
    for (auto some = TRY(some_of_sample(connection, state_->unpacker)); !some.empty();
         some = TRY(some_of_sample(connection, state_->unpacker))) {
        for (const auto& one : some) {
            TRY(erase_article(connection, *state_->dialect, one.article));
            if (one.story) stories.insert(one.story);
            --counters.articles;
            counters.copies -= one.copy ? 1 : 0;
        }
    }
    counters.stories -= TRY(settle_stories(connection, stories));
    TRY(run(connection, sql::drop_sample_feeds));
    TRY(run(connection, sql::drop_sample_sources));
    TRY(run(connection, sql::put_fact, std::string_view("sample_gone"), std::string_view("1")));
    counters.versions = 0;
    {
        const Use count = TRY(use(connection, sql::count_versions));
        if (TRY(count->step())) counters.versions = count->integer(0);
    }
    TRY(write_counters(connection, state_->counters, counters));
    TRY(transaction.commit());
    state_->counters = counters;
    state_->sample_sources.clear();
    ++state_->generation;
    return {};
}

}  // namespace octavo::store
