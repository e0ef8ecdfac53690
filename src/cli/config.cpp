#include "cli/config.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <toml++/toml.h>

#include "base/utf8.hpp"
#include "web/client.hpp"

namespace octavo::cli {
namespace {

template <class Number>
bool read_number(std::string_view text, Number low, Number high, Number& out) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high) return false;
    out = value;
    return true;
}

bool read_bool(std::string_view text, bool& out) {
    if (text != "true" && text != "false") return false;
    out = text == "true";
    return true;
}

bool read_seconds(std::string_view text, double low, double high, Duration& out) {
    double seconds = 0;
    if (!read_number(text, low, high, seconds)) return false;
    out = Duration(static_cast<std::int64_t>(seconds * 1000));
    return true;
}

bool read_days(std::string_view text, std::chrono::days& out) {
    int days = 0;
    if (!read_number(text, 0, 36500, days)) return false;
    out = std::chrono::days(days);
    return true;
}

std::string seconds(Duration d) { return fmt::format("{}", static_cast<double>(d.count()) / 1000); }

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto item = utf8::trim(text.substr(0, end));
        if (!item.empty()) out.emplace_back(item);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

constexpr std::string_view level_names[] = {"debug", "info", "warning", "error", "off"};

std::vector<Setting> make_settings() {
    using C = Config;
    using V = std::string_view;
    return {
        {"site.name", "text", "what the site is called",
         [](C& c, V v) {
             c.site.name = v;
             return !v.empty();
         },
         [](const C& c) { return c.site.name; }},
        {"site.contact", "a web address, or empty",
         "where readers and publishers reach you; shown on the page about the site",
         [](C& c, V v) {
             c.site.contact = v;
             const auto url = Url::parse(v);
             return v.empty() || (url && url->is_web());
         },
         [](const C& c) { return c.site.contact; }},
        {"site.listen", "an IP address", "where the site listens; 127.0.0.1 is this machine only",
         [](C& c, V v) {
             c.site.listen = v;
             return !v.empty() && v.find_first_not_of("0123456789abcdefABCDEF:.") == V::npos;
         },
         [](const C& c) { return c.site.listen; }},
        {"site.port", "a number from 0 to 65535 (0: any free one)", "the site's port",
         [](C& c, V v) { return read_number<std::uint16_t>(v, 0, 65535, c.site.port); },
         [](const C& c) { return fmt::format("{}", c.site.port); }},
        {"site.base_url", "an http or https address without a path, or empty",
         "the public address; empty: a private site, which shows full texts",
         [](C& c, V v) {
             const auto url = Url::parse(v);
             if (!v.empty() && (!url || !url->is_web() || url->path() != "/")) return false;
             c.site.base_url = v.empty() ? std::string{} : url->origin();
             return true;
         },
         [](const C& c) { return c.site.base_url; }},
        {"site.hsts", "true or false", "whether a site that is reached by https says that it always will be",
         [](C& c, V v) { return read_bool(v, c.site.hsts); },
         [](const C& c) { return fmt::format("{}", c.site.hsts); }},
        {"site.trusted_proxies", "a list of IP addresses", "proxies whose X-Forwarded-* headers are believed",
         [](C& c, V v) {
             c.site.trusted_proxies = split_list(v);
             return std::ranges::all_of(c.site.trusted_proxies,
                                        [](V address) { return web::read_address(address).has_value(); });
         },
         [](const C& c) { return fmt::format("{}", fmt::join(c.site.trusted_proxies, ",")); }},
        {"site.searches_a_minute", "a number from 0 to 100000 (0: any number)",
         "searches and older pages that one address may ask for; this machine itself is not counted",
         [](C& c, V v) { return read_number<unsigned>(v, 0, 100'000, c.site.searches_a_minute); },
         [](const C& c) { return fmt::format("{}", c.site.searches_a_minute); }},
        {"site.searches_at_once", "a number from 1 to 100000", "how many of them may come in a burst",
         [](C& c, V v) { return read_number<unsigned>(v, 1, 100'000, c.site.searches_at_once); },
         [](const C& c) { return fmt::format("{}", c.site.searches_at_once); }},
        {"site.threads", "a number from 1 to 64", "threads that answer readers",
         [](C& c, V v) { return read_number<unsigned>(v, 1, 64, c.site.threads); },
         [](const C& c) { return fmt::format("{}", c.site.threads); }},
        {"assist.enabled", "true or false",
         "reading aids: summaries, comparisons, answers, all of them sentences of the articles",
         [](C& c, V v) { return read_bool(v, c.site.assist); },
         [](const C& c) { return fmt::format("{}", c.site.assist); }},
        {"follow.enabled", "true or false", "whether `run` polls the feeds",
         [](C& c, V v) { return read_bool(v, c.line.follow); },
         [](const C& c) { return fmt::format("{}", c.line.follow); }},
        {"follow.websub", "true or false",
         "whether hubs may tell us what is new (needs site.base_url: they call the site there)",
         [](C& c, V v) { return read_bool(v, c.websub); }, [](const C& c) { return fmt::format("{}", c.websub); }},
        {"follow.sample", "true or false", "open an empty archive with the sample edition",
         [](C& c, V v) { return read_bool(v, c.sample); }, [](const C& c) { return fmt::format("{}", c.sample); }},
        {"follow.catalogue", "true or false", "open an empty archive with the starter catalogue of public feeds",
         [](C& c, V v) { return read_bool(v, c.catalogue); },
         [](const C& c) { return fmt::format("{}", c.catalogue); }},
        {"follow.shortest_minutes", "a number from 1 to 1440", "a feed is never polled more often",
         [](C& c, V v) {
             int minutes = 0;
             if (!read_number(v, 1, 1440, minutes)) return false;
             c.line.pace.floor = std::chrono::minutes(minutes);
             return true;
         },
         [](const C& c) { return fmt::format("{}", c.line.pace.floor / std::chrono::minutes(1)); }},
        {"follow.longest_hours", "a number from 1 to 720", "a feed is polled at least this often",
         [](C& c, V v) {
             int hours = 0;
             if (!read_number(v, 1, 720, hours)) return false;
             c.line.pace.ceiling = std::chrono::hours(hours);
             return true;
         },
         [](const C& c) { return fmt::format("{}", c.line.pace.ceiling / std::chrono::hours(1)); }},
        {"fetch.user_agent", "text with a contact address",
         "how we introduce ourselves to publishers; never a browser's",
         [](C& c, V v) {
             c.gate.user_agent = v;
             return !v.empty() && v.find_first_of("\r\n") == V::npos;
         },
         [](const C& c) { return c.gate.user_agent; }},
        {"fetch.host_delay_seconds", "a number from 0 to 3600", "pause between two requests to one host",
         [](C& c, V v) { return read_seconds(v, 0, 3600, c.line.manners.host_delay); },
         [](const C& c) { return seconds(c.line.manners.host_delay); }},
        {"fetch.polls_a_second", "a number from 0 to 10000",
         "feeds asked a second when many are due at once; 0: no limit",
         [](C& c, V v) { return read_number<std::size_t>(v, 0, 10'000, c.line.polls_a_second); },
         [](const C& c) { return fmt::format("{}", c.line.polls_a_second); }},
        {"fetch.parallel", "a number from 1 to 2000", "requests under way at once, to different hosts",
         [](C& c, V v) {
             if (!read_number<std::size_t>(v, 1, 2000, c.line.manners.max_parallel)) return false;
             c.gate.max_transfers = c.line.manners.max_parallel;
             return true;
         },
         [](const C& c) { return fmt::format("{}", c.line.manners.max_parallel); }},
        {"fetch.private_hosts", "a list of host names or addresses", "hosts on private networks that may be fetched",
         [](C& c, V v) {
             c.gate.rules.private_hosts_allowed = split_list(v);
             return true;
         },
         [](const C& c) { return fmt::format("{}", fmt::join(c.gate.rules.private_hosts_allowed, ",")); }},
        {"fetch.keep_raw", "true or false", "keep what publishers served as web archives (WARC) in the folder raw/",
         [](C& c, V v) { return read_bool(v, c.keep_raw); }, [](const C& c) { return fmt::format("{}", c.keep_raw); }},
        {"fetch.raw_megabytes", "a number from 1 to 100000000", "size of the folder raw/; the oldest files are removed",
         [](C& c, V v) { return read_number<std::uint64_t>(v, 1, 100'000'000, c.raw_megabytes); },
         [](const C& c) { return fmt::format("{}", c.raw_megabytes); }},
        {"fetch.ca_file", "a file of certificates (PEM) that can be read, or empty",
         "the certificate authorities that are trusted; empty: the system's",
         [](C& c, V v) {
             c.gate.ca_file = v;
             std::error_code ignored;
             return v.empty() || (std::filesystem::is_regular_file(v, ignored) && std::ifstream(c.gate.ca_file).good());
         },
         [](const C& c) { return c.gate.ca_file; }},
        {"fetch.newsroom_port", "a port, or 0", "for tests only: every host is taken to be 127.0.0.1 at this port",
         [](C& c, V v) {
             std::uint16_t port = 0;
             if (!read_number<std::uint16_t>(v, 0, 65535, port)) return false;
             c.gate.newsroom_port = port ? std::optional(port) : std::nullopt;
             return true;
         },
         [](const C& c) { return fmt::format("{}", c.gate.newsroom_port.value_or(0)); }},
        {"extract.rules", "a folder, or empty",
         "site rules: files such as example.com.txt that say where a site's text stands",
         [](C& c, V v) {
             c.rules = v;
             return true;
         },
         [](const C& c) { return c.rules; }},
        {"keep.raw_days", "a number from 0 to 36500", "days that fetched pages are kept as they came; 0: for ever",
         [](C& c, V v) { return read_days(v, c.line.keeping.raw); },
         [](const C& c) { return fmt::format("{}", c.line.keeping.raw.count()); }},
        {"keep.body_days", "a number from 0 to 36500", "days that articles' texts are kept; 0: for ever",
         [](C& c, V v) { return read_days(v, c.line.keeping.bodies); },
         [](const C& c) { return fmt::format("{}", c.line.keeping.bodies.count()); }},
        {"line.workers", "a number from 1 to 64", "threads that read pages",
         [](C& c, V v) { return read_number<unsigned>(v, 1, 64, c.line.workers); },
         [](const C& c) { return fmt::format("{}", c.line.workers); }},
        {"log.level", "debug, info, warning, error or off", "what is written to standard error",
         [](C& c, V v) {
             const auto* found = std::ranges::find(level_names, v);
             if (found == std::end(level_names)) return false;
             c.log_level = static_cast<log::Level>(found - std::begin(level_names));
             return true;
         },
         [](const C& c) { return std::string(level_names[static_cast<std::size_t>(c.log_level)]); }},
    };
}

const Setting* find_setting(std::string_view key) {
    for (const Setting& s : settings())
        if (s.key == key) return &s;
    return nullptr;
}

// Small edit distance, for "did you mean".
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0u);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t change = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, change});
        }
    }
    return row.back();
}

