// Idea: a name is a run of folded words, found by a hash that grows word by word; so one walk over a text tries every
// name at every place for the price of a look-up a word, and stops when nothing longer begins so.
//   "New" -> more;  "New York" -> a city, more;  "New York City" -> the same city
// Languages that bend their words are met by stems ("Герман" + at most three letters), those that write no spaces by
// their first character. An automaton over all names of all languages was the road not taken: a name of one language is
// a plain word of another ("Anh", "Mali"), so a text is read with its own language's names and the world's.
// Checked by tests/text/places_test.cpp.
#include "text/gazetteer.hpp"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <shared_mutex>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/data.gen.hpp"
#include "text/tag_words.hpp"
#include "text/word_reader.hpp"

namespace octavo::text {
namespace {

// The piece of a line up to the next separator, taken off.
std::string_view take(std::string_view& rest, char separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto piece = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return piece;
}

template <class Number>
Number number_of(std::string_view text) {
    Number value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

template <class Do>
void each_line(std::string_view text, Do does) {
    while (!text.empty())
        if (const auto line = take(text, '\n'); !line.empty() && line.front() != '#') does(line);
}

std::uint32_t front_of(std::string_view text, std::size_t bytes) {
    std::uint32_t key = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : std::uint32_t{0});
    return key;
}

bool is_unspaced(char32_t c) {
    const Script s = script_of(c);
    return s == Script::han || s == Script::kana || s == Script::hangul || s == Script::thai || s == Script::lao ||
           s == Script::khmer || s == Script::myanmar;
}

// Languages that bend names, and how many letters an ending may have.
std::size_t ending_of(std::string_view language) {
    static constexpr std::string_view three[] = {"ru", "uk", "be", "bg", "mk", "sr", "hr", "bs", "sl", "pl",
                                                 "cs", "sk", "lt", "lv", "el", "ro", "sq", "is", "hy", "ka"};
    static constexpr std::string_view four[] = {"fi", "et", "hu", "tr", "az", "kk", "ky", "uz", "tk", "tt", "eu", "ug"};
    if (std::ranges::find(three, language) != std::end(three)) return 3;
    return std::ranges::find(four, language) != std::end(four) ? 4 : 0;
}

bool is_vowel(char32_t c) {
    static constexpr std::u32string_view vowels = U"aeiouyаеёиоуыэюяйьіїєąęăâîαεηιουωςs";
    return vowels.find(c) != std::u32string_view::npos;
}

// What a bent name keeps: "Германия" -> "герман", "Saksa" -> "saks". Four letters at least.
std::string stem_of(std::string_view folded) {
    std::u32string letters;
    for (std::size_t i = 0; i < folded.size();) letters += utf8::next(folded, i);
    for (int off = 0; off < 2 && letters.size() > 4 && is_vowel(letters.back()); ++off) letters.pop_back();
    std::string out;
    for (const char32_t c : letters) utf8::append(out, c);
    return out;
}

// Regions are known where readers speak of them by name; elsewhere many are called "Central" or "North".
bool has_known_regions(std::string_view country) {
    static constexpr std::string_view countries[] = {
        "US", "CA", "AU", "DE", "FR", "IT", "ES", "IN", "BR", "MX", "CN", "RU", "JP", "AR", "UA", "NG", "PK",
        "ZA", "TR", "PL", "CH", "AT", "IR", "ID", "MY", "CO", "VE", "BE", "NL", "GR", "IQ", "SY", "GB", "AF"};
    return std::ranges::find(countries, country) != std::end(countries);
}

bool is_plain_word(std::string_view folded) {
    static constexpr std::string_view words[] = {
        "central", "centre", "center",  "north",   "northern",    "south",      "southern",         "east",
        "eastern", "west",   "western", "capital", "northwest",   "southeast",  "limburg province", "plateau",
        "rivers",  "delta",  "niger",   "benue",   "cross river", "free state", "north west",       "antwerp province"};
    return std::ranges::find(words, folded) != std::end(words);
}

}  // namespace

std::uint64_t place_hash(std::uint64_t before, std::string_view folded) {
    return mix64(before * 31 + std::hash<std::string_view>{}(folded));
}

std::string place_word(std::string_view word) {
    std::string out;
    fold_name(word, out);
    for (const std::string_view apostrophe : {"'", "’", "ʼ"})
        if (const auto at = out.find(apostrophe); at != std::string::npos && at > 1) out.resize(at);
    return out;
}

namespace {

std::size_t bit_of(std::uint64_t hash) { return hash % most_first_words; }

}  // namespace

bool PlaceNames::may_begin(std::string_view folded) const {
    const std::size_t whole = bit_of(place_hash(0, folded));
    if (begins_[whole / 64] >> whole % 64 & 1) return true;
    if (folded.size() >= 4 && stems_.contains(front_of(folded, 4))) return true;
    return world_ && world_->may_begin(folded);
}

bool PlaceNames::may_begin_small(std::string_view folded) const {
    if (folded.size() >= 4) {
        const auto at = stems_.find(front_of(folded, 4));
        if (at != stems_.end() && std::ranges::any_of(at->second, &Stem::any_case)) return true;
    }
    return small_.contains(std::string(folded)) || (world_ && world_->may_begin_small(folded));
}

void PlaceNames::note_beginning(std::string_view folded) {
    const std::size_t bit = bit_of(place_hash(0, folded));
    begins_[bit / 64] |= std::uint64_t{1} << bit % 64;
}

PlaceNames::Found PlaceNames::look(std::uint64_t hash) const {
    Found out;
    if (const auto at = known_.may_have(hash) ? entries_.find(hash) : entries_.end(); at != entries_.end()) {
        const Entry& e = at->second;
        out = {e.places, !e.places.empty(), e.more, e.any_case, e.letters};
    }
    if (!world_) return out;
    const Found far = world_->look(hash);
    if (!out.whole && far.whole) return {far.places, true, out.more || far.more, far.any_case, far.letters};
    out.more |= far.more;
    return out;
}

PlaceNames::Found PlaceNames::look_by_stem(std::string_view folded) const {
    const auto at = folded.size() < 4 ? stems_.end() : stems_.find(front_of(folded, 4));
    if (at == stems_.end()) return {};
    const Stem* best = nullptr;
    for (const Stem& stem : at->second)
        if (folded.starts_with(stem.front) && folded.size() - stem.front.size() <= stem.most &&
            (!best || stem.front.size() > best->front.size()))
            best = &stem;
    if (!best) return {};
    return {std::span(&best->place, 1), true, false, best->any_case, false};
}

std::size_t PlaceNames::look_unspaced(std::string_view text, Found& found) const {
    const auto at = unspaced_.find(front_of(text, 3));
    if (at == unspaced_.end()) return 0;
    for (const auto& [name, place] : at->second)
        if (text.starts_with(name)) {
            found = {std::span(&place, 1), true, false, true, false};
            return name.size();
        }
    return 0;
}

struct Gazetteer::Languages {
    std::shared_mutex mutex;
    std::unordered_map<std::string, std::unique_ptr<PlaceNames>> known;
    std::unordered_map<std::string_view, std::string_view> lines;  // of names.tsv, by language
};

Gazetteer::~Gazetteer() = default;

Gazetteer::Gazetteer() : languages_(std::make_unique<Languages>()) {
    each_line(data::gazetteer_places_tsv(), [&](std::string_view line) {
        GazetteerPlace p;
        p.id = take(line, '\t');
        p.name = take(line, '\t');
        const auto kind = take(line, '\t');
        using Kind = GazetteerPlace::Kind;
        p.kind = kind == "country"   ? Kind::country
                 : kind == "region"  ? Kind::region
                 : kind == "capital" ? Kind::capital
                                     : Kind::city;
        p.country = take(line, '\t');
        p.region = take(line, '\t');
        p.thousands = number_of<std::uint32_t>(take(line, '\t'));
        p.latitude = number_of<float>(take(line, '\t'));
        p.longitude = number_of<float>(take(line, '\t'));
        const auto index = static_cast<PlaceIndex>(places_.size());
        by_id_.emplace(p.id, index);
        if (p.kind == Kind::city || p.kind == Kind::capital)
            by_name_.emplace(std::string(p.name) + "/" + std::string(p.country), index);  // the biggest stands first
        places_.push_back(p);
    });
    for (PlaceIndex i = 0; i < places_.size(); ++i) {
        const GazetteerPlace& p = places_[i];
        if (p.kind == GazetteerPlace::Kind::region && !has_known_regions(p.country)) continue;
        add(world_, p.name, i, "");
    }
    each_line(data::gazetteer_names_tsv(), [&](std::string_view line) {
        const auto language = take(line, '\t');
        languages_->lines.emplace(language, line);
    });
    const PlaceNames english = read_names("en");
    for (std::size_t i = 0; i < world_.begins_.size(); ++i) world_.begins_[i] |= english.begins_[i];
    for (const auto& [hash, entry] : english.entries_) {
        PlaceNames::Entry& e = world_.entries_[hash];
        world_.known_.add(hash);
        const bool known = !e.places.empty();
        for (const PlaceIndex p : entry.places)
            if (std::ranges::find(e.places, p) == e.places.end()) e.places.push_back(p);
        e.more |= entry.more;
        e.any_case |= entry.any_case && !known;
        e.letters |= entry.letters && !known;
    }
}

const Gazetteer& Gazetteer::own() {
    static const Gazetteer gazetteer;
    return gazetteer;
}

const GazetteerPlace* Gazetteer::find(std::string_view id) const {
    const auto at = by_id_.find(id);
    return at == by_id_.end() ? nullptr : &places_[at->second];
}

const GazetteerPlace* Gazetteer::country(std::string_view code) const {
    const auto at = by_id_.find(code);
    return at == by_id_.end() ? nullptr : &places_[at->second];
}

const GazetteerPlace* Gazetteer::region(std::string_view country, std::string_view code) const {
    const auto at = by_id_.find(std::string(country) + "." + std::string(code));
    return at == by_id_.end() ? nullptr : &places_[at->second];
}

PlaceIndex Gazetteer::by_word(std::string_view place) const {
    if (const auto at = by_id_.find(place); at != by_id_.end()) return at->second;
    const auto at = by_name_.find(std::string(place));
    return at == by_name_.end() ? static_cast<PlaceIndex>(places_.size()) : at->second;
}

void Gazetteer::add(PlaceNames& names, std::string_view name, PlaceIndex place, std::string_view language) const {
    std::size_t at = 0;
    const char32_t first = name.empty() ? 0 : utf8::next(name, at);
    if (is_unspaced(first)) {
        if (at >= name.size()) return;  // one character says too little
        auto& list = names.unspaced_[front_of(name, 3)];
        list.emplace_back(name, place);
        std::ranges::stable_sort(list, std::greater(), [](const auto& n) { return n.first.size(); });
        return;
    }
    const bool bent = name.ends_with('*');
    const Script script = script_of(first);
    const bool cased = script == Script::latin || script == Script::cyrillic || script == Script::greek;
    const bool any_case = cased && !is_upper(first);
    std::vector<std::string> words;
    WordReader reader(name);
    for (Span span; reader.next(span);) words.push_back(place_word(name.substr(span.begin, span.end - span.begin)));
    if (words.empty() || words.size() > 6 || (words.size() == 1 && words[0].size() < 2)) return;
    const auto stem = [&](std::string front, std::size_t most) {
        if (front.size() < 4) return;
        names.stems_[front_of(front, 4)].push_back({std::move(front), most, place, any_case});
    };
    if (bent && words.size() == 1) return stem(words[0], 10);
    // "Ta'if" keeps too little in front of its apostrophe.
    if (words.size() == 1 && words[0].size() < 4 && name.size() > words[0].size() + 2) return;
    if (bent) {
        // "Нью-Йорк*": the last word with each of the endings that names of cities take.
        for (const std::string_view ending :
             {"", "а", "у", "е", "ом", "и", "ы", "ой", "u", "em", "ie", "da", "ta", "un"})
            add(names, std::string(name.substr(0, name.size() - 1)) + std::string(ending), place, "");
        return;
    }
    const bool letters = words.size() == 1 && name.size() <= 5 && utf8::lower(name) != name &&
                         std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; }) &&
                         static_cast<unsigned char>(name.front()) < 0x80;
    names.note_beginning(words[0]);
    if (any_case) names.small_.insert(words[0]);
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        hash = place_hash(hash, words[i]);
        PlaceNames::Entry& e = names.entries_[hash];
        names.known_.add(hash);
        if (i + 1 < words.size()) {
            e.more = true;
        } else if (std::ranges::find(e.places, place) == e.places.end()) {
            if (places_[place].kind == GazetteerPlace::Kind::region && is_plain_word(words[0])) return;
            if (e.places.empty()) {
                e.any_case = any_case;
                e.letters = letters;
            }
            e.places.push_back(place);
        }
    }
    if (const std::size_t ending = ending_of(language); ending && words.size() == 1 && !letters && words[0].size() > 4)
        stem(stem_of(words[0]), ending * (static_cast<unsigned char>(words[0][0]) < 0x80 ? 1 : 2));
}

