// The ways in which origins misbehave, one row each: what it does, what a good follower does, and what the follower's
// operator should read afterwards. The rows are data for the tests and the benchmarks.
//
//   newsroom.cast("paper.example", *fault_kind("status-410"));
//
// A site of a kind has a feed at /feed.xml of three reports, /report/1 to /report/3, which are printed beforehand; what
// the kind does not touch is answered as usual. An act is a function of the request and of how often that target has
// been asked for: nothing else, so that every run is the same.
#pragma once
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/newsroom.hpp"

namespace octavo::newsroom {

struct Scene {
    const Asked& asked;
    std::uint64_t turn = 0;  // requests for this target before this one
    std::string_view site;   // the host
    bool feed() const { return asked.target == "/feed.xml"; }
    bool robots() const { return asked.target == "/robots.txt"; }
    bool page() const { return asked.target.starts_with("/report/"); }
};

// How the way there is broken, where no HTTP answer could be.
enum class Way { plain, refused, reset, tls };

struct FaultKind {
    std::string_view name;
    std::string_view what;                               // it does
    std::string_view must;                               // a good follower
    std::string_view state;                              // the feed's, after some days: name_of(Feed::State)
    std::string_view reason = {};                        // in plain words: a part of it; "" none
    int articles = 0;                                    // in the archive in the end
    std::optional<Behaviour> (*act)(const Scene&) = {};  // absent: as usual
    std::vector<std::string_view> forbids = {};          // targets that its robots.txt closes
    Way way = Way::plain;
};

// All of them, in the order of the files: wire, answers, content, robots.
std::span<const FaultKind> fault_kinds();
const FaultKind* fault_kind(std::string_view name);  // null: there is none

std::vector<FaultKind> wire_faults();
std::vector<FaultKind> answer_faults();
std::vector<FaultKind> content_faults();
std::vector<FaultKind> robots_faults();

// Acts make what they send when they are first asked: this asks, so that nobody has to wait for it later.
void rehearse(const FaultKind& kind);

// ---- what the acts are made of

// An item as feeds of the kinds carry it; what is "" is left out.
struct Item {
    std::string title, link, guid, date, description;
};
Item report(std::string_view site, int number);
std::vector<Item> reports(std::string_view site, int from = 1, int to = 3);
std::string rss_of(std::string_view site, const std::vector<Item>& items);
std::string usual_feed(std::string_view site);

Behaviour send(std::string body, std::string_view fields = {}, std::string_view type = "application/rss+xml");
Behaviour send_useless(std::string body, std::string_view fields = {}, std::string_view type = "application/rss+xml");
Behaviour answer(int status, std::string_view fields = {}, std::string body = "no\n");
Behaviour bytes(std::string head, std::string body = {});  // as they are, then closes

}  // namespace octavo::newsroom
