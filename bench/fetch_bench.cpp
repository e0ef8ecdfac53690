// Pages a second through courier and gate from a newsroom in a process of its own; CPU is that of the fetching side.
//   bench_fetch [PAGES-FOLDER]      without a folder: 1,500 made pages of about 270 KB on 150 sites
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "fetch/courier.hpp"
#include "newsroom/newsroom.hpp"

using namespace octavo;

namespace {

std::string filler(std::size_t bytes, unsigned seed) {
    constexpr std::string_view words[] = {"tram", "council", "harbour", "minister", "opened", "budget",
                                          "said", "the",     "of",      "river",    "school"};
    std::string out;
    while (out.size() < bytes) {
        out += words[seed % std::size(words)];
        out += seed % 17 == 0 ? fmt::format(" <a href=\"/{:x}\">x</a>\n\n", seed) : " ";
        seed = seed * 1664525u + 1013904223u;
    }
    return out;
}

// The child: a newsroom, until it is told to stop. Its port and addresses come back through a pipe.
[[noreturn]] void play_newsroom(const char* folder, std::FILE* out) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    newsroom::Newsroom room({.delay = Duration::zero()});
    if (folder) {
        if (auto added = room.add_pages(folder); !added) std::_Exit(2);
    } else {
        for (unsigned i = 0; i < 1500; ++i)
            room.add_article({.url = fmt::format("https://site{}.example/{}", i % 150, i),
                              .title = "Tram opens",
                              .text = filler(260'000, i)});
    }
    if (!room.start()) std::_Exit(2);
    fmt::print(out, "{}\n", room.port());
    for (const std::string& url : room.urls()) fmt::print(out, "{}\n", url);
    std::fclose(out);
    int signal = 0;
    sigwait(&signals, &signal);
    room.stop();
    std::_Exit(0);
}

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

int main(int argc, char** argv) {
    int ends[2];
    if (pipe(ends) != 0) return 1;
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        play_newsroom(argc > 1 ? argv[1] : nullptr, fdopen(ends[1], "w"));
    }
    close(ends[1]);
    std::FILE* in = fdopen(ends[0], "r");
    std::string text(1 << 20, '\0');
    std::string all;
    for (std::size_t got; (got = std::fread(text.data(), 1, text.size(), in)) > 0;) all.append(text, 0, got);
    std::fclose(in);
    std::vector<std::string> lines;
    for (std::size_t at = 0, end; (end = all.find('\n', at)) != std::string::npos; at = end + 1)
        lines.push_back(all.substr(at, end - at));
    if (lines.empty()) return 1;

    std::atomic<std::uint64_t> bytes = 0, good = 0, bad = 0;
    const double cpu = cpu_seconds();
    const auto begun = std::chrono::steady_clock::now();
    {
        const SystemClock clock;
        fetch::Gate gate({.newsroom_port = static_cast<std::uint16_t>(std::stoi(lines[0]))});
        fetch::Courier courier(clock, gate, {.host_delay = Duration::zero()});
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto url = Url::parse(lines[i]);
            if (!url) continue;
            courier.submit({.url = *url}, [&](Result<fetch::Fetched> answer) {
                if (answer && answer->status == 200) {
                    bytes += answer->body.size();
                    ++good;
                } else {
                    ++bad;
                }
            });
        }
        while (good + bad + 1 < lines.size()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const double spent = cpu_seconds() - cpu;
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto pages = static_cast<double>(good.load());
    fmt::print(
        "{} pages ({} failed), mean {:.0f} KB: {:.0f} a second, {:.0f} a CPU-second ({:.2f} ms each), peak {} MB\n",
        good.load(), bad.load(), static_cast<double>(bytes.load()) / pages / 1000, pages / wall, pages / spent,
        spent / pages * 1000, usage.ru_maxrss / 1024);
    return bad == 0 ? 0 : 1;
}
