// Accounts over HTTP. A form is worked on by the doors (doors.hpp), and answered when that is done; what is quick is
// asked at once. Nothing of it is kept by anybody: each page is its reader's alone.
#include <xxhash.h>

#include "base/log.hpp"
#include "base/utf8.hpp"
#include "readers/names.hpp"
#include "web/account_views.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/multipart.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;
using Way = DoorView::Way;

// Behind TLS a cookie that nobody but this very host can set, or read on its way (RFC 6265bis, section 4.1.3.2); a
// private site has no TLS, where browsers would drop it.
constexpr std::string_view safe_cookie = "__Host-sid", plain_cookie = "octavo-sid";

// As it goes back into the field.
std::string typed_name(const Request& request) {
    return std::string(utf8::cut(utf8::repair(form_value(request, "name")), 4 * readers::longest_name));
}

// Behind the door the fields' names begin with "kept-".
KeptText kept_in(const Request& request, std::string_view before) {
    const auto value = [&](std::string_view name) {
        return utf8::repair(form_value(request, fmt::format("{}{}", before, name)));
    };
    return {std::string(utf8::cut(value("do"), 20)), std::string(utf8::cut(value("about"), 20)),
            std::string(utf8::cut(value("text"), 4 * readers::Talk::longest))};
}

}  // namespace

bool SiteSeat::is_safe() const { return site_.settings.base_url.starts_with("https://"); }

std::string SiteSeat::secret_of(const Request& request) const {
    return std::string(cookie_value(request.cookie, is_safe() ? safe_cookie : plain_cookie));
}

// Of a login, or of none: "".
std::string SiteSeat::login_cookie(std::string_view secret) const {
    const auto lasts = secret.empty() ? Duration(0) : Accounts::longest;
    return fmt::format("Set-Cookie: {}={}; Path=/; Max-Age={}; {}HttpOnly; SameSite=Lax\r\n",
                       is_safe() ? safe_cookie : plain_cookie, secret,
                       std::chrono::duration_cast<std::chrono::seconds>(lasts).count(), is_safe() ? "Secure; " : "");
}

bool SiteSeat::has_role(const Request& request, Role least) const {
    if (!site_.wires.doors) return false;
    const auto visitor = site_.wires.doors->accounts().visitor(secret_of(request));
    return visitor && *visitor && (*visitor)->account.role >= least;
}

Response SiteSeat::page_for_one(std::string html, int status, std::string extra) {
    return {.status = status,
            .page = page_of(std::move(html), html_type),
            .keep = Keep::not_at_all,
            .extra = std::move(extra)};
}

Response SiteSeat::refused(const Edition& edition, const readers::Refused& why) {
    if (why.why == Refusal::broken) log::warning("accounts: {}", why.detail);
    return failed(edition, status_of(why.why), why.why == Refusal::broken ? "Retry-After: 10\r\n" : "");
}

Response SiteSeat::barred(const Edition& edition, Say why, std::string_view back) {
    return page_for_one(error_page(setting(edition, {}), 403, {}, why, back), 403);
}

