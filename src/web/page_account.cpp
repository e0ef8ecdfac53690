// Into an account, and one's own: forms that work without script, and say what a password manager wants to know.
#include "readers/names.hpp"
#include "web/account_views.hpp"
#include "web/form_parts.hpp"
#include "web/my_news.hpp"
#include "web/passkeys.hpp"

namespace octavo::web {
namespace {

using readers::Refusal;
using Way = DoorView::Way;

bool about_name(Refusal why) { return why == Refusal::bad_name || why == Refusal::name_taken; }
bool about_password(Refusal why) {
    return why == Refusal::short_password || why == Refusal::long_password || why == Refusal::common_password;
}

void name_field(Html& h, const Setting& s, const DoorView& view, bool fresh) {
    field(h, s,
          {.name = "name",
           .kind = "text",
           .autocomplete = view.challenge.empty() ? Markup("username") : Markup("username webauthn"),
           .label = Say::account_name,
           .hint = fresh ? std::optional(Say::account_name_hint) : std::nullopt,
           .value = view.name,
           .longest = fresh ? readers::longest_name : 2 * readers::longest_name,
           .at_fault = view.refused && (about_name(*view.refused) || *view.refused == Refusal::wrong ||
                                        *view.refused == Refusal::bad_code)});
}

void new_password_field(Html& h, const Setting& s, std::optional<Refusal> refused, Say label) {
    field(h, s,
          {.name = "password",
           .kind = "password",
           .autocomplete = "new-password",
           .label = label,
           .hint = Say::password_hint,
           .longest = readers::longest_password,
           .at_fault = refused && about_password(*refused)});
}

void old_password_field(Html& h, const Setting& s, Markup name, Say label, bool at_fault) {
    field(h, s,
          {.name = name,
           .kind = "password",
           .autocomplete = "current-password",
           .label = label,
           .longest = readers::longest_password,
           .at_fault = at_fault});
}

// What a password manager keeps the password under: the page's forms about it do not ask for the name.
void known_name(Html& h, std::string_view name) {
    h.put("<input type=\"text\" name=\"name\" autocomplete=\"username\" readonly hidden").attribute("value", name);
    h.put(">");
}

void other_way(Html& h, const Setting& s, Say words, std::string_view place, Say link) {
    h.put("<p class=\"hint\">").text(s.tongue.say(words)).put(" <a").url("href", place_in(s.edition(), place));
    h.put(">").text(s.tongue.say(link)).put("</a></p>");
}

void hint(Html& h, const Setting& s, Say words) { h.put("<p class=\"hint\">").text(s.tongue.say(words)).put("</p>"); }

void kept_fields(Html& h, const KeptText& kept) {
    if (kept.text.empty()) return;
    h.put("<input type=\"hidden\" name=\"kept-do\"").attribute("value", kept.doing);
    h.put("><input type=\"hidden\" name=\"kept-about\"").attribute("value", kept.about);
    h.put("><input type=\"hidden\" name=\"kept-text\"").attribute("value", kept.text).put(">");
}

void sign_in_form(Html& h, const Setting& s, const DoorView& view) {
    if (!view.kept.text.empty()) {
        said(h, s.tongue.say(Say::text_is_kept));
        h.put("<blockquote class=\"kept-text\" dir=\"auto\">").text(view.kept.text).put("</blockquote>");
    }
    // Where to go then stays in the address, for the form is sent to the one it stands at.
    begin_form(h, s, sign_in_place(view.at));
    kept_fields(h, view.kept);
    name_field(h, s, view, false);
    old_password_field(h, s, "password", Say::password, view.refused == Refusal::wrong);
    end_form(h, s, Say::sign_in);
    if (!view.challenge.empty())
        passkey_form(h, s, sign_in_place(view.at), {}, "passkey", view.challenge, Say::passkey_sign_in,
                     [&] { kept_fields(h, view.kept); });
    if (view.sign_up == readers::SignUp::open) other_way(h, s, Say::no_account_yet, "sign-up", Say::sign_up);
    if (view.sign_up == readers::SignUp::invited) hint(h, s, Say::sign_up_invited);
    hint(h, s, Say::forgot_password);
    h.put("<p class=\"hint\"><a").url("href", place_in(s.edition(), "recover")).put(">");
    h.text(s.tongue.say(Say::use_code)).put("</a></p>");
}

void code_form(Html& h, const Setting& s, const DoorView& view) {
    hint(h, s, Say::codes_detail);
    begin_form(h, s, "recover");
    name_field(h, s, view, false);
    field(h, s,
          {.name = "code",
           .kind = "text",
           .autocomplete = "off",
           .label = Say::recovery_code,
           .longest = 60,
           .at_fault = view.refused == Refusal::bad_code});
    new_password_field(h, s, view.refused, Say::password_new);
    end_form(h, s, Say::save);
    other_way(h, s, Say::have_account, "sign-in", Say::sign_in);
}

void sign_up_form(Html& h, const Setting& s, const DoorView& view, const std::string& place) {
    begin_form(h, s, place);
    name_field(h, s, view, true);
    new_password_field(h, s, view.refused, Say::password);
    end_form(h, s, Say::sign_up);
    other_way(h, s, Say::have_account, "sign-in", Say::sign_in);
}

std::string title_of(const Setting& s, const DoorView& view) {
    switch (view.way) {
        case Way::sign_in:
            return std::string(s.tongue.say(Say::sign_in));
        case Way::sign_up:
        case Way::invitation:
            return std::string(s.tongue.say(Say::sign_up));
        case Way::recovery:
            return s.tongue.fill(Say::recovery_of, fmt::format("\u2068{}\u2069", view.name));
        case Way::ended:
            return std::string(s.tongue.say(Say::pass_ended));
        case Way::code:
            return std::string(s.tongue.say(Say::use_code));
    }
    return {};
}

// The page in another edition: a pass leads there by its own address.
std::string place_of(const DoorView& view) {
    if (!view.pass.empty()) return "pass/" + view.pass;
    if (view.way == Way::code) return "recover";
    return view.way == Way::sign_up ? "sign-up" : "sign-in";
}

Markup name_of_device(const Login& login) { return login.device.empty() ? Markup("?") : Markup(""); }

void devices(Html& h, const Setting& s, const MeView& view) {
    h.put("<section><h2 class=\"part\"><span>").text(s.tongue.say(Say::devices)).put("</span></h2><ul class=\"kept\">");
    for (const Login& login : view.logins) {
        const std::string id = fmt::format("login{}", login.number);
        h.put("<li><div")
            .attribute("id", id)
            .put("><b><bdi>")
            .text(login.device)
            .put(name_of_device(login))
            .put("</bdi></b>");
        const bool this_one = login.number == view.who.login;
        if (this_one) h.put(" <span class=\"kind\">").text(s.tongue.say(Say::this_device)).put("</span>");
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::last_used)).put(": ");
        when(h, s, login.used);
        h.put("</p></div>");
        begin_form(h, s, "me", view.token, this_one ? "sign-out" : "end");
        if (!this_one)
            h.put("<input type=\"hidden\" name=\"login\" value=\"")
                .number(static_cast<std::uint64_t>(login.number))
                .put("\">");
        end_form(h, s, Say::sign_out, false, id);
        h.put("</li>");
    }
    h.put("</ul>");
    if (view.logins.size() > 1) {
        begin_form(h, s, "me", view.token, "others");
        end_form(h, s, Say::sign_out_others, false);
    }
    h.put("</section>");
}

