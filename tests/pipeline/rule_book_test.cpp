#include "pipeline/rule_book.hpp"

#include <doctest/doctest.h>

#include "pipeline/worker.hpp"
#include "support/folder.hpp"

using namespace octavo;
using namespace octavo::pipeline;

TEST_CASE("a page is ruled by the file of its host, else by the narrowest file that covers it") {
    const test::Folder folder;
    folder.write("paper.example.txt", "body: //main\n");
    folder.write("www.other.example.txt", "body: //article\n");
    folder.write(".host.example.txt", "strip: //aside\n");
    folder.write(".deep.host.example.txt", "strip: //nav\n");
    folder.write("README.md", "no rules here");
    const auto book = RuleBook::load(folder.path());
    REQUIRE(book.has_value());
    CHECK(book->size() == 4);
    CHECK(book->for_page("https://paper.example/a") == "body: //main\n");
    CHECK(book->for_page("https://www.paper.example/a") == "body: //main\n");
    CHECK(book->for_page("https://other.example/") == "body: //article\n");
    CHECK(book->for_page("https://blog.paper.example/a").empty());
    CHECK(book->for_page("https://x.host.example/a") == "strip: //aside\n");
    CHECK(book->for_page("https://x.deep.host.example/a") == "strip: //nav\n");
    CHECK(book->for_page("https://ghost.example/a").empty());
    CHECK(book->for_page("no address").empty());
}

TEST_CASE("a file named as people write a host rules the host as addresses carry it") {
    const test::Folder folder;
    folder.write("m\xC3\xBCnchen.example.txt", "body: //main\n");
    folder.write(
        ".B\xC3\xBC"
        "cher.Example.txt",
        "body: //article\n");
    folder.write("xn--kln-sna.example.txt", "body: //section\n");
    const auto book = RuleBook::load(folder.path());
    REQUIRE(book.has_value());
    CHECK(book->for_page("https://xn--mnchen-3ya.example/a") == "body: //main\n");
    CHECK(book->for_page("https://m\xC3\xBCnchen.example/a") == "body: //main\n");
    CHECK(book->for_page("https://www.b\xC3\xBC"
                         "cher.example/a") == "body: //article\n");
    CHECK(book->for_page("https://k\xC3\xB6ln.example/a") == "body: //section\n");
}

TEST_CASE("a book's print tells it from one with another file, another name or another word") {
    const auto print = [](std::initializer_list<std::pair<std::string, std::string>> files) {
        const test::Folder folder;
        for (const auto& [name, text] : files) folder.write(name, text);
        return RuleBook::load(folder.path())->print();
    };
    const auto one = print({{"a.example.txt", "body: //main\n"}});
    CHECK(one == print({{"a.example.txt", "body: //main\n"}}));
    CHECK(one != print({{"a.example.txt", "body: //article\n"}}));
    CHECK(one != print({{"b.example.txt", "body: //main\n"}}));
    CHECK(one != print({{"a.example.txt", "body: //main\n"}, {"b.example.txt", "strip: //nav\n"}}));
}

TEST_CASE("a broken file of rules is left out and named; a missing folder is a failure") {
    const test::Folder folder;
    folder.write("good.example.txt", "body: //main\ntidy: no\n");
    folder.write("bad.example.txt", "title: //h1\nbody: //div[\n");
    const auto book = RuleBook::load(folder.path());
    REQUIRE(book.has_value());
    CHECK(book->size() == 1);
    REQUIRE(book->left_out().size() == 1);
    CHECK(book->left_out()[0].starts_with("bad.example.txt:2: body:"));
    CHECK(book->notes() == std::vector<std::string>{"good.example.txt:2: tidy is passed over"});
    const auto missing = RuleBook::load(folder.path("none"));
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().fault == Fault::not_found);
}

TEST_CASE("a job that carries rules is read by them, and a job without them is not") {
    ParseJob job;
    job.url = "https://paper.example/a";
    job.content_type = "text/html; charset=utf-8";
    job.html =
        "<title>Tram</title><div class=a><p>The first text, which is long enough to be an article, says the one "
        "thing.</p></div><div class=b><p>The second text, which is quite a bit longer than the first one and has more "
        "commas, so that anybody would choose it, says another thing.</p></div>";
    Worker worker;
    CHECK(plain_text(worker.run(job).extraction).find("another thing") != std::string::npos);
    job.rules = "body: //div[@class='a']\n";
    CHECK(plain_text(worker.run(job).extraction) ==
          "The first text, which is long enough to be an article, says the one thing.");
    job.rules = "no rules at all";
    CHECK(plain_text(worker.run(job).extraction).find("another thing") != std::string::npos);
}
