#include "assist/sentence_list.hpp"

#include <unordered_set>

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

constexpr std::size_t datelines_within = 4;  // sentences: a byline and a date may stand before it

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
    std::size_t before = 0;
    for (std::uint32_t number = 0; number < spans.size(); ++number) {
        Sentence s{.number = number, .at = spans[number]};
        if (out.text.substr(before, s.at.begin - before).find('\n') != std::string_view::npos) quoting = {};
        before = s.at.end;
        s.at.begin += behind_dateline(out.string(s), number < datelines_within);
        while (word < out.words.size() && out.words[word].begin < s.at.begin) ++word;
        s.first_word = word;
        while (word < out.words.size() && out.words[word].begin < s.at.end) ++word;
        s.last_word = word;
        const Looks looks = look_at(out.string(s), s.words(), stops, article.language, quoting);
        s.kind = looks.kind;
        const bool prose = s.kind == SentenceKind::prose;
        if (prose && !ends_with_stop(out.string(s)) && says_the_title(out.words_of(s), out.title))
            s.kind = SentenceKind::fragment;
        if (prose && (is_glued(out.string(s), out.words_of(s), out.text) || !once.insert(out.string(s)).second))
            s.kind = SentenceKind::fragment;
        s.leans = looks.leans;
        s.opens = looks.opens;
        s.unclosed = looks.unclosed;
        out.sentences.push_back(s);
    }
    return out;
}

}  // namespace octavo::assist
