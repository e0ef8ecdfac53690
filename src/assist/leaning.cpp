// How a sentence begins that does not stand alone.
//
// Idea: what points back does so with its first words, and those are few in each language: pronouns, "but", "as a
// result", "the bill". So no sentence is parsed.
//   He also said ...          points back           The bill would ...    refers: fine where the bill was told
//   You've heard this one.    speaks to the reader
// Checked by tests/assist/sentences_test.cpp and fuzz/assist_fuzz.cpp.
#include "assist/leaning.hpp"

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

using text::CharClass;
using text::class_of;

// Words at the front that point back: pronouns, and links to what was said before.
struct Leaning {
    std::string_view language, words;
};
constexpr Leaning leaning[] = {
    {"en",
     "he she it they his her their its this that these those but and so however also then there i we you our my "
     "your meanwhile still yet or instead therefore moreover here such both him them another others thus hence which "
     "nonetheless nevertheless"},
    {"de",
     "er sie es sein seine ihr ihre dies diese dieser dieses aber und doch auch dann dabei damit dafür dagegen "
     "jedoch wir ich dort deshalb daher denn zudem außerdem"},
    {"fr",
     "il elle ils elles ce cela cette ces son sa ses leur leurs mais et puis aussi ainsi nous je cependant "
     "pourtant on c'est celui-ci celle-ci"},
    {"es", "él ella ellos ellas su sus esto este esta estos estas eso pero y también además así yo nosotros"},
    {"pt", "ele ela eles elas seu sua seus suas isso isto este esta esse essa mas e também além eu nós"},
    {"it", "lui lei loro suo sua suoi questo questa questi quello quella ma e anche inoltre così io noi"},
    {"nl", "hij zij ze het zijn haar dit dat deze maar en ook toch wij we ik daarom"},
    {"sv", "han hon den det de hans hennes deras detta dessa men och också vi jag dessutom"},
    {"da", "han hun den det de hans hendes deres dette disse men og også vi jeg desuden"},
    {"no", "han hun den det de hans hennes deres dette disse men og også vi jeg dessuten"},
    {"fi", "hän he se ne tämä nämä mutta ja myös me minä"},
    {"pl", "on ona oni one jego jej ich to ten ta te ale i także jednak my ja"},
    {"cs", "on ona oni jeho její jejich to ten ta ale a také však my já"},
    {"ru", "он она оно они его ее её их это этот эта эти но и а также при однако я мы"},
    {"uk", "він вона воно вони його її їх це цей ця ці але і та також однак я ми"},
    {"tr", "o bu şu onlar ancak ve ama ayrıca ben biz"},
    {"ar", "هو هي هم هذا هذه ذلك لكن ولكن كما وقال وقالت وأضاف وأضافت وأشار وأكد وأوضح نحن وهو وهي"},
    {"he", "הוא היא הם זה זאת אבל גם אנחנו אני"},
    {"fa", "او آن این آنها اما و همچنین ما من"},
    {"hi", "वह वे यह ये उन्होंने इस उस लेकिन और हम मैं"},
    {"id", "dia mereka ini itu namun tetapi dan juga kami saya"},
    {"vi", "ông bà họ anh chị này nhưng và cũng"}};
// Without blanks between words: beginnings.
constexpr std::string_view leaning_runs[] = {"他",   "她",     "它",     "这",   "這",     "那",      "但",   "而",
                                             "此",   "我",     "同时",   "此外", "彼",     "これ",    "それ", "この",
                                             "その", "しかし", "また",   "だが", "そして", "私",      "그는", "그녀",
                                             "이는", "하지만", "그러나", "또한", "이에",   "그러면서"};

constexpr std::string_view points_behind_all[] = {"all this", "all that", "all of this", "all of that", "all of these"};

template <class List>
bool begins_with(std::string_view folded, const List& list) {
    return std::ranges::any_of(list, [&](std::string_view each) { return folded.starts_with(each); });
}

