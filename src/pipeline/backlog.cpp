// Checked by tests/pipeline/backlog_test.cpp.
#include "pipeline/backlog.hpp"

namespace octavo::pipeline {

void Backlog::line_up(const std::string& name, Host& host) {
    if (host.in_turn || host.waiting.empty() || host.out >= per_host_) return;
    host.in_turn = true;
    turns_.push_back(name);
}

void Backlog::add(PageTask task) {
    const std::string name = task.entry.host;
    ++size_;
    bytes_ += task.bytes();
    Host& host = hosts_[name];
    host.waiting.push_back(std::move(task));
    line_up(name, host);
}

std::optional<PageTask> Backlog::take() {
    if (turns_.empty()) return std::nullopt;
    const std::string name = std::move(turns_.front());
    turns_.pop_front();
    Host& host = hosts_.at(name);  // a host in turn has pages waiting, so it is there
    host.in_turn = false;
    PageTask task = std::move(host.waiting.front());
    host.waiting.pop_front();
    ++host.out;
    --size_;
    bytes_ -= task.bytes();
    line_up(name, host);
    return task;
}

void Backlog::returned(const std::string& name) {
    const auto found = hosts_.find(name);
    if (found == hosts_.end()) return;
    Host& host = found->second;
    if (host.out > 0) --host.out;
    if (host.out == 0 && host.waiting.empty()) {
        hosts_.erase(found);
        return;
    }
    line_up(name, host);
}

std::deque<PageTask> Backlog::clear() {
    std::deque<PageTask> all;
    for (auto& [name, host] : hosts_) {
        std::ranges::move(host.waiting, std::back_inserter(all));
        host.waiting.clear();
        host.in_turn = false;
    }
    turns_.clear();
    size_ = bytes_ = 0;
    return all;
}

}  // namespace octavo::pipeline
