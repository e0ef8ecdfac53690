#include "model/health.hpp"

namespace octavo {

Trouble trouble_of(const Feed& feed) {
    switch (feed.state) {
        case Feed::State::gone:
            return Trouble::gone;
        case Feed::State::refused:
            return Trouble::refused;
        default:
            break;
    }
    if (feed.status == 429) return Trouble::throttled;
    switch (feed.state) {
        case Feed::State::fresh:
            return Trouble::unasked;
        case Feed::State::quiet:
            return Trouble::quiet;
        case Feed::State::failing:
            break;
        default:
            return Trouble::none;
    }
    if (feed.status == 0) return Trouble::silent;
    if (feed.status == 401 || feed.status == 403) return Trouble::shut;
    if (feed.status == 404) return Trouble::missing;
    return feed.status >= 200 && feed.status < 300 ? Trouble::no_feed : Trouble::server;
}

std::string_view in_words(Trouble trouble) {
    switch (trouble) {
        case Trouble::none:
            return "";
        case Trouble::unasked:
            return "it has not been asked yet";
        case Trouble::quiet:
            return "nothing new for a long time";
        case Trouble::throttled:
            return "it asks us to come less often";
        case Trouble::silent:
            return "it gives no usable answer";
        case Trouble::shut:
            return "it does not let us in";
        case Trouble::missing:
            return "there is nothing at its address any more";
        case Trouble::server:
            return "its server answers with an error";
        case Trouble::no_feed:
            return "what it sends is no feed";
        case Trouble::gone:
            return "its publisher says that it is gone for good";
        case Trouble::refused:
            return "it may not be asked: robots.txt or a rule of ours says no";
    }
    std::unreachable();
}

std::string_view advice(Trouble trouble) {
    switch (trouble) {
        case Trouble::none:
            return "";
        case Trouble::unasked:
        case Trouble::quiet:
        case Trouble::throttled:
        case Trouble::server:
            return "nothing: it is asked again by itself";
        case Trouble::silent:
        case Trouble::missing:
        case Trouble::no_feed:
            return "it is asked again by itself; if its site opens in a browser, the feed may have moved: octavo add "
                   "SITE finds the new one";
        case Trouble::shut:
            return "the publisher keeps programs out: write to them, or follow another source";
        case Trouble::gone:
            return "octavo add SITE finds a new feed; octavo fetch --all asks this one once more";
        case Trouble::refused:
            return "the detail says which rule; a host of your own network is allowed by fetch.private_hosts";
    }
    std::unreachable();
}

// fetch::never; this room has no scheduler.
bool is_never(Instant due) { return due >= from_unix_ms(253'402'300'799'000); }

}  // namespace octavo
