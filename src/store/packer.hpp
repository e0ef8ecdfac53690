// How bodies lie on disk: zstd (RFC 8878) with a dictionary trained from the archive itself, its id in the frame.
//
// News texts are short and alike (the same names, the same markup), so a dictionary gains 14-20 % on plain zstd and
// costs nothing to read: 8 us a body. Dictionaries are kept for ever; a frame written with an old one, or with none,
// stays readable. https://www.rfc-editor.org/rfc/rfc8878
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

struct ZSTD_DCtx_s;
struct ZSTD_CDict_s;
struct ZSTD_DDict_s;

namespace octavo::store {

enum class Purpose { body, terms };  // what a dictionary was trained on
std::string_view name_of(Purpose purpose);

struct Dictionary {
    std::uint32_t id = 0;  // as in the frame's header
    Purpose purpose = Purpose::body;
    std::string bytes;
};

// From samples of one purpose; empty when they are too few or too alike to learn from.
std::string train_dictionary(std::span<const std::string> samples);
std::uint32_t dictionary_id(std::string_view bytes);

// What is written with at present. Immutable and shared: the writer trains and publishes, any thread packs.
struct Writing {
    std::shared_ptr<const ZSTD_CDict_s> body, terms;  // null: plain zstd
};
Writing with(Writing writing, const Dictionary& dictionary);
// Thread-safe.
std::string pack(std::string_view bytes, Purpose purpose, const Writing& writing);

// Unpacks. One thread at a time.
class Unpacker {
  public:
    Unpacker();
    ~Unpacker();
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    void learn(const Dictionary& dictionary);  // knows one more
    // malformed: damaged, of an unknown dictionary, or larger than `cap`. Good until the next call.
    Result<std::string_view> unpack(std::string_view frame, std::size_t cap = std::size_t{64} << 20);
    // The dictionary a frame needs; 0: none.
    static std::uint32_t needs(std::string_view frame);

  private:
    struct Known;
    std::vector<std::unique_ptr<Known>> known_;
    ZSTD_DCtx_s* decompressor_;
    std::string unpacked_;
};

// What a publisher served, packed quickly; thread-safe, so that workers may do it for the writer.
std::string pack_raw(std::string_view bytes);
bool is_packed(std::string_view bytes);

}  // namespace octavo::store
