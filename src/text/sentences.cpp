// Where sentences end: ICU's rules (UAX #29) and CLDR's abbreviations, with the cases newspapers have every day put
// right: initials ("J. K. Rowling"), titles before a name ("Mr. Smith", "Sen. Warren"), and the number behind "No.".
// A trained splitter was considered: it would need a model a language for what these rules already get.
// Checked by tests/text/sentences_test.cpp.
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/segments.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

// Abbreviations that stand before what they belong to, so that no sentence ends with them.
constexpr std::string_view leading[] = {
    "mr",  "mrs",  "ms",   "dr",   "prof", "sen",  "rep",  "gov", "gen", "col",  "capt", "lt",   "sgt", "maj", "cpl",
    "rev", "hon",  "pres", "sr",   "sra",  "mme",  "mlle", "hr",  "fr",  "frau", "st",   "no",   "nos", "nr",  "vs",
    "jan", "feb",  "aug",  "sept", "oct",  "nov",  "dec",  "fig", "bzw", "bzgl", "ca",   "dott", "sig", "ing", "avv",
    "dhr", "mevr", "drs",  "ir",   "kl",   "hrsg", "art",  "abs", "pag", "adm",  "supt", "insp", "det", "mt",  "ft"};

// The letters before a final full stop; empty when it does not end so.
std::string_view last_word_before_stop(std::string_view sentence) {
    if (sentence.empty() || sentence.back() != '.') return {};
    sentence.remove_suffix(1);
    std::size_t from = sentence.size();
    while (from > 0 &&
           (static_cast<unsigned char>(sentence[from - 1]) >= 0x80 ||
            utf8::lower(sentence.substr(from - 1, 1))[0] >= 'a') &&
           sentence[from - 1] != '.' && sentence.size() - from < 12)
        --from;
    return sentence.substr(from);
}

bool goes_on(std::string_view sentence, std::string_view language) {
    const auto word = last_word_before_stop(sentence);
    if (word.empty()) return false;
    std::size_t at = 0;
    const char32_t first = utf8::next(word, at);
    if (at == word.size()) {
        // One capital letter: an initial. "I." ends sentences in English ("so do I."), and "A." answers nothing there.
        return is_upper(first) && !(first == U'I' && language.starts_with("en"));
    }
    return contains(leading, utf8::lower(word));
}

void add_paragraph(std::string_view text, Span paragraph, std::string_view language, std::vector<Span>& out) {
    thread_local std::vector<std::size_t> ends;
    ends.clear();
    const auto body = text.substr(paragraph.begin, paragraph.end - paragraph.begin);
    sentence_ends(body, language, ends);
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        const auto sentence = utf8::trim(body.substr(begin, end - begin));
        if (end != body.size() && goes_on(sentence, language)) continue;
        begin = end;
        if (sentence.empty()) continue;
        const auto from = static_cast<std::size_t>(sentence.data() - text.data());
        out.push_back({from, from + sentence.size()});
    }
}

}  // namespace

std::vector<Span> sentences(std::string_view text, std::string_view language) {
    std::vector<Span> out;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t gap = text.find("\n\n", begin);
        const std::size_t end = std::min(gap, text.size());
        if (end > begin) add_paragraph(text, {begin, end}, language, out);
        begin = gap == std::string_view::npos ? text.size() : gap + 2;
    }
    return out;
}

}  // namespace octavo::text
