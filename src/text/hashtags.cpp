// Idea: names first, because readers follow names; then the phrases that are no part of them. A name weighs by how
// often and how early it stands and whether the title has it; what is met once, in the middle, is left out while there
// are three others. Written as people write them:
//   Donald Trump -> #DonaldTrump     climate change -> #ClimateChange     изменение климата -> #ИзменениеКлимата
//   الانتخابات الرئاسية -> #الانتخابات_الرئاسية     東京オリンピック -> #東京オリンピック
// Checked by tests/text/tags_test.cpp.
#include "text/hashtags.hpp"

#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t most_hashtags = 8;
constexpr std::size_t enough = 3;
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
    bool filler = false;  // a single plain word: only where nothing better is
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

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> out;
    for (const Span s : words(name, "")) {
        out.push_back(key_of(name.substr(s.begin, s.end - s.begin)));
        if (out.back().size() > 4 && out.back().back() == 's') out.back().pop_back();
    }
    return out;
}

// Who wrote it down is not what it is about.
bool is_agency(std::string_view name) {
    static constexpr std::string_view agencies[] = {"AFP",
                                                    "AP",
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
        for (const NameGroup& g : names) offer(g);
        std::size_t rank = 0;
        for (const std::string& p : phrases) offer(p, rank++);
        std::ranges::stable_sort(all_, std::greater(), [](const Candidate& c) { return c.tag.score; });
        std::vector<Candidate> kept;
        for (Candidate& c : all_) {
            if (kept.size() == most_hashtags) break;
            if (kept.size() >= enough && c.tag.score < 0.2F * kept.front().tag.score) break;
            if (kept.size() >= enough && c.filler) continue;
            if (std::ranges::any_of(kept, [&](const Candidate& k) {
                    return k.tag.tag == c.tag.tag || within(c.words, k.words) ||
                           (!c.tag.named && within(k.words, c.words) && k.words.size() > 1);
                }))
                continue;
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

    void offer(const NameGroup& g) {
        if (g.mentions == 0 || g.adjective) return;
        float score = (0.6F + std::log1p(static_cast<float>(g.mentions))) * (0.4F + 0.6F * early(g.first));
        if (g.in_title) score *= 1.7F;
        // One mention, not in the title, far down: nobody would look for the article there.
        if (g.mentions == 1 && !g.in_title && g.first > 60) score *= 0.45F;
        if (g.kind == NameKind::other && g.words == 1) score *= 0.7F;
        if (g.kind == NameKind::place) score *= 0.85F;
        add(without_article(g.brief.empty() ? g.name : g.brief), g.name, score, g.kind, true, false);
    }

    void offer(const std::string& phrase, std::size_t rank) {
        const auto parts = words(phrase, text_.language);
        const bool unspaced = !phrase.empty() && !parts.empty() && tokens_without_case(phrase);
        float score = (parts.size() > 1 || unspaced ? 1.5F : 0.75F) / (1 + 0.12F * static_cast<float>(rank));
        const std::string key = key_of(phrase);
        if (parts.size() == 1 && utf8::length(phrase) < (unspaced ? 2U : 5U)) return;
        if (std::ranges::any_of(phrase, [](char c) { return c >= '0' && c <= '9'; }) && parts.size() == 1) return;
        if (TagWords::of(text_.language).look(key) &
            (tag_word::title | tag_word::before | tag_word::no_name | tag_word::says | tag_word::given))
            return;
        add(without_particle(phrase), phrase, score, NameKind::other, false, parts.size() == 1 && rank > 3);
    }
    static bool tokens_without_case(std::string_view phrase) {
        std::size_t at = 0;
        return !has_case(utf8::next(phrase, at));
    }

    // "The Guardian" -> Guardian
    static std::string_view without_article(std::string_view name) {
        return name.starts_with("The ") ? name.substr(4) : name;
    }
    // Korean writes "of", "in", "and" on the word.
    std::string_view without_particle(std::string_view name) const {
        if (!text_.language.starts_with("ko")) return name;
        for (const std::string_view p :
             {"에서", "으로", "까지", "부터", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "로", "도"})
            if (name.ends_with(p) && name.size() > p.size() + 3) return name.substr(0, name.size() - p.size());
        return name;
    }

    void add(std::string_view written, const std::string& name, float score, NameKind kind, bool named, bool filler) {
        if (is_agency(written)) return;
        Candidate c;
        c.filler = filler;
        c.tag.tag = hashtag_of(written);
        if (c.tag.tag.empty()) return;
        c.tag.name = name;
        c.tag.score = score;
        c.tag.kind = kind;
        c.tag.named = named;
        c.words = words_of(written);
        // The same in another form: what comes first keeps its writing.
        for (Candidate& k : all_)
            if (k.words == c.words) {
                k.tag.score += 0.5F * score;
                return;
            }
        all_.push_back(std::move(c));
    }

    const ToPhrase& text_;
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
