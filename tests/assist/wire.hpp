// A story of three papers, written for the tests.
#pragma once
#include "assist/statements.hpp"

namespace octavo::test {

inline const std::string_view tram_gazette =
    "BROOKFORD (Newswire) - Twelve people were killed when a tram derailed in the centre of Brookford on Tuesday, "
    "police "
    "said.\n\n"
    "Mayor Jane Doe, the leader of the Harbour Party, called it the worst accident the city had seen since 1962. \"We "
    "will find out how this could happen to our city,\" Doe said.\n\n"
    "The tram had left the depot at Mill Lane twenty minutes before the accident. Inspectors of the Transport Board "
    "reached the scene in the evening.\n\n"
    "Read more: The trams of Brookford";
inline const std::string_view tram_courier =
    "A tram derailed in the centre of Brookford on Tuesday, and 14 people were killed, police said.\n\n"
    "Witnesses told the Courier that sparks flew from the rear axle near Castle Bridge before the tram left the rails. "
    "The accident was the worst the city had seen since 1962.\n\n"
    "Mayor Jane Doe said on Wednesday that trams would stop for a week.";
inline const std::string_view tram_echo =
    "Police said a tram derailed in the centre of Brookford on Tuesday and twelve people were killed.\n\n"
    "Inspectors of the Transport Board reached the scene in the evening. The line opened on 3 May 1911.\n\n"
    "Schools stayed closed on Wednesday while the city mourned.";

inline std::vector<assist::StoryArticle> tram_story() {
    const auto published = at("2025-07-16T08:00:00Z");  // a Wednesday
    return {{.source = "Gazette",
             .words = {"Tram derails in Brookford, twelve dead", tram_gazette, "en"},
             .published = published},
            {.source = "Courier",
             .words = {"Fourteen dead as Brookford tram derails", tram_courier, "en"},
             .published = published},
            {.source = "Echo", .words = {"City mourns after tram accident", tram_echo, "en"}, .published = published}};
}

}  // namespace octavo::test