std::string unknown_setting(std::string_view key) {
    const Setting* best = nullptr;
    for (const Setting& s : settings())
        if (!best || edits(key, s.key) < edits(key, best->key)) best = &s;
    std::string text = fmt::format("unknown setting \"{}\"", key);
    if (best && edits(key, best->key) <= 4) return text + fmt::format("; did you mean \"{}\"?", best->key);
    text += "; there are:";
    for (const Setting& s : settings()) text += fmt::format(" {}", s.key);
    return text;
}

Result<> apply(Config& config, std::string_view key, std::string_view value, std::string_view where) {
    const Setting* setting = find_setting(key);
    if (!setting) return fail(Fault::usage, fmt::format("{}: {}", where, unknown_setting(key)));
    if (!setting->set(config, value) && setting->may_be_secret)
        return fail(Fault::usage, fmt::format("{}: {}: allowed is {}", where, key, setting->allowed));
    if (!setting->set(config, value))
        return fail(Fault::usage, fmt::format("{}: {} = \"{}\": allowed is {}", where, key, value, setting->allowed));
    config.origin.insert_or_assign(std::string(key), std::string(where));
    return {};
}

// A TOML value as the text a setting reads; absent for tables and dates.
std::optional<std::string> text_of(const toml::node& node) {
    if (const auto* s = node.as_string()) return s->get();
    if (const auto* i = node.as_integer()) return fmt::format("{}", i->get());
    if (const auto* d = node.as_floating_point()) return fmt::format("{}", d->get());
    if (const auto* b = node.as_boolean()) return std::string(b->get() ? "true" : "false");
    if (const auto* list = node.as_array()) {
        std::string out;
        for (const auto& item : *list) {
            const auto text = text_of(item);
            if (!text) return std::nullopt;
            if (!out.empty()) out += ',';
            out += *text;
        }
        return out;
    }
    return std::nullopt;
}

