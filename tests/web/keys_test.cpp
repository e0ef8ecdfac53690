// What opens an account beside its password, as a browser has it: passkeys of a device made of OpenSSL, recovery codes.
#include "base/base64.hpp"
#include "base/url.hpp"
#include "readers/device.hpp"
#include "web/club.hpp"
#include "web/feeds_out.hpp"
#include "web/page_export.hpp"
#include "web/passkeys.hpp"

using namespace octavo;
using namespace octavo::test;
using readers::SignUp;

namespace {

const readers::RelyingParty local{"localhost", "http://localhost:8080"};

// What a page's script reads out of it.
std::string data_of(std::string_view page, std::string_view name) {
    const std::string sign = fmt::format("data-{}=\"", name);
    const auto at = page.find(sign);
    if (at == std::string_view::npos) return {};
    const auto from = at + sign.size();
    return std::string(page.substr(from, page.find('"', from) - from));
}

std::string form_of(const readers::ShownNewKey& key, std::string_view name) {
    return fmt::format("&do=add&called={}&challenge={}&client={}&attestation={}", percent_encode(name), key.challenge,
                       key.client_data, key.attestation);
}
std::string form_of(const readers::ShownKey& key, std::string_view doing = "passkey") {
    return fmt::format("&do={}&challenge={}&id={}&user={}&client={}&data={}&signature={}", doing, key.challenge, key.id,
                       key.user, key.client_data, key.authenticator_data, key.signature);
}

struct KeyClub : Club {
    using Club::Club;
    web::Response add(const readers::SignedIn& in, const Device& device, std::string_view name = "My phone") {
        const auto page = bytes(look("/en-gb/me/keys", with(in)));
        return send("/en-gb/me/keys", token(in) + form_of(device.show_new(local, data_of(page, "challenge")), name),
                    with(in));
    }
    readers::ShownKey show(const readers::SignedIn& in, const Device& device) {
        return device.show(local, data_of(bytes(look("/en-gb/sign-in")), "challenge"), in.account.id.text());
    }
};

}  // namespace

TEST_CASE("a passkey is added on one's own page, signs in at the door, and goes where one came from") {
    KeyClub club;
    const auto ada = club.join("Ada Quay");
    const auto before = bytes(club.look("/en-gb/me/keys", Club::with(ada)));
    CHECK(before.contains("You have no passkey yet."));
    CHECK(data_of(before, "passkey") == "make");
    CHECK(readers::from_base64url(data_of(before, "user")) == ada.account.id.text());
    CHECK(data_of(before, "person") == "Ada Quay");
    CHECK(data_of(before, "known").empty());
    CHECK(before.contains("value=\"Firefox · Linux\""));
    const Device device;
    const auto added = club.add(ada, device, "<b>My phone");
    CHECK(added.status == 303);
    CHECK(header(added, "Location") == "/en-gb/me/keys");
    const auto after = bytes(club.look("/en-gb/me/keys", Club::with(ada)));
    CHECK(after.contains("&lt;b&gt;My phone"));
    CHECK(after.contains("Not used yet"));
    CHECK(data_of(after, "known") == readers::to_base64url(device.id));
    const auto door = bytes(club.look("/en-gb/sign-in?at=my/saved"));
    CHECK(door.contains("autocomplete=\"username webauthn\""));
    CHECK(data_of(door, "passkey") == "get");
    const auto shown = club.show(ada, device);
    const auto in = club.send("/en-gb/sign-in?at=my/saved", "x=y" + form_of(shown));
    REQUIRE(in.status == 303);
    CHECK(header(in, "Location") == "/en-gb/my/saved");
    CHECK(club.accounts->visitor(secret_set(in)).value()->account.name == "Ada Quay");
    // The same once more, from another browser.
    const auto again = club.send("/en-gb/sign-in", "x=y" + form_of(shown), {.agent = "Replay/1.0"});
    CHECK(again.status == 422);
    CHECK(secret_set(again).empty());
    CHECK(bytes(again).contains("This passkey did not open anything."));
    // From another site's page it is not looked at.
    CHECK(club.send("/en-gb/sign-in", "x=y" + form_of(club.show(ada, device)), {.site = "cross-site"}).status == 403);
    const auto gone = club.send(
        "/en-gb/me/keys", club.token(ada) + "&do=remove&key=" + readers::to_base64url(device.id), Club::with(ada));
    CHECK(gone.status == 303);
    CHECK(club.send("/en-gb/sign-in", "x=y" + form_of(club.show(ada, device))).status == 422);
}

