#include "cli/control.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/json.hpp"
#include "base/log.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t max_request = 1U << 20;

class Socket {
  public:
    explicit Socket(int fd = -1) : fd_(fd) {}
    ~Socket() {
        if (fd_ >= 0) close(fd_);
    }
    Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket& operator=(Socket&&) = delete;
    int fd() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

    bool send_line(std::string line) const {
        line += '\n';
        std::string_view left = line;
        while (!left.empty()) {
            const auto n = ::send(fd_, left.data(), left.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            left.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    // The next line; absent at the end, or when `wait_ms` pass without a byte (negative: no limit).
    std::optional<std::string> line(int wait_ms) {
        while (true) {
            if (const auto end = buffer_.find('\n'); end != std::string::npos) {
                std::string out = buffer_.substr(0, end);
                buffer_.erase(0, end + 1);
                return out;
            }
            pollfd wait{fd_, POLLIN, 0};
            char bytes[8192];
            if (buffer_.size() > max_request || poll(&wait, 1, wait_ms) <= 0) return std::nullopt;
            const auto n = recv(fd_, bytes, sizeof bytes, 0);
            if (n <= 0) return std::nullopt;
            buffer_.append(bytes, static_cast<std::size_t>(n));
        }
    }

  private:
    int fd_;
    std::string buffer_;
};

// The socket's address. A path may be longer than an address can hold: then it goes by the folder's descriptor.
struct Address {
    sockaddr_un name{};
    Socket folder;
    bool good = false;

    explicit Address(const std::string& data) : folder(open(data.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
        std::string path = data + "/octavo.sock";
        if (path.size() >= sizeof name.sun_path) path = fmt::format("/proc/self/fd/{}/octavo.sock", folder.fd());
        name.sun_family = AF_UNIX;
        std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
        good = static_cast<bool>(folder);
    }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&name); }
};

class Remote final : public Voice {
  public:
    explicit Remote(const Socket& socket) : socket_(socket) {}
    void say(std::string_view text) override { put("out", text); }
    void complain(std::string_view text) override { put("err", text); }
    void progress(std::string_view label, std::uint64_t done, std::uint64_t total, std::uint64_t items) override {
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        JsonWriter out;
        out.object().key("progress").array().value(label).value(done).value(total).value(items).end().end();
        gone_ = !socket_.send_line(out.take()) || gone_;
    }
    bool gone() const override { return gone_; }

  private:
    void put(std::string_view channel, std::string_view text) {
        JsonWriter out;
        out.object().field(channel, text).end();
        gone_ = !socket_.send_line(out.take()) || gone_;
    }
    const Socket& socket_;
    std::atomic<bool> gone_ = false;
    std::chrono::steady_clock::time_point last_{};
};

std::optional<Asked> read_request(std::string_view line) {
    const auto json = Json::parse(line);
    if (!json) return std::nullopt;
    Asked asked;
    for (const Json& word : (*json)["args"].items()) asked.args.emplace_back(word.string());
    asked.folder = (*json)["folder"].string();
    asked.json = (*json)["json"].boolean();
    asked.all = (*json)["all"].boolean();
    asked.first = (*json)["first"].boolean();
    asked.dry_run = (*json)["dry_run"].boolean();
    if (asked.args.empty()) return std::nullopt;
    return asked;
}

}  // namespace

struct Control::State {
    std::string path;
    Socket listener;
    Handler handler;
    std::jthread thread;

    State(std::string p, Socket l, Handler h) : path(std::move(p)), listener(std::move(l)), handler(std::move(h)) {}

    void serve(std::stop_token stop) {
        while (!stop.stop_requested()) {
            pollfd wait{listener.fd(), POLLIN, 0};
            if (poll(&wait, 1, 100) <= 0) continue;
            Socket asker(accept4(listener.fd(), nullptr, nullptr, SOCK_CLOEXEC));
            const auto line = asker ? asker.line(2000) : std::nullopt;
            const auto asked = line ? read_request(*line) : std::nullopt;
            if (!asked) continue;
            log::info("asked to {}", asked->args.front());
            Remote voice(asker);
            const int code = handler(*asked, voice);
            asker.send_line(fmt::format("{{\"code\":{}}}", code));
        }
    }
};

Control::Control(std::unique_ptr<State> state) : state_(std::move(state)) {
    state_->thread = std::jthread([s = state_.get()](std::stop_token stop) { s->serve(std::move(stop)); });
}

Control::~Control() {
    state_->thread.request_stop();
    state_->thread.join();
    unlink(state_->path.c_str());
}

Result<std::unique_ptr<Control>> Control::listen(const std::string& data, Handler handler) {
    const Address address(data);
    Socket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const std::string path = data + "/octavo.sock";
    unlink(path.c_str());  // ours alone: we hold the archive's lock
    const mode_t before = umask(0177);
    const bool bound = address.good && socket && bind(socket.fd(), address.get(), sizeof address.name) == 0;
    umask(before);
    if (!bound || ::listen(socket.fd(), 8) != 0)
        return fail(Fault::unwritable,
                    fmt::format("{}: cannot listen there ({}); commands such as octavo add will not reach this process",
                                path, std::strerror(errno)));
    return std::unique_ptr<Control>(new Control(std::make_unique<State>(path, std::move(socket), std::move(handler))));
}

std::optional<int> ask_running(const std::string& data, const Asked& asked, Voice& voice) {
    const Address address(data);
    Socket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!address.good || !socket || connect(socket.fd(), address.get(), sizeof address.name) != 0) return std::nullopt;
    JsonWriter request;
    request.object()
        .strings("args", asked.args)
        .field("folder", asked.folder)
        .field("json", asked.json)
        .field("all", asked.all)
        .field("first", asked.first)
        .field("dry_run", asked.dry_run)
        .end();
    if (!socket.send_line(request.take())) return std::nullopt;
    while (auto line = socket.line(-1)) {
        const auto answer = Json::parse(*line);
        if (!answer) continue;
        if (const Json* text = answer->find("out")) voice.say(text->string());
        if (const Json* text = answer->find("err")) voice.complain(text->string());
        if (const auto bar = (*answer)["progress"].items(); bar.size() == 4)
            voice.progress(bar[0].string(), static_cast<std::uint64_t>(bar[1].integer()),
                           static_cast<std::uint64_t>(bar[2].integer()), static_cast<std::uint64_t>(bar[3].integer()));
        if (const Json* code = answer->find("code")) return static_cast<int>(code->integer());
    }
    return voice.report(
        {Fault::busy,
         "the running Octavo stopped before the command was done; the same command goes on where this one ended"});
}

}  // namespace octavo::cli
