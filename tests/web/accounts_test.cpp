// Accounts as a browser has them: in by name, by invitation, back by a recovery; cookies; what a form says that was
// refused; what one cannot do to others.
#include "web/club.hpp"

using namespace octavo;
using namespace octavo::test;
using readers::By;
using readers::SignUp;

namespace {

const std::string ada = "name=Ada+Quay&password=correct+horse+battery";

}  // namespace

TEST_CASE("signing up sets a cookie that scripts cannot read, and leads to one's own page; signing out ends it") {
    Club club;
    const auto in = club.send("/en-gb/sign-up", ada);
    REQUIRE(in.status == 303);
    CHECK(header(in, "Location") == "/en-gb/my");
    const std::string cookie = header(in, "Set-Cookie");
    CHECK(cookie.contains("; Path=/;"));
    CHECK(cookie.contains("HttpOnly"));
    CHECK(cookie.contains("SameSite=Lax"));
    CHECK(cookie.contains("Max-Age=7776000"));
    const std::string secret = secret_set(in);
    REQUIRE(secret.size() == 64);
    const Club::From me{.cookie = "octavo-sid=" + secret};
    const auto page = club.look("/en-gb/me", me);
    CHECK(page.status == 200);
    CHECK(bytes(page).contains("Ada Quay"));
    CHECK(bytes(page).contains("Firefox · Linux"));
    CHECK_FALSE(bytes(page).contains(secret));
    const auto out = club.send("/en-gb/me", "do=sign-out&token=" + club.accounts->form_token(secret), me);
    CHECK(out.status == 303);
    CHECK(header(out, "Set-Cookie").contains("Max-Age=0"));
    CHECK(club.look("/en-gb/me", me).status == 303);
    CHECK_FALSE(club.accounts->visitor(secret).value().has_value());
}

TEST_CASE("behind TLS the cookie is one that only this host can set") {
    Club club(SignUp::open, {.base_url = "https://news.example"});
    const auto in = club.send("/en-gb/sign-up", ada, {.host = "news.example"});
    REQUIRE(in.status == 303);
    CHECK(header(in, "Set-Cookie").starts_with("__Host-sid="));
    CHECK(header(in, "Set-Cookie").contains("; Secure;"));
    // One that came without TLS, or was set by a neighbour, is nobody's.
    CHECK(club.look("/en-gb/me", {.cookie = "octavo-sid=" + secret_set(in), .host = "news.example"}).status == 303);
    CHECK(club.look("/en-gb/me", {.cookie = "__Host-sid=" + secret_set(in), .host = "news.example"}).status == 200);
    CHECK(club.send("/en-gb/sign-in", ada, {.host = "evil.example"}).status == 403);
}

TEST_CASE("who signs in goes where they came from, and nowhere else") {
    Club club;
    club.join("Ada Quay");
    const auto door = club.look("/en-gb/me");
    CHECK(header(door, "Location") == "/en-gb/sign-in?at=me");
    CHECK(header(club.send("/en-gb/sign-in?at=admin/log", ada), "Location") == "/en-gb/admin/log");
    CHECK(header(club.send("/en-gb/sign-in", ada), "Location") == "/en-gb/my");
    for (const std::string_view elsewhere :
         {"//evil.example", "https://evil.example/", "..%2F..%2Fx", "%0d%0aSet-Cookie:+a=b", "javascript:alert(1)"})
        CHECK(header(club.send(fmt::format("/en-gb/sign-in?at={}", elsewhere), ada), "Location") == "/en-gb/my");
}

TEST_CASE("a wrong password and an unknown name are told in the same words, the name stays, the password does not") {
    Club club;
    club.join("Ada Quay");
    const auto wrong = club.send("/en-gb/sign-in", "name=Ada+Quay&password=not+this+one");
    const auto unknown = club.send("/en-gb/sign-in", "name=Eve+Lock&password=not+this+one");
    CHECK(wrong.status == 422);
    CHECK(unknown.status == 422);
    CHECK(bytes(wrong).contains("The name or the password is not right."));
    CHECK(bytes(wrong).contains("value=\"Ada Quay\""));
    CHECK_FALSE(bytes(wrong).contains("not this one"));
    CHECK(secret_set(wrong).empty());
    const auto same = [](std::string page) {
        for (auto at = page.find("Ada Quay"); at != std::string::npos; at = page.find("Ada Quay"))
            page.replace(at, 8, "Eve Lock");
        // Each page has a challenge of its own for a passkey.
        if (const auto at = page.find("data-challenge"); at != std::string::npos)
            page.erase(at, page.find('>', at) - at);
        return page;
    };
    CHECK(same(bytes(wrong)) == same(bytes(unknown)));
    CHECK(bytes(club.send("/en-gb/sign-in", "name=%22%3E%3Cscript%3Ex&password=y")).contains("&lt;script&gt;x"));
}

