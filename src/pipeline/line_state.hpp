// What a Line holds: shared by the files that carry out what it is asked (line.cpp, line_rulings.cpp).
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "fetch/left_out.hpp"
#include "pipeline/counters.hpp"
#include "pipeline/follower.hpp"
#include "pipeline/jobs.hpp"
#include "pipeline/line.hpp"
#include "pipeline/press.hpp"
#include "pipeline/templates.hpp"

namespace octavo::pipeline {

inline constexpr std::size_t max_jobs = 256, max_job_bytes = 48u << 20;

struct Line::State {
    State(LineSettings the_settings, const Clock& the_clock, store::Store& the_store, fetch::Fetcher& fetcher)
        : settings(std::move(the_settings)),
          clock(the_clock),
          store(the_store),
          jobs(max_jobs, max_job_bytes, 2 * settings.batch + 4 * std::size_t(settings.workers)),
          templates(store),
          left_out(std::const_pointer_cast<fetch::LeftOutHosts>(settings.manners.left_out)),
          press(store, templates, settings.joined_story),
          rereader(store, templates, settings.rules, settings.own_categories,
                   {[this](auto command) { return run(std::move(command)); }, [this] { return tally.count() > 0; }}),
          follower(settings, clock, store, fetcher, jobs, tray, tally, counters) {}

    const LineSettings settings;
    const Clock& clock;
    store::Store& store;
    Counters counters;
    Tally tally;
    Jobs jobs;
    Tray tray;
    Templates templates;
    std::shared_ptr<fetch::LeftOutHosts> left_out;  // what the courier asks
    Press press;                                    // writer thread
    Rereader rereader;
    Follower follower;  // goes first: its threads and callbacks use all of the above

    std::vector<std::thread> workers;
    std::thread writer;
    std::mutex reread_mutex;  // guards reread_again
    std::condition_variable_any reread_wanted;
    bool reread_again = false;
    std::jthread rereading;
    std::mutex mutex;  // guards started, stopped and paused_why
    bool started = false, stopped = false;
    std::string paused_why;

    void work();
    void keep_raw_fetch(Job& job, const Marks& marks) const;
    void write();
    void print(std::vector<Finished>& batch);
    void hold_on(const Failure& failure);
    void after_printing();
    void reread(const std::stop_token& stop);
    void reread_once(const std::stop_token& stop);
    Result<> run(std::function<Result<>(store::Store&)> command);
    void heed(store::Store& store) const;  // writer thread, or before it starts: who is left out
};

}  // namespace octavo::pipeline
