// Passages that are marked and notes beside them: that they stand in the text, are found again, and leave.
#include "readers/margins.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "base/utf8.hpp"
#include "readers/house.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::Margins;
using readers::Passage;
using readers::Refusal;

namespace {

const std::string text =
    "The canal reopens before winter.\n\nThe council said so on Monday. It had said so before winter last year.\n\n"
    "قناة الشحن تفتح قبل الشتاء\n\n運河は冬の前に再開する";

struct House : test::AccountsHouse {
    std::unique_ptr<Margins> margins = Margins::open(archive.folder.path(), clock).value();
};
constexpr std::int64_t latest = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("a passage is what the text says, blanks aside, with what stands around it") {
    const auto found = readers::find_passage(text, {.exact = "winter.\n The   council"});
    REQUIRE(found.has_value());
    CHECK(found->exact == "winter. The council");
    CHECK(found->prefix == "The canal reopens before ");
    CHECK(found->suffix == " said so on Monday. It had said ");
    CHECK_FALSE(readers::find_passage(text, {.exact = "the canal reopens"}).has_value());  // another letter
    CHECK_FALSE(readers::find_passage(text, {.exact = " \n "}).has_value());
    CHECK_FALSE(readers::find_passage("", {.exact = "a"}).has_value());
    CHECK(readers::find_passage(text, {.exact = "تفتح قبل"})->prefix.ends_with("قناة الشحن "));
    // What is around it is cut between letters.
    for (const std::string_view exact : {"再開", "الشحن", "winter last"})
        for (const auto& part : {readers::find_passage(text, {.exact = std::string(exact)})})
            CHECK(utf8::valid(part->prefix + part->suffix));
}

TEST_CASE("where words stand twice, what is around them says which") {
    const Passage wanted{.exact = "before winter", .prefix = "It had said so ", .suffix = " last year"};
    CHECK(readers::find_passage(text, wanted)->suffix.starts_with(" last year."));
    CHECK(readers::find_passage(text, {.exact = "before winter"})->suffix.starts_with(". The council"));
    CHECK(readers::find_passage(text, {.exact = "before winter", .prefix = "said so"})->suffix.starts_with(" last"));
    // Text of one letter: looked at so often and no more.
    CHECK(readers::find_passage(std::string(200'000, 'a'), {.exact = "a"}).has_value());
}

TEST_CASE("a passage that does not stand in the text is refused, and so is nothing, and too much") {
    House house;
    const auto ada = house.join("Ada Quay");
    const auto mark = [&](const std::string& exact, const std::string& note) {
        return house.margins->mark(ada, ArticleId{1}, text, {.exact = exact}, note);
    };
    CHECK(mark("The canal closes", "").error().why == Refusal::not_in_text);
    CHECK(mark("", " \n").error().why == Refusal::empty);
    CHECK(mark("", std::string(4001, 'x')).error().why == Refusal::too_long);
    CHECK(mark(std::string(2001, 'x'), "").error().why == Refusal::too_long);
    REQUIRE(mark("before winter", "Which\u202E one?\n\n\n\nThis?").has_value());
    const auto notes = house.margins->on(ada, ArticleId{1}).value();
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].note == "Which one?\n\nThis?");
    CHECK(notes[0].exact == "before winter");
}

TEST_CASE("what was marked is still found after the article changed around it, and said to be gone when it is") {
    House house;
    const auto ada = house.join("Ada Quay");
    REQUIRE(house.margins->mark(ada, ArticleId{1}, text, {.exact = "said so on Monday"}, "").has_value());
    REQUIRE(house.margins->mark(ada, ArticleId{1}, text, {}, "On the whole: no.").has_value());
    const auto notes = house.margins->on(ada, ArticleId{1}).value();
    CHECK(readers::still_stands("New first line.\n\nThe council   said so on Monday, late.", notes[1]));
    CHECK_FALSE(readers::still_stands("The council said so on Tuesday.", notes[1]));
    CHECK(readers::still_stands("", notes[0]));
}

TEST_CASE("notes come back the latest first, page by page, by their words, and to nobody else") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    Margins& margins = *house.margins;
    std::vector<std::int64_t> numbers;
    for (std::uint64_t i = 1; i <= 5; ++i)
        numbers.push_back(margins.mark(ada, ArticleId{i}, text, {}, fmt::format("Straße 100% no_{}", i)).value());
    CHECK(std::ranges::is_sorted(numbers));
    const auto first = margins.notes(ada, latest, 3).value();
    REQUIRE(first.size() == 3);
    CHECK(first[0].article == ArticleId{5});
    CHECK(margins.notes(ada, first.back().number, 3).value().size() == 2);
    CHECK(margins.notes(ada, latest, 9, "STRASSE").value().size() == 5);
    CHECK(margins.notes(ada, latest, 9, "0% no").value().size() == 5);
    CHECK(margins.notes(ada, latest, 9, "no_3").value().size() == 1);
    CHECK(margins.notes(ada, latest, 9, "no!3").value().empty());
    CHECK(margins.notes(ada, latest, 9, "0%no").value().empty());
    CHECK(margins.notes(bo, latest, 9).value().empty());
    CHECK(margins.on(bo, ArticleId{1}).value().empty());
    CHECK(margins.change(bo, numbers[0], "mine").error().why == Refusal::nobody);
    CHECK(margins.drop(bo, numbers[0]).error().why == Refusal::nobody);
    CHECK(margins.change(ada, numbers[0], "").error().why == Refusal::empty);
    CHECK(margins.change(ada, numbers[0], "Changed").has_value());
    CHECK(margins.notes(ada, latest, 9, "changed").value().size() == 1);
}

TEST_CASE("a deleted note comes back for a day, to its owner") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    Margins& margins = *house.margins;
    const auto number = margins.mark(ada, ArticleId{1}, text, {}, "One").value();
    CHECK(margins.drop(ada, number).has_value());
    CHECK(margins.drop(ada, number).error().why == Refusal::nobody);
    CHECK(margins.on(ada, ArticleId{1}).value().empty());
    CHECK(margins.undo_drop(bo, number).error().why == Refusal::too_late);
    CHECK(margins.undo_drop(ada, number).has_value());
    CHECK(margins.on(ada, ArticleId{1}).value().size() == 1);
    CHECK(margins.drop(ada, number).has_value());
    house.clock.advance(25h);
    CHECK(margins.undo_drop(ada, number).error().why == Refusal::too_late);
    const auto next = margins.mark(ada, ArticleId{1}, text, {}, "Two").value();
    CHECK(next > number);
}

TEST_CASE("with their account notes leave, to the last letter") {
    House house;
    const auto ada = house.join("Ada Quay");
    Margins& margins = *house.margins;
    const std::string own = "A canarypassage stands here.";
    CHECK(margins.mark(ada, ArticleId{1}, own, {.exact = "canarypassage"}, "canarynote").has_value());
    const auto dropped = margins.mark(ada, ArticleId{1}, own, {}, "canarydropped").value();
    CHECK(margins.drop(ada, dropped).has_value());
    CHECK(house.accounts->leave(house.secret, "correct horse battery", {.household = 7, .device = "x"}).has_value());
    CHECK(margins.mark(ada, ArticleId{1}, own, {}, "after").error().why == Refusal::too_many);  // nobody is there
    for (int i = 0; i < 100 && !house.accounts->tidy(); ++i) {
    }
    for (const auto& file : std::filesystem::recursive_directory_iterator(house.archive.folder.path())) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string all((std::istreambuf_iterator<char>(in)), {});
        for (const std::string_view canary : {"canarypassage", "canarynote", "canarydropped"})
            CHECK_MESSAGE(all.find(canary) == std::string::npos, file.path().string(), " ", canary);
    }
}
