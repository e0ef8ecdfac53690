// A service on loopback that speaks as language models and translators do, and plays their faults by name. Real
// sockets, one request a connection. What the model writes is up to the test.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/json.hpp"

namespace octavo::mock {

struct Seen {
    std::string method, path, authorization, body;
};

// The other end of one request.
class Line {
  public:
    Line(int socket, const std::atomic<bool>& over) : socket_(socket), over_(over) {}
    bool send(std::string_view bytes);  // false: nobody listens any more
    void answer(int status, std::string_view body, std::string_view more_header = {},
                std::string_view type = "application/json");
    void begin_stream(std::string_view more_header = {});
    bool event(std::string_view data, std::string_view end = "\n\n");
    void reset();                                                             // RST instead of an end
    void hold(std::chrono::milliseconds at_most = std::chrono::seconds(30));  // silent until the other end leaves
    bool over() const { return over_; }

  private:
    int socket_;
    const std::atomic<bool>& over_;
};

class Service {
  public:
    Service();
    ~Service();
    std::string url() const;
    std::uint16_t port() const { return port_; }

    // The first `times` requests meet the fault, the others an honest service. -1: all of them.
    void play(std::string fault, int times = -1);
    static std::vector<std::string> faults();        // all there are, of a service that writes ...
    static std::vector<std::string> audio_faults();  // and of one that speaks: answers of 200 that are no speech

    // What the model writes for a chat: by default honest items, each a sentence as it stands.
    void write_by(std::function<std::string(const Json& request)> writes);
    // What a translation of a sentence is.
    void translate_by(std::function<std::string(std::string_view)> translates);

    std::vector<Seen> seen() const;  // requests, in their order
    std::size_t requests() const { return seen().size(); }
    void forget();

  private:
    void run();
    void serve(int socket);
    void honest(Line& line, const Seen& request);
    std::string chat_text(const Json& request) const;

    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> over_ = false;
    mutable std::mutex mutex_;
    std::vector<Seen> seen_;
    std::string fault_;
    int times_ = 0;
    std::function<std::string(const Json&)> writes_;
    std::function<std::string(std::string_view)> translates_;
    std::atomic<int> serving_ = 0;
    std::thread thread_;
};

// Parts of what services say.
std::string honest_items(const Json& request);  // of the request's sentences
std::string items_of(std::string_view text, std::span<const std::int64_t> cites);
std::string completion(std::string_view text, std::string_view finish = "stop", std::string_view usage = "");
std::string delta(std::string_view text, std::string_view finish = "");
// A tone of 60 ms a letter as WAVE: 24 kHz, 16 bits, mono; `said_size` is what its header says of the samples.
std::string wave_of(std::string_view text, std::optional<std::uint32_t> said_size = {});
// Sends a text as a stream, well.
void stream_text(Line& line, std::string_view text, std::string_view finish = "stop");
void stream_events(Line& line, std::string_view text, std::string_view finish = "stop");  // after its header

// Plays one fault; false: there is none of that name.
bool play_fault(std::string_view name, Line& line, const Seen& request, const std::string& text);
bool play_audio_fault(std::string_view name, Line& line, const Seen& request);

}  // namespace octavo::mock
