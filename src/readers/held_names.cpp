#include "readers/held_names.hpp"

#include <sodium.h>

#include <array>

#include "base/hash.hpp"

namespace octavo::readers {
namespace {

// https://doc.libsodium.org/hashing/generic_hashing
std::string keyed(std::string_view text, std::string_view key) {
    std::array<unsigned char, crypto_generichash_BYTES> out{};
    const std::string whole = to_hex(key).substr(0, crypto_generichash_KEYBYTES_MAX);
    crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       reinterpret_cast<const unsigned char*>(whole.data()), whole.size());
    return to_hex({reinterpret_cast<const char*>(out.data()), out.size()});
}

}  // namespace

std::vector<std::string> held_names(const Name& name, std::string_view key) {
    std::vector<std::string> out;
    if (key.empty()) return out;
    out.push_back(keyed("key " + name.key, key));
    for (const std::string& look : name.looks) out.push_back(keyed("look " + look, key));
    return out;
}

}  // namespace octavo::readers
