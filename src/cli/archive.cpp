#include "cli/archive.hpp"

#include "base/log.hpp"
#include "pipeline/own_categories.hpp"
#include "pipeline/raw_archive.hpp"

namespace octavo::cli {
namespace {

// Where nobody named a folder, what is written at the desk or by `octavo rules` stands in the data folder.
Result<std::shared_ptr<pipeline::RuleShelf>> read_rules(const Config& config) {
    using Missing = pipeline::RuleShelf::Missing;
    const bool named = !config.rules.empty();
    const std::string folder = named ? config.rules : config.data + "/rules";
    auto loaded = pipeline::RuleShelf::open(folder, named ? Missing::is_refused : Missing::is_empty);
    if (!loaded) return fail(Fault::usage, (named ? "extract.rules: " : "") + loaded.error().detail);
    const auto book = (*loaded)->book();
    for (const auto& file : book->left_out()) log::warning("site rules left out: {}", file);
    if (book->size() > 0) log::info("site rules of {} hosts from {}", book->size(), folder);
    return loaded;
}

std::shared_ptr<pipeline::RawArchive> raw_archive(const Config& config, const Clock& clock) {
    pipeline::RawSettings settings;
    settings.folder = config.data + "/raw";
    settings.software = "Octavo/" OCTAVO_VERSION;
    settings.max_bytes = config.raw_megabytes * 1'000'000;
    settings.max_file = std::min<std::uint64_t>(settings.max_file, settings.max_bytes / 4);
    return std::make_shared<pipeline::RawArchive>(std::move(settings), clock);
}

// A broken one stops nobody: the shipped categories stand alone meanwhile. Nothing is read again because of it: all
// would be read twice, now and when it is mended.
void take_own_categories(const std::string& data, pipeline::LineSettings& line) {
    auto own = pipeline::read_own_categories(data);
    if (own) {
        line.own_categories = *own;
        return;
    }
    log::warning(
        "{}; new articles get the categories that come with Octavo, and nothing is read again. octavo train category "
        "makes it anew, or remove the file",
        own.error().detail);
    line.reread = false;
}

}  // namespace

Result<std::unique_ptr<store::Store>> open_archive(const Config& config, Access access) {
    return access == Access::look ? store::Store::open_to_read(config.data) : store::Store::open(config.data);
}

Press::~Press() { stop(); }

void Press::stop() {
    if (line) line->stop();
    if (darkroom) darkroom->stop();
}

Result<std::unique_ptr<Press>> start_press(const Config& config, Pictures pictures) {
    auto press = std::make_unique<Press>();
    press->store = TRY(open_archive(config, Access::change));
    press->data = config.data;
    press->keeps_raw = config.keep_raw;
    press->gate = std::make_unique<fetch::Gate>(config.gate);
    pipeline::LineSettings line = config.line;
    press->readers = line.workers;
    if (config.websub && line.follow) line.hub_site = config.site.base_url;
    line.rules = press->rules = TRY(read_rules(config));
    take_own_categories(config.data, line);
    if (config.keep_raw) line.raw = raw_archive(config, press->clock);
    if (pictures == Pictures::shown) {
        pipeline::DarkroomSettings darkroom = config.pictures;
        darkroom.folder = config.data + "/pictures";
        darkroom.fetch = darkroom.fetch && line.follow;
        press->darkroom = std::make_unique<pipeline::Darkroom>(
            std::move(darkroom), press->clock,
            [&asked = press->line](fetch::FetchRequest request, fetch::Fetcher::Done done) {
                return asked->send(std::move(request), std::move(done));
            });
        line.joined_story = [&room = *press->darkroom](const ParsedArticle& article) {
            if (!article.extraction.pictures.empty()) room.want(article.extraction.pictures.front().url);
        };
    }
    press->line = std::make_unique<pipeline::Line>(std::move(line), press->clock, *press->store, *press->gate);
    // Without a folder for them there are no pictures; the rest of the paper comes out all the same.
    if (press->darkroom)
        if (const auto started = press->darkroom->start(); !started) {
            log::warning("no pictures of publishers are shown: {}", started.error().detail);
            press->darkroom->stop();
        }
    TRY(press->line->start());
    return press;
}

}  // namespace octavo::cli