TEST_CASE("too many tries are answered with how long to wait") {
    Club club;
    club.join("Ada Quay");
    web::Response last;
    for (int i = 0; i < 7; ++i) last = club.send("/en-gb/sign-in", fmt::format("name=Ada+Quay&password=guess+{}", i));
    CHECK(last.status == 429);
    CHECK_FALSE(header(last, "Retry-After").empty());
    CHECK(bytes(last).contains("Too many tries"));
}

TEST_CASE("what cannot be a name or a password is said beside its field") {
    Club club;
    club.join("Ada Quay");
    const auto told = [&](std::string_view body, std::string_view words) {
        const auto page = club.send("/en-gb/sign-up", body);
        CHECK(page.status == 422);
        CHECK_MESSAGE(bytes(page).contains(words), body);
        CHECK(bytes(page).contains("aria-invalid"));
    };
    told("name=ada.quay&password=correct+horse+battery", "Somebody has this name");
    told("name=admin&password=correct+horse+battery", "This cannot be a name here");
    told("name=Bo+Lind&password=short", "at least 8 characters");
    told("name=Bo+Lind&password=password1", "easy to guess");
    CHECK(club.send("/en-gb/sign-up", ada, {.type = "text/plain"}).status == 400);
    CHECK(club.send("/en-gb/sign-up", "").status == 422);
}

TEST_CASE("where accounts are by invitation, a pass opens the door once") {
    Club club(SignUp::invited);
    CHECK(club.send("/en-gb/sign-up", ada).status == 422);
    CHECK_FALSE(bytes(club.look("/en-gb/sign-up")).contains("name=\"password\""));
    const std::string pass = club.accounts->invite(By::command_line(), Role::owner).value();
    const auto led = club.look("/pass/" + pass, {.cookie = "edition=fr-fr"});
    CHECK(header(led, "Location") == "/fr-fr/pass/" + pass);
    CHECK(bytes(club.look("/en-gb/pass/" + pass)).contains("You are invited as: Operator"));
    // What was refused has used nothing.
    CHECK(club.send("/en-gb/pass/" + pass, "name=Ada+Quay&password=short").status == 422);
    const auto in = club.send("/en-gb/pass/" + pass, ada);
    REQUIRE(in.status == 303);
    CHECK(club.look("/en-gb/admin", {.cookie = "octavo-sid=" + secret_set(in)}).status == 200);
    const auto again = club.look("/en-gb/pass/" + pass);
    CHECK(again.status == 410);
    CHECK(bytes(again).contains("This link has been used, or has expired"));
    CHECK(club.send("/en-gb/pass/" + pass, "name=Eve+Lock&password=correct+horse+battery").status == 422);
}

TEST_CASE("a recovery sets a new password and ends what was signed in") {
    Club club;
    const auto before = club.join("Ada Quay");
    const std::string pass = club.accounts->recovery_of(By::command_line(), before.account.id).value();
    CHECK(bytes(club.look("/en-gb/pass/" + pass)).contains("Ada Quay"));
    const auto in = club.send("/en-gb/pass/" + pass, "name=Somebody+Else&password=another+long+one");
    REQUIRE(in.status == 303);
    CHECK(club.accounts->visitor(secret_set(in)).value()->account.name == "Ada Quay");
    CHECK_FALSE(club.accounts->visitor(before.secret).value().has_value());
    CHECK(club.send("/en-gb/sign-in", ada).status == 422);
}

