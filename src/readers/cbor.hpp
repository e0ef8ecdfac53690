// CBOR as authenticators and browsers write it (RFC 8949, in the canonical form of CTAP 2.1, section 8): definite
// lengths, the shortest head, no tags, no floating point, names that are whole numbers or text and stand once. Anything
// else is no key of ours, and refused.
// https://www.rfc-editor.org/rfc/rfc8949  https://fidoalliance.org/specs/fido-v2.1-ps-20210615/#message-encoding
//
//   std::string_view rest = bytes;
//   const Cbor map = TRY(read_cbor(rest));            // and rest is what stands behind it
//   const Cbor* key = map.find(-2);                   // nullptr when absent
//
// Bounded: four levels deep (the same section's limit), 64 items in all. Pure; the views are into the bytes. Checked by
// tests/readers/cbor_test.cpp and fuzz/passkey.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace octavo::readers {

struct Cbor {
    enum class Kind : std::uint8_t { integer, bytes, text, array, map, truth, nothing };
    Kind kind = Kind::nothing;
    std::int64_t number = 0;                    // integer; truth: 0 or 1
    std::string_view string = {};               // bytes, text
    std::vector<Cbor> items = {};               // array; map: name, value, name, value ...
    const Cbor* find(std::int64_t name) const;  // in a map
    const Cbor* find(std::string_view name) const;
    bool is_bytes(std::size_t size) const { return kind == Kind::bytes && string.size() == size; }
    bool is_number(std::int64_t n) const { return kind == Kind::integer && number == n; }
};

// The item that `bytes` begins with, which are moved behind it. malformed: there is none.
Result<Cbor> read_cbor(std::string_view& bytes);

}  // namespace octavo::readers