Result<> apply_table(Config& config, const toml::table& table, const std::string& prefix, std::string_view name) {
    for (const auto& [key, node] : table) {
        const std::string full = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
        const std::string where = fmt::format("{}:{}", name, key.source().begin.line);
        if (const auto* inner = node.as_table()) {
            TRY(apply_table(config, *inner, full, name));
            continue;
        }
        const auto text = text_of(node);
        if (!text)
            return fail(Fault::usage, fmt::format("{}: {} must be text, a number, true, false or a list", where, full));
        TRY(apply(config, full, *text, where));
    }
    return {};
}

std::string default_data_folder() {
    if (const char* xdg = std::getenv("XDG_DATA_HOME"); xdg && *xdg) return std::string(xdg) + "/octavo";
    if (const char* home = std::getenv("HOME"); home && *home) return std::string(home) + "/.local/share/octavo";
    return "octavo-data";
}

std::string variable_of(std::string_view key) {
    std::string name = "OCTAVO_";
    for (const char c : key) name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

}  // namespace

std::span<const Setting> settings() {
    static const std::vector<Setting> all = [] {
        auto every = make_settings();
        std::ranges::move(account_settings(), std::back_inserter(every));
        std::ranges::move(audio_settings(), std::back_inserter(every));
        std::ranges::move(picture_settings(), std::back_inserter(every));
        std::ranges::move(provider_settings(), std::back_inserter(every));
        std::ranges::move(ranking_settings(), std::back_inserter(every));
        return every;
    }();
    return all;
}

