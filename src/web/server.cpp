#include "web/server.hpp"

#include "web/net.hpp"

namespace octavo::web {
namespace {

Result<Hands> open_hands(store::Store& store) {
    return Hands{TRY(store.reader()),
                 [](store::Reader& reader, const search::Ask& ask) { return search::search(reader, ask); },
                 search::positions_of};
}

}  // namespace

struct Server::State {
    Site site;
    Listener listener;

    State(const SiteSettings& settings, store::Store& store, const Clock& clock, std::function<Outlook()> outlook,
          Wires wires)
        : site(settings,
               {.open = [&store] { return open_hands(store); }, .generation = [&store] { return store.generation(); }},
               clock, std::move(outlook), std::move(wires)),
          listener(settings, [this] { return site.seat(); }) {}
};

Server::Server(SiteSettings settings, store::Store& store, const Clock& clock, std::function<Outlook()> outlook,
               Wires wires)
    : state_(std::make_unique<State>(settings, store, clock, std::move(outlook), std::move(wires))) {}
Server::~Server() = default;

Result<> Server::start() {
    TRY(state_->listener.start());
    state_->site.set_port(state_->listener.port());
    return {};
}
std::uint16_t Server::port() const { return state_->listener.port(); }
void Server::stop() { state_->listener.stop(); }

}  // namespace octavo::web
