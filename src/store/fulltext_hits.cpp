#include "store/fulltext_hits.hpp"

#include <sqlite3.h>

namespace octavo::store {
namespace {

// How FTS5 hands out its extension interface: https://www.sqlite.org/fts5.html#extending_fts5
fts5_api* api_of(sqlite3* db) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

void count_hits(const Fts5ExtensionApi* row, Fts5Context* context, sqlite3_context* answer, int, sqlite3_value**) {
    const int phrases = row->xPhraseCount(context);
    std::string counts(static_cast<std::size_t>(phrases) * 2, '\0');
    int instances = 0;
    int code = row->xInstCount(context, &instances);
    for (int i = 0; code == SQLITE_OK && i < instances; ++i) {
        int phrase = 0, column = 0, offset = 0;
        code = row->xInst(context, i, &phrase, &column, &offset);
        auto& count = counts[static_cast<std::size_t>(phrase) * 2 + (column == 0 ? 0 : 1)];
        if (static_cast<unsigned char>(count) < 255) ++count;
    }
    if (code != SQLITE_OK) return sqlite3_result_error_code(answer, code);
    sqlite3_result_blob(answer, counts.data(), static_cast<int>(counts.size()), SQLITE_TRANSIENT);
}

}  // namespace

bool register_hits(sqlite3* db) {
    fts5_api* api = api_of(db);
    return api != nullptr && api->xCreateFunction(api, "octavo_hits", nullptr, count_hits, nullptr) == SQLITE_OK;
}

}  // namespace octavo::store