// A part of the page that is seldom wanted; open where its form was refused.
void begin_part(Html& h, const Setting& s, const MeView& view, std::string_view doing, Say title) {
    const bool open = view.refused && view.doing == doing;
    h.put(open ? Markup("<details class=\"more\" open><summary>") : Markup("<details class=\"more\"><summary>"));
    h.text(s.tongue.say(title)).put("</summary>");
    if (open) fault(h, s, refusal_word(*view.refused, true));
}

}  // namespace

std::string sign_in_place(std::string_view then) {
    std::string out = then.empty() ? "sign-in" : "sign-in?at=";
    for (const char c : then) {
        // Letters of other scripts as addresses have them, so that they are so still when the query is read.
        if (static_cast<unsigned char>(c) >= 0x80)
            out += fmt::format("%25{:02X}", static_cast<unsigned char>(c));
        else if (std::string_view("?&=%").contains(c))
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out;
}

std::string kept_text_page(const Setting& s, const KeptText& kept, const std::string& place, std::string_view token) {
    const Frame frame{.title = std::string(s.tongue.say(Say::comments)),
                      .place = place.substr(0, place.find('?')),
                      .current = "me",
                      .noindex = true,
                      .presses = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account\"><header class=\"headline\"><h1>").title(frame.title);
    h.put("</h1></header>");
    said(h, s.tongue.say(Say::send_it_now));
    begin_form(h, s, frame.place, token, kept.doing);
    h.put("<input type=\"hidden\" name=\"about\"").attribute("value", kept.about).put(">");
    h.put("<p class=\"field\"><label for=\"text\">").text(s.tongue.say(Say::comment_yours)).put("</label>");
    h.put("<textarea id=\"text\" name=\"text\" rows=\"8\" required dir=\"auto\">").text(kept.text);
    h.put("</textarea></p>");
    end_form(h, s, Say::comment_send);
    h.put("<p class=\"hint\"><a").url("href", place_in(s.edition(), place)).put(">");
    h.text(s.tongue.say(Say::look_again)).put("</a></p></main>");
    end_page(h, s, frame);
    return h.take();
}

Say role_word(Role role) {
    constexpr std::array words = {Say::role_reader, Say::role_moderator, Say::role_editor, Say::role_operator};
    return words[static_cast<std::size_t>(role)];
}

Say refusal_word(Refusal why, bool signed_in) {
    switch (why) {
        case Refusal::bad_name:
            return Say::bad_name;
        case Refusal::name_taken:
            return Say::name_taken;
        case Refusal::short_password:
            return Say::short_password;
        case Refusal::long_password:
            return Say::long_password;
        case Refusal::common_password:
            return Say::common_password;
        case Refusal::wrong:
            return signed_in ? Say::wrong_password_now : Say::wrong_password;
        case Refusal::too_often:
            return Say::too_many_tries;
        case Refusal::closed:
            return Say::sign_up_closed;
        case Refusal::bad_pass:
            return Say::pass_ended;
        case Refusal::shut:
            return Say::account_shut;
        case Refusal::last_operator:
            return Say::last_operator;
        case Refusal::too_many:
            return Say::too_many;
        case Refusal::too_many_searches:
            return Say::too_many_searches;
        case Refusal::bad_address:
            return Say::bad_address;
        case Refusal::too_long:
            return Say::long_password;
        case Refusal::empty:
            return Say::comment_empty;
        case Refusal::not_in_text:
            return Say::note_not_there;
        case Refusal::too_soon:
            return Say::comment_soon;
        case Refusal::too_late:
            return Say::comment_late;
        case Refusal::slow:
            return Say::slow;
        case Refusal::banned:
            return Say::ban;
        case Refusal::too_new:
            return Say::vote_helpful;
        case Refusal::not_allowed:
            return Say::for_operators;
        case Refusal::bad_passkey:
            return Say::bad_passkey;
        case Refusal::bad_code:
            return Say::bad_code;
        case Refusal::stale:
            return Say::confirm_detail;
        case Refusal::nobody:
            return Say::error_404;
        case Refusal::broken:
            return Say::error_503;
    }
    return Say::error_503;
}

std::string door_page(const Setting& s, const DoorView& view) {
    const Frame frame{.title = title_of(s, view),
                      .place = place_of(view),
                      .current = "me",
                      .noindex = true,
                      .presses = true,
                      .keys = !view.challenge.empty()};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account\"><header class=\"headline\"><h1>").title(frame.title);
    h.put("</h1></header>");
    if (view.left) said(h, s.tongue.say(Say::account_deleted));
    if (view.refused) fault(h, s, refusal_word(*view.refused, false));
    switch (view.way) {
        case Way::sign_in:
            sign_in_form(h, s, view);
            hint(h, s, Say::account_detail);
            break;
        case Way::sign_up:
            if (view.sign_up == readers::SignUp::open) {
                sign_up_form(h, s, view, "sign-up");
            } else {
                hint(h, s, view.sign_up == readers::SignUp::invited ? Say::sign_up_invited : Say::sign_up_closed);
                other_way(h, s, Say::have_account, "sign-in", Say::sign_in);
            }
            hint(h, s, Say::account_detail);
            break;
        case Way::invitation:
            if (view.role != Role::reader)
                h.put("<p class=\"stand\">")
                    .text(s.tongue.fill(Say::invited_as, s.tongue.say(role_word(view.role))))
                    .put("</p>");
            sign_up_form(h, s, view, "pass/" + view.pass);
            break;
        case Way::recovery:
            hint(h, s, Say::recovery_detail);
            begin_form(h, s, "pass/" + view.pass);
            known_name(h, view.name);
            new_password_field(h, s, view.refused, Say::password_new);
            end_form(h, s, Say::save);
            break;
        case Way::ended:
            h.put("<p class=\"dek\">").text(s.tongue.say(Say::pass_ended_detail)).put("</p>");
            other_way(h, s, Say::have_account, "sign-in", Say::sign_in);
            break;
        case Way::code:
            code_form(h, s, view);
            break;
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string me_page(const Setting& s, const MeView& view) {
    const Account& account = view.who.account;
    const Frame frame{.title = account.name, .place = "me", .current = "me", .noindex = true, .presses = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account\"><header class=\"headline\"><p class=\"kick\">");
    h.text(s.tongue.say(Say::account)).put("</p><h1><bdi>").title(account.name).put("</bdi></h1><p class=\"hint\">");
    if (account.role != Role::reader) h.text(s.tongue.say(role_word(account.role))).put(" · ");
    h.text(s.tongue.fill(Say::here_since, s.tongue.relative(account.made, s.now))).put("</p></header>");
    my_tabs(h, s, "me");
    if (view.changed) said(h, s.tongue.say(Say::password_changed));
    if (account.role >= Role::moderator) {
        const std::string_view desk = account.role == Role::owner ? "admin" : "admin/comments";
        h.put("<p><a class=\"btn\"").url("href", place_in(s.edition(), desk)).put(">");
        h.text(s.tongue.say(Say::desk)).put("</a></p>");
    }
    devices(h, s, view);
    h.put("<p class=\"more\"><a class=\"btn\"").url("href", place_in(s.edition(), "me/keys")).put(">");
    h.text(s.tongue.say(Say::ways_in)).put("</a></p>");
    begin_part(h, s, view, "password", Say::change_password);
    begin_form(h, s, "me", view.token, "password");
    known_name(h, account.name);
    const bool here = view.doing == "password";
    old_password_field(h, s, "old", Say::password_now, here && view.refused == Refusal::wrong);
    new_password_field(h, s, here ? view.refused : std::nullopt, Say::password_new);
    end_form(h, s, Say::save);
    h.put("</details>");
    h.put("<p class=\"more\"><a class=\"btn\" download").url("href", place_in(s.edition(), "me/export.zip")).put(">");
    h.text(s.tongue.say(Say::export_zip)).put("</a> <a class=\"btn\" download");
    h.url("href", place_in(s.edition(), "me/follows.opml")).put(">").text(s.tongue.say(Say::export_opml));
    h.put("</a></p>");
    begin_part(h, s, view, "delete", Say::delete_account);
    h.put("<p>").text(s.tongue.say(Say::delete_detail)).put("</p>");
    begin_form(h, s, "me", view.token, "delete");
    known_name(h, account.name);
    old_password_field(h, s, "sure", Say::password_now, view.doing == "delete" && view.refused == Refusal::wrong);
    end_form(h, s, Say::delete_sure, false);
    h.put("</details></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
