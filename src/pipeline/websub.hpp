// The words of WebSub: what is said to a hub, and what is believed of what it says. Pure; thread-safe.
// https://www.w3.org/TR/websub/   Checked by tests/pipeline/websub_test.cpp and fuzz/websub.cpp.
#pragma once

#include <string>
#include <string_view>

#include "feed/feed.hpp"
#include "fetch/gate.hpp"
#include "model/subscription.hpp"

namespace octavo::pipeline {

// Where a feed says that it can be subscribed to. Empty hub: nowhere.
struct HubLinks {
    std::string hub, topic;
    friend bool operator==(const HubLinks&, const HubLinks&) = default;
};
// Section 4: the Link fields of the answer go before the feed's own links; the topic is `self`, else where we found it.
HubLinks hub_links(const fetch::Fetched& answer, const feed::ParsedFeed& parsed);

enum class HubMode { subscribe, unsubscribe };
// Section 5.1: the form of a request. The secret is sent by https alone.
std::string hub_form(const Subscription& subscription, HubMode mode);
// Where the hub is to call.
std::string callback_of(const Subscription& subscription);

// Section 7.1: "sha256=<hex>" over the body, with sha1, sha256, sha384 or sha512; compared in constant time.
bool is_signed(std::string_view secret, std::string_view signature, std::string_view body);
// For tests' hubs. "" for a method we do not know.
std::string sign(std::string_view secret, std::string_view method, std::string_view body);

std::string random_letters(std::size_t bytes);  // hexadecimal, from the system's generator

}  // namespace octavo::pipeline
