// A small house for tests: a folder that goes away, an archive in it, a web that answers what the test says.
#pragma once
#include <doctest/doctest.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "fetch/gate.hpp"
#include "pipeline/line.hpp"
#include "store/store.hpp"
#include "support/folder.hpp"

namespace octavo::test {

// Answers by address, on a thread of its own; 404 for what it does not know. Counts how often each was asked for.
class ScriptedWeb final : public fetch::Fetcher {
  public:
    struct Answer {
        int status = 200;
        std::string body;
        std::string type = "text/html; charset=utf-8";
        std::string etag;
        std::string location;  // with 301 and its like
    };
    ScriptedWeb() : thread_([this] { serve(); }) {}
    ~ScriptedWeb() override {
        {
            const std::scoped_lock lock(mutex_);
            closed_ = true;
        }
        ready_.notify_all();
        thread_.join();
    }
    void put(const std::string& url, Answer answer) {
        const std::scoped_lock lock(mutex_);
        answers_[url] = std::move(answer);
    }
    void hang(const std::string& url, bool hangs = true) {
        const std::scoped_lock lock(mutex_);
        hangs_[url] = hangs;
    }
    void unplug(bool unplugged = true) {
        const std::scoped_lock lock(mutex_);
        unplugged_ = unplugged;
    }
    int asked(const std::string& url) const {
        const std::scoped_lock lock(mutex_);
        const auto found = asked_.find(url);
        return found == asked_.end() ? 0 : found->second;
    }
    void start(fetch::FetchRequest request, Done done) override {
        {
            const std::scoped_lock lock(mutex_);
            ++asked_[request.url.href()];
            waiting_.emplace_back(std::move(request), std::move(done));
        }
        ready_.notify_all();
    }

  private:
    void serve() {
        std::vector<Done> hanging;
        std::unique_lock lock(mutex_);
        for (;;) {
            ready_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
            if (waiting_.empty()) break;
            auto [request, done] = std::move(waiting_.front());
            waiting_.pop_front();
            const std::string url = request.url.href();
            if (hangs_[url]) {
                hanging.push_back(std::move(done));
                continue;
            }
            Result<fetch::Fetched> result = fail(Fault::unreachable, "unplugged");
            if (!unplugged_) result = answer(request, url);
            lock.unlock();
            done(std::move(result));
            lock.lock();
        }
        lock.unlock();
        for (auto& done : hanging) done(fail(Fault::cancelled, "stopped"));
    }
    Result<fetch::Fetched> answer(const fetch::FetchRequest& request, const std::string& url) {
        fetch::Fetched fetched{request.url};
        const auto found = answers_.find(url);
        if (found == answers_.end()) {
            fetched.status = 404;
            return fetched;
        }
        const Answer& a = found->second;
        fetched.status = !a.etag.empty() && request.etag == a.etag ? 304 : a.status;
        fetched.headers = {{"content-type", a.type}};
        if (!a.etag.empty()) fetched.headers.emplace_back("etag", a.etag);
        if (!a.location.empty()) fetched.headers.emplace_back("location", a.location);
        if (fetched.status != 304) fetched.body = a.body;
        return fetched;
    }

    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::map<std::string, Answer> answers_;
    std::map<std::string, bool> hangs_;
    std::map<std::string, int> asked_;
    std::deque<std::pair<fetch::FetchRequest, Done>> waiting_;
    bool unplugged_ = false, closed_ = false;
    std::thread thread_;
};

inline pipeline::LineSettings quick(unsigned workers = 2) {
    pipeline::LineSettings settings;
    settings.workers = workers;
    settings.follow = false;
    settings.batch_wait = std::chrono::milliseconds(5);
    settings.full_disk_wait = std::chrono::milliseconds(20);
    settings.manners.host_delay = Duration(0);
    return settings;
}

// An archive, a web and a line between them.
struct House {
    explicit House(pipeline::LineSettings settings = quick(), const Folder* shared = nullptr)
        : folder(shared ? *shared : own) {
        auto opened = store::Store::open(folder.path());
        REQUIRE(opened);
        archive = *std::move(opened);
        line = std::make_unique<pipeline::Line>(std::move(settings), clock, *archive, web);
        REQUIRE(line->start());
        reader = *archive->reader();
    }
    // Feeds are put where the writer is.
    void follow(const std::string& url, std::string_view domain) {
        Source source;
        source.domain = source.name = domain;
        source.id = source_id(domain);
        Feed feed;
        feed.url = url;
        feed.id = feed_id(url);
        feed.source = source.id;
        REQUIRE(line->command([&](store::Store& store) -> Result<> {
            TRY(store.put_source(source));
            return store.put_feed(feed);
        }));
    }
    Feed feed(const std::string& url) { return **reader->feed(feed_id(url)); }
    std::int64_t articles() { return reader->stats()->articles; }
    bool has(const std::string& url) { return reader->article_at(url)->has_value(); }
    void poll() {
        REQUIRE(line->poll(pipeline::Line::Which::all));
        line->drain();
    }

    Folder own;
    const Folder& folder;
    ManualClock clock{at("2025-07-14T08:00:00Z")};
    ScriptedWeb web;
    std::unique_ptr<store::Store> archive;
    std::unique_ptr<pipeline::Line> line;
    std::unique_ptr<store::Reader> reader;
};

// A page with enough words to be an article, different for each number.
inline std::string page(std::string_view title, int number = 0) {
    std::string body;
    for (int i = 0; i < 4; ++i)
        body += fmt::format(
            "<p>Report {0} part {1}: the council of district {0} met again on Tuesday and heard what engineer number "
            "{2} "
            "had found under the old market, where nobody had looked since the flood of the year {3}.</p>",
            number, i, number * 7 + i, 1800 + number);
    return fmt::format(
        "<!doctype html><html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}"
        "</article></body></html>",
        title, body);
}

inline std::string rss(std::string_view host, int from, int to) {
    std::string items;
    for (int i = from; i < to; ++i)
        items += fmt::format(
            "<item><title>Report {1}</title><link>https://{0}/report/{1}</link><guid>{1}</guid>"
            "<description>What the feed says of report {1} of {0}.</description></item>",
            host, i);
    return fmt::format(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>{0}</title><link>https://{0}/</link>{1}"
        "</channel></rss>",
        host, items);
}

}  // namespace octavo::test