TEST_CASE("who signed in a while ago confirms it before anything is added; taking away needs no more") {
    KeyClub club;
    const auto ada = club.join("Ada Quay");
    const Device device;
    REQUIRE(club.add(ada, device).status == 303);
    club.clock.advance(std::chrono::minutes(20));
    const auto page = bytes(club.look("/en-gb/me/keys", Club::with(ada)));
    CHECK(page.contains("Confirm that it is you"));
    CHECK_FALSE(page.contains("name=\"called\""));
    CHECK_FALSE(page.contains("value=\"codes\""));
    Device second;
    second.id = "second";
    CHECK(club.add(ada, second).status == 422);
    CHECK(club.send("/en-gb/me/keys", club.token(ada) + "&do=codes", Club::with(ada)).status == 422);
    const auto wrong =
        club.send("/en-gb/me/keys", club.token(ada) + "&do=confirm&password=not+it+at+all", Club::with(ada));
    CHECK(wrong.status == 422);
    CHECK(bytes(wrong).contains("This is not your password."));
    const auto right =
        club.send("/en-gb/me/keys", club.token(ada) + "&do=confirm&password=correct+horse+battery", Club::with(ada));
    REQUIRE(right.status == 303);
    CHECK(header(right, "Location") == "/en-gb/me/keys");
    const readers::SignedIn again{ada.account, secret_set(right)};
    CHECK(club.look("/en-gb/me", Club::with(ada)).status == 303);  // the old secret is nobody's
    CHECK(club.add(again, second).status == 303);
    club.clock.advance(std::chrono::minutes(20));
    const auto challenge = data_of(bytes(club.look("/en-gb/me/keys", Club::with(again))), "challenge");
    const auto by_key =
        club.send("/en-gb/me/keys",
                  club.token(again) + form_of(device.show(local, challenge, ada.account.id.text()), "confirm-passkey"),
                  Club::with(again));
    REQUIRE(by_key.status == 303);
    CHECK(header(by_key, "Location") == "/en-gb/me/keys");
    const readers::SignedIn third{ada.account, secret_set(by_key)};
    CHECK(bytes(club.look("/en-gb/me/keys", Club::with(third))).contains("name=\"called\""));
    club.clock.advance(std::chrono::minutes(20));
    CHECK(club.send("/en-gb/me/keys", club.token(third) + "&do=remove&key=" + readers::to_base64url(second.id),
                    Club::with(third))
              .status == 303);
    CHECK(club.accounts->keys().passkeys(club.accounts->visitor(third.secret).value().value()).value().size() == 1);
}

TEST_CASE("one's keys are one's own: another's form, challenge or list changes nothing") {
    KeyClub club;
    const auto ada = club.join("Ada Quay"), bo = club.join("Bo Lind");
    const Device device;
    REQUIRE(club.add(ada, device).status == 303);
    const std::string key = readers::to_base64url(device.id);
    CHECK(club.send("/en-gb/me/keys", club.token(bo) + "&do=remove&key=" + key, Club::with(bo)).status == 303);
    CHECK(club.send("/en-gb/me/keys", club.token(bo) + "&do=remove&key=" + key, Club::with(ada)).status == 403);
    CHECK(bytes(club.look("/en-gb/me/keys", Club::with(ada))).contains("My phone"));
    Device second;
    second.id = "second";
    const auto challenge = data_of(bytes(club.look("/en-gb/me/keys", Club::with(ada))), "challenge");
    CHECK(club.send("/en-gb/me/keys", club.token(bo) + form_of(second.show_new(local, challenge), "x"), Club::with(bo))
              .status == 422);
    CHECK(club.send("/en-gb/me/keys", club.token(bo) + "&do=dance", Club::with(bo)).status == 403);
}

