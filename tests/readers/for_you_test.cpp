// What stands first for one reader: from likings and sliders alone, each place with a sum that adds up.
#include "readers/for_you.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>

using namespace octavo;
using namespace std::chrono_literals;
using readers::Candidate;
using readers::in_order;
using readers::Liking;
using readers::LikingKind;
using readers::Reason;
using readers::Sliders;

namespace {

const Instant noon = from_unix_ms(1'760'000'000'000);

Candidate card(std::uint64_t source, std::vector<std::size_t> likings, Duration old = 0h, std::uint32_t told = 1) {
    return {.time = noon - old, .publishers = told, .source = SourceId{source}, .likings = std::move(likings)};
}
std::vector<std::size_t> places(const std::vector<readers::Place>& order) {
    std::vector<std::size_t> out;
    for (const auto& one : order) out.push_back(one.at);
    return out;
}

}  // namespace

TEST_CASE("more likings stand before fewer, and what is wanted less as much is left out") {
    const std::vector<Liking> likings{{LikingKind::hashtag, 1}, {LikingKind::section, 1}, {LikingKind::source, -2}};
    const std::vector<Candidate> cards{card(1, {0}), card(2, {0, 1}), card(3, {0, 2}), card(4, {2})};
    CHECK(places(in_order(cards, likings, {}, 10)) == std::vector<std::size_t>{1, 0});
}

TEST_CASE("a slider at nothing takes its kind out, and one at its end makes it weigh twice") {
    const std::vector<Liking> likings{{LikingKind::hashtag, 1}, {LikingKind::source, 1}};
    const std::vector<Candidate> cards{card(1, {0}, 1h), card(2, {1})};
    CHECK(places(in_order(cards, likings, {}, 10)) == std::vector<std::size_t>{1, 0});
    Sliders sliders;
    sliders.kinds[static_cast<std::size_t>(LikingKind::hashtag)] = 4;
    CHECK(places(in_order(cards, likings, sliders, 10)) == std::vector<std::size_t>{0, 1});
    sliders.kinds[static_cast<std::size_t>(LikingKind::source)] = 0;
    CHECK(places(in_order(cards, likings, sliders, 10)) == std::vector<std::size_t>{0});
    // "Less" is no matter of sliders.
    const std::vector<Liking> less{{LikingKind::hashtag, 1}, {LikingKind::source, -2}};
    const std::vector<Candidate> unwanted{card(1, {0, 1})};
    CHECK(in_order(unwanted, less, sliders, 10).empty());
}

TEST_CASE("many publishers and being new lift, each as much as its slider says") {
    const std::vector<Liking> likings{{LikingKind::section, 1}};
    const std::vector<Candidate> cards{card(1, {0}, 2h, 1), card(2, {0}, 20h, 16)};
    CHECK(places(in_order(cards, likings, {}, 10)) == std::vector<std::size_t>{1, 0});
    CHECK(places(in_order(cards, likings, {.told = 0}, 10)) == std::vector<std::size_t>{0, 1});
    CHECK(places(in_order(cards, likings, {.fresh = 4}, 10)) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("one publisher and one reason do not fill the page") {
    const std::vector<Liking> likings{{LikingKind::section, 2}, {LikingKind::hashtag, 1}};
    std::vector<Candidate> cards;
    for (int i = 0; i < 6; ++i) cards.push_back(card(1, {0}));
    cards.push_back(card(2, {1}));
    const auto order = places(in_order(cards, likings, {.beyond = 0}, 10));
    REQUIRE(order.size() == 7);
    CHECK(std::ranges::find(order, 6) - order.begin() < 3);
}

TEST_CASE("what is not followed stands as often as the reader says, the most told first, or nowhere") {
    const std::vector<Liking> likings{{LikingKind::section, 1}};
    std::vector<Candidate> cards;
    for (std::uint64_t i = 0; i < 20; ++i) cards.push_back(card(i, {0}));
    for (std::uint64_t i = 0; i < 5; ++i) cards.push_back(card(100 + i, {}, 0h, static_cast<std::uint32_t>(2 + i)));
    const auto beyond = [&](std::uint8_t slider) {
        std::vector<std::size_t> out;
        const auto order = in_order(cards, likings, {.beyond = slider}, 16);
        for (std::size_t i = 0; i < order.size(); ++i)
            if (order[i].beyond) out.push_back(i + 1);
        return out;
    };
    CHECK(beyond(0).empty());
    CHECK(beyond(2) == std::vector<std::size_t>{8, 16});
    CHECK(beyond(4) == std::vector<std::size_t>{3, 6, 9, 12, 15});
    const auto order = in_order(cards, likings, {.beyond = 4}, 3);
    CHECK(order[2].at == 24);
    // Nobody follows anything: nothing is for them.
    const std::vector<Candidate> only{card(1, {}, 0h, 9)};
    CHECK(in_order(only, likings, {.beyond = 0}, 5).empty());
}

TEST_CASE("the reasons of every place add up to its score, whatever the likings") {
    std::mt19937 random(7);
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    for (int round = 0; round < 50; ++round) {
        std::vector<Liking> likings;
        for (int i = 0; i < 12; ++i)
            likings.push_back({static_cast<LikingKind>(below(readers::liking_kinds)), std::array{-2, 1, 2}[below(3)]});
        std::vector<Candidate> cards;
        for (int i = 0; i < 60; ++i) {
            std::vector<std::size_t> own;
            for (std::size_t k = 0; k < likings.size(); ++k)
                if (below(4) == 0) own.push_back(k);
            cards.push_back(
                card(below(9), own, std::chrono::hours(below(70)), static_cast<std::uint32_t>(1 + below(20))));
        }
        std::set<std::size_t> seen;
        for (const auto& place : in_order(cards, likings, {}, 40)) {
            CHECK(seen.insert(place.at).second);
            double sum = 0;
            for (const Reason& reason : place.reasons) sum += reason.points;
            CHECK(sum == doctest::Approx(place.score));
        }
    }
}

TEST_CASE("sliders are kept as ten digits, and nothing else is read as sliders") {
    Sliders sliders;
    sliders.kinds[3] = 0;
    sliders.beyond = 4;
    CHECK(Sliders::parse(sliders.text()) == sliders);
    for (const std::string_view bad : {"", "222", "2222222225", "222222222x", "22222222222"})
        CHECK_FALSE_MESSAGE(Sliders::parse(bad), bad);
}

TEST_CASE("a listing's kind is read off its address") {
    CHECK(readers::kind_of_listing("src/example.org") == LikingKind::source);
    CHECK(readers::kind_of_listing("src/example.org/by/bvq3k2vs5h7la") == LikingKind::author);
    CHECK(readers::kind_of_listing("c/sports@en") == LikingKind::section);
    CHECK(readers::kind_of_listing("t/bvq3k2vs5h7la") == LikingKind::hashtag);
    CHECK(readers::kind_of_listing("l/fr@en") == LikingKind::place);
    CHECK(readers::kind_of_listing("s/bvq3k2vs5h7la") == LikingKind::story);
    CHECK(readers::kind_of_listing("search?q=tide") == LikingKind::search);
}
