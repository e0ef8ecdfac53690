// What opens an account beside its password, over a real archive: passkeys by a device made of OpenSSL, recovery codes,
// passwords of programs.
#include "readers/keys.hpp"

#include "readers/device.hpp"
#include "store/archive.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;
using readers::Accounts;
using readers::By;
using readers::Keys;
using readers::Refusal;
using readers::Visitor;

namespace {

const std::string password = "correct horse battery", other = "another long password";
const readers::Doorstep here{.household = 7, .device = "Firefox on Linux"};
const readers::RelyingParty site{"news.example", "https://news.example"};

struct House {
    test::Archive archive;
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    std::unique_ptr<Accounts> accounts;
    House() {
        accounts = Accounts::open(archive.folder.path(),
                                  {.sign_up = readers::SignUp::open, .cost = readers::PasswordCost::least()}, clock)
                       .value();
    }
    Keys& keys() { return accounts->keys(); }
    readers::SignedIn join(const std::string& name) { return accounts->sign_up(name, password, "", here).value(); }
    Visitor who(const readers::SignedIn& in) { return accounts->visitor(in.secret).value().value(); }
    std::string user(const readers::SignedIn& in) { return in.account.id.text(); }
    bool add(const readers::SignedIn& in, const Device& device, std::string_view name = "phone") {
        const Visitor visitor = who(in);
        return keys().add(visitor, site, device.show_new(site, keys().challenge_of_new(visitor)), name).has_value();
    }
    auto enter(const readers::SignedIn& in, const Device& device) {
        return keys().sign_in(site, device.show(site, keys().challenge(), user(in)), here);
    }
};

Refusal why(const auto& answer) {
    REQUIRE_FALSE(answer.has_value());
    return answer.error().why;
}

}  // namespace

TEST_CASE("a passkey is added, named, signs in without a name, and is taken away") {
    House house;
    const auto ada = house.join("Ada Quay");
    Device device;
    device.flags |= Device::eligible | Device::backed_up;
    REQUIRE(house.add(ada, device, "  my \n phone "));
    const auto kept = house.keys().passkeys(house.who(ada)).value();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].name == "my phone");
    CHECK(kept[0].travels);
    CHECK_FALSE(kept[0].used.has_value());
    REQUIRE(house.keys().rename(house.who(ada), kept[0].id, " work  phone").has_value());
    REQUIRE(house.keys().rename(house.who(ada), kept[0].id, " \t").has_value());
    REQUIRE(house.keys().rename(house.who(house.join("Bo Lind")), kept[0].id, "mine now").has_value());
    CHECK(house.keys().passkeys(house.who(ada)).value()[0].name == "work phone");
    house.clock.advance(1h);
    const auto in = house.enter(ada, device);
    REQUIRE(in.has_value());
    CHECK(in->account.name == "Ada Quay");
    CHECK(in->secret != ada.secret);
    CHECK(house.keys().passkeys(house.who(ada)).value()[0].used == house.clock.now());
    CHECK(house.keys().is_fresh(house.who(*in)));
    REQUIRE(house.keys().remove(house.who(ada), kept[0].id).has_value());
    CHECK(why(house.enter(ada, device)) == Refusal::bad_passkey);
    const auto deeds = house.accounts->deeds(By::command_line(), 1'000'000, 10).value();
    REQUIRE(deeds.size() == 2);
    CHECK(deeds[0].deed == "passkey removed");
    CHECK(deeds[1].deed == "passkey added");
}