std::string_view first_word(std::string_view folded) {
    std::size_t at = 0;
    while (at < folded.size()) {
        std::size_t next = at;
        const char32_t c = utf8::next(folded, next);
        const CharClass k = class_of(c);
        const bool inside = k != CharClass::other && k != CharClass::mid_number && c != '.' && c != ':' && c != ',';
        if (!inside) break;
        at = next;
    }
    return folded.substr(0, at);
}

bool leans(std::string_view word, std::string_view language) {
    // "That's", "He'd"
    if (language.starts_with("en")) word = word.substr(0, std::min(word.find('\''), word.find("’")));
    const auto primary = language.substr(0, language.find('-'));
    const auto found =
        std::ranges::find(leaning, primary == "nb" || primary == "nn" ? "no" : primary, &Leaning::language);
    if (found == std::end(leaning) || word.empty()) return false;
    std::string_view left = found->words;
    while (!left.empty()) {
        const auto end = std::min(left.find(' '), left.size());
        if (left.substr(0, end) == word) return true;
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return false;
}

// "This week, the council": a time, and no pointer.
bool is_time(std::string_view folded, std::string_view language) {
    if (!language.starts_with("en") || !folded.starts_with("this ")) return false;
    constexpr std::string_view times[] = {"week",   "month",  "year",   "morning", "afternoon", "evening",
                                          "summer", "winter", "spring", "fall",    "autumn",    "weekend"};
    return begins_with(folded.substr(5), times);
}

// "Stop me if you've heard this": to the reader, not about the news.
bool speaks_to_reader(std::string_view folded, std::string_view language) {
    if (!language.starts_with("en")) return false;
    constexpr std::string_view fronts[] = {"imagine ",     "stop me",      "let's ",      "let’s ",    "consider ",
                                           "meet ",        "here's ",      "here’s ",     "remember ", "suppose ",
                                           "think about ", "welcome ",     "if you ",     "think of ", "look at ",
                                           "recall ",      "picture the ", "ask yourself"};
    if (begins_with(folded, fronts)) return true;
    if (folded.find_first_of("\"") != std::string_view::npos || folded.find("“") != std::string_view::npos)
        return false;
    return std::ranges::any_of(std::initializer_list<std::string_view>{" you ", " your ", " you've ", " you’ve ",
                                                                       " you're ", " you’re ", " you'll ", " you’ll "},
                               [&](auto each) { return folded.find(each) != std::string_view::npos; });
}

}  // namespace

bool points_back(std::string_view folded, std::string_view language) {
    return (leans(first_word(folded), language) && !is_time(folded, language)) || begins_with(folded, leaning_runs) ||
           speaks_to_reader(folded, language) || (language.starts_with("en") && begins_with(folded, points_behind_all));
}

