// Stories that change: one is told in another, or an article goes elsewhere.
//
//   changes of a batch     A -> B (all of it), article 7: B -> C
//   rows                   articles of A, then 7, stand elsewhere; the counts of A, B and C are counted again
//   A has no article left  its id leads to B from now on, and so does every id that led to A
//
// A redirect is one step however often stories went on, for whoever follows it asks once. An id that led elsewhere and
// gets articles again (what was joined came apart) leads nowhere any more. Checked by tests/store/stories_test.cpp.
#include "store/batch.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

struct Members {
    std::int64_t articles = 0, sources = 0;
};

Result<Members> members_of(Connection& connection, StoryId story) {
    const Use row = TRY(use(connection, sql::members_of_story, story.to_db()));
    if (!TRY(row->step())) return Members{};
    return Members{row->integer(0), row->integer(1)};
}

Result<bool> is_there(Connection& connection, StoryId story) {
    const Use row = TRY(use(connection, sql::count_of_story, story.to_db()));
    return row->step();
}

}  // namespace

Result<> Batch::change(std::span<const StoryChange> changes) {
    std::map<StoryId, StoryId> leads;  // out of each, the last way: time goes on along it, so that no circle closes
    std::set<StoryId> touched;
    for (const StoryChange& c : changes) {
        if (!c.from || !c.to || c.from == c.to) continue;
        if (c.article)
            TRY(run(connection_, sql::move_article, c.article.to_db(), c.from.to_db(), c.to.to_db()));
        else
            TRY(run(connection_, sql::move_story, c.from.to_db(), c.to.to_db()));
        leads[c.from] = c.to;
        touched.insert({c.from, c.to});
    }
    std::set<StoryId> gone;
    for (const StoryId story : touched) {
        const Members now = TRY(members_of(connection_, story));
        const bool before = TRY(is_there(connection_, story));
        counters_.stories += (now.articles > 0 ? 1 : 0) - (before ? 1 : 0);
        if (now.articles > 0) {
            TRY(run(connection_, sql::put_story, story.to_db(), now.articles, now.sources));
        } else {
            if (before) TRY(run(connection_, sql::drop_story, story.to_db()));
            gone.insert(story);
        }
    }
    for (const StoryId story : gone) {
        StoryId to = story;
        while (gone.contains(to) && leads.contains(to)) to = leads[to];
        if (gone.contains(to)) continue;  // none of it was ever written
        TRY(run(connection_, sql::lead_on, story.to_db(), to.to_db()));
        TRY(run(connection_, sql::put_redirect, story.to_db(), to.to_db()));
    }
    for (const StoryId story : touched)
        if (!gone.contains(story)) TRY(run(connection_, sql::drop_redirect, story.to_db()));
    return {};
}

}  // namespace octavo::store
