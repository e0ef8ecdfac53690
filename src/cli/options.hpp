// The command line, read once. `octavo help` and `octavo COMMAND --help` teach each command with an example.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/config.hpp"

namespace octavo::cli {

struct Options {
    std::string command;  // "run", "extract", ...
    Flags flags;
    std::vector<std::string> args;  // what stands behind the command
    bool batch = false;
    unsigned jobs = 1;
    bool json = false;    // for programs instead of people
    bool newest = false;  // search: by time instead of by rank
    bool no_sample = false;
    bool failing = false;                 // sources: only those that need attention
    bool all = false;                     // fetch: feeds that are not due too; add: every feed of the site
    bool first = false, dry_run = false;  // add: the one the page names first; look only
    bool as_it_was = false;               // restore: without what was decided since
    std::size_t limit = 20;
    std::string archive;               // related, ask: the documents
    std::string article, story, file;  // ask: these alone
    std::string claim;                 // ground
    std::string edition;               // why, briefing: whose front page
    std::string model;                 // category: judge by it; train: write it
    std::string from;                  // train: labelled rows; speak, translate: the language of the text
    std::string to;                    // translate
    std::string format;                // speak, briefing
    std::string output;                // speak, briefing: the file to write
    bool verbose = false;
    bool generate = false;  // also, or instead, by the configured service
    // extract
    std::string rules;   // a file or a folder of site rules
    bool why = false;    // say how it was read
    bool learn = false;  // leave out what the pages of a host repeat
    bool html = false;   // clean markup instead of text
};

// Either what to do, or the exit code of a command line that was answered already (help, an error).
std::variant<Options, int> read_command_line(int argc, const char* const* argv);

}  // namespace octavo::cli
