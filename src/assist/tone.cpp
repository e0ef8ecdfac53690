// How an article speaks.
//
// Idea: words like "shameful" or "heroic" judge, whatever they are said of; how many of an article's own words do so
// can be counted, and the words be shown, so that a reader can see what the figure is made of. What stands inside
// quotation marks is somebody else's word and counted apart. A learnt sentiment was not taken: it cannot show its
// reasons, and it calls an article about an earthquake "negative". Checked by tests/assist/tone_test.cpp. The lists
// were written by hand for this project.
#include "assist/tone.hpp"

#include <unordered_map>

#include "assist/quotes.hpp"
#include "base/hash.hpp"
#include "text/characters.hpp"
#include "text/words.hpp"

namespace octavo::assist {
namespace {

struct List {
    std::string_view language;
    LoadedWord::Kind kind;
    std::string_view words;
};
using enum LoadedWord::Kind;
constexpr List lists[] = {
    {"en", praise,
     "heroic brilliant magnificent wonderful fantastic glorious visionary courageous amazing incredible "
     "spectacular triumphant inspiring stellar marvelous superb masterful fearless beloved legendary"},
    {"en", blame,
     "shameful disgraceful pathetic ridiculous absurd corrupt crooked disgusting despicable vile evil "
     "incompetent cowardly hypocritical hypocrisy idiotic stupid outrageous deplorable reckless "
     "ludicrous laughable cynical bogus sham farce radical extremist fanatic thug regime cronies "
     "smear smeared slammed blasted lambasted demonized whining"},
    {"en", alarm,
     "catastrophic horrifying terrifying nightmare apocalyptic devastating chilling disastrous "
     "unprecedented explosive bombshell shocking alarming chaos meltdown disaster onslaught "
     "invasion"},
    {"en", emphasis,
     "obviously clearly undoubtedly utterly totally absolutely truly blatantly notoriously supposedly "
     "so-called infamous undeniable unquestionably sheer mere massive staggering stunning"},
    {"de", praise,
     "heldenhaft brillant großartig wunderbar fantastisch glorreich visionär mutig sensationell "
     "spektakulär überragend genial beeindruckend grandios traumhaft"},
    {"de", blame,
     "schändlich erbärmlich lächerlich absurd korrupt widerlich abscheulich niederträchtig unfähig feige "
     "heuchlerisch heuchelei dumm unverschämt skandalös dreist verlogen zynisch machthaber regime "
     "handlanger hetze hetzer schande blamage farce"},
    {"de", alarm,
     "katastrophal entsetzlich furchtbar albtraum apokalyptisch verheerend schockierend dramatisch "
     "beispiellos explosiv chaos desaster katastrophe horror flut welle"},
    {"de", emphasis,
     "offensichtlich zweifellos absolut total völlig wirklich angeblich sogenannte sogenannten "
     "berüchtigt unbestreitbar schlicht massiv"},
    {"fr", praise,
     "héroïque brillant magnifique merveilleux fantastique glorieux visionnaire courageux incroyable "
     "spectaculaire triomphal remarquable génial superbe"},
    {"fr", blame,
     "honteux pathétique ridicule absurde corrompu dégoûtant ignoble méprisable incompétent lâche "
     "hypocrite hypocrisie stupide scandaleux indigne cynique mascarade farce régime sbires"},
    {"fr", alarm,
     "catastrophique terrifiant cauchemar apocalyptique dévastateur choquant alarmant sans-précédent "
     "explosif chaos désastre catastrophe horreur déferlante"},
    {"fr", emphasis,
     "évidemment clairement indubitablement totalement absolument vraiment prétendument soi-disant "
     "tristement notoirement carrément massif"},
    {"es", praise,
     "heroico brillante magnífico maravilloso fantástico glorioso visionario valiente increíble "
     "espectacular triunfal extraordinario genial soberbio"},
    {"es", blame,
     "vergonzoso patético ridículo absurdo corrupto asqueroso despreciable vil incompetente cobarde "
     "hipócrita hipocresía estúpido escandaloso indignante cínico farsa régimen secuaces"},
    {"es", alarm,
     "catastrófico aterrador pesadilla apocalíptico devastador escalofriante impactante alarmante "
     "inaudito explosivo caos desastre catástrofe horror avalancha"},
    {"es", emphasis,
     "obviamente claramente indudablemente totalmente absolutamente verdaderamente supuestamente "
     "presunto llamado innegable meramente masivo"}};

// By the hash of a term; in English, where "clearly" and "clear" have one term, of the word as it is written.
using Lexicon = std::unordered_map<std::uint64_t, LoadedWord::Kind>;
bool as_written(std::string_view language) { return language.starts_with("en"); }

const Lexicon* lexicon_of(std::string_view language) {
    static const auto all = [] {
        std::unordered_map<std::string_view, Lexicon> out;
        for (const List& list : lists) {
            std::string_view left = list.words;
            while (!left.empty()) {
                const auto end = std::min(left.find(' '), left.size());
                out[list.language].try_emplace(
                    word_hash(as_written(list.language) ? text::fold(left.substr(0, end))
                                                        : text::term_of(left.substr(0, end), list.language)),
                    list.kind);
                left.remove_prefix(std::min(end + 1, left.size()));
            }
        }
        return out;
    }();
    const auto found = all.find(language.substr(0, language.find('-')));
    return found == all.end() ? nullptr : &found->second;
}

}  // namespace

std::string_view name_of(LoadedWord::Kind kind) {
    switch (kind) {
        case praise:
            return "praise";
        case blame:
            return "blame";
        case alarm:
            return "alarm";
        case emphasis:
            return "emphasis";
    }
    return "blame";
}

std::optional<Tone> tone(const SentenceList& list, std::string_view language) {
    const Lexicon* lexicon = lexicon_of(language);
    if (lexicon == nullptr) return std::nullopt;
    Tone out;
    const auto quotes = find_quotes(list, {.title = {}, .text = list.text, .language = language}, {});
    std::size_t quote = 0;
    for (const Word& w : list.words) {
        while (quote < quotes.size() && quotes[quote].words.end <= w.begin) ++quote;
        const bool quoted = quote < quotes.size() && w.begin >= quotes[quote].words.begin;
        ++out.words;
        out.quoted_words += quoted;
        if (w.stop || w.digits) continue;
        const auto found = lexicon->find(
            as_written(language) ? word_hash(text::fold(list.text.substr(w.begin, w.end - w.begin))) : w.term);
        if (found != lexicon->end()) out.loaded.push_back({{w.begin, w.end}, found->second, quoted});
    }
    return out;
}

}  // namespace octavo::assist
