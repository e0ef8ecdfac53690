#include "base/url.hpp"

#include <lexbor/url/url.h>
#include <libpsl.h>

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

// Defined here because it reads lexbor's types; a member by another name.
struct UrlBuilder {
    std::string href, scheme, host, path, query;
    std::uint16_t port = 0;
    bool credentials = false, explicit_port = false;
};

static std::optional<UrlBuilder> build(std::string_view text, const std::string* base) {
    if (text.size() > 64 * 1024) return std::nullopt;
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
    const lxb_url_t* url = p.parse(base_url, text);
    if (!url) return std::nullopt;
    UrlBuilder out;
    if (lxb_url_serialize(url, append, &out.href, false) != LXB_STATUS_OK) return std::nullopt;
    lxb_url_serialize_scheme(url, append, &out.scheme);
    lxb_url_serialize_host(&url->host, append, &out.host);
    lxb_url_serialize_path(&url->path, append, &out.path);
    out.query = view(url->query);
    out.explicit_port = url->has_port;
    out.port = url->has_port ? url->port : default_port(out.scheme);
    out.credentials = !view(url->username).empty() || !view(url->password).empty();
    return out;
}

std::optional<Url> Url::parse(std::string_view text) {
    auto b = build(text, nullptr);
    if (!b) return std::nullopt;
    Url url;
    url.href_ = std::move(b->href);
    url.scheme_ = std::move(b->scheme);
    url.host_ = std::move(b->host);
    url.path_ = std::move(b->path);
    url.query_ = std::move(b->query);
    url.port_ = b->port;
    url.explicit_port_ = b->explicit_port;
    url.has_credentials_ = b->credentials;
    return url;
}

std::optional<Url> Url::parse(std::string_view text, const Url& base) {
    auto b = build(text, &base.href_);
    if (!b) return std::nullopt;
    return parse(b->href);
}

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
    for (const char c : text) {
        if (unreserved(c)) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
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

// Parameters that name the reader's way to the page, never the page.
bool is_tracker(std::string_view name) {
    static constexpr std::string_view prefixes[] = {"utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "stm_"};
    static constexpr std::string_view names[] = {
        "fbclid",    "gclid",       "gclsrc",      "dclid",         "gbraid",
        "wbraid",    "msclkid",     "yclid",       "twclid",        "ttclid",
        "igshid",    "igsh",        "mc_cid",      "mc_eid",        "mkt_tok",
        "_hsenc",    "_hsmi",       "oly_anon_id", "oly_enc_id",    "vero_id",
        "wickedid",  "rb_clickid",  "s_cid",       "ml_subscriber", "ml_subscriber_hash",
        "_openstat", "srsltid",     "ref_src",     "cmpid",         "ns_mchannel",
        "ns_source", "ns_campaign", "ns_linkname", "at_medium",     "at_campaign",
        "ncid",      "sr_share"};
    const std::string lowered = utf8::lower(name);
    for (const auto prefix : prefixes)
        if (lowered.starts_with(prefix)) return true;
    return std::ranges::find(names, lowered) != std::end(names);
}

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

std::string normalize(const Url& url) {
    auto kept = parameters(url.query());
    std::erase_if(kept, [](std::string_view p) {
        const std::string name = utf8::lower(parameter_name(p));
        return is_tracker(name) || name == "phpsessid" || name == "jsessionid" || name == "sid" || name == "sessionid";
    });
    std::ranges::sort(kept);
    std::string out = url.origin();
    std::string_view path = url.path();
    if (const auto session = utf8::lower(path).find(";jsessionid="); session != std::string::npos)
        path = path.substr(0, session);
    // Escapes of unreserved characters are the characters themselves; the others get upper-case digits (RFC
    // 3986, 6.2.2).
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '%' && i + 2 < path.size() && hex_digit(path[i + 1]) >= 0 && hex_digit(path[i + 2]) >= 0) {
            const char c = static_cast<char>(hex_digit(path[i + 1]) * 16 + hex_digit(path[i + 2]));
            if (unreserved(c)) {
                out += c;
            } else {
                out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
            }
            i += 2;
        } else {
            out += path[i];
        }
    }
    if (!kept.empty()) out += "?" + join(kept);
    return out;
}

}  // namespace octavo
