// How much an account may keep and do: at the desk, with what it uses of it; and to a reader, who asked for more.
#include "web/asking.hpp"
#include "web/desk_views.hpp"
#include "web/form_parts.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

Say quota_word(Quota what) {
    constexpr std::array words = {Say::quota_follows, Say::quota_searches, Say::quota_saved,
                                  Say::quota_feeds,   Say::quota_comments, Say::quota_services};
    static_assert(words.size() == quotas.size());
    return words[index_of(what)];
}

std::string number_of(const Setting& s, std::int64_t n) {
    return s.tongue.number(static_cast<std::uint64_t>(std::max<std::int64_t>(n, 0)));
}

void quota_row(Html& h, const Setting& s, const DeskAccountView& view, const readers::Quotas::Line& line) {
    const std::string id = fmt::format("quota-{}", name_of(line.what));
    cell(h.put("<tr>"), s, Say::desk_setting).put("<label").attribute("for", id).put(">");
    h.text(s.tongue.say(quota_word(line.what))).put("</label></td>");
    cell(h, s, Say::desk_quota_used);
    if (line.used > line.most() || line.used == line.most())
        h.put("<b>").text(number_of(s, line.used)).put("</b></td>");
    else
        h.text(number_of(s, line.used)).put("</td>");
    cell(h, s, Say::desk_quota_most).put("<input type=\"number\" min=\"0\" autocomplete=\"off\"");
    h.attribute("max", std::to_string(readers::highest(line.what))).attribute("id", id);
    h.attribute("name", name_of(line.what)).attribute("placeholder", std::to_string(line.of_role));
    if (view.no_limit)
        h.attribute("value", view.typed[index_of(line.what)]);
    else if (line.own)
        h.attribute("value", std::to_string(*line.own));
    if (view.no_limit == line.what) h.put(" aria-invalid=\"true\" aria-describedby=\"fault\"");
    h.put("></td></tr>");
}

}  // namespace

void quotas_form(Html& h, const Setting& s, const DeskAccountView& view, std::string_view place) {
    if (view.quotas.empty()) return;
    part(h, s, Say::desk_quotas);
    h.put("<div class=\"limits\">");
    if (view.no_limit) {
        h.put("<p class=\"fault\" role=\"alert\" id=\"fault\">")
            .text(s.tongue.say(quota_word(*view.no_limit)))
            .put(": ");
        h.text(s.tongue.fill(Say::desk_quota_bad, number_of(s, readers::highest(*view.no_limit)))).put("</p>");
    }
    begin_form(h, s, place, view.token, "quota");
    begin_table(h, s, {Say::desk_setting, Say::desk_quota_used, Say::desk_quota_most});
    for (const readers::Quotas::Line& line : view.quotas) quota_row(h, s, view, line);
    end_table(h);
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_quota_hint)).put("</p>");
    end_form(h, s, Say::save, false);
    h.put("</div>");
}

std::string over_words(const Setting& s, const readers::Over& over) {
    return s.tongue.fill(Say::quota_reached,
                         fmt::format("{}: {}", s.tongue.say(quota_word(over.what)), number_of(s, over.most)));
}

std::string over_page(const Setting& s, const readers::Over& over, std::string_view back) {
    const Frame frame{.title = std::string(s.tongue.say(Say::account)), .place = {}, .noindex = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account\"><header class=\"headline\"><h1>");
    h.title(frame.title).put("</h1></header><p class=\"fault\" role=\"alert\">").text(over_words(s, over)).put("</p>");
    if (is_plain_place(back.substr(std::min<std::size_t>(back.size(), 1))))
        h.put("<p><a class=\"btn\"").url("href", back).put(">").text(s.tongue.say(Say::look_again)).put("</a></p>");
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
