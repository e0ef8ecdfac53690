// Checked by tests/store/reread_test.cpp and tests/pipeline/reread_test.cpp.
#include "store/reread.hpp"

#include "model/wire.hpp"
#include "store/rows.hpp"
#include "store/state.hpp"
#include "store/statements.hpp"

namespace octavo::store {

struct Rereading::State {
    std::unique_ptr<Connection> connection;
    Unpacker unpacker;
    std::set<std::uint32_t> dictionaries = {};

    // A dictionary may have been made since we looked.
    Result<std::string_view> unpack(std::string_view frame) {
        if (const auto id = Unpacker::needs(frame); id != 0 && !dictionaries.contains(id))
            for (const auto& dictionary : TRY(read_dictionaries(*connection)))
                if (dictionaries.insert(dictionary.id).second) unpacker.learn(dictionary);
        return unpacker.unpack(frame);
    }
    Result<std::int64_t> count(std::string_view sql, std::int64_t after) {
        const Use row = TRY(use(*connection, sql, after));
        return TRY(row->step()) ? row->integer(0) : 0;
    }
};

Rereading::Rereading(std::unique_ptr<State> state) : state_(std::move(state)) {}
Rereading::~Rereading() = default;

Result<std::unique_ptr<Rereading>> Rereading::open(Store& store) {
    auto state = std::make_unique<State>();
    state->connection = TRY(store.database().connect_reader());
    return std::unique_ptr<Rereading>(new Rereading(std::move(state)));
}

Result<std::vector<PageMark>> Rereading::pages_after(std::int64_t version, std::size_t limit) {
    std::vector<PageMark> marks;
    const Use rows = TRY(use(*state_->connection, sql::pages_after, version, static_cast<std::int64_t>(limit)));
    while (TRY(rows->step()))
        marks.push_back({rows->integer(0), rows->integer(1), static_cast<std::uint64_t>(rows->integer(2)),
                         std::string(rows->text(3))});
    return marks;
}

Result<std::vector<ReadingMark>> Rereading::readings_after(std::int64_t version, std::size_t limit) {
    std::vector<ReadingMark> marks;
    const Use rows = TRY(use(*state_->connection, sql::marks_of_readings, version, static_cast<std::int64_t>(limit)));
    while (TRY(rows->step())) marks.push_back({rows->integer(0), rows->integer(1)});
    return marks;
}

Result<std::vector<KeptMark>> Rereading::pages_of(SourceId source, std::size_t limit) {
    std::vector<KeptMark> marks;
    const Use rows =
        TRY(use(*state_->connection, sql::pages_of_source, source.to_db(), static_cast<std::int64_t>(limit)));
    while (TRY(rows->step()))
        marks.push_back({rows->integer(0), ArticleId::from_db(rows->integer(1)), std::string(rows->text(2)),
                         std::string(rows->text(3)), from_unix_ms(rows->integer(4))});
    return marks;
}

Result<std::int64_t> Rereading::count_pages(std::int64_t after) { return state_->count(sql::pages_count, after); }
Result<std::int64_t> Rereading::count_readings(std::int64_t after) { return state_->count(sql::readings_count, after); }

Result<std::optional<KeptPage>> Rereading::page(std::int64_t version) {
    auto& connection = *state_->connection;
    const auto moment = TRY(Transaction::begin(connection));
    KeptPage page;
    {
        const Use row = TRY(use(connection, sql::kept_page, version));
        if (!TRY(row->step())) return std::nullopt;
        page.html = TRY(state_->unpack(as_text(row->blob(0))));
        page.fetched = from_unix_ms(row->integer(1));
        page.origin.url = row->text(2);
        page.origin.content_type = row->text(3);
        page.origin.robots = row->text(4);
        page.origin.hints = TRY(decode_hints(as_text(row->blob(5))));
        page.article = ArticleId::from_db(row->integer(6));
        page.source = SourceId::from_db(row->integer(7));
        page.text = digest(as_text(row->blob(8)));
    }
    const Use rows = TRY(use(connection, sql::later_pages, version));
    while (TRY(rows->step()))
        page.later.push_back({static_cast<std::uint32_t>(rows->integer(0)), std::string(rows->text(1)),
                              std::string(rows->text(2)), std::string(rows->text(3)),
                              std::string(TRY(state_->unpack(as_text(rows->blob(4)))))});
    return page;
}

Result<std::optional<KeptText>> Rereading::text(std::int64_t version) {
    const Use row = TRY(use(*state_->connection, sql::kept_text, version));
    if (!TRY(row->step())) return std::nullopt;
    const auto body = as_text(row->blob(0));
    const auto bytes = TRY(state_->unpack(body));
    return KeptText{TRY(wire::decode_extraction(bytes)), digest(body),         std::string(row->text(1)),
                    SourceId::from_db(row->integer(2)),  row->integer(3) != 0, row->integer(4) == version};
}

}  // namespace octavo::store
