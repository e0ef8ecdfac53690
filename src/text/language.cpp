// Which language a text is in.
//
// Idea: the script alone decides two dozen languages; CLD2's tables of letter runs decide the rest on the first two
// kilobytes, where an article has shown what it is; the page's own tag (wrong on one page of fifty: templates) is a
// prior, and has the last word only where the text is too short to say.
//   "Die Straßenbahn kommt"      -> de        "تعلن الوزارة"  hint fa -> ar (the letters disagree with the tag)
//   "OK", hint "sv-SE"           -> sv        "1-0"           -> und
// Checked by tests/text/language_test.cpp.
#include "text/language.hpp"

#include <cld2/public/compact_lang_det.h>

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t sample_bytes = 2048;
constexpr float sure = 0.5F;             // under this the tag wins; a text of a word or two is then "und"
constexpr std::size_t few_letters = 24;  // less says little: the tag is believed

constexpr std::size_t script_count = static_cast<std::size_t>(Script::other) + 1;

struct Letters {
    std::array<std::size_t, script_count> count{};
    std::size_t total = 0;
    std::size_t of(Script s) const { return count[static_cast<std::size_t>(s)]; }
};

Letters count_letters(std::string_view text) {
    Letters letters;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            ++at;
            if ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z')
                ++letters.count[static_cast<std::size_t>(Script::latin)];
            continue;
        }
        ++letters.count[static_cast<std::size_t>(script_of(utf8::next(text, at)))];
    }
    letters.count[0] = 0;
    letters.total = std::accumulate(letters.count.begin(), letters.count.end(), std::size_t{0});
    return letters;
}

// The language of a script that newspapers use for one language only.
std::string_view only_language(Script script) {
    switch (script) {
        case Script::greek:
            return "el";
        case Script::gurmukhi:
            return "pa";
        case Script::gujarati:
            return "gu";
        case Script::oriya:
            return "or";
        case Script::tamil:
            return "ta";
        case Script::telugu:
            return "te";
        case Script::kannada:
            return "kn";
        case Script::malayalam:
            return "ml";
        case Script::sinhala:
            return "si";
        case Script::thai:
            return "th";
        case Script::lao:
            return "lo";
        case Script::myanmar:
            return "my";
        case Script::georgian:
            return "ka";
        case Script::armenian:
            return "hy";
        case Script::khmer:
            return "km";
        case Script::hangul:
            return "ko";
        case Script::kana:
            return "ja";
        case Script::thaana:
            return "dv";
        default:
            return {};
    }
}

// Whether a text in this script can be in the language a tag names. Latin is always possible: titles are
// transliterated, and half of the world's languages are written in it.
bool fits(Script script, std::string_view language) {
    const auto among = [&](std::initializer_list<std::string_view> list) { return contains(list, language); };
    constexpr auto others_than_latin = std::to_array<std::string_view>(
        {"el", "pa", "gu", "or", "ta", "te", "kn", "ml", "si", "th", "lo", "my", "ka", "hy", "km", "ko", "ja", "dv",
         "ru", "uk", "be", "bg", "mk", "ar", "fa", "ur", "he", "hi", "mr", "ne", "bn", "am", "ti", "zh", "bo"});
    switch (script) {
        case Script::cyrillic:
            return among(
                {"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn", "tt", "uz", "ba", "cv", "os", "ab", "ce"});
        case Script::arabic:
            return among({"ar", "fa", "ur", "ps", "ckb", "ku", "ug", "sd", "ks", "prs", "az", "arz", "pnb"});
        case Script::hebrew:
            return among({"he", "yi", "lad"});
        case Script::devanagari:
            return among({"hi", "mr", "ne", "sa", "bh", "bho", "mai", "kok", "new", "awa", "doi"});
        case Script::bengali:
            return among({"bn", "as", "mni"});
        case Script::ethiopic:
            return among({"am", "ti", "gez", "tig"});
        case Script::tibetan:
            return among({"bo", "dz"});
        case Script::han:
            return among({"zh", "yue", "ja"});
        case Script::latin:
            return !contains(others_than_latin, language);
        default:
            return only_language(script) == language;
    }
}

// The primary subtag of a language tag, today's code for old ones; "" when it is none.
std::string primary_of(std::string_view tag) {
    std::string code = utf8::lower(tag.substr(0, std::min(tag.find_first_of("-_"), tag.size())));
    if (code.size() < 2 || code.size() > 3 || !std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; }))
        return {};
    if (code == "iw") return "he";
    if (code == "in") return "id";
    if (code == "ji") return "yi";
    if (code == "jw") return "jv";
    if (code == "mo") return "ro";
    if (code == "tl") return "fil";
    if (code == "und" || code == "mul" || code == "zxx" || code == "xx" || code == "un") return {};
    return code;
}