TEST_CASE("a password is changed by who knows the old one; other browsers are signed out, this one goes on") {
    Club club;
    const auto here = club.join("Ada Quay");
    const std::string there = secret_set(club.send("/en-gb/sign-in", ada));
    const auto wrong =
        club.send("/en-gb/me", club.token(here) + "&do=password&old=no&password=another+long+one", Club::with(here));
    CHECK(wrong.status == 422);
    CHECK(bytes(wrong).contains("This is not your password."));
    const auto done =
        club.send("/en-gb/me", club.token(here) + "&do=password&old=correct+horse+battery&password=another+long+one",
                  Club::with(here));
    REQUIRE(done.status == 303);
    CHECK(header(done, "Location") == "/en-gb/me?changed=1");
    CHECK(secret_set(done) != here.secret);
    CHECK(bytes(club.look("/en-gb/me?changed=1", {.cookie = "octavo-sid=" + secret_set(done)}))
              .contains("password is changed"));
    for (const std::string& old : {here.secret, there}) CHECK_FALSE(club.accounts->visitor(old).value().has_value());
}

TEST_CASE("nobody ends another's login by its number") {
    Club club;
    const auto a = club.join("Ada Quay"), b = club.join("Bo Lind");
    const auto number = club.accounts->logins(a.account.id).value().at(0).number;
    CHECK(club.send("/en-gb/me", fmt::format("{}&do=end&login={}", club.token(b), number), Club::with(b)).status ==
          303);
    CHECK(club.accounts->visitor(a.secret).value().has_value());
    CHECK(club.send("/en-gb/me", fmt::format("{}&do=end&login={}", club.token(a), number), Club::with(a)).status ==
          303);
    CHECK_FALSE(club.accounts->visitor(a.secret).value().has_value());
}

TEST_CASE("who leaves needs the password, and is gone; the last operator stays") {
    Club club;
    const auto a = club.join("Ada Quay"), boss = club.join("Bo Lind", Role::owner);
    CHECK(club.send("/en-gb/me", club.token(a) + "&do=delete&sure=no", Club::with(a)).status == 422);
    const auto last =
        club.send("/en-gb/me", club.token(boss) + "&do=delete&sure=correct+horse+battery", Club::with(boss));
    CHECK(last.status == 422);
    CHECK(bytes(last).contains("This is the only operator"));
    const auto gone = club.send("/en-gb/me", club.token(a) + "&do=delete&sure=correct+horse+battery", Club::with(a));
    REQUIRE(gone.status == 303);
    CHECK(header(gone, "Location") == "/en-gb/sign-in?left=1");
    CHECK(bytes(club.look("/en-gb/sign-in?left=1")).contains("Your account is deleted."));
    CHECK_FALSE(club.accounts->named("Ada Quay").value().has_value());
}

TEST_CASE("the operator's desk: accounts, an invitation shown once, a role, a closed account, what was done") {
    Club club;
    const auto boss = club.join("Bo Lind", Role::owner), a = club.join("Ada Quay");
    const auto from = Club::with(boss);
    const std::string token = club.token(boss), place = "/en-gb/admin/" + a.account.id.text();
    CHECK(bytes(club.look("/en-gb/admin/accounts", from)).contains(place));
    const auto invited = club.send("/en-gb/admin/accounts", token + "&do=invite&role=moderator", from);
    CHECK(invited.status == 200);
    const std::string page = bytes(invited);
    const auto at = page.find("http://localhost:8080/pass/");
    REQUIRE(at != std::string::npos);
    const std::string pass = page.substr(at + 27, 64);
    CHECK(club.accounts->look_at_pass(pass).value()->role == Role::moderator);
    CHECK_FALSE(bytes(club.look("/en-gb/admin/accounts", from)).contains(pass));
    CHECK(club.send(place, token + "&do=role&role=editor", from).status == 303);
    CHECK(club.accounts->account(a.account.id).value()->role == Role::editor);
    CHECK(club.send(place, token + "&do=role&role=emperor", from).status == 400);
    CHECK(club.send(place, token + "&do=close", from).status == 303);
    CHECK(club.look("/en-gb/me", Club::with(a)).status == 303);
    CHECK(bytes(club.send("/en-gb/sign-in", ada)).contains("closed by an operator"));
    CHECK(club.send(place, token + "&do=open", from).status == 303);
    CHECK(bytes(club.send(place, token + "&do=recovery", from)).contains("/pass/"));
    const std::string log = bytes(club.look("/en-gb/admin/log", from));
    for (const std::string_view deed : {"invited: moderator", "role: editor", "shut", "opened", "recovery"})
        CHECK_MESSAGE(log.contains(deed), deed);
    CHECK(club.send(place, token + "&do=delete", from).status == 400);
    CHECK(club.send(place, token + "&do=delete&sure=yes", from).status == 303);
    CHECK(club.look(place, from).status == 404);
    // Of the last operator nothing is taken.
    const std::string own = "/en-gb/admin/" + boss.account.id.text();
    CHECK(bytes(club.send(own, token + "&do=role&role=reader", from)).contains("only operator"));
}

