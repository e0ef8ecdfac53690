// Lists of articles: whose they are, who sees which, their order, what is taken back, and that they leave.
#include "readers/lists.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "readers/house.hpp"
#include "readers/talk.hpp"
#include "readers/tidy.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::By;
using readers::Lists;
using readers::Refusal;

namespace {

struct House : test::AccountsHouse {
    std::unique_ptr<Lists> lists = Lists::open(archive.folder.path(), *accounts, clock).value();
    store::ListId make(const readers::Visitor& who, const std::string& name, bool is_public = false) {
        const auto made = lists->make(who, {.name = name, .about = "", .is_public = is_public});
        REQUIRE(made.has_value());
        return *made;
    }
    std::vector<std::uint64_t> in(store::ListId id) {
        std::vector<std::uint64_t> out;
        const auto entries = lists->entries(id, std::numeric_limits<std::int64_t>::max(), 100).value();
        for (const auto& entry : entries) out.push_back(entry.article.value);
        return out;
    }
};
using Order = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("a list holds articles once, the latest first, and they can change places") {
    House house;
    const auto ada = house.join("Ada Quay");
    Lists& lists = *house.lists;
    const auto id = house.make(ada, "Canals");
    for (std::uint64_t i = 1; i <= 4; ++i) CHECK(lists.put(ada, id, ArticleId{i}, i == 2 ? "why  it\nleaks" : ""));
    CHECK(lists.put(ada, id, ArticleId{1}, "").has_value());
    CHECK(house.in(id) == Order{4, 3, 2, 1});
    CHECK(lists.move(ada, id, ArticleId{2}, true).has_value());
    CHECK(house.in(id) == Order{4, 2, 3, 1});
    CHECK(lists.move(ada, id, ArticleId{4}, true).has_value());  // it is the first
    CHECK(lists.move(ada, id, ArticleId{4}, false).has_value());
    CHECK(lists.move(ada, id, ArticleId{77}, true).has_value());
    CHECK(house.in(id) == Order{2, 4, 3, 1});
    const auto first = lists.entries(id, std::numeric_limits<std::int64_t>::max(), 1).value();
    CHECK(first[0].said == "why it leaks");
    CHECK(lists.entries(id, first[0].place, 10).value().size() == 3);
    CHECK(lists.say(ada, id, ArticleId{2}, "Because.").has_value());
    CHECK(lists.entries(id, std::numeric_limits<std::int64_t>::max(), 1).value()[0].said == "Because.");
    CHECK(lists.say(ada, id, ArticleId{2}, std::string(301, 'x')).error().why == Refusal::too_long);
    CHECK(lists.take_out(ada, id, ArticleId{4}).has_value());
    CHECK(house.in(id) == Order{2, 3, 1});
    CHECK(lists.put(ada, id, ArticleId{9}, "").has_value());
    CHECK(house.in(id) == Order{9, 2, 3, 1});
    CHECK(lists.with(ada, ArticleId{9}).value() == std::vector{id});
    CHECK(lists.of(ada).value()[0].entries == 4);
}

TEST_CASE("nobody changes another's list, or sees one that is not public") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    Lists& lists = *house.lists;
    const auto id = house.make(ada, "Canals");
    CHECK(lists.put(ada, id, ArticleId{1}, "mine").has_value());
    CHECK_FALSE(lists.shown(id).value().has_value());
    CHECK(lists.own(bo, id).error().why == Refusal::nobody);
    CHECK(lists.put(bo, id, ArticleId{2}, "").error().why == Refusal::nobody);
    CHECK(lists.change(bo, id, {.name = "Mine", .about = "", .is_public = true}).error().why == Refusal::nobody);
    CHECK(lists.drop(bo, id).error().why == Refusal::nobody);
    CHECK(lists.take_out(bo, id, ArticleId{1}).has_value());  // takes nothing
    CHECK(lists.say(bo, id, ArticleId{1}, "yours").has_value());
    CHECK(lists.move(bo, id, ArticleId{1}, false).has_value());
    CHECK(lists.of(bo).value().empty());
    CHECK(lists.with(bo, ArticleId{1}).value().empty());
    const auto entries = lists.entries(id, std::numeric_limits<std::int64_t>::max(), 10).value();
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].said == "mine");
    CHECK(lists.own(ada, id).value().name == "Canals");
    CHECK(lists.drop(ada, id).has_value());
    CHECK(lists.undo_drop(bo, id).error().why == Refusal::too_late);
    CHECK(lists.undo_drop(ada, id).has_value());
    CHECK(house.in(id) == Order{1});
}

