#include "web/request_head.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>

namespace octavo::web {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

class HeadParser final : public http::basic_parser<true> {
  public:
    explicit HeadParser(RequestHead& head) : head_(head) {
        header_limit(static_cast<std::uint32_t>(longest_head));
        body_limit(boost::none);  // who is asked decides: Seat::admit
    }

  private:
    void on_request_impl(http::verb method, string_view, string_view target, int version, error_code&) override {
        head_.get = method == http::verb::get || method == http::verb::head;
        head_.head = method == http::verb::head;
        head_.post = method == http::verb::post;
        head_.options = method == http::verb::options;
        head_.target.assign(target.data(), target.size());
        head_.version = version;
    }
    void on_field_impl(http::field name, string_view spelled, string_view value, error_code&) override {
        std::string* kept = nullptr;
        switch (name) {
            case http::field::host:
                kept = &head_.host, ++head_.hosts;
                break;
            case http::field::accept_encoding:
                kept = &head_.accept_encoding;
                break;
            case http::field::accept_language:
                kept = &head_.accept_language;
                break;
            case http::field::if_none_match:
                kept = &head_.if_none_match;
                break;
            case http::field::range:
                kept = &head_.range;
                break;
            case http::field::if_range:
                kept = &head_.if_range;
                break;
            case http::field::cookie:
                kept = &head_.cookie;
                break;
            case http::field::content_type:
                kept = &head_.content_type;
                break;
            case http::field::origin:
                kept = &head_.origin;
                break;
            case http::field::authorization:
                kept = &head_.authorization;
                break;
            case http::field::user_agent:
                kept = &head_.user_agent;
                break;
            case http::field::expect:
                head_.expects = true;
                return;
            case http::field::forwarded:
            case http::field::via:
                head_.proxied = true;
                return;
            default:
                if (boost::beast::iequals(spelled, "X-Forwarded-For")) {
                    head_.proxied = true;
                    kept = &head_.forwarded_for;
                } else if (boost::beast::iequals(spelled, "X-Hub-Signature")) {
                    kept = &head_.hub_signature;
                } else if (boost::beast::iequals(spelled, "Sec-Fetch-Site")) {
                    kept = &head_.fetch_site;
                } else if (boost::beast::iequals(spelled, "Sec-Purpose") || boost::beast::iequals(spelled, "Purpose")) {
                    kept = &head_.purpose;
                } else {
                    head_.proxied = head_.proxied || boost::beast::iequals(spelled, "X-Real-IP") ||
                                    boost::beast::iequals(spelled, "X-Forwarded-Host") ||
                                    boost::beast::iequals(spelled, "X-Forwarded-Proto");
                    return;
                }
        }
        // A field that comes twice is one list (RFC 9110, section 5.3); cookies are joined as RFC 9113 has it.
        if (!kept->empty()) *kept += name == http::field::cookie ? "; " : ", ";
        kept->append(value.data(), value.size());
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view body, error_code&) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override { return body.size(); }
    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, string_view, int, error_code&) override {}

    RequestHead& head_;
};

// "http://host/path" (RFC 9112, section 3.2.2): what a proxy asks is asked of us all the same.
void to_origin_form(RequestHead& head) {
    for (const std::string_view scheme : {"http://", "https://"})
        if (head.target.starts_with(scheme)) {
            const auto slash = head.target.find('/', scheme.size());
            head.host = head.target.substr(scheme.size(), slash == std::string::npos ? slash : slash - scheme.size());
            head.target = slash == std::string::npos ? "/" : head.target.substr(slash);
            return;
        }
}

}  // namespace

void RequestHead::clear() {
    for (std::string* s :
         {&target, &host, &accept_encoding, &accept_language, &if_none_match, &cookie, &range, &if_range,
          &forwarded_for, &content_type, &hub_signature, &origin, &fetch_site, &user_agent, &purpose, &authorization})
        s->clear();
    get = head = post = options = has_body = chunked = expects = proxied = false;
    length = 0;
    hosts = 0;
    version = 11;
    keep_alive = true;
}

int read_head(std::string_view bytes, RequestHead& head) {
    head.clear();
    HeadParser parser(head);
    error_code fault;
    parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), fault);
    if (fault == http::error::header_limit) return 431;
    if (fault && fault != http::error::need_more) return 400;
    if (!parser.is_header_done()) return 400;
    head.keep_alive = parser.keep_alive();
    head.chunked = parser.chunked();
    if (const auto length = parser.content_length()) head.length = *length;
    head.has_body = head.chunked || head.length > 0;
    // RFC 9112, section 6.3: both is an attempt to have two readers see two requests.
    if (head.chunked && parser.content_length()) return 400;
    if (head.version == 11 && head.hosts != 1) return 400;  // RFC 9112, section 3.2
    if (head.target.size() > longest_target) return 414;
    to_origin_form(head);
    return 0;
}

}  // namespace octavo::web
