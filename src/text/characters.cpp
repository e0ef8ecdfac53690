#include "text/characters.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include "base/utf8.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t plane = 0x10000;

bool by_dictionary(UChar32 c) {
    if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &error);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || c == 0x30FC;
}

CharClass classify(UChar32 c) {
    if (by_dictionary(c)) return CharClass::dictionary;
    switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
        case U_WB_ALETTER:
            return c >= 0xAC00 && c <= 0xD7A3 ? CharClass::hangul : CharClass::letter;
        case U_WB_HEBREW_LETTER:
            return CharClass::hebrew;
        case U_WB_NUMERIC:
            return CharClass::digit;
        case U_WB_EXTEND:
        case U_WB_FORMAT:
        case U_WB_ZWJ:
            return CharClass::extend;
        // CLDR takes the colon out of the joining signs for all languages but Finnish and Swedish, and so do we for
        // all.
        case U_WB_MIDLETTER:
            return c == ':' || c == 0xFE55 || c == 0xFF1A ? CharClass::other : CharClass::mid_letter;
        case U_WB_MIDNUM:
            return CharClass::mid_number;
        case U_WB_MIDNUMLET:
        case U_WB_SINGLE_QUOTE:
            return CharClass::mid_either;
        case U_WB_DOUBLE_QUOTE:
            return CharClass::double_quote;
        default:
            return CharClass::other;
    }
}

Script classify_script(UChar32 c) {
    if (!u_isalpha(c)) return Script::none;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
        case USCRIPT_LATIN:
            return Script::latin;
        case USCRIPT_CYRILLIC:
            return Script::cyrillic;
        case USCRIPT_GREEK:
            return Script::greek;
        case USCRIPT_ARABIC:
            return Script::arabic;
        case USCRIPT_HEBREW:
            return Script::hebrew;
        case USCRIPT_DEVANAGARI:
            return Script::devanagari;
        case USCRIPT_BENGALI:
            return Script::bengali;
        case USCRIPT_GURMUKHI:
            return Script::gurmukhi;
        case USCRIPT_GUJARATI:
            return Script::gujarati;
        case USCRIPT_ORIYA:
            return Script::oriya;
        case USCRIPT_TAMIL:
            return Script::tamil;
        case USCRIPT_TELUGU:
            return Script::telugu;
        case USCRIPT_KANNADA:
            return Script::kannada;
        case USCRIPT_MALAYALAM:
            return Script::malayalam;
        case USCRIPT_SINHALA:
            return Script::sinhala;
        case USCRIPT_THAI:
            return Script::thai;
        case USCRIPT_LAO:
            return Script::lao;
        case USCRIPT_TIBETAN:
            return Script::tibetan;
        case USCRIPT_MYANMAR:
            return Script::myanmar;
        case USCRIPT_GEORGIAN:
            return Script::georgian;
        case USCRIPT_ARMENIAN:
            return Script::armenian;
        case USCRIPT_ETHIOPIC:
            return Script::ethiopic;
        case USCRIPT_KHMER:
            return Script::khmer;
        case USCRIPT_HANGUL:
            return Script::hangul;
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
            return Script::kana;
        case USCRIPT_HAN:
            return Script::han;
        case USCRIPT_THAANA:
            return Script::thaana;
        case USCRIPT_COMMON:
        case USCRIPT_INHERITED:
            return Script::none;
        default:
            return Script::other;
    }
}

// One byte each for the first plane: ICU's own look-ups cost ten times as much.
struct Tables {
    std::array<CharClass, plane> classes;
    std::array<Script, plane> scripts;
    Tables() {
        for (std::size_t c = 0; c < plane; ++c) {
            classes[c] = classify(static_cast<UChar32>(c));
            scripts[c] = classify_script(static_cast<UChar32>(c));
        }
    }
};
const Tables& tables() {
    static const auto made = std::make_unique<const Tables>();
    return *made;
}

const UNormalizer2* folder() {
    UErrorCode error = U_ZERO_ERROR;
    return unorm2_getNFKCCasefoldInstance(&error);
}
const UNormalizer2* decomposer() {
    UErrorCode error = U_ZERO_ERROR;
    return unorm2_getNFDInstance(&error);
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::u16string to_utf16(std::string_view utf8) {
    std::u16string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = utf8::next(utf8, at);
        if (c >= plane) {
            out += static_cast<char16_t>(0xD7C0 + (c >> 10));
            out += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
        } else {
            out += static_cast<char16_t>(c);
        }
    }
    return out;
}

