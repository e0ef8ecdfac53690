#include <doctest/doctest.h>

#include <sys/stat.h>

#include "cli/control.hpp"
#include "support/process.hpp"

using namespace octavo;
using namespace octavo::cli;

namespace {

struct Listener final : Voice {
    std::string out, err;
    std::uint64_t done = 0;
    void say(std::string_view text) override { out += text; }
    void complain(std::string_view text) override { err += text; }
    void progress(std::string_view, std::uint64_t d, std::uint64_t, std::uint64_t) override { done = d; }
};

}  // namespace

TEST_CASE("a command asked of a running process answers with its words and its code") {
    const test::TemporaryFolder data;
    const auto control = Control::listen(data.path(), [](const Asked& asked, Voice& voice) {
        voice.say("line \"one\"\n" + asked.args.at(1) + " " + asked.folder);
        voice.complain("careful\n");
        voice.progress("x", 3, 9, 1);
        return asked.json && !asked.all ? 7 : 0;
    });
    REQUIRE(control.has_value());
    struct stat about{};
    REQUIRE(stat((data / "octavo.sock").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
    for (int again = 0; again < 2; ++again) {
        Listener listener;
        const Asked asked{.args = {"add", "https://a.example/"}, .folder = "/home", .json = true, .all = false};
        CHECK(ask_running(data.path(), asked, listener) == 7);
        CHECK(listener.out == "line \"one\"\nhttps://a.example/ /home");
        CHECK(listener.err == "careful\n");
        CHECK(listener.done == 3);
    }
}

TEST_CASE("where nothing runs, nobody answers: no folder, no socket, a socket left behind by a crash") {
    Listener listener;
    const Asked asked{.args = {"fetch"}, .folder = "/", .json = false, .all = false};
    const test::TemporaryFolder data;
    CHECK(ask_running(data / "absent", asked, listener) == std::nullopt);
    CHECK(ask_running(data.path(), asked, listener) == std::nullopt);
    test::write_file(data / "octavo.sock", "");
    CHECK(ask_running(data.path(), asked, listener) == std::nullopt);
    CHECK(Control::listen(data.path(), [](const Asked&, Voice&) { return 0; }).has_value());
}

TEST_CASE("a data folder with a very long name has a control socket too") {
    const test::TemporaryFolder data;
    const std::string deep = data / std::string(120, 'd');
    std::filesystem::create_directory(deep);
    const auto control = Control::listen(deep, [](const Asked&, Voice&) { return 5; });
    REQUIRE(control.has_value());
    Listener listener;
    CHECK(ask_running(deep, {.args = {"fetch"}, .folder = "/", .json = false, .all = false}, listener) == 5);
}
