#include "readers/names.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <array>
#include <memory>

#include "base/utf8.hpp"

namespace octavo::readers {
namespace {

constexpr std::array reserved = {"admin", "administrator", "moderator", "operator", "editor",
                                 "root",  "system",        "support",   "staff"};
constexpr std::string_view house = "octavo";  // with anything behind it
constexpr std::int32_t most_marks = 3;        // on one letter

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0; }
// Within words of Persian, Hindi and others they say how letters join.
bool is_joiner(UChar32 c) { return c == 0x200C || c == 0x200D; }
bool is_sign(UChar32 c) {
    constexpr std::array<UChar32, 10> signs = {' ', '-', '.', '\'', 0x2019, 0xB7, 0x30FB, 0x5F3, 0x5F4, 0x2010};
    return std::ranges::find(signs, c) != signs.end();
}

bool may_stand(const icu::UnicodeString& text, std::int32_t i) {
    const UChar32 c = text.char32At(i);
    if (is_joiner(c)) {  // between letters of a script that joins
        const UChar32 before = i > 0 ? text.char32At(text.moveIndex32(i, -1)) : 0;
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(before, &status);
        return i + 1 < text.length() && script != USCRIPT_LATIN && script != USCRIPT_CYRILLIC &&
               script != USCRIPT_GREEK && script != USCRIPT_COMMON && script != USCRIPT_INHERITED;
    }
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return false;
    return u_isalnum(c) || is_mark(c) || is_sign(c);
}

struct CloseChecker {
    void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};

const USpoofChecker* checker() {
    static const std::unique_ptr<USpoofChecker, CloseChecker> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<USpoofChecker, CloseChecker> out(uspoof_open(&status));
        uspoof_setChecks(out.get(), USPOOF_RESTRICTION_LEVEL | USPOOF_MIXED_NUMBERS, &status);
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

// Letters, digits and their marks: what parts words is seen and forgotten, and joiners are not seen.
icu::UnicodeString letters_of(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_isalnum(c) || is_mark(c)) out.append(c);
    }
    return out;
}

// In lower case, however it is written: "Ａｄａ" and "ADA" are "ada"; the dot that a Turkish capital I leaves goes.
std::optional<icu::UnicodeString> folded(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    icu::UnicodeString out = fold->normalize(text, status);
    if (U_FAILURE(status)) return std::nullopt;
    out.findAndReplace(icu::UnicodeString(u"i\u0307"), icu::UnicodeString(u"i"));
    return letters_of(out);
}

std::optional<std::string> look_of(const icu::UnicodeString& letters) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out;
    uspoof_getSkeletonUnicodeString(checker(), 0, letters, out, &status);
    if (U_FAILURE(status)) return std::nullopt;
    return utf8_of(out);
}

// Whether a name would be taken for the house's own: marks and look-alikes do not help it.
bool is_reserved(const icu::UnicodeString& key) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString skeleton, plain;
    uspoof_getSkeletonUnicodeString(checker(), 0, key, skeleton, &status);
    for (std::int32_t i = 0; i < skeleton.length(); i = skeleton.moveIndex32(i, 1))
        if (!is_mark(skeleton.char32At(i))) plain.append(skeleton.char32At(i));
    const auto look = [](std::string_view word) {
        return look_of(icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())}))
            .value_or("");
    };
    const std::string seen = utf8_of(plain.foldCase());
    return seen.starts_with(look(house)) ||
           std::ranges::any_of(reserved, [&](const char* word) { return seen == look(word); });
}

}  // namespace

std::optional<Name> read_name(std::string_view written) {
    constexpr std::size_t most_bytes = 8 * longest_name;
    if (written.size() > most_bytes || !utf8::valid(written)) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    const std::string squeezed = utf8::squeeze(written);
    const icu::UnicodeString text = nfc->normalize(
        icu::UnicodeString::fromUTF8({squeezed.data(), static_cast<std::int32_t>(squeezed.size())}), status);
    if (U_FAILURE(status) || text.isEmpty() || text.countChar32() > static_cast<std::int32_t>(longest_name))
        return std::nullopt;
    std::int32_t marks = 0;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        marks = is_mark(text.char32At(i)) ? marks + 1 : 0;
        if (!may_stand(text, i) || marks > most_marks) return std::nullopt;
    }
    const UChar32 first = text.char32At(0);
    const bool ideograph = uscript_getScript(first, &status) == USCRIPT_HAN;
    if (!u_isalnum(first) || (text.countChar32() < 2 && !ideograph)) return std::nullopt;
    if (uspoof_checkUnicodeString(checker(), letters_of(text), nullptr, &status) != 0 || U_FAILURE(status))
        return std::nullopt;
    const auto key = folded(text);
    if (!key || key->isEmpty() || is_reserved(*key)) return std::nullopt;
    Name out{.shown = utf8_of(text), .key = utf8_of(*key), .looks = {}};
    for (const auto& letters : {letters_of(text), *key}) {
        auto look = look_of(letters);
        if (!look) return std::nullopt;
        if (std::ranges::find(out.looks, *look) == out.looks.end()) out.looks.push_back(*std::move(look));
    }
    return out;
}

}  // namespace octavo::readers
