#include "provider/service.hpp"

#include "base/utf8.hpp"

namespace octavo::provider {
namespace {

constexpr std::size_t most_words_of_service = 2'000;

Cause cause_of(Fault fault) {
    switch (fault) {
        case Fault::timed_out:
            return Cause::timed_out;
        case Fault::cancelled:
            return Cause::cancelled;
        case Fault::too_big:
            return Cause::too_big;
        case Fault::malformed:
            return Cause::malformed;
        case Fault::busy:
            return Cause::busy;
        default:
            return Cause::unreachable;
    }
}

}  // namespace

bool really_wait(Duration time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    return !never.wait_for(lock, stop, time, [&] { return stop.stop_requested(); });
}

// A place among those that may ask at once; waited for, but not longer than a request may take.
class Service::Place {
  public:
    Place(Service& service, const std::stop_token& stop) : service_(service) {
        std::unique_lock lock(service_.mutex_);
        taken_ = service_.freed_.wait_for(lock, stop, service_.limits_.first_byte,
                                          [&] { return service_.under_way_ < service_.at_once_; });
        if (taken_) ++service_.under_way_;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
        if (!taken_) return;
        const std::scoped_lock lock(service_.mutex_);
        --service_.under_way_;
        service_.freed_.notify_one();
    }
    bool taken() const { return taken_; }

  private:
    Service& service_;
    bool taken_ = false;
};

Service::Service(ServiceSettings service, const ProviderSettings& settings, Secret secret, ServiceParts parts)
    : service_(std::move(service)),
      limits_(settings.limits),
      retry_(settings.retry),
      at_once_(std::max(settings.at_once, 1U)),
      secret_(std::move(secret)),
      parts_(std::move(parts)),
      breaker_(settings.breaker),
      random_(static_cast<std::minstd_rand::result_type>(to_unix_ms(parts_.clock->now()))) {}

double Service::chance() {
    const std::scoped_lock lock(mutex_);
    return std::uniform_real_distribution<>(0, 1)(random_);
}

Outcome<Answered> Service::ask(const Ask& ask, const std::stop_token& stop) {
    const Place place(*this, stop);
    if (stop.stop_requested()) return fall_back(Cause::cancelled, "no longer wanted");
    if (!place.taken()) return fall_back(Cause::busy, fmt::format("{}: too many requests are under way", host()));
    HttpRequest request{.url = endpoint(service_.url, ask.root, ask.path), .body = ask.body, .piece = ask.piece};
    if (secret_.is_set() && !ask.key_scheme.empty())
        request.authorization = fmt::format("{} {}", ask.key_scheme, secret_.reveal());
    CallLimits limits = limits_;
    if (ask.waits_for_all) limits.first_byte = limits.idle = limits.total;
    if (ask.most_bytes > 0) limits.most_bytes = ask.most_bytes;
    for (unsigned again = 0;; ++again) {
        if (!breaker_.admits(now()))
            return fall_back(Cause::resting, fmt::format("{}: it failed lately and is let alone for a while", host()));
        if (ask.begin) ask.begin();
        {
            const std::scoped_lock lock(mutex_);
            ++requests_;
            retries_ += again > 0;
        }
        const bool last = again >= retry_.again;
        Duration pause = pause_before(again + 1, chance(), retry_);
        if (auto end = judge(call(request, limits, stop), last, pause)) return std::move(*end);
        if (!parts_.wait(pause, stop)) return fall_back(Cause::cancelled, "no longer wanted");
    }
}

std::optional<Outcome<Answered>> Service::judge(Result<HttpAnswer> answer, bool last, Duration& pause) {
    if (!answer) return judge_failure(answer.error(), last);
    if (answer->status == 200) {
        breaker_.succeeded();
        return Answered{std::move(*answer), {}};
    }
    if (!worth_another(answer->status)) {
        breaker_.succeeded();  // it lives, and said no
        return refused(std::move(*answer));
    }
    const bool asks_for_quiet = answer->status == 429 || answer->retry_after;
    const auto wanted = answer->retry_after ? read_retry_after(*answer->retry_after, now()) : std::nullopt;
    if (wanted) pause = std::max(pause, *wanted);
    const bool too_long = pause > retry_.longest_pause;
    if (too_long) breaker_.quiet_until(now() + std::min<Duration>(pause, std::chrono::hours(24)));
    if (answer->status >= 500)
        breaker_.failed(now());
    else
        breaker_.left();
    if (!last && !too_long) return std::nullopt;
    return std::unexpected(
        trouble(asks_for_quiet ? Cause::busy : Cause::unreachable, fmt::format("it answers {}", answer->status)));
}

std::optional<Outcome<Answered>> Service::judge_failure(const Failure& failure, bool last) {
    const Cause cause = cause_of(failure.fault);
    if (cause == Cause::cancelled) {
        breaker_.left();
        return fall_back(cause, failure.detail);
    }
    breaker_.failed(now());
    if (cause == Cause::unreachable && !last) return std::nullopt;
    const std::scoped_lock lock(mutex_);
    ++failures_;
    last_trouble_ = failure.detail;
    return fall_back(cause, failure.detail);
}

Outcome<Answered> Service::refused(HttpAnswer answer) {
    if (answer.status >= 300 && answer.status < 400)
        return std::unexpected(trouble(
            Cause::denied, fmt::format("it answers {}, a redirect, which is not followed: configure the address it "
                                       "leads to",
                                       answer.status)));
    if (answer.status == 401 || answer.status == 403)
        return std::unexpected(
            trouble(Cause::denied, fmt::format("it answers {}: {}", answer.status,
                                               secret_.is_set() ? "the key is not the right one, or may not do this"
                                                                : "it wants a key (key_file)")));
    if (answer.status == 402 || answer.status == 456)
        return std::unexpected(
            trouble(Cause::denied, fmt::format("it answers {}: the account there has nothing left", answer.status)));
    std::string words = utf8::repair(utf8::cut(answer.body, most_words_of_service));
    const int status = answer.status;
    return Answered{std::move(answer), Refusal{status, secret_.black_out(words)}};
}

Fallback Service::trouble(Cause cause, std::string_view what) {
    std::string detail = fmt::format("{}: {}", host(), secret_.black_out(utf8::cut(what, most_words_of_service)));
    const std::scoped_lock lock(mutex_);
    ++failures_;
    last_trouble_ = detail;
    return {cause, std::move(detail)};
}

Service::Counted Service::counted() const {
    const auto rests = breaker_.rests_until(now());
    const std::scoped_lock lock(mutex_);
    return {.requests = requests_,
            .retries = retries_,
            .failures = failures_,
            .used = used_,
            .last_trouble = last_trouble_,
            .rests_until = rests};
}

void Service::spent(Usage used) {
    const std::scoped_lock lock(mutex_);
    used_.in += used.in;
    used_.out += used.out;
}

}  // namespace octavo::provider
