#include "cli/desk_wires.hpp"

#include <filesystem>

#include "base/log_tail.hpp"
#include "cli/change.hpp"
#include "pipeline/catalogue.hpp"
#include "store/reread.hpp"

namespace octavo::cli {
namespace {

namespace fs = std::filesystem;

// Keeps what a command says, for a page.
class Notebook final : public Voice {
  public:
    void say(std::string_view text) override { said_ += text; }
    void complain(std::string_view text) override { complained_ += text; }
    void progress(std::string_view, std::uint64_t, std::uint64_t, std::uint64_t) override {}
    web::Carried carried(int code) const {
        constexpr std::size_t most = 200;
        web::Carried out{.code = code, .lines = {}, .complaint = complained_};
        for (std::string_view left = said_; !left.empty() && out.lines.size() < most;) {
            const auto end = std::min(left.find('\n'), left.size());
            if (end > 0) out.lines.emplace_back(left.substr(0, end));
            left.remove_prefix(std::min(end + 1, left.size()));
        }
        if (out.complaint.starts_with("octavo: ")) out.complaint.erase(0, 8);
        while (out.complaint.ends_with('\n')) out.complaint.pop_back();
        return out;
    }

  private:
    std::string said_, complained_;
};

// Of all files below; links are not followed.
std::uint64_t bytes_below(const fs::path& folder) {
    std::uint64_t sum = 0;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed), end;
         !failed && at != end; at.increment(failed)) {
        std::error_code gone;
        if (at->is_regular_file(gone) && !at->is_symlink(gone)) {
            const auto size = at->file_size(gone);
            sum += gone ? 0 : size;
        }
    }
    return sum;
}

web::DiskFacts disk_of(const std::string& data) {
    web::DiskFacts out;
    std::error_code failed;
    const auto space = fs::space(data, failed);
    out.known = !failed;
    out.free = failed ? 0 : space.available;
    std::uint64_t archive = 0;
    for (const char* part : {"/octavo.db", "/octavo.db-wal", "/octavo.db-shm"}) {
        std::error_code none;
        const auto size = fs::file_size(data + part, none);
        archive += none ? 0 : size;
    }
    out.parts.push_back({"", archive});
    for (const char* folder : {"pictures", "audio", "raw", "backups"})
        if (fs::exists(data + "/" + folder, failed)) out.parts.push_back({folder, bytes_below(data + "/" + folder)});
    return out;
}

std::vector<web::BackupFile> backups_in(const std::string& folder) {
    std::vector<web::BackupFile> out;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code gone;
        if (at->path().extension() != ".db" || !at->is_regular_file(gone)) continue;
        const auto made = std::chrono::file_clock::to_sys(at->last_write_time(gone));
        out.push_back({.name = at->path().filename().string(),
                       .bytes = at->file_size(gone),
                       .made = std::chrono::floor<Duration>(made)});
    }
    std::ranges::sort(out, std::greater(), [](const web::BackupFile& file) { return std::pair(file.made, file.name); });
    return out;
}

std::vector<web::CatalogueFeed> catalogue() {
    std::vector<web::CatalogueFeed> out;
    const auto rows = pipeline::starter_catalogue();
    for (const auto& row : rows ? *rows : std::vector<pipeline::CatalogueRow>())
        out.push_back({.url = row.feed.url,
                       .name = row.source.name,
                       .domain = row.source.domain,
                       .country = row.source.country,
                       .language = row.source.language});
    return out;
}

// The file of the host itself goes before one that speaks for all hosts of the domain.
web::RulesFacts rules_of(const pipeline::RuleShelf& shelf, const std::string& domain) {
    const std::string wide = "." + domain;
    const auto narrow_kept = shelf.look(domain), wide_kept = shelf.look(wide);
    const auto is = [](const auto& kept, bool pipeline::RuleShelf::Kept::* what) { return kept && (*kept).*what; };
    using Kept = pipeline::RuleShelf::Kept;
    const bool narrow =
        is(narrow_kept, &Kept::exists) ||
        (!is(wide_kept, &Kept::exists) && (is(narrow_kept, &Kept::before) || !is(wide_kept, &Kept::before)));
    const auto& kept = narrow ? narrow_kept : wide_kept;
    if (!kept) return {};
    const auto book = shelf.book();
    const auto* in_force = kept->exists ? nullptr : book->file_for(fmt::format("https://{}/", domain));
    return {.file = kept->file,
            .text = in_force ? in_force->text : kept->text,  // to begin from
            .trouble = kept->trouble,
            .exists = kept->exists,
            .below = !narrow,
            .wider = in_force ? in_force->name : std::string(),
            .before = kept->before,
            .pages = {}};
}

std::vector<web::KeptPageFacts> kept_pages(Press& press, const std::string& domain) {
    constexpr std::size_t shown = 12;
    std::vector<web::KeptPageFacts> out;
    const auto reader = press.store->reader();
    const auto row = reader ? (*reader)->source(domain) : fail(Fault::busy, "the archive");
    const auto archive = store::Rereading::open(*press.store);
    if (!row || !*row || !archive) return out;
    const auto marks = (*archive)->pages_of((*row)->source.id, shown);
    for (const auto& mark : marks ? *marks : std::vector<store::KeptMark>())
        out.push_back({.version = mark.version, .url = mark.url, .title = mark.title, .fetched = mark.fetched});
    return out;
}

}  // namespace

bool has_contact(const Config& config) {
    const std::string& name = config.gate.user_agent;
    return name.contains('@') || (name.contains("http") && !name.contains("octavo.example"));
}

web::DeskWires desk_wires(const Config& config, Press& press, const std::stop_source& stop) {
    std::vector<web::ConfigView> lines;
    for (const ConfigLine& one : config_lines(config))
        lines.push_back(
            {.key = std::string(one.key), .value = one.value, .origin = one.origin, .help = std::string(one.help)});
    return {.carry_out =
                [&press, stop](const web::Errand& errand, const std::stop_token& unwanted) {
                    std::stop_source one;
                    const auto ends = [&one] { one.request_stop(); };
                    const std::stop_callback with_us(stop.get_token(), ends);
                    const std::stop_callback with_the_bench(unwanted, ends);
                    Notebook voice;
                    const int code =
                        change({.args = errand.words, .folder = {}, .json = true, .all = errand.all, .by = errand.by},
                               press, voice, one);
                    return voice.carried(code);
                },
            .configuration = [lines] { return lines; },
            .disk = [data = config.data] { return disk_of(data); },
            .backups = [folder = config.data + "/backups"] { return backups_in(folder); },
            .log = [] { return log::tail(); },
            .catalogue = [] { return catalogue(); },
            .rules =
                [&press](const std::string& domain) {
                    auto facts = rules_of(*press.rules, domain);
                    facts.pages = kept_pages(press, domain);
                    return facts;
                },
            .has_contact = has_contact(config)};
}

}  // namespace octavo::cli
