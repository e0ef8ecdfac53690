// How the operator set the site up, and what a page says about the outside world.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "story/ranking.hpp"

namespace octavo::web {

struct SiteSettings {
    std::string listen = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one
    std::string name = "Octavo";
    std::string contact;   // a web address; "" none is shown
    std::string base_url;  // "" : a private site
    bool hsts = true;      // one that is reached by https says that it always will be
    std::vector<std::string> trusted_proxies;
    unsigned threads = 2;
    bool assist = true;  // reading aids: summaries, comparisons, questions

    // Searches and older pages, by address (rate_limit.hpp). One over it is answered 429.
    unsigned searches_a_minute = 120;  // 0: any number
    unsigned searches_at_once = 60;

    // Caps against a flood. Connections beyond the first are answered 503 and closed.
    std::size_t max_connections = 4096;
    std::size_t max_event_streams = 8192;       // held beside the connections above
    unsigned header_seconds = 10;               // from the first byte of a request to its last header
    unsigned idle_seconds = 65;                 // between requests
    unsigned body_seconds = 30;                 // for what a hub pushes to arrive
    unsigned write_seconds = 30;                // for one answer to leave
    unsigned picture_seconds = 4;               // that a browser is let wait for a picture under way
    std::size_t max_waiting = 512;              // of them at once
    std::size_t max_body = 4u << 20;            // of one push
    std::size_t max_file = (32u << 20) + 4096;  // of what a reader brings along, with its form
    std::size_t max_bodies = 96u << 20;         // of those that are arriving now

    story::Weights ranking;  // what goes first
};

// What a page says about the outside world; from the pipeline, cheap, thread-safe.
struct Outlook {
    bool following = false;  // sources are being followed
    bool offline = false;    // no answer from anywhere lately
    std::size_t sources = 0, waiting = 0;
};

}  // namespace octavo::web
