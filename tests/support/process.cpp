#include "support/process.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "base/utf8.hpp"

namespace octavo::test {
namespace {

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
        read = ends[0];
        write = ends[1];
    }
};

pid_t spawn(const std::vector<std::string>& argv, const Environment& environment, int in, int out, int err) {
    std::vector<char*> args;
    for (const auto& a : argv) args.push_back(const_cast<char*>(a.c_str()));
    args.push_back(nullptr);
    const pid_t pid = fork();
    if (pid < 0) throw std::runtime_error("fork");
    if (pid == 0) {
        if (in >= 0) dup2(in, 0);
        if (out >= 0) dup2(out, 1);
        if (err >= 0) dup2(err, 2);
        for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
        execvp(args[0], args.data());
        _exit(127);
    }
    return pid;
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

// Reads both until they end, or until `deadline`.
void read_both(int out, int err, std::string& out_text, std::string& err_text,
               std::chrono::steady_clock::time_point deadline) {
    pollfd fds[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
    std::string* texts[2] = {&out_text, &err_text};
    while ((fds[0].fd >= 0 || fds[1].fd >= 0) && std::chrono::steady_clock::now() < deadline) {
        if (poll(fds, 2, 200) <= 0) continue;
        for (int i = 0; i < 2; ++i) {
            if (fds[i].fd < 0 || !fds[i].revents) continue;
            char buffer[65536];
            const auto n = read(fds[i].fd, buffer, sizeof buffer);
            if (n > 0)
                texts[i]->append(buffer, static_cast<std::size_t>(n));
            else
                fds[i].fd = -1;
        }
    }
}

}  // namespace

Ended run(const std::vector<std::string>& argv, std::string_view input, const Environment& environment) {
    Pipe in, out, err;
    const pid_t pid = spawn(argv, environment, in.read, out.write, err.write);
    close(in.read);
    close(out.write);
    close(err.write);
    std::thread feeder([&] {
        std::signal(SIGPIPE, SIG_IGN);
        while (!input.empty()) {
            const auto n = write(in.write, input.data(), input.size());
            if (n <= 0) break;
            input.remove_prefix(static_cast<std::size_t>(n));
        }
        close(in.write);
    });
    Ended ended;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    read_both(out.read, err.read, ended.out, ended.err, deadline);
    if (std::chrono::steady_clock::now() >= deadline) kill(pid, SIGKILL);
    int status = 0;
    waitpid(pid, &status, 0);
    feeder.join();
    close(out.read);
    close(err.read);
    ended.code = code_of(status);
    return ended;
}

Running::Running(const std::vector<std::string>& argv, const Environment& environment) {
    Pipe out;
    pid_ = spawn(argv, environment, -1, out.write, -1);
    close(out.write);
    out_ = out.read;
}

Running::~Running() {
    if (!code_) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    close(out_);
}

std::optional<std::string> Running::line(std::chrono::milliseconds wait) {
    const auto deadline = std::chrono::steady_clock::now() + wait;
    while (true) {
        if (const auto end = buffer_.find('\n'); end != std::string::npos) {
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            return line;
        }
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        pollfd fd{out_, POLLIN, 0};
        if (left <= 0 || poll(&fd, 1, static_cast<int>(left)) <= 0) return std::nullopt;
        char buffer[4096];
        const auto n = read(out_, buffer, sizeof buffer);
        if (n <= 0) return std::nullopt;
        buffer_.append(buffer, static_cast<std::size_t>(n));
    }
}

void Running::signal(int number) const { kill(pid_, number); }

std::optional<int> Running::wait(std::chrono::milliseconds wait) {
    const auto deadline = std::chrono::steady_clock::now() + wait;
    while (!code_) {
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) == pid_)
            code_ = code_of(status);
        else if (std::chrono::steady_clock::now() >= deadline)
            return std::nullopt;
        else
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return code_;
}

std::string raw_http(std::uint16_t port, std::string_view bytes) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{20, 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    std::string answer;
    if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        while (!bytes.empty()) {
            const auto n = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) break;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        char buffer[65536];
        for (ssize_t n; (n = recv(fd, buffer, sizeof buffer, 0)) > 0;)
            answer.append(buffer, static_cast<std::size_t>(n));
    }
    close(fd);
    return answer;
}

Answer http(std::uint16_t port, std::string_view target, std::string_view extra_headers, std::string_view method) {
    std::string request(method);
    request.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    request.append(extra_headers).append("\r\n");
    const std::string whole = raw_http(port, request);
    Answer answer;
    const auto end = whole.find("\r\n\r\n");
    if (end == std::string::npos || whole.size() < 12) return answer;
    answer.status = std::atoi(whole.c_str() + 9);
    answer.head = whole.substr(0, end + 2);
    answer.body = whole.substr(end + 4);
    return answer;
}

std::string Answer::header(std::string_view name) const {
    std::istringstream lines(head);
    for (std::string line; std::getline(lines, line);) {
        const auto colon = line.find(':');
        if (colon != std::string::npos && utf8::equal_ignoring_case(std::string_view(line).substr(0, colon), name))
            return std::string(utf8::trim(std::string_view(line).substr(colon + 1)));
    }
    return {};
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "octavo-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void write_file(const std::string& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace octavo::test
