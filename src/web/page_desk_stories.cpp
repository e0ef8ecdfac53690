// What editors put right: stories (their title, what belongs to them) and hashtags, with all that was decided.
#include "web/desk_views.hpp"
#include "web/form_parts.hpp"
#include "web/pages.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t longest_title = 300, longest_address = 2000, longest_about = 600;

std::string desk_place_of(StoryId id) { return "admin/stories/" + id.text(); }

std::string words_of(const Setting& s, const StoryRuling& ruling) {
    switch (ruling.kind) {
        case StoryRuling::Kind::title:
            return s.tongue.fill(Say::desk_ruled_title, ruling.words);
        case StoryRuling::Kind::merge:
            return std::string(s.tongue.say(Say::desk_ruled_merge));
        case StoryRuling::Kind::split:
            return std::string(s.tongue.say(Say::desk_ruled_split));
    }
    return {};
}

void story_rulings(Html& h, const DeskSetting& d, const DeskStoriesView& view) {
    const Setting& s = d.s;
    part(h, s, Say::desk_rulings);
    begin_table(h, s, {Say::deed, Say::when_done, Say::desk_undo});
    for (const StoryRuling& one : view.rulings) {
        const std::string id = fmt::format("r{}", one.number);
        cell(h.put("<tr>"), s, Say::deed).put("<a").attribute("id", id);
        h.url("href", place_in(s.edition(), desk_place_of(one.story))).put("><bdi>").text(words_of(s, one));
        h.put("</bdi></a></td>");
        cell(h, s, Say::when_done);
        when(h, s, one.at);
        h.put("</td><td>");
        begin_form(h, s, "admin/stories", d.token, "undo");
        hidden(h, "number", std::to_string(one.number));
        end_form(h, s, Say::desk_undo, false, id);
        h.put("</td></tr>");
    }
    end_table(h);
}

void tag_rows(Html& h, const DeskSetting& d, const DeskTagsView& view) {
    const Setting& s = d.s;
    begin_table(h, s, {Say::hashtag, Say::desk_tag_as, Say::desk_tag_about, Say::desk_undo});
    for (const TagRuling& one : view.rulings) {
        const std::string id = "t" + one.tag.text();
        cell(h.put("<tr>"), s, Say::hashtag)
            .put("<bdi")
            .attribute("id", id)
            .put(">#")
            .text(one.name)
            .put("</bdi></td>");
        cell(h, s, Say::desk_tag_as);
        if (one.banned) h.text(s.tongue.say(Say::desk_tag_banned));
        if (one.now) h.put("<bdi>#").text(one.now_name).put("</bdi>");
        cell(h.put("</td>"), s, Say::desk_tag_about).put("<bdi>").text(one.about).put("</bdi></td>");
        h.put("<td>");
        begin_form(h, s, "admin/tags", d.token, "clear");
        hidden(h, "tag", one.name);
        end_form(h, s, Say::desk_tag_clear, false, id);
        h.put("</td></tr>");
    }
    end_table(h);
}

}  // namespace

std::string desk_stories_page(const DeskSetting& d, const DeskStoriesView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_stories)), "admin/stories");
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    begin_form(h, s, "admin/stories", d.token, "open");
    desk_field(h, s,
               {.name = "story",
                .id = "story",
                .label = Say::desk_story_which,
                .value = view.typed,
                .longest = longest_address,
                .required = true});
    end_form(h, s, Say::desk_open);
    if (!view.widest.empty()) {
        part(h, s, Say::top_stories);
        h.put("<ul class=\"onward\">");
        for (const store::Card& card : view.widest) {
            h.put("<li><a dir=\"auto\"").url("href", place_in(s.edition(), desk_place_of(card.story))).put(">");
            h.text(card.title.empty() ? s.tongue.say(Say::untitled) : std::string_view(card.title)).put("</a> ");
            h.text(s.tongue.count(Say::n_sources, card.story_size)).put("</li>");
        }
        h.put("</ul>");
    }
    if (!view.rulings.empty()) story_rulings(h, d, view);
    if (view.next > 0) pager(h, s, place_in(s.edition(), fmt::format("admin/stories?from={}", view.next)));
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_story_page(const DeskSetting& d, const DeskStoryView& view) {
    const Setting& s = d.s;
    const std::string place = desk_place_of(view.id);
    const store::Card& titled = told_by(s, view.cards);
    const Frame frame = desk_frame_of(s, view.title.empty() ? titled.title : view.title, place);
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    h.put("<p><a").url("href", place_in(s.edition(), story_place(view.id, titled.title))).put(">");
    h.text(s.tongue.say(Say::story))
        .put("</a> · ")
        .text(s.tongue.count(Say::n_articles, view.cards.size()))
        .put("</p>");
    part(h, s, Say::desk_title);
    begin_form(h, s, place, d.token, "title");
    desk_field(h, s,
               {.name = "title",
                .id = "title",
                .label = Say::desk_title,
                .hint = Say::desk_title_hint,
                .value = view.title,
                .longest = longest_title});
    end_form(h, s, Say::save);
    part(h, s, Say::part_of_story);
    begin_table(h, s, {Say::headlines, Say::sources, Say::desk_split});
    for (const store::Card& card : view.cards) {
        const std::string id = "a" + card.id.text();
        cell(h.put("<tr>"), s, Say::headlines).put("<a dir=\"auto\"").attribute("id", id);
        h.url("href", place_in(s.edition(), article_place(card.id, card.title))).put(">");
        h.text(card.title.empty() ? s.tongue.say(Say::untitled) : std::string_view(card.title)).put("</a></td>");
        cell(h, s, Say::sources).put("<bdi>").text(name_of(card)).put("</bdi> ");
        when(h, s, card.published);
        h.put("</td><td>");
        if (view.cards.size() > 1) {
            begin_form(h, s, place, d.token, "split");
            hidden(h, "article", card.id.text());
            end_form(h, s, Say::desk_split, false, id);
        }
        h.put("</td></tr>");
    }
    end_table(h);
    part(h, s, Say::desk_merge);
    begin_form(h, s, place, d.token, "merge");
    desk_field(
        h, s,
        {.name = "into", .id = "into", .label = Say::desk_merge_into, .longest = longest_address, .required = true});
    end_form(h, s, Say::desk_merge, false);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_tags_page(const DeskSetting& d, const DeskTagsView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_hashtags)), "admin/tags");
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    struct Way {
        std::string_view doing;
        Say title;
    };
    for (const Way& way :
         {Way{"alias", Say::desk_tag_as}, Way{"ban", Say::desk_tag_ban}, Way{"describe", Say::desk_tag_about}}) {
        part(h, s, way.title);
        begin_form(h, s, "admin/tags", d.token, way.doing);
        desk_field(h, s,
                   {.name = "tag",
                    .id = fmt::format("tag-{}", way.doing),
                    .label = Say::hashtag,
                    .value = view.typed,
                    .longest = 200,
                    .required = true});
        if (way.doing == "alias")
            desk_field(h, s,
                       {.name = "other", .id = "other", .label = Say::desk_tag_as, .longest = 200, .required = true});
        if (way.doing == "describe")
            desk_field(h, s,
                       {.name = "about",
                        .id = "about",
                        .label = Say::desk_tag_about,
                        .longest = longest_about,
                        .required = true});
        end_form(h, s, way.doing == "ban" ? way.title : Say::save, way.doing == "alias");
    }
    if (!view.rulings.empty()) {
        part(h, s, Say::desk_rulings);
        tag_rows(h, d, view);
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
