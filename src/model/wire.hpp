// One small binary encoding for what crosses a wall: parse jobs, parsed articles, stored bodies.
//
// Varints (LEB128), length-prefixed strings, little-endian floats; each message begins with a kind letter and a
// version. A reader of strangers' bytes: every count is checked against what is left, so nothing can be allocated
// that was not sent. A decoder never throws; after the first fault `ok()` is false and every read gives zero.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/article.hpp"

namespace octavo::wire {

class Encoder {
  public:
    void number(std::uint64_t v) {
        while (v >= 0x80) {
            bytes_ += static_cast<char>(v | 0x80);
            v >>= 7;
        }
        bytes_ += static_cast<char>(v);
    }
    void signed_number(std::int64_t v) {  // zigzag
        number(static_cast<std::uint64_t>(v) << 1 ^ static_cast<std::uint64_t>(v >> 63));
    }
    void fixed64(std::uint64_t v) {
        char b[8];
        std::memcpy(b, &v, 8);
        bytes_.append(b, 8);
    }
    void real(float v) {
        const auto u = std::bit_cast<std::uint32_t>(v);
        char b[4];
        std::memcpy(b, &u, 4);
        bytes_.append(b, 4);
    }
    void string(std::string_view s) {
        number(s.size());
        bytes_.append(s);
    }
    void flag(bool f) { bytes_ += f ? '\1' : '\0'; }
    void instant(const std::optional<Instant>& t) {
        flag(t.has_value());
        if (t) signed_number(to_unix_ms(*t));
    }
    template <class Range, class Each>
    void list(const Range& range, Each each) {
        number(range.size());
        for (const auto& item : range) each(item);
    }
    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

class Decoder {
  public:
    explicit Decoder(std::string_view bytes) : left_(bytes) {}
    bool ok() const { return ok_; }
    bool done() const { return ok_ && left_.empty(); }

    std::uint64_t number() {
        std::uint64_t v = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (left_.empty()) return bad();
            const auto byte = static_cast<unsigned char>(left_.front());
            left_.remove_prefix(1);
            v |= std::uint64_t(byte & 0x7F) << shift;
            if (byte < 0x80) return v;
        }
        return bad();
    }
    std::int64_t signed_number() {
        const auto u = number();
        return static_cast<std::int64_t>(u >> 1) ^ -static_cast<std::int64_t>(u & 1);
    }
    std::uint64_t fixed64() {
        if (left_.size() < 8) return bad();
        std::uint64_t v = 0;
        std::memcpy(&v, left_.data(), 8);
        left_.remove_prefix(8);
        return v;
    }
    float real() {
        if (left_.size() < 4) {
            bad();
            return 0;
        }
        std::uint32_t u = 0;
        std::memcpy(&u, left_.data(), 4);
        left_.remove_prefix(4);
        return std::bit_cast<float>(u);
    }
    std::string_view view() {
        const auto size = number();
        if (size > left_.size()) {
            bad();
            return {};
        }
        const auto s = left_.substr(0, size);
        left_.remove_prefix(size);
        return s;
    }
    std::string string() { return std::string(view()); }
    bool flag() { return number() != 0; }
    std::optional<Instant> instant() {
        if (!flag()) return std::nullopt;
        return from_unix_ms(signed_number());
    }
    // Calls `each` once an item; at most as many as there are bytes left.
    template <class Each>
    void list(Each each) {
        const auto count = number();
        if (count > left_.size()) {
            bad();
            return;
        }
        for (std::uint64_t i = 0; i < count && ok_; ++i) each();
    }

  private:
    std::uint64_t bad() {
        ok_ = false;
        left_ = {};
        return 0;
    }
    std::string_view left_;
    bool ok_ = true;
};

std::string encode(const Extraction& extraction);
Result<Extraction> decode_extraction(std::string_view bytes);
std::string encode(const Reading& reading);
Result<Reading> decode_reading(std::string_view bytes);

}  // namespace octavo::wire