// "The bill would ...", "As a result, ...": what it speaks of was told before.
bool refers(std::string_view folded, std::string_view language) {
    struct Fronts {
        std::string_view language, fronts;  // parted by "|"
    };
    static constexpr Fronts table[] = {
        {"en",
         "as a result|in response|for his part|for her part|in turn|at the time|at the same time|in addition|"
         "for example|for instance|earlier,|later,|after that|the package |the bill |the report |the measure |the "
         "move |the decision |the announcement |the statement |the comments |the remarks |the study |the document |"
         "the letter |the memo |the ruling |the proposal |the legislation |the amendment |the incident |the "
         "lawsuit |the complaint |the two |the three |the latter |the former |the group |the man |the woman |the "
         "couple |the company |the filing |the tweet |the video |the exchange |the agreement |the deal |the "
         "program |the resolution |the news |the poll |the survey |the order |the policy |the rule |the plan |the law |"
         "the case |the attack |the shooting |the strike |the crash |the investigation |the allegation |the "
         "allegations |the claim |the claims |the charges |the suspect |the victim |the officer |the officers |the "
         "driver |the pilot |the teen |the boy |the girl |the student |the author |the article |the post |the "
         "interview |the speech |the meeting |the call |the vote |the hearing |the testimony |the finding |the "
         "findings |the results |the figures |the data |the numbers |the changes |the cuts |the effort |the push |"
         "the initiative |the project |the site |the organization |the firm |the agency |the duo |the pair |the "
         "protest |the protests |the audio |the footage |the photo |the image |the images |the messages |the email |"
         "the emails |the op-ed |the guidelines |the restrictions |the event |the threat |the response |the request |"
         "the claim |the accusation |the accusations |the charge |the dispute |the debate |the discussion |the "
         "remark |the comment |the tweets |the reports |the total |the increase |the drop |the decline |the latest |"
         "at that |in that |in those |on that |since that |for that |after that|for this |in this |at this |with "
         "that|with this|of these|of those|among them|in these |under this |under that |as such|"
         "for these |to that end|for years, he|such a |such an |in the former|in the latter|in the second |in the "
         "other|in "
         "another |other times|most have |most are |most were "
         "|some have "
         "|some are |some were |many have |many are |many were |several have |several are |few have |few are "},
        {"de",
         "infolgedessen|in der folge|der mann |die frau |der bericht |die studie |das unternehmen |der vorfall |im "
         "anschluss|zuvor |danach "},
        {"fr",
         "en conséquence|par la suite|le texte |le rapport |l'homme |l’homme |l'étude |l’étude |l'entreprise |"
         "l’entreprise |par ailleurs"},
        {"es",
         "como resultado|por su parte|el texto |el informe |el hombre |la mujer |la empresa |el documento |por ello"},
        {"it", "di conseguenza|l'uomo |l’uomo |la donna |il testo |il rapporto |lo studio |l'azienda |l’azienda "},
        {"pt", "como resultado|por sua vez|o texto |o relatório |o homem |a mulher |a empresa |o estudo "},
        {"ru",
         "в результате|в итоге|ранее |кроме того|по его словам|по ее словам|по её словам|по словам источника|"
         "самого |при этом"},
        {"uk", "в результаті|раніше |крім того|за його словами|за її словами"},
        {"sv", "därför |tidigare |rapporten |mannen |kvinnan "},
        {"no", "derfor |tidligere |rapporten |mannen |kvinnen "},
        {"ar", "ونتيجة|وبحسب|ووفقا|ولفت|وتابع|وبين |وذكر |وعندما |وكان |وكانت |وبعد |وفي |وأوضحت|وأكدت|وأشارت"},
    };
    const auto primary = language.substr(0, language.find('-'));
    for (const Fronts& each : table) {
        if (each.language != primary) continue;
        for (std::string_view rest = each.fronts; !rest.empty();) {
            const auto bar = std::min(rest.find('|'), rest.size());
            // Nearly all begin with "the ": their fifth letter tells soonest.
            const auto front = rest.substr(0, bar);
            if (front.size() <= folded.size() && (front.size() < 5 || front[4] == folded[4]) &&
                folded.starts_with(front))
                return true;
            rest.remove_prefix(std::min(bar + 1, rest.size()));
        }
    }
    // "As these measures take hold", "While such figures".
    if (primary == "en") {
        constexpr std::string_view joins[] = {"as ",    "while ",  "if ",      "with ",   "after ",
                                              "when ",  "since ",  "because ", "though ", "although ",
                                              "until ", "unless ", "despite "};
        constexpr std::string_view pointers[] = {"these ", "those ", "such ", "that ", "this "};
        for (const auto join : joins)
            if (folded.starts_with(join)) {
                const auto behind = folded.substr(join.size());
                return begins_with(behind, pointers) && !is_time(behind, language);
            }
    }
    constexpr std::string_view runs[] = {"同氏", "同社", "同日", "その結果", "이날", "이어 ", "그 "};
    return begins_with(folded, runs);
}

}  // namespace octavo::assist
