// Translations on the page, by the real engine where it is installed.
#include "web/translations.hpp"

#include <doctest/doctest.h>

#include <future>

#include "assist/apertium.hpp"
#include "web/aids.hpp"
#include "web/newsstand.hpp"
#include "web/page.hpp"

using namespace octavo;
using web::Translations;

namespace {

const std::vector<assist::LanguagePair> pairs = {{"es", "pt", "es-pt", assist::Quality::good}};

// Waits for what is under way; at once where nothing is.
void wait_for(Translations& t, std::string_view key) {
    std::promise<void> done;
    if (t.when(key, [&] { done.set_value(); })) done.get_future().wait();
}

// Turns each sentence round, which keeps its digits together only where they are single.
Result<assist::Translation> turned(std::span<const std::string> sentences, const assist::LanguagePair& pair,
                                   const std::stop_token&) {
    assist::Translation out{.from = pair.from, .to = pair.to, .engine = "turner"};
    for (const std::string& one : sentences) out.sentences.push_back({one, std::string(one.rbegin(), one.rend())});
    return out;
}

}  // namespace

TEST_CASE("what is asked for is made once, and kept") {
    ManualClock clock{test::press_time()};
    std::atomic<int> made = 0;
    Translations t(
        pairs,
        [&](auto sentences, const auto& pair, const auto& stop) {
            ++made;
            return turned(sentences, pair, stop);
        },
        clock);
    CHECK(t.pair("es-MX", "pt") != nullptr);
    CHECK(t.pair("pt", "es") == nullptr);
    CHECK(t.pair("es", "es-AR") == nullptr);
    CHECK(t.find("a") == nullptr);
    CHECK_FALSE(t.when("a", [] {}));
    CHECK(t.order({"a", {"uno"}, &pairs[0]}));
    CHECK(t.order({"a", {"uno"}, &pairs[0]}));
    wait_for(t, "a");
    const auto first = t.find("a");
    REQUIRE(first);
    CHECK((*first)->sentences.at(0).translated == "onu");
    CHECK(made == 1);
}

TEST_CASE("the queue is bounded; what failed may be tried again after a minute; the end wakes who waits") {
    ManualClock clock{test::press_time()};
    std::promise<void> gate;
    std::shared_future<void> open = gate.get_future().share();
    std::atomic<bool> woken = false;
    {
        Translations t(
            pairs,
            [open](auto, const auto&, const auto&) -> Result<assist::Translation> {
                open.wait();
                return fail(Fault::busy, "no engine");
            },
            clock);
        int taken = 0;
        for (int i = 0; i < 100; ++i) taken += t.order({fmt::format("{}", i), {"uno"}, &pairs[0]}) ? 1 : 0;
        CHECK(taken == 32);
        CHECK(t.when("31", [&] { woken = true; }));
        gate.set_value();
        wait_for(t, "0");
        const auto failed = t.find("0");
        REQUIRE(failed);
        CHECK_FALSE(failed->has_value());
        clock.advance(std::chrono::minutes(2));
        CHECK(t.find("0") == nullptr);
    }
    CHECK(woken);
}

TEST_CASE("an article is shown in the edition's language, sentence beside sentence") {
    const auto engines = assist::apertium_pairs();
    if (!assist::pair_for(engines, "es", "pt")) {
        MESSAGE("skipped: apertium es-pt is not installed (scripts/setup.sh voice)");
        return;
    }
    test::Newsstand stand = test::invented_news();
    auto& spanish = stand.articles.at(0);
    spanish.card.language = "es";
    spanish.card.title = "El puente abre el lunes";
    spanish.extraction.blocks = {{.type = Block::Type::paragraph,
                                  .text = "El puente costó 14 millones de euros. La alcaldesa habló.",
                                  .html = {}}};
    ManualClock clock{test::press_time()};
    Translations translations(engines, assist::translate_by_apertium, clock);
    web::Site site(
        {}, stand.archive(), clock, [] { return web::Outlook{}; }, web::Wires{.translations = &translations});
    const auto seat = site.seat();
    const auto get = [&](std::string_view edition, std::string_view more, bool waited = false) {
        return seat->answer(
            {.target = fmt::format("/{}/{}{}", edition, web::article_place(spanish.card.id, spanish.card.title), more),
             .host = "localhost:8080",
             .waited = waited});
    };
    CHECK(get("pt-br", "").page->bytes().contains("/translate\">"));
    CHECK_FALSE(get("es-es", "").page->bytes().contains("/translate\">"));
    CHECK_FALSE(get("ja-jp", "").page->bytes().contains("/translate\">"));
    CHECK(get("ja-jp", "/translate").status == 404);
    const auto first = get("pt-br", "/translate");
    REQUIRE(first.until);  // it waits until it is made
    std::promise<void> done;
    if (first.until([&] { done.set_value(); })) done.get_future().wait();
    const auto page = get("pt-br", "/translate", true);
    CHECK(page.status == 200);
    const std::string& body = page.page->bytes();
    CHECK(body.contains("14 milhões"));
    CHECK(body.contains("El puente costó 14 millones de euros."));  // the original, beside
    CHECK(body.contains("Apertium"));
    CHECK(body.contains("noindex"));
}

TEST_CASE("of a book the beginning is translated, and its reader told where the rest stands") {
    test::Newsstand stand = test::invented_news();
    auto& book = stand.articles.at(0);
    const auto filled = [&](std::string text) {
        book.extraction.blocks = {{.type = Block::Type::paragraph, .text = std::move(text), .html = {}}};
        return web::to_translate(book);
    };
    CHECK_FALSE(filled("One sentence. And another.").cut);
    CHECK(filled("One sentence. And another.").sentences.size() == 3);  // with the title
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "It goes on. ";
    CHECK(filled(many).cut);
    CHECK(filled(many).sentences.size() == 2000);
    const auto endless = filled(std::string(300'000, 'x'));  // one word without an end
    CHECK(endless.cut);
    std::size_t bytes = 0;
    for (const std::string& one : endless.sentences) bytes += one.size();
    CHECK(bytes <= 100'000 + book.card.title.size());
    ManualClock clock{test::press_time()};
    web::SiteSettings settings;
    web::Tongue tongue(editions().front());
    const web::Setting s{.site = settings, .tongue = tongue, .now = clock.now()};
    const assist::Translation made{.from = "en", .to = "es", .sentences = {{"One", "Uno", false}}, .engine = "none"};
    CHECK(web::translation_page(s, {.card = book.card, .made = &made, .cut = true}).contains("The whole article"));
    CHECK_FALSE(web::translation_page(s, {.card = book.card, .made = &made}).contains("The whole article"));
}