std::string from_cld2(CLD2::Language language) {
    const std::string_view code = CLD2::LanguageCode(language);
    if (code == "zh-Hant") return "zh-Hant";
    return primary_of(code);
}

// One language to a table of letter runs, several to their readers: here the page knows better than the letters.
bool are_close(std::string_view a, std::string_view b) {
    constexpr auto southern_slavic = std::to_array<std::string_view>({"bs", "hr", "sr", "cnr", "sh"});
    constexpr auto malay = std::to_array<std::string_view>({"id", "ms"});
    return (contains(southern_slavic, a) && contains(southern_slavic, b)) || (contains(malay, a) && contains(malay, b));
}

struct Opinion {
    std::string language;
    float confidence = 0;
};

Opinion ask_cld2(std::string_view text, const std::string& hint) {
    const std::string old_code = hint == "he" ? "iw" : hint == "fil" ? "tl" : hint;
    const CLD2::CLDHints hints{old_code.empty() ? nullptr : old_code.c_str(), nullptr, -1, CLD2::UNKNOWN_LANGUAGE};
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int bytes = 0;
    int valid = 0;
    bool reliable = false;
    constexpr int best_effort = 0x4000;  // CLD2::kCLDFlagBestEffort, which only its internal headers name
    CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints, best_effort,
                                            languages.data(), percents.data(), scores.data(), nullptr, &bytes,
                                            &reliable, &valid);
    Opinion opinion{from_cld2(languages[0]), static_cast<float>(percents[0]) / 100};
    if (!reliable) opinion.confidence *= 0.6F;
    return opinion;
}

Script main_script(const Letters& letters) {
    const auto most = std::ranges::max_element(letters.count);
    auto script = static_cast<Script>(most - letters.count.begin());
    // Japanese is half Han; one kana in ten tells it from Chinese. Korean may quote Han.
    if ((script == Script::han || script == Script::kana) && 10 * letters.of(Script::kana) >= letters.of(Script::han))
        script = letters.of(Script::kana) > 0 ? Script::kana : Script::han;
    return script;
}

}  // namespace

LanguageGuess identify(std::string_view utf8, std::string_view hint) {
    const std::string_view sample = utf8::cut(utf8, sample_bytes);
    const Letters letters = count_letters(sample);
    std::string tagged = primary_of(hint);
    if (letters.total < 2) return {tagged.empty() ? "und" : tagged, tagged.empty() ? 0.0F : sure};

    const Script script = main_script(letters);
    if (const auto only = only_language(script); !only.empty())
        return {std::string(only),
                static_cast<float>(letters.of(script)) / static_cast<float>(letters.total) * 0.5F + 0.5F};
    if (!fits(script, tagged)) tagged.clear();

    const std::string repaired = utf8::valid(sample) ? std::string() : utf8::repair(sample);
    Opinion opinion = ask_cld2(repaired.empty() ? sample : repaired, tagged);
    if (!tagged.empty() && (opinion.language.empty() || opinion.confidence < sure || letters.total < few_letters))
        return {tagged, std::max(opinion.language == tagged ? opinion.confidence : 0.0F, sure)};
    if (!tagged.empty() && are_close(tagged, opinion.language)) return {tagged, std::max(opinion.confidence, sure)};
    // Japanese of more than a headline has kana.
    if (script == Script::han && opinion.language == "ja" && letters.of(Script::kana) == 0 &&
        (tagged == "zh" || letters.total > few_letters))
        return {"zh", sure};
    if (opinion.language.empty()) return {};
    if (letters.total < 8 && opinion.confidence < sure) return {"und", opinion.confidence};
    return {opinion.language, opinion.confidence};
}

LanguageGuess identify_article(std::string_view title, std::string_view text, std::string_view declared) {
    // Titles mislead ("Déjà vu"); the body decides where there is one. A beginning that clearly is what the page
    // declares is not read on.
    constexpr std::size_t beginning = 600;
    constexpr float clear = 0.95F;
    if (text.size() > beginning && !declared.empty()) {
        const LanguageGuess early = identify(utf8::cut(text, beginning), declared);
        if (early.confidence >= clear && early.language == primary_of(declared)) return early;
    }
    return identify(fmt::format("{}\n{}", title, utf8::cut(text, sample_bytes)), declared);
}

}  // namespace octavo::text
