#include "store/migrate.hpp"

#include "store/statements.hpp"

namespace octavo::store {

Result<int> schema_version(Connection& connection) {
    TRY(run(connection, sql::make_schema));
    const Use query = TRY(use(connection, sql::schema_version));
    return TRY(query->step()) ? static_cast<int>(query->integer(0)) : 0;
}

Result<> migrate(Connection& connection, const Dialect& dialect, int to) {
    const int known = static_cast<int>(dialect.migrations.size());
    const int wanted = to < 0 ? known : std::min(to, known);
    int version = TRY(schema_version(connection));
    if (version > known)
        return fail(Fault::unsound, fmt::format("this archive is of version {}, made by a newer Octavo; this one knows "
                                                "up to {}. Update Octavo, or choose another folder with --data.",
                                                version, known));
    for (; version < wanted; ++version) {
        auto transaction = TRY(Transaction::begin(connection));
        TRY(connection.execute(dialect.migrations[static_cast<std::size_t>(version)]));
        TRY(run(connection, sql::set_schema_version, std::int64_t{version} + 1));
        TRY(transaction.commit());
    }
    return {};
}

}  // namespace octavo::store
