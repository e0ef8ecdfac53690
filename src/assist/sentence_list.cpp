#include "assist/sentence_list.hpp"

#include <unordered_set>

#include "assist/furniture.hpp"
#include "assist/pronouns.hpp"
#include "assist/sentence_kinds.hpp"
#include "base/utf8.hpp"
#include "text/sheet.hpp"

namespace octavo::assist {
namespace {

void take_words(std::string_view text, std::string_view language, std::vector<Word>& out) {
    const text::Sheet sheet(text, language);
    out.reserve(out.size() + sheet.words().size());
    sheet.each_term([&](const text::Met& met, const text::KnownWord& known) {
        out.push_back({known.hash, met.begin, met.end, known.stop, known.digits, known.capital});
    });
}

// Thai and the like write no stops; a table has none. There the missing stop tells nothing.
bool has_stops(std::string_view text, std::span<const text::Span> spans) {
    std::size_t stopped = 0;
    for (const text::Span at : spans) stopped += ends_with_stop(text.substr(at.begin, at.end - at.begin));
    return stopped * 3 >= spans.size();
}

// The headline once more, as agencies set it above their text.
bool says_the_title(std::span<const Word> words, std::span<const Word> title) {
    std::size_t all = 0, known = 0;
    for (const Word& w : words) {
        if (w.stop) continue;
        ++all;
        known += std::ranges::find(title, w.term, &Word::term) != title.end();
    }
    return all > 0 && title.size() < 200 && known * 10 >= all * 8;
}

// Datelines stand before one of the first sentences that are prose, whatever captions are in front; where they name an
// agency, before any of the first paragraphs.
constexpr std::size_t datelines_within = 4, paragraphs_within = 12;

// "the law that was passed by the" / "Times said": a link broke the paragraph.
bool is_broken(const SentenceList& list, const Sentence& s) {
    return s.last_word > s.first_word && list.words[s.last_word - 1].stop && !ends_with_stop(list.string(s));
}

// "Cutting the fares.", behind "The council could do more:": one of a list.
bool opens_in_ing(std::string_view s) {
    const auto end = std::min(s.find_first_of(" ,.;:"), s.size());
    return end > 4 && s.substr(0, end).ends_with("ing");
}

// Rows of a table, run together.
bool is_table(std::span<const Word> words) {
    const auto numbers = std::ranges::count_if(words, [](const Word& w) { return w.digits; });
    return words.size() >= 6 && static_cast<std::size_t>(numbers) * 3 >= words.size();
}

}  // namespace

SentenceList sentence_list(const SourceText& article) {
    SentenceList out;
    out.text = utf8::cut(article.text, most_bytes);
    out.cut = out.text.size() < article.text.size();
    take_words(out.text, article.language, out.words);
    take_words(utf8::cut(article.title, 2'000), article.language, out.title);
    out.word_count = static_cast<std::uint32_t>(out.words.size());
    auto spans = text::sentences(out.text, article.language);
    if (spans.size() > most_sentences) {
        spans.resize(most_sentences);
        out.cut = true;
    }
    const bool stops = has_stops(out.text, spans);
    std::uint32_t word = 0;
    Quoting quoting;
    std::unordered_set<std::string_view> once;  // a caption stands there twice
    const auto around = furniture(out.text);
    auto next = around.begin();
    std::size_t before = 0, prose = 0, paragraphs = 0;
    bool broken = false, listing = false;  // behind a colon
    std::string_view last;
    for (std::uint32_t number = 0; number < spans.size(); ++number) {
        Sentence s{.number = number, .at = spans[number]};
        const bool opens_paragraph =
            number == 0 || out.text.substr(before, s.at.begin - before).find('\n') != std::string_view::npos;
        if (opens_paragraph) {
            quoting = {};
            listing = (listing || last.ends_with(':')) && opens_in_ing(out.string(s));
        }
        last = utf8::trim(out.string(s));
        paragraphs += opens_paragraph;
        before = s.at.end;
        const DatelinePlace place = prose < datelines_within                             ? DatelinePlace::front
                                    : opens_paragraph && paragraphs <= paragraphs_within ? DatelinePlace::paragraph
                                                                                         : DatelinePlace::none;
        s.at.begin += behind_dateline(out.string(s), place);
        while (word < out.words.size() && out.words[word].begin < s.at.begin) ++word;
        s.first_word = word;
        while (word < out.words.size() && out.words[word].begin < s.at.end) ++word;
        s.last_word = word;
        const Looks looks = look_at(out.string(s), s.words(), stops, article.language, quoting);
        s.kind = looks.kind;
        s.leans = looks.leans || pronoun_comes_first(out, s, article.language);
        s.refers = looks.refers;
        s.opens = looks.opens;
        s.unclosed = looks.unclosed;
        s.personal = looks.personal;
        // "The bill": its second word.
        if (s.refers && s.words() > 1 && !out.words[s.first_word + 1].stop) s.named = out.words[s.first_word + 1].term;
        const bool stopped = ends_with_stop(out.string(s));
        s.endless = stops && !stopped;
        while (next != around.end() && next->at.end <= s.at.begin) ++next;
        if (next != around.end() && next->at.begin <= s.at.begin) s.kind = next->kind;
        if (s.kind == SentenceKind::prose) {
            const bool was_broken = std::exchange(broken, is_broken(out, s));
            if ((!stopped && (says_the_title(out.words_of(s), out.title) || is_table(out.words_of(s)))) ||
                is_glued(out.string(s), out.words_of(s), out.text) || !once.insert(out.string(s)).second ||
                was_broken || broken || listing)
                s.kind = SentenceKind::fragment;
        }
        prose += s.kind == SentenceKind::prose;
        out.sentences.push_back(s);
    }
    return out;
}

}  // namespace octavo::assist