PlaceNames Gazetteer::read_names(std::string_view language) const {
    PlaceNames out;
    if (const auto at = languages_->lines.find(language); at != languages_->lines.end()) {
        std::string_view line = at->second;
        while (!line.empty()) {
            std::string_view item = take(line, '\t');
            const PlaceIndex place = by_word(take(item, '='));
            while (!item.empty() && place < places_.size()) add(out, take(item, '|'), place, language);
        }
    }
    const auto bare = language.substr(0, language.find('-'));
    each_line(data::gazetteer_words_tsv(), [&](std::string_view line) {
        if (take(line, '\t') != bare) return;
        const PlaceIndex place = by_word(take(line, '\t'));
        while (!line.empty() && place < places_.size()) add(out, take(line, '|'), place, language);
    });
    return out;
}

const PlaceNames& Gazetteer::names(std::string_view language) const {
    // "pt-BR" -> "pt", "nb" -> "no"; Chinese in the other script has names of its own.
    std::string tag(language.substr(0, language.find('-')));
    if (tag == "nb" || tag == "nn") tag = "no";
    if (language == "zh-Hant" || language == "zh-TW" || language == "zh-HK") tag = "zh-Hant";
    if (!languages_->lines.contains(tag)) return world_;
    {
        const std::shared_lock lock(languages_->mutex);
        if (const auto at = languages_->known.find(tag); at != languages_->known.end()) return *at->second;
    }
    const std::unique_lock lock(languages_->mutex);
    auto& slot = languages_->known[tag];
    if (!slot) {
        slot = std::make_unique<PlaceNames>(read_names(tag));
        slot->world_ = &world_;
        // A name of this language may be that of other towns in the world's list: all of them are asked.
        for (auto& [hash, entry] : slot->entries_)
            if (const auto far = world_.entries_.find(hash); far != world_.entries_.end() && !entry.places.empty())
                for (const PlaceIndex p : far->second.places)
                    if (std::ranges::find(entry.places, p) == entry.places.end()) entry.places.push_back(p);
    }
    return *slot;
}

}  // namespace octavo::text
