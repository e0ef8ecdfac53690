// `octavo backup` and `octavo restore`. A backup is a whole archive in one file, taken of one moment while others write
// (SQLite's backup API); to restore it is to put it in the archive's place, with nobody at work there.
//
//   octavo backup                    -> DATA/backups/octavo-20261127-203000.db
//   octavo backup /mnt/disk/a.db     anywhere else; nothing is overwritten
//   octavo restore /mnt/disk/a.db    what was there stays beside it, as octavo.db.before-20261127-203000
//
// What people decided since the backup is carried into it before it takes its place (store/carry_over.hpp), unless
// --as-it-was says otherwise.
#include <cstdio>
#include <filesystem>

#include "base/log.hpp"
#include "cli/archive.hpp"
#include "cli/change.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "pipeline/own_categories.hpp"
#include "store/carry_over.hpp"
#include "store/lock_file.hpp"
#include "store/repack.hpp"

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

namespace {

// What is to be restored, looked at, in the folder where it waits.
Result<> unpack(const std::string& from, const std::string& waiting) {
    std::error_code failed;
    if (!fs::is_regular_file(from, failed))
        return fail(Fault::not_found, fmt::format("restore: there is no file {}", from));
    if (fs::equivalent(fs::absolute(from).parent_path(), waiting, failed))
        return fail(Fault::usage,
                    fmt::format("restore: {} lies where backups are unpacked; move it elsewhere first", from));
    if (size_of(from + "-wal") > 0)
        return fail(Fault::usage, fmt::format("restore: {0} is an archive that was at work, and {0}-wal has a part of "
                                              "it. Put both into a folder of their own, as octavo.db and "
                                              "octavo.db-wal, and make a backup there: octavo backup --data FOLDER",
                                              from));
    fs::remove_all(waiting, failed);
    fs::create_directories(waiting, failed);
    fs::permissions(waiting, fs::perms::owner_all, failed);
    if (!fs::copy_file(from, waiting + "/octavo.db", failed) || failed)
        return fail(Fault::unwritable,
                    fmt::format("restore: {} could not be copied to {}: {}", from, waiting, failed.message()));
    fs::permissions(waiting + "/octavo.db", fs::perms::owner_read | fs::perms::owner_write, failed);
    const auto sound = looks_sound(waiting + "/octavo.db");
    // A backup of an older version is brought up by the next run.
    if (sound || sound.error().fault == Fault::refused) return {};
    fs::remove_all(waiting, failed);
    return fail(sound.error().fault, fmt::format("restore: {}: {}", from, sound.error().detail));
}

bool stands_there(const std::string& place) {
    std::error_code failed;
    return fs::exists(place, failed) || fs::exists(place + "-wal", failed);
}

// Where what was there is kept; "" there was nothing. A log without its archive, too: it would be played over what
// comes.
Result<std::string> put_aside(const std::string& place, Instant now) {
    if (!stands_there(place)) return std::string();
    std::error_code failed;
    const std::string first = fmt::format("{}.before-{}", place, stamp(now));
    std::string kept = first;
    // Another restore of the same second has put something there: nothing that was kept is written over.
    const auto taken = [&](const std::string& name) {
        return std::ranges::any_of(std::array{"", "-wal", "-shm"},
                                   [&](const char* part) { return fs::exists(name + part, failed); });
    };
    for (int n = 2; taken(kept); ++n) kept = fmt::format("{}-{}", first, n);
    for (const char* part : {"", "-wal", "-shm"})
        if (fs::exists(place + part, failed)) {
            fs::rename(place + part, kept + part, failed);
            if (failed)
                return fail(Fault::unwritable,
                            fmt::format("restore: {}{} could not be put aside: {}", place, part, failed.message()));
        }
    return kept;
}

struct Carried {
    std::string words;
    bool all = true;
};

// What was decided since, from the archive that is there into the one that waits. An archive that is too damaged to be
// read is the reason for many a restore, and does not stop it.
Result<Carried> carry(const std::string& from, const std::string& data, const std::string& waiting, Instant now) {
    Carried out;
    store::Decided decided;
    if (stands_there(data + "/octavo.db")) {
        auto read = store::decided_in(data);
        if (read)
            decided = *std::move(read);
        else
            out = {
                fmt::format("What was decided since could not be read in the archive that was there ({}): articles "
                            "taken down since, publishers who asked to be left out and accounts that were deleted are "
                            "back. See to them: octavo takedown, octavo optout, octavo admin.\n",
                            read.error().detail),
                false};
    }
    const auto carried = TRY(store::carry_over(decided, waiting));
    const auto accounts = TRY(store::Accounts::open(waiting));
    (void)accounts->add_deed({.at = now, .actor = {}, .deed = "restore", .object = {}, .detail = from});
    if (out.all)
        out.words = fmt::format(
            "Of what was decided since, this was carried over: articles taken down: {}, publishers left out: {}, "
            "accounts deleted: {}, closed or with less to say: {}, comments removed or taken back: {}.\nNot carried "
            "over: "
            "what was let back since, and what readers changed of what is theirs.\n",
            carried.taken_down, carried.left_out, carried.accounts, carried.lowered, carried.comments);
    out.words += fmt::format(
        "Logins and open links of that day that ended: {}. Passwords, passkeys and passwords of programs are those of "
        "that day.\n",
        carried.logins);
    if (carried.stayed > 0)
        out.words +=
            "The only operator of that day was deleted since, and is there until there is another: octavo admin\n";
    return out;
}

}  // namespace

