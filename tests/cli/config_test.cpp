#include <doctest/doctest.h>

#include <cstdlib>

#include "cli/config.hpp"
#include "support/process.hpp"

using namespace octavo;
using namespace octavo::cli;

TEST_CASE("flags lie over the environment, the environment over the file, the file over the defaults") {
    const test::TemporaryFolder folder;
    test::write_file(folder / "octavo.toml", "[site]\nport = 9001\nname = \"Tide\"\n[line]\nworkers = 3\n");
    setenv("OCTAVO_SITE_PORT", "9002", 1);
    Flags flags{.data = folder.path(), .config_file = {}, .values = {}};
    CHECK(load_config(flags).value().site.port == 9002);
    flags.values.emplace_back("site.port", "9003");
    const Config config = load_config(flags).value();
    unsetenv("OCTAVO_SITE_PORT");
    CHECK(config.site.port == 9003);
    CHECK(config.site.name == "Tide");
    CHECK(config.line.workers == 3);
    CHECK(config.origin.at("site.name") == (folder / "octavo.toml") + ":3");
}

TEST_CASE("a broken line is named by file and line, with what is allowed") {
    Config config;
    const auto detail = [&](std::string_view text) { return read_toml(config, text, "octavo.toml").error().detail; };
    CHECK(detail("[site]\nport = 99999\n")
              .starts_with("octavo.toml:2: site.port = \"99999\": allowed is a number from 0 to 65535"));
    CHECK(detail("[site]\n\nprot = 1\n") ==
          "octavo.toml:3: unknown setting \"site.prot\"; did you mean \"site.port\"?");
    CHECK(detail("[site\n").starts_with("octavo.toml:1: "));
    CHECK(detail("[site]\nname = 2025-01-01\n").find("must be text") != std::string::npos);
    CHECK(detail("frobnicate = 1\n").find("there are: site.name") != std::string::npos);
}

TEST_CASE("what is printed reads back as the same configuration") {
    Config config;
    REQUIRE(read_toml(
                config,
                "[site]\nport = 9001\ntrusted_proxies = [\"127.0.0.1\", \"::1\"]\n[fetch]\nhost_delay_seconds = 0.25\n",
                "a")
                .has_value());
    const std::string printed = print_config(config);
    Config again;
    REQUIRE(read_toml(again, printed, "b").has_value());
    for (const Setting& setting : settings()) CHECK(setting.get(again) == setting.get(config));
    CHECK(again.line.manners.host_delay == std::chrono::milliseconds(250));
}

TEST_CASE("every setting accepts its own default and has help") {
    for (const Setting& setting : settings()) {
        Config config;
        CAPTURE(setting.key);
        CHECK(setting.set(config, setting.get(config)));
        CHECK_FALSE(setting.help.empty());
        CHECK_FALSE(setting.allowed.empty());
    }
}

TEST_CASE("the certificate authorities are a file, not a folder") {
    Config config;
    CHECK_FALSE(read_toml(config, "[fetch]\nca_file = \"/\"\n", "a").has_value());
    CHECK_FALSE(read_toml(config, "[fetch]\nca_file = \"/no/such.pem\"\n", "a").has_value());
    CHECK(read_toml(config, "[fetch]\nca_file = \"\"\n", "a").has_value());
}

TEST_CASE("services are off by default, and a service that cannot work is refused with what to do") {
    const test::TemporaryFolder folder;
    const auto load = [&](std::string_view text) {
        test::write_file(folder / "octavo.toml", text);
        return load_config({.data = folder.path(), .config_file = {}, .values = {}});
    };
    CHECK(load("").value().provider.model.kind == provider::Kind::none);
    const auto good = load(
        "[provider]\nkind = \"openai\"\nurl = \"http://127.0.0.1:11434\"\nmodel = \"llama3.2:3b\"\nkey_env = "
        "\"A_KEY\"\n"
        "tasks = [\"summary\", \"answer\"]\nprice_in = 0.15\nprice_out = 0.6\nmoney_a_day = 1.5\nfirst_seconds = 60\n"
        "[translator]\nkind = \"libretranslate\"\nurl = \"http://127.0.0.1:5000\"\n");
    REQUIRE(good.has_value());
    CHECK(good->provider.model.model == "llama3.2:3b");
    CHECK(good->provider.allowed == std::vector{provider::Task::summary, provider::Task::answer});
    CHECK(good->provider.budget.price_in == 0.15);
    CHECK(good->provider.limits.first_byte == std::chrono::seconds(60));
    CHECK(good->provider.translator.kind == provider::Kind::libretranslate);
    setenv("A_KEY", "sk-very-secret", 1);
    CHECK(print_config(*good).find("sk-very-secret") == std::string::npos);
    unsetenv("A_KEY");
    const auto said = [&](std::string_view text) { return load(text).error().detail; };
    CHECK(said("[provider]\nkind = \"openai\"\n").starts_with("provider.url: is missing"));
    CHECK(said("[provider]\nkind = \"gpt\"\n").find("allowed is none or openai") != std::string::npos);
    CHECK(said("[provider]\ntasks = \"summary,poem\"\n").find("allowed is a list of summary") != std::string::npos);
    CHECK(said("[provider]\ntasks = \",\"\n").find("allowed is a list of summary") != std::string::npos);
    // A key where a variable's name belongs is refused, and not repeated.
    for (const auto* section : {"provider", "translator"}) {
        const std::string why = said(fmt::format("[{}]\nkey_env = \"sk-proj-0123\"\n", section));
        CHECK(why.find("allowed is the name of an environment variable") != std::string::npos);
        CHECK(why.find("sk-proj-0123") == std::string::npos);
    }
    CHECK(said("[provider]\nkey = \"sk-1\"\n").find("unknown setting \"provider.key\"") != std::string::npos);
    CHECK(said("[translator]\nkind = \"deepl\"\nurl = \"https://api.deepl.com\"\n").starts_with("translator.key_file"));
}