// Who asks, and whether they may: before anything is done for them.
std::expected<SiteSeat::Asker, Response> SiteSeat::asker_of(const Request& request, const Route& route,
                                                            const Edition& edition, const Access& access) {
    Asker asker{.secret = secret_of(request), .visitor = {}};
    if (request.post && !is_our_own(request, site_.settings.base_url)) {
        log::warning("a form under the name \"{}\" was refused: no page of ours sent it", request.host.substr(0, 200));
        return std::unexpected(barred(edition, Say::foreign_press));
    }
    const bool brings_file = route.kind == Route::Kind::my_bring && multipart_boundary(request.content_type);
    if (request.post && !brings_file && !request.content_type.starts_with("application/x-www-form-urlencoded"))
        return std::unexpected(failed(edition, 400));
    if (!access.signed_in && access.press != Press::member) return asker;
    // Asked before, and worked on since: its login may have ended with that.
    if (request.waited) {
        if (auto still = site_.wires.doors->accounts().visitor(asker.secret)) asker.visitor = *std::move(still);
        return asker;
    }
    auto visitor = site_.wires.doors->accounts().visitor(asker.secret);
    if (!visitor) return std::unexpected(refused(edition, visitor.error()));
    if (!*visitor && !request.post && !access.signed_in) return asker;  // anybody may look
    // A browser says from where it asks, and is led to the door; whatever does not is asked for its password.
    if (!*visitor && access.programs && (!request.authorization.empty() || request.fetch_site.empty()))
        return program_of(request, edition);
    if (!*visitor && access.press == Press::member && !form_value(request, "text").empty())
        return std::unexpected(keep_text(request, route, edition));
    if (!*visitor)
        return std::unexpected(moved(
            303, place_in(edition, sign_in_place(is_plain_place(route.place) ? route.place : "")), Keep::not_at_all));
    if (access.signed_in && (*visitor)->account.role < *access.signed_in)
        return std::unexpected(barred(edition, Say::for_operators));
    if (request.post && !site_.wires.doors->accounts().fits_form(asker.secret, form_value(request, "token")))
        return std::unexpected(barred(edition, Say::form_too_old, request.target));
    asker.visitor = *std::move(visitor);
    if (asker.visitor->stale) site_.wires.doors->used(asker.secret);
    return asker;
}

// The login that a form was typed under has ended: what it says goes through the door with who signs in.
Response SiteSeat::keep_text(const Request& request, const Route& route, const Edition& edition) {
    DoorView view{.sign_up = site_.wires.doors->accounts().sign_up_rule(),
                  .at = route.place,
                  .kept = kept_in(request, ""),
                  .challenge = challenge_for(request)};
    return page_for_one(door_page(setting(edition, origin_of(request)), view), 403);
}

// What came of a form; an answer to be given in its place while that is not known.
std::expected<std::shared_ptr<const Doors::Entered>, Response> SiteSeat::worked_on(const Request& request,
                                                                                   const Edition& edition,
                                                                                   Doors::Kind kind, AccountWork work) {
    // Seconds: longer than a full queue takes; an errand asks publishers, who may be slow.
    const unsigned patience = kind == Doors::Kind::errand ? 90 : 20;
    Doors& doors = *site_.wires.doors;
    const std::string owner = owner_of(request);
    // A file is named by its digest, which is quicker than a key's.
    constexpr std::size_t long_body = 64U << 10;
    const std::string body = request.body.size() > long_body
                                 ? fmt::format("{:x}", XXH3_64bits(request.body.data(), request.body.size()))
                                 : std::string(request.body);
    std::string key = doors.key_of(
        fmt::format("{}\n{}\n{}\n{}\n{}", owner, request.target, request.user_agent, request.cookie, body));
    if (!request.waited) {
        const Taken taken = doors.order(kind, key, owner, std::move(work));
        if (taken != Taken::yes)
            return std::unexpected(failed(edition, taken == Taken::enough ? 429 : 503, "Retry-After: 5\r\n"));
        return std::unexpected(Response{
            .until = [&doors,
                      key = std::move(key)](const std::function<void()>& then) { return doors.when(key, then); },
            .patience = patience});
    }
    auto made = doors.look(key, owner);
    if (!made && doors.drop(key)) return std::unexpected(failed(edition, 503, "Retry-After: 5\r\n"));
    if (!made) made = doors.look(key, owner);  // done between the two
    if (!made)
        return std::unexpected(page_for_one(error_page(setting(edition, {}), 503, {}, Say::may_be_done, request.target),
                                            503, "Retry-After: 5\r\n"));
    if (!*made && made->error().why == Refusal::broken) return std::unexpected(refused(edition, made->error()));
    // A limit is named; what was written stays in its form, which says so itself.
    if (!*made && made->error().over && form_value(request, "text").empty())
        return std::unexpected(
            page_for_one(over_page(setting(edition, origin_of(request)), *made->error().over, request.target), 422));
    return made;
}

