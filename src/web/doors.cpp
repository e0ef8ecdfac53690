#include "web/doors.hpp"

namespace octavo::web {
namespace {

constexpr BenchSettings passwords = {.threads = 2, .most_waiting = 32, .most_of_one = 4, .most_kept = 64};
constexpr BenchSettings rows = {.threads = 1, .most_waiting = 256, .most_of_one = 16, .most_kept = 256};
constexpr BenchSettings files = {.threads = 1, .most_waiting = 4, .most_of_one = 1, .most_kept = 16};  // of 32 MB each
constexpr BenchSettings errands = {.threads = 2, .most_waiting = 16, .most_of_one = 4, .most_kept = 32};
constexpr auto between_tries = std::chrono::seconds(5);  // to empty the engine's log, which readers may hold up

}  // namespace

Doors::Doors(const Rooms& behind, const Clock& clock)
    : accounts_(behind.accounts),
      behind_(behind),
      clock_(clock),
      passwords_(passwords, clock),
      rows_(rows, clock),
      files_(files, clock),
      errands_(errands, clock),
      notes_(rows, clock),
      janitor_([this](const std::stop_token& stop) {
          for (std::unique_lock lock(mutex_);
               changed_.wait(lock, stop, [this] { return untidy_; }) && !stop.stop_requested();) {
              lock.unlock();
              const bool done = accounts_.tidy();
              lock.lock();
              untidy_ = !done;
              if (!done) changed_.wait_for(lock, stop, between_tries, [] { return false; });
          }
      }) {}

Doors::~Doors() = default;

Taken Doors::order(Kind kind, std::string key, std::string owner, Work work) {
    auto job = [this, work = std::move(work)](const std::stop_token&) { return work(accounts_); };
    Workbench<Entered>& bench = kind == Kind::password ? passwords_
                                : kind == Kind::row    ? rows_
                                : kind == Kind::file   ? files_
                                                       : errands_;
    return bench.order(std::move(key), std::move(owner), std::move(job));
}

void Doors::used(std::string secret) {
    std::string key = "used " + key_of(secret);
    (void)rows_.order(std::move(key), "", [this, secret = std::move(secret)](const std::stop_token&) -> Entered {
        accounts_.used(secret);
        return std::string();
    });
}

void Doors::opened(std::string secret, ArticleId what) {
    if (!readers::looks_like_secret(secret)) return;
    std::string owner = key_of(secret), key = fmt::format("opened {} {}", owner, what.text());
    (void)notes_.order(std::move(key), std::move(owner),
                       [this, secret = std::move(secret), what](const std::stop_token&) -> Entered {
                           const auto who = accounts_.visitor(secret);
                           if (who && *who) (void)behind_.reads.opened(**who, what);
                           return std::string();
                       });
}

void Doors::later(std::string name, Duration not_again_for, std::function<void()> work) {
    constexpr std::size_t most_known = 10'000;
    const Instant now = clock_.now();
    {
        const std::scoped_lock lock(mutex_);
        const auto known = lately_.find(name);
        if (known != lately_.end() && now - known->second < not_again_for && now >= known->second) return;
        if (lately_.size() >= most_known) lately_.clear();
        lately_[name] = now;
    }
    std::string owner = name;
    (void)notes_.order(std::move(name), std::move(owner), [work = std::move(work)](const std::stop_token&) -> Entered {
        work();
        return std::string();
    });
}

void Doors::seen(AccountId who, std::int64_t upto) {
    if (!behind_.talk) return;
    (void)rows_.order(fmt::format("seen {} {}", who.text(), upto), "",
                      [this, who, upto](const std::stop_token&) { return outcome(behind_.talk->seen(who, upto)); });
}

void Doors::app_used(std::string password) {
    std::string key = "program " + key_of(password);
    (void)rows_.order(std::move(key), "", [this, password = std::move(password)](const std::stop_token&) -> Entered {
        accounts_.keys().app_used(password);
        return std::string();
    });
}

void Doors::tidy() {
    const std::scoped_lock lock(mutex_);
    untidy_ = true;
    changed_.notify_all();
}

int status_of(readers::Refusal why) {
    switch (why) {
        case readers::Refusal::too_often:
            return 429;
        case readers::Refusal::not_allowed:
            return 403;
        case readers::Refusal::nobody:
            return 404;
        case readers::Refusal::broken:
            return 503;
        default:
            return 422;
    }
}

std::string retry_after(Duration wait) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return seconds > 0 ? fmt::format("Retry-After: {}\r\n", seconds) : std::string();
}

}  // namespace octavo::web