TEST_CASE("what a passkey said once says nothing again, and nothing of another purpose, process or time") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const Device device;
    REQUIRE(house.add(ada, device));
    const auto shown = device.show(site, house.keys().challenge(), house.user(ada));
    CHECK(house.keys().sign_in(site, shown, here).has_value());
    CHECK(why(house.keys().sign_in(site, shown, here)) == Refusal::bad_passkey);
    const auto late = device.show(site, house.keys().challenge(), house.user(ada));
    house.clock.advance(5min);
    CHECK(why(house.keys().sign_in(site, late, here)) == Refusal::bad_passkey);
    const auto crossed = device.show(site, house.keys().challenge_of_new(house.who(ada)), house.user(ada));
    CHECK(why(house.keys().sign_in(site, crossed, here)) == Refusal::bad_passkey);
    // One that fails is used up too.
    auto bent = device.show(site, house.keys().challenge(), house.user(ada));
    auto right = bent;
    bent.signature[5] = bent.signature[5] == 'A' ? 'B' : 'A';
    CHECK(why(house.keys().sign_in(site, bent, here)) == Refusal::bad_passkey);
    CHECK(why(house.keys().sign_in(site, right, here)) == Refusal::bad_passkey);
    house.clock.advance(10s);  // five failures make the next wait
    // Of whom it does not say that it is theirs, or says that it is somebody else's.
    CHECK(why(house.enter(bo, device)) == Refusal::bad_passkey);
    house.clock.advance(10s);
    CHECK(why(house.keys().sign_in(site, device.show(site, house.keys().challenge(), ""), here)) ==
          Refusal::bad_passkey);
    // Registered under the challenge of another login.
    const auto challenge = house.keys().challenge_of_new(house.who(bo));
    const Device second;
    CHECK(why(house.keys().add(house.who(ada), site, second.show_new(site, challenge), "x")) == Refusal::bad_passkey);
    for (const std::string& junk : {std::string(), std::string("!"), std::string(200'000, 'A')}) {
        CHECK(why(house.keys().sign_in(site, {junk, junk, junk, junk, junk, junk}, here)) == Refusal::bad_passkey);
        CHECK(why(house.keys().add(house.who(ada), site, {junk, junk, junk}, "x")) == Refusal::bad_passkey);
    }
}

TEST_CASE("a count that stands still is that of a copy") {
    House house;
    const auto ada = house.join("Ada Quay");
    Device device;
    device.count = 3;
    REQUIRE(house.add(ada, device));
    CHECK(why(house.enter(ada, device)) == Refusal::bad_passkey);
    device.count = 4;
    CHECK(house.enter(ada, device).has_value());
    CHECK(why(house.enter(ada, device)) == Refusal::bad_passkey);
    device.count = 5;
    CHECK(house.enter(ada, device).has_value());
}

TEST_CASE("a key is one account's, and so many are enough") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const Device device;
    REQUIRE(house.add(ada, device));
    CHECK_FALSE(house.add(bo, device));
    CHECK_FALSE(house.add(ada, device));
    for (std::size_t i = 1; i < Keys::most_passkeys; ++i) {
        Device one;
        one.id = fmt::format("key {}", i);
        REQUIRE(house.add(ada, one));
    }
    Device last;
    last.id = "last";
    CHECK_FALSE(house.add(ada, last));
    CHECK(house.add(bo, last));
    // What is another's is not taken away.
    REQUIRE(house.keys().remove(house.who(bo), readers::to_base64url(device.id)).has_value());
    CHECK(house.keys().passkeys(house.who(ada)).value().size() == Keys::most_passkeys);
}

TEST_CASE("who signed in a while ago proves it again, by password or passkey, and goes on under a new secret") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    Device device, second;
    second.id = "second";
    REQUIRE(house.add(ada, device));
    house.clock.advance(15min);
    CHECK_FALSE(house.add(ada, second));
    CHECK(why(house.keys().new_codes(house.who(ada))) == Refusal::stale);
    CHECK(why(house.keys().add_app(house.who(ada), "x")) == Refusal::stale);
    CHECK(why(house.accounts->confirm(ada.secret, "not it at all", here)) == Refusal::wrong);
    const auto again = house.accounts->confirm(ada.secret, password, here);
    REQUIRE(again.has_value());
    CHECK_FALSE(house.accounts->visitor(ada.secret).value().has_value());
    CHECK(house.add(*again, second));
    house.clock.advance(15min);
    const auto show = [&] { return device.show(site, house.keys().challenge(), house.user(ada)); };
    CHECK(why(house.keys().confirm(bo.secret, site, show(), here)) == Refusal::bad_passkey);
    CHECK(why(house.keys().confirm(ada.secret, site, show(), here)) == Refusal::not_allowed);
    const auto third = house.keys().confirm(again->secret, site, show(), here);
    REQUIRE(third.has_value());
    CHECK_FALSE(house.accounts->visitor(again->secret).value().has_value());
    CHECK(house.keys().new_codes(house.who(*third)).has_value());
}

TEST_CASE("a closed account is opened by nothing; one that left takes all of it along") {
    House house;
    const auto ada = house.join("Ada Quay"), boss = house.join("Cy Dale");
    const Device device;
    REQUIRE(house.add(ada, device));
    const auto codes = house.keys().new_codes(house.who(ada)).value();
    const auto app = house.keys().add_app(house.who(ada), "reader").value();
    const auto was = house.who(ada);
    REQUIRE(house.accounts->shut(By::command_line(), ada.account.id, true).has_value());
    CHECK(why(house.enter(ada, device)) == Refusal::shut);
    CHECK(why(house.keys().by_code("Ada Quay", codes[0], other, here)) == Refusal::shut);
    CHECK_FALSE(house.keys().reader_of("Ada Quay", app, here).value().has_value());
    REQUIRE(house.accounts->shut(By::command_line(), ada.account.id, false).has_value());
    CHECK(house.enter(ada, device).has_value());
    REQUIRE(house.accounts->remove(By::command_line(), ada.account.id).has_value());
    CHECK(why(house.enter(ada, device)) == Refusal::bad_passkey);
    CHECK(house.keys().passkeys(was).value().empty());
    CHECK(house.keys().apps(was).value().empty());
    CHECK(house.keys().codes_left(was).value() == 0);
    CHECK(house.add(boss, device));
}

