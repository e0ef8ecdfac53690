// newsroom: plays the publishers of the world on 127.0.0.1.
//   newsroom --port 8090 --articles news.jsonl --pages pages/
// then  octavo ... with fetch.newsroom_port = 8090; counters at http://127.0.0.1:8090/newsroom/counters
#include <CLI/CLI.hpp>
#include <csignal>

#include "newsroom/newsroom.hpp"

int main(int argc, char** argv) {
    using namespace octavo;
    newsroom::Settings settings{.port = 8090};
    std::vector<std::string> articles, pages;
    std::size_t limit = SIZE_MAX;
    std::int64_t delay_ms = 1000;
    std::string opml;
    CLI::App app("Serves articles and pages as many publishers' sites on 127.0.0.1, whatever host is asked for.");
    app.add_option("--port", settings.port, "0: any that is free; the line printed says which");
    app.add_option("--articles", articles, "JSONL of articles: id, url, source, published, lang, title, text");
    app.add_option("--pages", pages, "folder of ID.html.gz with ID.json, whose url says the address");
    app.add_option("--limit", limit, "at most so many of each");
    app.add_option("--feed-items", settings.feed_items, "items on one page of a feed");
    app.add_option("--delay", delay_ms, "milliseconds between two requests to a host; sooner ones are counted");
    app.add_option("--write-opml", opml, "write the list of all feeds to this file");
    CLI11_PARSE(app, argc, argv);
    settings.delay = Duration(delay_ms);

    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    newsroom::Newsroom room(settings);
    for (const auto& [paths, add] :
         {std::pair{&articles, &newsroom::Newsroom::add_articles}, std::pair{&pages, &newsroom::Newsroom::add_pages}}) {
        for (const std::string& path : *paths) {
            const auto added = (room.*add)(path, limit);
            if (!added) {
                fmt::print(stderr, "newsroom: {}: {}\n", name_of(added.error().fault), added.error().detail);
                return 2;
            }
        }
    }
    if (!opml.empty()) {
        std::FILE* file = std::fopen(opml.c_str(), "w");
        if (!file || std::fputs(room.opml().c_str(), file) < 0 || std::fclose(file) != 0) {
            fmt::print(stderr, "newsroom: cannot write {}\n", opml);
            return 2;
        }
    }
    if (const auto started = room.start(); !started) {
        fmt::print(stderr, "newsroom: {}\n", started.error().detail);
        return 5;
    }
    fmt::print("newsroom: {} articles on http://127.0.0.1:{}/opml\n", room.articles(), room.port());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    room.stop();
    return 0;
}
