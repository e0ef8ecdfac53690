// Title and text -> Reading.
//
// One walk over the words gives everything: how many there are, the fingerprint of the body (equal words, equal
// fingerprint, whatever the typography), the prints by which its copies are known, and the weighted terms. A term's
// weight grows with the logarithm of how often it stands there; the title counts three times, and names and numbers
// half as much again, because they say which event it is. How rare a word is among all articles only the desk knows.
// Checked by tests/text/reading_test.cpp.
#include "text/reading.hpp"

#include "base/utf8.hpp"
#include "model/terms.hpp"
#include "text/bridges.hpp"
#include "text/category.hpp"
#include "text/common_words.hpp"
#include "text/hash_table.hpp"
#include "text/language.hpp"
#include "text/places.hpp"
#include "text/prints.hpp"
#include "text/sheet.hpp"
#include "text/small_log.hpp"
#include "text/tags.hpp"
#include "text/terms.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t most_terms = 200;
constexpr std::size_t most_words = 40'000;  // of a body; more is a book or an attack, and the lead says it all
constexpr std::uint32_t lead_words = 60;    // of the body's beginning
constexpr std::size_t most_bridges = 40;
constexpr float title_weight = 3;
constexpr float name_weight = 1.5F;

struct Count {
    std::uint64_t hash = 0;
    std::uint64_t bridge = 0;
    std::uint64_t where = 0;  // bits of model/terms.hpp
    float times = 0;
    std::uint32_t as_name = 0, as_word = 0;  // seen with and without a capital where that tells
    bool digits = false, caseless = false;
    bool is_name() const { return digits || as_name > as_word; }
    void meet(const KnownWord& word, float weight, std::uint64_t field) {
        times += weight;
        digits = word.digits;
        caseless = word.caseless;
        bridge = word.bridge;
        where |= field;
    }
};

using Counts = HashTable<Count>;  // of the terms of one article

// Whether a capital at this word says "name": not where every sentence has one. What stands between the words decides.
bool begins_sentence(std::string_view text, std::size_t previous_end, std::size_t begin) {
    if (previous_end == 0) return true;
    for (const char c : text.substr(previous_end, begin - previous_end))
        if (c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == '"') return true;
    return false;
}

void count_title(const Sheet& title, Counts& counts) {
    // In Title Case every word has a capital: then none says anything.
    std::size_t words = 0;
    std::size_t capitals = 0;
    title.each_term([&](const Met&, const KnownWord& word) {
        if (word.stop || word.digits) return;
        ++words;
        capitals += word.capital;
    });
    const bool title_case = 5 * capitals > 3 * words;
    std::size_t end = 0;
    title.each_term([&](const Met& met, const KnownWord& word) {
        const bool first = begins_sentence(title.text(), end, met.begin);
        end = met.end;
        if (word.stop) return;
        Count& count = counts.at(word.hash);
        count.meet(word, title_weight, term::in_title);
        if (!title_case && !first) ++(word.capital ? count.as_name : count.as_word);
    });
}

// What a walk over the words of a body adds up.
class Body {
  public:
    Body(std::string_view text, std::string_view language, Counts& counts, Understood& out)
        : text_(text), counts_(counts), reading_(out.reading), terms_(out.search.body), spotter_(language) {
        terms_.reserve(text.size());
    }
    void meet(std::size_t begin, std::size_t end, const KnownWord& word) {
        if (!terms_.empty()) terms_ += ' ';
        terms_ += word.term();
        if (reading_.words == most_words) return;  // all of it is indexed, its beginning is read
        ++reading_.words;
        prints_.add(word.hash);
        if (const std::uint64_t place = spotter_.next(word.hash); place != 0) places.push_back(place);
        const bool first = begins_sentence(text_, end_, begin);
        end_ = end;
        if (word.stop) return;
        Count& count = counts_.at(word.hash);
        count.meet(word, 1, reading_.words <= lead_words ? term::in_lead : 0);
        if (!first) ++(word.capital ? count.as_name : count.as_word);
    }
    void finish() { prints_.finish(reading_); }

    std::vector<std::uint64_t> places;

  private:
    std::string_view text_;
    Counts& counts_;
    Reading& reading_;
    std::string& terms_;
    Prints prints_;
    PlaceSpotter spotter_;
    std::size_t end_ = 0;
};

std::vector<Term> heaviest(const Counts& counts, std::string_view language) {
    struct Weighted {
        Term term;
        std::size_t first;
    };
    std::vector<Weighted> all;
    const std::span<const Count> counted = counts.all();
    all.reserve(counted.size());
    for (std::size_t i = 0; i < counted.size(); ++i) {
        const Count& c = counted[i];
        const bool name = c.is_name();
        const float weight = (1 + log_of(c.times)) * weight_of_term(c.hash, language);
        const std::uint64_t where = c.where | (name ? term::is_name : 0);
        all.push_back({{term::word(c.hash) | where, weight * (name ? name_weight : 1.0F)}, i});
    }
    const auto before = [](const Weighted& a, const Weighted& b) {
        return a.term.frequency != b.term.frequency ? a.term.frequency > b.term.frequency : a.first < b.first;
    };
    if (all.size() > most_terms) {
        std::ranges::nth_element(all, all.begin() + most_terms, before);
        all.resize(most_terms);
    }
    std::vector<Term> terms;
    terms.reserve(all.size());
    for (const Weighted& w : all) terms.push_back(w.term);
    std::ranges::sort(terms, {}, &Term::hash);
    return terms;
}

