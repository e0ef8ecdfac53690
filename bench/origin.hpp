// A newsroom in a process of its own, so that memory and CPU of what is measured are its alone. It ends with us.
#pragma once
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <functional>

#include "newsroom/newsroom.hpp"

namespace octavo::bench {

class Origin {
  public:
    using Play = std::function<void(newsroom::Newsroom&)>;
    // `stage` fills it; `last` is what it does when it is told to end. Fork before any thread is there.
    Origin(newsroom::Settings settings, const Play& stage, const Play& last = [](newsroom::Newsroom&) {}) {
        int ends[2];
        if (::pipe(ends) != 0) std::exit(1);
        process_ = ::fork();
        if (process_ == 0) play(ends[1], settings, stage, last);
        ::close(ends[1]);
        char told[32] = {};
        std::size_t got = 0;
        for (ssize_t n = 1; n > 0 && got < sizeof told - 1; got += static_cast<std::size_t>(std::max<ssize_t>(n, 0)))
            n = ::read(ends[0], told + got, sizeof told - 1 - got);
        ::close(ends[0]);
        port_ = static_cast<std::uint16_t>(std::atoi(told));
        if (port_ == 0) {
            std::fputs("the newsroom did not open\n", stderr);
            std::exit(1);
        }
    }
    ~Origin() { end(); }
    Origin(const Origin&) = delete;
    Origin& operator=(const Origin&) = delete;

    std::uint16_t port() const { return port_; }
    void end() {
        if (process_ <= 0) return;
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
    }

  private:
    [[noreturn]] static void play(int out, newsroom::Settings settings, const Play& stage, const Play& last) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        sigset_t signals;
        sigemptyset(&signals);
        for (const int number : {SIGTERM, SIGINT}) sigaddset(&signals, number);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        newsroom::Newsroom room(settings);
        stage(room);
        if (!room.start()) std::_Exit(2);
        const std::string told = fmt::format("{}", room.port());
        if (::write(out, told.data(), told.size()) < 0) std::_Exit(2);
        ::close(out);
        int number = 0;
        do sigwait(&signals, &number);
        while (number != SIGTERM);  // an interrupt of the terminal is for our parent, who tells us
        last(room);
        room.stop();
        std::_Exit(0);
    }
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
};

inline double cpu_seconds() {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

inline double resident_mb() {
    long pages = 0, resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
        std::fclose(file);
    }
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

template <class T>
T must(Result<T> result) {
    if (!result) {
        fmt::print(stderr, "{}: {}\n", name_of(result.error().fault), result.error().detail);
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace octavo::bench
