#include "web/changes.hpp"

#include <unicode/uchar.h>

#include "base/utf8.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_cells = 4'000'000;  // of one table: two texts of 2,000 paragraphs, or of 2,000 words

// Pairs of places that stay, ascending in both; none when the table would be too large.
template <class T>
std::vector<std::pair<std::size_t, std::size_t>> common(std::span<const T> a, std::span<const T> b) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    // What both begin and end with needs no table.
    std::size_t front = 0, back = 0;
    while (front < a.size() && front < b.size() && a[front] == b[front]) ++front;
    while (back < a.size() - front && back < b.size() - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
        ++back;
    const auto x = a.subspan(front, a.size() - front - back), y = b.subspan(front, b.size() - front - back);
    for (std::size_t i = 0; i < front; ++i) pairs.emplace_back(i, i);
    if (!x.empty() && !y.empty() && x.size() <= most_cells / y.size()) {
        const std::size_t width = y.size() + 1;
        std::vector<std::uint32_t> longest((x.size() + 1) * width, 0);
        for (std::size_t i = x.size(); i-- > 0;)
            for (std::size_t j = y.size(); j-- > 0;)
                longest[i * width + j] = x[i] == y[j]
                                             ? longest[(i + 1) * width + j + 1] + 1
                                             : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
        for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
            if (x[i] == y[j])
                pairs.emplace_back(front + i++, front + j++);
            else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1])
                ++i;
            else
                ++j;
        }
    }
    for (std::size_t i = back; i > 0; --i) pairs.emplace_back(a.size() - i, b.size() - i);
    return pairs;
}

// Words with what stands between them; where no spaces are written, letter by letter.
std::vector<std::string_view> pieces_of(std::string_view text) {
    std::vector<std::string_view> pieces;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        char32_t c = utf8::next(text, at);
        const auto joins = [](char32_t letter) {
            const auto code = static_cast<UChar32>(letter);
            return (u_isalnum(code) || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0) &&
                   !u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC);
        };
        if (joins(c)) {
            for (std::size_t ahead = at; ahead < text.size(); at = ahead) {
                c = utf8::next(text, ahead);
                if (!joins(c)) break;
            }
        }
        pieces.push_back(text.substr(from, at - from));
    }
    return pieces;
}

void add(ChangedParagraph& to, Change::Kind kind, std::string_view text) {
    if (text.empty()) return;
    if (!to.empty() && to.back().kind == kind)
        to.back().text += text;
    else
        to.push_back({kind, std::string(text)});
}

ChangedParagraph compare(std::string_view before, std::string_view after) {
    const auto old = pieces_of(before), now = pieces_of(after);
    ChangedParagraph out;
    std::size_t i = 0, j = 0;
    const auto until = [&](std::size_t a, std::size_t b) {
        for (; i < a; ++i) add(out, Change::Kind::gone, old[i]);
        for (; j < b; ++j) add(out, Change::Kind::added, now[j]);
    };
    for (const auto& [a, b] : common<std::string_view>(old, now)) {
        until(a, b);
        add(out, Change::Kind::same, now[j]);
        ++i;
        ++j;
    }
    until(old.size(), now.size());
    return out;
}

}  // namespace

std::vector<ChangedParagraph> changes_between(std::span<const std::string> before, std::span<const std::string> after) {
    std::vector<ChangedParagraph> out;
    std::size_t i = 0, j = 0;
    const auto until = [&](std::size_t a, std::size_t b) {
        // As many as stand on both sides changed one into the other; the rest came or went.
        for (; i < a && j < b; ++i, ++j) out.push_back(compare(before[i], after[j]));
        for (; i < a; ++i) out.push_back({{Change::Kind::gone, before[i]}});
        for (; j < b; ++j) out.push_back({{Change::Kind::added, after[j]}});
    };
    for (const auto& [a, b] : common<std::string>(before, after)) {
        until(a, b);
        out.push_back({{Change::Kind::same, after[j]}});
        ++i;
        ++j;
    }
    until(before.size(), after.size());
    return out;
}

}  // namespace octavo::web