// Letters that Unicode does not take apart, but that people type with the plain one.
char32_t plain_latin(char32_t c) {
    switch (c) {
        case 0xF8:
            return 'o';  // o with stroke
        case 0x142:
            return 'l';  // l with stroke
        case 0x111:
            return 'd';  // d with stroke
        case 0x131:
            return 'i';  // dotless i
        case 0x127:
            return 'h';  // h with stroke
        case 0xF0:
            return 'd';  // eth
        default:
            return c;
    }
}

char32_t plain_arabic(char32_t c) {
    switch (c) {
        case 0x622:
        case 0x623:
        case 0x625:
        case 0x671:
            return 0x627;  // alef with hamza, madda, wasla
        case 0x649:
        case 0x6CC:
            return 0x64A;  // alef maksura, Farsi yeh: yeh
        case 0x629:
            return 0x647;  // teh marbuta: heh
        case 0x6A9:
            return 0x643;  // keheh: kaf
        case 0x640:
            return 0;  // tatweel
        default:
            return c;
    }
}

// The first character of the canonical decomposition.
char32_t base_of(char32_t c) {
    char16_t parts[8];
    UErrorCode error = U_ZERO_ERROR;
    const int32_t n = unorm2_getDecomposition(decomposer(), static_cast<UChar32>(c), parts, 8, &error);
    return n > 0 && U_SUCCESS(error) ? base_of(parts[0]) : c;
}

}  // namespace

CharClass class_of(char32_t c) { return c < plane ? tables().classes[c] : classify(static_cast<UChar32>(c)); }
Script script_of(char32_t c) { return c < plane ? tables().scripts[c] : classify_script(static_cast<UChar32>(c)); }
bool is_upper(char32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

std::string fold(std::string_view text) {
    if (is_ascii(text)) return utf8::lower(text);
    const std::u16string in = to_utf16(text);
    std::u16string folded(in.size() * 4 + 32, u'\0');  // one character may grow to eighteen (U+FDFA): then we try again
    UErrorCode error = U_ZERO_ERROR;
    auto size = unorm2_normalize(folder(), in.data(), static_cast<int32_t>(in.size()), folded.data(),
                                 static_cast<int32_t>(folded.size()), &error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        error = U_ZERO_ERROR;
        folded.resize(static_cast<std::size_t>(size));
        size = unorm2_normalize(folder(), in.data(), static_cast<int32_t>(in.size()), folded.data(), size, &error);
    }
    if (U_FAILURE(error)) return std::string(text);
    folded.resize(static_cast<std::size_t>(size));
    std::string out;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        char32_t c = folded[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < folded.size()) c = ((c - 0xD7C0) << 10) + (folded[++i] & 0x3FFU);
        if (c >= 0x80)
            if (const int32_t digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0)
                c = U'0' + static_cast<char32_t>(digit);
        utf8::append(out, c);
    }
    return out;
}

std::string without_marks(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        if (c < 0x80) {
            out += static_cast<char>(c);
            continue;
        }
        const bool stress = c >= 0x300 && c <= 0x36F;
        const bool point = (c >= 0x591 && c <= 0x5C7) || (c >= 0x64B && c <= 0x65F) || c == 0x670;
        if (stress || point) continue;
        if (c == 0xE6 || c == 0x153) {  // ae, oe
            out += c == 0xE6 ? "ae" : "oe";
        } else if (c == 0xFE) {  // thorn
            out += "th";
        } else if (c == 0x451 || c == 0x450) {  // yo, ie with grave
            utf8::append(out, 0x435);
        } else if (c >= 0x600 && c <= 0x6FF) {
            if (const char32_t plain = plain_arabic(c)) utf8::append(out, plain);
        } else if (const Script script = script_of(c); script == Script::latin || script == Script::greek) {
            utf8::append(out, plain_latin(base_of(c)));
        } else {
            utf8::append(out, c);
        }
    }
    return out;
}

}  // namespace octavo::text
