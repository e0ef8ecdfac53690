// Idea: names first, because readers follow names; then the phrases that are no part of them. A name weighs by how
// often and how early it stands and whether the title has it; what is met once, in the middle, is left out while there
// are four others, and what half of all articles name (parliaments, parties, bare countries) unless the title has it or
// it comes four times. One or two places are kept for the theme, which is no name: names outweigh it always, and it is
// what a reader would look for first (themes.cpp). Written as people write them:
//   Donald Trump -> #DonaldTrump     climate change -> #ClimateChange     изменение климата -> #ИзменениеКлимата
//   الانتخابات الرئاسية -> #الانتخابات_الرئاسية     東京オリンピック -> #東京オリンピック
// Checked by tests/text/tags_test.cpp and tests/text/hashtags_test.cpp.
#include "text/hashtags.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/common_words.hpp"
#include "text/gazetteer.hpp"
#include "text/name_forms.hpp"
#include "text/themes.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t most_hashtags = 8;
constexpr std::size_t enough = 3;
constexpr std::size_t enough_without_passing = 4;
// Of the first one's score. Read by eye, tags under these were wrong or too little more often than not.
constexpr float least_of_first = 0.25F, least_of_many = 0.35F;
constexpr std::size_t many = 5;
constexpr std::size_t longest_tag = 40;  // code points
constexpr std::size_t most_tag_words = 5;

void append_capital(std::string& out, std::string_view word) {
    std::size_t at = 0;
    char32_t c = utf8::next(word, at);
    if (c >= U'a' && c <= U'z')
        c -= 0x20;
    else if ((c >= 0xE0 && c <= 0xFE && c != 0xF7) || (c >= 0x430 && c < 0x450))
        c -= 0x20;
    else if (c >= 0x450 && c < 0x460)
        c -= 0x50;
    else if (c >= 0x100 && c < 0x180 && (c & 1) == 1 && (c < 0x138 || c > 0x148))
        c -= 1;
    else if (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2)
        c -= 0x20;
    utf8::append(out, c);
    out.append(word.substr(at));
}

bool has_case(char32_t c) {
    const Script s = script_of(c);
    return s == Script::latin || s == Script::cyrillic || s == Script::greek || s == Script::armenian;
}

bool writes_no_spaces(char32_t c) {
    const Script s = script_of(c);
    return s == Script::han || s == Script::kana || s == Script::thai || s == Script::lao || s == Script::khmer ||
           s == Script::myanmar;
}

struct Candidate {
    HashtagFound tag;
    std::string key;  // small letters, for comparing
    std::vector<std::string> words;
    bool filler = false;    // a single plain word, or what is only mentioned: where nothing better is
    bool passing = false;   // named once, far from the beginning
    bool capitals = false;  // a phrase with capitals: of a name's words
    bool relative = false;
    std::size_t mentions = 0;
};

std::string key_of(std::string_view name) {
    std::string out;
    fold_name(name, out);
    return out;
}

// Whether the words of one stand in a row in the other.
bool within(const std::vector<std::string>& small, const std::vector<std::string>& big) {
    if (small.empty() || small.size() > big.size()) return false;
    return !std::ranges::search(big, small).empty();
}

// By their terms, so that all forms of a word are equal.
std::vector<std::string> words_of(std::string_view name, std::string_view language) {
    std::vector<std::string> out;
    for (const Span s : words(name, "")) {
        const auto word = name.substr(s.begin, s.end - s.begin);
        out.push_back(term_of(word, language));
        if (out.back().empty()) out.back() = key_of(word);
        if (out.back().size() > 4 && out.back().back() == 's') out.back().pop_back();
    }
    return out;
}

// Who wrote it down is not what it is about.
bool is_agency(std::string_view name) {
    static constexpr std::string_view agencies[] = {"AFP",
                                                    "AP",
                                                    "AP Photo",
                                                    "Getty",
                                                    "Getty Images",
                                                    "ANSA",
                                                    "Associated Press",
                                                    "Bloomberg News",
                                                    "dpa",
                                                    "EFE",
                                                    "Europa Press",
                                                    "Interfax",
                                                    "Kyodo News",
                                                    "PA",
                                                    "PTI",
                                                    "Reuters",
                                                    "RIA Novosti",
                                                    "TASS",
                                                    "UPI",
                                                    "Xinhua",
                                                    "Yonhap",
                                                    "ТАСС",
                                                    "Интерфакс",
                                                    "РИА Новости",
                                                    "Рейтер",
                                                    "رويترز",
                                                    "共同通信",
                                                    "新华社"};
    return std::ranges::find(agencies, name) != std::end(agencies);
}

class Chooser {
  public:
    explicit Chooser(const ToPhrase& text) : text_(text) {}

