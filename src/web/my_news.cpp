#include "web/my_news.hpp"

#include <queue>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/route.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

using Kind = Route::Kind;

std::string lower_ascii(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

// What is searched as one phrase is a name: “"Jane Doe"” reads as that name.
std::string title_of_search(std::string_view text) {
    const bool phrase = text.size() > 2 && text.starts_with('"') && text.find('"', 1) == text.size() - 1;
    return phrase ? std::string(text.substr(1, text.size() - 2)) : fmt::format("“{}”", text);
}

// One listing, read as far as it is wanted.
class Stream {
  public:
    Stream(const Listing& listing, std::size_t follow, store::Position before, std::optional<bool> sample,
           Searches& searches)
        : searches_(&searches),
          words_(listing.words),
          articles_(listing.articles),
          query_(listing.query),
          follow_(follow) {
        query_.before = before;
        query_.sample = sample;
    }
    std::size_t follow() const { return follow_; }

    // The newest card that was not taken; null: there is none left.
    Result<const store::Card*> front(Hands& hands, std::size_t& asked) {
        constexpr std::size_t first = 4, then = 16;
        if (next_ == cards_.size() && !ended_) {
            query_.limit = read_ == 0 ? first : then;
            const bool at_once = !words_.empty() || articles_;
            cards_ = at_once ? TRY(found(hands)) : TRY(hands.reader->list(query_));
            asked += cards_.size();
            read_ += cards_.size();
            next_ = 0;
            ended_ = at_once || cards_.size() < query_.limit;
            if (!cards_.empty()) query_.before = cards_.back().position;
        }
        return next_ < cards_.size() ? &cards_[next_] : nullptr;
    }
    store::Card take() { return std::move(cards_[next_++]); }

  private:
    // A search and a list are asked once: they know no place to go on from.
    Result<std::vector<store::Card>> found(Hands& hands) {
        constexpr std::size_t most = 40;
        std::vector<store::Card> out;
        const auto found = articles_
                               ? std::make_shared<const std::vector<store::Card>>(TRY(hands.reader->cards(*articles_)))
                               : TRY(searches_->find(hands, words_, most));
        for (const store::Card& card : *found)
            if (card.position < query_.before && (!query_.sample || card.sample == *query_.sample)) out.push_back(card);
        std::ranges::sort(out, std::greater(), &store::Card::position);
        return out;
    }

    Searches* searches_;
    std::string words_;
    std::optional<std::vector<ArticleId>> articles_;
    store::ListQuery query_;
    std::size_t follow_;
    std::vector<store::Card> cards_;
    std::size_t next_ = 0, read_ = 0;
    bool ended_ = false;
};

}  // namespace

Result<std::optional<Listing>> listing_at(store::Reader& reader, const Setting& s, std::string_view place,
                                          std::string_view language) {
    // What is parted by language is kept with it: "c/sports@fr".
    const auto parted = place.rfind('@');
    if (parted != std::string_view::npos && place.size() - parted <= 4) {
        language = place.substr(parted + 1);
        place = place.substr(0, parted);
    }
    const auto in_words = [&](std::string name) {
        if (language == s.edition().language) return name;
        return fmt::format("{} ({})", name, s.tongue.language_name(language));
    };
    const Route route = read_route(fmt::format("/{}/{}", s.edition().code, place));
    if (route.form != Form::html || route.before != store::newest) return std::nullopt;
    switch (route.kind) {
        case Kind::source: {
            const auto row = TRY(reader.source(route.name));
            if (!row) return std::nullopt;
            const std::string at = source_place(row->source.domain);
            return Listing{at, at, std::string(name_of(row->source)), {.source = row->source.id}};
        }
        case Kind::category: {
            const std::string at = category_place(route.category);
            return Listing{fmt::format("{}@{}", at, language),
                           at,
                           in_words(std::string(s.tongue.say(category_word(route.category)))),
                           {.language = std::string(language), .category = route.category}};
        }
        case Kind::tag: {
            const auto tag = TRY(reader.tag(TagId{route.id}));
            if (!tag) return std::nullopt;
            return Listing{"t/" + tag->id.text(), tag_place(*tag), "#" + tag->name, {.tag = tag->id}};
        }
        case Kind::locality: {
            const auto* there = find_locality(route.name);
            if (!there) return std::nullopt;
            return Listing{fmt::format("l/{}@{}", lower_ascii(std::string(there->id)), language),
                           locality_place(*there),
                           in_words(locality_name(s, *there)),
                           {.language = std::string(language), .place = std::string(there->id)}};
        }
        case Kind::author: {
            const auto author = TRY(reader.author(AuthorId{route.id}));
            const auto row = TRY(reader.source(route.name));
            if (!author || !row) return std::nullopt;
            return Listing{fmt::format("{}/by/{}", source_place(row->source.domain), author->id.text()),
                           author_place(row->source.domain, *author),
                           fmt::format("{} ({})", author->name, name_of(row->source)),
                           {.source = row->source.id, .author = author->id}};
        }
        case Kind::story: {
            const StoryId now = TRY(reader.story_now(StoryId{route.id})).value_or(StoryId{route.id});
            const auto cards = TRY(reader.list({.story = now, .limit = 1}));
            if (cards.empty()) return std::nullopt;
            return Listing{"s/" + now.text(), story_place(now, cards[0].title), cards[0].title, {.story = now}};
        }
        case Kind::list: {
            constexpr std::size_t most = 40;
            if (s.lists == nullptr) return std::nullopt;
            const auto list = s.lists->shown(store::ListId{route.id});
            if (!list || !*list) return std::nullopt;
            const auto entries = s.lists->entries((*list)->id, store::newest, most);
            if (!entries) return std::nullopt;
            Listing out{"lists/" + (*list)->id.text(), list_place(**list), (*list)->name};
            out.articles.emplace();
            for (const store::ListEntry& entry : *entries) out.articles->push_back(entry.article);
            return out;
        }
        case Kind::search: {
            if (route.text.empty()) return std::nullopt;
            const std::string at = "search?q=" + percent_encode(route.text);
            return Listing{at, at, title_of_search(route.text), {}, route.text};
        }
        default:
            return std::nullopt;
    }
}

