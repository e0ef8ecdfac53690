#include "base/utf8.hpp"

namespace octavo::utf8 {
namespace {

// Length of the well-formed sequence at the front, 0 when it is ill-formed; `bad` is then the maximal subpart.
// Unicode 15, table 3-7.
std::size_t sequence(std::string_view s, std::size_t& bad) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    bad = 1;
    const unsigned b0 = byte(0);
    if (b0 < 0x80) return 1;
    if (b0 < 0xC2 || b0 > 0xF4) return 0;
    const std::size_t need = b0 < 0xE0 ? 2 : b0 < 0xF0 ? 3 : 4;
    for (std::size_t i = 1; i < need; ++i) {
        if (i >= s.size()) return 0;
        const unsigned b = byte(i);
        unsigned low = 0x80;
        unsigned high = 0xBF;
        if (i == 1) {
            if (b0 == 0xE0) low = 0xA0;
            if (b0 == 0xED) high = 0x9F;
            if (b0 == 0xF0) low = 0x90;
            if (b0 == 0xF4) high = 0x8F;
        }
        if (b < low || b > high) return 0;
        bad = i + 1;
    }
    return need;
}

// Where the first ill-formed byte at or after `i` is, or the end; `bad` then as `sequence` gives it.
std::size_t well_formed_until(std::string_view text, std::size_t i, std::size_t& bad) {
    while ((i = skip_ascii(text, i)) < text.size()) {
        // What is not ASCII comes in words: the next character is the same kind more often than not.
        do {
            const std::size_t n = sequence(text.substr(i), bad);
            if (n == 0) return i;
            i += n;
        } while (i < text.size() && static_cast<unsigned char>(text[i]) >= 0x80);
    }
    return i;
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool ends_sentence(char32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F ||
           c == 0x06D4 || c == 0x0964;
}

}  // namespace

std::size_t skip_ascii(std::string_view text, std::size_t at) {
    const auto high = [&](std::size_t i) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        return word & 0x8080808080808080U;
    };
    for (; at + 32 <= text.size(); at += 32)
        if (high(at) | high(at + 8) | high(at + 16) | high(at + 24)) break;
    while (at + 8 <= text.size() && !high(at)) at += 8;
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

bool valid(std::string_view text) {
    std::size_t bad = 0;
    return well_formed_until(text, 0, bad) == text.size();
}

std::string repair(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t start = 0;;) {
        std::size_t bad = 0;
        const std::size_t end = well_formed_until(text, start, bad);
        out.append(text, start, end - start);
        if (end == text.size()) return out;
        out += "\xEF\xBF\xBD";
        start = end + bad;
    }
}

char32_t next_of_many(std::string_view text, std::size_t& at) {
    std::size_t bad = 0;
    const std::size_t n = sequence(text.substr(at), bad);
    if (n == 0) {
        ++at;
        return 0xFFFD;
    }
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
    char32_t c = byte(0);
    if (n == 2) c = (c & 0x1F) << 6 | (byte(1) & 0x3F);
    if (n == 3) c = (c & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (n == 4) c = (c & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    at += n;
    return c;
}

void append(std::string& out, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) next(text, i);
    return count;
}

std::size_t CodePoints::at(std::size_t byte_offset) {
    if (byte_offset < byte_) byte_ = count_ = 0;
    while (byte_ < byte_offset && byte_ < text_.size()) {
        next(text_, byte_);
        ++count_;
    }
    return count_;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        if (fold(a[i]) != fold(b[i])) return false;
    }
    return true;
}

std::string_view trim(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
    while (!text.empty() && space(text.front())) text.remove_prefix(1);
    while (!text.empty() && space(text.back())) text.remove_suffix(1);
    return text;
}

std::string without_controls(std::string text) {
    // U+0080 to U+009F are C2 80 to C2 9F: https://www.rfc-editor.org/rfc/rfc3629#section-3
    std::size_t to = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const auto behind = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if (byte == 0xC2 && behind >= 0x80 && behind < 0xA0) {
            ++at;
            continue;
        }
        if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F) continue;
        text[to++] = text[at];
    }
    text.resize(to);
    return text;
}

std::string squeeze(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool pending = false;
    std::size_t kept = 0;  // what stands from here to `start` is copied in one go
    const auto copy = [&](std::size_t to) {
        if (to == kept) return;
        if (pending) out += ' ';
        pending = false;
        out.append(text, kept, to - kept);
    };
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        if (!is_space(next(text, i))) continue;
        copy(start);
        pending = !out.empty();
        kept = i;
    }
    copy(text.size());
    return out;
}

std::string excerpt(std::string_view text, std::size_t max_code_points) {
    std::size_t sentence_end = 0;  // byte offset behind the last sentence that fits
    std::size_t word_end = 0;
    std::size_t count = 0;
    std::size_t sentence_count = 0;
    char32_t previous = ' ';
    for (std::size_t i = 0; i < text.size(); ++count) {
        const std::size_t start = i;
        const char32_t c = next(text, i);
        if (count >= max_code_points) {
            if (sentence_count * 3 >= max_code_points * 2) return std::string(trim(text.substr(0, sentence_end)));
            if (word_end == 0) word_end = start;  // scripts without spaces
            std::string out(trim(text.substr(0, word_end)));
            while (!out.empty() && (out.back() == ',' || out.back() == ';' || out.back() == ':' || out.back() == '-'))
                out.pop_back();
            return out + "…";
        }
        if (c > ' ' && c < 0x80) {  // most of most texts
            previous = c;
            continue;
        }
        if (is_space(c)) {
            word_end = start;
            if (ends_sentence(previous)) {
                sentence_end = start;
                sentence_count = count;
            }
        } else if (c >= 0x2E80 && c < 0xFB00) {  // CJK: any character may end a line
            word_end = i;
            if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F) {
                sentence_end = i;
                sentence_count = count + 1;
            }
        }
        previous = c;
    }
    return std::string(trim(text));
}

}  // namespace octavo::utf8