    std::vector<HashtagFound> run(const std::vector<NameGroup>& names, const std::vector<std::string>& phrases) {
        for (const TagToken& t : text_.title) titled_.insert(t.hash);
        // What was judged as a name is not asked again as a phrase: credits, peoples, what is written out of a short
        // form.
        for (const NameGroup& g : names)
            if (!g.plain_word) judged_.insert(key_of(g.name));
        for (const NameGroup& g : names) offer(g);
        offer_themes();
        std::size_t rank = 0;
        for (const std::string& p : phrases) offer(p, rank++);
        std::ranges::stable_sort(all_, std::greater(), [](const Candidate& c) { return c.tag.score; });
        std::vector<Candidate> kept;
        for (Candidate& c : all_) {
            if (kept.size() == most_hashtags) break;
            const float least = kept.size() >= many ? least_of_many : kept.size() >= enough ? least_of_first : 0;
            if (least > 0 && c.tag.score < least * kept.front().tag.score) break;
            if (kept.size() >= enough && c.filler) continue;
            if (kept.size() >= enough_without_passing && c.passing) continue;
            if (std::ranges::any_of(kept, [&](const Candidate& k) { return says_the_same(c, k); })) continue;
            kept.push_back(std::move(c));
        }
        std::vector<HashtagFound> out;
        const float most = kept.empty() ? 1 : kept.front().tag.score;
        for (Candidate& c : kept) {
            c.tag.score /= most;
            out.push_back(std::move(c.tag));
        }
        return out;
    }

  private:
    float early(std::size_t token) const { return 1 / (1 + static_cast<float>(token) / 120); }

    // Whether `c` adds nothing where `k`, which came before it, stands.
    static bool says_the_same(const Candidate& c, const Candidate& k) {
        if (k.tag.tag == c.tag.tag || within(c.words, k.words)) return true;
        const bool longer = within(k.words, c.words);
        if (!c.tag.named) {
            if (longer && k.words.size() > 1) return true;
            // "President Trump", "Trump Won" beside Trump; "gun debate" beside "gun control".
            return (c.capitals || !k.tag.named) && std::ranges::any_of(c.words, [&](const std::string& w) {
                       return std::ranges::find(k.words, w) != k.words.end();
                   });
        }
        if (!longer || !k.tag.named) return false;
        // "Fox News Channel" beside Fox News, but New York Times beside New York; who bears the surname that the text
        // means somebody else by is somebody else.
        if (k.words.size() > 1) return k.tag.kind != NameKind::place;
        return c.tag.kind == NameKind::person && k.tag.kind == NameKind::person && c.words.back() == k.words.back() &&
               (!c.relative || c.mentions < 2);
    }

    // Parliaments, parties, papers and countries: half of all articles name one, few are about it.
    bool is_vague(const NameGroup& g) const {
        constexpr std::size_t often = 4;
        if (g.in_title || g.mentions >= often) return false;
        if (g.place && g.place->kind == GazetteerPlace::Kind::country) return true;
        return (TagWords::of(text_.language).look(key_of(bare_name(g.name))) & tag_word::institution) != 0;
    }

    void offer(const NameGroup& g) {
        if (g.mentions == 0 || g.adjective || g.broken || g.plain_word) return;
        const std::string_view written = bare_name(g.brief.empty() ? g.name : g.brief);
        if (is_state_abbreviation(written)) return;
        // "Regarding" of a title in capitals: one that is told again is somebody's name ("Boeing").
        if (g.words == 1 && g.mentions == 1 && !g.place && text_.language.starts_with("en") &&
            is_verb_form(written, text_.language) && is_everyday(written))
            return;
        float score = (0.6F + std::log1p(static_cast<float>(g.mentions))) * (0.4F + 0.6F * early(g.first));
        if (g.in_title) score *= 1.7F;
        // One mention, not in the title, far down: nobody would look for the article there.
        const bool passing = g.mentions == 1 && !g.in_title && g.first > 60;
        if (passing) score *= 0.45F;
        if (g.kind == NameKind::other && g.words == 1) score *= 0.7F;
        if (g.kind == NameKind::place) score *= 0.85F;
        // Only ever bent, and no place: a phrase that lost its noun rather than a name.
        if (!g.place && g.words > 1 && bent(g.name, text_.language) >= 3) score *= 0.5F;
        Candidate c;
        c.filler = is_vague(g);
        c.passing = passing;
        c.relative = g.relative;
        c.mentions = g.mentions;
        c.tag.kind = g.kind;
        c.tag.named = true;
        c.tag.score = score;
        add(without_shouting(written), without_shouting(g.name), std::move(c));
    }

    // One or two of the tags are kept for what the title says and no name does.
    void offer_themes() {
        float most = 1;
        for (const Candidate& c : all_) most = std::max(most, c.tag.score);
        float share = 0.6F;
        for (const Theme& theme : themes(text_)) {
            Candidate c;
            c.tag.score = share * most;
            c.mentions = theme.times;
            add(without_particle(theme.phrase), theme.phrase, std::move(c));
            share = 0.4F;
        }
    }

