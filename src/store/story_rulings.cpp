// What an editor says of stories and hashtags: the change and the ruling in one transaction, so that the next run of
// the pipeline finds both (pipeline/press.cpp tells the desk). Checked by tests/store/takedown_test.cpp and
// tests/pipeline/rulings_test.cpp.
#include "store/batch.hpp"
#include "store/rulings.hpp"
#include "store/statements.hpp"
#include "store/topics.hpp"

namespace octavo::store {

Result<> Store::rule(const StoryRuling& ruling, std::span<const StoryChange> changes) {
    auto& connection = *state_->readers;
    Counters counters = state_->counters;
    auto transaction = TRY(Transaction::begin(connection));
    Batch rows(connection, *state_->dialect, state_->unpacker, state_->writing.load(), counters,
               state_->sample_sources);
    TRY(rows.change(changes));
    if (ruling.kind == StoryRuling::Kind::title) TRY(run(connection, sql::drop_story_title, ruling.story.to_db()));
    if (ruling.kind != StoryRuling::Kind::title || !ruling.words.empty())
        TRY(run(connection, sql::add_story_ruling, to_unix_ms(ruling.at), static_cast<std::int64_t>(ruling.kind),
                ruling.story.to_db(), ruling.other.to_db(), ruling.article.to_db(), std::string_view(ruling.words)));
    TRY(write_counters(connection, state_->counters, counters));
    TRY(transaction.commit());
    state_->counters = counters;
    ++state_->generation;
    return {};
}

Result<std::optional<StoryRuling>> Store::story_ruling(std::int64_t number) {
    const Use row = TRY(use(*state_->readers, sql::story_ruling, number));
    if (!TRY(row->step())) return std::nullopt;
    return story_ruling_of(*row);
}

Result<std::vector<StoryRuling>> Store::story_rulings() {
    constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();
    std::vector<StoryRuling> out;
    const Use rows = TRY(use(*state_->readers, sql::story_rulings, all, all));
    while (TRY(rows->step())) out.push_back(story_ruling_of(*rows));
    return out;
}

Result<> Store::drop_story_ruling(std::int64_t number) {
    TRY(run(*state_->readers, sql::drop_story_ruling, number));
    ++state_->generation;
    return {};
}

// What stands under the tag now goes to the one it is written as, or away. An alias of an alias is one of what that is
// written as, and the tag's own aliases go with it: one step leads from each to where it stands.
Result<> Store::rule(const TagRuling& wanted) {
    auto& connection = *state_->readers;
    auto transaction = TRY(Transaction::begin(connection));
    TagRuling ruling = wanted;
    if (ruling.now) {
        const WrittenTag end = TRY(written_as(connection, ruling.now, ruling.now_name));
        if (end.tag == ruling.tag)
            return fail(Fault::usage,
                        fmt::format("hashtag: #{} is written as #{} already: each would lead to the other",
                                    ruling.now_name, ruling.name));
        if (end.banned) return fail(Fault::usage, fmt::format("hashtag: #{} is shown nowhere", end.name));
        ruling.now = end.tag;
        ruling.now_name = end.name;
        TRY(run(connection, sql::aliases_follow, ruling.tag.to_db(), ruling.now.to_db(),
                std::string_view(ruling.now_name)));
    }
    const bool speaks = ruling.now || ruling.banned || !ruling.about.empty();
    if (speaks)
        TRY(run(connection, sql::put_tag_ruling, ruling.tag.to_db(), std::string_view(ruling.name), ruling.now.to_db(),
                std::string_view(ruling.now_name), std::int64_t{ruling.banned}, std::string_view(ruling.about),
                to_unix_ms(ruling.at)));
    else
        TRY(run(connection, sql::drop_tag_ruling, ruling.tag.to_db()));
    if (ruling.now) {
        TRY(run(connection, sql::put_tag, ruling.now.to_db(), std::string_view(ruling.now_name)));
        TRY(run(connection, sql::rename_tag, ruling.tag.to_db(), ruling.now.to_db()));
        TRY(run(connection, sql::drop_lone_tag, ruling.now.to_db()));
    }
    if (ruling.now || ruling.banned) {
        TRY(run(connection, sql::drop_tag_everywhere, ruling.tag.to_db()));
        TRY(run(connection, sql::drop_tag_name, ruling.tag.to_db()));
    }
    TRY(transaction.commit());
    ++state_->generation;
    return {};
}

}  // namespace octavo::store
