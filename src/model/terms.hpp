// What the lowest bits of a Term's hash say: which fields of the article it stands in. The other sixty are the word's,
// so that readings keep their size and their encoding. Pure.
#pragma once
#include <cstdint>

namespace octavo::term {

constexpr std::uint64_t in_title = 1;
constexpr std::uint64_t in_lead = 2;
constexpr std::uint64_t is_name = 4;  // or a number
// Not a word of the article's language, but what reads alike in all of them (text/bridges.hpp).
constexpr std::uint64_t bridge = 8;
constexpr std::uint64_t fields = in_title | in_lead | is_name;
constexpr std::uint64_t bits = fields | bridge;

constexpr std::uint64_t word(std::uint64_t hash) { return hash & ~bits; }
// Under which a word is indexed: two articles of a hundred words share a key by chance once in 50,000.
constexpr std::uint32_t key(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 35); }

}  // namespace octavo::term
