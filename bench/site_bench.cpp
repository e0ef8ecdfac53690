// What the site costs as readers meet it: a server in a process of its own, keep-alive connections over loopback, and
// the CPU seconds of that process alone.
//   build/release/bench/bench_site [--jsonl FILE | --data FOLDER] [--seconds 5] [--connections 32]
//
// Article pages are asked for in turn and in no order, more of them than the page cache holds, so that each is made
// from the archive; the listing is asked for again and again and comes from the cache. Without a file or a folder the
// archive is made up on the spot: 8,000 articles of 30 sources in stories of four, eight relatives each.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <random>

#include "base/log.hpp"
#include "fetch/gate.hpp"
#include "pipeline/import.hpp"
#include "pipeline/line.hpp"
#include "support/archive.hpp"
#include "web/page.hpp"
#include "web/server.hpp"

namespace {

using namespace octavo;

constexpr std::size_t cached_pages = 2048;  // see web/page_cache.hpp

struct Options {
    std::string jsonl, data;
    int seconds = 5;
    std::size_t connections = 32;
};

[[noreturn]] void give_up(std::string_view why) {
    fmt::print(stderr, "bench_site: {}\n", why);
    std::exit(1);
}

template <class T>
T must(Result<T> result) {
    if (!result) give_up(result.error().detail);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// ---- the server's process

void make_up(store::Store& store) {
    constexpr int articles = 8000, sources = 30, in_a_story = 4;
    const auto domain = [](int n) { return fmt::format("paper{}.example", n % sources); };
    for (int n = 0; n < sources; ++n) must(store.put_source(test::source(domain(n))));
    std::vector<store::ArticleWrite> batch;
    for (int n = 0; n < articles; ++n) {
        auto a = test::article(n, domain(n));
        a.parsed.extraction.title = fmt::format("The harbour opens its lock number {} to barges from up the river", n);
        for (int i = 0; i < 12; ++i) {
            Block paragraph;
            paragraph.text = fmt::format(
                "Paragraph {} of report {}. The harbour master opened lock {} on Monday, and the first barge through "
                "it carried \"apples\" & pears from the upper river. Nobody could say who had ordered them, but by "
                "noon they had all been sold on quay {}, and the band played until the rain came.",
                i, n, n * 7 + i, n * 31 % 97 + i);
            a.parsed.extraction.blocks.push_back(paragraph);
        }
        const auto before = [&](int back) { return test::article(n - back, domain(n - back)).parsed.id; };
        const int first = n % in_a_story;
        if (first > 0) a.placement.story = story_id(before(first));
        for (int r = 1; r <= 8 && n >= r; ++r) a.placement.related.emplace_back(before(r), 0.5F);
        batch.push_back(std::move(a));
        if (batch.size() == 500) {
            must(store.write(batch));
            batch.clear();
        }
    }
    must(store.write(batch));
}

void import_file(store::Store& store, const std::string& file) {
    SystemClock clock;
    fetch::Gate gate({});
    pipeline::LineSettings settings;
    settings.follow = false;
    pipeline::Line line(settings, clock, store, gate);
    must(line.start());
    must(pipeline::import_path(file, line, clock, {}, {}));
    line.stop();
}

std::string addresses_of(store::Store& store) {
    const auto reader = must(store.reader());
    std::vector<std::string> all;
    for (store::Position before = store::newest;;) {
        const auto cards = must(reader->list({.before = before, .limit = 1000, .copies = true}));
        if (cards.empty()) break;
        before = cards.back().position;
        for (const auto& card : cards) all.push_back("/en-gb/" + web::article_place(card.id, card.title));
    }
    std::ranges::shuffle(all, std::mt19937(8));  // the archive's own order would find its neighbours in memory
    return fmt::format("{}", fmt::join(all, "\n"));
}

// Tells the port and the addresses, a line each, and serves until it is ended.
[[noreturn]] void serve(const Options& options, int tell) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    log::start(log::Level::warning);
    SystemClock clock;
    const test::Folder folder;
    {
        const auto store = must(store::Store::open(options.data.empty() ? folder.path() : options.data));
        if (!options.jsonl.empty())
            import_file(*store, options.jsonl);
        else if (options.data.empty())
            make_up(*store);
        web::SiteSettings settings;
        settings.port = 0;
        web::Server server(settings, *store, clock, [] { return web::Outlook{}; });
        must(server.start());
        std::string told = fmt::format("{}\n{}\n", server.port(), addresses_of(*store));
        for (std::string_view rest = told; !rest.empty();) {
            const auto n = ::write(tell, rest.data(), rest.size());
            if (n <= 0) give_up("the bench went away");
            rest.remove_prefix(static_cast<std::size_t>(n));
        }
        ::close(tell);
        sigset_t until;
        sigemptyset(&until);
        sigaddset(&until, SIGTERM);
        int got = 0;
        sigwait(&until, &got);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder.path(), ignored);
    ::_exit(0);
}

struct Served {
    pid_t process = -1;
    std::uint16_t port = 0;
    std::vector<std::string> addresses;
};

Served start(const Options& options) {
    sigset_t end;  // before there are threads, so that all of the server's inherit it
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    int ends[2];
    if (::pipe(ends) != 0) give_up("no pipe");
    Served served;
    served.process = ::fork();
    if (served.process == 0) {
        ::sigprocmask(SIG_BLOCK, &end, nullptr);
        ::close(ends[0]);
        serve(options, ends[1]);
    }
    ::close(ends[1]);
    std::string told;
    char part[65536];
    for (ssize_t n; (n = ::read(ends[0], part, sizeof part)) > 0;) told.append(part, static_cast<std::size_t>(n));
    ::close(ends[0]);
    for (std::size_t at = 0, end_of_line; (end_of_line = told.find('\n', at)) != std::string::npos;
         at = end_of_line + 1)
        served.addresses.push_back(told.substr(at, end_of_line - at));
    if (served.addresses.size() < 2) give_up("the server did not open, or its archive is empty");
    served.port = static_cast<std::uint16_t>(std::stoi(served.addresses.front()));
    served.addresses.erase(served.addresses.begin());
    return served;
}

// ---- the readers

class Reader {
  public:
    explicit Reader(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) give_up("cannot connect");
        const int yes = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { ::close(socket_); }

