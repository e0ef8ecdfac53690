// One event, told in many languages, keeps its names, numbers and places. So every article gets a second, small set of
// keys next to its terms, made so that they are equal whatever the language:
//
//   names    the consonants of the name as it sounds, after ICU has brought it into Latin letters; sounds that
//   languages
//            mix up are one sign (b and p, l and r, g and k), vowels and endings go:
//              Trump, Трампа, τραμπ, ट्रम्प, トランプ -> TLNP
//   numbers  their digits
//   places   the countries and big cities that ICU (CLDR) names in the language of the article: フランス -> FR
//
// Two names that sound alike by chance are common; several at once are rare, and how rare each key is the desk learns
// like any other word. Chinese names are lost this way (their syllables are others), numbers and places are not. A list
// of people's names in all languages was considered: it would be always last year's.
// Checked by tests/text/bridges_test.cpp.
#include "text/bridges.hpp"

#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/uloc.h>
#include <unicode/utrans.h>

#include <memory>
#include <unordered_map>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/hash_filter.hpp"
#include "text/terms.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t fewest_sounds = 3, most_sounds = 4;
constexpr std::size_t longest_place = 4;  // words of a place's name

struct CloseTransliterator {
    void operator()(UTransliterator* t) const { utrans_close(t); }
};

UTransliterator* to_latin() {
    thread_local const std::unique_ptr<UTransliterator, CloseTransliterator> made = [] {
        UErrorCode error = U_ZERO_ERROR;
        constexpr std::u16string_view id = u"Any-Latin; Latin-ASCII";
        auto* opened =
            utrans_openU(id.data(), static_cast<int32_t>(id.size()), UTRANS_FORWARD, nullptr, 0, nullptr, &error);
        return std::unique_ptr<UTransliterator, CloseTransliterator>(U_SUCCESS(error) ? opened : nullptr);
    }();
    return made.get();
}

bool is_han(char32_t c) { return script_of(c) == Script::han; }

std::string in_ascii(std::string_view folded) {
    if (utf8::skip_ascii(folded) == folded.size()) return std::string(folded);
    constexpr std::size_t longest = 40;  // code units; a name is shorter
    std::u16string word;
    for (std::size_t at = 0; at < folded.size() && word.size() < longest;) {
        const char32_t c = utf8::next(folded, at);
        if (c > 0xFFFF || is_han(c)) return {};
        word += static_cast<char16_t>(c);
    }
    UTransliterator* transliterator = to_latin();
    if (!transliterator) return {};
    auto size = static_cast<int32_t>(word.size());
    word.resize(word.size() * 8 + 16);
    auto limit = size;
    UErrorCode error = U_ZERO_ERROR;
    utrans_transUChars(transliterator, word.data(), &size, static_cast<int32_t>(word.size()), 0, &limit, &error);
    if (U_FAILURE(error)) return {};
    std::string out;
    for (int32_t i = 0; i < size; ++i)
        if (word[static_cast<std::size_t>(i)] < 0x80) out += static_cast<char>(word[static_cast<std::size_t>(i)]);
    return utf8::lower(out);
}

// One sign for each group of consonants that languages write for each other; 0 for what is dropped.
char sign_of(char c, char next) {
    switch (c) {
        case 'b':
        case 'p':
            return next == 'h' && c == 'p' ? 'F' : 'P';
        case 'f':
        case 'v':
            return 'F';
        case 'c':
            return next == 'e' || next == 'i' || next == 'y' || next == 'h' || next == 'z' ? 'S' : 'K';
        case 'g':
        case 'k':
        case 'q':
            return 'K';
        case 's':
        case 'z':
        case 'x':
            return 'S';
        case 'd':
        case 't':
            return 'T';
        case 'l':
        case 'r':
            return 'L';
        case 'm':
        case 'n':
            return 'N';
        default:
            return 0;  // vowels, and h, j, w, y, which are vowels or nothing in too many languages
    }
}

}  // namespace

