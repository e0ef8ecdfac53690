#include "readers/lists.hpp"

#include <sodium.h>

#include "base/utf8.hpp"
#include "readers/answers.hpp"
#include "readers/tidy.hpp"

namespace octavo::readers {
namespace {

store::ListId new_id() {
    std::uint64_t out = 0;
    while (out == 0) randombytes_buf(&out, sizeof out);
    return store::ListId{out};
}

// Done, or there is no such list of theirs.
Answer<> if_theirs(const Result<bool>& done) {
    if (!done) return broken(done.error());
    if (!*done) return refused(Refusal::nobody);
    return {};
}

}  // namespace

Result<std::unique_ptr<Lists>> Lists::open(const std::string& folder, Accounts& accounts, const Clock& clock) {
    auto rows = TRY(store::Lists::open(folder));
    auto out = std::unique_ptr<Lists>(new Lists(std::move(rows), accounts, clock));
    TRY(out->rows_->forget_dropped(clock.now() - undo_for));
    return out;
}

// What cannot be taken back any more leaves with the next that is written.
Answer<> Lists::tidy_rows() { return answer(rows_->forget_dropped(clock_.now() - undo_for)); }

Answer<> Lists::may_make_public(const Visitor& who) {
    const auto barred = rows_->has_barred(who.account.id);
    if (!barred) return broken(barred.error());
    if (*barred) return refused(Refusal::banned);
    return {};
}

Answer<store::List> Lists::read(const Visitor& who, const Written& what) const {
    store::List out{.owner = who.account.id,
                    .name = tidy_line(what.name),
                    .about = tidy_line(what.about),
                    .is_public = what.is_public,
                    .made = clock_.now(),
                    .changed = clock_.now()};
    if (out.name.empty() || utf8::length(out.name) > longest_name) return refused(Refusal::bad_name);
    if (utf8::length(out.about) > longest_about) return refused(Refusal::too_long);
    return out;
}

Answer<store::ListId> Lists::make(const Visitor& who, const Written& what) {
    auto list = read(who, what);
    if (!list) return std::unexpected(list.error());
    if (const auto tidied = tidy_rows(); !tidied) return std::unexpected(tidied.error());
    if (list->is_public)
        if (const auto may = may_make_public(who); !may) return std::unexpected(may.error());
    list->id = new_id();
    if (const auto added = if_room(rows_->add(*list, most)); !added) return std::unexpected(added.error());
    return list->id;
}

Answer<> Lists::change(const Visitor& who, store::ListId id, const Written& what) {
    auto list = read(who, what);
    if (!list) return std::unexpected(list.error());
    list->id = id;
    if (auto tidied = tidy_rows(); !tidied) return tidied;
    if (list->is_public) {
        const auto was = own(who, id);
        if (!was) return std::unexpected(was.error());
        // One that is out of view stays so by it, and comes before moderators again.
        if (!was->is_public && !was->barred)
            if (auto may = may_make_public(who); !may) return may;
    }
    return if_theirs(rows_->change(*list));
}

Answer<> Lists::drop(const Visitor& who, store::ListId id) {
    if (auto tidied = tidy_rows(); !tidied) return tidied;
    return if_theirs(rows_->drop(who.account.id, id, clock_.now()));
}

Answer<> Lists::undo_drop(const Visitor& who, store::ListId id) {
    const auto done = rows_->undrop(who.account.id, id, clock_.now() - undo_for, most);
    if (!done) return broken(done.error());
    if (!*done) return refused(Refusal::too_late);
    return {};
}

Answer<std::vector<store::List>> Lists::of(const Visitor& who) {
    return answer(rows_->of(who.account.id, clock_.now()));
}

Answer<store::List> Lists::own(const Visitor& who, store::ListId id) {
    auto list = rows_->list(id, clock_.now());
    if (!list) return broken(list.error());
    if (!*list || (*list)->owner != who.account.id) return refused(Refusal::nobody);
    return **std::move(list);
}

Answer<> Lists::put(const Visitor& who, store::ListId id, ArticleId what, std::string_view said) {
    const store::ListEntry entry{.article = what, .made = clock_.now(), .said = tidy_line(said)};
    if (utf8::length(entry.said) > longest_said) return refused(Refusal::too_long);
    if (const auto theirs = own(who, id); !theirs) return std::unexpected(theirs.error());
    return if_room(rows_->put(who.account.id, id, entry, most_entries));
}

Answer<> Lists::take_out(const Visitor& who, store::ListId id, ArticleId what) {
    return answer(rows_->take_out(who.account.id, id, what, clock_.now()));
}

Answer<> Lists::say(const Visitor& who, store::ListId id, ArticleId what, std::string_view said) {
    const std::string tidied = tidy_line(said);
    if (utf8::length(tidied) > longest_said) return refused(Refusal::too_long);
    return answer(rows_->say(who.account.id, id, what, tidied, clock_.now()));
}

Answer<> Lists::move(const Visitor& who, store::ListId id, ArticleId what, bool up) {
    return answer(rows_->move(who.account.id, id, what, up, clock_.now()));
}

Answer<std::vector<store::ListId>> Lists::with(const Visitor& who, ArticleId what) {
    return answer(rows_->with(who.account.id, what));
}

Answer<std::optional<store::List>> Lists::shown(store::ListId id) {
    auto list = rows_->list(id, clock_.now());
    if (!list) return broken(list.error());
    if (*list && (!(*list)->is_public || (*list)->barred || (*list)->owner_stopped)) return std::nullopt;
    return *std::move(list);
}

bool Lists::may_be_found(const store::List& list, Instant now) {
    return list.entries >= worth_finding && now - list.owner_since >= grown_up;
}

Answer<std::vector<store::ListEntry>> Lists::entries(store::ListId id, std::int64_t before, std::size_t limit) {
    return answer(rows_->entries(id, before, limit));
}

Answer<> Lists::report(const Visitor& who, store::ListId id, Complaint why) {
    return answer(rows_->report(id, who.account.id, why, clock_.now()));
}

Answer<std::vector<store::Lists::Reported>> Lists::reports(const Visitor& who) {
    return answer(rows_->reports_by(who.account.id));
}

Answer<std::optional<store::List>> Lists::looked_at(const By& by, store::ListId id) {
    if (!by.may(Role::moderator)) return refused(Refusal::not_allowed);
    auto list = rows_->list(id, clock_.now());
    if (!list) return broken(list.error());
    // A private one is no moderator's to read, whatever it was: it comes back to them when it is public again.
    if (*list && !(*list)->is_public) return std::nullopt;
    return *std::move(list);
}

Answer<std::vector<store::List>> Lists::all(const By& by, store::Lists::Which which, store::ListId behind,
                                            std::size_t limit) {
    if (!by.may(Role::moderator)) return refused(Refusal::not_allowed);
    return answer(rows_->all(which, behind, clock_.now(), limit));
}

Answer<> Lists::bar(const By& by, store::ListId id, bool barred) {
    const auto seen = looked_at(by, id);
    if (!seen) return std::unexpected(seen.error());
    if (!*seen) return refused(Refusal::nobody);
    const auto owner = rows_->bar(id, barred);
    if (!owner) return broken(owner.error());
    if (!*owner) return refused(Refusal::nobody);
    const std::string_view deed = barred ? "bar_list" : (*seen)->barred ? "unbar_list" : "leave_list";
    accounts_.note(by, deed, *owner, id.text());
    return {};
}

}  // namespace octavo::readers
