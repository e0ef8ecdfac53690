// One thread's seat at the site: its reader, its tongues, and how each address is answered. Private to the room; the
// answers are in site.cpp (what every request passes through), seat_pages.cpp, seat_desks.cpp, seat_days.cpp (pages of
// articles), seat_briefing.cpp, seat_aids.cpp, seat_account.cpp, seat_bring.cpp, seat_comments.cpp,
// seat_comment_desk.cpp, seat_my_lists.cpp, seat_lists.cpp, seat_margins.cpp, seat_replies.cpp, seat_desk.cpp,
// seat_desk_*.cpp, seat_my.cpp, seat_written.cpp, seat_files.cpp (what is no page), seat_api.cpp and seat_sitemaps.cpp.
#pragma once

#include "picture/card.hpp"
#include "web/access.hpp"
#include "web/account_views.hpp"
#include "web/aids.hpp"
#include "web/api_ask.hpp"
#include "web/comments.hpp"
#include "web/desk_views.hpp"
#include "web/desk_wires.hpp"
#include "web/doors.hpp"
#include "web/for_you.hpp"
#include "web/margins.hpp"
#include "web/my_news.hpp"
#include "web/pages.hpp"
#include "web/pictures.hpp"
#include "web/rate_limit.hpp"
#include "web/route.hpp"
#include "web/site.hpp"
#include "web/topics.hpp"

namespace octavo::web {

constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr std::string_view text_type = "text/plain; charset=utf-8";
constexpr std::size_t listing_length = 30;
constexpr std::size_t search_length = 20;
constexpr std::size_t suggestions = 5;
constexpr std::size_t trends_shown = 8;  // of today's page

struct Site::State {
    SiteSettings settings;
    Archive archive;
    const Clock& clock;
    std::function<Outlook()> outlook;
    Wires wires;
    PageCache cache;
    PageCache cards{256, 16U << 20};  // drawn ones, apart: a thousand of them would push every page out
    RateLimit limit;
    Searches searches;
    std::vector<PeerAddress> proxies;
    std::atomic<std::uint16_t> port;

    // The archive's counts are dear in a big archive and wanted by every listing: kept for two seconds.
    std::mutex stats_mutex;
    store::Stats stats;
    std::optional<Instant> counted;

    State(SiteSettings s, Archive a, const Clock& c, std::function<Outlook()> o, Wires w)
        : settings(std::move(s)),
          archive(std::move(a)),
          clock(c),
          outlook(std::move(o)),
          wires(std::move(w)),
          limit(settings.searches_a_minute, settings.searches_at_once),
          searches(clock),
          port(settings.port) {
        for (const std::string& proxy : settings.trusted_proxies)
            if (const auto address = read_address(proxy)) proxies.push_back(*address);
    }

    // What is rising, by language: counted over a week of articles, and kept for a minute.
    struct Trends {
        std::vector<story::Trend> tags;
        Instant counted{};
        bool counting = false;
    };
    std::mutex trends_mutex;
    std::unordered_map<std::string, Trends> trends;
    Result<std::vector<story::Trend>> trends_of(store::Reader& reader, const Edition& edition,
                                                std::optional<bool> sample);

    // What the last days were about, by language: for sitemaps, and to know which pages have siblings in other
    // editions.
    Recent<Topics> topics;
    Result<std::shared_ptr<const Topics>> topics_of(store::Reader& reader);

    // Which days have stories for a sitemap, and in how many files (seat_sitemaps.cpp).
    struct DayStories {
        std::chrono::sys_days day;
        std::size_t parts = 0;
        Instant newest{};
    };
    struct KnownDay {
        std::size_t parts = 0;
        Instant counted{};
    };
    std::mutex days_mutex;
    std::map<std::chrono::sys_days, KnownDay> days;
    Result<> each_day(store::Reader& reader, const std::function<void(const DayStories&)>& visit);

    // What cards are lettered with, opened with the first (seat_cards.cpp).
    std::mutex letters_mutex;
    std::optional<picture::Lettering> letters;
    Result<std::string> draw(const picture::Card& card);

