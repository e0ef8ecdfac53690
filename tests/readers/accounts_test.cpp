// Accounts over a real archive: who comes in, who does not and why, what ends when, and what is left of who leaves.
#include "readers/accounts.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "readers/keys.hpp"
#include "store/archive.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::Accounts;
using readers::By;
using readers::Refusal;
using readers::SignUp;

namespace {

const std::string password = "correct horse battery", other = "another long password";
const readers::Doorstep here{.household = 7, .device = "Firefox on Linux"};

struct House {
    test::Archive archive;
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    std::unique_ptr<Accounts> accounts;
    explicit House(SignUp rule = SignUp::open) { open(rule); }
    void open(SignUp rule) {
        accounts.reset();
        auto made =
            Accounts::open(archive.folder.path(), {.sign_up = rule, .cost = readers::PasswordCost::least()}, clock);
        REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().detail));
        accounts = std::move(*made);
    }
    readers::SignedIn join(const std::string& name) {
        auto in = accounts->sign_up(name, password, "", here);
        REQUIRE(in.has_value());
        return *in;
    }
};

Refusal why(const auto& answer) {
    REQUIRE_FALSE(answer.has_value());
    return answer.error().why;
}

}  // namespace

TEST_CASE("links that were not used yet are listed for operators, who take them back") {
    House house;
    Accounts& a = *house.accounts;
    const auto ada = house.join("Ada Quay");
    const By by = By::command_line();
    const std::string first = a.invite(by, Role::editor).value();
    house.clock.advance(1h);
    const std::string second = a.recovery_of(by, ada.account.id).value();
    const auto links = a.open_links(by).value();
    REQUIRE(links.size() == 2);
    CHECK(links[0].pass.subject == ada.account.id);
    CHECK(links[1].pass.role == Role::editor);
    CHECK_FALSE(first.contains(links[1].name));
    CHECK(why(a.open_links(By(a.visitor(ada.secret).value().value()))) == Refusal::not_allowed);
    CHECK(why(a.take_back(By(a.visitor(ada.secret).value().value()), links[1].name)) == Refusal::not_allowed);
    for (const std::string_view other : {"", "0", "nobody"}) CHECK(why(a.take_back(by, other)) == Refusal::nobody);
    CHECK(a.take_back(by, links[1].name).has_value());
    CHECK(why(a.take_back(by, links[1].name)) == Refusal::nobody);
    CHECK(why(a.sign_up("Bo Lind", password, first, here)) == Refusal::bad_pass);
    CHECK(a.recover(second, other, here).has_value());
    CHECK(a.open_links(by).value().empty());
    // What has ended by itself is not listed.
    CHECK(a.invite(by, Role::reader).has_value());
    house.clock.advance(Accounts::pass_lasts);
    CHECK(a.open_links(by).value().empty());
}

TEST_CASE("somebody signs up, is known by the secret, signs in elsewhere, and out") {
    House house;
    Accounts& a = *house.accounts;
    const auto first = house.join("Ada Quay");
    CHECK(first.secret.size() == 64);
    const auto who = a.visitor(first.secret).value();
    REQUIRE(who.has_value());
    CHECK(who->account.name == "Ada Quay");
    CHECK(who->account.role == Role::reader);
    const auto second = a.sign_in("ada quay", password, {.household = 9, .device = "Safari on iPhone"});
    REQUIRE(second.has_value());
    CHECK(second->secret != first.secret);
    const auto logins = a.logins(who->account.id).value();
    REQUIRE(logins.size() == 2);
    CHECK(std::ranges::count(logins, "Safari on iPhone", &Login::device) == 1);
    CHECK(a.sign_out(first.secret).has_value());
    CHECK_FALSE(a.visitor(first.secret).value().has_value());
    CHECK(a.visitor(second->secret).value().has_value());
    // Signed in still after a restart: only the hash lies in the archive.
    house.open(SignUp::open);
    CHECK(house.accounts->visitor(second->secret).value().has_value());
    for (const std::string_view no : {"", "x", "' OR 1=1 --"})
        CHECK_FALSE(house.accounts->visitor(no).value().has_value());
}