TEST_CASE("recovery codes are shown once, and one of them opens the door with a new password") {
    KeyClub club;
    const auto ada = club.join("Ada Quay");
    const auto made = club.send("/en-gb/me/keys", club.token(ada) + "&do=codes", Club::with(ada));
    REQUIRE(made.status == 200);
    CHECK(made.keep == web::Keep::not_at_all);
    const std::string page = bytes(made);
    const auto at = page.find("<code>");
    REQUIRE(at != std::string::npos);
    const std::string code = page.substr(at + 6, 19);
    CHECK(page.contains("Codes left: 10"));
    CHECK_FALSE(bytes(club.look("/en-gb/me/keys", Club::with(ada))).contains("<code>"));
    CHECK(bytes(club.look("/en-gb/sign-in")).contains("/en-gb/recover"));
    CHECK(bytes(club.look("/en-gb/recover")).contains("name=\"code\""));
    const auto wrong = club.send("/en-gb/recover", "name=Ada+Quay&code=aaaa-aaaa-aaaa-aaaa&password=another+long+one");
    const auto unknown =
        club.send("/en-gb/recover", "name=Eve+Lock&code=aaaa-aaaa-aaaa-aaaa&password=another+long+one");
    CHECK(wrong.status == 422);
    CHECK(unknown.status == 422);
    CHECK(bytes(wrong).contains("The name or the code is not right"));
    CHECK_FALSE(bytes(wrong).contains("aaaa-aaaa"));
    const auto in = club.send("/en-gb/recover", fmt::format("name=Ada+Quay&code={}&password=another+long+one", code));
    REQUIRE(in.status == 303);
    CHECK(header(in, "Location") == "/en-gb/me/keys");
    CHECK(club.accounts->visitor(secret_set(in)).value()->account.name == "Ada Quay");
    CHECK_FALSE(club.accounts->visitor(ada.secret).value().has_value());
    CHECK(club.send("/en-gb/recover", fmt::format("name=Ada+Quay&code={}&password=a+third+long+one", code)).status ==
          422);
}

TEST_CASE("a program reads its owner's news as a feed, and all that is kept, with a password of its own") {
    KeyClub club;
    const auto ada = club.join("Ada Quay");
    const auto made = club.send("/en-gb/me/keys", club.token(ada) + "&do=app&program=Feed+reader", Club::with(ada));
    REQUIRE(made.status == 200);
    const std::string page = bytes(made);
    CHECK(page.contains("Feed reader"));
    const auto at = page.find("<code>");
    REQUIRE(at != std::string::npos);
    const std::string password = page.substr(at + 6, 27);
    CHECK_FALSE(bytes(club.look("/en-gb/me/keys", Club::with(ada))).contains(password));
    const std::string place = "/en-gb/my/follow/src/" + club.stand.articles.at(0).card.source_domain;
    REQUIRE(club.send(place, club.token(ada) + "&do=follow", Club::with(ada)).status == 303);
    const auto basic = [](std::string_view name, std::string_view word) {
        return "Basic " + to_base64(fmt::format("{}:{}", name, word));
    };
    const std::string right = basic("Ada Quay", password);
    const auto feed = club.look("/en-gb/my/feed.atom", {.site = "", .authorization = right});
    REQUIRE(feed.status == 200);
    CHECK(feed.page->type() == web::feed_type(web::Form::atom));
    CHECK(bytes(feed).contains("My news · Ada Quay"));
    CHECK(bytes(feed).contains("<entry"));
    CHECK(bytes(club.look("/en-gb/me/export.json", {.site = "", .authorization = right})).contains("Feed reader"));
    // Who has a login in the browser needs none; a browser that has none is led to the door.
    CHECK(club.look("/en-gb/my/feed.atom", Club::with(ada)).status == 200);
    CHECK(club.look("/en-gb/my/feed.atom").status == 303);
    const auto bare = club.look("/en-gb/my/feed.atom", {.site = ""});
    CHECK(bare.status == 401);
    CHECK(bytes(bare).contains("/en-gb/me/keys"));
    for (const std::string& wrong :
         {basic("Ada Quay", good_password), basic("Bo Lind", password), basic("", ""), std::string("Basic"),
          std::string("Basic !!!"), std::string("Bearer ") + password, std::string("Basic YQ"), std::string(5000, 'B')})
        CHECK(club.look("/en-gb/my/feed.atom", {.site = "", .authorization = wrong}).status == 401);
    const auto apps = club.accounts->keys().apps(club.accounts->visitor(ada.secret).value().value()).value();
    REQUIRE(apps.size() == 1);
    CHECK(club.send("/en-gb/me/keys", fmt::format("{}&do=end-app&number={}", club.token(ada), apps[0].number),
                    Club::with(ada))
              .status == 303);
    CHECK(club.look("/en-gb/my/feed.atom", {.site = "", .authorization = right}).status == 401);
}

