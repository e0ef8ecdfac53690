// Somebody's articles, and the pages about the site itself.
#include <set>

#include "web/my_news.hpp"
#include "web/pages.hpp"
#include "web/writings.hpp"

namespace octavo::web {
namespace {

void begin_words(Html& h, const Setting& s, const Frame& frame) {
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap words\"><h1>").text(frame.title).put("</h1>");
}

void finish_words(Html& h, const Setting& s, const Frame& frame) {
    h.put("</main>");
    end_page(h, s, frame);
}

struct RankingRow {
    Say what;
    double weight;
};

}  // namespace

std::string author_page(const Setting& s, const AuthorView& view) {
    const std::string place = author_place(view.source.source.domain, view.author);
    const std::string_view paper = name_of(view.source.source);
    const Frame frame{.title = view.author.name,
                      .place = place,
                      .feed = place + "/feed",
                      .current = "sources",
                      .noindex = view.articles.cards.size() < 3,
                      .sample = view.articles.sample,
                      .made_up = view.articles.sample};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\">");
    page_head(h, s.tongue.say(Say::author), view.author.name);
    h.put("<p class=\"meta\"><a dir=\"auto\"")
        .url("href", place_in(s.edition(), source_place(view.source.source.domain)));
    h.put(">").text(paper).put("</a>");
    for (const store::Paper& other : view.papers) {
        if (other.domain == view.source.source.domain) continue;
        h.put("<span><a dir=\"auto\"").url("href", place_in(s.edition(), author_place(other.domain, view.author)));
        h.put(">").text(s.tongue.fill(Say::writes_for, other.name.empty() ? other.domain : other.name)).put("</a> ");
        h.text(s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(other.articles))).put("</span>");
    }
    h.put("</p>");
    keeping(h, s, place);
    h.put("</header><section class=\"rows single own\">");
    spoken_title(h, s.tongue.fill(Say::articles_by, view.author.name));
    for (const store::Card& card : view.articles.cards) row_card(h, s, card);
    h.put("</section>");
    if (view.articles.older)
        pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), place), *view.articles.older));
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string about_page(const Setting& s) {
    const Frame frame{.title = std::string(s.tongue.say(Say::about)), .place = "about"};
    Html h;
    begin_words(h, s, frame);
    h.put("<p>").text(s.tongue.fill(Say::about_1, s.site.name)).put("</p>");
    const Say machines = s.writings ? Say::about_3_written : Say::about_3;
    for (const Say what : {Say::about_2, machines, Say::about_4}) h.put("<p>").text(s.tongue.say(what)).put("</p>");
    if (!s.site.contact.empty()) {
        h.put("<p>").text(s.tongue.say(Say::contact)).put(": <a").url("href", s.site.contact).put("><bdi>");
        h.text(s.site.contact).put("</bdi></a></p>");
    }
    h.put("<ul class=\"onward\">");
    for (const auto& [place, word] :
         {std::pair("ranking", Say::ranking), std::pair("privacy", Say::privacy), std::pair("src", Say::sources),
          std::pair("api", Say::api), std::pair("publishers", Say::for_publishers)}) {
        h.put("<li><a").url("href", place_in(s.edition(), place)).put(">").text(s.tongue.say(word)).put("</a></li>");
    }
    h.put("</ul>");
    finish_words(h, s, frame);
    return h.take();
}

std::string privacy_page(const Setting& s) {
    const Frame frame{.title = std::string(s.tongue.say(Say::privacy)), .place = "privacy"};
    Html h;
    begin_words(h, s, frame);
    for (const Say what :
         {s.accounts ? Say::privacy_1_account : Say::privacy_1, Say::privacy_2, Say::privacy_3, Say::privacy_4})
        h.put("<p>").text(s.tongue.say(what)).put("</p>");
    if (s.accounts)
        for (const Say word :
             {Say::privacy_account, Say::privacy_reads, Say::privacy_comments, Say::privacy_lists, Say::privacy_tastes})
            h.put("<p>").text(s.tongue.say(word)).put("</p>");
    std::set<std::string> hosts;
    for (const provider::Task task : provider::tasks)  // what is read aloud is no reader's doing
        if (task != provider::Task::speech && s.writings && s.writings->offers(task))
            hosts.insert(s.writings->host(task));
    if (!hosts.empty())
        h.put("<p>").text(s.tongue.fill(Say::privacy_written, fmt::format("{}", fmt::join(hosts, ", ")))).put("</p>");
    finish_words(h, s, frame);
    return h.take();
}

// The weights are the operator's settings ranking.*, as they are at this moment.
std::string ranking_page(const Setting& s) {
    const Frame frame{.title = std::string(s.tongue.say(Say::ranking)), .place = "ranking"};
    const story::Weights& w = s.site.ranking;
    Html h;
    begin_words(h, s, frame);
    h.put("<p>")
        .text(s.tongue.say(Say::ranking_detail))
        .put("</p><table><thead><tr><th scope=\"col\"><span class=\"sr\">");
    h.text(s.tongue.say(Say::ranking)).put("</span></th><th scope=\"col\">").text(s.tongue.say(Say::weight));
    h.put("</th></tr></thead><tbody>");
    for (const RankingRow row :
         {RankingRow{Say::ranking_publishers, w.publishers}, RankingRow{Say::ranking_velocity, w.velocity},
          RankingRow{Say::ranking_freshness, w.freshness}, RankingRow{Say::ranking_language, w.language},
          RankingRow{Say::ranking_place, w.place}, RankingRow{Say::ranking_publisher_weight, w.publisher_weight},
          RankingRow{Say::ranking_picture, w.picture}, RankingRow{Say::ranking_kind, -w.opinion},
          RankingRow{Say::ranking_repeats, -w.repeat}}) {
        h.put("<tr><th scope=\"row\">").text(s.tongue.say(row.what)).put("</th><td>");
        h.text(s.tongue.decimal(row.weight)).put("</td></tr>");
    }
    h.put("</tbody></table>");
    finish_words(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