TEST_CASE("who may not come in, and why") {
    House house;
    Accounts& a = *house.accounts;
    house.join("Ada Quay");
    CHECK(why(a.sign_up("ADA-Quay", password, "", here)) == Refusal::name_taken);
    CHECK(why(a.sign_up("аda quay", password, "", here)) == Refusal::bad_name);  // with a Cyrillic a
    CHECK(why(a.sign_up("admin", password, "", here)) == Refusal::bad_name);
    CHECK(why(a.sign_up("Ben", "short", "", here)) == Refusal::short_password);
    CHECK(why(a.sign_up("Ben", "12345678", "", here)) == Refusal::common_password);
    CHECK(why(a.sign_up("Ben", std::string(300, 'x'), "", here)) == Refusal::long_password);
    CHECK(why(a.sign_in("Ada Quay", other, here)) == Refusal::wrong);
    CHECK(why(a.sign_in("Nobody", password, here)) == Refusal::wrong);  // the same word
    CHECK(why(a.sign_in("<script>", password, here)) == Refusal::wrong);
    for (int i = 0; i < 4; ++i) CHECK(why(a.sign_in("Ada Quay", other, here)) == Refusal::wrong);
    const auto late = a.sign_in("Ada Quay", password, here);
    CHECK(why(late) == Refusal::too_often);
    CHECK(late.error().wait == 1s);
    house.clock.advance(1s);
    CHECK(a.sign_in("Ada Quay", password, here).has_value());
}

TEST_CASE("an invitation opens once, gives its role, and ends after a week") {
    House house(SignUp::invited);
    Accounts& a = *house.accounts;
    CHECK(why(a.sign_up("Ada", password, "", here)) == Refusal::closed);
    CHECK_FALSE(a.has_operator().value());
    const std::string pass = a.invite(By::command_line(), Role::owner).value();
    CHECK(a.look_at_pass(pass).value()->role == Role::owner);
    CHECK(why(a.sign_up("Ada", "short", pass, here)) == Refusal::short_password);  // and the pass is still good
    const auto in = a.sign_up("Ada", password, pass, here);
    REQUIRE(in.has_value());
    CHECK(in->account.role == Role::owner);
    CHECK(a.has_operator().value());
    CHECK(why(a.sign_up("Ben", password, pass, here)) == Refusal::bad_pass);
    CHECK(why(a.sign_up("Ben", password, std::string(64, 'a'), here)) == Refusal::bad_pass);
    const std::string late = a.invite(*a.visitor(in->secret).value(), Role::reader).value();
    house.clock.advance(std::chrono::days(7));
    CHECK(why(a.sign_up("Ben", password, late, here)) == Refusal::bad_pass);
    // A recovery is no invitation, and the other way round.
    const std::string recovery = a.recovery_of(By::command_line(), in->account.id).value();
    CHECK(why(a.sign_up("Ben", password, recovery, here)) == Refusal::bad_pass);
    CHECK(why(a.recover(a.invite(By::command_line(), Role::reader).value(), password, here)) == Refusal::bad_pass);
}

TEST_CASE("a login ends without use, and in any case after ninety days") {
    House house;
    Accounts& a = *house.accounts;
    const auto idle = house.join("Ada");
    house.clock.advance(std::chrono::days(30));
    CHECK_FALSE(a.visitor(idle.secret).value().has_value());
    const auto used = a.sign_in("Ada", password, here).value();
    for (int day = 0; day < 89; ++day) {
        house.clock.advance(std::chrono::days(1));
        CHECK(a.visitor(used.secret).value().has_value());
        a.used(used.secret);
    }
    house.clock.advance(std::chrono::days(1));
    CHECK_FALSE(a.visitor(used.secret).value().has_value());
    // And leaves the archive with the next that comes.
    const auto last = a.sign_in("Ada", password, here).value();
    CHECK(a.logins(last.account.id).value().size() == 1);
}

TEST_CASE("a new password ends all other logins, and gives this one a new secret") {
    House house;
    Accounts& a = *house.accounts;
    const auto ada = house.join("Ada");
    const auto phone = a.sign_in("Ada", password, here).value();
    CHECK(why(a.change_password(ada.secret, other, "a third password", here)) == Refusal::wrong);
    CHECK(why(a.change_password(ada.secret, password, "short", here)) == Refusal::short_password);
    const auto now = a.change_password(ada.secret, password, other, here);
    REQUIRE(now.has_value());
    CHECK_FALSE(a.visitor(ada.secret).value().has_value());
    CHECK_FALSE(a.visitor(phone.secret).value().has_value());
    CHECK(a.visitor(now->secret).value().has_value());
    CHECK(why(a.sign_in("Ada", password, here)) == Refusal::wrong);
    CHECK(a.sign_in("Ada", other, here).has_value());
    CHECK(a.sign_out_elsewhere(now->secret).has_value());
    CHECK(a.logins(ada.account.id).value().size() == 1);
    CHECK(a.visitor(now->secret).value().has_value());
}

TEST_CASE("who forgot the password comes back by an operator's pass, once") {
    House house;
    Accounts& a = *house.accounts;
    const auto ada = house.join("Ada");
    const std::string pass = a.recovery_of(By::command_line(), ada.account.id).value();
    CHECK(a.account(a.look_at_pass(pass).value()->subject).value()->name == "Ada");
    const auto back = a.recover(pass, other, here);
    REQUIRE(back.has_value());
    CHECK_FALSE(a.visitor(ada.secret).value().has_value());
    CHECK(a.visitor(back->secret).value().has_value());
    CHECK(why(a.recover(pass, password, here)) == Refusal::bad_pass);
    CHECK(a.sign_in("Ada", other, here).has_value());
}

