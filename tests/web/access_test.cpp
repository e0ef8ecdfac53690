// The matrix of addresses and roles, tried: each kind of address, by each role and by nobody, looked at and sent to
// with the form's proof, without it, and from another site's page.
#include "web/access.hpp"

#include "base/base64.hpp"
#include "web/club.hpp"

using namespace octavo;
using namespace octavo::test;
using web::Access;
using web::Press;

namespace {

struct Caller {
    std::string_view name;
    std::optional<Role> role;
    std::optional<readers::SignedIn> in = {};
};

struct Matrix {
    Club club{readers::SignUp::open, {.searches_a_minute = 0}};
    std::vector<Caller> callers = {{"nobody", {}},
                                   {"reader", Role::reader},
                                   {"moderator", Role::moderator},
                                   {"editor", Role::editor},
                                   {"operator", Role::owner}};
    Matrix() {
        for (Caller& caller : callers)
            if (caller.role) caller.in = club.join(fmt::format("The {}", caller.name), *caller.role);
    }
    Club::From from(const Caller& caller) const { return caller.in ? Club::with(*caller.in) : Club::From{}; }
};

bool lets_in(const Access& access, const Caller& caller) {
    return !access.signed_in || (caller.role && *caller.role >= *access.signed_in);
}
bool leads_to_the_door(const web::Response& response) {
    return response.status == 303 && header(response, "Location").contains("/sign-in");
}

}  // namespace

TEST_CASE("every kind of address stands once in the table, and its example is of that kind") {
    std::size_t i = 0;
    for (const Access& access : web::all_access()) {
        CAPTURE(access.example);
        CHECK(static_cast<std::size_t>(access.kind) == i++);
        CHECK(web::read_route(access.example).kind == access.kind);
        CHECK(&web::access_of(access.kind) == &access);
        // What changes something for one account needs that account's form.
        CHECK((access.press == Press::form) <= access.signed_in.has_value());
        // Programs look at what is a reader's own, and send nothing.
        if (access.programs) {
            CHECK(access.signed_in == Role::reader);
            CHECK(access.press == Press::none);
        }
    }
}

TEST_CASE("looking: each role sees what the table says, nobody is led to the door") {
    Matrix matrix;
    for (const Access& access : web::all_access())
        for (const Caller& caller : matrix.callers) {
            if (access.kind == web::Route::Kind::events) continue;  // a stream has no page
            CAPTURE(access.example);
            CAPTURE(caller.name);
            const auto response = matrix.club.look(access.example, matrix.from(caller));
            if (lets_in(access, caller)) {
                CHECK(response.status != 403);
                CHECK_FALSE(leads_to_the_door(response));
            } else if (!caller.role) {
                CHECK(leads_to_the_door(response));
            } else {
                CHECK(response.status == 403);
            }
            // Nobody keeps what is one account's.
            if (access.signed_in) CHECK(response.keep == web::Keep::not_at_all);
        }
}

TEST_CASE("a program's password opens what the table says, for looking, and nothing else") {
    Matrix matrix;
    auto& keys = matrix.club.accounts->keys();
    for (const Caller& caller : matrix.callers) {
        if (!caller.in) continue;
        const auto who = matrix.club.accounts->visitor(caller.in->secret).value().value();
        const std::string basic =
            "Basic " + to_base64(fmt::format("{}:{}", who.account.name, keys.add_app(who, "test").value()));
        for (const Access& access : web::all_access()) {
            if (access.kind == web::Route::Kind::events || !access.signed_in) continue;
            CAPTURE(access.example);
            CAPTURE(caller.name);
            const auto right = matrix.club.look(access.example, {.site = "", .authorization = basic});
            // Another one each time: the same wrong one soon has to wait.
            const std::string wrong = "Basic " + to_base64(fmt::format("{}:{}", who.account.name, access.example));
            const auto refused = matrix.club.look(access.example, {.site = "", .authorization = wrong});
            CHECK(right.keep == web::Keep::not_at_all);
            if (access.programs) {
                CHECK(right.status == 200);
                CHECK(refused.status == 401);
                CHECK(header(refused, "WWW-Authenticate").starts_with("Basic "));
            } else {
                CHECK(leads_to_the_door(right));
                CHECK(leads_to_the_door(refused));
            }
        }
    }
}

TEST_CASE("sending: only where the table has a press, with the form's proof, from a page of ours") {
    Matrix matrix;
    for (const Access& access : web::all_access())
        for (const Caller& caller : matrix.callers) {
            if (access.press == Press::hub || access.kind == web::Route::Kind::api)
                continue;  // have rules of their own
            CAPTURE(access.example);
            CAPTURE(caller.name);
            const std::string proof = caller.in ? matrix.club.token(*caller.in) : "token=none";
            const std::string body = proof + "&do=nothing";
            const auto ours = matrix.club.send(access.example, body, matrix.from(caller));
            auto foreign_page = matrix.from(caller);
            foreign_page.site = "cross-site";
            const auto foreign = matrix.club.send(access.example, body, foreign_page);
            const auto bare = matrix.club.send(access.example, "do=nothing", matrix.from(caller));
            if (access.press == Press::none || access.press == Press::service) {  // no service is configured here
                for (const auto* response : {&ours, &foreign, &bare}) CHECK(response->status == 405);
                continue;
            }
            CHECK(foreign.status == 403);
            if (access.press == Press::door) {
                CHECK(ours.status != 403);
                CHECK(ours.status != 405);
                continue;
            }
            if (access.press == Press::member && !caller.role) {
                CHECK(leads_to_the_door(ours));
            } else if (lets_in(access, caller)) {
                CHECK(bare.status == 403);
                CHECK(ours.status != 405);
                CHECK_FALSE(bytes(ours).contains("This form was no longer valid"));
            } else {
                CHECK(ours.status == (caller.role ? 403 : 303));
            }
        }
    // Nobody lost a role or an account by any of it.
    CHECK(matrix.club.accounts->list(readers::By::command_line(), "", 10).value().size() == 4);
}

TEST_CASE("the proof of another login, or of one that has ended, opens nothing") {
    Matrix matrix;
    const auto& reader = *matrix.callers[1].in;
    const auto& owner = *matrix.callers[4].in;
    const std::string others = "token=" + matrix.club.accounts->form_token(reader.secret);
    CHECK(matrix.club.send("/en-gb/admin/accounts", others + "&do=invite&role=reader", Club::with(owner)).status ==
          403);
    CHECK(matrix.club.accounts->sign_out(owner.secret).has_value());
    CHECK(leads_to_the_door(matrix.club.send("/en-gb/admin/accounts",
                                             matrix.club.token(owner) + "&do=invite&role=owner", Club::with(owner))));
    for (const std::string_view forged : {"", "x", "0000000000000000000000000000000000000000000000000000000000000000"})
        CHECK(leads_to_the_door(matrix.club.look("/en-gb/me", {.cookie = fmt::format("octavo-sid={}", forged)})));
}

TEST_CASE("a site without accounts has none of their addresses") {
    auto stand = invented_news();
    ManualClock clock{press_time()};
    web::Site site({}, stand.archive(), clock, [] { return web::Outlook{}; });
    const auto seat = site.seat();
    for (const Access& access : web::all_access()) {
        if (!access.signed_in && access.press != Press::door) continue;
        CAPTURE(access.example);
        CHECK(seat->answer({.target = access.example}).status == 404);
        CHECK(seat->answer({.get = false, .post = true, .target = access.example}).status == 405);
    }
    CHECK_FALSE(bytes(seat->answer({.target = "/en-gb"})).contains("class=\"who\""));
}
