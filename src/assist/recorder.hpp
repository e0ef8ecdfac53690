// Records briefings: once a day and edition, in the background, kept on disk.
//
// Idea: the files are the truth, and the last one written says that the others are whole.
//   audio/en-gb/2026-11-27.mp3  .opus  .json     what is said, and when
// A request never waits: it finds a recording, or orders one and is told that it is being made. One is made at a time,
// behind everything else. The oldest days go when the folder passes its cap. What failed is not tried again for ten
// minutes, then twenty, forty ...: another voice is paid for what it said until then. Without a voice for the language
// there is nothing to order. Thread-safe. Where there is another voice than this machine's, it reads; when it does not,
// or may not, espeak-ng does. Checked by tests/assist/recorder_test.cpp.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "assist/briefing.hpp"

namespace octavo::assist {

struct RecorderSettings {
    std::string folder;
    std::uint64_t most_bytes = 500'000'000;
};

// A voice that is not of this machine: text goes to a service (provider/providers). Without functions: there is none.
struct OtherVoice {
    std::function<bool(std::string_view language)> reads = {};
    std::function<Result<Said>(std::span<const Utterance>, std::string_view language, const std::stop_token&)> speak =
        {};
};

class Recorder {
  public:
    Recorder(RecorderSettings settings, const Clock& clock, OtherVoice other = {});
    ~Recorder();  // stops the one that is being made
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    // Looks for the programs, makes the folder and starts the thread; without any voice only what is there is served.
    Result<> start();

    // Whether briefings in this language can be recorded here.
    bool reads(std::string_view language) const;
    // The recording of an edition's day ("en-gb", "2026-11-27"), with when each line is said; absent when there is
    // none.
    std::optional<Briefing> find(std::string_view edition, std::string_view day);
    enum class Order : std::uint8_t { taken, known, refused };
    // Has it made: taken; known: it is being made already; refused: no voice, no room in the queue, it failed lately.
    Order order(std::string_view edition, std::string_view day, Briefing briefing);
    bool being_made(std::string_view edition, std::string_view day) const;
    // It could not be recorded lately, and order() would refuse it: no need to ask the archive for a briefing.
    bool rests(std::string_view edition, std::string_view day) const;
    std::optional<std::string> read(std::string_view edition, std::string_view day, AudioForm form) const;
    // The newest first.
    std::vector<std::string> days(std::string_view edition) const;

    void finish();  // waits until the queue is empty: for tests and the command

  private:
    struct Job {
        std::string key;  // "en-gb/2026-11-27"
        Briefing briefing;
    };
    void work(const std::stop_token& stop);
    bool other_reads(std::string_view language) const { return other_.reads && other_.reads(language); }
    bool may_read(const Briefing& briefing) const;
    Result<Said> say(const Briefing& briefing, const std::stop_token& stop) const;
    Result<> make(Job& job, const std::stop_token& stop);
    // Under mutex_.
    bool rests_now(const std::string& key) const;
    void let_rest(const std::string& key);
    Result<> write(const std::string& path, std::string_view bytes) const;
    void make_room() const;
    std::string path_of(std::string_view key, std::string_view suffix) const;

    const RecorderSettings settings_;
    const Clock& clock_;
    const OtherVoice other_;
    std::vector<std::string> voices_;
    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable_any changed_;
    std::deque<Job> jobs_;
    std::set<std::string, std::less<>> under_way_;
    struct Failed {
        Instant at;
        unsigned times = 0;
    };
    std::map<std::string, Failed, std::less<>> failed_;
    std::map<std::string, Briefing, std::less<>> known_;  // read from disk, a few
    std::jthread thread_;
};

}  // namespace octavo::assist
