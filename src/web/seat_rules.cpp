// A reader's rules over HTTP: tried, made, dropped, brought back; and followed, when their reader comes.
#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/for_you.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;
using readers::Visitor;
using store::Rule;

std::optional<Rule::Deed> deed_of(std::string_view value) {
    const auto number = whole_number(value);
    if (!number || *number < 0 || *number > 2) return std::nullopt;
    return static_cast<Rule::Deed>(*number);
}

// A rule as its form brings it back.
std::optional<Rule> rule_of(const Request& request) {
    const auto number = whole_number(form_value(request, "number")), made = whole_number(form_value(request, "made")),
               since = whole_number(form_value(request, "since")), done = whole_number(form_value(request, "done"));
    const auto deed = deed_of(form_value(request, "deed"));
    if (!number || *number <= 0 || !made || !since || !done || !deed) return std::nullopt;
    return Rule{.number = *number,
                .query = form_value(request, "query"),
                .deed = *deed,
                .made = from_unix_ms(*made),
                .since = from_unix_ms(*since),
                .done = from_unix_ms(*done)};
}

// What a form asks for.
struct Pressed {
    std::string doing;  // try, add, drop, drop_all, undo
    std::string query;
    Rule::Deed deed = Rule::Deed::leave_out;
    bool for_all = false;
    std::optional<Rule> rule = {};  // that it is about
};
Pressed press_of(const Request& request) {
    return {.doing = form_value(request, "do"),
            .query = utf8::squeeze(utf8::without_controls(utf8::repair(form_value(request, "query")))),
            .deed = deed_of(form_value(request, "deed")).value_or(Rule::Deed::leave_out),
            .for_all = !form_value(request, "all").empty(),
            .rule = rule_of(request)};
}

Doors::Entered change(readers::Tastes& tastes, readers::Shelf& shelf, const Pressed& press, const Visitor& who) {
    if (press.doing == "add") {
        const auto number = tastes.add(who, press.query, press.deed, press.for_all);
        if (!number) return std::unexpected(number.error());
        return std::string();
    }
    if (press.rule && press.doing == "undo") return outcome(tastes.bring_back(who, *press.rule));
    if (press.rule && (press.doing == "drop" || press.doing == "drop_all"))
        return outcome(tastes.drop(who, press.rule->number, shelf, press.doing == "drop_all"));
    return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
}

// What the page says of a press that leads to no other one.
void tell(const Pressed& press, const readers::Answer<std::string>& made, RulesView& view) {
    const bool drops = press.doing == "drop" || press.doing == "drop_all";
    if (!made) view.refused = made.error().why;
    if (made ? drops : press.doing == "undo") view.dropped = press.rule;
    if (!made || !drops) return;
    if (press.doing == "drop_all") view.dropped->done = view.dropped->since;  // what left the list is found again
    view.query.clear();
}

}  // namespace

Result<Response> SiteSeat::my_rules(const Request& request, const Edition& edition, const Asker& asker) {
    Doors& doors = *site_.wires.doors;
    RulesView view{.token = doors.accounts().form_token(asker.secret)};
    if (request.post) {
        const Pressed press = press_of(request);
        view.query = press.query;
        view.deed = press.deed;
        view.for_all = press.for_all;
        const bool names_nothing = search::parse_query(press.query).empty();
        if (press.doing == "try" && !names_nothing) {
            Hands* held = TRY(hands());
            view.trial = TRY(try_rule(*held, press.query, press.deed, press.for_all));
        } else if (names_nothing && press.doing != "drop" && press.doing != "drop_all") {
            view.refused = Refusal::bad_name;
        } else {
            auto made = worked_on(request, edition, asker,
                                  [&tastes = doors.tastes(), &shelf = doors.shelf(), press](
                                      Accounts&, const Visitor& who) { return change(tastes, shelf, press, who); });
            if (!made) return std::move(made).error();
            if (**made && (press.doing == "add" || press.doing == "undo"))
                return moved(303, place_in(edition, "my/rules"), Keep::not_at_all);
            tell(press, **made, view);
        }
    }
    auto rules = doors.tastes().rules(*asker.visitor);
    if (!rules) return refused(edition, rules.error());
    view.rules = *std::move(rules);
    follow_rules(asker, view.rules);
    if (std::ranges::find(view.rules, Rule::Deed::save, &Rule::deed) != view.rules.end())
        view.list_is_full = doors.tastes().list_is_full(*asker.visitor).value_or(false);
    return page_for_one(rules_page(setting_of(request, edition, asker), view), view.refused ? 422 : 200);
}

// Rules that put articles on the reading list do so when their reader comes: nobody's rules cost anything while they
// are away, and none is looked at twice in a few minutes.
void SiteSeat::follow_rules(const Asker& asker, std::span<const store::Rule> rules) {
    constexpr auto every = std::chrono::minutes(2);
    std::vector<store::Rule> saving;
    std::string names;
    for (const store::Rule& rule : rules) {
        if (rule.deed != store::Rule::Deed::save) continue;
        saving.push_back(rule);
        names += fmt::format(" {}", rule.number);
    }
    if (saving.empty()) return;
    Doors& doors = *site_.wires.doors;
    doors.later(fmt::format("rules {}{}", asker.visitor->account.id.text(), names), every,
                [&doors, &archive = site_.archive, who = *asker.visitor, saving = std::move(saving)] {
                    auto held = archive.open();
                    if (!held) return;
                    for (const store::Rule& rule : saving)
                        if (const auto found = found_since(*held, rule); found && !found->ids.empty())
                            (void)doors.tastes().save(who, rule.number, found->ids, found->upto);
                });
}

}  // namespace octavo::web
