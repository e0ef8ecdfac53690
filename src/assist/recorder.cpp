#include "assist/recorder.hpp"

#include <fstream>
#include <iterator>

#include "base/log.hpp"

namespace octavo::assist {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_waiting = 64, most_known = 64;
constexpr auto try_again_after = std::chrono::minutes(10);
constexpr unsigned most_doubled = 6;
constexpr std::size_t longest_file = 64U << 20;

// Names of files are made of these alone.
bool plain(std::string_view name) {
    return !name.empty() && name.size() <= 32 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::error_code fault;
    const auto size = fs::file_size(path, fault);
    if (fault || size > longest_file) return std::nullopt;
    std::string bytes(size, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(size));
    if (in.gcount() != static_cast<std::streamsize>(size)) return std::nullopt;
    return bytes;
}

std::string key_of(std::string_view edition, std::string_view day) { return fmt::format("{}/{}", edition, day); }

}  // namespace

Recorder::Recorder(RecorderSettings settings, const Clock& clock, OtherVoice other)
    : settings_(std::move(settings)), clock_(clock), other_(std::move(other)) {}
Recorder::~Recorder() = default;

Result<> Recorder::start() {
    std::error_code fault;
    fs::create_directories(settings_.folder, fault);
    if (fault) return fail(Fault::unwritable, fmt::format("{}: {}", settings_.folder, fault.message()));
    voices_ = installed_voices();
    if (!voices_.empty() || other_.reads) thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
    return {};
}

bool Recorder::reads(std::string_view language) const {
    return !voice_for(language, voices_).empty() || other_reads(language);
}

bool Recorder::may_read(const Briefing& b) const {
    return !voice_for(b.language, voices_).empty() || (other_reads(b.language) && !is_reserved(b));
}

std::string Recorder::path_of(std::string_view key, std::string_view suffix) const {
    return fmt::format("{}/{}.{}", settings_.folder, key, suffix);
}

std::optional<Briefing> Recorder::find(std::string_view edition, std::string_view day) {
    if (!plain(edition) || !plain(day)) return std::nullopt;
    const std::string key = key_of(edition, day);
    {
        const std::scoped_lock lock(mutex_);
        if (const auto known = known_.find(key); known != known_.end()) return known->second;
        if (under_way_.contains(key)) return std::nullopt;
    }
    const auto bytes = read_file(path_of(key, "json"));
    if (!bytes) return std::nullopt;
    auto briefing = briefing_from(*bytes);
    if (!briefing) {
        log::warning("{}: {}", path_of(key, "json"), briefing.error().detail);
        return std::nullopt;
    }
    const std::scoped_lock lock(mutex_);
    if (known_.size() >= most_known) known_.erase(known_.begin());
    known_.insert_or_assign(key, *briefing);
    return *std::move(briefing);
}

Recorder::Order Recorder::order(std::string_view edition, std::string_view day, Briefing briefing) {
    if (!plain(edition) || !plain(day) || briefing.stories.empty()) return Order::refused;
    std::string key = key_of(edition, day);
    const bool may = may_read(briefing);
    const std::scoped_lock lock(mutex_);
    if (under_way_.contains(key)) return Order::known;
    if (rests_now(key) || jobs_.size() >= most_waiting) return Order::refused;
    if (!may) {
        let_rest(key);
        return Order::refused;
    }
    under_way_.insert(key);
    jobs_.push_back({std::move(key), std::move(briefing)});
    changed_.notify_all();
    return Order::taken;
}

bool Recorder::being_made(std::string_view edition, std::string_view day) const {
    const std::scoped_lock lock(mutex_);
    return under_way_.contains(key_of(edition, day));
}

bool Recorder::rests(std::string_view edition, std::string_view day) const {
    const std::scoped_lock lock(mutex_);
    return rests_now(key_of(edition, day));
}

bool Recorder::rests_now(const std::string& key) const {
    const auto failed = failed_.find(key);
    if (failed == failed_.end()) return false;
    const auto& [at, times] = failed->second;
    return clock_.now() - at < try_again_after * (1U << (std::min(times, most_doubled) - 1));
}

void Recorder::let_rest(const std::string& key) {
    if (failed_.size() > 1000) failed_.clear();
    Failed& failed = failed_[key];
    failed.at = clock_.now();
    ++failed.times;
}

std::optional<std::string> Recorder::read(std::string_view edition, std::string_view day, AudioForm form) const {
    if (!plain(edition) || !plain(day)) return std::nullopt;
    return read_file(path_of(key_of(edition, day), name_of(form)));
}

