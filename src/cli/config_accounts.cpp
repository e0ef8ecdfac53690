// The settings of accounts.
#include "cli/config.hpp"

namespace octavo::cli {
namespace {

constexpr std::array rules = {std::pair("closed", readers::SignUp::closed),
                              std::pair("invited", readers::SignUp::invited), std::pair("open", readers::SignUp::open)};

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
    };
}

}  // namespace octavo::cli
