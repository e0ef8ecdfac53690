// `octavo backup` and `octavo restore`. A backup is a whole archive in one file, taken of one moment while others write
// (SQLite's backup API); to restore it is to put it in the archive's place, with nobody at work there.
//
//   octavo backup                    -> DATA/backups/octavo-20261127-203000.db
//   octavo backup /mnt/disk/a.db     anywhere else; nothing is overwritten
//   octavo restore /mnt/disk/a.db    what was there stays beside it, as octavo.db.before-20261127-203000
#include <cstdio>
#include <filesystem>

#include "base/log.hpp"
#include "cli/archive.hpp"
#include "cli/change.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "pipeline/own_categories.hpp"
#include "store/lock_file.hpp"

namespace octavo::cli {
namespace {

namespace fs = std::filesystem;

// "20261127-203000"
std::string stamp(Instant now) {
    std::string out = to_iso(now).substr(0, 19);
    std::erase_if(out, [](char c) { return c == '-' || c == ':'; });
    std::ranges::replace(out, 'T', '-');
    return out;
}

Result<std::string> make_backup(store::Store& archive, const std::string& data, std::string file, Instant now) {
    if (file.empty()) {
        std::error_code failed;
        fs::create_directories(data + "/backups", failed);
        if (failed) return fail(Fault::unwritable, fmt::format("backup: {}/backups: {}", data, failed.message()));
        file = fmt::format("{}/backups/octavo-{}.db", data, stamp(now));
    }
    TRY(archive.backup(file));
    return file;
}

std::int64_t size_of(const std::string& file) {
    std::error_code failed;
    const auto size = fs::file_size(file, failed);
    return failed ? 0 : static_cast<std::int64_t>(size);
}

// An archive of ours, whole, and of a version this build reads.
Result<> looks_sound(const std::string& file) {
    const fs::path looked_at = fs::path(file).parent_path();
    const auto archive = TRY(store::Store::open_to_read(looked_at.string()));
    const auto findings = TRY(archive->database().integrity());
    if (!findings.empty()) return fail(Fault::unsound, findings.front());
    return {};
}

}  // namespace

int change_backup(const Asked& asked, Press& press, Voice& voice) {
    const auto file =
        make_backup(*press.store, press.data, asked.args.size() > 1 ? asked.args[1] : "", press.clock.now());
    if (!file) return voice.report(file.error());
    return tell(asked, voice, fmt::format("{} written ({})", *file, bytes_in_words(size_of(*file))),
                {{"status", "written"}, {"file", *file}, {"bytes", fmt::format("{}", size_of(*file))}});
}

int command_backup(const Options& options, const Config& config) {
    if (options.args.size() > 1)
        return report({Fault::usage, "backup: name one file to write, for example: octavo backup /backups/octavo.db"});
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    const Instant now = SystemClock{}.now();
    const auto file = make_backup(**store, config.data, options.args.empty() ? "" : options.args[0], now);
    if (!file) return report(file.error());
    if (const auto deeds = store::Accounts::open(config.data); deeds)
        (void)(*deeds)->add_deed({.at = now, .actor = {}, .deed = "backup", .object = {}, .detail = *file});
    fmt::print("{} written ({}). To restore: octavo restore {}\n", *file, bytes_in_words(size_of(*file)), *file);
    std::error_code ignored;
    if (const std::string own = pipeline::own_categories_file(config.data); fs::exists(own, ignored))
        fmt::print("What the archive taught of categories is a file beside it: copy {} too.\n", own);
    return 0;
}

int command_restore(const Options& options, const Config& config) {
    if (options.args.size() != 1)
        return report({Fault::usage, "restore: name the backup, for example: octavo restore /backups/octavo.db"});
    const std::string& from = options.args[0];
    std::error_code failed;
    if (!fs::is_regular_file(from, failed))
        return report({Fault::not_found, fmt::format("restore: there is no file {}", from)});
    fs::create_directories(config.data, failed);
    // Nobody else may be at work there, from the first look to the last rename.
    const auto lock = store::LockFile::take(config.data + "/octavo.lock");
    if (!lock) return report(lock.error());
    const Instant now = SystemClock{}.now();
    const std::string waiting = config.data + "/restoring";
    if (fs::equivalent(fs::absolute(from).parent_path(), waiting, failed))
        return report(
            {Fault::usage, fmt::format("restore: {} lies where backups are unpacked; move it elsewhere first", from)});
    if (size_of(from + "-wal") > 0)
        return report(
            {Fault::usage, fmt::format("restore: {0} is an archive that was at work, and {0}-wal has a part of "
                                       "it. Put both into a folder of their own, as octavo.db and "
                                       "octavo.db-wal, and make a backup there: octavo backup --data FOLDER",
                                       from)});
    fs::remove_all(waiting, failed);
    fs::create_directories(waiting, failed);
    if (!fs::copy_file(from, waiting + "/octavo.db", failed) || failed)
        return report({Fault::unwritable,
                       fmt::format("restore: {} could not be copied to {}: {}", from, waiting, failed.message())});
    const auto sound = looks_sound(waiting + "/octavo.db");
    // A backup of an older version is brought up by the next run.
    if (!sound && sound.error().fault != Fault::refused) {
        fs::remove_all(waiting, failed);
        return report({sound.error().fault, fmt::format("restore: {}: {}", from, sound.error().detail)});
    }
    const std::string place = config.data + "/octavo.db";
    std::string kept;
    // A log without its archive, too: it would be played over what comes.
    if (fs::exists(place, failed) || fs::exists(place + "-wal", failed)) {
        kept = fmt::format("{}.before-{}", place, stamp(now));
        for (const char* part : {"", "-wal", "-shm"})
            if (fs::exists(place + part, failed)) {
                fs::rename(place + part, kept + part, failed);
                if (failed)
                    return report({Fault::unwritable, fmt::format("restore: {}{} could not be put aside: {}", place,
                                                                  part, failed.message())});
            }
    }
    fs::rename(waiting + "/octavo.db", place, failed);
    if (failed)
        return report({Fault::unwritable,
                       fmt::format("restore: {} could not be put in place: {}. It lies in {}{}", from, failed.message(),
                                   waiting, kept.empty() ? "" : ", what was there in " + kept)});
    fs::remove_all(waiting, failed);
    fmt::print("{} stands in {} now.{}\n", from, config.data,
               kept.empty() ? "" : fmt::format(" What was there before is kept as {}.", kept));
    fmt::print(
        "It is as it was then: articles taken down since, publishers who asked to be left out and accounts that were "
        "deleted are back. See to them: octavo takedown, octavo optout, octavo admin.\n");
    return 0;
}

}  // namespace octavo::cli