// Names, numbers and, from `places`, countries and cities. In a script without capitals any word may be a name.
std::vector<Term> bridges(const Counts& counts, std::vector<std::uint64_t>& places) {
    std::vector<Term> all;
    for (const Count& c : counts.all())
        if (c.bridge != 0 && (c.caseless || c.is_name())) all.push_back({term::word(c.bridge) | term::bridge, c.times});
    for (const std::uint64_t place : places) all.push_back({term::word(place) | term::bridge, 2});
    std::ranges::sort(all, {}, &Term::hash);
    std::size_t kept = 0;
    for (const Term& t : all)
        if (kept > 0 && all[kept - 1].hash == t.hash)
            all[kept - 1].frequency += t.frequency;
        else
            all[kept++] = t;
    all.resize(kept);
    const auto before = [](const Term& a, const Term& b) {
        return a.frequency != b.frequency ? a.frequency > b.frequency : a.hash < b.hash;
    };
    if (all.size() > most_bridges) {
        std::ranges::nth_element(all, all.begin() + most_bridges, before);
        all.resize(most_bridges);
    }
    for (Term& t : all) t.frequency = 1 + std::log(t.frequency);
    return all;
}

}  // namespace

// The terms of a text that was walked over.
static std::string terms_of(const Sheet& sheet) {
    std::string out;
    out.reserve(sheet.text().size());
    sheet.each_term([&](const Met&, const KnownWord& word) {
        if (!out.empty()) out += ' ';
        out += word.term();
    });
    return out;
}

// Without a text the title is the text.
static Tagged tag_sheets(const ToRead& article, const Sheet& title, const Sheet& text) {
    const std::string_view country = country_of_address(article.url);
    if (!article.text.empty()) return tag(title, text, country);
    return tag(Sheet({}, text.language()), Sheet(utf8::cut(article.title, most_tag_bytes), text.language()), country);
}

enum class Read : std::uint8_t { all, for_desk };

static Understood understand(const ToRead& article, Read what) {
    Understood all;
    Reading& reading = all.reading;
    reading.version = reading_version;
    const LanguageGuess guess = identify_article(article.title, article.text, article.language_hint);
    reading.language = guess.language;
    reading.language_confidence = guess.confidence;

    thread_local Counts counts;
    counts.clear(512);
    Body body(article.text, reading.language, counts, all);
    // Of most texts one walk is enough. Of a longer one tags and places look at the beginning only, which a walk over
    // all of it may part otherwise where it is cut: so that is walked by itself, and all of it holding nothing.
    const std::string_view headline = utf8::cut(article.title, most_tag_title);
    std::optional<Sheet> title(std::in_place, headline, reading.language);
    count_title(*title, counts);
    all.search.title = headline.size() == article.title.size() ? terms_of(*title) : std::string();
    const std::string_view beginning = utf8::cut(article.text, most_tag_bytes);
    const bool whole = beginning.size() == article.text.size();
    if (!whole || headline.size() < article.title.size()) {
        title.reset();
        if (all.search.title.empty()) all.search.title = index_terms(article.title, reading.language);
        TermReader reader(whole ? std::string_view() : article.text, reading.language);
        for (Word word; reader.next(word);) body.meet(word.at.begin, word.at.end, reader.known());
        title.emplace(headline, reading.language);
    }
    const Sheet text(beginning, reading.language);
    if (whole) text.each_term([&](const Met& met, const KnownWord& word) { body.meet(met.begin, met.end, word); });
    body.finish();
    reading.terms = heaviest(counts, reading.language);
    std::ranges::move(bridges(counts, body.places), std::back_inserter(reading.terms));
    std::ranges::sort(reading.terms, {}, &Term::hash);
    if (what == Read::for_desk) return all;
    const CategoryGuess sorted =
        categorize({article.title, article.text, article.url, reading.language, article.sections},
                   CategoryModel::shipped(), article.own_categories);
    reading.category = sorted.category;
    reading.category_confidence = sorted.confidence;
    reading.news = sorted.news;
    Tagged tagged = tag_sheets(article, *title, text);
    for (const PlaceFound& found : tagged.places) reading.places.push_back({std::string(found.place->id), found.score});
    for (HashtagFound& found : tagged.hashtags) reading.hashtags.push_back(std::move(found.tag));
    reading.names = std::move(tagged.names);
    return all;
}

Understood understand(const ToRead& article) { return understand(article, Read::all); }
Reading read(const ToRead& article) { return understand(article, Read::all).reading; }
Reading read_for_desk(const ToRead& article) { return understand(article, Read::for_desk).reading; }

SearchText search_text(std::string_view title, std::string_view text, std::string_view language) {
    return {index_terms(title, language), index_terms(text, language)};
}

std::vector<std::string> wordings(std::string_view text, std::string_view language,
                                  std::span<const std::uint32_t> keys) {
    struct Found {
        std::string_view written;
        bool name = false;
    };
    std::unordered_map<std::uint32_t, Found> found;
    for (const std::uint32_t key : keys) found[key] = {};
    std::size_t end = 0, seen = 0;
    TermReader reader(text, language);
    for (Word word; seen < most_words && reader.next(word); ++seen) {
        const bool name = word.capital && !begins_sentence(text, end, word.at.begin);
        end = word.at.end;
        const auto wanted = found.find(term::key(word.hash));
        if (wanted == found.end() || (!wanted->second.written.empty() && (wanted->second.name || !name))) continue;
        wanted->second = {text.substr(word.at.begin, word.at.end - word.at.begin), name};
    }
    std::vector<std::string> out;
    for (const std::uint32_t key : keys)
        if (const Found& f = found[key]; !f.written.empty()) out.emplace_back(f.written);
    return out;
}

int distance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

}  // namespace octavo::text
