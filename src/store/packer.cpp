#include "store/packer.hpp"

#include <zdict.h>
#include <zstd.h>

namespace octavo::store {
namespace {

constexpr std::size_t dictionary_bytes = std::size_t{64} << 10;
constexpr int body_level = 3, terms_level = 1, raw_level = 1;

}  // namespace

std::string_view name_of(Purpose purpose) { return purpose == Purpose::body ? "body" : "terms"; }

struct Packer::Known {
    std::uint32_t id = 0;
    Purpose purpose = Purpose::body;
    std::unique_ptr<ZSTD_CDict, decltype(&ZSTD_freeCDict)> write{nullptr, ZSTD_freeCDict};
    std::unique_ptr<ZSTD_DDict, decltype(&ZSTD_freeDDict)> read{nullptr, ZSTD_freeDDict};
};

std::string train_dictionary(std::span<const std::string> samples) {
    std::string all;
    std::vector<std::size_t> sizes;
    sizes.reserve(samples.size());
    for (const auto& sample : samples) {
        all += sample;
        sizes.push_back(sample.size());
    }
    std::string bytes(dictionary_bytes, '\0');
    const auto size = ZDICT_trainFromBuffer(bytes.data(), bytes.size(), all.data(), sizes.data(),
                                            static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(size) != 0) return {};
    bytes.resize(size);
    return bytes;
}

std::uint32_t dictionary_id(std::string_view bytes) { return ZDICT_getDictID(bytes.data(), bytes.size()); }

Packer::Packer() : compressor_(ZSTD_createCCtx()), decompressor_(ZSTD_createDCtx()) {}
Packer::~Packer() {
    ZSTD_freeCCtx(compressor_);
    ZSTD_freeDCtx(decompressor_);
}

void Packer::learn(const Dictionary& dictionary) {
    auto known = std::make_unique<Known>();
    known->id = dictionary.id;
    known->purpose = dictionary.purpose;
    const auto& bytes = dictionary.bytes;
    known->write.reset(
        ZSTD_createCDict(bytes.data(), bytes.size(), dictionary.purpose == Purpose::body ? body_level : terms_level));
    known->read.reset(ZSTD_createDDict(bytes.data(), bytes.size()));
    known_.push_back(std::move(known));
}

bool Packer::has(Purpose purpose) const {
    return std::ranges::any_of(known_, [&](const auto& known) { return known->purpose == purpose; });
}

std::string_view Packer::pack(std::string_view bytes, Purpose purpose) {
    const auto room = ZSTD_compressBound(bytes.size());
    if (packed_.size() < room) packed_.resize(room);
    const Known* with = nullptr;
    for (const auto& known : known_)
        if (known->purpose == purpose) with = known.get();
    const auto size = with != nullptr ? ZSTD_compress_usingCDict(compressor_, packed_.data(), room, bytes.data(),
                                                                 bytes.size(), with->write.get())
                                      : ZSTD_compressCCtx(compressor_, packed_.data(), room, bytes.data(), bytes.size(),
                                                          purpose == Purpose::body ? body_level : terms_level);
    // With room for the worst case there is nothing left that could fail.
    return std::string_view(packed_).substr(0, ZSTD_isError(size) != 0 ? 0 : size);
}

Result<std::string_view> Packer::unpack(std::string_view frame, std::size_t cap) {
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return fail(Fault::malformed, "stored bytes: not a frame of ours");
    if (size > cap) return fail(Fault::malformed, "stored bytes: larger than anything we store");
    if (unpacked_.size() < size) unpacked_.resize(size);
    const auto id = needs(frame);
    const Known* with = nullptr;
    for (const auto& known : known_)
        if (known->id == id) with = known.get();
    if (id != 0 && with == nullptr)
        return fail(Fault::malformed, fmt::format("stored bytes: dictionary {} is missing", id));
    const auto got = with != nullptr
                         ? ZSTD_decompress_usingDDict(decompressor_, unpacked_.data(), size, frame.data(), frame.size(),
                                                      with->read.get())
                         : ZSTD_decompressDCtx(decompressor_, unpacked_.data(), size, frame.data(), frame.size());
    if (ZSTD_isError(got) != 0 || got != size) return fail(Fault::malformed, "stored bytes: damaged");
    return std::string_view(unpacked_).substr(0, got);
}

std::uint32_t Packer::needs(std::string_view frame) { return ZSTD_getDictID_fromFrame(frame.data(), frame.size()); }

std::string pack_raw(std::string_view bytes) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), raw_level);
    packed.resize(ZSTD_isError(size) != 0 ? 0 : size);
    return packed;
}

bool is_packed(std::string_view bytes) {
    // RFC 8878, section 3.1.1: the magic number, little endian.
    constexpr std::string_view magic("\x28\xB5\x2F\xFD", 4);
    return bytes.starts_with(magic);
}

}  // namespace octavo::store
