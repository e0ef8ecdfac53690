// The settings of accounts.
#include "base/utf8.hpp"
#include "cli/config.hpp"

namespace octavo::cli {
namespace {

constexpr std::array rules = {std::pair("closed", readers::SignUp::closed),
                              std::pair("invited", readers::SignUp::invited), std::pair("open", readers::SignUp::open)};

constexpr std::array feed_rules = {std::pair("off", readers::OwnFeeds::off),
                                   std::pair("asked", readers::OwnFeeds::asked),
                                   std::pair("open", readers::OwnFeeds::open)};

std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::string_view item = text.substr(0, text.find(','));
        text.remove_prefix(std::min(item.size() + 1, text.size()));
        if (const auto word = utf8::lower(utf8::trim(item)); !word.empty()) out.push_back(word);
    }
    return out;
}

// How much an account of this role may keep and do.
Setting quota_setting(std::string_view key, Role role) {
    return {key, "such as follows=100, comments=20: of follows, searches, saved, feeds, comments, services",
            "how much an account of this role may keep, and say and ask of services in a day; what is not named stays",
            [role](Config& c, std::string_view v) { return c.quotas.read(role, v); },
            [role](const Config& c) { return c.quotas.text(role); }};
}

}  // namespace

std::vector<Setting> account_settings() {
    using C = Config;
    using V = std::string_view;
    return {
        {"accounts.enabled", "true or false", "whether readers may have an account; reading never needs one",
         [](C& c, V v) {
             c.accounts = v == "true";
             return v == "true" || v == "false";
         },
         [](const C& c) { return fmt::format("{}", c.accounts); }},
        {"accounts.sign_up", "closed, invited or open",
         "who may make one: nobody but by `octavo admin invite`, who is invited, or everybody",
         [](C& c, V v) {
             const auto* rule = std::ranges::find(rules, v, [](const auto& one) { return V(one.first); });
             if (rule == rules.end()) return false;
             c.account_settings.sign_up = rule->second;
             return true;
         },
         [](const C& c) {
             return std::string(std::ranges::find(rules, c.account_settings.sign_up, [](const auto& one) {
                                    return one.second;
                                })->first);
         }},
        {"accounts.own_feeds", "off, asked or open",
         "whether readers may have the site follow feeds of their own: not, where an editor agrees, or any",
         [](C& c, V v) {
             const auto* rule = std::ranges::find(feed_rules, v, [](const auto& one) { return V(one.first); });
             if (rule == feed_rules.end()) return false;
             c.own_feeds = rule->second;
             return true;
         },
         [](const C& c) {
             return std::string(
                 std::ranges::find(feed_rules, c.own_feeds, [](const auto& one) { return one.second; })->first);
         }},
        quota_setting("quotas.reader", Role::reader),
        quota_setting("quotas.moderator", Role::moderator),
        quota_setting("quotas.editor", Role::editor),
        quota_setting("quotas.operator", Role::owner),
        {"comments.enabled", "true or false", "whether those who have an account may comment on articles",
         [](C& c, V v) {
             c.comments = v == "true";
             return v == "true" || v == "false";
         },
         [](const C& c) { return fmt::format("{}", c.comments); }},
        {"comments.hold_first", "true or false",
         "whether a moderator looks at an account's first comment before others",
         [](C& c, V v) {
             c.talk.hold_first = v == "true";
             return v == "true" || v == "false";
         },
         [](const C& c) { return fmt::format("{}", c.talk.hold_first); }},
        {"comments.held_words", "words, parted by commas", "a comment with one of them waits for a moderator",
         [](C& c, V v) {
             c.talk.held_words = listed(v);
             return true;
         },
         [](const C& c) { return fmt::format("{}", fmt::join(c.talk.held_words, ",")); }},
        {"comments.held_addresses", "domains, parted by commas", "a comment that leads there waits for a moderator",
         [](C& c, V v) {
             c.talk.held_addresses = listed(v);
             return true;
         },
         [](const C& c) { return fmt::format("{}", fmt::join(c.talk.held_addresses, ",")); }},
        {"comments.slow", "seconds, from 0 to 86400",
         "how long each reader waits between two comments of a conversation",
         [](C& c, V v) {
             int seconds = -1;
             const auto read = std::from_chars(v.data(), v.data() + v.size(), seconds);
             if (read.ec != std::errc() || read.ptr != v.data() + v.size() || seconds < 0 || seconds > 86400)
                 return false;
             c.talk.slow = std::chrono::seconds(seconds);
             return true;
         },
         [](const C& c) {
             return fmt::format("{}", std::chrono::duration_cast<std::chrono::seconds>(c.talk.slow).count());
         }},
        {"comments.learn", "true or false",
         "whether a comment waits that looks like what moderators removed; nothing else teaches it",
         [](C& c, V v) {
             c.talk.learns = v == "true";
             return v == "true" || v == "false";
         },
         [](const C& c) { return fmt::format("{}", c.talk.learns); }},
        {"comments.quiet_sources", "domains, parted by commas", "sources whose articles are not commented on",
         [](C& c, V v) {
             c.talk.quiet_sources = listed(v);
             return true;
         },
         [](const C& c) { return fmt::format("{}", fmt::join(c.talk.quiet_sources, ",")); }},
    };
}

}  // namespace octavo::cli
