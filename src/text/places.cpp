// Idea: a name alone is a guess. First the countries are counted, which few names leave in doubt; then each city's name
// goes to the bearer that fits them, and small towns count only where something speaks for them.
//   "Springfield"                                     nobody knows: 60 towns, none big            -> nothing
//   "Springfield, Illinois"                           the region is named                         -> that one
//   "LONDON (Reuters) - ..."  "London, Ontario"       a dateline; a region
// A place scores by where it is named: title 3, dateline 4, first paragraph 2, else 1, all dampened, so that a place
// named forty times does not bury the two it is about. A model was the road not taken: every score here can be said.
// Checked by tests/text/places_test.cpp and scripts/place_labels.py.
#include "text/places.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/utf8.hpp"
#include "text/place_mentions.hpp"
#include "text/sheet.hpp"

namespace octavo::text {
namespace {

using Kind = GazetteerPlace::Kind;

constexpr std::size_t most_text = 20'000;
constexpr std::size_t most_title = 1'000;
constexpr std::size_t first_part = 500;
constexpr float least = 0.15F;

bool is_city(const GazetteerPlace& p) { return p.kind == Kind::city || p.kind == Kind::capital; }

// Where a language is mostly read, as a weak word for its towns; none for those of many countries.
std::string_view home_of(std::string_view language) {
    static constexpr std::pair<std::string_view, std::string_view> homes[] = {
        {"fr", "FR"}, {"de", "DE"}, {"it", "IT"}, {"ru", "RU"}, {"ja", "JP"}, {"ko", "KR"}, {"pl", "PL"}, {"tr", "TR"},
        {"uk", "UA"}, {"nl", "NL"}, {"sv", "SE"}, {"da", "DK"}, {"no", "NO"}, {"fi", "FI"}, {"cs", "CZ"}, {"sk", "SK"},
        {"hu", "HU"}, {"ro", "RO"}, {"bg", "BG"}, {"el", "GR"}, {"sr", "RS"}, {"hr", "HR"}, {"lt", "LT"}, {"lv", "LV"},
        {"et", "EE"}, {"th", "TH"}, {"vi", "VN"}, {"id", "ID"}, {"hi", "IN"}, {"fa", "IR"}, {"he", "IL"}, {"ka", "GE"}};
    const auto at =
        std::ranges::find(homes, language.substr(0, language.find('-')), [](const auto& h) { return h.first; });
    return at == std::end(homes) ? std::string_view("-") : at->second;
}

struct Said {
    PlaceMention mention;
    float weight = 1;
    bool in_text = false;
    bool counted = false;
    const GazetteerPlace* taken_for = nullptr;
};

struct Tally {
    float weight = 0;
    int mentions = 0;
};

class Finder {
  public:
    Finder(const Sheet& title, const Sheet& text, std::string_view publisher_country)
        : gazetteer_(Gazetteer::own()), language_(text.language()), publisher_country_(publisher_country) {
        hear(title, 3, false);
        hear(text, 1, true);
    }

    std::vector<PlaceFound> run() {
        for (Said& s : said_) count_country(s);
        for (const Said& s : said_) hint(s);
        for (std::size_t i = 0; i < said_.size(); ++i)
            count_place(said_[i], i + 1 < said_.size() ? &said_[i + 1] : nullptr);
        return sorted();
    }

    void say(std::vector<PlaceSaid>& out) const {
        for (const Said& s : said_)
            if (s.in_text && s.taken_for)
                out.push_back({s.mention.begin, s.mention.end, s.taken_for, s.mention.adjective});
    }

  private:
    const GazetteerPlace& place(PlaceIndex i) const { return gazetteer_.places()[i]; }

    void hear(const Sheet& text, float weight, bool opening) {
        for (PlaceMention& m : mentions_in(text, opening)) {
            const float w = m.dateline ? 4.0F : opening && m.begin < first_part ? 2.0F : weight;
            said_.push_back({std::move(m), w, opening});
        }
        // The last mention of the title and the first of the text are no neighbours.
        if (!said_.empty() && !opening) said_.back().mention.with_next = false;
    }

