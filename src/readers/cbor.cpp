#include "readers/cbor.hpp"

#include "base/utf8.hpp"

namespace octavo::readers {
namespace {

constexpr int deepest = 4;
constexpr int most_items = 64;

Failure malformed(std::string_view what) { return {Fault::malformed, fmt::format("CBOR: {}", what)}; }

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    std::string_view rest() const { return rest_; }

    Result<Cbor> item(int depth) {
        if (depth > deepest) return std::unexpected(malformed("too deep"));
        if (++items_ > most_items) return std::unexpected(malformed("too many items"));
        const auto [major, argument] = TRY(head());
        switch (major) {
            case 0:
            case 1: {
                if (argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                    return std::unexpected(malformed("a number beyond 63 bits"));
                const auto n = static_cast<std::int64_t>(argument);
                return Cbor{.kind = Cbor::Kind::integer, .number = major == 0 ? n : -1 - n};
            }
            case 2:
            case 3: {
                const std::string_view string = TRY(take(argument));
                if (major == 3 && !utf8::valid(string)) return std::unexpected(malformed("text that is no UTF-8"));
                return Cbor{.kind = major == 2 ? Cbor::Kind::bytes : Cbor::Kind::text, .string = string};
            }
            case 4:
                return list(Cbor::Kind::array, argument, depth);
            case 5:
                return map(argument, depth);
            case 7:
                if (argument == 20 || argument == 21)
                    return Cbor{.kind = Cbor::Kind::truth, .number = argument == 21 ? 1 : 0};
                if (argument == 22) return Cbor{};
                break;
            default:
                break;
        }
        return std::unexpected(malformed("neither tags nor fractions are expected"));
    }

  private:
    struct Head {
        int major = 0;
        std::uint64_t argument = 0;
    };

    Result<std::string_view> take(std::uint64_t size) {
        if (size > rest_.size()) return std::unexpected(malformed("it ends too soon"));
        const std::string_view out = rest_.substr(0, static_cast<std::size_t>(size));
        rest_.remove_prefix(out.size());
        return out;
    }

    // RFC 8949, section 3: "The initial byte of each encoded data item contains both information about the major type
    // (the high-order 3 bits) and additional information (the low-order 5 bits)."
    Result<Head> head() {
        const auto first = static_cast<unsigned char>(TRY(take(1)).front());
        const int major = first >> 5, info = first & 31;
        if (info < 24) return Head{major, static_cast<std::uint64_t>(info)};
        if (info > 27) return std::unexpected(malformed("an open end"));
        if (major == 7) return std::unexpected(malformed("a fraction"));
        std::uint64_t argument = 0;
        for (const char byte : TRY(take(std::uint64_t{1} << (info - 24))))
            argument = argument << 8 | static_cast<unsigned char>(byte);
        // Section 4.2.1: "the argument ... MUST be as short as possible".
        constexpr std::array<std::uint64_t, 4> least = {24, 1U << 8, 1U << 16, std::uint64_t{1} << 32};
        if (argument < least[static_cast<std::size_t>(info - 24)])
            return std::unexpected(malformed("a longer head than it needs"));
        return Head{major, argument};
    }

    Result<Cbor> list(Cbor::Kind kind, std::uint64_t count, int depth) {
        if (count > most_items) return std::unexpected(malformed("too many items"));
        Cbor out{.kind = kind};
        for (std::uint64_t i = 0; i < count; ++i) out.items.push_back(TRY(item(depth + 1)));
        return out;
    }

    Result<Cbor> map(std::uint64_t count, int depth) {
        if (count > most_items) return std::unexpected(malformed("too many items"));
        Cbor out = TRY(list(Cbor::Kind::map, 2 * count, depth));
        for (std::size_t i = 0; i < out.items.size(); i += 2) {
            const Cbor& name = out.items[i];
            const bool number = name.kind == Cbor::Kind::integer;
            if (!number && name.kind != Cbor::Kind::text) return std::unexpected(malformed("a name of a strange kind"));
            // At most 32 names: each against those before it.
            if (const Cbor* first = number ? out.find(name.number) : out.find(name.string); first != &out.items[i + 1])
                return std::unexpected(malformed("a name that stands twice"));
        }
        return out;
    }

    std::string_view rest_;
    int items_ = 0;
};

}  // namespace

const Cbor* Cbor::find(std::int64_t name) const {
    if (kind != Kind::map) return nullptr;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        if (items[i].is_number(name)) return &items[i + 1];
    return nullptr;
}

const Cbor* Cbor::find(std::string_view name) const {
    if (kind != Kind::map) return nullptr;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        if (items[i].kind == Kind::text && items[i].string == name) return &items[i + 1];
    return nullptr;
}

Result<Cbor> read_cbor(std::string_view& bytes) {
    Reader reader(bytes);
    Cbor out = TRY(reader.item(1));
    bytes = reader.rest();
    return out;
}

}  // namespace octavo::readers
