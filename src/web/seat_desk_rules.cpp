// Site rules on the desk: shown, tried on kept pages, saved, taken back. Each form is a command (`octavo rules`), done
// at the desk's bench: reading pages anew is not for a thread that serves pages.
#include "base/dates.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t longest_rules = 64 * 1024, most_pages = 5, chosen_at_first = 2;

// As it is kept in a file: lines end as they do there.
std::string typed_rules(const Request& request) {
    std::string text = utf8::repair(form_value(request, "rules"));
    std::erase(text, '\r');
    if (text.size() > longest_rules) text.resize(longest_rules);
    text = utf8::repair(text);
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return text;
}

RuleTry::Side side_in(const Json& json) {
    RuleTry::Side out{.status = std::string(json["status"].string()),
                      .title = std::string(json["title"].string()),
                      .authors = std::string(json["authors"].string()),
                      .image = std::string(json["image"].string()),
                      .published = parse_date(json["published"].string()),
                      .text = {},
                      .cut = json["cut"].boolean()};
    for (const Json& line : json["text"].items()) {
        const auto text = line.string();
        if (!text.empty()) out.text.push_back({std::string(text.substr(1)), text.front() == '!'});
    }
    return out;
}

std::vector<RuleTry> tries_in(const Carried& carried) {
    std::vector<RuleTry> out;
    for (const std::string& line : carried.lines) {
        const auto json = Json::parse(line);
        if (!json || !(*json)["before"].is_object()) continue;
        out.push_back({.url = std::string((*json)["url"].string()),
                       .title = std::string((*json)["title"].string()),
                       .trouble = std::string((*json)["trouble"].string()),
                       .covered = (*json)["covered"].boolean(),
                       .before = side_in((*json)["before"]),
                       .after = side_in((*json)["after"])});
    }
    return out;
}

std::vector<std::int64_t> chosen_in(const Request& request) {
    std::vector<std::int64_t> out;
    for (const std::string& one : form_values(request.body, "page", most_pages))
        if (const auto version = whole_number(one)) out.push_back(*version);
    return out;
}

// A rule for one host says nothing of pages that stand at another of the same publisher.
bool some_below(const RulesFacts& facts, std::string_view domain) {
    return std::ranges::any_of(facts.pages, [&](const KeptPageFacts& page) {
        const auto url = Url::parse(page.url);
        return url && bare_host(url->host()) != domain && lies_below(bare_host(url->host()), domain);
    });
}

// The command that a form is; no words: it is none of ours.
Errand errand_of(const Request& request, const DeskRulesView& view) {
    const std::string doing = form_value(request, "do"), &domain = view.source.source.domain;
    const std::string typed_for = (view.below ? "." : "") + domain, there = (view.facts.below ? "." : "") + domain;
    if (doing == "set") return {.words = {"rules", "set", typed_for, *view.typed}};
    if (doing == "undo") return {.words = {"rules", "undo", there}};
    if (doing == "remove" && form_value(request, "sure") == "yes") return {.words = {"rules", "remove", there}};
    if (doing != "try" || view.chosen.empty()) return {};
    Errand out{.words = {"rules", "try", typed_for, *view.typed}};
    for (const std::int64_t version : view.chosen) out.words.push_back(std::to_string(version));
    return out;
}

}  // namespace

Response SiteSeat::desk_rules(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    const DeskWires* desk = site_.wires.desk;
    const std::string place = fmt::format("admin/sources/{}/rules", percent_encode(route.name));
    const auto held = hands();
    const auto row = held ? (*held)->reader->source(route.name) : fail(Fault::busy, "the archive");
    if (!row) return failed(edition, 503, "Retry-After: 5\r\n");
    if (!*row || !desk || !desk->rules) return failed(edition, 404);
    DeskRulesView view{.source = **row,
                       .facts = desk->rules((*row)->source.domain),
                       .outcome = {},
                       .typed = {},
                       .below = false,
                       .chosen = {},
                       .tries = {}};
    view.below = view.facts.below || (!view.facts.exists && some_below(view.facts, view.source.source.domain));
    for (const KeptPageFacts& page : view.facts.pages)
        if (view.chosen.size() < chosen_at_first) view.chosen.push_back(page.version);
    if (request.post) {
        const std::string doing = form_value(request, "do");
        const bool types = doing == "try" || doing == "set";
        if (types) {
            view.typed = typed_rules(request);
            view.below = form_value(request, "below") == "yes";
            view.chosen = chosen_in(request);
        }
        Errand errand = errand_of(request, view);
        if (errand.words.empty()) return failed(edition, 400);
        const auto done = carried(request, edition, asker, Role::owner, std::move(errand));
        if (!done) return done.error();
        if (done->code == 0 && doing != "try")
            return moved(303, place_in(edition, place + "?done=1"), Keep::not_at_all);
        if (done->code == 0)
            view.tries = tries_in(*done);
        else
            view.outcome = Outcome{.done = false, .words = {}, .complaint = done->complaint};
    }
    if (!request.post && !asked_value(request, "done").empty()) view.outcome = Outcome{.done = true};
    return page_for_one(desk_rules_page(desk_setting(request, edition, asker), view),
                        view.outcome && !view.outcome->done ? 422 : 200);
}

}  // namespace octavo::web