    // A name that a country bears, and no one else of weight.
    void count_country(Said& s) {
        const PlaceIndex* country = nullptr;
        bool region = false;
        for (const PlaceIndex& c : s.mention.candidates) {
            if (place(c).kind == Kind::country) country = &c;
            region |= place(c).kind == Kind::region;
        }
        if (!country) return;
        // "Michael Jordan", "Chad Smith"
        if (s.mention.doubtful && s.mention.before_name) {
            s.counted = true;
            return;
        }
        if (region) return;  // Georgia: later, when the others are known
        const float w = s.mention.adjective ? s.weight * 0.7F : s.weight;
        add(*country, w);
        s.taken_for = &place(*country);
        s.counted = true;
    }

    // A big city that nobody takes for another speaks for its country: Atlanta says which Georgia.
    void hint(const Said& s) {
        if (s.counted || s.mention.doubtful || s.mention.before_name) return;
        const GazetteerPlace* biggest = nullptr;
        for (const PlaceIndex i : s.mention.candidates) {
            if (!is_city(place(i))) return;
            if (!biggest || place(i).thousands > biggest->thousands) biggest = &place(i);
        }
        if (biggest->thousands >= 300) hints_[biggest->country] += s.weight;
    }

    float country_weight(std::string_view code) const {
        const auto at = by_country_.find(code);
        const auto hinted = hints_.find(code);
        return (at == by_country_.end() ? 0.0F : std::min(at->second, 6.0F)) +
               (hinted == hints_.end() ? 0.0F : std::min(hinted->second, 3.0F)) +
               (publisher_country_.empty()   ? (code == home_of(language_) ? 0.6F : 0.0F)
                : code == publisher_country_ ? 1.0F
                                             : 0.0F);
    }

    void add(PlaceIndex i, float weight) {
        Tally& t = tally_[i];
        t.weight += weight;
        ++t.mentions;
        by_country_[place(i).country] += weight;
    }

    // What stands behind the comma: "Springfield, Illinois", "Paris, Texas".
    bool follows(const GazetteerPlace& p, const Said& s, const Said* next) const {
        if (!s.mention.with_next || !next) return false;
        return std::ranges::any_of(next->mention.candidates, [&](PlaceIndex i) {
            const GazetteerPlace& other = place(i);
            if (other.country != p.country) return false;
            return other.kind == Kind::country || (other.kind == Kind::region && other.id.substr(3) == p.region);
        });
    }

    void count_place(Said& s, const Said* next) {
        if (s.counted) return;
        s.counted = true;
        const PlaceMention& m = s.mention;
        const GazetteerPlace* best = nullptr;
        PlaceIndex chosen = 0;
        float most = -1e9F;
        bool named_with = false;
        for (const PlaceIndex i : m.candidates) {
            const GazetteerPlace& p = place(i);
            float score = std::log10(static_cast<float>(p.thousands) + 1.0F) + 0.7F * country_weight(p.country);
            if (p.kind == Kind::capital) score += 1.0F;
            if (p.kind == Kind::country) score += 1.5F;
            if (p.kind == Kind::region) score += p.country == "US" ? 3.5F : 1.0F;
            const bool with = follows(p, s, next);
            if (with) score += 6;
            if (score <= most) continue;
            most = score;
            best = &p;
            chosen = i;
            named_with = with;
        }
        if (!best) return;
        float weight = s.weight;
        if (is_city(*best)) {
            if (!named_with && !m.dateline && !speaks_for(*best, m)) return;
            if ((m.behind_name || m.before_name) && !named_with) weight *= 0.5F;
        } else if (m.before_name && m.doubtful) {
            return;
        }
        add(chosen, weight);
        s.taken_for = best;
    }

