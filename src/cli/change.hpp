// Commands that change the archive: add, remove, import, fetch, reread, and what people decide about it. Each works on
// a press that is already running: this process's own for the length of the command, or that of a running `octavo run`,
// which is asked through its control socket.
#pragma once

#include <stop_token>

#include "cli/archive.hpp"
#include "cli/control.hpp"
#include "cli/options.hpp"
#include "cli/voice.hpp"

namespace octavo::cli {

int change_add(const Asked& asked, Press& press, Voice& voice, const std::stop_token& stop);
int change_remove(const Asked& asked, Press& press, Voice& voice);
int change_import(const Asked& asked, Press& press, Voice& voice, std::stop_source stop);
int change_fetch(const Asked& asked, Press& press, Voice& voice);
int change_reread(const Asked& asked, Press& press, Voice& voice, std::stop_source stop);

int change_takedown(Asked& asked, Press& press, Voice& voice);
int change_optout(const Asked& asked, Press& press, Voice& voice);
int change_pause(const Asked& asked, Press& press, Voice& voice);  // and resume
int change_set(const Asked& asked, Press& press, Voice& voice);
int change_story(const Asked& asked, Press& press, Voice& voice);
int change_tag(const Asked& asked, Press& press, Voice& voice);
int change_rules(Asked& asked, Press& press, Voice& voice, const std::stop_token& stop);
int change_backup(const Asked& asked, Press& press, Voice& voice);

// What was done: for people, or as an object of JSON.
int tell(const Asked& asked, Voice& voice, std::string_view words,
         std::initializer_list<std::pair<std::string_view, std::string>> fields);

// By asked.args[0]. Unknown commands are a usage error.
int change(const Asked& asked, Press& press, Voice& voice, std::stop_source stop);

}  // namespace octavo::cli
