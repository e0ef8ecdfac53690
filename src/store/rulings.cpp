#include "store/rulings.hpp"

#include "base/time.hpp"
#include "base/url.hpp"
#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/rows.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

Withheld withheld_of(const Statement& row) {
    return {.article = ArticleId::from_db(row.integer(0)),
            .domain = std::string(row.text(1)),
            .at = from_unix_ms(row.integer(2)),
            .reason = std::string(row.text(3))};
}

}  // namespace

StoryRuling story_ruling_of(const Statement& row) {
    return {.number = row.integer(0),
            .kind = static_cast<StoryRuling::Kind>(std::clamp<std::int64_t>(row.integer(2), 0, 2)),
            .at = from_unix_ms(row.integer(1)),
            .story = StoryId::from_db(row.integer(3)),
            .other = StoryId::from_db(row.integer(4)),
            .article = ArticleId::from_db(row.integer(5)),
            .words = std::string(row.text(6))};
}

TagRuling tag_ruling_of(const Statement& row) {
    return {.tag = TagId::from_db(row.integer(0)),
            .name = std::string(row.text(1)),
            .now = TagId::from_db(row.integer(2)),
            .now_name = std::string(row.text(3)),
            .banned = row.integer(4) != 0,
            .about = std::string(row.text(5)),
            .at = from_unix_ms(row.integer(6))};
}

Result<WrittenTag> written_as(Connection& connection, TagId tag, std::string name) {
    constexpr int most = 16;  // steps; rule() keeps it at one
    WrittenTag out{tag, std::move(name)};
    for (int i = 0; i < most; ++i) {
        const Use row = TRY(use(connection, sql::tag_ruling, out.tag.to_db()));
        if (!TRY(row->step())) return out;
        const TagRuling ruling = tag_ruling_of(*row);
        out.banned = ruling.banned;
        if (ruling.banned || !ruling.now) return out;
        out.tag = ruling.now;
        out.name = ruling.now_name;
    }
    return out;
}

Rulings::Rulings(std::unique_ptr<Database> database, std::unique_ptr<Connection> look)
    : database_(std::move(database)), look_(std::move(look)) {}

Result<std::unique_ptr<Rulings>> Rulings::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto look = TRY(database->connect_reader());
    TRY(expect_current(*look, *dialect_of(database->engine())));
    return std::unique_ptr<Rulings>(new Rulings(std::move(database), std::move(look)));
}

Result<std::optional<Withheld>> Rulings::withheld(ArticleId id) {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(use(*look_, sql::withheld_as, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return withheld_of(*row);
}

Result<std::vector<Withheld>> Rulings::withheld(const std::optional<Withheld>& before, std::size_t limit) {
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
    const std::scoped_lock lock(mutex_);
    std::vector<Withheld> out;
    const Use rows = TRY(use(*look_, sql::latest_withheld, before ? to_unix_ms(before->at) : last,
                             before ? before->article.to_db() : last, static_cast<std::int64_t>(limit)));
    while (TRY(rows->step())) out.push_back(withheld_of(*rows));
    return out;
}

Result<std::int64_t> Rulings::count_withheld() {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(use(*look_, sql::count_withheld));
    return TRY(row->step()) ? row->integer(0) : 0;
}

Result<std::vector<LeftOut>> Rulings::left_out() {
    const std::scoped_lock lock(mutex_);
    std::vector<LeftOut> out;
    const Use rows = TRY(use(*look_, sql::all_left_out));
    while (TRY(rows->step()))
        out.push_back({.domain = std::string(rows->text(0)),
                       .since = from_unix_ms(rows->integer(1)),
                       .reason = std::string(rows->text(2))});
    return out;
}

Result<std::optional<LeftOut>> Rulings::left_out_of(std::string_view host) {
    for (LeftOut& one : TRY(left_out()))
        if (lies_below(bare_host(host), one.domain)) return std::optional(std::move(one));
    return std::optional<LeftOut>();
}

Result<std::unordered_map<SourceId, Instant>> Rulings::paused() {
    const std::scoped_lock lock(mutex_);
    std::unordered_map<SourceId, Instant> out;
    const Use rows = TRY(use(*look_, sql::all_paused));
    while (TRY(rows->step())) out.emplace(SourceId::from_db(rows->integer(0)), from_unix_ms(rows->integer(1)));
    return out;
}

Result<std::unordered_map<SourceId, std::int64_t>> Rulings::articles_since(Instant since) {
    const std::scoped_lock lock(mutex_);
    std::unordered_map<SourceId, std::int64_t> out;
    const Use rows = TRY(use(*look_, sql::articles_a_day, first_position_at(since)));
    while (TRY(rows->step())) out.emplace(SourceId::from_db(rows->integer(0)), rows->integer(1));
    return out;
}

Result<std::vector<StoryRuling>> Rulings::story_rulings(std::int64_t before, std::size_t limit) {
    const std::scoped_lock lock(mutex_);
    std::vector<StoryRuling> out;
    const Use rows = TRY(use(*look_, sql::story_rulings, before, static_cast<std::int64_t>(limit)));
    while (TRY(rows->step())) out.push_back(story_ruling_of(*rows));
    return out;
}

Result<std::optional<std::string>> Rulings::story_title(StoryId id) {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(use(*look_, sql::story_title, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return std::string(row->text(0));
}

Result<std::vector<TagRuling>> Rulings::tag_rulings() {
    const std::scoped_lock lock(mutex_);
    std::vector<TagRuling> out;
    const Use rows = TRY(use(*look_, sql::tag_rulings));
    while (TRY(rows->step())) out.push_back(tag_ruling_of(*rows));
    return out;
}

Result<std::optional<TagRuling>> Rulings::tag_ruling(TagId id) {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(use(*look_, sql::tag_ruling, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return tag_ruling_of(*row);
}

}  // namespace octavo::store
