// Does a text say what a claim says? The gate that generated sentences must pass: code, not a model.
//
// Idea: a claim is doubted for the words it has and its source has not. Names and numbers weigh most (in another
// inflection, shortened, as initials, rounded, spelled out they are still the same), more where the source has another
// one in the same place or the claim leaves out whom the source names most: who invents replaces, who knows more adds.
// So does a "not" that the nearest sentence lacks. A sum with learnt weights decides, and each reason names its words.
// What recombines the source's own words passes: who did what to whom is not seen here, which is why a generated
// sentence is labelled as such even when it passed.
//   ground("Two ministers resigned on Monday.", "... three ministers resigned on Monday ...") -> number not in the
//   source: Two
// The strict form judges an item over numbered sentences, {text, cites, quote}: there a missing name or number is
// enough. Pure; thread-safe. Checked by tests/assist/ground_test.cpp, tests/assist/injection_test.cpp, fuzz/ask.cpp.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::assist {

constexpr std::size_t most_claim_bytes = 8'000;
constexpr std::size_t most_source_bytes = 400'000;

enum class Doubt : std::uint8_t {
    names,        // of the claim that the source does not have
    first_words,  // the same where a sentence begins: perhaps no names
    days,         // weekdays and months: editors know when it was
    numbers,      // in digits
    number_words,
    words,           // others, times how near the rest of the sentence is to one of the source
    far_words,       // others where nothing is near
    share,           // of the claim's words, the unknown
    negation,        // a "not" more or less than in a sentence that says nearly the same, 2 where it is a copy
    length,          // logarithm of the claim's words
    replaced,        // a name or number where the source has another
    beside,          // the same, seen on one side only
    words_replaced,  // other words
    words_beside,
    main_missing,  // of the names the source repeats most, the share that a claim with an unknown one leaves out
    displaced,     // unknown names and numbers of which the nearest sentence has another that the claim lacks
    alone,         // constant
};
constexpr std::size_t doubts = static_cast<std::size_t>(Doubt::alone) + 1;

struct Grounding {
    bool supported = false;
    float doubt = 0;               // 0..1
    std::vector<std::string> why;  // one line a reason, with the words; also of what was let pass
    std::array<float, doubts> evidence{};
    std::size_t steps = 0;  // comparisons made, for tests
};
// `language`: of both; "" to find out.
Grounding ground(std::string_view claim, std::string_view source, std::string_view language = {});

// ---- what a model gives back
struct GeneratedItem {
    std::string text;
    std::vector<std::int64_t> cites;  // numbers of sentences, from 1
    std::string quote;                // "" none
    bool translated = false;          // the source is in another language: only numbers can be compared
};
struct Verdict {
    bool passed = false;
    std::vector<std::string> why;  // of a rejection, fit to be sent back for another try
};
// `sentences`: as they were numbered. An item without a citation is rejected.
Verdict check_item(const GeneratedItem& item, std::span<const std::string> sentences, std::string_view language = {});

// Blanks squeezed, quotation marks and dashes of all kinds made the same, case folded: what "verbatim" is compared by.
std::string folded_quote(std::string_view text);

}  // namespace octavo::assist
