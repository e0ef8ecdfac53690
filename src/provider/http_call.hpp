// One request to a service that an operator configured, over libcurl, on the thread that asks.
//
// Not the gate (fetch/gate): that one goes to strangers' addresses and must keep them out of our own network; this one
// goes to an address an operator wrote down, which is most often in our own network. It follows no redirect, so that
// text and key go where they were meant to go and nowhere else, uses no proxy and no cookie, and waits within limits:
// for a connection, a first byte, each next one, the end. A connection serves one request: beside the seconds a model
// takes, a handshake is nothing, and a kept connection that dies silently would be asked twice.
// Blocks; ends when told to stop. Checked by tests/provider/faults_test.cpp against tests/provider/mock.hpp.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "provider/settings.hpp"

namespace octavo::provider {

struct HttpRequest {
    std::string url;
    std::string body = {};           // JSON, by POST; "": GET
    std::string authorization = {};  // the header's value; "": none
    // Pieces of a 200's body as they come; false: that is enough, and the call ends well. Absent: the whole is given.
    std::function<bool(std::string_view)> piece = {};
};

struct HttpAnswer {
    int status = 0;
    std::string content_type;  // lower case, without parameters
    std::optional<std::string> retry_after;
    std::string body;  // of a 200 with `piece`: empty
};

// unreachable, timed_out, too_big, cancelled, malformed (no HTTP). Details name the host and nothing else of the
// request. Any status is an answer.
Result<HttpAnswer> call(const HttpRequest& request, const CallLimits& limits, const std::stop_token& stop);

}  // namespace octavo::provider