TEST_CASE("a recovery code sets a new password, once; new ones are made in place of the old") {
    House house;
    const auto ada = house.join("Ada Quay");
    house.join("Bo Lind");
    const auto first = house.keys().new_codes(house.who(ada)).value();
    REQUIRE(first.size() == Keys::codes);
    CHECK(std::set(first.begin(), first.end()).size() == Keys::codes);
    for (const std::string& code : first) CHECK(code.size() == 19);
    CHECK(house.keys().codes_left(house.who(ada)).value() == 10);
    CHECK(why(house.keys().by_code("Bo Lind", first[0], other, here)) == Refusal::bad_code);
    CHECK(why(house.keys().by_code("Nobody", first[0], other, here)) == Refusal::bad_code);
    CHECK(why(house.keys().by_code("Ada Quay", "", other, here)) == Refusal::bad_code);
    // A password that cannot be one uses up nothing.
    CHECK(why(house.keys().by_code("Ada Quay", first[0], "short", here)) == Refusal::short_password);
    std::string typed = first[0];
    std::ranges::transform(typed, typed.begin(),
                           [](char c) { return c == '-' ? ' ' : static_cast<char>(std::toupper(c)); });
    const auto in = house.keys().by_code("ada quay", typed, other, here);
    REQUIRE(in.has_value());
    CHECK_FALSE(house.accounts->visitor(ada.secret).value().has_value());
    CHECK(house.accounts->sign_in("Ada Quay", other, here).has_value());
    CHECK(why(house.keys().by_code("Ada Quay", first[0], password, here)) == Refusal::bad_code);
    CHECK(house.keys().codes_left(house.who(*in)).value() == 9);
    const auto second = house.keys().new_codes(house.who(*in)).value();
    CHECK(why(house.keys().by_code("Ada Quay", first[1], password, here)) == Refusal::bad_code);
    CHECK(house.keys().by_code("Ada Quay", second[1], password, here).has_value());
}

TEST_CASE("guesses at codes are slowed down") {
    House house;
    house.join("Ada Quay");
    Refusal last = Refusal::bad_code;
    for (int i = 0; i < 7; ++i)
        last = why(house.keys().by_code("Ada Quay", fmt::format("aaaa-aaaa-aaaa-aaa{}", i), other, here));
    CHECK(last == Refusal::too_often);
}

TEST_CASE("a recovery by an operator's link ends all that opened the account") {
    House house;
    const auto ada = house.join("Ada Quay");
    const Device device;
    REQUIRE(house.add(ada, device));
    const auto codes = house.keys().new_codes(house.who(ada)).value();
    const auto app = house.keys().add_app(house.who(ada), "reader").value();
    const auto pass = house.accounts->recovery_of(By::command_line(), ada.account.id).value();
    REQUIRE(house.accounts->recover(pass, other, here).has_value());
    CHECK(why(house.enter(ada, device)) == Refusal::bad_passkey);
    CHECK(why(house.keys().by_code("Ada Quay", codes[0], password, here)) == Refusal::bad_code);
    CHECK_FALSE(house.keys().reader_of("Ada Quay", app, here).value().has_value());
}

TEST_CASE("a program reads with its own password, until that is ended; how long ago is known by the hour") {
    House house;
    const auto ada = house.join("Ada Quay");
    house.join("Bo Lind");
    const auto made = house.keys().add_app(house.who(ada), "feed reader").value();
    CHECK(made.size() == 27);
    const auto reader = house.keys().reader_of("ada quay", made, here).value();
    REQUIRE(reader.has_value());
    CHECK(reader->account.id == ada.account.id);
    CHECK(reader->login == 0);
    CHECK(reader->stale);
    house.keys().app_used(made);
    CHECK_FALSE(house.keys().reader_of("Ada Quay", made, here).value()->stale);
    house.clock.advance(1h);
    CHECK(house.keys().reader_of("Ada Quay", made, here).value()->stale);
    for (const auto& [name, word] : {std::pair<std::string_view, std::string_view>("Bo Lind", made),
                                     {"Ada Quay", password},
                                     {"Ada Quay", ""},
                                     {"", made},
                                     {"Ada Quay", "aaaaaa-aaaaaa-aaaaaa-aaaaaa"}})
        CHECK_FALSE(house.keys().reader_of(name, word, here).value().has_value());
    // It is no password of the door.
    CHECK(why(house.accounts->sign_in("Ada Quay", made, here)) == Refusal::wrong);
    const auto apps = house.keys().apps(house.who(ada)).value();
    REQUIRE(apps.size() == 1);
    CHECK(apps[0].name == "feed reader");
    REQUIRE(house.keys().remove_app(house.who(ada), apps[0].number).has_value());
    CHECK_FALSE(house.keys().reader_of("Ada Quay", made, here).value().has_value());
}
