#include "pipeline/rule_shelf.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "support/folder.hpp"

using namespace octavo;
using namespace octavo::pipeline;

namespace {

constexpr std::string_view page = "https://paper.example/a";

unsigned mode_of(const std::string& path) {
    struct stat there{};
    REQUIRE(::stat(path.c_str(), &there) == 0);
    return there.st_mode & 0777U;
}

std::shared_ptr<RuleShelf> shelf_in(const std::string& folder) {
    return RuleShelf::open(folder, RuleShelf::Missing::is_empty).value();
}

}  // namespace

TEST_CASE("rules that are put are in force at once and after a restart; a book that was taken before stays as it was") {
    const test::Folder folder;
    const auto shelf = shelf_in(folder.path("rules"));
    const auto before = shelf->book();
    REQUIRE(shelf->put("Paper.example", "body: //main\n"));
    CHECK(before->for_page(page).empty());
    CHECK(shelf->book()->for_page(page) == "body: //main\n");
    CHECK(shelf_in(folder.path("rules"))->book()->for_page(page) == "body: //main\n");
    CHECK(std::filesystem::exists(folder.path("rules/paper.example.txt")));
    REQUIRE(shelf->put(".host.example", "strip: //aside\n"));
    CHECK(shelf->book()->for_page("https://a.host.example/") == "strip: //aside\n");
}

TEST_CASE("what stood before can be brought back, also what was removed, and that step taken back") {
    const test::Folder folder;
    const auto shelf = shelf_in(folder.path("rules"));
    CHECK(shelf->bring_back("paper.example").error().fault == Fault::not_found);
    REQUIRE(shelf->put("paper.example", "body: //main\n"));
    CHECK_FALSE(shelf->look("paper.example")->before);
    REQUIRE(shelf->put("paper.example", "body: //article\n"));
    REQUIRE(shelf->put("paper.example", "body: //article\n"));  // the same again hides nothing
    CHECK(shelf->look("paper.example")->before);
    REQUIRE(shelf->bring_back("paper.example"));
    CHECK(shelf->book()->for_page(page) == "body: //main\n");
    REQUIRE(shelf->bring_back("paper.example"));
    CHECK(shelf->book()->for_page(page) == "body: //article\n");
    REQUIRE(shelf->remove("paper.example"));
    CHECK(shelf->book()->for_page(page).empty());
    CHECK(shelf->remove("paper.example").error().fault == Fault::not_found);
    REQUIRE(shelf->bring_back("paper.example"));
    CHECK(shelf->book()->for_page(page) == "body: //article\n");
}

TEST_CASE("rules that cannot be read, and names that are no host, are refused with a word and nothing is written") {
    const test::Folder folder;
    const auto shelf = shelf_in(folder.path("rules"));
    const auto bad = shelf->put("paper.example", "title: //h1\nbody: //div[\n");
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().fault == Fault::usage);
    CHECK(bad.error().detail.starts_with("paper.example.txt:2: body:"));
    for (const char* name :
         {"", ".", "..", "../x", "a/b", "a b", "paper.example/", "x..y", "user@paper.example", "a:1"})
        CHECK(shelf->put(name, "body: //main\n").error().fault == Fault::usage);
    CHECK_FALSE(std::filesystem::exists(folder.path("rules")));
}

TEST_CASE("a file keeps its name and who may read it; a broken one is shown, with why, and can be mended") {
    const test::Folder folder;
    folder.write("m\xC3\xBCnchen.example.txt", "body: //div[\n");
    REQUIRE(::chmod(folder.path("m\xC3\xBCnchen.example.txt").c_str(), 0640) == 0);
    const auto shelf = RuleShelf::open(folder.path(), RuleShelf::Missing::is_refused).value();
    const auto kept = shelf->look("xn--mnchen-3ya.example").value();
    CHECK(kept.exists);
    CHECK(kept.text == "body: //div[\n");
    CHECK(kept.trouble.contains(":1: body:"));
    CHECK(shelf->book()->size() == 0);
    REQUIRE(shelf->put("xn--mnchen-3ya.example", "body: //main\n"));
    CHECK(mode_of(folder.path("m\xC3\xBCnchen.example.txt")) == 0640);
    CHECK(shelf->book()->for_page("https://m\xC3\xBCnchen.example/a") == "body: //main\n");
    REQUIRE(shelf->put("paper.example", "body: //main\n"));
    CHECK(mode_of(folder.path("paper.example.txt")) == 0644);
    for (const auto& one : std::filesystem::directory_iterator(folder.path())) CHECK(one.path().extension() != ".part");
}

TEST_CASE("a folder that was named has to be there; one of ours may be missing, and what takes no file says so") {
    const test::Folder folder;
    CHECK(RuleShelf::open(folder.path("none"), RuleShelf::Missing::is_refused).error().fault == Fault::not_found);
    folder.write("file", "in the way");
    const auto shelf = std::make_shared<RuleShelf>(folder.path("file/rules"));
    CHECK(shelf->put("paper.example", "body: //main\n").error().fault == Fault::unwritable);
}
