// "For you": what stands first for one reader, from what that reader said and nothing else: what is followed, what more
// or less was asked for, and how much each kind of it is to count. Nothing is learnt from what somebody opens. A sum of
// terms that can be read off, as the front page's (story/ranking.hpp):
//
//   score =  each liking    * the slider of its kind     follows 1, "more" 1, both 2; the strongest whole, the second
//                                                        half, the third a third, ...
//          - each "less"    * 2, whatever else speaks for it
//          + told           * log2(publishers)
//          - age            * hours / 12
//          - repeat         for each above it of the same publisher, or for the same reason
//
// What is wanted less as much as more is left out. Time is the newest candidate's, never the wall clock. Between them,
// as often as the reader says, stands what the front page leads with and nobody follows. Pure; thread-safe.
// Checked by tests/readers/for_you_test.cpp.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/ids.hpp"

namespace octavo::readers {

enum class LikingKind : std::uint8_t { source, section, hashtag, place, author, story, search };
constexpr std::size_t liking_kinds = 7;
// Of a listing's address inside an edition: "src/example.org", "c/sports@en", "t/bvq3k2vs5h7la", ...
LikingKind kind_of_listing(std::string_view place);

// How much counts what: 0 not at all, 2 as it comes, 4 twice as much.
struct Sliders {
    static constexpr std::uint8_t most = 4, usual = 2;
    std::array<std::uint8_t, liking_kinds> kinds{usual, usual, usual, usual, usual, usual, usual};
    std::uint8_t told = usual;    // by how many publishers
    std::uint8_t fresh = usual;   // how new it is
    std::uint8_t beyond = usual;  // how often something that is not followed
    friend bool operator==(const Sliders&, const Sliders&) = default;

    std::string text() const;  // a digit each, in this order
    static std::optional<Sliders> parse(std::string_view text);
};

// What one reader said of one listing.
struct Liking {
    LikingKind kind = LikingKind::source;
    int weight = 1;  // follows, more: 1; both: 2; less: -2
};
struct Candidate {
    Instant time{};
    std::uint32_t publishers = 1;
    SourceId source;
    std::vector<std::size_t> likings;  // that speak for it or against it; none: it is beyond what is followed
};

struct Reason {
    enum class What : std::uint8_t { liking, told, age, repeat };
    What what = What::liking;
    std::size_t liking = 0;
    double points = 0;
};
struct Place {
    std::size_t at = 0;  // in the candidates
    double score = 0;
    bool beyond = false;
    std::vector<Reason> reasons;  // that count; their points add up to the score
};
// The best first, at most so many.
std::vector<Place> in_order(std::span<const Candidate> candidates, std::span<const Liking> likings,
                            const Sliders& sliders, std::size_t most);

}  // namespace octavo::readers