    bool speaks_for(const GazetteerPlace& p, const PlaceMention& m) const {
        const bool big = p.thousands >= 300 || p.kind == Kind::capital;
        const bool at_home = country_weight(p.country) > 0;
        // "Jack London", but also "Hauptstadt Berlin", "Başbakan İstanbul'da": a name of weight stays, for less.
        if (m.before_name && (m.doubtful || p.thousands < 500 || language_.starts_with("en"))) return false;
        if (m.doubtful) return m.located && (big || at_home);
        if (m.behind_name && !big) return false;
        if (big) return true;
        if (p.name.size() < 4) return false;
        return at_home && (m.located || p.thousands >= 80);
    }

    std::vector<PlaceFound> sorted() const {
        std::unordered_map<PlaceIndex, PlaceFound> all;
        std::unordered_map<std::string_view, float> lent;  // to countries by their cities
        for (const auto& [i, t] : tally_) {
            all[i] = {&place(i), t.weight, t.mentions};
            if (place(i).kind != Kind::country) lent[place(i).country] += 0.7F * t.weight;
        }
        for (const auto& [code, weight] : lent)
            if (const GazetteerPlace* c = gazetteer_.country(code)) {
                PlaceFound& found = all[static_cast<PlaceIndex>(c - gazetteer_.places().data())];
                found.place = c;
                found.score += weight;
            }
        std::vector<PlaceFound> out;
        float most = 0;
        for (auto& [i, found] : all) {
            found.score = std::log1p(found.score);
            most = std::max(most, found.score);
            out.push_back(found);
        }
        for (PlaceFound& f : out) f.score /= most;
        std::ranges::sort(out, [](const PlaceFound& a, const PlaceFound& b) {
            return a.score != b.score ? a.score > b.score : a.place->id < b.place->id;
        });
        std::size_t countries = 0, regions = 0, cities = 0;
        std::erase_if(out, [&](const PlaceFound& f) {
            if (f.score < least) return true;
            if (f.place->kind == Kind::country) return ++countries > 4;
            if (f.place->kind == Kind::region) return ++regions > 3;
            return ++cities > 6;
        });
        return out;
    }

    const Gazetteer& gazetteer_;
    std::string_view language_, publisher_country_;
    std::vector<Said> said_;
    std::unordered_map<PlaceIndex, Tally> tally_;
    std::unordered_map<std::string_view, float> by_country_;
    std::unordered_map<std::string_view, float> hints_;
};

}  // namespace

std::string_view country_of_address(std::string_view url) {
    // Sold to everybody, or another word in many languages.
    static constexpr std::string_view sold[] = {"AI", "AC", "BZ", "CC", "CD", "CO", "DJ", "FM", "GG",
                                                "IM", "IO", "LA", "LY", "ME", "MN", "MS", "NU", "PW",
                                                "SC", "SH", "SO", "ST", "TK", "TO", "TV", "VC", "WS"};
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    std::string_view host = url.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#:"));
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || host.size() - dot != 3) return {};
    std::string code(host.substr(dot + 1));
    for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (code == "UK") code = "GB";
    if (std::ranges::find(sold, code) != std::end(sold)) return {};
    const GazetteerPlace* country = Gazetteer::own().country(code);
    return country ? country->id : std::string_view();
}

std::vector<PlaceFound> find_places(const ToPlace& article, std::vector<PlaceSaid>* said) {
    const Sheet title(utf8::cut(article.title, most_title), article.language);
    const Sheet text(utf8::cut(article.text, most_text), article.language);
    return find_places(title, text, article.publisher_country, said);
}

std::vector<PlaceFound> find_places(const Sheet& title, const Sheet& text, std::string_view publisher_country,
                                    std::vector<PlaceSaid>* said) {
    Finder finder(title, text, publisher_country);
    auto found = finder.run();
    if (said) finder.say(*said);
    return found;
}

}  // namespace octavo::text