TEST_CASE("a public site's health is for the operator's account, wherever they sit") {
    Club club(SignUp::open, {.base_url = "http://news.example"});
    const auto boss = club.join("Bo Lind", Role::owner), a = club.join("Ada Quay", Role::editor);
    auto from = Club::with(boss);
    from.host = "news.example";
    CHECK(club.look("/en-gb/status", from).status == 200);
    from.cookie = Club::with(a).cookie;
    CHECK(club.look("/en-gb/status", from).status == 403);
}

TEST_CASE("pages of articles are the same for everybody, and cost no question who it is") {
    Club club;
    const auto in = club.join("Ada Quay");
    CHECK(bytes(club.look("/en-gb")) == bytes(club.look("/en-gb", Club::with(in))));
    CHECK(club.look("/en-gb").extra.find("Set-Cookie") == std::string::npos);
}

TEST_CASE("who signs up where nobody may keeps nobody from signing in") {
    Club club(SignUp::invited);
    club.join("Ada Quay");
    for (int i = 0; i < 120; ++i) CHECK(club.send("/en-gb/sign-up", ada, {.address = "127.0.0.1"}).status == 422);
    CHECK(club.send("/en-gb/sign-in", ada, {.address = "127.0.0.1"}).status == 303);
    // A stranger's guesses at a name do not close the form of who is signed in.
    const auto in = club.join("Bo Lind");
    for (int i = 0; i < 7; ++i) (void)club.send("/en-gb/sign-in", "name=Bo+Lind&password=guess");
    CHECK(club.send("/en-gb/me", club.token(in) + "&do=password&old=correct+horse+battery&password=another+long+one",
                    Club::with(in))
              .status == 303);
}

TEST_CASE("behind TLS the door stands under the public address alone") {
    Club club(SignUp::open, {.base_url = "https://news.example"});
    const auto led = club.look("/en-gb/sign-in?at=my", {.host = "192.168.1.5:8080"});
    CHECK(led.status == 302);
    CHECK(header(led, "Location") == "https://news.example/en-gb/sign-in?at=my");
    CHECK(club.send("/en-gb/sign-up", ada, {.host = "192.168.1.5:8080"}).status == 403);
    CHECK_FALSE(club.accounts->named("Ada Quay").value().has_value());
    CHECK(club.send("/en-gb/sign-up", ada, {.host = "news.example:443"}).status == 303);
}

TEST_CASE("a form that is too old leads back to where it stands") {
    Club club;
    const auto in = club.join("Ada Quay");
    const auto old = club.send("/en-gb/my/follow/c/sports", "do=follow&token=old", Club::with(in));
    CHECK(old.status == 403);
    CHECK(bytes(old).contains("href=\"/en-gb/my/follow/c/sports\""));
}

TEST_CASE("links of a site without an operator end with the next one, and with the first operator") {
    Club club(SignUp::invited);
    const std::string first = club.accounts->invite_first_operator().value();
    const std::string second = club.accounts->invite_first_operator().value();
    CHECK(club.look("/en-gb/pass/" + first).status == 410);
    CHECK(club.send("/en-gb/pass/" + second, ada).status == 303);
    const auto boss = *club.accounts->named("Ada Quay").value();
    const std::string once = club.accounts->recovery_of(By::command_line(), boss.id).value();
    const std::string twice = club.accounts->recovery_of(By::command_line(), boss.id).value();
    CHECK(club.look("/en-gb/pass/" + once).status == 410);
    CHECK(club.look("/en-gb/pass/" + twice).status == 200);
}