// The same, for somebody signed in: who they are, and what they may, is asked again when it is their turn.
std::expected<std::shared_ptr<const Doors::Entered>, Response> SiteSeat::worked_on(const Request& request,
                                                                                   const Edition& edition,
                                                                                   const Asker& asker, MemberWork work,
                                                                                   Doors::Kind kind) {
    return worked_on(request, edition, kind,
                     [secret = asker.secret, work = std::move(work)](Accounts& accounts) -> Doors::Entered {
                         const auto who = accounts.visitor(secret);
                         if (!who) return std::unexpected(who.error());
                         if (!*who) return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
                         return work(accounts, **who);
                     });
}

Response SiteSeat::account(const Request& request, const Route& route, const Edition& edition, const Access& access) {
    if (!site_.wires.doors) return missing(request, route, edition);
    if (route.kind == Route::Kind::short_pass)
        return moved(302, place_in(edition, "pass/" + route.name), Keep::not_at_all);
    // Behind TLS the cookie is for that address alone: under another it would be dropped without a word.
    if (is_safe() && !is_named_as(request, site_.settings.base_url)) {
        if (request.get)
            return moved(302, web::origin_of(request, site_.settings.base_url, 0) + std::string(request.target),
                         Keep::not_at_all);
        return barred(edition, Say::foreign_press, {});
    }
    const auto asker = asker_of(request, route, edition, access);
    if (!asker) return asker.error();
    switch (route.kind) {
        case Route::Kind::sign_in:
            return sign_in(request, route, edition, *asker);
        case Route::Kind::sign_up:
            return sign_up(request, edition, *asker);
        case Route::Kind::pass:
            return by_pass(request, route, edition, *asker);
        case Route::Kind::me:
            return me(request, edition, *asker);
        case Route::Kind::me_keys:
            return me_keys(request, edition, *asker);
        case Route::Kind::recover:
            return by_code(request, edition, *asker);
        case Route::Kind::desk:
            return desk(request, edition, *asker);
        case Route::Kind::desk_accounts:
            return desk_accounts(request, route, edition, *asker);
        case Route::Kind::desk_sources:
            return desk_sources(request, route, edition, *asker);
        case Route::Kind::desk_source:
            return desk_source(request, route, edition, *asker);
        case Route::Kind::desk_rules:
            return desk_rules(request, route, edition, *asker);
        case Route::Kind::desk_takedowns:
            return desk_takedowns(request, route, edition, *asker);
        case Route::Kind::desk_work:
            return desk_work(request, edition, *asker);
        case Route::Kind::desk_config:
            return desk_config(request, edition, *asker);
        case Route::Kind::desk_stories:
            return desk_stories(request, route, edition, *asker);
        case Route::Kind::desk_story:
            return desk_story(request, route, edition, *asker);
        case Route::Kind::desk_tags:
            return desk_tags(request, edition, *asker);
        case Route::Kind::desk_catalogue:
            return desk_catalogue(request, route, edition, *asker);
        case Route::Kind::desk_backups:
            return desk_backups(request, edition, *asker);
        case Route::Kind::desk_services:
            return desk_services(request, edition, *asker);
        case Route::Kind::desk_account:
            return desk_account(request, route, edition, *asker);
        case Route::Kind::desk_log:
            return desk_log(request, route, edition, *asker);
        case Route::Kind::comments_article:
        case Route::Kind::comments_story:
            return comments(request, route, edition, *asker);
        case Route::Kind::desk_comments:
            return desk_comments(request, edition, *asker);
        case Route::Kind::desk_author:
            return desk_author(request, route, edition, *asker);
        default:
            return my(request, route, edition, *asker);
    }
}

readers::Doorstep SiteSeat::doorstep_of(const Request& request) const {
    // Whoever comes by an unnamed proxy of this machine looks like loopback: they are not counted together, for that
    // would let a stranger close the door to all. Names are counted all the same.
    const PeerAddress client = client_of(request.peer, request.forwarded_for, site_.proxies);
    return {.household = is_loopback(client) ? readers::Throttle::uncounted : household(client),
            .device = device_of(request.user_agent)};
}

