#include "assist/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/utf8.hpp"

namespace octavo::assist {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_complaint = 4096;  // of what it says on standard error
constexpr int niceness = 10;
constexpr std::int64_t look_up = 100;  // ms: whether we are asked to stop
constexpr std::array<const char*, 3> folders = {"/usr/local/bin/", "/usr/bin/", "/bin/"};

class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }
    void reset(int number) {
        close();
        number_ = number;
    }
    int number() const { return number_; }
    bool open() const { return number_ >= 0; }

  private:
    int number_ = -1;
};

struct Wires {
    Descriptor in, out, complaints;                    // ours
    Descriptor child_in, child_out, child_complaints;  // the child's
};

std::unexpected<Failure> cannot_start(std::string_view program, int error) {
    return fail(Fault::unreachable, fmt::format("{} could not be started: {}", program, std::strerror(error)));
}

bool lay(Wires& w) {
    std::array<int, 2> pair{};
    if (::pipe2(pair.data(), O_CLOEXEC) != 0) return false;
    w.child_in.reset(pair[0]), w.in.reset(pair[1]);
    if (::pipe2(pair.data(), O_CLOEXEC) != 0) return false;
    w.out.reset(pair[0]), w.child_out.reset(pair[1]);
    if (::pipe2(pair.data(), O_CLOEXEC) != 0) return false;
    w.complaints.reset(pair[0]), w.child_complaints.reset(pair[1]);
    for (const Descriptor* ours : {&w.in, &w.out, &w.complaints})
        if (::fcntl(ours->number(), F_SETFL, O_NONBLOCK) != 0) return false;
    return true;
}

