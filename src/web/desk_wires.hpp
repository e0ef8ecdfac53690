// What the operator's desk asks of the program around the site. All of it may be called from any thread; what blocks is
// called on a bench (doors.hpp) only.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace octavo::web {

// A command as it stands on a command line (`octavo help`), without the program's name; on whose word.
struct Errand {
    std::vector<std::string> words;
    bool all = false;  // --all
    std::string by = {};
};
struct Carried {
    int code = 0;                    // 0: done
    std::vector<std::string> lines;  // what it said, each an object of JSON
    std::string complaint;           // why it was not done, in English
};

struct ConfigView {
    std::string key, value, origin, help;
};

// How much of the disk is taken by what, and how much is free.
struct DiskFacts {
    struct Part {
        std::string folder;  // inside the data folder; "" the archive itself
        std::uint64_t bytes = 0;
    };
    std::vector<Part> parts;
    std::uint64_t free = 0;
    bool known = false;
};

struct BackupFile {
    std::string name;
    std::uint64_t bytes = 0;
    Instant made{};
};

struct CatalogueFeed {
    std::string url, name, domain, country, language;
};

// The site rules of one host (docs/site_rules.md), and the pages they can be tried on.
struct KeptPageFacts {
    std::int64_t version = 0;  // by which it is asked for
    std::string url, title;
    Instant fetched{};
};
struct RulesFacts {
    std::string file, text;  // what speaks for the host; "" there is none
    std::string trouble;     // why it is not in force, in English; ""
    bool exists = false;
    bool below = false;   // it speaks for hosts below, too
    std::string wider;    // the file of a wider name that is in force where there is none of its own; ""
    bool before = false;  // there is something to bring back
    std::vector<KeptPageFacts> pages;
};

struct DeskWires {
    // Blocks until it is done, or `stop`.
    std::function<Carried(const Errand& errand, const std::stop_token& stop)> carry_out = {};
    std::function<std::vector<ConfigView>()> configuration = {};
    std::function<DiskFacts()> disk = {};                   // walks folders: blocks a little
    std::function<std::vector<BackupFile>()> backups = {};  // the newest first
    std::function<std::vector<std::string>()> log = {};     // its last lines
    std::function<std::vector<CatalogueFeed>()> catalogue = {};
    std::function<RulesFacts(const std::string& domain)> rules = {};  // reads a file and the archive: blocks a little
    bool has_contact = true;                                          // publishers can reach whoever runs this
};

}  // namespace octavo::web
