// From a request to an answer: reads the address, asks the archive, renders or finds the page. Knows nothing of
// sockets; the network (net.hpp) gives each of its threads one Seat.
#pragma once

#include <functional>
#include <memory>

#include "base/result.hpp"
#include "base/time.hpp"
#include "search/search.hpp"
#include "store/store.hpp"
#include "web/message.hpp"
#include "web/page_cache.hpp"
#include "web/settings.hpp"
#include "web/wires.hpp"

namespace octavo::web {

// What one thread holds of the archive.
struct Hands {
    std::unique_ptr<store::Reader> reader;
    std::function<Result<search::Found>(store::Reader& reader, const search::Ask& ask)> search;
    // Where what a query finds stands (search::positions_of): of rules.
    std::function<Result<search::Matches>(store::Reader& reader, std::string_view query, store::Position from,
                                          store::Position before, std::size_t most)>
        matches = {};
};

// The archive as the site sees it: the store, wired up by server.cpp; a handful of cards in tests.
struct Archive {
    std::function<Result<Hands>()> open;        // once a thread
    std::function<std::uint64_t()> generation;  // grows when what pages show has changed
};

// One thread's view of the site: its reader, its tongues.
class Seat {
  public:
    virtual ~Seat() = default;
    // Whether the body of this request is to be read: 0, or the status to refuse it with.
    virtual int admit(const Request& request, std::uint64_t length) = 0;
    // Never throws; a broken archive is a 500 or 503 page.
    virtual Response answer(const Request& request) = 0;
    // Grows when what pages show has changed; what event streams tell.
    virtual std::uint64_t news() { return 0; }
    // The page for a request the network could not let through: 400, 405, 408, 414, 431, 503.
    virtual Response refuse(int status, std::string_view accept_language) = 0;
};

class Site {
  public:
    Site(SiteSettings settings, Archive archive, const Clock& clock, std::function<Outlook()> outlook,
         Wires wires = {});
    ~Site();

    std::unique_ptr<Seat> seat();       // thread-safe; the site outlives its seats
    void set_port(std::uint16_t port);  // the one that was bound, for absolute addresses
    const PageCache& cache() const;

    struct State;

  private:
    std::unique_ptr<State> state_;
};

}  // namespace octavo::web
