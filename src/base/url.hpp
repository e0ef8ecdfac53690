// Addresses, as browsers read them: the WHATWG URL standard (https://url.spec.whatwg.org/), by lexbor.
// A Url is valid, absolute and normalised by construction. Values; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace octavo {

struct UrlBuilder;

class Url {
  public:
    // Absent when the text is no absolute URL (with `base`: when it cannot be resolved against it).
    static std::optional<Url> parse(std::string_view text);
    static std::optional<Url> parse(std::string_view text, const Url& base);
    // As people type and lists carry them: "example.org/news" means http://example.org/news.
    static std::optional<Url> parse_typed(std::string_view text);

    // Whether the text is a web address without credentials that parsing would give back letter by letter. Costs a
    // twentieth of a parse; false says nothing.
    static bool is_plain(std::string_view text);

    const std::string& href() const { return href_; }    // serialised, fragment included
    std::string_view scheme() const { return scheme_; }  // "https", without the colon
    std::string_view host() const { return host_; }      // "example.org", "[::1]", punycode, lower case
    std::uint16_t port() const { return port_; }         // the effective port; 0 where the scheme has none
    std::string_view path() const { return path_; }      // "/a/b"
    std::string_view query() const { return query_; }    // without "?"
    bool has_credentials() const { return has_credentials_; }
    bool is_web() const { return scheme_ == "http" || scheme_ == "https"; }

    std::string origin() const;  // "https://example.org" (port only when it is not the scheme's)
    std::string target() const;  // path and query, as a request line wants it
    std::string without_fragment() const;

    friend bool operator==(const Url& a, const Url& b) { return a.href_ == b.href_; }

  private:
    Url() = default;
    static Url from(UrlBuilder parts);
    std::string href_, scheme_, host_, path_, query_;
    std::uint16_t port_ = 0;
    bool has_credentials_ = false;
    bool explicit_port_ = false;
};

// The address without what only tracks people (utm_*, fbclid, gclid, ...); everything else in its place.
std::string strip_trackers(const Url& url);

// The address that an AMP cache's or a redirector's address carries inside; the address itself where it carries none.
Url unwrapped(const Url& url);

// The form in which two spellings of one page's address are equal: trackers, session ids, fragment (unless it begins
// "#!", which names a page), credentials and default port off; dot segments, doubled slashes and needless escapes
// resolved, other escapes in upper case; query parameters sorted, "b=" as "b". http and https stay apart, as do www and
// bare host: only the publisher knows that they are the same. Not for fetching. Idempotent.
// Ids are made from this: never change what it gives for an address already in an archive.
std::string normalize(const Url& url);

// "bbc.co.uk" of "www.news.bbc.co.uk", by the Public Suffix List (https://publicsuffix.org/). The host itself
// when it is an IP address or a suffix.
std::string registrable_domain(std::string_view host);

// The host without "www.": how a source is named when nothing better is known.
std::string_view bare_host(std::string_view host);

// RFC 3986 percent-encoding of one path segment or query value: everything but unreserved characters.
std::string percent_encode(std::string_view text);
// Percent-decoding; invalid escapes stay as they are.
std::string percent_decode(std::string_view text);

}  // namespace octavo