TEST_CASE("all that is kept comes as one ZIP: a page to be read, JSON, OPML") {
    KeyClub club;
    const auto ada = club.join("Ada Quay");
    const auto zip = club.look("/en-gb/me/export.zip", Club::with(ada));
    REQUIRE(zip.status == 200);
    CHECK(zip.page->type() == "application/zip");
    CHECK_FALSE(zip.page->packable());
    CHECK(header(zip, "Content-Disposition") == "attachment; filename=\"octavo.zip\"");
    CHECK(bytes(zip).starts_with("PK\x03\x04"));
    for (const std::string_view name : {"octavo/index.html", "octavo/account.json", "octavo/follows.opml"})
        CHECK(bytes(zip).contains(name));
    CHECK(bytes(club.look("/en-gb/me", Club::with(ada))).contains("/en-gb/me/export.zip"));
}

TEST_CASE("the page of what is kept leads to the publishers, and what is hostile in it is text") {
    const web::SiteSettings settings;
    const web::Tongue tongue(*find_edition("en-gb"));
    const web::Setting setting{.site = settings, .tongue = tongue, .now = press_time(), .outlook = {}, .origin = {}};
    web::ExportView view{
        .account = {.id = AccountId{7}, .name = "<b>Ada", .role = Role::reader, .made = {}, .shut = {}},
        .follows = {{"A \"paper\"", "https://news.example/en-gb/src/a.example"}, {"Gone", ""}},
        .mutes = {"<script>"},
        .saved = {{ArticleId{1}, press_time()}, {ArticleId{2}, press_time()}},
        .comments = {{.number = 1, .article = ArticleId{1}, .text = "<i>\nwords"}}};
    view.cards[ArticleId{1}].title = "<u>Title";
    view.cards[ArticleId{1}].url = "javascript:alert(1)";
    const std::string page = web::export_page(setting, view);
    for (const std::string_view part : {"<b>Ada", "<script>", "<i>", "<u>", "javascript:"})
        CHECK_FALSE(page.contains(part));
    for (const std::string_view part :
         {"&lt;b&gt;Ada", "&lt;script&gt;", "&lt;u&gt;Title", "https://news.example/en-gb/src/a.example"})
        CHECK(page.contains(part));
    CHECK(page.contains(ArticleId{2}.text()));
}

TEST_CASE("links that were not used yet stand on the desk, and open nothing once they are taken back") {
    KeyClub club;
    const auto boss = club.join("Ada Quay", Role::owner), bo = club.join("Bo Lind");
    const auto desk = [&] { return bytes(club.look("/en-gb/admin/accounts", Club::with(boss))); };
    CHECK_FALSE(desk().contains("Links not used yet"));
    const std::string pass = club.accounts->recovery_of(readers::By::command_line(), bo.account.id).value();
    const auto links = club.accounts->open_links(readers::By::command_line()).value();
    REQUIRE(links.size() == 1);
    CHECK(desk().contains("Links not used yet"));
    CHECK(desk().contains("value=\"" + links[0].name + "\""));
    CHECK_FALSE(desk().contains(pass));
    CHECK(club.look("/en-gb/pass/" + pass).status == 200);
    const std::string form = "&do=take-back&link=" + links[0].name;
    CHECK(club.send("/en-gb/admin/accounts", club.token(bo) + form, Club::with(bo)).status == 403);
    CHECK(club.send("/en-gb/admin/accounts", club.token(boss) + form, Club::with(boss)).status == 303);
    CHECK(club.look("/en-gb/pass/" + pass).status == 410);
    CHECK_FALSE(desk().contains("Links not used yet"));
    CHECK(club.send("/en-gb/admin/accounts", club.token(boss) + form, Club::with(boss)).status == 303);
    CHECK(club.accounts->deeds(readers::By::command_line(), 1'000'000, 1).value()[0].deed == "link taken back");
}

