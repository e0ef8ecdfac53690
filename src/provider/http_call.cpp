#include "provider/http_call.hpp"

#include <curl/curl.h>
#include <unistd.h>

#include <memory>

#include "base/utf8.hpp"

namespace octavo::provider {
namespace {

using Steady = std::chrono::steady_clock;

struct ListFree {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListFree>;
struct EasyFree {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiFree {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

constexpr std::size_t most_header_line = 8'192, most_header_lines = 200;

struct Call {
    const HttpRequest& request;
    const CallLimits& limits;
    const std::stop_token& stopped;
    Steady::time_point started = Steady::now();
    HttpAnswer answer = {};
    std::size_t bytes = 0, header_lines = 0;
    Steady::time_point last = Steady::now();  // when a piece of the body came, or else the request went out
    // begun: a byte of the body is here. A header says nothing of that: servers send it, and then read the prompt.
    bool sent = false, begun = false, enough = false;
    std::optional<Failure> failure = {};

    // For curl's callbacks: any number but the one it expects ends the transfer.
    std::size_t stop(Fault fault, std::string_view detail) {
        if (!failure) failure = Failure{fault, fmt::format("{}: {}", host_of(request.url), detail)};
        return 0;
    }
};

// Why it is to end now; also asked for each piece, for curl gives us all it has before it comes back.
bool over(Call& call) {
    const auto now = Steady::now();
    const auto end = [&](Fault fault, std::string_view detail) {
        call.stop(fault, detail);
        return true;
    };
    if (call.stopped.stop_requested()) return end(Fault::cancelled, "no longer wanted");
    if (now - call.started >= call.limits.total) return end(Fault::timed_out, "its answer was not done in time");
    if (call.begun && now - call.last >= call.limits.idle)
        return end(Fault::timed_out, "it fell silent in the middle of its answer");
    if (call.sent && !call.begun && now - call.last >= call.limits.first_byte)
        return end(Fault::timed_out, "no answer in time");
    return false;
}

void read_status(Call& call, std::string_view line) {
    // "HTTP/1.1 200 OK"; each response on the line begins anew, "100 Continue" included.
    const auto blank = line.find(' ');
    call.answer = {};
    if (blank != std::string_view::npos)
        std::from_chars(line.data() + blank + 1, line.data() + line.size(), call.answer.status);
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& call = *static_cast<Call*>(user);
    const std::string_view line(data, size * count);
    if (line.size() > most_header_line || ++call.header_lines > most_header_lines)
        return call.stop(Fault::too_big, "its header is too long");
    if (line.starts_with("HTTP/")) {
        read_status(call, line);
        return line.size();
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    const std::string_view name = line.substr(0, colon), value = utf8::trim(line.substr(colon + 1));
    if (utf8::equal_ignoring_case(name, "content-type"))
        call.answer.content_type = utf8::lower(utf8::trim(value.substr(0, value.find(';'))));
    else if (utf8::equal_ignoring_case(name, "retry-after"))
        call.answer.retry_after = std::string(value);
    return line.size();
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& call = *static_cast<Call*>(user);
    const std::string_view bytes(data, size * count);
    call.last = Steady::now();
    call.begun = true;
    if (over(call)) return 0;
    call.bytes += bytes.size();
    if (call.bytes > call.limits.most_bytes) return call.stop(Fault::too_big, "its answer is too long");
    if (!call.request.piece || call.answer.status != 200) {
        call.answer.body += bytes;
        return bytes.size();
    }
    if (call.request.piece(bytes)) return bytes.size();
    call.enough = true;
    return 0;
}

int on_prereq(void* user, char*, char*, int, int) {
    auto& call = *static_cast<Call*>(user);
    call.sent = true;
    call.last = Steady::now();
    return CURL_PREREQFUNC_OK;
}

void add(List& list, const std::string& line) {
    if (curl_slist* longer = curl_slist_append(list.get(), line.c_str())) {
        (void)list.release();
        list.reset(longer);
    }
}

List header_of(const HttpRequest& request) {
    List list;
    add(list, "Accept: application/json, text/event-stream, audio/*");
    add(list, "Expect:");  // no "100-continue": some servers never answer it
    if (!request.body.empty()) add(list, "Content-Type: application/json");
    if (!request.authorization.empty()) add(list, "Authorization: " + request.authorization);
    return list;
}

void prepare(CURL* easy, Call& call, curl_slist* header) {
    curl_easy_setopt(easy, CURLOPT_URL, call.request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");  // none, whatever the environment says
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(call.limits.connect.count()));
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "Octavo");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, header);
    if (!call.request.body.empty()) {  // curl reads it where it lies
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, call.request.body.data());
    }
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_prereq);
    for (const CURLoption data : {CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA})
        curl_easy_setopt(easy, data, static_cast<void*>(&call));
}

// Until curl is done, somebody says stop, or it is too late.
CURLcode drive(CURLM* multi, Call& call) {
    const std::stop_callback wake(call.stopped, [multi] { curl_multi_wakeup(multi); });
    const auto shortest = std::min({call.limits.first_byte, call.limits.idle, call.limits.total});
    const int pause = static_cast<int>(std::clamp<std::int64_t>(shortest.count() / 4, 5, 250));
    for (int running = 1; running > 0;) {
        if (over(call)) return CURLE_ABORTED_BY_CALLBACK;
        if (curl_multi_perform(multi, &running) != CURLM_OK) return CURLE_OUT_OF_MEMORY;
        if (running > 0) curl_multi_poll(multi, nullptr, 0, pause, nullptr);
    }
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(multi, &left);
    return message ? message->data.result : CURLE_OUT_OF_MEMORY;
}

// curl's own words name addresses and paths; ours name the host.
Failure explain(const Call& call, CURLcode code) {
    const auto said = [&](Fault fault, std::string_view what) {
        return Failure{fault, fmt::format("{}: {}", host_of(call.request.url), what)};
    };
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return said(Fault::unreachable, "there is no such host");
        case CURLE_COULDNT_CONNECT:
            return said(Fault::unreachable, "nobody listens there");
        case CURLE_OPERATION_TIMEDOUT:
            return said(Fault::timed_out, "no connection in time");
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
            return said(Fault::unreachable, "its certificate or its TLS is not to be trusted");
        case CURLE_PARTIAL_FILE:
            return said(Fault::unreachable, "the connection broke in the middle of its answer");
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_CONTENT_ENCODING:
            return said(Fault::malformed, "what answers there does not speak HTTP");
        default:
            return said(Fault::unreachable, "the connection broke");
    }
}

}  // namespace

Result<HttpAnswer> call(const HttpRequest& request, const CallLimits& limits, const std::stop_token& stop) {
    [[maybe_unused]] static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
    Call state{request, limits, stop};
    const List header = header_of(request);
    const std::unique_ptr<CURLM, MultiFree> multi(curl_multi_init());
    const std::unique_ptr<CURL, EasyFree> easy(curl_easy_init());
    if (!multi || !easy) return fail(Fault::busy, "no memory for another request");
    prepare(easy.get(), state, header.get());
    if (curl_multi_add_handle(multi.get(), easy.get()) != CURLM_OK)
        return fail(Fault::busy, "no memory for another request");
    const CURLcode code = drive(multi.get(), state);
    curl_multi_remove_handle(multi.get(), easy.get());
    if (state.failure) return std::unexpected(std::move(*state.failure));
    if (code != CURLE_OK && !state.enough) return std::unexpected(explain(state, code));
    return std::move(state.answer);
}

}  // namespace octavo::provider
