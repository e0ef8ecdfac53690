// How the clause around a day means it: when something happened, what lies ahead, what only bounds something or is part
// of a thing's name.
//
// Idea: a clause is what stands between commas, and what is nearest to the day decides.
//   will reverse the law adopted on 3 June     "adopted" is nearer than "will": it has been
//   struggles to hold its vote on Tuesday      nothing before the day is past: it lies ahead
//   the attacks of Sept. 11, 2001              no day of the sentence
// English tells most of it, for its weekdays have no case and no article; other languages have their words in
// day_words.cpp. Checked by tests/assist/day_named_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/day_clause.hpp"

#include "text/characters.hpp"

namespace octavo::assist {

// "until 3 May", "after the 3 May vote", "compared with 1,200 on May 21".
bool DayClause::bounds(std::size_t i) const {
    constexpr std::size_t far = 8;
    std::size_t j = i;
    while (j > 0 && !p_[j].begins && i - j < 3 && p_[j - 1].hint == DayHint::filler) --j;
    // "to 4 pm on April 13", "from 56 on Friday to 77"
    std::size_t time = j;
    while (time > 0 && j - time < 3 &&
           (p_[time - 1].folded == "pm" || p_[time - 1].folded == "am" || p_[time - 1].folded == "p.m" ||
            p_[time - 1].folded == "a.m"))
        --time;
    if (time > 0 && time < j && p_[time - 1].number >= 0) j = time - 1;
    if (j > 1 && p_[j - 1].number >= 0 && p_[j - 2].folded == "from") return true;
    if (language_.starts_with("en") && j > 1 && !p_[j].begins) {
        // "as of Monday", "as late as Monday", "between now and Wednesday", "in the wake of the 3 May vote"
        const std::string_view b = p_[j - 1].folded, bb = p_[j - 2].folded;
        if (b == "as" && (bb == "late" || bb == "early" || bb == "soon")) return true;
        if (b == "of" && (bb == "as" || bb == "wake" || bb == "aftermath")) return true;
        for (std::size_t back = j - 1; b == "and" && back > 0 && j - back < 6; --back)
            if (p_[back - 1].folded == "between") return true;
    }
    if (j > 0 && !p_[j].begins && p_[j - 1].hint == DayHint::bound) return true;
    for (std::size_t back = i; back > 0 && i - back < far; --back)
        if (p_[back - 1].hint == DayHint::compared || p_[back - 1].folded == "than") return true;
    return false;
}

// ", recovering at home on Monday.": a clause behind the main one tells how things were, not what happened; one that
// says or tells does, and so does one that the sentence goes on behind.
bool DayClause::trails(std::size_t first, std::size_t last) const {
    if (!language_.starts_with("en")) return false;
    constexpr std::string_view tells[] = {"saying",    "telling",   "announcing", "writing",  "tweeting",
                                          "adding",    "killing",   "injuring",   "wounding", "during",
                                          "according", "following", "including"};
    for (std::size_t j = last + 1; j < p_.size(); ++j)
        if (p_[j].begins) return false;
    std::size_t front = first;
    while (front > 0 && !p_[front].begins) --front;
    const Piece& p = p_[front];
    if (front < 3 || front == first || p.capital || p.quoted) return false;
    return p.folded.size() > 5 && p.folded.ends_with("ing") && !text::contains(tells, std::string_view(p.folded));
}

// "predicted a peak on 3 May", "needs the papers by Friday": the day is what somebody waits for. "Is expected on
// Friday" is a plan (lies_ahead).
bool DayClause::awaited(std::size_t first) const {
    if (!language_.starts_with("en")) return false;
    constexpr std::string_view verbs[] = {"predict", "predicts", "predicted", "predicting", "expect",
                                          "expects", "expected", "expecting", "need",       "needs",
                                          "needed",  "require",  "requires",  "required",   "requiring"};
    constexpr std::string_view being[] = {"is",    "are",  "was",  "were", "be",  "been",
                                          "being", "it's", "it’s", "also", "now", "widely"};
    constexpr std::size_t far = 14;
    for (std::size_t j = first; j > 0 && first - j < far && !p_[j].begins; --j) {
        const std::string_view word = p_[j - 1].folded;
        if (p_[j - 1].hint == DayHint::told || p_[j - 1].hint == DayHint::promise) return false;
        if (!text::contains(verbs, word)) continue;
        const bool passive = j > 1 && !p_[j - 1].begins && word.ends_with("ed") &&
                             text::contains(being, std::string_view(p_[j - 2].folded));
        const bool bare = j == 1 || p_[j - 1].begins;  // "expected on Friday": that is passive, too
        return !passive && !(bare && word.ends_with("ed"));
    }
    return false;
}

// "the Sept. 11 attacks", "after the deadly Aug. 3 shooting", "in the wake of the June 3 vote".
bool DayClause::recalls(std::size_t first, std::size_t last) const {
    if (!language_.starts_with("en")) return false;
    const auto behind = [&](std::size_t k) {
        return k < p_.size() ? std::string_view(p_[k].folded) : std::string_view();
    };
    constexpr std::string_view attacks[] = {"attack", "attacks"};
    const bool eleventh = p_[first].folded.starts_with("sep") && behind(first + 1) == "11";
    for (std::size_t k = last + 1; eleventh && k <= last + 3; ++k)
        if (text::contains(attacks, behind(k))) return true;
    // A small word, an article, and what the day tells of behind it: a thing after which or for which something is.
    constexpr std::string_view articles[] = {"the", "a", "an", "its", "his", "her", "their", "that", "this"};
    constexpr std::string_view links[] = {"after", "since", "before", "following", "until", "wake", "aftermath"};
    constexpr std::size_t far = 4;
    if (behind(last + 1).empty() || p_[last + 1].begins || p_[last + 1].hint != DayHint::none) return false;
    for (std::size_t j = first; j > 0 && first - j < far && !p_[j].begins; --j) {
        if (!text::contains(articles, std::string_view(p_[j - 1].folded))) continue;
        if (j < 2 || p_[j - 1].begins) return false;
        if (text::contains(links, std::string_view(p_[j - 2].folded))) return true;
        return j > 2 && p_[j - 2].folded == "of" && (p_[j - 3].folded == "wake" || p_[j - 3].folded == "aftermath");
    }
    return false;
}

// "left on Thursday", "On Thursday, he said": a verb of the past stands beside the day.
bool DayClause::was_done_near(std::size_t first, std::size_t last) const {
    constexpr std::size_t before = 10, behind = 8;
    for (std::size_t j = first; j > 0 && first - j < before && !p_[j].begins; --j)
        if (p_[j - 1].hint == DayHint::told || was_done(j - 1, first)) return true;
    for (std::size_t j = last + 1; j < p_.size() && j <= last + behind; ++j) {
        if (p_[j].hint == DayHint::promise || p_[j].hint == DayHint::plan) return false;
        if (is_past(p_[j].folded)) return true;
    }
    return false;
}

// "the attacks of Sept. 11": the date is a thing's name; "the night of Sept. 11" is when.
bool DayClause::belongs_to_thing(std::size_t first) const {
    if (!language_.starts_with("en") || first < 2 || p_[first].begins || p_[first - 1].folded != "of") return false;
    constexpr std::string_view times[] = {"night", "morning", "evening", "afternoon", "week", "weekend", "hours",
                                          "day",   "days",    "weeks",   "beginning", "end",  "middle",  "early",
                                          "late",  "start",   "as",      "eve",       "month"};
    return !text::contains(times, p_[first - 2].folded);
}

// "verified the Aug. 11 episode": likewise. "In the June 3 hearing", "The Dec. 2 attack killed":
// it is when.
bool DayClause::names_a_thing(std::size_t first, std::size_t last) const {
    if (!language_.starts_with("en") || first < 2 || last + 1 >= p_.size() || p_[first].begins) return false;
    const Piece &article = p_[first - 1], &thing = p_[last + 1], &before = p_[first - 2];
    constexpr std::string_view articles[] = {"the", "a", "an", "its", "his", "her", "their", "that", "this"};
    constexpr std::string_view when[] = {"in", "at", "during", "on", "of"};
    constexpr std::string_view no_things[] = {"that",    "when", "after", "with", "which", "where", "while",
                                              "because", "from", "over",  "were", "have",  "they",  "during"};
    if (!text::contains(articles, article.folded) || article.begins) return false;
    if (thing.folded == "anniversary" || thing.folded == "deadline") return true;
    if (text::contains(when, before.folded)) return false;
    return !thing.begins && !thing.capital && thing.number < 0 && thing.folded.size() > 3 &&
           thing.hint == DayHint::none && !text::contains(no_things, thing.folded);
}

// Whether the clause speaks of what is to come on that day.
bool DayClause::lies_ahead(std::size_t first, std::size_t last) const {
    constexpr std::size_t far = 14;
    for (std::size_t j = first; j > 0 && first - j < far; --j) {
        if (p_[j].begins) break;
        const Piece& p = p_[j - 1];
        // "may reverse the law adopted on 3 June": the verb nearest to the day was done then.
        if (p.hint == DayHint::none && was_done(j - 1, first)) return false;
        if (p.hint == DayHint::told) return false;
        if (is_noun(j - 1)) continue;
        // "was to hold a protest on Friday"
        if (p.folded == "to" && j > 1 && j < first && (p_[j - 2].folded == "was" || p_[j - 2].folded == "were") &&
            language_.starts_with("en") && !p_[j].capital && p_[j].hint != DayHint::filler)
            return p_[j].folded != "have";
        // "was always going to end on Friday", "had hoped it could end on Friday": nobody promises that now.
        if (p.hint == DayHint::plan && was_meant(j - 1)) return false;
        if (p.hint == DayHint::plan || p.hint == DayHint::promise)
            return !(j < p_.size() && p_[j].folded == "have");  // "would have"
    }
    for (std::size_t j = last + 1; j < p_.size() && j <= last + 8; ++j) {
        const bool planned = p_[j].hint == DayHint::plan && p_[j - 1].folded == "are";
        if (p_[j].hint == DayHint::promise || planned) return true;  // "On Tuesday, they are scheduled to vote"
        if (p_[j].hint == DayHint::told || is_past(p_[j].folded)) return false;
    }
    return false;
}

// "was (always) going to", "had hoped it could".
bool DayClause::was_meant(std::size_t i) const {
    if (!language_.starts_with("en")) return false;
    constexpr std::size_t near = 2, far = 8;
    if (p_[i].folded == "going")
        for (std::size_t j = i; j > 0 && i - j < near && !p_[j].begins; --j)
            if (p_[j - 1].folded == "was" || p_[j - 1].folded == "were") return true;
    if (p_[i].folded == "could")
        for (std::size_t j = i; j > 0 && i - j < far && !p_[j].begins; --j)
            if (p_[j - 1].folded == "had") return true;
    return false;
}

// "his own plan", "the start": no verb.
bool DayClause::is_noun(std::size_t i) const {
    constexpr std::string_view both[] = {"plan", "plans", "start", "might", "deadline", "planning"};
    constexpr std::string_view before[] = {"the",   "a",   "an",   "his",  "her", "its",
                                           "their", "own", "this", "that", "our", "no"};
    if (i == 0 || !language_.starts_with("en") || !text::contains(both, p_[i].folded)) return false;
    if (i + 1 < p_.size() && (p_[i + 1].folded == "for" || p_[i + 1].folded == "to")) return false;
    const std::string_view b = p_[i - 1].folded;
    return text::contains(before, b) || b.ends_with("'s") || b.ends_with("’s");
}

// A past form that is neither "be adopted" nor "the adopted".
bool DayClause::was_done(std::size_t i, std::size_t day) const {
    if (!language_.starts_with("en") || !is_past(p_[i].folded)) return false;
    constexpr std::string_view none[] = {"be", "been", "being", "to", "the", "a", "an", "get"};
    // What follows tells "closed the bridge" from "closed bridges".
    constexpr std::string_view behind[] = {"the",   "a",    "an",   "on",    "in",     "at",     "by",  "from",
                                           "last",  "for",  "late", "early", "with",   "its",    "his", "her",
                                           "their", "that", "over", "after", "during", "earlier"};
    constexpr std::string_view modals[] = {"will", "won't", "would", "can", "could", "may", "might", "must", "shall"};
    if (i > 0 && text::contains(modals, p_[i - 1].folded)) return false;  // "will hit"
    return i > 0 && !text::contains(none, p_[i - 1].folded) && i + 1 < p_.size() &&
           (i + 1 == day || p_[i + 1].capital || text::contains(behind, p_[i + 1].folded));
}

// "As the state struggles to hold its vote on Tuesday": nothing before the day is past.
bool DayClause::intends(std::size_t first) const {
    if (!language_.starts_with("en")) return false;
    constexpr std::string_view clauses[] = {"because", "while", "as", "that", "which", "who", "where", "when"};
    constexpr std::string_view behind[] = {"earlier", "has", "have", "after", "since"};
    constexpr std::size_t far = 30, near = 7;
    bool intended = false;
    for (std::size_t j = first; j > 0 && first - j < far; --j) {
        const Piece& p = p_[j - 1];
        if (is_past(p.folded) || p.hint == DayHint::told || text::contains(behind, p.folded)) return false;
        // A verb of the third person, and another.
        if (p.folded == "to" && !p.begins && j > 1 && j < first && first - j < near)
            intended |= !p_[j - 2].capital && p_[j - 2].folded.ends_with('s') && p_[j].number < 0 && !p_[j].capital &&
                        p_[j].folded.size() > 2 && p_[j].hint != DayHint::filler;
        if (p_[j].begins || text::contains(clauses, p.folded)) break;
    }
    return intended;
}

// "died Feb. 7", "opened on 3 May": a verb of the past stands right before the day.
bool DayClause::was_before(std::size_t first) const {
    std::size_t j = first;
    while (j > 0 && first - j < 3 && p_[j - 1].hint == DayHint::filler) --j;
    return j > 0 && p_[j - 1].hint == DayHint::none && was_done(j - 1, first);
}

bool DayClause::is_past(std::string_view folded) {
    constexpr std::string_view irregular[] = {
        "was",   "were",  "had",    "did",     "made",  "took",   "gave",     "came",    "went",   "won",   "lost",
        "held",  "told",  "met",    "sent",    "left",  "led",    "ran",      "died",    "fell",   "rose",  "hit",
        "said",  "drew",  "set",    "shot",    "sued",  "stood",  "saw",      "began",   "found",  "felt",  "got",
        "knew",  "grew",  "kept",   "paid",    "sold",  "spent",  "spoke",    "struck",  "taught", "threw", "wore",
        "wrote", "built", "bought", "brought", "broke", "caught", "chose",    "became",  "dealt",  "drove", "fought",
        "flew",  "heard", "sought", "shook",   "slid",  "swore",  "withdrew", "thought", "sank",   "swept", "used"};
    constexpr std::string_view no_verbs[] = {"hundred", "indeed", "speed", "exceed", "proceed", "succeed", "sacred"};
    if (text::contains(no_verbs, folded)) return false;
    return (folded.size() > 4 && folded.ends_with("ed")) || text::contains(irregular, folded);
}

// "today" is a day where something happened or will; "as it does today" is a time.
bool DayClause::happens(std::size_t i) const {
    constexpr std::size_t far = 10;
    if (i > 0)
        for (const std::string_view each : {"is", "are", "does", "do", "of", "world", "america", "still", "like"})
            if (p_[i - 1].folded == each) return false;
    // "Families today have less": these days.
    if (i + 1 < p_.size() && !p_[i + 1].begins && (p_[i + 1].folded == "has" || p_[i + 1].folded == "have"))
        return false;
    constexpr std::string_view besides[] = {"who", "which", "that", "had", "once", "when", "since", "where"};
    for (std::size_t j = i > far ? i - far : 0; j < std::min(p_.size(), i + far); ++j) {
        if (p_[j].quoted) continue;
        if (p_[j].hint == DayHint::promise) return true;
        // "Today Doe, who lost a hand, runs a shop": what is told beside is another time's.
        const bool aside = (j > 0 && (text::contains(besides, p_[j - 1].folded) || p_[j - 1].folded == "is" ||
                                      p_[j - 1].folded == "are")) ||
                           (j > 1 && text::contains(besides, p_[j - 2].folded));
        if (is_past(p_[j].folded) && !aside) return true;
    }
    return false;
}

}  // namespace octavo::assist
