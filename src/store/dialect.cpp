#include "store/dialect.hpp"

namespace octavo::store {

const Dialect* dialect_of(std::string_view engine) {
    for (const Dialect* dialect : {&sqlite_dialect(), &postgres_dialect()})
        if (dialect->engine == engine) return dialect;
    return nullptr;
}

}  // namespace octavo::store
