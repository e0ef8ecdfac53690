#include "base/url.hpp"

#include <lexbor/url/url.h>
#include <libpsl.h>

#include "base/url_plain.hpp"
#include "base/url_trackers.hpp"
#include "base/utf8.hpp"

namespace octavo {
namespace {

// lexbor's parser keeps arenas; one a thread, cleaned after each use.
class Parser {
  public:
    Parser() {
        mraw_ = lexbor_mraw_create();
        parser_ = lxb_url_parser_create();
        ok_ = mraw_ && lexbor_mraw_init(mraw_, 4096) == LXB_STATUS_OK && parser_ &&
              lxb_url_parser_init(parser_, mraw_) == LXB_STATUS_OK;
    }
    ~Parser() {
        if (parser_) lxb_url_parser_destroy(parser_, true);
        if (mraw_) lexbor_mraw_destroy(mraw_, true);
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    lxb_url_t* parse(const lxb_url_t* base, std::string_view text) {
        if (!ok_) return nullptr;
        lxb_url_parser_clean(parser_);
        return lxb_url_parse(parser_, base, reinterpret_cast<const lxb_char_t*>(text.data()), text.size());
    }
    void clean() {
        if (ok_) lexbor_mraw_clean(mraw_);
    }

  private:
    lexbor_mraw_t* mraw_ = nullptr;
    lxb_url_parser_t* parser_ = nullptr;
    bool ok_ = false;
};

Parser& parser() {
    thread_local Parser instance;
    return instance;
}

lxb_status_t append(const lxb_char_t* data, std::size_t length, void* out) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
    return LXB_STATUS_OK;
}

std::string_view view(const lexbor_str_t& s) {
    return s.data ? std::string_view(reinterpret_cast<const char*>(s.data), s.length) : std::string_view{};
}

std::uint16_t default_port(std::string_view scheme) {
    if (scheme == "https" || scheme == "wss") return 443;
    if (scheme == "http" || scheme == "ws") return 80;
    if (scheme == "ftp") return 21;
    return 0;
}

}  // namespace

namespace {

// Where lexbor 2.6 is behind the standard, as the web platform tests show. Each goes when it has caught up.

// "a/b/..?q" loses its question mark: dot segments are written plainly, and the last one with its slash, which means
// the same (https://url.spec.whatwg.org/#double-dot-path-segment).
bool ends_in_dots(std::string_view text) {
    for (const char mark : {'?', '#'}) {
        const auto at = text.find(mark);
        if (at == std::string_view::npos || at == 0) continue;
        if (text[at - 1] == '.' || text[at - 1] == 'e' || text[at - 1] == 'E') return true;
    }
    return false;
}
std::string with_plain_dots(std::string_view text) {
    const auto path_end = std::min(text.find_first_of("?#"), text.size());
    std::string out;
    std::size_t at = 0;
    while (at < path_end) {
        auto end = std::min(text.find_first_of("/\\", at), path_end);
        const std::string segment = utf8::lower(text.substr(at, end - at));
        if (segment == "%2e")
            out += '.';
        else if (segment == "%2e." || segment == ".%2e" || segment == "%2e%2e")
            out += "..";
        else
            out += text.substr(at, end - at);
        const bool dots = segment == "." || segment == ".." || segment.starts_with("%2e") || segment == ".%2e";
        if (end < path_end)
            out += text[end++];
        else if (dots && (out.ends_with("/.") || out.ends_with("..") || out == "."))
            out += '/';
        at = end;
    }
    return out += text.substr(path_end);
}

// "/100%?q" takes the question mark for a part of an escape: a percent sign that stands one or two places in front of
// the path's end is escaped first. Where it stands in the text; npos when there is none.
std::size_t percent_at_end(std::string_view text) {
    const auto path_end = text.find_first_of("?#");
    if (path_end == std::string_view::npos) return path_end;
    for (const std::size_t back : {1, 2})
        if (path_end >= back && text[path_end - back] == '%') return path_end - back;
    return std::string_view::npos;
}

// "/a/%/../b" loses sight of the dots behind a percent sign that escapes nothing. Absent when there is no such sign.
bool has_dot_segment(std::string_view path) {
    std::string plain;
    if (path.find("%2") != std::string_view::npos) {
        for (std::size_t i = 0; i < path.size(); ++i) {
            const bool dot = utf8::equal_ignoring_case(path.substr(i, 3), "%2e");
            plain += dot ? '.' : path[i];
            if (dot) i += 2;
        }
        path = plain;
    }
    return path.find("/./") != std::string_view::npos || path.find("/../") != std::string_view::npos ||
           path.ends_with("/.") || path.ends_with("/..");
}
std::optional<std::string> with_percents_escaped(std::string_view href) {
    const auto hex = [&](std::size_t i) {
        return i < href.size() && std::isxdigit(static_cast<unsigned char>(href[i]));
    };
    const auto end = std::min(href.find_first_of("?#"), href.size());
    std::string out;
    for (std::size_t i = 0; i < end; ++i) {
        out += href[i];
        if (href[i] == '%' && !(hex(i + 1) && hex(i + 2))) out += "25";
    }
    if (out.size() == end) return std::nullopt;
    return out.append(href.substr(end));
}

// The path percent-encode set has had "^" since 2024; an opaque path keeps its last space only as %20.
void catch_up(std::string& href) {
    const auto colon = href.find(':');
    if (colon == std::string::npos) return;
    const bool opaque = colon + 1 >= href.size() || href[colon + 1] != '/';
    auto end = std::min(href.find_first_of("?#"), href.size());
    if (opaque) {
        if (end < href.size() && end > 0 && href[end - 1] == ' ') href.replace(end - 1, 1, "%20");
        return;
    }
    for (std::size_t at = href.find('^'); at < end; at = href.find('^', at), end += 2) href.replace(at, 1, "%5E");
}

}  // namespace

// Defined here because it reads lexbor's types; a member by another name.
struct UrlBuilder {
    std::string href, scheme, host, path, query;
    std::uint16_t port = 0;
    bool credentials = false, explicit_port = false;
};

static std::optional<UrlBuilder> build(std::string_view text, const std::string* base) {
    if (text.size() > 64 * 1024) return std::nullopt;
    if (const auto plain = url_plain::parts(text))
        return UrlBuilder{.href = std::string(text),
                          .scheme = std::string(plain->scheme),
                          .host = std::string(plain->host),
                          .path = std::string(plain->path),
                          .query = std::string(plain->query),
                          .port = default_port(plain->scheme)};
    Parser& p = parser();
    struct Cleaner {
        Parser& p;
        ~Cleaner() { p.clean(); }
    } cleaner{p};
    const lxb_url_t* base_url = nullptr;
    if (base) {
        base_url = p.parse(nullptr, *base);
        if (!base_url) return std::nullopt;
    }
    std::string rewritten;
    if (!utf8::valid(text)) text = rewritten = utf8::repair(text);  // the standard parses scalar values, not bytes
    if (text.find_first_of("\t\n\r") != std::string_view::npos) {   // "remove all ASCII tab or newline from input"
        std::string without(text);
        std::erase_if(without, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
        text = rewritten = std::move(without);
    }
    if (ends_in_dots(text)) text = rewritten = with_plain_dots(text);
    if (text.find("%") != std::string_view::npos)
        if (const auto at = percent_at_end(text); at != std::string_view::npos)
            text = rewritten = fmt::format("{}%25{}", text.substr(0, at), text.substr(at + 1));
    const lxb_url_t* url = p.parse(base_url, text);
    if (!url) return std::nullopt;
    UrlBuilder out;
    if (lxb_url_serialize(url, append, &out.href, false) != LXB_STATUS_OK) return std::nullopt;
    lxb_url_serialize_scheme(url, append, &out.scheme);
    lxb_url_serialize_host(&url->host, append, &out.host);
    catch_up(out.href);
    lxb_url_serialize_path(&url->path, append, &out.path);
    for (std::size_t at = out.path.find('^'); !out.host.empty() && at != std::string::npos; at = out.path.find('^', at))
        out.path.replace(at, 1, "%5E");
    out.query = view(url->query);
    out.explicit_port = url->has_port;
    out.port = url->has_port ? url->port : default_port(out.scheme);
    if (default_port(out.scheme) != 0 && has_dot_segment(out.path))
        if (const auto escaped = with_percents_escaped(out.href)) return build(*escaped, nullptr);
    out.credentials = !view(url->username).empty() || !view(url->password).empty();
    // A host with escapes in it is decoded but not lowered; read once more, it is.
    const bool raised = std::ranges::any_of(out.host, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (raised && default_port(out.scheme) != 0 && text != out.href) return build(std::string(out.href), nullptr);
    return out;
}

std::optional<Url> Url::parse(std::string_view text) {
    auto b = build(text, nullptr);
    if (!b) return std::nullopt;
    return from(std::move(*b));
}

Url Url::from(UrlBuilder b) {
    Url url;
    url.href_ = std::move(b.href);
    url.scheme_ = std::move(b.scheme);
    url.host_ = std::move(b.host);
    url.path_ = std::move(b.path);
    url.query_ = std::move(b.query);
    url.port_ = b.port;
    url.explicit_port_ = b.explicit_port;
    url.has_credentials_ = b.credentials;
    return url;
}

std::optional<Url> Url::parse(std::string_view text, const Url& base) {
    auto b = build(text, &base.href_);
    if (!b) return std::nullopt;
    return from(std::move(*b));
}

std::optional<Url> Url::parse_typed(std::string_view text) {
    text = utf8::trim(text);
    const auto colon = text.find(':');
    const auto host_end = text.find_first_of("/?#");
    // A scheme has a colon in front of everything else, and no dot: "example.org:8080" is a host.
    const bool has_scheme = colon != std::string_view::npos && colon < host_end &&
                            (text.substr(0, colon).find('.') == std::string_view::npos);
    if (has_scheme || text.starts_with('/')) return parse(text);
    return parse("http://" + std::string(text));
}

bool Url::is_plain(std::string_view text) { return url_plain::parts(text).has_value(); }

std::string Url::origin() const {
    std::string out = scheme_ + "://" + host_;
    if (explicit_port_) out += fmt::format(":{}", port_);
    return out;
}

std::string Url::target() const {
    const auto fragment = href_.find('#');
    const auto start = href_.find('/', scheme_.size() + 3);
    if (start == std::string::npos) return "/";
    return href_.substr(start, fragment == std::string::npos ? std::string::npos : fragment - start);
}

std::string Url::without_fragment() const { return href_.substr(0, href_.find('#')); }

std::string registrable_domain(std::string_view host) {
    static const psl_ctx_t* const list = psl_builtin();
    const std::string name(host);
    // The list speaks of names only: "127.0.0.1" is no name in the domain "0.1".
    if (name.starts_with('[') || name.find_first_not_of("0123456789.") == std::string::npos) return name;
    const char* found = list ? psl_registrable_domain(list, name.c_str()) : nullptr;
    return found ? std::string(found) : name;
}

std::string_view bare_host(std::string_view host) {
    if (host.starts_with("www.") && host.find('.', 4) != std::string_view::npos) host.remove_prefix(4);
    return host;
}

namespace {

constexpr bool unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string percent_encode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(text, unreserved) - text.begin());
        out.append(text, 0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(text.front());
        out += {'%', digits[byte >> 4], digits[byte & 15]};
        text.remove_prefix(1);
    }
    return out;
}

std::string percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
            out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

namespace {

std::vector<std::string_view> parameters(std::string_view query) {
    std::vector<std::string_view> out;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        if (end > 0) out.push_back(query.substr(0, end));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return out;
}

std::string join(const std::vector<std::string_view>& parts) {
    std::string out;
    for (const auto part : parts) {
        if (!out.empty()) out += '&';
        out += part;
    }
    return out;
}

std::string_view parameter_name(std::string_view parameter) { return parameter.substr(0, parameter.find('=')); }

}  // namespace

std::string strip_trackers(const Url& url) {
    auto kept = parameters(url.query());
    const auto before = kept.size();
    std::erase_if(kept, [](std::string_view p) { return is_tracker(parameter_name(p)); });
    if (kept.size() == before) return url.href();
    const auto question = url.href().find('?');
    const auto hash = url.href().find('#');
    std::string out = url.href().substr(0, question);
    if (!kept.empty()) out += "?" + join(kept);
    if (hash != std::string::npos) out += url.href().substr(hash);
    return out;
}

namespace {

// A session's name in the query. "sid" is a story's number as often as a session's: only what looks drawn by lot
// counts.
bool is_session(std::string_view parameter) {
    const std::string name = utf8::lower(parameter_name(parameter));
    if (name == "phpsessid" || name == "jsessionid" || name.starts_with("aspsessionid")) return true;
    if (name != "sid" && name != "sessionid" && name != "session_id" && name != "sessid") return false;
    const std::string_view value = parameter.substr(std::min(name.size() + 1, parameter.size()));
    return value.size() >= 16 && std::ranges::all_of(value, unreserved) &&
           std::ranges::any_of(value, [](char c) { return c >= '0' && c <= '9'; });
}

// RFC 3986, section 6.2.2: escapes of unreserved characters are the characters themselves, the others have upper-case
// digits, and what may not stand there plainly is escaped, a percent sign that escapes nothing included.
void append_canonical(std::string& out, std::string_view text, std::string_view also_plain) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
            c = static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
            if (unreserved(c))
                out += c;
            else
                out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else if (unreserved(c) || also_plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
}

// Decoded escapes can make new dot segments ("%2e" is one already to the parser), doubled slashes are one.
std::string canonical_path(std::string_view path) {
    if (const auto session = utf8::lower(path).find(";jsessionid="); session != std::string::npos)
        path = path.substr(0, session);
    std::string out;
    append_canonical(out, path, "/!$&'()*+,;=:@");
    std::string single;
    for (const char c : out)
        if (c != '/' || single.empty() || single.back() != '/') single += c;
    return single;
}

std::string canonical_parameter(std::string_view parameter) {
    std::string out;
    append_canonical(out, parameter, "/?!$'()*+,;=:@");
    if (out.ends_with('=') && out.find('=') == out.size() - 1) out.pop_back();
    return out;
}

}  // namespace

std::string normalize(const Url& url) {
    const auto fragment = url.href().find('#');
    const std::string_view bang =
        fragment == std::string::npos ? std::string_view{} : std::string_view(url.href()).substr(fragment);
    if (url.host().empty()) return url.without_fragment();
    std::vector<std::string> kept;
    for (const std::string_view p : parameters(url.query()))
        if (!is_tracker(parameter_name(p)) && !is_session(p)) kept.push_back(canonical_parameter(p));
    std::erase(kept, "");
    std::ranges::sort(kept);
    std::string out = url.origin() + canonical_path(url.path());
    for (std::size_t i = 0; i < kept.size(); ++i) out += (i == 0 ? "?" : "&") + kept[i];
    if (bang.starts_with("#!")) out += bang;
    return out;
}

}  // namespace octavo