TEST_CASE("what was deleted comes back for a day, and is gone after it") {
    House house;
    const auto ada = house.join("Ada Quay");
    Lists& lists = *house.lists;
    const auto id = house.make(ada, "Canals", true);
    CHECK(lists.put(ada, id, ArticleId{1}, "").has_value());
    CHECK(lists.drop(ada, id).has_value());
    CHECK_FALSE(lists.shown(id).value().has_value());
    CHECK(lists.put(ada, id, ArticleId{2}, "").error().why == Refusal::nobody);
    house.clock.advance(23h);
    CHECK(lists.undo_drop(ada, id).has_value());
    CHECK(lists.shown(id).value()->entries == 1);
    CHECK(lists.drop(ada, id).has_value());
    house.clock.advance(25h);
    CHECK(lists.undo_drop(ada, id).error().why == Refusal::too_late);
    house.make(ada, "Another");
    CHECK(house.in(id).empty());
}

TEST_CASE("names are one line without signs that cannot be seen, and there is an end to what one account may make") {
    House house;
    const auto ada = house.join("Ada Quay");
    Lists& lists = *house.lists;
    const auto id = house.make(ada, " Ca\u202Enals\n\u200B \u2066of\u2069 Europe\x01 ");
    CHECK(lists.own(ada, id).value().name == "Canals of Europe");
    for (const std::string& none : {std::string(), std::string(" \n\u200B\u2800"), std::string(81, 'x')})
        CHECK(lists.make(ada, {.name = none, .about = ""}).error().why == Refusal::bad_name);
    CHECK(lists.make(ada, {.name = "x", .about = std::string(501, 'x')}).error().why == Refusal::too_long);
    for (std::size_t i = 1; i < Lists::most; ++i) house.make(ada, fmt::format("List {}", i));
    CHECK(lists.make(ada, {.name = "One more", .about = ""}).error().why == Refusal::too_many);
    CHECK(lists.drop(ada, id).has_value());
    house.make(ada, "In its place");
    CHECK(lists.undo_drop(ada, id).error().why == Refusal::too_late);  // there is no room any more
    CHECK(lists.of(ada).value().size() == Lists::most);
}

TEST_CASE("a public list vanishes while its owner may not write, and with a closed account") {
    House house;
    const auto ada = house.join("Ada Quay"), mo = house.join("Mo Dell", Role::moderator);
    Lists& lists = *house.lists;
    auto talk = readers::Talk::open(house.archive.folder.path(), {}, *house.accounts, house.clock).value();
    const auto id = house.make(ada, "Canals", true);
    CHECK(lists.shown(id).value()->owner_name == "Ada Quay");
    CHECK(talk->ban(mo, ada.account.id, 24h).has_value());
    CHECK_FALSE(lists.shown(id).value().has_value());
    CHECK(lists.own(ada, id).has_value());
    house.clock.advance(25h);
    CHECK(lists.shown(id).value().has_value());
    CHECK(house.accounts->shut(By::command_line(), ada.account.id, true).has_value());
    CHECK_FALSE(lists.shown(id).value().has_value());
    CHECK(house.accounts->shut(By::command_line(), ada.account.id, false).has_value());
    CHECK(lists.shown(id).value().has_value());
}

TEST_CASE("search engines are told of a list when its account is three days old and it holds three articles") {
    House house;
    const auto ada = house.join("Ada Quay");
    const auto id = house.make(ada, "Canals", true);
    const auto may = [&] { return Lists::may_be_found(*house.lists->shown(id).value(), house.clock.now()); };
    for (std::uint64_t i = 1; i <= 3; ++i) CHECK(house.lists->put(ada, id, ArticleId{i}, "").has_value());
    CHECK_FALSE(may());
    house.clock.advance(72h);
    CHECK(may());
    CHECK(house.lists->take_out(ada, id, ArticleId{1}).has_value());
    CHECK_FALSE(may());
}

