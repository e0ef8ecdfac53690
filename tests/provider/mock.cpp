#include "provider/mock.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/utf8.hpp"

namespace octavo::mock {
namespace {

std::string header_value(std::string_view head, std::string_view name) {
    for (auto at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && utf8::equal_ignoring_case(line.substr(0, colon), name))
            return std::string(utf8::trim(line.substr(colon + 1)));
    }
    return {};
}

bool read_request(int socket, Seen& out) {
    std::string bytes;
    std::size_t head_end = std::string::npos, length = 0;
    for (char buffer[16384];;) {
        if (head_end == std::string::npos) head_end = bytes.find("\r\n\r\n");
        if (head_end != std::string::npos) {
            const std::string said = header_value(std::string_view(bytes).substr(0, head_end), "content-length");
            length = said.empty() ? 0 : std::stoul(said);
            if (bytes.size() >= head_end + 4 + length) break;
        }
        const auto got = ::recv(socket, buffer, sizeof buffer, 0);
        if (got <= 0) return false;
        bytes.append(buffer, static_cast<std::size_t>(got));
    }
    const std::string_view head = std::string_view(bytes).substr(0, head_end);
    out.method = head.substr(0, head.find(' '));
    const auto path = head.find(' ') + 1;
    out.path = head.substr(path, head.find(' ', path) - path);
    out.authorization = header_value(head, "authorization");
    out.body = bytes.substr(head_end + 4, length);
    return true;
}

}  // namespace

bool Line::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void Line::answer(int status, std::string_view body, std::string_view more_header, std::string_view type) {
    send(fmt::format("HTTP/1.1 {} Said\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n{}",
                     status, type, body.size(), more_header, body));
}

void Line::begin_stream(std::string_view more_header) {
    send(fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n{}\r\n", more_header));
}

bool Line::event(std::string_view data, std::string_view end) { return send(fmt::format("data: {}{}", data, end)); }

void Line::reset() {
    const linger now{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

void Line::hold(std::chrono::milliseconds at_most) {
    pollfd watched{socket_, POLLIN | POLLRDHUP, 0};
    for (auto left = at_most.count(); left > 0 && !over_; left -= 20)
        if (::poll(&watched, 1, 20) > 0) return;
}

Service::Service() {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(listener_, 64);
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
}

Service::~Service() {
    over_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    while (serving_ > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

std::string Service::url() const { return fmt::format("http://127.0.0.1:{}", port_); }

void Service::play(std::string fault, int times) {
    const std::scoped_lock lock(mutex_);
    fault_ = std::move(fault);
    times_ = times;
}

void Service::write_by(std::function<std::string(const Json&)> writes) {
    const std::scoped_lock lock(mutex_);
    writes_ = std::move(writes);
}

void Service::translate_by(std::function<std::string(std::string_view)> translates) {
    const std::scoped_lock lock(mutex_);
    translates_ = std::move(translates);
}

std::vector<Seen> Service::seen() const {
    const std::scoped_lock lock(mutex_);
    return seen_;
}

void Service::forget() {
    const std::scoped_lock lock(mutex_);
    seen_.clear();
}

void Service::run() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        ++serving_;
        std::thread([this, socket] {  // thousands of them in a test: none is kept to be joined
            serve(socket);
            --serving_;
        })
            .detach();
    }
}

void Service::serve(int socket) {
    Seen request;
    const timeval patience{30, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (read_request(socket, request)) {
        Line line(socket, over_);
        std::string fault;
        {
            const std::scoped_lock lock(mutex_);
            seen_.push_back(request);
            if (times_ != 0) fault = fault_;
            if (times_ > 0) --times_;
        }
        const auto json = Json::parse(request.body);
        const std::string text =
            request.path.ends_with("chat/completions") ? chat_text(json ? *json : Json{}) : std::string{};
        if (fault.empty() || !play_fault(fault, line, request, text)) honest(line, request);
    }
    ::close(socket);
}

std::string Service::chat_text(const Json& request) const {
    std::function<std::string(const Json&)> writes;
    std::function<std::string(std::string_view)> translates;
    {
        const std::scoped_lock lock(mutex_);
        writes = writes_;
        translates = translates_;
    }
    if (writes) return writes(request);
    if (!translates) return honest_items(request);
    const auto user = Json::parse(request["messages"].items().back()["content"].string());
    JsonWriter out;
    out.object().key("items").array();
    for (const Json& sentence : (*user)["sentences"].items())
        out.object().field("n", sentence["n"].integer()).field("text", translates(sentence["text"].string())).end();
    out.end().end();
    return out.take();
}

void Service::honest(Line& line, const Seen& request) {
    const auto json = Json::parse(request.body);
    if (request.path.ends_with("/models"))
        return line.answer(200, R"({"models":[{"name":"mock"}],"data":[{"id":"mock"},{"id":"other"}]})");
    if (!json) return line.answer(500, R"({"error":{"message":"parse error","type":"server_error"}})");
    if (request.path.ends_with("/embeddings"))
        return line.answer(200, R"({"data":[{"index":1,"embedding":[0.5,1]},{"index":0,"embedding":[1,0.25]}]})");
    if (request.path.ends_with("/audio/speech"))
        return line.answer(200, wave_of((*json)["input"].string()), "", "audio/wav");
    if (request.path.ends_with("/translate")) {
        std::function<std::string(std::string_view)> translates;
        {
            const std::scoped_lock lock(mutex_);
            translates = translates_;
        }
        const bool deepl = request.path.starts_with("/v2");
        JsonWriter out;
        out.object().key(deepl ? "translations" : "translatedText").array();
        for (const Json& sentence : (*json)[deepl ? "text" : "q"].items()) {
            const std::string text = translates ? translates(sentence.string()) : std::string(sentence.string());
            if (deepl)
                out.object().field("detected_source_language", "EN").field("text", text).end();
            else
                out.value(text);
        }
        out.end().end();
        return line.answer(200, out.text());
    }
    const std::string text = chat_text(*json);
    if ((*json)["stream"].boolean()) return stream_text(line, text);
    line.answer(200, completion(text));
}

}  // namespace octavo::mock
