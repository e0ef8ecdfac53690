#include "web/changes.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using web::Change;
using web::changes_between;

namespace {

using Texts = std::vector<std::string>;

// "[gone]", "{added}", a line a paragraph.
std::string told(const Texts& before, const Texts& after) {
    std::string out;
    for (const auto& paragraph : changes_between(before, after)) {
        for (const Change& change : paragraph)
            out += change.kind == Change::Kind::same   ? change.text
                   : change.kind == Change::Kind::gone ? "[" + change.text + "]"
                                                       : "{" + change.text + "}";
        out += "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("a changed word is told from what stays around it") {
    CHECK(told({"The lock opens in May."}, {"The lock opens in June."}) == "The lock opens in [May]{June}.\n");
    CHECK(told({"Same.", "Old words"}, {"Same.", "New words"}) == "Same.\n[Old]{New} words\n");
    CHECK(told({"A"}, {"A"}) == "A\n");
    CHECK(told({}, {}).empty());
}

TEST_CASE("paragraphs that came and went are told whole") {
    CHECK(told({"One.", "Two.", "Three."}, {"One.", "Three."}) == "One.\n[Two.]\nThree.\n");
    CHECK(told({"One.", "Three."}, {"One.", "Two.", "Three.", "Four."}) == "One.\n{Two.}\nThree.\n{Four.}\n");
    CHECK(told({}, {"One."}) == "{One.}\n");
}

TEST_CASE("scripts without spaces are compared by letters, others by words") {
    CHECK(told({"東京都は五月に開く。"}, {"東京都は六月に開く。"}) == "東京都は[五]{六}月に開く。\n");
    CHECK(told({"يفتح الهويس في مايو"}, {"يفتح الهويس في يونيو"}) == "يفتح الهويس في [مايو]{يونيو}\n");
    CHECK(told({"हिन्दी में"}, {"हिन्दी से"}) == "हिन्दी [में]{से}\n");
}

TEST_CASE("whatever is compared, both texts can be read off the answer, within bounds") {
    Texts huge_before, huge_after;
    for (int i = 0; i < 5000; ++i) {
        huge_before.push_back(std::to_string(i));
        huge_after.push_back(std::to_string(i * 7));
    }
    std::string words_before, words_after;
    for (int i = 0; i < 6000; ++i) {
        words_before += std::to_string(i) + " ";
        words_after += std::to_string(i * 3) + " ";
    }
    for (const auto& [before, after] :
         {std::pair<Texts, Texts>{huge_before, huge_after}, {{words_before}, {words_after}}, {{"a b"}, {"b a"}}}) {
        std::string old, now, wanted_old, wanted_now;
        for (const auto& paragraph : changes_between(before, after))
            for (const Change& change : paragraph) {
                if (change.kind != Change::Kind::added) old += change.text;
                if (change.kind != Change::Kind::gone) now += change.text;
            }
        for (const auto& text : before) wanted_old += text;
        for (const auto& text : after) wanted_now += text;
        CHECK(old == wanted_old);
        CHECK(now == wanted_now);
    }
}
