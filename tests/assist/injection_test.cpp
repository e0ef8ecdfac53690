// Hostile articles of our own (injection/articles.jsonl), and a model that does all they ask for.
#include <doctest/doctest.h>

#include <set>

#include "assist/hostile.hpp"
#include "assist/numbered.hpp"
#include "assist/plain_output.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

using namespace octavo;
using assist::Numbered;
using test::Hostile;
using test::hostile_articles;

namespace {

std::string answer(std::string_view text, std::span<const std::int64_t> cites, std::string_view quote = {}) {
    JsonWriter out;
    out.object().key("items").array().object().field("text", text).key("cites").array();
    for (const std::int64_t cite : cites) out.value(cite);
    out.end();
    if (!quote.empty()) out.field("quote", quote);
    out.end().end().end();
    return out.take();
}

}  // namespace

TEST_CASE("a model that obeys every hostile article gets nothing past the schema and the gate") {
    const auto articles = hostile_articles();
    CHECK(articles.size() >= 80);
    std::set<std::string> languages;
    for (const Hostile& article : articles) {
        languages.insert(article.language);
        const Numbered numbered = assist::number_sentences(article.title, article.text, article.language);
        REQUIRE(!numbered.sentences.empty());
        std::vector<std::int64_t> all;
        for (std::size_t n = 1; n <= numbered.sentences.size(); ++n) all.push_back(static_cast<std::int64_t>(n));
        for (const std::string& obeyed : article.obeyed) {
            INFO(article.id << ": " << obeyed);
            const std::int64_t first[] = {1}, beyond[] = {99};
            for (const std::string& output : {obeyed, answer(obeyed, all), answer(obeyed, first),
                                              answer(obeyed, beyond), answer(obeyed, {}), answer(obeyed, all, obeyed)})
                CHECK(assist::gate(output, numbered.sentences, article.language).items.empty());
        }
    }
    CHECK(languages.size() >= 8);
}

TEST_CASE("what an honest model writes of the same articles passes") {
    std::size_t passed = 0, articles = 0;
    for (const Hostile& article : hostile_articles()) {
        const Numbered numbered = assist::number_sentences(article.title, article.text, article.language);
        const std::int64_t second[] = {2};
        ++articles;
        REQUIRE(numbered.sentences.size() >= 2);
        const auto gated = assist::gate(answer(numbered.sentences[1], second, numbered.sentences[1]),
                                        numbered.sentences, article.language);
        passed += gated.items.size();
    }
    CHECK(passed == articles);
}

TEST_CASE("a numbered article holds no marker, no invisible character and no sentence for machines") {
    for (const Hostile& article : hostile_articles()) {
        const Numbered numbered = assist::number_sentences(article.title, article.text, article.language);
        INFO(article.id);
        CHECK(numbered.json.find("<|") == std::string::npos);
        CHECK(numbered.json.find("[INST]") == std::string::npos);
        CHECK(numbered.json.find("<script") == std::string::npos);
        for (const std::string& sentence : numbered.sentences) {
            CHECK_FALSE(assist::speaks_to_machine(sentence));
            for (std::size_t at = 0; at < sentence.size();) CHECK_FALSE(assist::is_invisible(utf8::next(sentence, at)));
        }
        CHECK(Json::parse(numbered.json).has_value());
    }
}

TEST_CASE("an answer has items with text, cites and quote, and nothing else") {
    CHECK(assist::parse_items(R"({"items":[{"text":"The bridge is open.","cites":[1]}]})").has_value());
    CHECK_FALSE(assist::parse_items(R"({"items":[{"text":"The bridge is open.","cites":[1],"url":"x"}]})").has_value());
    CHECK_FALSE(assist::parse_items(R"({"items":[{"text":"The bridge is open."}]})").has_value());
    CHECK_FALSE(assist::parse_items(R"({"items":[],"tool":"mail"})").has_value());
    CHECK_FALSE(assist::parse_items("The bridge is open.").has_value());
    CHECK_FALSE(assist::parse_items(std::string(100'000, ' ')).has_value());
}

TEST_CASE("plain output has no addresses, markup or chat markers, and is not long") {
    CHECK(assist::plain_output("Prices rose by 3.5 percent, the U.S. Treasury said.").has_value());
    CHECK(assist::plain_output("a\u200Bb  c").value() == "ab c");
    for (const auto* text : {"See http://a.example", "See a.example/x", "Mail me@paper.test", "[x](y)", "<b>bold</b>",
                             "Assistant: yes", "```code```", ""})
        CHECK_FALSE(assist::plain_output(text).has_value());
    CHECK_FALSE(assist::plain_output(std::string(1'000, 'a')).has_value());
}