int command_repack(const Options&, const Config& config) {
    if (const auto archive = open_archive(config, Access::look); !archive) return report(archive.error());
    Progress bar("packing");
    const auto done =
        store::repack(config.data, 400, [&](std::uint64_t at, std::uint64_t of) { bar.show(at, of, at); });
    bar.finish();
    if (!done) return report(done.error());
    if (done->gone == 0)
        fmt::print("Nothing was learnt from this archive yet: there is nothing to pack anew.\n");
    else
        fmt::print(
            "{} texts had been packed with what was learnt, and are packed anew (all others never were); {} "
            "dictionaries "
            "went, with what stood in them.\n",
            grouped(static_cast<std::int64_t>(done->texts)), done->gone);
    return 0;
}

int command_restore(const Options& options, const Config& config) {
    if (options.args.size() != 1)
        return report({Fault::usage, "restore: name the backup, for example: octavo restore /backups/octavo.db"});
    const std::string& from = options.args[0];
    std::error_code failed;
    fs::create_directories(config.data, failed);
    // Nobody else may be at work there, from the first look to the last rename.
    const auto lock = store::LockFile::take(config.data + "/octavo.lock");
    if (!lock) return report(lock.error());
    const Instant now = SystemClock{}.now();
    const std::string waiting = config.data + "/restoring", place = config.data + "/octavo.db";
    if (const auto unpacked = unpack(from, waiting); !unpacked) return report(unpacked.error());
    auto carried = options.as_it_was
                       ? Result<Carried>(Carried{
                             "It is as it was then: articles taken down since, publishers who asked to be left out and "
                             "accounts that were deleted are back, and so are the logins of that day. See to them: "
                             "octavo takedown, octavo optout, octavo admin.\n",
                             true})
                       : carry(from, config.data, waiting, now);
    // All of it is in the one file by now, or the file stays where it waits.
    if (carried && size_of(waiting + "/octavo.db-wal") > 0)
        carried = fail(Fault::unwritable, fmt::format("{}/octavo.db-wal did not go into its archive", waiting));
    if (!carried) {
        fs::remove_all(waiting, failed);
        return report({carried.error().fault,
                       fmt::format("restore: {}: {}. Nothing was changed. octavo restore --as-it-was restores without "
                                   "carrying over what was decided since",
                                   from, carried.error().detail)});
    }
    const auto kept = put_aside(place, now);
    if (!kept) return report(kept.error());
    fs::rename(waiting + "/octavo.db", place, failed);
    if (failed)
        return report({Fault::unwritable,
                       fmt::format("restore: {} could not be put in place: {}. It lies in {}{}", from, failed.message(),
                                   waiting, kept->empty() ? "" : ", what was there in " + *kept)});
    fs::remove_all(waiting, failed);
    fmt::print("{} stands in {} now.{}\n{}", from, config.data,
               kept->empty() ? "" : fmt::format(" What was there before is kept as {}.", *kept), carried->words);
    return carried->all ? 0 : static_cast<int>(Exit::some_refused);
}

}  // namespace octavo::cli
