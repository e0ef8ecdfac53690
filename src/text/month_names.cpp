// Whether a word of running text names a month.
//
// Idea: CLDR knows the names of months as a date has them ("3 мая", "3 stycznia") and as they stand alone ("май",
// "styczeń"), long and short. Those words count, whole. Languages that bend the name further ("w styczniu",
// "tammikuussa") may put a few other letters behind its stem; a stem has four letters at least. English and German
// write months with a capital, and a word without one is none: "may", "march".
//   10 stycznia  (pl) -> 1      10 stylists (en) -> 0      29 separate (en) -> 0
// Checked by tests/text/month_names_test.cpp.
#include "text/month_names.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <map>
#include <mutex>
#include <vector>

#include "base/date_words.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::text {
namespace {

struct Form {
    std::string letters;  // folded
    int month = 0;
    bool stem = false;  // others may follow
};
using Forms = std::vector<Form>;

// Languages that bend names of months.
constexpr std::string_view bending = " ru uk be pl cs sk hr sr bs sl bg mk lt lv fi et hu tr az kk el sq ";
// What CLDR has in its other forms only.
constexpr struct {
    std::string_view language, word;
    int month;
} others[] = {{"en", "sept", 9}, {"ru", "мае", 5}, {"pl", "maju", 5},   {"cs", "lednu", 1}, {"uk", "лютому", 2},
              {"de", "märz", 3}, {"de", "mrz", 3}, {"de", "jänner", 1}, {"de", "feber", 2}};

std::size_t letters_in(std::string_view word) {
    return static_cast<std::size_t>(
        std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

void add(const icu::UnicodeString& name, int month, bool bends, Forms& out) {
    std::string utf8;
    name.toUTF8String(utf8);
    std::string word = fold(utf8);
    while (!word.empty() && word.back() == '.') word.pop_back();
    // "5月", "M05": numbers are read elsewhere.
    if (word.size() < 3 || word.find_first_of("0123456789 ") != std::string::npos) return;
    out.push_back({word, month, false});
    if (!bends) return;
    constexpr std::size_t shortest = 4;
    const std::string_view less = utf8::cut(word, word.size() - 1);
    if (letters_in(less) >= shortest) out.push_back({std::string(less), month, true});
    if (letters_in(word) >= shortest) out.push_back({word, month, true});
}

Forms forms_of(std::string_view language) {
    Forms out;
    const std::string code(language);
    const bool bends = bending.find(fmt::format(" {} ", code)) != std::string_view::npos;
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(code.c_str()), status);
    if (U_SUCCESS(status)) {
        using Symbols = icu::DateFormatSymbols;
        for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE})
            for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
                int32_t count = 0;
                const icu::UnicodeString* names = symbols.getMonths(count, context, width);
                for (int32_t m = 0; m < std::min(count, 12); ++m)
                    add(names[m], m + 1, bends && width == Symbols::WIDE, out);
            }
    }
    for (const auto& other : others)
        if (other.language == language) out.push_back({std::string(other.word), other.month, false});
    return out;
}

const Forms& known(std::string_view language) {
    static std::mutex mutex;
    static std::map<std::string, Forms, std::less<>> made;
    const std::lock_guard lock(mutex);
    if (const auto found = made.find(language); found != made.end()) return found->second;
    constexpr std::size_t most = 200;  // languages; a tag may be anything
    static const Forms none;
    if (made.size() >= most) return none;
    return made.emplace(std::string(language), forms_of(language)).first->second;
}

int among(const Forms& forms, std::string_view word) {
    constexpr std::size_t most_behind = 4;  // letters
    int bent = 0;
    for (const Form& form : forms) {
        if (word == form.letters) return form.month;
        if (form.stem && bent == 0 && word.starts_with(form.letters) &&
            letters_in(word) <= letters_in(form.letters) + most_behind)
            bent = form.month;
    }
    return bent;
}

bool has_capital(std::string_view word) {
    std::size_t at = 0;
    return !word.empty() && is_upper(utf8::next(word, at));
}

}  // namespace

int month_named(std::string_view word, std::string_view language) {
    constexpr std::size_t longest = 40;
    if (word.size() < 3 || word.size() > longest) return 0;
    const std::string folded = fold(word);
    const std::string_view primary = language.substr(0, language.find('-'));
    const bool capital = has_capital(word);
    if (capital)
        if (const int month = among(known("en"), folded)) return month;
    if (primary.size() < 2 || primary.size() > 3 || primary == "en" || primary == "und") return 0;
    if (primary == "de" && !capital) return 0;
    if (const int month = among(known(primary), folded)) return month;
    // Scripts with prefixes, and names that differ from land to land ("آذار"): by their beginnings, as headlines are.
    if (primary != "ar" && primary != "he" && primary != "fa" && primary != "hi" && primary != "ur") return 0;
    const auto meaning = dates::meaning_of(dates::fold(word));
    return meaning.word == dates::Word::month ? meaning.month : 0;
}

}  // namespace octavo::text
