// What leaves the archive by its age: what publishers served after three days, the texts after a year.
//
// Idea: a text's age is how long it lies here, not what its dates say: an archive of 2019 that is imported today is a
// day old tomorrow. So the writer notes once a day which version is the newest; a year later everything up to that
// version is a year old, and expiry is a walk along the versions that remembers how far it came.
//
//   days:  2026-11-22 -> 4711      2026-11-23 -> 4904      ...      2027-11-22: texts up to 4711 leave
//
// Title, excerpt, address, dates, pictures' addresses and what the page said of itself stay: they are what the page of
// a gone article shows. A call does a bounded piece, in slices of one transaction each, so that articles that wait to
// be written never wait for a year's worth of leaving ones. A clock that is wrong by years must not empty an archive:
// nothing leaves on the first day after a month unseen. When readers keep articles, those they kept are to be passed
// over here. Checked by tests/store/expiry_test.cpp.
#include "model/wire.hpp"
#include "store/notes.hpp"
#include "store/rows.hpp"
#include "store/state.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

using std::chrono::days;
constexpr std::int64_t a_slice = 100;
constexpr int slices_a_call = 4;
constexpr days longest_unseen{30};
constexpr std::string_view how_far = "bodies_expired_to";

std::int64_t day_of(Instant time) { return to_unix_ms(std::chrono::floor<days>(time)); }

// True when a slice was full.
Result<bool> expire_raws(Connection& connection, Instant before) {
    std::vector<std::int64_t> versions;
    {
        const Use rows = TRY(use(connection, sql::expired_raws, to_unix_ms(before), a_slice));
        while (TRY(rows->step())) versions.push_back(rows->integer(0));
    }
    if (versions.empty()) return false;
    auto transaction = TRY(Transaction::begin(connection));
    for (const auto version : versions) TRY(drop_pages(connection, version));
    TRY(transaction.commit());
    return std::ssize(versions) == a_slice;
}

struct Old {
    std::int64_t version = 0;
    Position position = 0;
    bool sample = false;
    std::string body;                  // packed
    std::optional<std::string> terms;  // packed; absent: not the version that is shown
};

Result<std::vector<Old>> old_bodies(Connection& connection, std::int64_t after, std::int64_t up_to) {
    std::vector<Old> bodies;
    const Use rows = TRY(use(connection, sql::bodies_between, after, up_to, a_slice));
    while (TRY(rows->step())) {
        Old& old = bodies.emplace_back();
        old.version = rows->integer(0);
        old.body = as_text(rows->blob(1));
        old.position = rows->integer(3);
        old.sample = rows->integer(4) != 0;
        if (rows->integer(2) == old.version && !rows->is_null(5)) old.terms = as_text(rows->blob(5));
    }
    return bodies;
}

// Every version up to this one came before `day`; 0: none did.
Result<std::int64_t> newest_version_by(Connection& connection, std::int64_t day) {
    const Use row = TRY(use(connection, sql::version_by, day));
    return TRY(row->step()) ? row->integer(0) : 0;
}

Result<bool> seen_lately(Connection& connection, Instant now) {
    const Use row = TRY(use(connection, sql::days_between, day_of(now - longest_unseen), day_of(now)));
    return TRY(row->step()) && row->integer(0) > 0;
}

}  // namespace

Result<> Store::State::let_go(std::int64_t version, Position position, std::string_view body,
                              const std::optional<std::string>& terms) {
    // What is damaged stays: octavo check speaks of it, and it must not hold up the others.
    const auto bytes = unpacker.unpack(body);
    auto extraction = bytes ? wire::decode_extraction(*bytes) : std::unexpected(bytes.error());
    if (!extraction) return {};
    extraction->blocks.clear();
    const auto now_packed = store::pack(wire::encode(*extraction), Purpose::body, *writing.load());
    TRY(run(*articles, sql::expire_body, version, as_blob(now_packed)));
    TRY(drop_pages(*articles, version));
    const auto words = terms ? unpacker.unpack(*terms) : fail(Fault::not_found, {});
    if (!words) return {};
    const SearchText indexed = decode_terms(*words);
    TRY(run(*articles, dialect->unindex_article, position, indexed.title, indexed.body));
    TRY(run(*articles, dialect->index_article, position, indexed.title, std::string_view("")));
    const auto title = store::pack(encode_terms(indexed.title, {}), Purpose::terms, *writing.load());
    return run(*articles, sql::put_terms, version, as_blob(title));
}

// True when a slice was full.
Result<bool> Store::State::expire_bodies(std::int64_t up_to) {
    std::int64_t from = 0;
    {
        const Use row = TRY(use(*articles, sql::fact, how_far));
        if (TRY(row->step())) {
            const auto text = row->text(0);
            std::from_chars(text.data(), text.data() + text.size(), from);
        }
    }
    const auto bodies = TRY(old_bodies(*articles, from, up_to));
    if (bodies.empty()) return false;
    auto transaction = TRY(Transaction::begin(*articles));
    for (const Old& old : bodies)
        if (!old.sample) TRY(let_go(old.version, old.position, old.body, old.terms));
    TRY(run(*articles, sql::put_fact, how_far, std::string_view(fmt::format("{}", bodies.back().version))));
    TRY(transaction.commit());
    ++generation;
    return std::ssize(bodies) == a_slice;
}

Result<bool> Store::expire(Instant now, const Keeping& keeping) {
    // What a stop in the middle left of those who are left out.
    constexpr std::size_t a_piece = 200;
    if (TRY(clear_left_out(a_piece)).size() == a_piece) return true;
    auto& connection = *state_->articles;
    bool more_raws = keeping.raw > days(0);
    for (int slice = 0; slice < slices_a_call && more_raws; ++slice)
        more_raws = TRY(expire_raws(connection, now - keeping.raw));

    TRY(run(connection, sql::see_day, day_of(now), state_->counters.last_version));
    if (!TRY(seen_lately(connection, now))) return more_raws;
    TRY(run(connection, sql::drop_old_notes, to_unix_ms(now - Notes::unused)));
    if (keeping.bodies == days(0)) return more_raws;
    // What was made of texts, and cites them, leaves with them.
    TRY(run(connection, sql::drop_notes_made_before, to_unix_ms(now - keeping.bodies)));
    const auto up_to = TRY(newest_version_by(connection, day_of(now - keeping.bodies)));
    bool more_bodies = up_to > 0;
    for (int slice = 0; slice < slices_a_call && more_bodies; ++slice) more_bodies = TRY(state_->expire_bodies(up_to));
    return more_raws || more_bodies;
}

}  // namespace octavo::store
