#include "store/packer.hpp"

#define ZDICT_STATIC_LINKING_ONLY  // for the trainer with its figures given
#include <zdict.h>
#include <zstd.h>

namespace octavo::store {
namespace {

constexpr std::size_t dictionary_bytes = std::size_t{64} << 10;
constexpr unsigned segment_bytes = 1024;
constexpr int body_level = 3, terms_level = 1, raw_level = 1;

// One a thread: making one costs more than packing an article.
ZSTD_CCtx* compressor() {
    thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> made{ZSTD_createCCtx(), ZSTD_freeCCtx};
    return made.get();
}

}  // namespace

std::string_view name_of(Purpose purpose) { return purpose == Purpose::body ? "body" : "terms"; }

struct Unpacker::Known {
    std::uint32_t id = 0;
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
    // One pass with a fixed length of segment: ZDICT_trainFromBuffer tries several, with the writer waiting.
    ZDICT_fastCover_params_t given{};
    given.k = segment_bytes;
    given.d = 8;
    given.f = 20;
    given.accel = 1;
    given.splitPoint = 1;
    const auto size = ZDICT_trainFromBuffer_fastCover(bytes.data(), bytes.size(), all.data(), sizes.data(),
                                                      static_cast<unsigned>(sizes.size()), given);
    if (ZDICT_isError(size) != 0) return {};
    bytes.resize(size);
    return bytes;
}

std::uint32_t dictionary_id(std::string_view bytes) { return ZDICT_getDictID(bytes.data(), bytes.size()); }

Writing with(Writing writing, const Dictionary& dictionary) {
    const bool body = dictionary.purpose == Purpose::body;
    (body ? writing.body : writing.terms) = std::shared_ptr<const ZSTD_CDict>(
        ZSTD_createCDict(dictionary.bytes.data(), dictionary.bytes.size(), body ? body_level : terms_level),
        [](const ZSTD_CDict* made) { ZSTD_freeCDict(const_cast<ZSTD_CDict*>(made)); });
    return writing;
}

std::string pack(std::string_view bytes, Purpose purpose, const Writing& writing) {
    const bool body = purpose == Purpose::body;
    const auto* dictionary = (body ? writing.body : writing.terms).get();
    auto* context = compressor();
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = dictionary != nullptr ? ZSTD_compress_usingCDict(context, packed.data(), packed.size(),
                                                                       bytes.data(), bytes.size(), dictionary)
                                            : ZSTD_compressCCtx(context, packed.data(), packed.size(), bytes.data(),
                                                                bytes.size(), body ? body_level : terms_level);
    // With room for the worst case there is nothing left that could fail.
    packed.resize(ZSTD_isError(size) != 0 ? 0 : size);
    packed.shrink_to_fit();
    return packed;
}

Unpacker::Unpacker() : decompressor_(ZSTD_createDCtx()) {}
Unpacker::~Unpacker() { ZSTD_freeDCtx(decompressor_); }

void Unpacker::learn(const Dictionary& dictionary) {
    auto known = std::make_unique<Known>();
    known->id = dictionary.id;
    known->read.reset(ZSTD_createDDict(dictionary.bytes.data(), dictionary.bytes.size()));
    known_.push_back(std::move(known));
}

Result<std::string_view> Unpacker::unpack(std::string_view frame, std::size_t cap) {
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

std::uint32_t Unpacker::needs(std::string_view frame) { return ZSTD_getDictID_fromFrame(frame.data(), frame.size()); }

std::string pack_raw(std::string_view bytes) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size =
        ZSTD_compressCCtx(compressor(), packed.data(), packed.size(), bytes.data(), bytes.size(), raw_level);
    packed.resize(ZSTD_isError(size) != 0 ? 0 : size);
    packed.shrink_to_fit();
    return packed;
}

bool is_packed(std::string_view bytes) {
    // RFC 8878, section 3.1.1: the magic number, little endian.
    constexpr std::string_view magic("\x28\xB5\x2F\xFD", 4);
    return bytes.starts_with(magic);
}

}  // namespace octavo::store
