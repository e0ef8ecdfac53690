#include "web/translations.hpp"

#include "assist/apertium.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_waiting = 32, most_kept = 200;
constexpr Duration again_after = std::chrono::minutes(1);

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace

Translations::Translations(std::vector<assist::LanguagePair> pairs, Engine engine, const Clock& clock)
    : pairs_(std::move(pairs)), engine_(std::move(engine)), clock_(clock) {}

Translations::~Translations() {
    thread_.request_stop();
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    for (const auto& job : jobs_)
        for (const auto& done : job->waiting) done();
}

const assist::LanguagePair* Translations::pair(std::string_view from, std::string_view to) const {
    if (primary(from) == primary(to)) return nullptr;
    return assist::pair_for(pairs_, from, to);
}

Translations::Made Translations::find(std::string_view key) {
    const std::scoped_lock lock(mutex_);
    const auto known = std::ranges::find(kept_, key, &Kept::key);
    if (known == kept_.end()) return nullptr;
    if (!*known->made && clock_.now() - known->at >= again_after) {
        kept_.erase(known);
        return nullptr;
    }
    kept_.splice(kept_.begin(), kept_, known);
    return known->made;
}

bool Translations::order(Wish wish) {
    const std::scoped_lock lock(mutex_);
    for (const auto& job : jobs_)
        if (job->wish.key == wish.key) return true;
    const auto known = std::ranges::find(kept_, wish.key, &Kept::key);  // made since the caller looked
    if (known != kept_.end() && *known->made) return true;
    if (jobs_.size() >= most_waiting) return false;
    jobs_.push_back(std::make_shared<Job>(Job{std::move(wish), {}}));
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
    changed_.notify_all();
    return true;
}

bool Translations::when(std::string_view key, std::function<void()> done) {
    const std::scoped_lock lock(mutex_);
    for (const auto& job : jobs_)
        if (job->wish.key == key) {
            job->waiting.push_back(std::move(done));
            return true;
        }
    return false;
}

void Translations::keep(const std::string& key, Made made) {
    std::erase_if(kept_, [&](const Kept& known) { return known.key == key; });
    kept_.push_front({key, std::move(made), clock_.now()});
    if (kept_.size() > most_kept) kept_.pop_back();
}

void Translations::work(const std::stop_token& stop) {
    for (std::unique_lock lock(mutex_);;) {
        if (!changed_.wait(lock, stop, [&] { return !jobs_.empty(); }) || stop.stop_requested()) return;
        const auto job = jobs_.front();
        lock.unlock();
        auto made =
            std::make_shared<const Result<assist::Translation>>(engine_(job->wish.sentences, *job->wish.pair, stop));
        lock.lock();
        keep(job->wish.key, std::move(made));
        jobs_.pop_front();
        const auto waiting = std::exchange(job->waiting, {});
        lock.unlock();
        for (const auto& done : waiting) done();
        lock.lock();
    }
}

}  // namespace octavo::web
