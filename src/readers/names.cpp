#include "readers/names.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <array>
#include <memory>

#include "base/utf8.hpp"

namespace octavo::readers {
namespace {

constexpr std::array reserved = {"admin",  "administrator", "moderator", "octavo", "operator",
                                 "editor", "root",          "system",    "support"};

bool may_stand(UChar32 c) {
    if (u_isalnum(c) || c == ' ' || c == '-' || c == '.' || c == '\'' || c == 0x2019) return true;
    const auto mask = U_GET_GC_MASK(c);
    return (mask & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;  // vowel signs are half of some scripts
}

struct CloseChecker {
    void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};

const USpoofChecker* checker() {
    static const std::unique_ptr<USpoofChecker, CloseChecker> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<USpoofChecker, CloseChecker> out(uspoof_open(&status));
        uspoof_setChecks(out.get(), USPOOF_RESTRICTION_LEVEL | USPOOF_INVISIBLE | USPOOF_MIXED_NUMBERS, &status);
        uspoof_setRestrictionLevel(out.get(), USPOOF_HIGHLY_RESTRICTIVE);
        return out;
    }();
    return made.get();
}

std::string utf8_of(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

// What a reader sees, whatever it is written with.
std::optional<std::string> skeleton_of(icu::UnicodeString text) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out;
    text.foldCase();
    uspoof_getSkeletonUnicodeString(checker(), 0, text, out, &status);
    if (U_FAILURE(status)) return std::nullopt;
    out.foldCase();  // skeletons bring capitals back: "l" and "I" are one
    // Blanks and dots part words for the eye alone: "adaquay" and "ada quay" would be taken for one another.
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < out.length(); i = out.moveIndex32(i, 1)) {
        const UChar32 c = out.char32At(i);
        // A capital I is an l to the eye, and is folded to an i: they are all one.
        if (u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK) plain.append(c == 'i' ? UChar32{'l'} : c);
    }
    return utf8_of(plain);
}

}  // namespace

std::optional<Name> read_name(std::string_view written) {
    constexpr std::size_t most_bytes = 4 * longest_name;
    if (written.size() > 2 * most_bytes || !utf8::valid(written)) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
    const std::string squeezed = utf8::squeeze(written);
    const icu::UnicodeString text = nfkc->normalize(
        icu::UnicodeString::fromUTF8({squeezed.data(), static_cast<std::int32_t>(squeezed.size())}), status);
    if (U_FAILURE(status)) return std::nullopt;
    const auto length = static_cast<std::size_t>(text.countChar32());
    if (length < shortest_name || length > longest_name) return std::nullopt;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
        if (!may_stand(text.char32At(i))) return std::nullopt;
    if (!u_isalnum(text.char32At(0)) || uspoof_checkUnicodeString(checker(), text, nullptr, &status) != 0 ||
        U_FAILURE(status))
        return std::nullopt;
    auto key = skeleton_of(text);
    if (!key || key->empty()) return std::nullopt;
    for (const char* name : reserved)
        if (*key == skeleton_of(icu::UnicodeString(name, -1, US_INV))) return std::nullopt;
    return Name{utf8_of(text), std::move(*key)};
}

}  // namespace octavo::readers