// A form of who comes in: by the secret of the new login, or the form once more with what is wrong. Who was signed in
// here before is not any more.
Response SiteSeat::entered(const Request& request, const Edition& edition, const Asker& asker, DoorView view,
                           std::string_view then, Entering enter) {
    auto made = worked_on(request, edition, Doors::Kind::password,
                          [enter = std::move(enter), before = asker.secret](Accounts& accounts) {
                              auto in = web::secret_of(enter(accounts));
                              if (in && !before.empty()) (void)accounts.sign_out(before);
                              return in;
                          });
    if (!made) return std::move(made).error();
    if (**made && !view.kept.text.empty() && !view.at.empty())
        return page_for_one(kept_text_page(setting(edition, origin_of(request)), view.kept, view.at,
                                           site_.wires.doors->accounts().form_token(***made)),
                            200, login_cookie(***made));
    if (**made) {
        // Who came to operate a site begins at its desk.
        const auto in = site_.wires.doors->accounts().visitor(***made);
        const bool operates = in && *in && (*in)->account.role == Role::owner &&
                              site_.clock.now() - (*in)->account.made < std::chrono::minutes(1);
        return moved(303, place_in(edition, operates && then == "my" ? "admin" : then), Keep::not_at_all,
                     login_cookie(***made));
    }
    const readers::Refused& why = (*made)->error();
    view.refused = why.why;
    if (why.why == Refusal::bad_pass) view = {.way = Way::ended, .pass = view.pass};
    return page_for_one(door_page(setting(edition, origin_of(request)), view), status_of(why.why),
                        retry_after(why.wait));
}

Response SiteSeat::sign_in(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    Accounts& accounts = site_.wires.doors->accounts();
    DoorView view{.sign_up = accounts.sign_up_rule(),
                  .at = is_plain_place(route.text) ? route.text : std::string(),
                  .kept = kept_in(request, "kept-"),
                  .challenge = challenge_for(request)};
    const std::string then = view.at.empty() ? "my" : view.at;
    if (!request.post) {
        const auto visitor = accounts.visitor(asker.secret);
        if (visitor && *visitor) return moved(303, place_in(edition, then), Keep::not_at_all);
        view.left = !asked_value(request, "left").empty();
        return page_for_one(door_page(setting(edition, origin_of(request)), view));
    }
    if (form_value(request, "do") == "passkey")
        return entered(request, edition, asker, std::move(view), then, by_passkey(request));
    view.name = typed_name(request);
    return entered(request, edition, asker, std::move(view), then,
                   [name = form_value(request, "name"), password = form_value(request, "password"),
                    from = doorstep_of(request)](Accounts& a) { return a.sign_in(name, password, from); });
}

Response SiteSeat::sign_up(const Request& request, const Edition& edition, const Asker& asker) {
    DoorView view{
        .way = Way::sign_up, .sign_up = site_.wires.doors->accounts().sign_up_rule(), .name = typed_name(request)};
    if (!request.post) return page_for_one(door_page(setting(edition, origin_of(request)), view));
    return entered(request, edition, asker, std::move(view), "my",
                   [name = form_value(request, "name"), password = form_value(request, "password"),
                    from = doorstep_of(request)](Accounts& a) { return a.sign_up(name, password, "", from); });
}

Response SiteSeat::by_pass(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    Accounts& accounts = site_.wires.doors->accounts();
    const auto pass = accounts.look_at_pass(route.name);
    if (!pass) return refused(edition, pass.error());
    DoorView view{.way = Way::ended, .pass = route.name};
    if (*pass && (*pass)->kind == Pass::Kind::invitation) {
        view.way = Way::invitation;
        view.role = (*pass)->role;
        view.name = typed_name(request);
    } else if (*pass) {
        const auto whose = accounts.account((*pass)->subject);
        if (!whose) return refused(edition, whose.error());
        if (*whose) view.way = Way::recovery, view.name = (*whose)->name;
    }
    if (!request.post)
        return page_for_one(door_page(setting(edition, origin_of(request)), view), view.way == Way::ended ? 410 : 200);
    // Where it is waited for, the pass may be used by now: what came of it is known, and this not asked.
    const bool recovers = view.way == Way::recovery;
    return entered(request, edition, asker, std::move(view), "my",
                   [recovers, pass = route.name, name = form_value(request, "name"),
                    password = form_value(request, "password"), from = doorstep_of(request)](Accounts& a) {
                       return recovers ? a.recover(pass, password, from) : a.sign_up(name, password, pass, from);
                   });
}

