#include "store/migrate.hpp"

#include "store/statements.hpp"

namespace octavo::store {

namespace {

Result<int> stored_version(Connection& connection) {
    const Use query = TRY(use(connection, sql::schema_version));
    return TRY(query->step()) ? static_cast<int>(query->integer(0)) : 0;
}

std::unexpected<Failure> newer(int version, int known) {
    return fail(Fault::unsound, fmt::format("this archive is of version {}, made by a newer Octavo; this one knows "
                                            "up to {}. Update Octavo, or choose another folder with --data.",
                                            version, known));
}

}  // namespace

Result<int> schema_version(Connection& connection) {
    TRY(run(connection, sql::make_schema));
    return stored_version(connection);
}

Result<> expect_current(Connection& connection, const Dialect& dialect) {
    const int known = static_cast<int>(dialect.migrations.size());
    const auto version = stored_version(connection);
    if (version && *version == known) return {};
    if (version && *version > known) return newer(*version, known);
    return fail(Fault::refused, "this archive is of an older version; octavo run brings it up to date");
}

Result<> migrate(Connection& connection, const Dialect& dialect, int to) {
    const int known = static_cast<int>(dialect.migrations.size());
    const int wanted = to < 0 ? known : std::min(to, known);
    int version = TRY(schema_version(connection));
    if (version > known) return newer(version, known);
    for (; version < wanted; ++version) {
        auto transaction = TRY(Transaction::begin(connection));
        TRY(connection.execute(dialect.migrations[static_cast<std::size_t>(version)]));
        TRY(run(connection, sql::set_schema_version, std::int64_t{version} + 1));
        TRY(transaction.commit());
    }
    return {};
}

}  // namespace octavo::store