    Result<store::Stats> stats_of(store::Reader& reader) {
        const std::scoped_lock lock(stats_mutex);
        const Instant now = clock.now();
        if (!counted || now - *counted >= std::chrono::seconds(2) || now < *counted) {
            stats = TRY(reader.stats());
            counted = now;
        }
        return stats;
    }
};

using PagePtr = std::shared_ptr<const Page>;

inline PagePtr page_of(std::string bytes, std::string_view type) {
    return std::make_shared<const Page>(std::move(bytes), type, true);
}

class SiteSeat final : public Seat {
  public:
    explicit SiteSeat(Site::State& site) : site_(site) {}

    Response answer(const Request& request) override;
    std::uint64_t news() override { return site_.archive.generation(); }
    int admit(const Request& request, std::uint64_t length) override;
    Response refuse(int status, std::string_view accept_language) override;

  private:
    static Response found(PagePtr page, Keep keep = Keep::ask_again);
    static Response moved(int status, std::string_view to, Keep keep, std::string_view extra = {});
    static bool is_dear(const Route& route);
    static std::string_view type_of(const Route& route);
    static void finish(ListingView& view);
    static std::string feed_name(std::string_view base, Form form);
    static bool same_place(std::string_view asked, std::string_view right);

    Duration wait_of(const Request& request);
    Response missing(const Request& request, const Route& route, const Edition& edition);
    Response failed(const Edition& edition, int status, std::string extra = {});
    const Tongue& tongue(const Edition& edition);
    Setting setting(const Edition& edition, std::string origin);
    std::string origin_of(const Request& request) const;
    Result<Hands*> hands();

    // Renders a page: absent (Fault::not_found) is not kept.
    using Render = std::function<Result<std::string>(Hands& hands, const Setting& s)>;
    // A page of the cache, or made now.
    Result<Response> kept(const Request& request, const Route& route, const Edition& edition, std::string_view key,
                          std::string_view type, const Render& render);

    // What every listing asks the archive, and the feed it may be taken as.
    Result<store::ListQuery> listing(Hands& hands, const Route& route);
    Result<std::string> listing_feed(Hands& hands, const Setting& s, Form form, std::string_view title,
                                     const std::string& place, const store::ListQuery& query);