std::string sound_of(std::string_view folded) {
    const std::string letters = in_ascii(folded);
    std::string out;
    for (std::size_t i = 0; i < letters.size() && out.size() < most_sounds; ++i) {
        if (letters[i] < 'a' || letters[i] > 'z') continue;
        const char sign = sign_of(letters[i], i + 1 < letters.size() ? letters[i + 1] : '\0');
        if (i == 0 && sign == 0) out += 'A';
        if (sign != 0 && (out.empty() || out.back() != sign)) out += sign;
    }
    if (out.size() < fewest_sounds) out.clear();
    return out;
}

// The places of one language: sequences of terms, hashed.
class NamesOfPlaces {
  public:
    explicit NamesOfPlaces(std::string_view language) : language_(language) {
        add_countries();
        add_cities();
    }
    // `last` are the words up to this one, newest first.
    std::uint64_t find(std::span<const std::uint64_t> last) const {
        if (!endings_.may_have(last[0])) return 0;
        std::uint64_t found = 0, sequence = 0;
        for (std::size_t n = 0; n < last.size(); ++n) {
            sequence = mix64(sequence ^ last[n]);
            if (const auto place = places_.find(sequence); place != places_.end()) found = place->second;
        }
        return found;
    }

  private:
    void add(std::string_view name, std::string_view key) {
        std::vector<std::uint64_t> terms;
        TermReader reader(name, language_);
        for (Word word; reader.next(word);) terms.push_back(word.hash);
        if (terms.empty() || terms.size() > longest_place) return;
        std::uint64_t sequence = 0;
        for (std::size_t i = terms.size(); i-- > 0;) sequence = mix64(sequence ^ terms[i]);
        endings_.add(terms.back());
        places_.try_emplace(sequence, word_hash(key));
    }
    void add_countries() {
        for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
            char16_t name[128];
            UErrorCode error = U_ZERO_ERROR;
            const std::string place = std::string("und_") + *code;
            const auto size = uloc_getDisplayCountry(place.c_str(), language_.c_str(), name, 128, &error);
            if (U_FAILURE(error) || error == U_USING_DEFAULT_WARNING) continue;
            std::string utf8_name;
            icu::UnicodeString(name, size).toUTF8String(utf8_name);
            add(utf8_name, std::string("country ") + *code);
        }
    }
    // CLDR names the city of each time zone, in each language: some four hundred, the capitals among them.
    void add_cities() {
        UErrorCode error = U_ZERO_ERROR;
        const std::unique_ptr<icu::TimeZoneNames> names(
            icu::TimeZoneNames::createInstance(icu::Locale(language_.c_str()), error));
        const std::unique_ptr<icu::StringEnumeration> zones(
            icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, error));
        if (U_FAILURE(error)) return;
        while (const icu::UnicodeString* zone = zones->snext(error)) {
            icu::UnicodeString city;
            names->getExemplarLocationName(*zone, city);
            if (city.isBogus()) continue;
            std::string name, key;
            city.toUTF8String(name);
            zone->toUTF8String(key);
            add(name, "city " + key);
        }
    }

    std::string language_;
    std::unordered_map<std::uint64_t, std::uint64_t> places_;
    HashFilter<1 << 15> endings_;  // the last words of names
};

namespace {

const NamesOfPlaces& places_of(std::string_view language) {
    constexpr std::size_t most = 12;
    thread_local std::vector<std::pair<std::string, std::unique_ptr<NamesOfPlaces>>> kept;
    const auto found =
        std::ranges::find(kept, language, [](const auto& entry) { return std::string_view(entry.first); });
    if (found != kept.end()) return *found->second;
    if (kept.size() >= most) kept.erase(kept.begin());
    return *kept.emplace_back(std::string(language), std::make_unique<NamesOfPlaces>(language)).second;
}

}  // namespace

PlaceSpotter::PlaceSpotter(std::string_view language) : names_(places_of(language)) {}

std::uint64_t PlaceSpotter::next(std::uint64_t term) {
    const std::uint64_t last[longest_place] = {term, last_[0], last_[1], last_[2]};
    last_[2] = last_[1];
    last_[1] = last_[0];
    last_[0] = term;
    return names_.find(last);
}

}  // namespace octavo::text
