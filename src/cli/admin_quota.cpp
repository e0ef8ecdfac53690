#include "cli/admin_quota.hpp"

#include <charconv>

#include "base/json.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "readers/quotas.hpp"

namespace octavo::cli {
namespace {

using readers::By;

int usage(std::string detail) { return report({Fault::usage, "admin quota: " + std::move(detail)}); }

struct Change {
    Quota what = Quota::follows;
    std::optional<std::int64_t> most;
};

// "saved=100", "saved=".
Result<Change> change_in(const std::string& word) {
    const auto equals = word.find('=');
    const auto what = quota_named(std::string_view(word).substr(0, equals));
    if (!what || equals == std::string::npos)
        return fail(Fault::usage, fmt::format("admin quota: {}: say one of {} and how many, for example: saved=100; "
                                              "saved= is what its role has",
                                              printable(word), fmt::join(quota_names, ", ")));
    const std::string_view value = std::string_view(word).substr(equals + 1);
    if (value.empty()) return Change{*what, std::nullopt};
    std::int64_t most = -1;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), most);
    if (error != std::errc() || end != value.data() + value.size() || most < 0 || most > readers::highest(*what))
        return fail(Fault::usage,
                    fmt::format("admin quota: {}: a number from 0 to {}", printable(word), readers::highest(*what)));
    return Change{*what, most};
}

int show(const std::vector<readers::Quotas::Line>& lines, bool json) {
    std::vector<std::vector<std::string>> rows = {{"WHAT", "USED", "LIMIT", ""}};
    for (const auto& line : lines) {
        const bool counted_here = line.what != Quota::services;  // those are counted by the running Octavo
        if (json) {
            JsonWriter out;
            out.object().field("what", name_of(line.what));
            out.field("used", counted_here ? std::optional(line.used) : std::nullopt).field("most", line.most());
            out.field("exception", line.own.has_value()).end();
            fmt::print("{}\n", out.text());
        } else {
            rows.push_back({std::string(name_of(line.what)), counted_here ? grouped(line.used) : "-",
                            grouped(line.most()),
                            line.own ? fmt::format("an exception; its role has {}", grouped(line.of_role)) : ""});
        }
    }
    if (!json) fmt::print("{}", table(rows));
    return 0;
}

}  // namespace

int admin_quota(const Config& config, readers::Accounts& accounts, const Options& options) {
    if (options.args.size() < 2) return usage("of whom? For example: octavo admin quota 'Ada Quay' saved=100");
    const auto found = accounts.named(options.args[1]);
    if (!found) return report({Fault::unwritable, "admin: " + found.error().detail});
    if (!*found)
        return report(
            {Fault::not_found, fmt::format("admin: nobody here is called \"{}\"; octavo admin list says who is",
                                           printable(options.args[1]))});
    std::vector<Change> changes;
    for (std::size_t i = 2; i < options.args.size(); ++i) {
        const auto one = change_in(options.args[i]);
        if (!one) return report(one.error());
        changes.push_back(*one);
    }
    const SystemClock clock;
    const auto quotas = readers::Quotas::open(config.data, config.quotas, accounts, clock);
    if (!quotas) return report(quotas.error());
    for (const Change& one : changes)
        if (const auto done = (*quotas)->set(By::command_line(), (*found)->id, one.what, one.most); !done)
            return report({Fault::unwritable, "admin: the archive did not take it: " + done.error().detail});
    const auto lines = (*quotas)->lines(By::command_line(), **found);
    if (!lines) return report({Fault::unwritable, "admin: " + lines.error().detail});
    return show(*lines, options.json);
}

}  // namespace octavo::cli
