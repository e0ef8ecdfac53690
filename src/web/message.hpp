// Requests and answers between the network and the site. An answer's bytes are ready-made: a Page is rendered once,
// shared by whoever asks for it, and carries its packed forms, each made when the first reader asks for it.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "web/client.hpp"

namespace octavo::web {

// What the site wants to know of a request. The views live as long as the call.
struct Request {
    bool get = true;          // GET or HEAD
    bool head = false;        // HEAD
    bool post = false;        // refused where access.hpp does not name it
    bool options = false;     // answered by the API alone: may another site's page ask?
    std::string_view target;  // path and query, as sent
    std::string_view host, accept_encoding, accept_language, if_none_match, cookie;
    std::string_view range = {}, if_range = {};
    PeerAddress peer = {};           // who is at the other end of the connection
    std::string_view forwarded_for;  // X-Forwarded-For: to be believed of a trusted proxy only (client.hpp)
    bool proxied = false;            // somebody says he passed it on
    bool chunked = false;            // its body comes without a length
    bool waited = false;             // it was answered `until` before: now it is to be answered
    std::string_view body = {}, content_type = {}, hub_signature = {};  // of a POST
    std::string_view origin = {}, fetch_site = {};                      // which site's page sent it (asking.hpp)
    std::string_view purpose = {};        // Sec-Purpose: "prefetch" where nobody looks at it yet
    std::string_view user_agent = {};     // what somebody who signs in is shown of it (device_of)
    std::string_view authorization = {};  // of a program that reads for somebody (passkeys.hpp: basic_of)
};

enum class Packing : std::uint8_t { identity, gzip, brotli, zstd };

class Page {
  public:
    Page(std::string bytes, std::string_view type, bool pack);

    const std::string& bytes() const { return bytes_; }
    std::string_view type() const { return type_; }
    const std::string& etag() const { return etag_; }  // weak where it names the bytes under several packings
    bool packable() const { return pack_; }
    // The bytes under `packing`; the plain ones when packing does not make them smaller. Thread-safe; packs once.
    const std::string& packed(Packing packing) const;

  private:
    std::string bytes_;
    std::string_view type_;
    std::string etag_;
    bool pack_;
    mutable std::array<std::once_flag, 4> once_;
    mutable std::array<std::string, 4> packed_;
};

// How long others may keep an answer.
enum class Keep : std::uint8_t { ask_again, for_ever, not_at_all };

// A part of a page's bytes.
struct Slice {
    std::size_t from = 0, size = 0;
    friend bool operator==(const Slice&, const Slice&) = default;
};

struct Response {
    int status = 200;
    std::shared_ptr<const Page> page;  // absent: no body
    Packing packing = Packing::identity;
    Keep keep = Keep::ask_again;
    bool events = false;          // the connection becomes a stream of events (net.hpp) and stays open
    std::string media_from = {};  // the one origin that this page may play a file of: "https://cdn.example"; "" none
    bool for_all_sites = false;   // other sites' pages may show it: feeds carry our pictures
    bool ranges = false;          // parts of it may be asked for (ranges.hpp)
    std::optional<Slice> slice = {};  // of a 206: the part
    std::string extra = {};           // further header lines, each ended by CRLF; values are ours or percent-encoded
    // Set: there is no answer yet. Called with what to do when asking again makes sense, on any thread; false: at once.
    std::function<bool(std::function<void()> again)> until = {};
    unsigned patience = 0;  // seconds that it is waited for; 0: as long as for a picture
};

// The best packing an Accept-Encoding header allows (RFC 9110, section 12.5.3): brotli, zstd, gzip, in this order.
Packing choose_packing(std::string_view accept_encoding);
std::string_view name_of(Packing packing);
// True when an If-None-Match header (RFC 9110, section 13.1.2) names the tag; weak comparison.
bool names_tag(std::string_view if_none_match, std::string_view etag);

// What is sent as the body.
std::string_view body_of(const Response& response);

// The head of an answer as it goes on the wire. `body` is what Content-Length says; `close` ends the connection.
// Every answer, errors too, carries the headers that keep a page from being turned against its reader.
void append_head(std::string& out, const Response& response, std::string_view date, bool close);
// The head of an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html): no length, kept by
// nobody, not gathered by a proxy.
void append_event_head(std::string& out, std::string_view date);

}  // namespace octavo::web