std::vector<std::string> Recorder::days(std::string_view edition) const {
    std::vector<std::string> out;
    if (!plain(edition)) return out;
    std::error_code fault;
    for (fs::directory_iterator at(fmt::format("{}/{}", settings_.folder, edition), fault), end; !fault && at != end;
         at.increment(fault))
        if (at->path().extension() == ".json" && plain(at->path().stem().string()))
            out.push_back(at->path().stem().string());
    std::ranges::sort(out, std::greater());
    return out;
}

void Recorder::finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_.empty(); });
}

void Recorder::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [&] { return !jobs_.empty(); })) {
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        const auto made = make(job, stop);
        if (!made && made.error().fault != Fault::cancelled)
            log::warning("the briefing {} was not recorded: {}", job.key, made.error().detail);
        if (made)
            log::info("recorded the briefing {}: {} s, read by {}", job.key, job.briefing.length.count() / 1000,
                      job.briefing.voice);
        lock.lock();
        known_.clear();  // some may have made room
        if (!made) let_rest(job.key);
        under_way_.erase(job.key);
        changed_.notify_all();
    }
    under_way_.clear();
    changed_.notify_all();
}

Result<Said> Recorder::say(const Briefing& b, const std::stop_token& stop) const {
    const auto text = utterances(b);
    const bool here = !voice_for(b.language, voices_).empty();
    // What one publisher reserves keeps the whole briefing here: two voices in turn would be no reading.
    if (other_reads(b.language) && !is_reserved(b)) {
        auto said = other_.speak(text, b.language, stop);
        if (said || !here || said.error().fault == Fault::cancelled) return said;
        log::warning("the briefing is read by {} instead: {}", local_voice, said.error().detail);
    }
    return Said{TRY(speak(text, b.language, voices_, stop)), std::string(local_voice)};
}

Result<> Recorder::make(Job& job, const std::stop_token& stop) {
    Briefing& b = job.briefing;
    Said said = TRY(say(b, stop));
    const Audio& audio = said.audio;
    set_times(b, audio);
    b.voice = std::move(said.by);
    std::error_code fault;
    fs::create_directories(fs::path(path_of(job.key, "json")).parent_path(), fault);
    // A form whose program is not installed is left out; without either there is nothing to hear.
    for (const AudioForm form : {AudioForm::mp3, AudioForm::opus}) {
        const auto packed = pack(audio, form, stop);
        if (!packed && packed.error().fault != Fault::not_found) return std::unexpected(packed.error());
        if (!packed) continue;
        (form == AudioForm::mp3 ? b.mp3_bytes : b.opus_bytes) = packed->bytes.size();
        TRY(write(path_of(job.key, name_of(form)), packed->bytes));
    }
    if (b.mp3_bytes == 0 && b.opus_bytes == 0)
        return fail(Fault::not_found, "neither lame nor opusenc is installed (Debian: apt install lame opus-tools)");
    TRY(write(path_of(job.key, "json"), to_json(b)));
    make_room();
    return {};
}

Result<> Recorder::write(const std::string& path, std::string_view bytes) const {
    const std::string beside = path + ".part";
    {
        std::ofstream out(beside, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.flush();
        if (!out) return fail(Fault::unwritable, fmt::format("{} could not be written", beside));
    }
    std::error_code fault;
    fs::rename(beside, path, fault);
    if (fault) return fail(Fault::unwritable, fmt::format("{}: {}", path, fault.message()));
    return {};
}

// The oldest days of all editions go first; the file that says they are there before the others.
void Recorder::make_room() const {
    struct Kept {
        std::string day, path;
        std::uintmax_t bytes = 0;
    };
    std::vector<Kept> kept;
    std::uintmax_t bytes = 0;
    std::error_code fault;
    for (fs::recursive_directory_iterator at(settings_.folder, fault), end; !fault && at != end; at.increment(fault)) {
        if (!at->is_regular_file(fault)) continue;
        kept.push_back({at->path().stem().string(), at->path().string(), at->file_size(fault)});
        bytes += kept.back().bytes;
    }
    std::ranges::sort(kept, {}, [](const Kept& k) { return std::pair(k.day, !k.path.ends_with(".json")); });
    for (const Kept& one : kept) {
        if (bytes <= settings_.most_bytes) break;
        if (fs::remove(one.path, fault)) bytes -= one.bytes;
    }
}

}  // namespace octavo::assist
