#include "store/repack.hpp"

#include <set>

#include "store/rows.hpp"
#include "store/state.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

constexpr std::int64_t a_slice = 256;

// One kind of what is packed with a dictionary.
struct Packing {
    Purpose purpose;
    std::string_view after, put;
    int column;
};
constexpr std::array packings = {Packing{Purpose::body, sql::bodies_after, sql::put_packed_body, 1},
                                 Packing{Purpose::terms, sql::readings_after, sql::put_packed_terms, 2}};

struct Work {
    Connection& connection;
    Unpacker unpacker = {};
    std::set<std::uint32_t> old = {};
    Writing writing = {};
    Repacked done = {};
    std::uint64_t looked_at = 0, total = 0;
};

// Absent: there are no more behind this one. One transaction.
Result<std::optional<std::int64_t>> pack_slice(Work& work, const Packing& of, std::int64_t after) {
    auto transaction = TRY(Transaction::begin(work.connection));
    std::vector<std::pair<std::int64_t, std::string>> again;
    std::optional<std::int64_t> last;
    {
        const Use rows = TRY(use(work.connection, of.after, after, a_slice));
        while (TRY(rows->step())) {
            last = rows->integer(0);
            ++work.looked_at;
            const auto frame = as_text(rows->blob(of.column));
            if (!work.old.contains(Unpacker::needs(frame))) continue;
            again.emplace_back(*last, pack(TRY(work.unpacker.unpack(frame)), of.purpose, work.writing));
        }
    }
    for (const auto& [version, packed] : again) TRY(run(work.connection, of.put, version, as_blob(packed)));
    TRY(transaction.commit());
    work.done.texts += again.size();
    return last;
}

Result<> learn_anew(Work& work, std::size_t samples) {
    for (const Dictionary& dictionary : TRY(read_dictionaries(work.connection))) {
        work.old.insert(dictionary.id);
        work.unpacker.learn(dictionary);
    }
    if (work.old.empty()) return {};
    auto transaction = TRY(Transaction::begin(work.connection));
    const auto made = TRY(make_dictionaries(work.connection, work.unpacker, samples));
    TRY(transaction.commit());
    for (const Dictionary& dictionary : made) {
        work.writing = with(std::move(work.writing), dictionary);
        work.old.erase(dictionary.id);  // the very same again
    }
    work.done.made = made.size();
    return {};
}

}  // namespace

Result<Repacked> repack(const std::string& folder, std::size_t samples,
                        const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    const auto store = TRY(Store::open(folder));  // nobody else is at work there
    const auto connection = TRY(store->database().connect(Durability::full));
    Work work{*connection};
    TRY(learn_anew(work, samples));
    if (work.old.empty()) return work.done;
    {
        const Use row = TRY(use(*connection, sql::count_versions));
        if (TRY(row->step())) work.total = packings.size() * static_cast<std::uint64_t>(row->integer(0));
    }
    for (const Packing& of : packings)
        for (std::optional<std::int64_t> at = std::numeric_limits<std::int64_t>::min(); at;) {
            at = TRY(pack_slice(work, of, *at));
            if (progress) progress(std::min(work.looked_at, work.total), work.total);
        }
    auto transaction = TRY(Transaction::begin(*connection));
    for (const std::uint32_t id : work.old) TRY(run(*connection, sql::drop_dictionary, std::int64_t{id}));
    TRY(transaction.commit());
    work.done.gone = work.old.size();
    return work.done;
}

}  // namespace octavo::store
