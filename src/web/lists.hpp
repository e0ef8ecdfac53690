// Lists of articles on the pages: one's own, to make and to put in order; one that is public, the same for everybody;
// and what moderators look at. Pure but for what the seat asks (seat_lists.cpp, seat_my_lists.cpp).
// Checked by tests/web/lists_test.cpp.
#pragma once

#include "readers/lists.hpp"
#include "web/page.hpp"

namespace octavo::web {

// "lists/canals-bvq3k2vs5h7la"
std::string list_place(const store::List& list);
bool shown_to_all(const store::List& list);
std::string own_list_place(store::ListId id);  // where its owner puts it in order

// What stands in a list; no card: it has left the archive.
struct Listed {
    store::ListEntry entry;
    std::optional<store::Card> card = {};
};

struct MyListsView {
    std::string token;
    std::vector<store::List> lists = {};
    std::optional<store::ListId> undo = {};  // deleted just now
    bool undone = false;
    readers::Lists::Written typed = {};  // as it was sent, and refused
    std::optional<readers::Refusal> refused = {};
};
std::string my_lists_page(const Setting& s, const MyListsView& view);

struct MyListView {
    std::string token;
    store::List list;
    std::vector<Listed> entries = {};
    std::optional<std::int64_t> older = {};
    store::Position before = store::newest;
    std::string doing = {};  // the form that was refused
    readers::Lists::Written typed = {};
    std::optional<readers::Refusal> refused = {};
};
std::string my_list_page(const Setting& s, const MyListView& view);

// On the page that puts an article aside: in which of one's lists it stands.
struct ListChoices {
    std::vector<store::List> lists = {};
    std::vector<store::ListId> in = {};
    std::optional<readers::Refusal> refused = {};
};
void list_choices(Html& h, const Setting& s, const ListChoices& view, std::string_view place, std::string_view token);

// A public list, as everybody sees it. Entries whose article has left are not there.
struct ListView {
    store::List list;
    std::vector<Listed> entries = {};
    std::optional<std::int64_t> older = {};
    bool further = false;  // a further page
    bool sample = false;
};
std::string list_page(const Setting& s, const ListView& view);

// What somebody who is signed in may say of a public list; and what a moderator may do.
struct ListReportView {
    std::string token;
    store::List list;
    Role role = Role::reader;
    bool reported = false;  // just now
    // For a moderator, what stands in a list that others do not see.
    std::vector<Listed> entries = {};
    std::optional<std::int64_t> older = {};
};
std::string list_report_page(const Setting& s, const ListReportView& view);

struct DeskListsView {
    std::string token;
    Role role = Role::moderator;
    std::vector<store::List> lists = {};
    std::string next = {};  // the id behind which the next page begins; "" none
    std::optional<readers::Refusal> refused = {};
};
std::string desk_lists_page(const Setting& s, const DeskListsView& view);

}  // namespace octavo::web
