#include "pipeline/jobs.hpp"

#include <doctest/doctest.h>
#include <atomic>
#include <random>
#include <thread>

using namespace octavo;
using namespace octavo::pipeline;
using namespace std::chrono_literals;

namespace {

Job job_named(std::string name) {
    Job job;
    job.asked_for = std::move(name);
    return job;
}

Finished finished(std::string name) { return {fail(Fault::refused, {}), job_named(std::move(name))}; }

}  // namespace

TEST_CASE("whoever finishes first, the writer sees the order of arrival") {
    Jobs jobs(8, 1 << 20, 16);
    Tray tray;
    std::vector<std::string> seen;
    std::thread feeder([&] {
        for (int i = 0; i < 300; ++i) {
            Job job = job_named(fmt::format("{}", i));
            jobs.push(job);
        }
    });
    std::vector<std::thread> workers;
    for (unsigned seed = 1; seed <= 4; ++seed)
        workers.emplace_back([&, seed] {
            std::mt19937 random(seed);
            while (auto job = jobs.pop()) {
                if (random() % 4 == 0) std::this_thread::yield();
                tray.put(job->first, {fail(Fault::refused, {}), std::move(job->second)});
            }
        });
    while (seen.size() < 300) {
        auto taken = tray.take(16, 1s);
        for (auto& f : taken.finished) seen.push_back(f.job.asked_for);
        jobs.written_up_to(tray.next());
    }
    feeder.join();
    jobs.close();
    for (auto& worker : workers) worker.join();
    for (std::size_t i = 0; i < seen.size(); ++i) CHECK(seen[i] == fmt::format("{}", i));
}

TEST_CASE("workers wait for a writer that is far behind") {
    Jobs jobs(100, 1 << 20, 4);
    for (int i = 0; i < 10; ++i) {
        Job job = job_named("x");
        jobs.push(job);
    }
    for (std::uint64_t i = 0; i < 4; ++i) CHECK(jobs.pop()->first == i);
    std::atomic<bool> got = false;
    std::thread worker([&] {
        jobs.pop();
        got = true;
    });
    CHECK(!got);
    jobs.written_up_to(1);
    worker.join();
    CHECK(got);
}

TEST_CASE("a full queue makes its feeder wait, a closed one turns it away") {
    Jobs jobs(1, 1 << 20, 8);
    Job first = job_named("a"), second = job_named("b");
    CHECK(jobs.push(first));
    std::thread closer([&] { jobs.close(); });
    jobs.push(second);
    closer.join();
    CHECK(!jobs.pop());
    CHECK(jobs.rest().size() >= 1);
}

TEST_CASE("commands go ahead of articles, and run even when no article is wanted") {
    Tray tray;
    int ran = 0;
    tray.put(1, finished("second"));
    tray.put(0, finished("first"));
    CHECK(tray.post([&] { ++ran; }));
    auto taken = tray.take(0, 1ms);
    CHECK(taken.finished.empty());
    REQUIRE(taken.commands.size() == 1);
    taken = tray.take(1, 1ms);
    REQUIRE(taken.finished.size() == 1);
    CHECK(taken.finished[0].job.asked_for == "first");
    tray.close();
    CHECK(!tray.post([&] { ++ran; }));
    taken = tray.take(8, 1ms);
    CHECK(taken.closed);
    CHECK(taken.finished.size() == 1);  // what was finished is still written
}
