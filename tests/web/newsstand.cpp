#include "web/newsstand.hpp"

#include "base/url.hpp"
#include "model/health.hpp"
#include "text/tag_key.hpp"

namespace octavo::test {
namespace {

using store::Card;

class StandReader final : public store::Reader {
  public:
    explicit StandReader(Newsstand& stand) : stand_(stand) {}

    Result<std::optional<store::FullArticle>> article(ArticleId id) override {
        TRY(ready());
        for (const auto& a : stand_.articles)
            if (a.card.id == id) return std::optional(a);
        return std::optional<store::FullArticle>();
    }
    Result<std::optional<store::Spread>> spread(ArticleId id, const store::Around& around) override {
        auto found = TRY(article(id));
        if (!found) return std::optional<store::Spread>();
        store::Spread spread{std::move(*found), {}};
        const Card& card = spread.article.card;
        if (card.story_size > 1) {
            spread.story = TRY(list({.story = card.story, .limit = around.story, .copies = true}));
            std::ranges::reverse(spread.story);
        }
        return std::optional(std::move(spread));
    }
    Result<std::optional<store::OldVersion>> version(std::int64_t number) override {
        for (const auto& old : stand_.old_versions)
            if (old.version.number == number) return std::optional(old);
        return std::optional<store::OldVersion>();
    }
    Result<std::optional<Extraction>> extraction(ArticleId id) override {
        const auto found = TRY(article(id));
        return found ? std::optional(found->extraction) : std::nullopt;
    }
    // The site looks things up through the search it was given, never through a connection.
    store::Connection& connection() override { std::abort(); }
    Result<std::optional<ArticleId>> article_at(std::string_view address) override {
        for (const auto& a : stand_.articles)
            if (const auto url = Url::parse(a.card.url); url && normalize(*url) == address) return a.card.id;
        return std::optional<ArticleId>();
    }
    Result<std::vector<Card>> list(const store::ListQuery& q) override {
        TRY(ready());
        std::vector<Card> out;
        for (const auto& a : stand_.articles) {
            const Card& c = a.card;
            if (out.size() >= q.limit) break;
            if (c.position >= q.before || (q.source && c.source != *q.source) || (q.story && c.story != *q.story))
                continue;
            if (!q.language.empty() && !c.language.starts_with(q.language)) continue;
            if (!q.copies && c.duplicate_of) continue;
            if (q.sample && c.sample != *q.sample) continue;
            if (q.tag && std::ranges::find(a.tags, *q.tag, &store::TagRef::id) == a.tags.end()) continue;
            if (q.author && std::ranges::find(a.authors, *q.author, &store::AuthorRef::id) == a.authors.end()) continue;
            if (q.category && c.category != *q.category) continue;
            if (!q.place.empty() && std::ranges::find(a.places, q.place) == a.places.end()) continue;
            out.push_back(c);
        }
        return out;
    }
    Result<std::optional<store::AuthorRef>> author(AuthorId id) override {
        for (const auto& a : stand_.articles)
            for (const auto& author : a.authors)
                if (author.id == id) return std::optional(author);
        return std::optional<store::AuthorRef>();
    }
    Result<std::vector<store::Paper>> papers_of_author(AuthorId id, std::size_t) override {
        std::vector<store::Paper> papers;
        for (const auto& a : stand_.articles) {
            if (std::ranges::find(a.authors, id, &store::AuthorRef::id) == a.authors.end()) continue;
            auto paper = std::ranges::find(papers, a.card.source_domain, &store::Paper::domain);
            if (paper == papers.end()) paper = papers.insert(paper, {a.card.source_domain, a.card.source_name, 0});
            ++paper->articles;
        }
        return papers;
    }
    Result<bool> any_in(const store::DaysQuery& days) override { return !TRY(widest_in(days, 1)).empty(); }
    Result<std::vector<Card>> widest_in(const store::DaysQuery& days, std::size_t limit) override {
        std::vector<Card> out;
        for (const Card& c : TRY(list({.language = days.language, .limit = 1000, .sample = days.sample})))
            if (c.published >= days.from && c.published < days.before) out.push_back(c);
        std::ranges::stable_sort(out, std::greater(), &Card::story_size);
        out.resize(std::min(out.size(), limit));
        return out;
    }
    Result<std::optional<StoryId>> story_now(StoryId id) override {
        for (const auto& [gone, now] : stand_.moved_stories)
            if (gone == id) return std::optional(now);
        return std::optional<StoryId>();
    }
    Result<std::vector<Card>> cards(std::span<const ArticleId> ids) override {
        std::vector<Card> out;
        for (const ArticleId id : ids)
            for (const auto& article : stand_.articles)
                if (article.card.id == id) out.push_back(article.card);
        return out;
    }
    Result<std::vector<Card>> cards_at(std::span<const store::Position> positions) override {
        std::vector<Card> out;
        for (const auto& a : stand_.articles)
            if (std::ranges::find(positions, a.card.position) != positions.end()) out.push_back(a.card);
        return out;
    }
    Result<std::optional<store::SourceRow>> source(SourceId id) override {
        for (const auto& row : TRY(sources()))
            if (row.source.id == id) return std::optional(row);
        return std::optional<store::SourceRow>();
    }
    Result<std::optional<store::SourceRow>> source(std::string_view domain) override {
        for (const auto& row : TRY(sources()))
            if (row.source.domain == domain) return std::optional(row);
        return std::optional<store::SourceRow>();
    }
    Result<std::vector<store::SourceRow>> sources() override {
        TRY(ready());
        std::vector<store::SourceRow> rows;
        for (const Source& s : stand_.sources) {
            store::SourceRow row{s, 0, {}};
            for (const auto& a : stand_.articles)
                if (a.card.source == s.id) {
                    ++row.articles;
                    if (!row.newest) row.newest = a.card.published;
                }
            rows.push_back(row);
        }
        return rows;
    }
    Result<std::vector<Feed>> feeds() override { return stand_.feeds; }
    Result<std::vector<Feed>> feeds_of(SourceId source) override {
        std::vector<Feed> out;
        for (const Feed& f : stand_.feeds)
            if (f.source == source) out.push_back(f);
        return out;
    }
    Result<store::FeedCounts> feed_counts() override {
        store::FeedCounts counts{};
        for (const Feed& f : stand_.feeds) ++counts[static_cast<std::size_t>(f.state)];
        return counts;
    }
    Result<std::vector<store::TroubledFeed>> troubled_feeds(std::size_t limit) override {
        std::vector<store::TroubledFeed> out;
        for (const Feed& f : stand_.feeds)
            if (needs_attention(trouble_of(f)) && out.size() < limit)
                for (const Source& s : stand_.sources)
                    if (s.id == f.source) out.push_back({f, s.name, s.domain});
        return out;
    }
    Result<std::vector<Subscription>> subscriptions() override { return stand_.subscriptions; }
    Result<std::optional<Feed>> feed(FeedId) override { return std::optional<Feed>(); }
    Result<std::optional<Feed>> feed_at(std::string_view url) override { return feed(feed_id(url)); }
    Result<std::optional<store::TagRef>> tag(TagId id) override {
        for (const auto& a : stand_.articles)
            for (const auto& tag : a.tags)
                if (tag.id == id) return std::optional(tag);
        return std::optional<store::TagRef>();
    }
    Result<std::vector<store::TagCount>> related_tags(TagId, std::size_t) override {
        return std::vector<store::TagCount>();
    }
    Result<std::vector<TagId>> tags_at(store::Position position) override {
        std::vector<TagId> out;
        for (const auto& a : stand_.articles)
            if (a.card.position == position)
                for (const auto& tag : a.tags) out.push_back(tag.id);
        return out;
    }
    Result<std::vector<Instant>> times_of_tag(TagId id, Instant since, std::optional<bool>) override {
        std::vector<Instant> times;
        for (const auto& a : stand_.articles)
            if (std::ranges::find(a.tags, id, &store::TagRef::id) != a.tags.end() && a.card.published >= since)
                times.push_back(a.card.published);
        return times;
    }
    Result<std::vector<store::TagPulse>> rising_tags(Instant since, Instant recent, std::string_view,
                                                     std::optional<bool>, int) override {
        std::vector<store::TagPulse> found;
        for (const auto& a : stand_.articles)
            for (const auto& tag : a.tags) {
                if (a.card.published < since) continue;
                auto at = std::ranges::find(found, tag.id, [](const auto& pulse) { return pulse.tag.id; });
                if (at == found.end()) at = found.insert(found.end(), {tag, 0, 0, 0});
                ++(a.card.published >= recent ? at->recent : at->before);
                at->publishers = at->recent;
            }
        return found;
    }
    Result<std::vector<store::PlaceCount>> busy_places(Instant since, std::optional<bool> sample,
                                                       std::size_t limit) override {
        std::vector<store::PlaceCount> out;
        for (const auto& a : stand_.articles) {
            if (a.card.published < since || (sample && a.card.sample != *sample)) continue;
            for (const std::string& id : a.places) {
                const auto at = std::ranges::find(out, id, &store::PlaceCount::id);
                if (at == out.end())
                    out.push_back({id, 1});
                else
                    ++at->articles;
            }
        }
        std::ranges::stable_sort(out, std::greater{}, &store::PlaceCount::articles);
        if (out.size() > limit) out.resize(limit);
        return out;
    }
    Result<store::Stats> stats() override {
        TRY(ready());
        store::Stats s;
        for (const auto& a : stand_.articles) {
            ++s.articles;
            if (!a.card.sample) ++s.real_articles;
            s.newest = std::max(s.newest.value_or(a.card.published), a.card.published);
            s.oldest = std::min(s.oldest.value_or(a.card.published), a.card.published);
        }
        return s;
    }
    Result<> each_placed(Instant, const std::function<void(const Card&, const Reading&, const Placement&)>&) override {
        return {};
    }
    Result<> each_article(const std::function<bool(const store::FullArticle&)>&) override { return {}; }
    // Sitemaps and versions are tested on a real archive; here none are told.
    Result<std::vector<Instant>> versions(ArticleId) override { return std::vector<Instant>(); }
    Result<std::optional<store::Spot>> newest_in(const store::Stretch&) override {
        return std::optional<store::Spot>();
    }
    Result<std::optional<store::Position>> position_after(const store::Stretch&, std::size_t) override {
        return std::optional<store::Position>();
    }
    Result<> each_told_story(const store::Stretch&, std::size_t,
                             const std::function<void(const store::ToldStory&)>&) override {
        return {};
    }
    Result<std::vector<store::BusyTopic>> busy_topics(store::BusyTopic::What, Instant, std::int64_t,
                                                      std::size_t) override {
        return std::vector<store::BusyTopic>();
    }

