// A fetcher that says what the test wrote down, and remembers what it was asked.
//
//   ScriptedFetcher web([](const FetchRequest& request) { return answer(429).retry_after(90min); });
#pragma once
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "fetch/gate.hpp"

namespace octavo::test {

// What comes back; the address is filled in from the request.
class Answer {
  public:
    int status = 200;
    std::string text = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::optional<Duration> wait = {};
    std::optional<Failure> failure = {};

    Answer& retry_after(Duration time) { return wait = time, *this; }
    Answer& header(std::string name, std::string value) {
        return headers.emplace_back(std::move(name), std::move(value)), *this;
    }
    Answer& body(std::string bytes) { return text = std::move(bytes), *this; }

    Result<fetch::Fetched> to(const Url& url) const {
        if (failure) return std::unexpected(*failure);
        fetch::Fetched out{.url = url, .status = status, .headers = headers, .body = text};
        out.retry_after = wait;
        out.wire_bytes = text.size();
        return out;
    }
};
inline Answer answer(int status = 200) {
    Answer out;
    out.status = status;
    return out;
}
inline Answer failing(Fault fault, std::string detail = "scripted") {
    Answer out;
    out.failure = Failure{fault, std::move(detail)};
    return out;
}

class ScriptedFetcher final : public fetch::Fetcher {
  public:
    using Script = std::function<Answer(const fetch::FetchRequest&)>;
    explicit ScriptedFetcher(Script script) : script_(std::move(script)) {}

    void start(fetch::FetchRequest request, Done done) override {
        Answer reply;
        {
            const std::scoped_lock lock(mutex_);
            asked_.push_back(request);
            if (holding_) return held_.emplace_back(std::move(request), std::move(done)), void();
            reply = script_(request);
        }
        done(reply.to(request.url));
    }

    // From now on requests stay unanswered until let_go().
    void hold() {
        const std::scoped_lock lock(mutex_);
        holding_ = true;
    }
    void let_go() {
        std::vector<std::pair<fetch::FetchRequest, Done>> held;
        {
            const std::scoped_lock lock(mutex_);
            holding_ = false;
            held.swap(held_);
        }
        for (auto& [request, done] : held) {
            const Answer reply = script_(request);
            done(reply.to(request.url));
        }
    }

    std::vector<fetch::FetchRequest> asked() const {
        const std::scoped_lock lock(mutex_);
        return asked_;
    }
    // Addresses asked for, robots.txt left out.
    std::vector<std::string> pages() const {
        std::vector<std::string> out;
        for (const auto& request : asked())
            if (request.purpose != fetch::Purpose::robots) out.push_back(request.url.href());
        return out;
    }

  private:
    Script script_;
    mutable std::mutex mutex_;
    std::vector<fetch::FetchRequest> asked_;
    std::vector<std::pair<fetch::FetchRequest, Done>> held_;
    bool holding_ = false;
};

}  // namespace octavo::test