    void ask(std::string_view address) {
        const auto request = fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", address);
        if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
            give_up("the server hung up");
        answer_.clear();
    }
    // Takes what has come; true when the answer is whole.
    bool take() {
        char part[65536];
        const auto n = ::recv(socket_, part, sizeof part, 0);
        if (n <= 0) give_up("the server hung up");
        answer_.append(part, static_cast<std::size_t>(n));
        const auto head = answer_.find("\r\n\r\n");
        if (head == std::string::npos) return false;
        if (!answer_.starts_with("HTTP/1.1 200")) give_up("not a page: " + answer_.substr(0, answer_.find('\r')));
        constexpr std::string_view length = "Content-Length: ";
        const auto at = answer_.find(length);
        if (at > head) give_up("an answer without its length");
        return answer_.size() - head - 4 >= std::stoul(answer_.substr(at + length.size(), 20));
    }
    int socket() const { return socket_; }
    std::size_t bytes() const { return answer_.size(); }

  private:
    int socket_;
    std::string answer_;
};

double cpu_seconds_of(pid_t process) {
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
        give_up("the server is gone");
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

void measure(std::string_view what, int goal, const Served& served, std::span<const std::string> addresses,
             const Options& options) {
    std::vector<std::unique_ptr<Reader>> readers;
    std::vector<pollfd> waiting;
    for (std::size_t i = 0; i < options.connections; ++i) {
        readers.push_back(std::make_unique<Reader>(served.port));
        waiting.push_back({readers.back()->socket(), POLLIN, 0});
    }
    std::size_t asked = 0, answers = 0, bytes = 0;
    const auto next = [&]() -> const std::string& { return addresses[asked++ % addresses.size()]; };
    for (const auto& reader : readers) reader->ask(next());
    // A second for the caches to fill and memory to be handed out; then it counts.
    auto begun = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    double cpu = -1;
    for (auto now = begun; now - begun < std::chrono::seconds(options.seconds);
         now = std::chrono::steady_clock::now()) {
        if (cpu < 0 && std::chrono::steady_clock::now() >= begun) {
            begun = std::chrono::steady_clock::now();
            cpu = cpu_seconds_of(served.process);
            answers = bytes = 0;
        }
        if (::poll(waiting.data(), waiting.size(), 1000) <= 0) give_up("no answer within a second");
        for (std::size_t i = 0; i < readers.size(); ++i)
            if ((waiting[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0 && readers[i]->take()) {
                ++answers;
                bytes += readers[i]->bytes();
                readers[i]->ask(next());
            }
    }
    const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const double used = cpu_seconds_of(served.process) - cpu;
    const auto n = static_cast<double>(answers);
    fmt::print("{:<28} {:>9} {:>8} {:>9.0f} {:>7.2f} {:>10.0f} {:>8.0f} {:>9}\n", what, addresses.size(), answers,
               n / took, used, n / used, static_cast<double>(bytes) / n, goal);
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("Measures the site over loopback.");
    auto* jsonl =
        app.add_option("--jsonl", options.jsonl, "a file of articles to import first")->check(CLI::ExistingFile);
    app.add_option("--data", options.data, "an archive that is there already; nobody else may have it open")
        ->check(CLI::ExistingDirectory)
        ->excludes(jsonl);
    app.add_option("--seconds", options.seconds, "for each row, after one that does not count")
        ->check(CLI::Range(1, 600));
    app.add_option("--connections", options.connections, "kept alive, one request under way on each")
        ->check(CLI::Range(1, 1000));
    CLI11_PARSE(app, argc, argv);

    const Served served = start(options);
    fmt::print("{:<28} {:>9} {:>8} {:>9} {:>7} {:>10} {:>8} {:>9}\n", "", "addresses", "answers", "a second", "CPU s",
               "per CPU s", "bytes", "goal");
    measure("article page from the store", 8000, served, served.addresses, options);
    measure("cached listing", 40000, served, std::vector<std::string>{"/en-gb"}, options);
    if (served.addresses.size() < 2 * cached_pages)
        fmt::print("Fewer addresses than twice the page cache: part of the article pages came from it.\n");
    ::kill(served.process, SIGTERM);
    ::waitpid(served.process, nullptr, 0);
    return 0;
}
