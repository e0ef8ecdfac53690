// The configuration: octavo.toml in the data folder, OCTAVO_* in the environment over it, flags over all.
//
// One table (settings() in config.cpp) names every setting once: its key, its help, how it is read and written. The
// file reader, the environment, `octavo config` and the documentation all come from that table.
//
//   [site]                         OCTAVO_SITE_PORT=9000        octavo run --port 9000
//   port = 9000
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"
#include "base/result.hpp"
#include "fetch/gate.hpp"
#include "pipeline/darkroom.hpp"
#include "pipeline/line.hpp"
#include "provider/settings.hpp"
#include "readers/bring.hpp"
#include "readers/quotas.hpp"
#include "readers/talk.hpp"
#include "web/server.hpp"

namespace octavo::cli {

struct Config {
    std::string data;  // the data folder
    web::SiteSettings site;
    pipeline::LineSettings line;
    fetch::GateSettings gate;
    bool keep_raw = false;  // raw fetches beside the archive, as WARC
    std::uint64_t raw_megabytes = 5000;
    pipeline::DarkroomSettings pictures;  // its folder is in the data folder
    provider::ProviderSettings provider;  // services that may help; none by default
    bool accounts = true;                 // readers may have one here
    readers::AccountSettings account_settings;
    readers::OwnFeeds own_feeds = readers::OwnFeeds::asked;  // of readers
    readers::QuotaSettings quotas;                           // what each role may keep and do
    bool comments = true;                                    // where there are accounts
    readers::TalkSettings talk;
    bool record_briefings = true;
    std::uint64_t audio_bytes = 500'000'000;  // of the folder audio/
    std::string rules;                        // folder of site rules; "": none
    bool websub = true;                       // subscribe at hubs, where the site has a public address
    bool sample = true;                       // open an empty archive with the sample edition
    bool catalogue = true;                    // and with the starter catalogue
    log::Level log_level = log::Level::warning;
    std::map<std::string, std::string, std::less<>> origin;  // key -> "octavo.toml:3", "OCTAVO_SITE_PORT", "--port"
};

struct Setting {
    std::string_view key;      // "site.port"
    std::string_view allowed;  // what a value may be, in words
    std::string_view help;
    std::function<bool(Config&, std::string_view)> set;  // false: not an allowed value
    std::function<std::string(const Config&)> get;
    bool may_be_secret = false;  // what is not allowed may be a key in the wrong place: it is not repeated
};
std::span<const Setting> settings();
std::vector<Setting> account_settings();
std::vector<Setting> audio_settings();
std::vector<Setting> picture_settings();
std::vector<Setting> provider_settings();
std::vector<Setting> ranking_settings();  // the part of it that says what goes first

struct Flags {
    std::string data, config_file;
    std::vector<std::pair<std::string, std::string>> values;  // key -> value, from flags such as --port
};

// Fault::usage names file and line, the setting, and what is allowed.
Result<Config> load_config(const Flags& flags);
// `text` is a TOML document; `name` is what errors call it.
Result<> read_toml(Config& config, std::string_view text, std::string_view name);
// The effective configuration as a TOML document, each line with where it comes from.
std::string print_config(const Config& config);

// The same, setting by setting. A secret's value is never in it, only whether it is there.
struct ConfigLine {
    std::string_view key, help;
    std::string value, origin;  // origin: "default", "octavo.toml:3", "OCTAVO_SITE_PORT", "--port"
    bool bare = false;          // a number, or true or false
};
std::vector<ConfigLine> config_lines(const Config& config);

}  // namespace octavo::cli