Result<> read_toml(Config& config, std::string_view text, std::string_view name) {
    try {
        const toml::table table = toml::parse(text, name);
        return apply_table(config, table, "", name);
    } catch (const toml::parse_error& error) {
        return fail(Fault::usage, fmt::format("{}:{}: {}. A setting is a line such as port = 8080 below [site]", name,
                                              error.source().begin.line, error.description()));
    }
}

Result<Config> load_config(const Flags& flags) {
    Config config;
    const char* data_variable = std::getenv("OCTAVO_DATA");
    config.data = !flags.data.empty()               ? flags.data
                  : data_variable && *data_variable ? data_variable
                                                    : default_data_folder();
    const std::string file = flags.config_file.empty() ? config.data + "/octavo.toml" : flags.config_file;
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
        std::ifstream in(file, std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        if (!in) return fail(Fault::usage, fmt::format("{}: cannot be read: {}", file, std::strerror(errno)));
        TRY(read_toml(config, text.view(), file));
    } else if (!flags.config_file.empty()) {
        return fail(Fault::usage, fmt::format("{}: no such configuration file", file));
    }
    for (const Setting& s : settings()) {
        const std::string variable = variable_of(s.key);
        if (const char* value = std::getenv(variable.c_str())) TRY(apply(config, s.key, value, variable));
    }
    for (const auto& [key, value] : flags.values) TRY(apply(config, key, value, "--" + key.substr(key.find('.') + 1)));
    TRY(provider::check(config.provider));  // what none of them can say alone
    return config;
}

std::vector<ConfigLine> config_lines(const Config& config) {
    std::vector<ConfigLine> out;
    for (const Setting& s : settings()) {
        std::string value = s.get(config);
        // What names no variable may be the key itself.
        if (s.may_be_secret && !value.empty() && std::getenv(value.c_str()) == nullptr) value = "(no such variable)";
        const bool bare = value == "true" || value == "false" ||
                          (!value.empty() && value.find_first_not_of("0123456789.-") == std::string::npos &&
                           std::ranges::count(value, '.') <= 1);
        const auto origin = config.origin.find(s.key);
        out.push_back({.key = s.key,
                       .help = s.help,
                       .value = std::move(value),
                       .origin = origin == config.origin.end() ? "default" : origin->second,
                       .bare = bare});
    }
    return out;
}

std::string print_config(const Config& config) {
    std::string out = fmt::format("# data folder: {}\n", config.data);
    std::string_view section;
    for (const ConfigLine& one : config_lines(config)) {
        const auto dot = one.key.find('.');
        if (one.key.substr(0, dot) != section) {
            section = one.key.substr(0, dot);
            out += fmt::format("\n[{}]\n", section);
        }
        const std::string line =
            fmt::format("{} = {}", one.key.substr(dot + 1), one.bare ? one.value : "\"" + one.value + "\"");
        out += fmt::format("{:<44} # {} ({})\n", line, one.help, one.origin);
    }
    return out;
}

}  // namespace octavo::cli
