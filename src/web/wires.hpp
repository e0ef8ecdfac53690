// What the site is wired to besides the archive: the line that follows the sources. All of it thread-safe, and any of
// it may be absent (a site that only serves).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assist/recorder.hpp"
#include "base/time.hpp"
#include "model/picture.hpp"
#include "model/subscription.hpp"

namespace octavo::store {
class Rulings;
}

namespace octavo::web {

// What the line does, for the operator's page.
struct Ledger {
    std::uint64_t polls = 0, unchanged = 0, pushes = 0, pages = 0, stored = 0, refused = 0;  // since start
    std::size_t waiting = 0;                                                                 // in hand now
    struct Quiet {
        std::string host;
        Instant until{};
    };
    std::vector<Quiet> quiet;  // who asked to be left alone, and until when
    std::optional<PictureCounts> pictures = {};
    std::size_t under_way = 0;    // requests
    std::string paused_why = {};  // the archive takes nothing at the moment; "": it does
};

// What is known of a publisher's picture; quick, and no network.
using PictureLook = std::function<PictureFacts(std::string_view url)>;

class Doors;
class Translations;
class Writings;
struct DeskWires;

struct Wires {
    // The callback of hubs (WebSub): is the token one of ours; what to echo (absent: nothing we asked for); the status
    // that answers a push.
    std::function<bool(std::string_view token)> knows_hub = {};
    std::function<std::optional<std::string>(std::string_view token, const HubSays& says)> verify_hub = {};
    std::function<int(HubPush push)> take_push = {};
    std::function<Ledger()> ledger = {};
    // Publishers' pictures (pipeline/darkroom.hpp). None: pages show the sample's drawings alone.
    PictureLook look_at_picture = {};
    std::function<PictureAnswer(const PictureWish& wish)> ask_picture = {};
    std::function<bool(const PictureWish& wish, std::function<void()> done)> when_picture = {};
    // Who records briefings; null: nobody. Outlives the site.
    assist::Recorder* recorder = nullptr;
    // Who translates articles; null: nobody. Outlives the site.
    Translations* translations = nullptr;
    // Who lets services write for readers; null: none is configured. Outlives the site.
    Writings* writings = nullptr;
    // Accounts; null: nobody has one here. Outlives the site.
    Doors* doors = nullptr;
    // The operator's desk, and what people decided; null: there is none. Both outlive the site.
    const DeskWires* desk = nullptr;
    store::Rulings* rulings = nullptr;
};

}  // namespace octavo::web
