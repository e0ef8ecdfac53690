// A day of the archive, and the calendar of a month.
#include "web/pages.hpp"

namespace octavo::web {
namespace {

using std::chrono::year_month_day;

void step(Html& h, const Setting& s, const std::string& place, Say word, Markup rel) {
    h.put("<a class=\"btn\" rel=\"").put(rel).put("\"").url("href", place_in(s.edition(), place)).put(">");
    h.text(s.tongue.say(word)).put("</a>");
}

std::string day_in_words(const Setting& s, year_month_day day) { return s.tongue.day(s.tongue.start_of(day)); }

}  // namespace

std::string day_page(const Setting& s, const DayView& view) {
    const std::string place = day_place(view.day);
    const std::string day = day_in_words(s, view.day);
    Frame frame = desk_frame(s, view.desk, s.tongue.fill(Say::news_of, day), place);
    frame.current = "archive";
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap\"><header class=\"headline section\"><p class=\"kick\"><a");
    h.url("href", place_in(s.edition(), month_place(view.day.year() / view.day.month()))).put(">");
    h.text(s.tongue.say(Say::archive)).put("</a></p><h1>").text(frame.title).put("</h1>");
    h.put("<nav class=\"steps\"").attribute("aria-label", s.tongue.say(Say::archive)).put(">");
    if (view.before) step(h, s, day_place(*view.before), Say::day_before, "prev");
    if (view.after) step(h, s, day_place(*view.after), Say::day_after, "next");
    h.put("</nav></header>");
    desk_body(h, s, view.desk, place, day);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string month_page(const Setting& s, const MonthView& view) {
    const Frame frame{.title = fmt::format("{} · {}", s.tongue.say(Say::archive), s.tongue.month(view.month)),
                      .place = month_place(view.month),
                      .current = "archive",
                      .sample = view.sample};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\"><header class=\"headline\"><h1>").text(s.tongue.say(Say::archive));
    h.put("</h1><p class=\"hint\">").text(s.tongue.say(Say::archive_detail)).put("</p></header>");
    h.put("<table class=\"calendar\"><caption>").text(s.tongue.month(view.month)).put("</caption><thead><tr>");
    for (const std::string& name : s.tongue.weekdays()) h.put("<th scope=\"col\">").text(name).put("</th>");
    h.put("</tr></thead><tbody><tr>");
    const year_month_day first = view.month / 1;
    const auto blank =
        static_cast<unsigned>((std::chrono::weekday(std::chrono::sys_days(first)) - s.tongue.first_weekday()).count());
    for (unsigned i = 0; i < blank; ++i) h.put("<td></td>");
    for (unsigned d = 1; d <= view.days.size(); ++d) {
        if (d > 1 && (blank + d - 1) % 7 == 0) h.put("</tr><tr>");
        h.put("<td>");
        if (view.days[d - 1]) {
            const year_month_day day = view.month / std::chrono::day(d);
            h.put("<a").url("href", place_in(s.edition(), day_place(day)));
            h.attribute("aria-label", day_in_words(s, day)).put(">").text(s.tongue.number(d)).put("</a>");
        } else {
            h.put("<span>").text(s.tongue.number(d)).put("</span>");
        }
        h.put("</td>");
    }
    for (std::size_t i = blank + view.days.size(); i % 7 != 0; ++i) h.put("<td></td>");
    h.put("</tr></tbody></table><nav class=\"steps\"").attribute("aria-label", s.tongue.say(Say::archive)).put(">");
    if (view.before) step(h, s, month_place(*view.before), Say::month_before, "prev");
    if (view.after) step(h, s, month_place(*view.after), Say::month_after, "next");
    h.put("</nav></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
