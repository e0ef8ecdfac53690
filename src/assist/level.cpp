// How long an article takes to read, and how hard it is.
//
// Idea: reading speed was measured with the same texts in 17 languages; the levels are the formulas that are published
// for a language, each with its name and link, and no number of our own. All count the same three things: words a
// sentence, syllables or letters a word, long words. Syllables are runs of vowels, which is what the formulas' authors
// counted by; where a language has no formula, nothing is said.
// Speeds: Trauzettel-Klosinski and Dietz 2012, https://doi.org/10.1167/iovs.11-8284
// Checked by tests/assist/level_test.cpp.
#include "assist/level.hpp"

#include "assist/sentence_kinds.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

struct Speed {
    std::string_view language;
    double a_minute;
    bool characters = false;
};
constexpr Speed speeds[] = {{"en", 228}, {"de", 179}, {"fr", 195}, {"es", 218},       {"it", 188},      {"pt", 181},
                            {"nl", 202}, {"sv", 199}, {"fi", 161}, {"pl", 166},       {"ru", 184},      {"sl", 180},
                            {"tr", 166}, {"ar", 138}, {"he", 187}, {"zh", 255, true}, {"ja", 357, true}};
constexpr double mean_speed = 184;

struct Formula {
    std::string_view language, name, link;
    enum class Kind { ease, gulpease, lix } kind = Kind::ease;
    double base = 0, a_sentence = 0, a_word = 0;  // base - a_sentence * words/sentence - a_word * syllables/word
};
constexpr Formula formulas[] = {
    {"en", "Flesch Reading Ease", "https://en.wikipedia.org/wiki/Flesch%E2%80%93Kincaid_readability_tests",
     Formula::Kind::ease, 206.835, 1.015, 84.6},
    {"de", "Amstad", "https://de.wikipedia.org/wiki/Lesbarkeitsindex", Formula::Kind::ease, 180, 1, 58.5},
    {"fr", "Kandel-Moles", "https://fr.wikipedia.org/wiki/Tests_de_lisibilit%C3%A9_Flesch-Kincaid", Formula::Kind::ease,
     207, 1.015, 73.6},
    {"es", "Fernández Huerta", "https://legible.es/blog/lecturabilidad-fernandez-huerta/", Formula::Kind::ease, 206.84,
     1.02, 60},
    {"nl", "Flesch-Douma", "https://nl.wikipedia.org/wiki/Leesbaarheid", Formula::Kind::ease, 206.84, .93, 77},
    {"pt", "Flesch (Martins et al.)", "https://pt.wikipedia.org/wiki/Legibilidade_de_Flesch", Formula::Kind::ease,
     248.835, 1.015, 84.6},
    {"ru", "Flesch (Oborneva)",
     "https://ru.wikipedia.org/wiki/%D0%98%D0%BD%D0%B4%D0%B5%D0%BA%D1%81_%D1%83%D0%B4%D0%BE%"
     "D0%B1%D0%BE%D1%87%D0%B8%D1%82%D0%B0%D0%B5%D0%BC%D0%BE%D1%81%D1%82%D0%B8",
     Formula::Kind::ease, 206.835, 1.3, 60.1},
    {"tr", "Ateşman", "https://tr.wikipedia.org/wiki/Okunabilirlik", Formula::Kind::ease, 198.825, 2.61, 40.175},
    {"it", "Gulpease", "https://it.wikipedia.org/wiki/Indice_Gulpease", Formula::Kind::gulpease},
    {"sv", "LIX", "https://sv.wikipedia.org/wiki/LIX", Formula::Kind::lix},
    {"no", "LIX", "https://no.wikipedia.org/wiki/Lesbarhetsindeks", Formula::Kind::lix},
    {"da", "LIX", "https://da.wikipedia.org/wiki/Lix-tal", Formula::Kind::lix}};

std::string_view primary_of(std::string_view language) {
    const auto primary = language.substr(0, language.find('-'));
    return primary == "nb" || primary == "nn" ? "no" : primary;
}

