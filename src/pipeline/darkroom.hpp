// Publishers' pictures: fetched politely, developed (picture/develop.hpp), kept (picture_shelf.hpp), handed out.
//
//   page being made --look(address)--> facts, a sealed address        (no network, hardly a disk)
//   browser ----------ask(seal, key)-> bytes | awaited | gone          (never waits for anybody)
//                                        |
//            urgent queue, ahead queue --+--> courier (robots, pace, guard) --> developers (niced) --> shelf
//
// Nobody outside can make us fetch: an address bears a seal that only pages of ours carry, and leads to the picture one
// of them showed lately, or to nothing. A picture is fetched once however many wait for it, one at a time from a host;
// what cannot be had is remembered for a while, so that a page leaves no room for it. What is asked for goes ahead of
// what somebody might ask for.
// Road not taken: the publisher's address inside ours. It makes pages a third longer, and the seal would vouch for any
// address a feed ever named, for ever.
// Thread-safe. Checked by tests/pipeline/darkroom_test.cpp.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "fetch/gate.hpp"
#include "model/picture.hpp"
#include "picture/head.hpp"

namespace octavo::pipeline {

struct DarkroomSettings {
    std::string folder;  // DATA/pictures
    std::uint64_t most_bytes = 5'000'000'000;
    unsigned developers = 1;          // threads ...
    int niceness = 10;                // ... behind everything else
    bool fetch = true;                // false: only what is there is shown
    bool ahead = true;                // before anybody asked: what want() names
    std::size_t most_urgent = 512;    // asked for and not there yet; more are told to come again
    std::size_t most_ahead = 4096;    // the oldest are dropped
    std::size_t most_under_way = 16;  // fetched, or waiting to be developed: bodies in memory
    std::size_t remembered = 32'768;  // addresses that pages showed, and those that failed; twice that at most
    picture::Caps caps;
};

class Darkroom {
  public:
    // Starts one request, politely; false when it is stopping. May wait for room. `done` is called once.
    using Send = std::function<bool(fetch::FetchRequest, fetch::Fetcher::Done)>;

    Darkroom(DarkroomSettings settings, const Clock& clock, Send send);
    ~Darkroom();  // stops
    Result<> start();
    // The threads are gone afterwards, and whoever waits was told. First stop whoever sends: it may hold us up.
    void stop();

    PictureFacts look(std::string_view url);
    PictureAnswer ask(const PictureWish& wish);
    // For a wish that was answered `awaited`: `done` is called once, on any thread, when asking again makes sense.
    // False when it is not awaited (any more): ask again at once.
    bool when_done(const PictureWish& wish, std::function<void()> done);
    // It will be asked for: a new article that stands in a story. Dropped when there is no time for it.
    void want(std::string_view url);
    PictureCounts counts() const;

    // What a publisher's answer makes of a picture: its bytes may be developed, or why not. For tests.
    static Result<> may_be_shown(const fetch::Fetched& answer);
    // The key of a picture's address; absent for what is no web address.
    static std::optional<std::uint64_t> key_of(std::string_view url);

  private:
    struct State;
    std::shared_ptr<State> state_;  // shared with requests that outlive us
};

}  // namespace octavo::pipeline