    Result<Response> answer_route(const Request& request, const Route& route, const Edition& edition);
    Result<Response> root(const Request& request, const Route& route);
    Result<Response> today(const Request& request, const Route& route, const Edition& edition);
    Result<Response> archive(const Request& request, const Route& route, const Edition& edition);
    Result<Response> article(const Request& request, const Route& route, const Edition& edition);
    void note_opened(const Request& request, const Route& route);
    Result<Response> version(const Request& request, const Route& route, const Edition& edition);
    Result<Response> player(const Route& route, const Edition& edition);
    Result<Response> brief(const Request& request, const Route& route, const Edition& edition);
    Result<Response> translated(const Request& request, const Route& route, const Edition& edition);
    Result<Response> compared(const Request& request, const Route& route, const Edition& edition);
    Result<Response> asked(const Request& request, const Route& route, const Edition& edition);
    // Pages on which a service may write (seat_written.cpp). A press orders it and leads back to the page; who comes
    // while it is under way waits; the page then says how it stands.
    struct Turn {                            // how a request for such a page goes on
        std::optional<Response> early = {};  // with this answer in place of the page
        bool soon = false;                   // the page changes in a moment: nobody may keep it
    };
    using RenderAid = std::function<Result<std::string>(Hands& hands, const Setting& s, Turn& turn)>;
    // Kept as any page, but while a service writes, or has failed for this reader.
    Result<Response> aid(const Request& request, const Route& route, const Edition& edition, const std::string& key,
                         provider::Task task, const RenderAid& render);
    std::unexpected<Failure> elsewhere(const Request& request, const Edition& edition, std::string_view place,
                                       Turn& turn);
    bool writes(provider::Task task) const;
    bool takes_orders(const Route& route) const;
    static bool is_for_one(const Route& route);
    bool takes_forms(const Route& route) const;
    std::string owner_of(const Request& request) const;
    // Waits for what is under way under this key: an answer, or nothing to wait for.
    std::optional<Response> wait_for(const Request& request, const std::string& key);
    // What a service has of it; false: the turn's answer is to be given at once. `place`: of the page.
    template <class Order, class T>
    bool look(const Request& request, const Edition& edition, std::string_view place, const std::string& key,
              Order order, Written<Order, T>& out, Turn& turn);
    std::optional<Response> over_services(const Request& request, const Edition& edition);
    void give_back_service(const Request& request);
    Response ordered(const Edition& edition, std::string_view place, Taken taken);
    static Response page_in_motion(std::string html, const Turn& turn);
    Result<> find_texts(Hands& hands, const Setting& s, AskView& view, assist::PassageIndex& index);
    Result<Response> story(const Request& request, const Route& route, const Edition& edition);
    Result<Response> sources(const Request& request, const Route& route, const Edition& edition);
    Result<Response> source(const Request& request, const Route& route, const Edition& edition);
    Result<Response> author(const Request& request, const Route& route, const Edition& edition);
    Result<Response> month(const Request& request, const Route& route, const Edition& edition);
    Result<Response> day(const Request& request, const Route& route, const Edition& edition);
    Result<Response> words(const Request& request, const Route& route, const Edition& edition);
    Result<Response> status(const Request& request, const Edition& edition);
    Result<Response> category(const Request& request, const Route& route, const Edition& edition);
    Result<Response> tag(const Request& request, const Route& route, const Edition& edition);
    Result<Response> trending(const Request& request, const Route& route, const Edition& edition);
    Result<Response> localities(const Request& request, const Route& route, const Edition& edition);
    Result<Response> locality(const Request& request, const Route& route, const Edition& edition);
    Result<Response> search(const Request& request, const Route& route, const Edition& edition);
    Result<Response> shared_picture(const Request& request, const Route& route, const Edition& edition);
    // Accounts (seat_account.cpp, seat_desk.cpp).
    struct Asker {
        std::string secret;                       // of the cookie; "" none
        std::optional<readers::Visitor> visitor;  // of pages for who is signed in
    };
    bool is_signed_in(const Request& request);
    bool is_safe() const;  // reached over TLS alone
    std::string secret_of(const Request& request) const;
    std::string login_cookie(std::string_view secret) const;
    readers::Doorstep doorstep_of(const Request& request) const;
    static std::optional<readers::By> by_of(const Asker& asker) {
        return asker.visitor ? std::optional<readers::By>(*asker.visitor) : std::nullopt;
    }
    bool has_role(const Request& request, Role least) const;  // for pages that are not for accounts alone
    static Response page_for_one(std::string html, int status = 200, std::string extra = {});
    Response refused(const Edition& edition, const readers::Refused& why);
    Response barred(const Edition& edition, Say why, std::string_view back = {});  // back: where the form is
    std::expected<Asker, Response> asker_of(const Request& request, const Route& route, const Edition& edition,
                                            const Access& access);
    using AccountWork = std::function<readers::Answer<std::string>(readers::Accounts&)>;
    using Entering = std::function<readers::Answer<readers::SignedIn>(readers::Accounts&)>;
    using MemberWork = std::function<readers::Answer<std::string>(readers::Accounts&, const readers::Visitor&)>;
    using Worked = std::expected<std::shared_ptr<const readers::Answer<std::string>>, Response>;
    Worked worked_on(const Request& request, const Edition& edition, Doors::Kind kind, AccountWork work);
    Worked worked_on(const Request& request, const Edition& edition, const Asker& asker, MemberWork work,
                     Doors::Kind kind = Doors::Kind::row);
    Response account(const Request& request, const Route& route, const Edition& edition, const Access& access);
    Response entered(const Request& request, const Edition& edition, const Asker& asker, DoorView view,
                     std::string_view then, Entering enter);
    Response sign_in(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response sign_up(const Request& request, const Edition& edition, const Asker& asker);
    Response by_pass(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response me(const Request& request, const Edition& edition, const Asker& asker);
    // What opens an account beside its password (seat_keys.cpp).
    std::string challenge_for(const Request& request) const;  // of a passkey to sign in; "" where there can be none
    Entering by_passkey(const Request& request) const;
    std::expected<Asker, Response> program_of(const Request& request, const Edition& edition);
    void promise_tls(Response& response) const;
    Response keep_text(const Request& request, const Route& route, const Edition& edition);
    Response by_code(const Request& request, const Edition& edition, const Asker& asker);
    Response me_keys(const Request& request, const Edition& edition, const Asker& asker);
    std::expected<std::string, Response> change_keys(const Request& request, const Edition& edition, const Asker& asker,
                                                     KeysView& view, readers::Refused& why);
    std::expected<readers::Refused, Response> change_me(const Request& request, const Edition& edition,
                                                        const Asker& asker, std::string_view doing);
    Response desk(const Request& request, const Edition& edition, const Asker& asker);
    Response desk_accounts(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response take_back(const Request& request, const Edition& edition, const Asker& asker);
    Response desk_account(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_account_found(const Request& request, const Edition& edition, const Asker& asker,
                                DeskAccountView view, int status);
    Response desk_log(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    // The desk over what the program does (seat_desk_*.cpp). A form of it is a command of ours, worked on at a bench:
    // what came of it, or an answer in its place.
    std::expected<Carried, Response> carried(const Request& request, const Edition& edition, const Asker& asker,
                                             Role least, Errand errand);
    // The page of what is not there because somebody decided so: 410.
    std::optional<Response> taken_away(const Route& route, const Edition& edition);
    DeskSetting desk_setting(const Request& request, const Edition& edition, const Asker& asker);
    Response desk_sources(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_source(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_rules(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_takedowns(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_work(const Request& request, const Edition& edition, const Asker& asker);
    Response desk_services(const Request& request, const Edition& edition, const Asker& asker);
    Response desk_config(const Request& request, const Edition& edition, const Asker& asker);
    Response desk_stories(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_story(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_tags(const Request& request, const Edition& edition, const Asker& asker);
    Response desk_catalogue(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_backups(const Request& request, const Edition& edition, const Asker& asker);
    // What is said of articles (seat_comments.cpp).
    std::string talk_version() const;
    Result<Conversation> conversation_of(std::vector<store::Card> cards, std::string place, std::string id);
    Result<Conversation> first_of(std::vector<store::Card> cards, std::string place, std::string id);
    Result<Conversation> conversation_at(store::Reader& reader, const Setting& s, const Route& route,
                                         std::string& back);
    Result<> look_at(CommentsView& view);
    Result<std::optional<Response>> said_elsewhere(store::Reader& reader, const Edition& edition,
                                                   const CommentsView& view, std::int64_t number);
    Result<Response> feed_of(const Setting& s, const Conversation& talk);
    Response comments(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response speak(const Request& request, const Edition& edition, const Asker& asker, const Setting& s,
                   CommentsView view);
    Setting setting_of(const Request& request, const Edition& edition, const Asker& asker);  // seat_replies.cpp
    std::optional<Response> change_replies(const Request& request, const Edition& edition, const Asker& asker,
                                           RepliesView& view);
    Result<Response> my_replies(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    // seat_comment_desk.cpp
    std::expected<readers::Refusal, Response> moderate(const Request& request, const Edition& edition,
                                                       const Asker& asker, AccountId author, const std::string& place);
    Response desk_author(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response desk_comments(const Request& request, const Edition& edition, const Asker& asker);
    // What an account keeps (seat_my.cpp).
    Response my(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<Response> my_news(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<Response> my_saved(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<std::optional<store::SourceRow>> source_of_feed(const Request& request);
    Result<Response> my_follows(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> my_follow(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<std::vector<Listing>> begun(const Request& request, const Edition& edition);
    Result<MemberWork> work_of_my(const Request& request, const Edition& edition,
                                  std::span<const store::Follow> follows, std::string_view folder);
    Result<Response> my_listed(const Request& request, const Edition& edition, const Asker& asker,
                               std::span<const store::Follow> follows, MyView view);
    // An order of one's own (seat_for_you.cpp), and rules (seat_rules.cpp).
    Result<Response> my_for_you(const Request& request, const Edition& edition, const Asker& asker);
    Result<> fill_for_you(const Setting& s, const Asker& asker, ForYouView& view);
    Result<Response> my_tune(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<Response> my_rules(const Request& request, const Edition& edition, const Asker& asker);
    void follow_rules(const Asker& asker, std::span<const store::Rule> rules);
    // What was read, brought along, asked for (seat_bring.cpp).
    Result<Response> my_history(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<Response> my_bring(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> my_link(const Request& request, const Edition& edition, const Asker& asker);
    // Lists (seat_my_lists.cpp, seat_lists.cpp); notes (seat_margins.cpp).
    Result<Response> my_lists(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> my_list(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<std::vector<Listed>> listed(std::span<const store::ListEntry> entries, std::size_t most);
    Result<ListChoices> choices_of(const Asker& asker, ArticleId what);
    MemberWork putting_into_lists(const Request& request, ArticleId what);
    Result<Response> list(const Request& request, const Route& route, const Edition& edition);
    Result<Response> list_report(const Request& request, const Route& route, const Edition& edition,
                                 const Asker& asker);
    Result<Response> desk_lists(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<Response> my_notes(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<Response> my_note(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Result<std::string> notes_as_file(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> my_notes_file(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> desk_wishes(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> added(const Request& request, const Edition& edition);
    Result<std::string> all_as_json(const Asker& asker);  // seat_export.cpp
    Result<std::string> follows_as_opml(const Request& request, const Edition& edition, const Asker& asker);
    Result<std::string> all_as_page(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> me_zip(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> my_feed(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> me_export(const Asker& asker);  // seat_export.cpp
    Result<Response> me_opml(const Request& request, const Edition& edition, const Asker& asker);
    Result<Response> my_save(const Request& request, const Route& route, const Edition& edition, const Asker& asker);
    Response api(const Request& request);
    Result<Response> api_answer(const Request& request, const ApiAsk& ask);
    Result<Response> sitemap(const Request& request, const Route& route);
    Result<Response> news_sitemap(const Request& request);
    Result<Response> seldom(const Request& request, std::string_view name, Duration every,
                            const std::function<Result<std::string>(store::Reader&, const std::string&)>& write);
    Result<std::string> sitemap_index(store::Reader& reader, const std::string& origin);
    Result<std::string> sitemap_of_pages(store::Reader& reader, const std::string& origin);
    Result<std::string> sitemap_of_days(store::Reader& reader, const std::string& origin);
    // Of the public site: the editions that have what this topic's page shows in their own language; else none.
    Result<std::vector<const Edition*>> alternates(Hands& hands, const Setting& s, store::BusyTopic::What what,
                                                   std::string_view id);
    Result<Response> opml(const Request& request, const Route& route);
    std::string robots_text() const;
    Result<Response> asset(const Route& route);
    Result<Response> drawing(const Route& route);
    Result<Response> picture(const Request& request, const Route& route);
    // The daily briefing (seat_briefing.cpp).
    Result<Response> briefing(const Request& request, const Route& route, const Edition& edition);
    Result<Response> briefing_audio(const Route& route, const Edition& edition);
    Result<Response> briefing_feed(const Request& request, const Route& route, const Edition& edition);
    // The recording of a day; of today one is ordered where there is none.
    Result<std::optional<assist::Briefing>> recorded(const Edition& edition);
    // The app (seat_app.cpp).
    Response made(std::string_view name, std::string_view type, const std::function<std::string()>& render);
    Response app(const Route& route, const Edition& edition);
    Response worker();
    Result<Response> shared(const Request& request, const Route& route, const Edition& edition);

    Site::State& site_;
    std::optional<Hands> hands_;
    std::unordered_map<std::string_view, std::unique_ptr<Tongue>> tongues_;
};

}  // namespace octavo::web