    void offer(const std::string& phrase, std::size_t rank) {
        const auto parts = words(phrase, text_.language);
        const bool unspaced = !phrase.empty() && !parts.empty() && tokens_without_case(phrase);
        const std::string key = key_of(phrase);
        if (parts.size() == 1 && utf8::length(phrase) < (unspaced ? 2U : 5U)) return;
        if (std::ranges::any_of(phrase, [](char c) { return c >= '0' && c <= '9'; }) && parts.size() == 1) return;
        if (TagWords::of(text_.language).look(key) & (tag_word::title | tag_word::before | tag_word::no_name |
                                                      tag_word::says | tag_word::given | tag_word::institution))
            return;
        if (judged_.contains(key) || lost_its_blank(phrase) || is_verb_form(phrase, text_.language) ||
            (parts.size() == 1 && says_how(key)))
            return;
        Candidate c;
        c.tag.score = (parts.size() > 1 || unspaced ? 1.5F : 0.75F) / (1 + 0.12F * static_cast<float>(rank));
        // A plain word is too little unless it is a theme (above).
        c.filler = parts.size() == 1 && (rank > 3 || !unspaced || !in_title(phrase));
        c.capitals = utf8::lower(phrase) != phrase;
        add(without_shouting(without_particle(phrase)), phrase, std::move(c));
    }
    // "suddenly", "across": tells how or where, never what.
    bool says_how(std::string_view key) const {
        if (!text_.language.starts_with("en")) return false;
        static constexpr std::string_view things[] = {"family",    "assembly", "monopoly",
                                                      "butterfly", "anomaly",  "supply"};
        static constexpr std::string_view ways[] = {"across", "toward", "towards",  "despite",
                                                    "amid",   "beyond", "alongside"};
        return std::ranges::find(ways, key) != std::end(ways) ||
               (key.size() > 5 && key.ends_with("ly") && std::ranges::find(things, key) == std::end(things));
    }
    bool is_everyday(std::string_view word) const {
        return weight_of_term(word_hash(term_of(word, text_.language)), text_.language) < 1;
    }
    bool in_title(std::string_view word) const { return titled_.contains(word_hash(term_of(word, text_.language))); }
    // "people.Marsh"
    static bool lost_its_blank(std::string_view phrase) {
        const auto dot = phrase.find('.');
        return dot != std::string_view::npos && dot > 1 && dot + 1 < phrase.size() && phrase[dot - 1] >= 'a' &&
               phrase[dot - 1] <= 'z' && phrase[dot + 1] >= 'A' && phrase[dot + 1] <= 'Z';
    }
    static bool tokens_without_case(std::string_view phrase) {
        std::size_t at = 0;
        return !has_case(utf8::next(phrase, at));
    }

    // Korean writes "of", "in", "and" on the word.
    std::string_view without_particle(std::string_view name) const {
        if (!text_.language.starts_with("ko")) return name;
        for (const std::string_view p :
             {"에서", "으로", "까지", "부터", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "로", "도"})
            if (name.ends_with(p) && name.size() > p.size() + 3) return name.substr(0, name.size() - p.size());
        return name;
    }

    void add(std::string_view written, const std::string& name, Candidate c) {
        if (is_agency(written)) return;
        c.tag.tag = hashtag_of(written);
        if (c.tag.tag.empty()) return;
        c.tag.name = name;
        c.words = words_of(written, text_.language);
        // The same in another form: what comes first keeps its writing.
        for (Candidate& k : all_)
            if (k.words == c.words) {
                k.tag.score += 0.5F * c.tag.score;
                k.filler &= c.filler;
                return;
            }
        all_.push_back(std::move(c));
    }

    const ToPhrase& text_;
    std::unordered_set<std::uint64_t> titled_;
    std::unordered_set<std::string> judged_;
    std::vector<Candidate> all_;
};

// Signs that are not seen and turn or part what is: a name that many pages show must not carry them. The joiners that
// Persian and the scripts of India write with stay.
bool turns_text(char32_t c) {
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

}  // namespace

std::string hashtag_of(std::string_view name) {
    std::string out;
    const auto parts = words(name, "");
    if (parts.empty()) return out;
    std::size_t at = 0;
    const char32_t first = utf8::next(name.substr(parts[0].begin), at);
    const bool cased = has_case(first);
    std::size_t spaces = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto word = name.substr(parts[i].begin, parts[i].end - parts[i].begin);
        const bool apart = i > 0 && parts[i].begin > parts[i - 1].end;
        spaces += apart;
        if (!cased && apart && !writes_no_spaces(first)) out += '_';
        std::string clean;
        for (std::size_t k = 0; k < word.size();) {
            const std::size_t from = k;
            const char32_t c = utf8::next(word, k);
            if (c == U'\'' || c == U'’' || c == U'.' || c == U'"' || turns_text(c)) continue;
            clean.append(word.substr(from, k - from));
        }
        if (clean.empty()) continue;
        if (cased && (parts.size() > 1 || i == 0))
            append_capital(out, clean);
        else
            out += clean;
    }
    if (spaces >= most_tag_words || utf8::length(out) > longest_tag) return {};
    return out;
}

std::vector<HashtagFound> hashtags(const ToPhrase& text, const std::vector<NameGroup>& names,
                                   const std::vector<std::string>& phrases) {
    return Chooser(text).run(names, phrases);
}

}  // namespace octavo::text
