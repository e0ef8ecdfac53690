// What the site reads out of a request beyond its address: under which name it was reached, which edition its reader
// prefers. Pure. Checked by tests/web/site_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/edition.hpp"
#include "web/message.hpp"
#include "web/request_head.hpp"

namespace octavo::web {

// A request's head as the site wants to know it; its views are into the head.
Request request_of(const RequestHead& head, const PeerAddress& peer);

// Scheme and host that addresses of ours begin with, where they must be whole: `base_url` where there is one, else the
// name we were called by, where it may stand in an address.
std::string origin_of(const Request& request, std::string_view base_url, std::uint16_t port);

// What the browser sends back under this name; "" nothing.
std::string_view cookie_value(std::string_view cookies, std::string_view name);

// "Firefox · Linux": so much of a browser's name as tells its owner which one it is; "" when it says nothing known.
std::string device_of(std::string_view user_agent);

// The edition of the cookie, else by the browser's languages.
const Edition& preferred_edition(const Request& request);

// Whether a page of ours sent it, as browsers tell: by Sec-Fetch-Site, or by Origin against the name we were called by.
// What says neither is no browser's page, and forges nothing a reader would not do. On a site without a public address
// only under a name that nobody elsewhere can have (DNS rebinding). https://www.w3.org/TR/fetch-metadata/
bool is_our_own(const Request& request, std::string_view base_url);

// A field of a form that was sent, or of the address's query, decoded; "" where it is not there.
std::string form_value(const Request& request, std::string_view name);
std::string asked_value(const Request& request, std::string_view name);
// What somebody typed, to be worked with and shown again: one line, blanks squeezed; or as it is. So many bytes at
// most.
std::string typed_line(const Request& request, std::string_view name, std::size_t longest = 2000);
std::string typed_text(const Request& request, std::string_view name, std::size_t longest);
// All of a name: of boxes that were ticked. At most `most`.
std::vector<std::string> form_values(std::string_view body, std::string_view name, std::size_t most);
// "12"; absent for anything else, and for what is too large.
std::optional<std::int64_t> whole_number(std::string_view text);

// Whether it was asked for under the name of the public address.
bool is_named_as(const Request& request, std::string_view base_url);

// A place inside an edition, with its query, that may follow "/{edition}/" in a redirect: no scheme, no host, no line
// end.
bool is_plain_place(std::string_view place);

}  // namespace octavo::web
