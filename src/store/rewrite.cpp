// A version read again: a new extraction and reading in the place of the old ones.
//
// What the publisher served does not change, nor does where its article stands (position, id, story, original, what
// readers did): only what we read out of it. Between reading and writing the article may have changed or left; `before`
// tells, and then what is there stays. Checked by tests/store/reread_test.cpp.
#include "model/wire.hpp"
#include "store/batch.hpp"
#include "store/face.hpp"
#include "store/statements.hpp"
#include "store/topics.hpp"

namespace octavo::store {

Result<> Batch::replace(std::int64_t version, const ParsedArticle& parsed, const Packed& packed) {
    TRY(run(connection_, sql::put_extraction, version, std::int64_t{parsed.extraction.version}, as_blob(packed.body)));
    return run(connection_, sql::put_reading, version, std::int64_t{parsed.reading.version}, as_blob(packed.reading),
               as_blob(packed.terms));
}

Result<std::optional<Batch::Standing>> Batch::standing(std::int64_t version) {
    const Use row = TRY(use(connection_, sql::find_version, version));
    if (!TRY(row->step())) return std::nullopt;
    Standing there;
    there.position = row->integer(0);
    there.article = ArticleId::from_db(row->integer(1));
    there.shown = row->integer(2);
    there.text = digest(as_text(row->blob(3)));
    if (!row->is_null(4)) there.terms = decode_terms(TRY(unpacker_.unpack(as_text(row->blob(4)))));
    return there;
}

Result<bool> Batch::rewrite(const Rewrite& again) {
    const auto& parsed = again.parsed;
    auto there = TRY(standing(again.version));
    if (!there || there->text != again.before) return false;
    const bool shown = there->shown == again.version;
    if (again.what != Rewrite::What::reading)
        TRY(run(connection_, sql::mark_page, again.version, std::int64_t{parsed.extraction.version},
                static_cast<std::int64_t>(again.rules)));
    if (again.what == Rewrite::What::mark) return true;

    const Packed packed = again.packed ? *again.packed : pack(parsed, *writing_);
    if (again.what == Rewrite::What::extraction) {
        TRY(replace(again.version, parsed, packed));
        if (!shown) return true;  // an older version: nothing shows it, and it has no reading
        TRY(add_own_names(parsed, there->article));
        TRY(show(there->position, again.version, parsed, std::move(there->terms)));
        return true;
    }
    if (!shown) return false;
    TRY(run(connection_, sql::put_reading, again.version, std::int64_t{parsed.reading.version}, as_blob(packed.reading),
            as_blob(packed.terms)));
    const Face face = face_of(parsed);
    TRY(run(connection_, sql::put_understood, there->position, std::int64_t{parsed.reading.words}, face.language,
            face.tongue, face.category));
    TRY(put_topics(connection_, there->position, parsed));
    index(there->position, std::move(there->terms), parsed);
    return true;
}

Result<std::size_t> Store::rewrite(std::span<const Rewrite> batch, std::string_view fact, std::string_view value) {
    auto& state = *state_;
    auto& connection = *state.articles;
    Counters counters = state.counters;
    std::size_t rewritten = 0, changed = 0;
    auto transaction = TRY(Transaction::begin(connection));
    Batch rows(connection, *state.dialect, state.unpacker, state.writing.load(), counters, state.sample_sources);
    for (const auto& again : batch) {
        const bool done = TRY(rows.rewrite(again));
        rewritten += done ? 1 : 0;
        changed += done && again.what != Rewrite::What::mark ? 1 : 0;
    }
    TRY(rows.finish());
    TRY(run(connection, sql::put_fact, fact, value));
    TRY(transaction.commit());
    if (changed > 0) ++state.generation;
    return rewritten;
}

}  // namespace octavo::store
