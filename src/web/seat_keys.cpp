// What opens an account beside its password, over HTTP (readers/keys.hpp).
#include "web/account_views.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/pages.hpp"
#include "web/passkeys.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;

std::unexpected<readers::Refused> because(Refusal why) { return std::unexpected(readers::Refused{.why = why}); }

// -1: what is no number names nothing.
std::int64_t number_of(const std::string& text) {
    std::int64_t number = -1;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? number : -1;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        out.emplace_back(line);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return out;
}

}  // namespace

std::string SiteSeat::challenge_for(const Request& request) const {
    return relying_party(request, site_.settings.base_url) ? site_.wires.doors->accounts().keys().challenge()
                                                           : std::string();
}

SiteSeat::Entering SiteSeat::by_passkey(const Request& request) const {
    return [site = relying_party(request, site_.settings.base_url), shown = shown_key(request),
            from = doorstep_of(request)](Accounts& a) -> readers::Answer<readers::SignedIn> {
        if (!site) return because(Refusal::bad_passkey);
        return a.keys().sign_in(*site, shown, from);
    };
}

// Whose program it is, or 401 (RFC 9110, section 15.5.2).
std::expected<SiteSeat::Asker, Response> SiteSeat::program_of(const Request& request, const Edition& edition) {
    Doors& doors = *site_.wires.doors;
    const auto shown = basic_of(request.authorization);
    readers::Answer<std::optional<readers::Visitor>> who;
    if (shown) who = doors.accounts().keys().reader_of(shown->first, shown->second, doorstep_of(request));
    if (!who && who.error().why == Refusal::too_often)
        return std::unexpected(failed(edition, 429, retry_after(who.error().wait)));
    if (!who) return std::unexpected(refused(edition, who.error()));
    if (!*who)
        return std::unexpected(
            page_for_one(error_page(setting(edition, {}), 401, {}, Say::app_detail, place_in(edition, "me/keys")), 401,
                         "WWW-Authenticate: Basic realm=\"Octavo\", charset=\"UTF-8\"\r\n"));
    if ((*who)->stale) doors.app_used(shown->second);
    return Asker{.secret = {}, .visitor = *who};
}

Response SiteSeat::me_keys(const Request& request, const Edition& edition, const Asker& asker) {
    Accounts& accounts = site_.wires.doors->accounts();
    readers::Keys& keys = accounts.keys();
    const auto site = relying_party(request, site_.settings.base_url);
    KeysView view{.who = asker.visitor.value_or(readers::Visitor{}),
                  .token = accounts.form_token(asker.secret),
                  .possible = site.has_value(),
                  .device = device_of(request.user_agent)};
    readers::Refused why{};
    if (request.post) {
        const auto made = change_keys(request, edition, asker, view, why);
        if (!made) return made.error();
        if (view.doing == "codes" && !view.refused) view.codes = lines_of(*made);
        if (view.doing == "app" && !view.refused) view.app_password = *made;
    }
    // The login that sent the form may have ended with it.
    if (!asker.visitor) return moved(303, place_in(edition, "sign-in"), Keep::not_at_all);
    view.fresh = keys.is_fresh(view.who);
    auto passkeys = keys.passkeys(view.who);
    auto apps = keys.apps(view.who);
    const auto left = keys.codes_left(view.who);
    if (!passkeys || !apps) return refused(edition, passkeys ? apps.error() : passkeys.error());
    if (!left) return refused(edition, left.error());
    view.passkeys = *std::move(passkeys);
    view.apps = *std::move(apps);
    view.codes_left = *left;
    if (site) view.challenge = view.fresh ? keys.challenge_of_new(view.who) : keys.challenge();
    return page_for_one(keys_page(setting_of(request, edition, asker), view), view.refused ? status_of(why.why) : 200,
                        retry_after(why.wait));
}

// What came of a form that leads to no other page; or the answer.
std::expected<std::string, Response> SiteSeat::change_keys(const Request& request, const Edition& edition,
                                                           const Asker& asker, KeysView& view, readers::Refused& why) {
    view.doing = form_value(request, "do");
    const std::string& doing = view.doing;
    const auto from = doorstep_of(request);
    const auto site = relying_party(request, site_.settings.base_url);
    const bool confirms = doing == "confirm" || doing == "confirm-passkey";
    auto made = [&] {
        if (doing == "confirm")
            return worked_on(request, edition, Doors::Kind::password,
                             [secret = asker.secret, password = form_value(request, "password"), from](Accounts& a) {
                                 return web::secret_of(a.confirm(secret, password, from));
                             });
        return worked_on(request, edition, asker,
                         [doing, site, secret = asker.secret, from, shown = shown_key(request),
                          fresh = shown_new_key(request), called = form_value(request, "called"),
                          renamed = form_value(request, "renamed"), key = form_value(request, "key"),
                          program = form_value(request, "program"), number = number_of(form_value(request, "number"))](
                             Accounts& a, const readers::Visitor& who) -> Doors::Entered {
                             if (doing == "remove") return outcome(a.keys().remove(who, key));
                             if (doing == "rename") return outcome(a.keys().rename(who, key, renamed));
                             if (doing == "app") return a.keys().add_app(who, program);
                             if (doing == "end-app") return outcome(a.keys().remove_app(who, number));
                             if (doing == "codes") {
                                 const auto codes = a.keys().new_codes(who);
                                 if (!codes) return std::unexpected(codes.error());
                                 return fmt::format("{}", fmt::join(*codes, "\n"));
                             }
                             if (doing != "add" && doing != "confirm-passkey") return because(Refusal::not_allowed);
                             if (!site) return because(Refusal::bad_passkey);
                             if (doing == "add") return outcome(a.keys().add(who, *site, fresh, called));
                             return web::secret_of(a.keys().confirm(secret, *site, shown, from));
                         });
    }();
    if (!made) return std::unexpected(std::move(made).error());
    if (!**made) {
        why = (*made)->error();
        view.refused = why.why;
        return std::string();
    }
    if (doing == "codes" || doing == "app") return ***made;
    return std::unexpected(
        moved(303, place_in(edition, "me/keys"), Keep::not_at_all, confirms ? login_cookie(***made) : std::string()));
}

}  // namespace octavo::web
