// The picture that stands for a page where it is shared: a story's, an article's that has no picture of its own to
// show, the edition's for everything else. Drawn when first asked for, and again when what it says has changed.
#include "picture/card.hpp"
#include "web/assets.hpp"
#include "web/front.hpp"
#include "web/pages.hpp"
#include "web/seat.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t enough_members = 200;

// What a card says; the views of picture::Card point here.
struct Words {
    std::string section, headline, language, foot;
    std::size_t told = 0;
};

std::string category_of_card(const Setting& s, const store::Card& card) {
    if (card.category == Category::general || card.category == Category::local) return {};
    return std::string(s.tongue.say(category_word(card.category)));
}

Words words_of_article(const Setting& s, const store::Card& card) {
    Words out{.section = category_of_card(s, card), .headline = card.title, .language = card.language};
    out.foot = name_of(card);
    if (card.stated) out.foot += " · " + s.tongue.day(card.published);
    return out;
}

Words words_of_story(const Setting& s, std::span<const store::Card> cards) {
    const store::Card& titled = told_by(s, cards);
    Words out = words_of_article(s, titled);
    out.told = coverage_of(cards).sources;
    out.foot = fmt::format("{} · {}", s.tongue.count(Say::n_sources, out.told), s.tongue.day(cards.back().published));
    return out;
}

}  // namespace

// One at a time: the letters of a machine are many megabytes, and cards are seldom asked for.
Result<std::string> Site::State::draw(const picture::Card& card) {
    const std::scoped_lock lock(letters_mutex);
    if (!letters) {
        const std::array<std::string_view, 2> fonts = {asset_named("newsreader-latin.woff2").bytes,
                                                       asset_named("newsreader-latin-ext.woff2").bytes};
        letters = TRY(picture::Lettering::open(fonts));
    }
    return picture::draw_card(card, *letters);
}

Result<Response> SiteSeat::shared_picture(const Request& request, const Route& route, const Edition& edition) {
    const Setting s = setting(edition, origin_of(request));
    Words words{.headline = std::string(s.tongue.say(Say::tagline)), .language = std::string(edition.language)};
    const bool of_story = route.name == "s";
    store::Reader& reader = *TRY(hands())->reader;
    if (of_story) {
        auto cards = TRY(reader.list({.story = StoryId{route.id}, .limit = enough_members, .copies = true}));
        if (cards.empty()) return fail(Fault::not_found, "no such story");
        std::ranges::reverse(cards);
        words = words_of_story(s, cards);
    } else if (route.name == "a") {
        const auto spread = TRY(reader.spread(ArticleId{route.id}, {}));
        if (!spread || spread->article.expired) return fail(Fault::not_found, "no such article");
        words = words_of_article(s, spread->article.card);
    }
    std::optional<Failure> failure;
    const auto key =
        fmt::format("card|{}|{}|{}|{}|{}", edition.code, words.headline, words.section, words.foot, words.told);
    const auto page = site_.cards.get(key, 0, Instant{}, [&]() -> PagePtr {
        auto drawn = site_.draw({.site = site_.settings.name,
                                 .section = words.section,
                                 .headline = words.headline,
                                 .foot = words.foot,
                                 .language = words.language,
                                 .site_language = edition.language,
                                 .right_to_left = direction_of(edition.language) == Direction::right_to_left,
                                 .told = static_cast<std::uint32_t>(words.told)});
        if (drawn) return std::make_shared<const Page>(*std::move(drawn), "image/jpeg", false);
        failure = drawn.error();
        return nullptr;
    });
    if (failure) return std::unexpected(*std::move(failure));
    Response response = found(page);
    response.for_all_sites = true;
    return response;
}

}  // namespace octavo::web
