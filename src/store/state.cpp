#include "store/state.hpp"

#include "store/rows.hpp"
#include "store/statements.hpp"
#include "store/topics.hpp"

namespace octavo::store {
namespace {

using Field = std::pair<std::string_view, std::int64_t Counters::*>;
constexpr std::array<Field, 7> fields = {{{"articles", &Counters::articles},
                                          {"real_articles", &Counters::real_articles},
                                          {"copies", &Counters::copies},
                                          {"versions", &Counters::versions},
                                          {"stories", &Counters::stories},
                                          {"arrivals", &Counters::arrivals},
                                          {"last_version", &Counters::last_version}}};
constexpr std::size_t min_samples = 100;  // of fewer, zstd learns nothing worth keeping

}  // namespace

Result<Counters> read_counters(Connection& connection) {
    Counters counters;
    const Use rows = TRY(use(connection, sql::counters));
    while (TRY(rows->step()))
        for (const auto& [name, field] : fields)
            if (rows->text(0) == name) counters.*field = rows->integer(1);
    return counters;
}

Result<> write_counters(Connection& connection, const Counters& old, const Counters& now) {
    for (const auto& [name, field] : fields)
        if (old.*field != now.*field) TRY(run(connection, sql::put_counter, name, now.*field));
    return {};
}

Result<std::vector<Dictionary>> read_dictionaries(Connection& connection) {
    std::vector<Dictionary> there;
    const Use rows = TRY(use(connection, sql::dictionaries));
    while (TRY(rows->step())) {
        const auto purpose = rows->text(1) == name_of(Purpose::terms) ? Purpose::terms : Purpose::body;
        there.push_back({static_cast<std::uint32_t>(rows->integer(0)), purpose, std::string(as_text(rows->blob(2)))});
    }
    return there;
}

void Store::State::learn(const std::vector<Dictionary>& dictionaries) {
    Writing next = *writing.load();
    for (const auto& dictionary : dictionaries) {
        unpacker.learn(dictionary);
        next = with(std::move(next), dictionary);
    }
    writing.store(std::make_shared<const Writing>(std::move(next)));
}

Result<std::vector<Dictionary>> make_dictionaries(Connection& connection, Unpacker& unpacker, std::size_t samples) {
    std::vector<std::string> bodies, terms;
    {
        const Use rows = TRY(use(connection, sql::some_bodies, static_cast<std::int64_t>(samples)));
        // A few very long articles would be the whole sample: their beginnings will do.
        constexpr std::size_t most = 8 << 10;
        while (TRY(rows->step())) {
            bodies.emplace_back(TRY(unpacker.unpack(as_text(rows->blob(0)))).substr(0, most));
            terms.emplace_back(TRY(unpacker.unpack(as_text(rows->blob(1)))).substr(0, most));
        }
    }
    std::vector<Dictionary> made;
    if (bodies.size() < min_samples) return made;
    for (const auto purpose : {Purpose::body, Purpose::terms}) {
        std::string bytes = train_dictionary(purpose == Purpose::body ? bodies : terms);
        const auto id = bytes.empty() ? 0 : dictionary_id(bytes);
        if (id == 0) return std::vector<Dictionary>{};
        TRY(run(connection, sql::add_dictionary, std::int64_t{id}, name_of(purpose), as_blob(bytes)));
        made.push_back({id, purpose, std::move(bytes)});
    }
    return made;
}

Result<> drop_pages(Connection& connection, std::int64_t version) {
    for (const auto drop : {sql::drop_raw, sql::drop_page_origin, sql::drop_later_pages})
        TRY(run(connection, drop, version));
    return {};
}

Result<> erase_article(Connection& connection, const Dialect& dialect, const Leaving& article) {
    std::vector<std::int64_t> versions;
    {
        const Use rows = TRY(use(connection, sql::versions_of, article.id.to_db()));
        while (TRY(rows->step())) versions.push_back(rows->integer(0));
    }
    for (const auto version : versions) {
        for (const auto drop : {sql::drop_extraction, sql::drop_reading}) TRY(run(connection, drop, version));
        TRY(drop_pages(connection, version));
    }
    for (const auto drop : {sql::drop_versions, sql::drop_aliases, sql::drop_relatives})
        TRY(run(connection, drop, article.id.to_db()));
    TRY(drop_topics(connection, article.position));
    TRY(run(connection, sql::drop_article, article.position));
    return run(connection, dialect.unindex_article, article.position, article.terms.title, article.terms.body);
}

}  // namespace octavo::store