  private:
    Result<bool> ready() const {
        if (stand_.broken) return fail(Fault::unsound, "the newsstand burnt down");
        return true;
    }
    Newsstand& stand_;
};

// Words found in titles and excerpts: enough for a page of results.
Result<search::Found> look_for(store::Reader& reader, const search::Ask& ask) {
    search::Found found;
    for (const Card& card : TRY(reader.list({.limit = 1000}))) {
        const auto at = card.excerpt.find(ask.text);
        if (at == std::string::npos && card.title.find(ask.text) == std::string::npos) continue;
        ++found.matches;
        if (found.matches <= ask.offset || found.hits.size() >= ask.limit) continue;
        search::Hit hit{.card = card, .score = 1, .snippet = card.excerpt, .marks = {}};
        if (at != std::string::npos) hit.marks.emplace_back(at, at + ask.text.size());
        found.hits.push_back(std::move(hit));
    }
    return found;
}

// "source:example.org", "tag:Name", or a word of the title or excerpt.
Result<search::Matches> find_matches(store::Reader& reader, std::string_view query, store::Position from,
                                     store::Position before, std::size_t most) {
    store::ListQuery list{.before = before, .limit = 1000};
    if (query.starts_with("tag:")) list.tag = tag_id(text::tag_key(query.substr(4)));
    search::Matches out{.positions = {}, .reached = from, .more = from > search::oldest};
    for (const Card& card : TRY(reader.list(list))) {
        if (card.position < from) break;
        if (query.starts_with("source:") && card.source_domain != query.substr(7)) continue;
        if (!query.contains(':') && !card.title.contains(query) && !card.excerpt.contains(query)) continue;
        if (out.positions.size() == most) {
            out.more = true;
            out.reached = card.position + 1;
            break;
        }
        out.positions.push_back(card.position);
    }
    return out;
}

struct Told {
    const char *domain, *title, *language, *section, *text;
    int minutes_ago;
    const char* story;
    bool picture = false;
    bool copy = false;
};

constexpr const char* accord = "four-states";
constexpr const char* lindwall = "lindwall";
constexpr const char* vaccine = "vaccine";

constexpr Told told[] = {
    {"tidewaterpost.example", "Four coastal states agree to share tidal power, and to argue about the bill later", "en",
     "Harbour talks",
     "Ministers signed after a night of talks in Port Alder. Eight of eleven outlets lead with the price; only two, "
     "both from the islands, "
     "report that fishing grounds are to close in spring. The grid will open in stages.",
     184, accord, true},
    {"skerrytimes.example", "Islands’ fleet learns of the closure from the map", "en", "Islands",
     "The grounds off Skerry Head are shaded grey in the annex. No one had told the harbour master, who saw it on a "
     "telephone at breakfast.",
     96, accord, true},
    {"lalettre.example", "Quatre États côtiers partagent la marée et remettent la facture à plus tard", "fr", "Énergie",
     "Après une nuit de discussions à Port Alder, les ministres ont signé. Le prix des câbles, lui, attendra un second "
     "tour.",
     150, accord},
    {"alqalaa.example", "أربع دول ساحلية تتفق على تقاسم طاقة المد وتؤجل الخلاف على الفاتورة", "ar", "طاقة",
     "وقّع وزراء الدول الأربع الاتفاق قبيل الفجر في بورت ألدر، منهين تسع سنوات خطط فيها كل طرف لسد خاص به عبر المضيق "
     "نفسه.",
     131, accord, true},
    {"portalderwire.example", "Four coastal states agree to share tidal power", "en", "",
     "Ministers signed after a night of talks in Port Alder.", 120, accord, false, true},
    {"lindwallkurier.example", "In Lindwall ruht die Auszählung, weil der Fluss die Straße nimmt", "de", "Wahl",
     "Neun Dörfer warten mit ihren Stimmzetteln hinter dem Wasser; die Beobachter bitten um eine zweite Nacht.", 55,
     lindwall, true},
    {"meridian.example", "Count stops in Lindwall as the river takes the road", "en", "Elections",
     "Ballots from nine villages wait behind the water; observers ask for a second night.", 42, lindwall},
    {"soranoshimbun.example", "リンドワルの開票、川の増水で中断", "ja", "国際",
     "九つの村の投票箱が水の向こうで待っている。監視団はもう一晩を求めた。", 30, lindwall, true},
    {"tidewaterpost.example", "A vaccine that needs no fridge passes its third trial", "en", "Health",
     "The powder keeps for two years on a shelf in the sun. The makers now need someone to pay for a factory.", 1500,
     vaccine},
    {"meridian.example", "Third trial for the shelf vaccine: what it showed and what it did not", "en", "Health",
     "Nine thousand people, four countries, one year: the numbers in order.", 1320, vaccine, true},
    {"soranoshimbun.example", "半導体のオルド、業績予想を下方修正　ソラノの部品会社に波及", "ja", "経済",
     "半導体大手オルドは通期の業績予想を引き下げた。ソラノ市内の部品会社では、すでに来月の受注が減り始めている。", 610,
     "", true},
    {"meridian.example", "After forty years, the night train to the north runs again", "en", "Travel",
     "The sleeping cars were found in a shed behind the brewery, and three of the old stewards with them.", 190, "",
     true},
    {"graniteherald.example", "One in four firms in the north-east expects to cut jobs", "en", "Local",
     "A survey of 400 firms finds the mood at its lowest in six years.", 121, "", true},
    {"lalettre.example", "La plus ancienne carte des étoiles n’était pas perdue, mais effacée", "fr", "Sciences",
     "Sous les lignes d’un psautier, la lumière rasante fait reparaître cent douze étoiles et la main qui les avait "
     "comptées.",
     300, "", true},
    {"gazetanorte.example", "Goleiro marca nos acréscimos, duas vezes", "pt", "Esporte",
     "O estádio já se esvaziava quando ele atravessou o campo pela segunda vez.", 61, "", true},
    {"graniteherald.example", "The library that lends its reading room to the dark", "en", "Culture",
     "On Thursdays the lamps stay off and a voice reads. There is a waiting list.", 400, "", true},
    {"theledger.example", "Why banks like the tide better than the wind", "en", "Business",
     "A tide can be insured. Three lenders explain what a hundred years of certainty is worth in basis points, and why "
     "a table printed in "
     "1926 was on the desk.",
     250, "", true},
    {"theledger.example", "Chip maker Ordo cuts its forecast; suppliers in Sorano feel it first", "en", "Business",
     "Orders for next month are already thinner. The company speaks of a pause, its neighbours of a winter.", 590, ""},
    {"meridian.example", "The case for a slower news day", "en", "",
     "Nothing happened yesterday, and it was worth reporting. An argument for the page with white space on it.", 700,
     ""},
    {"skerrytimes.example", "Ferry to the outer isles keeps its winter timetable after all", "en", "Islands",
     "The council found the money in the lighthouse fund.", 820, "", true},
    {"alqalaa.example", "المكتبة التي تعير قاعة القراءة للظلام", "ar", "ثقافة",
     "في أمسيات الخميس تبقى المصابيح مطفأة ويقرأ صوت واحد للحاضرين، وقائمة الانتظار طويلة.", 340, "", true},
    {"alqalaa.example", "قطار الليل إلى الشمال يعود بعد أربعين عامًا", "ar", "سفر",
     "عُثر على عربات النوم في حظيرة خلف المصنع القديم.", 900, ""},
    {"lindwallkurier.example", "Der Nachtzug in den Norden fährt wieder", "de", "Reise",
     "Vierzig Jahre standen die Schlafwagen hinter der Brauerei.", 780, "", true},
    {"graniteherald.example", "Harbour seals have learnt the fish market’s opening hours", "en", "Local",
     "They are never late, and they do not queue.", 1100, "", true},
    {"meridian.example", "Sixty words for rain, and the village that uses them all", "en", "Culture",
     "A dictionary made by schoolchildren has reached the letter M.", 2000, "", true},
};

std::string_view name_of_source(std::string_view domain) {
    static const std::map<std::string_view, std::string_view> names = {{"tidewaterpost.example", "Tidewater Post"},
                                                                       {"skerrytimes.example", "Skerry Times"},
                                                                       {"lalettre.example", "La Lettre"},
                                                                       {"alqalaa.example", "القلعة"},
                                                                       {"portalderwire.example", "Port Alder Wire"},
                                                                       {"lindwallkurier.example", "Lindwall Kurier"},
                                                                       {"meridian.example", "The Meridian"},
                                                                       {"soranoshimbun.example", "空野新聞"},
                                                                       {"graniteherald.example", "Granite Herald"},
                                                                       {"gazetanorte.example", "Gazeta Norte"},
                                                                       {"theledger.example", "The Ledger"}};
    const auto known = names.find(domain);
    return known == names.end() ? std::string_view() : known->second;
}

Block paragraph(std::string text, std::string html = {}) {
    return {.type = Block::Type::paragraph, .text = std::move(text), .html = std::move(html)};
}

void fill_lead(store::FullArticle& a) {
    auto& x = a.extraction;
    a.card.author = "Ines Maro";
    x.description = "The grid will open in stages from 2029. Who pays for the cables was left to a second round.";
    x.tags = {"Tidal power", "Port Alder", "Energy", "Fishing"};
    x.blocks = {
        paragraph("PORT ALDER. Ministers of the four states signed the accord shortly before dawn in Port Alder. It "
                  "ends nine years in which each "
                  "had planned a barrage of its own across the same strait, and none had found a bank to lend for it."),
        paragraph("The first two turbines are to run in 2029, the other thirty by 2034.",
                  "The first two turbines are to run in <em>2029</em>, the other thirty by 2034. Together they would "
                  "cover a fifth of what the "
                  "region uses on a winter evening, at hours that can be read from "
                  "<a href=\"https://tidewaterpost.example/tables?y=2026&amp;m=11\">a tide table</a> a century ahead."),
        {.type = Block::Type::heading, .level = 2, .text = "Who buries the cables"},
        paragraph("What the accord does not say is who buries the cables. The mainland wants the cost shared by "
                  "consumption; the islands, who use "
                  "little and sit on the strait, want it shared by length."),
        {.type = Block::Type::figure,
         .text = "The strait at low water, drawn from the harbour wall.",
         .url = "drawing:strait",
         .alt = "A strait"},
        {.type = Block::Type::quote, .text = "Nobody left this room with a number in hand."},
        paragraph("said the islands’ delegate, folding the only copy of the map."),
        {.type = Block::Type::list,
         .items = {"Two turbines in 2029", "Thirty more by 2034",
                   "Fishing grounds off Skerry Head closed from spring"}},
        {.type = Block::Type::table,
         .html = "<tr><th>State</th><th>Share</th></tr><tr><td>Alder</td><td>41 %</td></tr><tr><td>Skerry</td><td>6 "
                 "%</td></tr>"},
        {.type = Block::Type::code, .text = "high water 05:42  4.1 m\nlow water  11:58  0.7 m"},
    };
}

void fill_sources(Newsstand& stand) {
    std::set<std::string> seen;
    for (const auto& a : stand.articles) {
        const Card& c = a.card;
        if (!seen.insert(c.source_domain).second) continue;
        const std::string home = fmt::format("https://{}/", c.source_domain);
        stand.sources.push_back({.id = c.source,
                                 .domain = c.source_domain,
                                 .name = c.source_name,
                                 .home = home,
                                 .country = "GB",
                                 .language = c.language});
        Feed feed{.id = feed_id(home),
                  .source = c.source,
                  .url = home + "feed",
                  .title = c.source_name,
                  .state = Feed::State::healthy};
        feed.worked = press_time() - std::chrono::minutes(7);
        if (seen.size() % 5 == 0) {
            feed.state = Feed::State::failing;
            feed.reason = "no answer in 30 s";
            feed.worked = press_time() - std::chrono::hours(29);
        }
        if (seen.size() % 5 == 3) {
            feed.state = Feed::State::gone;
            feed.status = 410;
            feed.reason = "the publisher says it is gone for good (410)";
            feed.worked = press_time() - std::chrono::days(12);
        }
        feed.due = feed.state == Feed::State::gone ? from_unix_ms(253'402'300'799'000)
                                                   : press_time() + std::chrono::minutes(40);
        if (seen.size() == 2) {
            Subscription hub{.feed = feed.id, .hub = "https://hub.example/", .topic = feed.url};
            hub.state = Subscription::State::active;
            hub.pushed = press_time() - std::chrono::minutes(3);
            hub.lease = press_time() + std::chrono::days(6);
            stand.subscriptions.push_back(hub);
        }
        stand.feeds.push_back(feed);
    }
    std::ranges::sort(stand.sources, {}, &Source::name);
}

}  // namespace

Instant press_time() { return at("2026-11-22T09:16:00Z"); }

ArticleId Newsstand::add(store::FullArticle article) {
    Card& card = article.card;
    // Seconds, then arrival: two of one second keep the order they came in.
    if (card.position == 0)
        card.position = (to_unix_ms(card.published) / 1000 << 24) + static_cast<std::int64_t>(articles.size());
    const ArticleId id = card.id;
    const auto place = std::ranges::upper_bound(articles, card.position, std::greater<>(),
                                                [](const auto& a) { return a.card.position; });
    articles.insert(place, std::move(article));
    ++generation;
    return id;
}

web::Archive Newsstand::archive() {
    return {.open = [this]() -> Result<web::Hands> {
                return web::Hands{std::make_unique<StandReader>(*this), look_for, find_matches};
            },
            .generation = [this] { return std::atomic_ref(generation).load(); }};
}

store::FullArticle make_article(std::string_view domain, std::string_view title, std::string_view language,
                                int minutes_ago) {
    store::FullArticle a;
    Card& c = a.card;
    c.url = fmt::format("https://{}/{}", domain, hash64(title) % 100000);
    c.id = article_id(c.url);
    c.source = source_id(domain);
    c.source_domain = domain;
    c.source_name = name_of_source(domain);
    c.title = title;
    c.language = language;
    c.published = c.first_seen = press_time() - std::chrono::minutes(minutes_ago);
    c.stated = c.published;
    c.story = story_id(c.id);
    c.words = 640;
    a.extraction.title = title;
    a.extraction.published = c.published;
    return a;
}

Newsstand invented_news() {
    Newsstand stand;
    std::map<std::string, std::uint32_t> sizes;
    for (const Told& t : told) ++sizes[t.story];
    for (const Told& t : told) {
        auto a = make_article(t.domain, t.title, t.language, t.minutes_ago);
        a.card.section = t.section;
        a.card.excerpt = t.text;
        if (*t.story) {
            a.card.story = story_id(ArticleId{hash64(t.story)});
            a.card.story_size = sizes[t.story];
        }
        if (t.picture) a.card.image = fmt::format("drawing:{}", t.title);
        if (t.copy) a.card.duplicate_of = ArticleId{1};
        a.extraction.blocks = {paragraph(t.text)};
        if (&t == &told[0]) fill_lead(a);
        if (std::string_view(t.title).starts_with("The case for")) a.card.kind = Kind::opinion;
        stand.add(std::move(a));
    }
    auto& lead = *std::ranges::find_if(stand.articles, [](const auto& a) { return a.card.title == told[0].title; });
    for (const auto& a : stand.articles) {
        if (a.card.duplicate_of)
            lead.also_at.push_back(a.card);
        else if (a.card.story != lead.card.story && lead.related.size() < 5 && !a.card.image.empty())
            lead.related.push_back(a.card);
    }
    fill_sources(stand);
    return stand;
}

}  // namespace octavo::test