bool vowel(char32_t c) {
    constexpr std::u32string_view vowels = U"aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕęěīĭįōŏőœūŭůűıаеёиоуыэюяіїє";
    return vowels.find(c) != std::u32string_view::npos;
}

struct Counts {
    double words = 0, syllables = 0, letters = 0, long_words = 0, sentences = 0;
};

Counts counts_of(const SentenceList& list, std::string_view language) {
    Counts out;
    const bool silent_e = language == "en" || language == "fr";
    for (const Sentence& s : list.sentences) {
        if (s.kind == SentenceKind::credit || s.kind == SentenceKind::invitation) continue;
        if (s.kind == SentenceKind::fragment && !ends_with_stop(list.string(s))) continue;
        ++out.sentences;
        for (const Word& w : list.words_of(s)) {
            const std::string word = text::fold(list.text.substr(w.begin, w.end - w.begin));
            std::size_t letters = 0, syllables = 0;
            bool before = false;
            for (std::size_t at = 0; at < word.size();) {
                const char32_t c = utf8::next(word, at);
                const bool is = vowel(c);
                syllables += is && !before;
                before = is && language != "ru" && language != "tr";  // there each vowel is a syllable
                ++letters;
            }
            if (silent_e && syllables > 1 && (word.ends_with("e") || word.ends_with("es")) && !word.ends_with("le"))
                --syllables;
            ++out.words;
            out.syllables += static_cast<double>(std::max<std::size_t>(1, syllables));
            out.letters += static_cast<double>(letters);
            out.long_words += letters > 6;
        }
    }
    return out;
}

ReadingLevel::Ease ease_of(double score, Formula::Kind kind) {
    using enum ReadingLevel::Ease;
    if (kind == Formula::Kind::lix)
        return score < 30 ? easy : score < 40 ? plain : score < 50 ? fair : score < 60 ? hard : very_hard;
    if (kind == Formula::Kind::gulpease)
        return score >= 80 ? easy : score >= 60 ? plain : score >= 50 ? fair : score >= 40 ? hard : very_hard;
    return score >= 80 ? easy : score >= 60 ? plain : score >= 50 ? fair : score >= 30 ? hard : very_hard;
}

}  // namespace

std::string_view name_of(ReadingLevel::Ease ease) {
    switch (ease) {
        case ReadingLevel::Ease::easy:
            return "easy";
        case ReadingLevel::Ease::plain:
            return "plain";
        case ReadingLevel::Ease::fair:
            return "fairly hard";
        case ReadingLevel::Ease::hard:
            return "hard";
        case ReadingLevel::Ease::very_hard:
            return "very hard";
    }
    return "fair";
}

ReadingTime reading_time(const SentenceList& list, std::string_view language) {
    const auto primary = primary_of(language);
    for (const Speed& speed : speeds) {
        if (speed.language != primary) continue;
        double much = static_cast<double>(list.words.size());
        if (speed.characters) {
            much = 0;
            for (const Word& w : list.words)
                much += static_cast<double>(utf8::length(list.text.substr(w.begin, w.end - w.begin)));
        }
        return {much / speed.a_minute, true};
    }
    return {static_cast<double>(list.words.size()) / mean_speed, false};
}

std::optional<ReadingLevel> reading_level(const SentenceList& list, std::string_view language) {
    constexpr double fewest = 100;
    const auto primary = primary_of(language);
    for (const Formula& f : formulas) {
        if (f.language != primary) continue;
        const Counts c = counts_of(list, primary);
        if (c.words < fewest || c.sentences < 1) return std::nullopt;
        ReadingLevel out{.score = 0, .formula = f.name, .link = f.link};
        switch (f.kind) {
            case Formula::Kind::ease:
                out.score = f.base - f.a_sentence * c.words / c.sentences - f.a_word * c.syllables / c.words;
                break;
            case Formula::Kind::gulpease:
                out.score = 89 + (300 * c.sentences - 10 * c.letters) / c.words;
                break;
            case Formula::Kind::lix:
                out.score = c.words / c.sentences + 100 * c.long_words / c.words;
                break;
        }
        out.ease = ease_of(out.score, f.kind);
        return out;
    }
    return std::nullopt;
}

}  // namespace octavo::assist
