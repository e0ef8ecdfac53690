// One service with its manners: how many requests at once, which are asked again and when, when it is let alone. What
// the protocols (openai, translate_service) speak through. Thread-safe.
//
// Every ask ends with a value: an answer of 200, or a Fallback that names the host and the trouble, without the key.
// Checked by tests/provider/faults_test.cpp.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <random>
#include <stop_token>

#include "base/time.hpp"
#include "provider/breaker.hpp"
#include "provider/budget.hpp"
#include "provider/fallback.hpp"
#include "provider/http_call.hpp"
#include "provider/retry.hpp"
#include "provider/secret.hpp"
#include "provider/settings.hpp"

namespace octavo::provider {

// Waits; false when it was stopped before the time had passed.
using Wait = std::function<bool(Duration, const std::stop_token&)>;
bool really_wait(Duration time, const std::stop_token& stop);

struct ServiceParts {
    const Clock* clock = nullptr;
    Wait wait = really_wait;
};

// An answer that is not 200: what a protocol may learn from ("context too long", "unknown parameter").
struct Refusal {
    int status = 0;
    std::string body;  // the service's words, the key blacked out
};
struct Answered {
    HttpAnswer answer;
    std::optional<Refusal> refusal;  // a status that is not asked again: 400, 404, 422, 501 ...
};

class Service {
  public:
    Service(ServiceSettings service, const ProviderSettings& settings, Secret secret, ServiceParts parts);

    struct Ask {
        std::string root = "/v1", path;  // "chat/completions"
        std::string body = {};           // "": GET
        std::string key_scheme = "Bearer";
        // Called before each request, when pieces are wanted: what came of the one before is nothing.
        std::function<void()> begin = {};
        std::function<bool(std::string_view)> piece = {};
        bool waits_for_all = false;  // nothing comes before the whole answer is made: the first byte has all the time
        std::size_t most_bytes = 0;  // of the answer; 0: as many as of any
    };
    Outcome<Answered> ask(const Ask& ask, const std::stop_token& stop);

    std::string host() const { return host_of(service_.url); }
    const ServiceSettings& settings() const { return service_; }
    const Secret& secret() const { return secret_; }
    Instant now() const { return parts_.clock->now(); }
    // What a protocol found wrong with an answer of 200: as a failure of the service.
    Fallback trouble(Cause cause, std::string_view what);

    struct Counted {
        std::uint64_t requests = 0, retries = 0, failures = 0;
        Usage used = {};  // tokens, as they were charged
        std::string last_trouble = {};
        std::optional<Instant> rests_until = {};
    };
    Counted counted() const;
    void spent(Usage used);

  private:
    class Place;  // one of at_once
    // Absent: it is worth another try, after the pause.
    std::optional<Outcome<Answered>> judge(Result<HttpAnswer> answer, bool last, Duration& pause);
    std::optional<Outcome<Answered>> judge_failure(const Failure& failure, bool last);
    Outcome<Answered> refused(HttpAnswer answer);
    double chance();

    const ServiceSettings service_;
    const CallLimits limits_;
    const RetrySettings retry_;
    const unsigned at_once_;
    const Secret secret_;
    const ServiceParts parts_;
    Breaker breaker_;

    mutable std::mutex mutex_;
    std::condition_variable_any freed_;
    unsigned under_way_ = 0;
    std::uint64_t requests_ = 0, retries_ = 0, failures_ = 0;
    Usage used_;
    std::string last_trouble_;
    std::minstd_rand random_;
};

}  // namespace octavo::provider
