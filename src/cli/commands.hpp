// One function a command; each gives its exit code. They print for people, or JSON with --json.
#pragma once

#include "cli/options.hpp"

namespace octavo::cli {

int command_run(const Options& options, const Config& config, bool follow);
int command_change(const Options& options, const Config& config);  // add, remove, import, fetch, reread

int command_rules(const Options& options, const Config& config);
int command_search(const Options& options, const Config& config);
int command_show(const Options& options, const Config& config);
int command_sources(const Options& options, const Config& config);
int command_why(const Options& options, const Config& config);
int command_briefing(const Options& options, const Config& config);
int command_speak(const Options& options, const Config& config);
int command_translate(const Options& options, const Config& config);
int command_stats(const Options& options, const Config& config);
int command_export(const Options& options, const Config& config);
int command_backup(const Options& options, const Config& config);
int command_restore(const Options& options, const Config& config);
int command_repack(const Options& options, const Config& config);
int command_check(const Options& options, const Config& config);
int command_doctor(const Options& options, const Config& config);
int command_provider(const Options& options, const Config& config);
int command_comments(const Options& options, const Config& config);
int command_admin(const Options& options, const Config& config);
int command_config(const Options& options, const Config& config);

// A stage of the pipeline, in its batch form or for one thing.
int command_stage(const Options& options);

}  // namespace octavo::cli