// A group of its own, so that what it starts can be ended with it; signals as a fresh program expects them.
int spawn(const ChildOrder& order, const std::string& path, const Wires& w, pid_t& pid) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    if (const int error = posix_spawn_file_actions_init(&files)) return error;
    if (const int error = posix_spawnattr_init(&how)) {
        posix_spawn_file_actions_destroy(&files);
        return error;
    }
    posix_spawn_file_actions_adddup2(&files, w.child_in.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, w.child_out.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, w.child_complaints.number(), STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &all);
    posix_spawnattr_setpgroup(&how, 0);
    posix_spawnattr_setflags(
        &how, static_cast<short>(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
    std::vector<char*> words{const_cast<char*>(path.c_str())};
    for (const std::string& argument : order.arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    std::string search = "PATH=/usr/local/bin:/usr/bin:/bin", language = "LANG=C.UTF-8";
    std::array<char*, 3> environment = {search.data(), language.data(), nullptr};
    const int error = ::posix_spawn(&pid, path.c_str(), &files, &how, words.data(), environment.data());
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return error;
}

// A program that ends without reading its input would end us with SIGPIPE: this thread does not take it meanwhile. A
// socket in the pipe's place was tried: scripts that open /dev/stdin cannot open it.
class NoPipeSignal {
  public:
    NoPipeSignal() {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~NoPipeSignal() {
        const timespec at_once{};
        if (raised_ && sigismember(&before_, SIGPIPE) == 0) sigtimedwait(&pipe_, nullptr, &at_once);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;
    void raised() { raised_ = true; }

  private:
    sigset_t pipe_{}, before_{};
    bool raised_ = false;
};

// Whatever is there; false: the other end is closed. What passes `most` is thrown away, and counted in `over`.
bool drain(int from, std::string& into, std::size_t most, bool& over) {
    std::array<char, 65536> bytes;
    while (true) {
        const ssize_t n = ::read(from, bytes.data(), bytes.size());
        if (n == 0) return false;
        if (n < 0) return errno == EAGAIN || errno == EINTR;
        const std::size_t room = most - into.size();
        over = over || static_cast<std::size_t>(n) > room;
        into.append(bytes.data(), std::min(static_cast<std::size_t>(n), room));
        if (over) return true;
    }
}

enum class End : std::uint8_t { well, late, too_much, stopped };

// Feeds it and listens to it until it closes its output, or a cap is reached.
End converse(const ChildOrder& order, Wires& w, Clock::time_point deadline, std::string& out, std::string& complaint) {
    std::string_view rest = order.input;
    bool over = false, chatters = false;
    NoPipeSignal quiet;
    if (rest.empty()) w.in.close();
    while (w.out.open() || w.complaints.open()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return End::late;
        if (order.stop.stop_requested()) return End::stopped;
        std::array<pollfd, 3> ends = {
            {{w.in.number(), POLLOUT, 0}, {w.out.number(), POLLIN, 0}, {w.complaints.number(), POLLIN, 0}}};
        if (::poll(ends.data(), ends.size(), static_cast<int>(std::min<std::int64_t>(left, look_up))) < 0) {
            if (errno == EINTR) continue;
            return End::late;
        }
        if (w.in.open() && ends[0].revents != 0) {
            const ssize_t n = ::write(w.in.number(), rest.data(), rest.size());
            if (n < 0 && errno == EPIPE) quiet.raised();
            if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
            const bool full = n < 0 && (errno == EAGAIN || errno == EINTR);
            if (rest.empty() || (n <= 0 && !full)) w.in.close();  // it may end without having read everything
        }
        if (w.out.open() && ends[1].revents != 0 && !drain(w.out.number(), out, order.most_output, over)) w.out.close();
        if (over) return End::too_much;
        if (w.complaints.open() && ends[2].revents != 0 &&
            !drain(w.complaints.number(), complaint, longest_complaint, chatters))
            w.complaints.close();
    }
    return End::well;
}

// Waits for its end; past the deadline it is ended. Its group goes with it in any case: nothing stays behind.
int gather(pid_t pid, Clock::time_point deadline, bool& late, rusage& used) {
    int status = 0;
    for (unsigned pause = 1; ::wait4(pid, &status, WNOHANG, &used) == 0; pause = std::min(pause * 2, 16U)) {
        if (Clock::now() >= deadline) {
            late = true;
            ::kill(-pid, SIGKILL);
            while (::wait4(pid, &status, 0, &used) < 0 && errno == EINTR) {
            }
            break;
        }
        ::poll(nullptr, 0, static_cast<int>(pause));
    }
    ::kill(-pid, SIGKILL);
    return status;
}

// The last line it said, for the log.
std::string last_words(std::string_view complaint) {
    while (!complaint.empty() && (complaint.back() == '\n' || complaint.back() == '\r')) complaint.remove_suffix(1);
    const std::string line = utf8::repair(complaint.substr(complaint.rfind('\n') + 1));
    return line.empty() ? line : ": " + std::string(utf8::cut(line, 200));
}

}  // namespace

std::optional<std::string> find_program(std::string_view name) {
    if (name.starts_with('/')) {
        std::string path(name);
        return ::access(path.c_str(), X_OK) == 0 ? std::optional(std::move(path)) : std::nullopt;
    }
    if (name.empty() || name.find('/') != std::string_view::npos) return std::nullopt;
    for (const char* folder : folders) {
        std::string path = folder + std::string(name);
        if (::access(path.c_str(), X_OK) == 0) return path;
    }
    return std::nullopt;
}

Result<ChildOutput> run_child(const ChildOrder& order) {
    const auto path = find_program(order.program);
    if (!path) return fail(Fault::not_found, fmt::format("{} is not installed", order.program));
    Wires w;
    if (!lay(w)) return cannot_start(order.program, errno);
    pid_t pid = 0;
    if (const int error = spawn(order, *path, w, pid)) return cannot_start(order.program, error);
    ::setpriority(PRIO_PGRP, static_cast<id_t>(pid), niceness);
    w.child_in.close(), w.child_out.close(), w.child_complaints.close();

    const auto deadline = Clock::now() + order.time;
    ChildOutput made;
    std::string complaint;
    const End end = converse(order, w, deadline, made.bytes, complaint);
    bool late = end == End::late;
    rusage used{};
    const int status = gather(pid, end == End::well ? deadline : Clock::now(), late, used);
    const auto micros = [](const timeval& t) { return std::chrono::microseconds(t.tv_sec * 1'000'000 + t.tv_usec); };
    made.cpu = micros(used.ru_utime) + micros(used.ru_stime);
    if (end == End::stopped) return fail(Fault::cancelled, fmt::format("{} was stopped", order.program));
    if (end == End::too_much)
        return fail(Fault::too_big, fmt::format("{} wrote more than {} bytes", order.program, order.most_output));
    if (late)
        return fail(Fault::timed_out, fmt::format("{} took longer than {} s", order.program,
                                                  static_cast<double>(order.time.count()) / 1000));
    if (WIFSIGNALED(status))
        return fail(Fault::malformed,
                    fmt::format("{} was ended by signal {}{}", order.program, WTERMSIG(status), last_words(complaint)));
    if (WEXITSTATUS(status) != 0)
        return fail(Fault::malformed, fmt::format("{} ended with status {}{}", order.program, WEXITSTATUS(status),
                                                  last_words(complaint)));
    return made;
}

}  // namespace octavo::assist
