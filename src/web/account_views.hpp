// The pages of accounts: what each is given, and the HTML it becomes (page_account.cpp, page_desk.cpp). Pure.
#pragma once

#include "model/keys.hpp"
#include "readers/quotas.hpp"
#include "web/page.hpp"

namespace octavo::web {

// What a form that was sent back says, and about which of its fields.
Say refusal_word(readers::Refusal why, bool signed_in);

// What was typed into a form whose login had ended: it is carried through the door, and sent from the other side.
struct KeptText {
    std::string doing, about, text;  // as the form had them; text "" nothing is kept
};
// Somebody has just come in with it. `place`: of the form.
std::string kept_text_page(const Setting& s, const KeptText& kept, const std::string& place, std::string_view token);

// The way to sign in, and to come back to this place, with its query.
std::string sign_in_place(std::string_view then);

// Into an account: by name and password or a passkey, as somebody new, by a pass, or by a recovery code.
struct DoorView {
    enum class Way : std::uint8_t { sign_in, sign_up, invitation, recovery, ended, code } way = Way::sign_in;
    readers::SignUp sign_up = readers::SignUp::invited;
    Role role = Role::reader;  // of an invitation
    std::string name = {};     // as it was typed; of a recovery, whose
    std::string at = {};       // sign in: where to go then, inside the edition
    std::string pass = {};     // its secret
    bool left = false;         // somebody has just deleted the account
    std::optional<readers::Refusal> refused = {};
    KeptText kept = {};          // sign in: what was typed before
    std::string challenge = {};  // sign in: for a passkey; "" where there can be none
};
std::string door_page(const Setting& s, const DoorView& view);

// One's own account. `token`: what a form of this login has to bring along.
struct MeView {
    readers::Visitor who;
    std::string token;
    std::vector<Login> logins = {};
    bool changed = false;    // the password, just now
    std::string doing = {};  // the form that was refused
    std::optional<readers::Refusal> refused = {};
};
std::string me_page(const Setting& s, const MeView& view);

// What opens it beside the password.
struct KeysView {
    readers::Visitor who;
    std::string token;
    bool fresh = false;          // signed in a moment ago: more may be added
    bool possible = false;       // passkeys, at this site's address
    std::string challenge = {};  // of a new passkey where it is fresh, else to confirm; "" none
    std::string device = {};     // what a new passkey is called unless its owner says otherwise
    std::vector<Passkey> passkeys = {};
    std::int64_t codes_left = 0;
    std::vector<std::string> codes = {};  // just made, to be shown this once
    std::vector<AppPassword> apps = {};
    std::string app_password = {};  // the same
    std::string doing = {};         // the form that was refused
    std::optional<readers::Refusal> refused = {};
};
std::string keys_page(const Setting& s, const KeysView& view);

// Links that open a door once, and have not yet: for whom, by whom, and the press that takes one back.
struct LinksView {
    std::string token;
    std::vector<readers::Accounts::OpenLink> links = {};
    std::unordered_map<AccountId, std::string> names = {};
};
void open_links(Html& h, const Setting& s, const LinksView& view);  // page_links.cpp; nothing where there are none

// The operator's desk.
struct DeskAccountsView {
    std::string token;
    std::vector<Account> accounts = {};
    std::string next = {};  // the name behind which the next page begins; "" none
    bool further = false;   // a further page
    LinksView links = {};
    std::string link = {};  // just made, to be shown this once
    Instant link_until{};
};
std::string desk_accounts_page(const Setting& s, const DeskAccountsView& view);

struct DeskAccountView {
    std::string token;
    Account account;
    std::string link = {};
    Instant link_until{};
    std::optional<readers::Refusal> refused = {};
    std::vector<readers::Quotas::Line> quotas = {};
    std::optional<Quota> no_limit = {};  // the one whose field was refused
    ByQuota<std::string> typed = {};     // as they were sent, and refused
};
void quotas_form(Html& h, const Setting& s, const DeskAccountView& view, std::string_view place);
// To a reader: which limit it is, and how much it lets.
std::string over_words(const Setting& s, const readers::Over& over);
std::string over_page(const Setting& s, const readers::Over& over, std::string_view back);
std::string desk_account_page(const Setting& s, const DeskAccountView& view);

struct DeskLogView {
    std::vector<store::Deed> deeds = {};
    std::unordered_map<std::string, std::string> names = {};  // by an account's id
    std::int64_t next = 0;                                    // where the next page begins; 0 none
};
std::string desk_log_page(const Setting& s, const DeskLogView& view);

Say role_word(Role role);

// What is around each page of the desk; a moderator sees the way to comments alone.
Frame desk_frame_of(const Setting& s, std::string title, std::string place);
void begin_desk(Html& h, const Setting& s, const Frame& frame, Role role);

}  // namespace octavo::web