Result<std::vector<Listing>> listings_of(store::Reader& reader, const Setting& s,
                                         std::span<const store::Follow> follows) {
    std::vector<Listing> out;
    for (const store::Follow& follow : follows) {
        auto listing = TRY(listing_at(reader, s, follow.place, follow.language));
        if (!listing) listing = Listing{.place = {}, .link = follow.place, .title = follow.title, .gone = true};
        if (listing->title.empty()) listing->title = s.tongue.say(Say::lists);
        listing->place = follow.place;
        listing->folder = follow.folder;
        out.push_back(*std::move(listing));
    }
    std::ranges::stable_sort(out, {}, [](const Listing& one) { return utf8::lower(one.title); });
    return out;
}

Result<std::shared_ptr<const std::vector<store::Card>>> Searches::find(Hands& hands, const std::string& words,
                                                                       std::size_t most) {
    const Instant now = clock_.now();
    {
        const std::scoped_lock lock(mutex_);
        if (const auto known = known_.find(words); known != known_.end())
            if (now - known->second.at < kept && now >= known->second.at) return known->second.cards;
    }
    auto found = TRY(hands.search(*hands.reader, {.text = words, .order = search::Order::newest, .limit = most}));
    auto cards = std::make_shared<std::vector<store::Card>>();
    for (auto& hit : found.hits) cards->push_back(std::move(hit.card));
    const std::scoped_lock lock(mutex_);
    if (known_.size() >= most_known)
        std::erase_if(known_, [&](const auto& one) { return now - one.second.at >= kept; });
    if (known_.size() >= most_known) known_.clear();
    known_[words] = {cards, now};
    return cards;
}

Result<MyListing> my_listing(Hands& hands, std::span<const Listing> listings, const MyWish& wish, Searches& searches) {
    MyListing out;
    std::vector<Stream> streams;
    for (std::size_t i = 0; i < listings.size(); ++i)
        if (!listings[i].gone) streams.emplace_back(listings[i], i, wish.before, wish.sample, searches);
    // The streams by what stands at their front: the newest first.
    using Front = std::pair<store::Position, std::size_t>;
    std::priority_queue<Front> fronts;
    const auto put = [&](std::size_t i) -> Result<> {
        if (const store::Card* card = TRY(streams[i].front(hands, out.asked))) fronts.emplace(card->position, i);
        return {};
    };
    for (std::size_t i = 0; i < streams.size(); ++i) TRY(put(i));
    std::unordered_set<ArticleId> articles;
    std::unordered_set<StoryId> stories;
    const std::size_t most_asked = 1000 + 4 * streams.size();  // where nearly all is muted: the next page goes on
    while (!fronts.empty()) {
        const auto [position, i] = fronts.top();
        if (out.items.size() == wish.limit || out.asked >= most_asked) {
            out.older = position + 1;  // exclusive
            break;
        }
        fronts.pop();
        store::Card card = streams[i].take();
        TRY(put(i));
        if (!articles.insert(card.id).second || (card.story && stories.contains(card.story))) continue;
        if (wish.muted.hides(card.title, card.source_domain) || (wish.hides && wish.hides(card))) continue;
        // A story once: whoever has read its newest report is not shown the one before as news.
        if (card.story) stories.insert(card.story);
        if (wish.leaves_out && wish.leaves_out(card, listings[streams[i].follow()].place)) continue;
        out.items.push_back({std::move(card), streams[i].follow()});
    }
    return out;
}

}  // namespace octavo::web