TEST_CASE("one login of several is ended by its owner, and by nobody else") {
    House house;
    Accounts& a = *house.accounts;
    const auto ada = house.join("Ada");
    const auto ben = house.join("Ben");
    const auto number = a.logins(ada.account.id).value().at(0).number;
    CHECK(a.end_login(*a.visitor(ben.secret).value(), number).has_value());
    CHECK(a.visitor(ada.secret).value().has_value());
    CHECK(a.end_login(*a.visitor(ada.secret).value(), number).has_value());
    CHECK_FALSE(a.visitor(ada.secret).value().has_value());
}

TEST_CASE("a form's token fits its login alone") {
    House house;
    Accounts& a = *house.accounts;
    const auto ada = house.join("Ada");
    const auto ben = house.join("Ben");
    const std::string token = a.form_token(ada.secret);
    CHECK(a.fits_form(ada.secret, token));
    CHECK_FALSE(a.fits_form(ben.secret, token));
    CHECK_FALSE(a.fits_form(ada.secret, ""));
    CHECK_FALSE(a.fits_form(ada.secret, token.substr(1)));
}

TEST_CASE("operators give roles, shut and open; the last of them stays") {
    House house;
    Accounts& a = *house.accounts;
    const auto owner = a.sign_up("Ada", password, a.invite(By::command_line(), Role::owner).value(), here).value();
    const auto ben = house.join("Ben");
    const By by = *a.visitor(owner.secret).value();
    CHECK(a.set_role(by, ben.account.id, Role::moderator).has_value());
    const auto moderator = a.visitor(ben.secret).value();
    CHECK(moderator->account.role == Role::moderator);
    // A moderator invites readers, and does nothing of an operator's.
    CHECK(a.invite(*moderator, Role::reader).has_value());
    CHECK(why(a.invite(*moderator, Role::editor)) == Refusal::not_allowed);
    CHECK(why(a.recovery_of(*moderator, owner.account.id)) == Refusal::not_allowed);
    CHECK(why(a.set_role(*moderator, ben.account.id, Role::owner)) == Refusal::not_allowed);
    CHECK(why(a.shut(*moderator, owner.account.id, true)) == Refusal::not_allowed);
    CHECK(why(a.remove(*moderator, owner.account.id)) == Refusal::not_allowed);
    CHECK(why(a.list(*moderator, "", 1)) == Refusal::not_allowed);
    CHECK(why(a.deeds(*moderator, 100, 1)) == Refusal::not_allowed);
    CHECK(why(a.set_role(by, AccountId{1}, Role::editor)) == Refusal::nobody);
    const std::string given = a.invite(*moderator, Role::reader).value();
    CHECK(a.shut(by, ben.account.id, true).has_value());
    CHECK_FALSE(a.visitor(ben.secret).value().has_value());
    CHECK(why(a.sign_up("Cai", password, given, here)) == Refusal::bad_pass);  // what was given ends with who gave it
    CHECK(why(a.sign_in("Ben", password, here)) == Refusal::shut);
    CHECK(why(a.sign_in("Ben", other, here)) == Refusal::wrong);  // that it is shut is told to its owner alone
    CHECK(a.shut(by, ben.account.id, false).has_value());
    CHECK(a.sign_in("Ben", password, here).has_value());
    CHECK(why(a.set_role(by, owner.account.id, Role::reader)) == Refusal::last_operator);
    CHECK(why(a.shut(by, owner.account.id, true)) == Refusal::last_operator);
    CHECK(why(a.leave(owner.secret, password, here)) == Refusal::last_operator);
    CHECK(a.set_role(by, ben.account.id, Role::owner).has_value());
    CHECK(a.leave(owner.secret, password, here).has_value());
    std::vector<std::string> deeds;
    const auto told = a.deeds(By::command_line(), std::numeric_limits<std::int64_t>::max(), 100).value();
    for (const auto& deed : told) deeds.push_back(deed.deed);
    CHECK(deeds ==
          std::vector<std::string>{"role", "opened", "shut", "invited", "invited", "role", "signed up", "invited"});
    CHECK(a.list(By::command_line(), "", 10).value().size() == 1);
    CHECK(a.named("ben").value()->role == Role::owner);
}