TEST_CASE("a site behind TLS says that it always will be, unless its operator does not want to") {
    const auto promise = [](web::SiteSettings settings, std::string_view target) {
        KeyClub club(SignUp::open, std::move(settings));
        return header(club.look(target, {.host = "news.example"}), "Strict-Transport-Security");
    };
    for (const std::string_view target : {"/", "/en-gb", "/en-gb/sign-in", "/nowhere", "/robots.txt"}) {
        CHECK(promise({.base_url = "https://news.example"}, target) == "max-age=31536000");
        CHECK(promise({.base_url = "https://news.example", .hsts = false}, target).empty());
        CHECK(promise({.base_url = "http://news.example"}, target).empty());
        CHECK(promise({}, target).empty());
    }
}

TEST_CASE("passkeys are offered only where browsers know them: by https under a name, or on this machine") {
    using web::relying_party;
    const auto at = [](std::string_view host, std::string_view base_url) {
        return relying_party({.host = host}, base_url);
    };
    CHECK(at("localhost:8080", "")->id == "localhost");
    CHECK(at("localhost:8080", "")->origin == "http://localhost:8080");
    CHECK(at("localhost", "")->origin == "http://localhost");
    CHECK(at("news.example", "https://News.Example/")->id == "news.example");
    CHECK(at("news.example", "https://news.example:443")->origin == "https://news.example");
    CHECK(at("news.example:8443", "https://news.example:8443")->origin == "https://news.example:8443");
    CHECK(at("news.example:8443", "https://news.example:8443")->id == "news.example");
    CHECK_FALSE(at("news.example", "http://news.example").has_value());
    CHECK_FALSE(at("192.0.2.1:8080", "").has_value());
    CHECK_FALSE(at("127.0.0.1:8080", "").has_value());
    CHECK_FALSE(at("[::1]:8080", "").has_value());
    CHECK_FALSE(at("192.0.2.1", "https://192.0.2.1").has_value());
    CHECK_FALSE(at("[2001:db8::1]", "https://[2001:db8::1]").has_value());
    CHECK_FALSE(at("nas.lan", "").has_value());
    KeyClub club;
    const auto ada = club.join("Ada Quay");
    auto elsewhere = Club::with(ada);
    elsewhere.host = "127.0.0.1:8080";
    const auto page = bytes(club.look("/en-gb/me/keys", elsewhere));
    CHECK(page.contains("There can be no passkeys here"));
    CHECK(data_of(page, "passkey").empty());
    CHECK_FALSE(page.contains("passkeys."));
    CHECK(data_of(bytes(club.look("/en-gb/sign-in", elsewhere)), "challenge").empty());
}

TEST_CASE("behind TLS a passkey is bound to the public address") {
    KeyClub club(SignUp::open, {.base_url = "https://news.example"});
    const auto ada = club.join("Ada Quay");
    const Club::From me{.cookie = "__Host-sid=" + ada.secret, .host = "news.example"};
    const readers::RelyingParty here{"news.example", "https://news.example"};
    const Device device;
    const auto challenge = [&](std::string_view page, const Club::From& from) {
        return data_of(bytes(club.look(page, from)), "challenge");
    };
    const auto add = [&](const readers::RelyingParty& where) {
        return club.send("/en-gb/me/keys",
                         club.token(ada) + form_of(device.show_new(where, challenge("/en-gb/me/keys", me)), "x"), me);
    };
    CHECK(add(local).status == 422);
    CHECK(add(here).status == 303);
    const auto in = club.send("/en-gb/sign-in",
                              "x=y" + form_of(device.show(here, challenge("/en-gb/sign-in", {.host = "news.example"}),
                                                          ada.account.id.text())),
                              {.host = "news.example"});
    CHECK(in.status == 303);
    CHECK(header(in, "Set-Cookie").starts_with("__Host-sid="));
}
