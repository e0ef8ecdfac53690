// The daily briefing: an edition's top stories as lines that are shown and read aloud in the same order. Headlines and
// sentences are the publishers' own, word for word, each under the name of who reports it; the words between them are
// ours (web/words), and come in ready.
//
//   This is the briefing of Friday 27 November 2026.
//   Four states agree on the river                    a chapter
//   6 sources · Example Times reports:
//   "Four states signed ... They had talked for nine years."
//
// Whoever makes better sentences than an article's first ones (a summary) hands them to briefing_lines instead.
// Checked by tests/assist/briefing_test.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assist/speech.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace octavo::assist {

struct BriefingStory {
    std::string headline, source;
    std::string place;  // of the article inside the site; "" none
    std::size_t sources = 1;
    std::vector<std::string> sentences;  // verbatim
    bool reserved = false;               // its publisher reserves it: nothing of it goes to a service
};

struct BriefingLine {
    enum class Kind : std::uint8_t { greeting, headline, attribution, sentence, closing };
    Kind kind = Kind::sentence;
    std::string text;
    std::size_t story = 0;             // which of the stories; of greeting and closing: none
    std::chrono::milliseconds at{-1};  // when it is said, in the recording; -1: not recorded
};

struct Briefing {
    std::string language;  // BCP 47
    Instant made{};
    std::string title;
    std::vector<BriefingStory> stories;
    std::vector<BriefingLine> lines;
    std::chrono::milliseconds length{};           // of the recording; 0: none
    std::uint64_t mp3_bytes = 0, opus_bytes = 0;  // 0: not in this form
    std::string voice = {};                       // who reads it in the recording: "espeak-ng"; "": not known
};

// "6 sources", "Example Times reports:".
struct StoryWords {
    std::string counted, reports;
};

// The lines of one story: its headline, who reports it, the sentences. One without sentences has its headline and
// source.
void briefing_lines(std::vector<BriefingLine>& lines, std::size_t number, const BriefingStory& story,
                    const StoryWords& words);

// The first `most` sentences of an article that say something: whole ones, not its title again, not a stub. `cut`: the
// text was cut short, and its last sentence may be only the beginning of one.
std::vector<std::string> first_sentences(std::string_view text, std::string_view language, std::string_view title,
                                         std::size_t most, bool cut);

// Whether something in it is reserved by its publisher.
bool is_reserved(const Briefing& briefing);
std::vector<Utterance> utterances(const Briefing& briefing);
// When the line was said, from Audio::begins.
void set_times(Briefing& briefing, const Audio& audio);

// As it is kept beside its recording.
std::string to_json(const Briefing& briefing);
Result<Briefing> briefing_from(std::string_view json);

}  // namespace octavo::assist