Response SiteSeat::by_code(const Request& request, const Edition& edition, const Asker& asker) {
    DoorView view{.way = Way::code, .name = typed_name(request)};
    if (!request.post) return page_for_one(door_page(setting(edition, origin_of(request)), view));
    return entered(request, edition, asker, std::move(view), "me/keys",
                   [name = form_value(request, "name"), code = form_value(request, "code"),
                    password = form_value(request, "password"),
                    from = doorstep_of(request)](Accounts& a) { return a.keys().by_code(name, code, password, from); });
}

Response SiteSeat::me(const Request& request, const Edition& edition, const Asker& asker) {
    Accounts& accounts = site_.wires.doors->accounts();
    MeView view{.who = asker.visitor.value_or(readers::Visitor{}), .token = accounts.form_token(asker.secret)};
    int status = 200;
    std::string extra;
    if (request.post) {
        view.doing = form_value(request, "do");
        auto answer = change_me(request, edition, asker, view.doing);
        if (!answer) return std::move(answer).error();
        view.refused = answer->why;
        status = status_of(answer->why);
        extra = retry_after(answer->wait);
    }
    if (!asker.visitor) return moved(303, place_in(edition, "sign-in"), Keep::not_at_all);
    auto logins = accounts.logins(view.who.account.id);
    if (!logins) return refused(edition, logins.error());
    view.logins = *std::move(logins);
    view.changed = !request.post && !asked_value(request, "changed").empty();
    return page_for_one(me_page(setting_of(request, edition, asker), view), status, std::move(extra));
}

// The answer to a form of one's own page; or why it was refused, for the page to say.
std::expected<readers::Refused, Response> SiteSeat::change_me(const Request& request, const Edition& edition,
                                                              const Asker& asker, std::string_view doing) {
    std::int64_t number = 0;
    const std::string login = form_value(request, "login");
    std::from_chars(login.data(), login.data() + login.size(), number);
    auto made = [&] {
        if (doing == "password" || doing == "delete")
            return worked_on(request, edition, Doors::Kind::password,
                             [doing = std::string(doing), secret = asker.secret,
                              old = form_value(request, doing == "delete" ? "sure" : "old"),
                              password = form_value(request, "password"), from = doorstep_of(request)](Accounts& a) {
                                 return doing == "delete"
                                            ? outcome(a.leave(secret, old, from))
                                            : web::secret_of(a.change_password(secret, old, password, from));
                             });
        return worked_on(request, edition, asker,
                         [doing = std::string(doing), secret = asker.secret, number](
                             Accounts& a, const readers::Visitor& who) -> Doors::Entered {
                             if (doing == "sign-out") return outcome(a.sign_out(secret));
                             if (doing == "end") return outcome(a.end_login(who, number));
                             if (doing == "others") return outcome(a.sign_out_elsewhere(secret));
                             return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
                         });
    }();
    if (!made) return std::unexpected(std::move(made).error());
    if (!**made) return (*made)->error();
    const auto go = [&](std::string_view place, std::string_view cookie = {}) {
        return std::unexpected(moved(303, place_in(edition, place), Keep::not_at_all, cookie));
    };
    if (doing == "sign-out") return go("", login_cookie(""));
    if (doing == "password") return go("me?changed=1", login_cookie(***made));
    if (doing != "delete") return go("me");
    if (readers::Talk* talk = site_.wires.doors->talk()) talk->changed();  // what was said is on pages that are kept
    site_.wires.doors->tidy();
    return go("sign-in?left=1", login_cookie(""));
}

}  // namespace octavo::web