TEST_CASE("a sign-in that is under way ends with the password it was begun with") {
    House house;
    Accounts& a = *house.accounts;
    const auto ada = house.join("Ada");
    const auto rows = std::move(*store::Accounts::open(house.archive.folder.path()));
    const auto before = rows->find(ada.account.id).value().value();
    const auto now = a.change_password(ada.secret, password, other, here).value();
    const Login late{
        .number = 1, .account = ada.account.id, .made = house.clock.now(), .used = house.clock.now(), .device = {}};
    CHECK_FALSE(rows->add_login(late, "late", before.password, {}).value());
    REQUIRE(
        rows->set_hash(ada.account.id, before.password, "an old password's"));  // of a cost that was raised meanwhile
    CHECK(a.sign_in("Ada", other, here).has_value());
    CHECK(a.visitor(now.secret).value().has_value());
}

TEST_CASE("a password is the same from every keyboard, and of an old cost is made anew") {
    House house;
    Accounts& a = *house.accounts;
    REQUIRE(a.sign_up("Ada", "caf\u00e9 cr\u00e8me", "", here).has_value());
    CHECK(a.sign_in("ADA", "cafe\u0301 cre\u0300me", here).has_value());
    auto dearer = readers::PasswordCost::least();
    ++dearer.passes;
    auto again =
        std::move(*Accounts::open(house.archive.folder.path(), {.sign_up = SignUp::open, .cost = dearer}, house.clock));
    const auto rows = std::move(*store::Accounts::open(house.archive.folder.path()));
    const auto in = again->sign_in("Ada", "caf\u00e9 cr\u00e8me", here);
    REQUIRE(in.has_value());
    CHECK_FALSE(readers::is_outdated(rows->find(in->account.id).value()->password, dearer));
    CHECK(again->sign_in("Ada", "caf\u00e9 cr\u00e8me", here).has_value());
}

TEST_CASE("two who want one name at once: one has it; of two operators who leave at once one stays") {
    House house;
    Accounts& a = *house.accounts;
    std::atomic<int> in = 0, taken = 0;
    {
        std::vector<std::jthread> crowd;
        for (int i = 0; i < 8; ++i)
            crowd.emplace_back([&, i] {
                const auto one =
                    a.sign_up("Ada", password, "", {.household = static_cast<std::uint64_t>(i), .device = {}});
                ++(one ? in : taken);
            });
    }
    CHECK(in == 1);
    CHECK(taken == 7);
    const auto first = a.sign_up("Ben", password, a.invite(By::command_line(), Role::owner).value(), here).value();
    const auto second = a.sign_up("Cai", password, a.invite(By::command_line(), Role::owner).value(), here).value();
    {
        const std::jthread one([&] { (void)a.leave(first.secret, password, here); });
        const std::jthread two([&] { (void)a.leave(second.secret, password, {.household = 8, .device = {}}); });
    }
    CHECK(a.has_operator().value());
}

TEST_CASE("of who leaves nothing stays in the archive's files") {
    House house;
    Accounts& a = *house.accounts;
    const auto canary = a.sign_up("Kanarienvogel", password, "", {.household = 7, .device = "Canarybrowser"}).value();
    house.join("Ben");
    const auto in_files = [&](std::string_view words) {
        int found = 0;
        for (const auto& file : std::filesystem::directory_iterator(house.archive.folder.path())) {
            std::ifstream in(file.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(in)), {});
            found += bytes.contains(words);
        }
        return found;
    };
    REQUIRE(a.set_role(By::command_line(), canary.account.id, Role::editor).has_value());  // a deed with its id
    REQUIRE(a.keys().add_app(a.visitor(canary.secret).value().value(), "Canaryprogram").has_value());
    REQUIRE(a.keys().new_codes(a.visitor(canary.secret).value().value()).has_value());
    for (const std::string& trace :
         {std::string("Kanarienvogel"), std::string("kanarienvogel"), std::string("Canarybrowser"),
          std::string("Canaryprogram"), canary.account.id.text()})
        CHECK(in_files(trace) > 0);
    CHECK(why(a.leave(canary.secret, other, here)) == Refusal::wrong);
    {
        // Somebody reads an older state meanwhile: it is done all the same, and the log emptied when they have gone.
        auto reader = house.archive.reader();
        auto transaction = reader->connection().execute("BEGIN; SELECT count(*) FROM accounts");
        CHECK(transaction.has_value());
        CHECK(a.leave(canary.secret, password, here).has_value());
        CHECK_FALSE(a.tidy());
        (void)reader->connection().execute("COMMIT");
    }
    CHECK(a.tidy());
    CHECK_FALSE(a.visitor(canary.secret).value().has_value());
    CHECK(why(a.sign_in("Kanarienvogel", password, here)) == Refusal::wrong);
    CHECK(in_files("Kanarienvogel") == 0);
    CHECK(in_files("kanarienvogel") == 0);
    CHECK(in_files("Canarybrowser") == 0);
    CHECK(in_files("Canaryprogram") == 0);
    CHECK(in_files(canary.account.id.text()) == 0);
    CHECK(a.sign_up("Kanarienvogel", password, "", here).has_value());  // the name is free again
}