TEST_CASE("a moderator takes a list out of public view and lets it back, and it is written down") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mo = house.join("Mo Dell", Role::moderator);
    Lists& lists = *house.lists;
    const auto id = house.make(ada, "Cheap pills", true), quiet = house.make(ada, "Quiet");
    CHECK(lists.report(bo, id, Complaint::advertising).has_value());
    CHECK(lists.report(bo, id, Complaint::abuse).has_value());     // once
    CHECK(lists.report(bo, quiet, Complaint::abuse).has_value());  // is not there for them
    using Which = store::Lists::Which;
    CHECK(lists.all(bo, Which::open, {}, 10).error().why == Refusal::not_allowed);
    CHECK(lists.bar(bo, id, true).error().why == Refusal::not_allowed);
    const auto reported = lists.all(mo, Which::looked_at, {}, 10).value();
    REQUIRE(reported.size() == 1);
    CHECK(reported[0].reports == 1);
    CHECK(reported[0].reasons == std::vector{std::pair(Complaint::advertising, std::int64_t{1})});
    CHECK_FALSE(lists.looked_at(mo, quiet).value().has_value());
    CHECK(lists.bar(mo, quiet, true).error().why == Refusal::nobody);
    CHECK(lists.bar(mo, id, true).has_value());
    CHECK_FALSE(lists.shown(id).value().has_value());
    CHECK(lists.own(ada, id).value().barred);
    CHECK(lists.change(ada, id, {.name = "Renamed", .about = "", .is_public = true}).has_value());
    CHECK_FALSE(lists.shown(id).value().has_value());
    // Nor is another put in its place, deleted or not.
    CHECK(lists.make(ada, {.name = "Pills again", .about = "", .is_public = true}).error().why == Refusal::banned);
    CHECK(lists.change(ada, quiet, {.name = "Pills", .about = "", .is_public = true}).error().why == Refusal::banned);
    CHECK(lists.change(ada, quiet, {.name = "Quiet too", .about = ""}).has_value());
    CHECK(lists.drop(ada, id).has_value());
    CHECK(lists.make(ada, {.name = "Pills again", .about = "", .is_public = true}).error().why == Refusal::banned);
    CHECK(lists.undo_drop(ada, id).has_value());
    // Made private it is nobody else's, and public again a moderator's to let back.
    CHECK(lists.change(ada, id, {.name = "Renamed", .about = ""}).has_value());
    CHECK_FALSE(lists.looked_at(mo, id).value().has_value());
    CHECK(lists.change(ada, id, {.name = "Renamed", .about = "", .is_public = true}).has_value());
    CHECK_FALSE(lists.shown(id).value().has_value());
    CHECK(lists.all(mo, Which::looked_at, {}, 10).value().size() == 1);
    CHECK(lists.bar(By::command_line(), id, false).has_value());
    CHECK(lists.shown(id).value().has_value());
    CHECK(lists.make(ada, {.name = "Another", .about = "", .is_public = true}).has_value());
    CHECK(lists.all(mo, Which::looked_at, {}, 10).value().empty());
    CHECK(lists.all(mo, Which::open, {}, 10).value().size() == 2);
    const auto deeds = house.accounts->deeds(By::command_line(), std::numeric_limits<std::int64_t>::max(), 10).value();
    REQUIRE(deeds.size() >= 2);
    CHECK(deeds[0].deed == "unbar_list");
    CHECK(deeds[1].deed == "bar_list");
    CHECK(deeds[1].object == ada.account.id.text());
    CHECK(deeds[1].detail == id.text());
}

TEST_CASE("with its account a list leaves, to the last letter") {
    House house;
    const auto bo = house.join("Bo Lind"), ada = house.join("Ada Quay");
    Lists& lists = *house.lists;
    const auto id = lists.make(ada, {.name = "canaryname", .about = "canaryabout", .is_public = true}).value();
    CHECK(lists.put(ada, id, ArticleId{1}, "canarysaid").has_value());
    const auto dropped = house.make(ada, "canarydropped");
    CHECK(lists.drop(ada, dropped).has_value());
    CHECK(lists.report(bo, id, Complaint::other).has_value());
    const auto kept = house.make(bo, "Kept", true);
    CHECK(lists.report(ada, kept, Complaint::other).has_value());
    CHECK(house.accounts->leave(house.secret, "correct horse battery", {.household = 7, .device = "x"}).has_value());
    CHECK(lists.make(ada, {.name = "After", .about = ""}).error().why == Refusal::too_many);  // nobody is there
    CHECK_FALSE(lists.shown(id).value().has_value());
    CHECK(house.in(id).empty());
    CHECK(lists.shown(kept).value()->reports == 0);
    for (int i = 0; i < 100 && !house.accounts->tidy(); ++i) {
    }
    for (const auto& file : std::filesystem::recursive_directory_iterator(house.archive.folder.path())) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string all((std::istreambuf_iterator<char>(in)), {});
        for (const std::string_view canary : {"canaryname", "canaryabout", "canarysaid", "canarydropped"})
            CHECK_MESSAGE(all.find(canary) == std::string::npos, file.path().string(), " ", canary);
    }
}
