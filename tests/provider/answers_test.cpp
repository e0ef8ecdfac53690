// What services say, read: streams of events, chats, JSON that models wrote, translations.
#include <doctest/doctest.h>

#include "provider/chat_answer.hpp"
#include "provider/openai.hpp"
#include "provider/repair.hpp"
#include "provider/translate_service.hpp"

using namespace octavo;
using namespace octavo::provider;

namespace {

std::vector<std::string> events_of(std::string_view bytes, std::size_t piece) {
    EventStream stream;
    std::vector<std::string> out;
    const auto take = [&](std::string_view data) {
        out.emplace_back(data);
        return true;
    };
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        REQUIRE(stream.piece(bytes.substr(at, piece), take).has_value());
    stream.finish(take);
    return out;
}

}  // namespace

TEST_CASE("events are the same wherever their bytes are cut and however their lines end") {
    for (const std::string_view end : {"\n", "\r\n", "\r"}) {
        std::string bytes =
            "\xEF\xBB\xBF: a comment||data: one||event: x|data:two|data: öre|id: 4||data|| data: no||dataset: no||";
        std::string stream;
        for (const char c : bytes) stream += c == '|' ? std::string(end) : std::string(1, c);
        for (const std::size_t piece : {1U, 2U, 3U, 1000U}) {
            CAPTURE(piece);
            CHECK(events_of(stream, piece) == std::vector<std::string>{"one", "two\nöre", ""});
        }
    }
}

TEST_CASE("an event that was begun and not ended counts at the end; one without end is refused") {
    CHECK(events_of("data: last", 3) == std::vector<std::string>{"last"});
    EventStream stream;
    const std::string many(100'000, 'a');
    Result<bool> more = true;
    int pieces = 0;
    for (; more && pieces < 100; ++pieces) more = stream.piece(many, [](std::string_view) { return true; });
    CHECK_FALSE(more.has_value());
    CHECK(pieces < 10);
}

TEST_CASE("blanks before an answer are counted, not held, and not taken without end") {
    ChatStream blank;
    std::size_t taken = 0;
    while (taken < 2 * most_blanks && blank.piece(" ")) ++taken;
    CHECK(taken == most_blanks);
    CHECK(blank.finish().error().cause == Cause::malformed);
    ChatStream json;
    for (const std::string_view piece : {"\n", " \r\n", " {\"choices\":[{\"message\":", "{\"content\":\"a\"}}]}"})
        CHECK(json.piece(piece));
    CHECK(json.finish()->text == "a");
}

TEST_CASE("a chat's text may be a list of parts, and its usage may be missing or absurd") {
    const auto parts = read_chat(
        R"({"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"image"},{"text":"b"}]}}]})");
    REQUIRE(parts.has_value());
    CHECK(parts->text == "ab");
    CHECK_FALSE(parts->usage.has_value());
    const auto absurd = read_chat(
        R"({"choices":[{"message":{"content":"a"}}],"usage":{"prompt_tokens":-1,"completion_tokens":9000000000000}})");
    REQUIRE(absurd.has_value());
    CHECK(absurd->usage->in == 0);
    CHECK(absurd->usage->out == 100'000'000);
}

TEST_CASE("an error's words are found wherever services put them, and are short") {
    CHECK(error_words(R"({"error":{"message":"no model","type":"not_found"}})") == "no model; not_found");
    CHECK(error_words(R"({"error":"slow down"})") == "slow down");
    CHECK(error_words(R"({"detail":"Not Found"})") == "Not Found");
    CHECK(error_words("plain\nwords") == "plain words");
    CHECK(error_words(std::string(10'000, 'a')).size() <= 300);
}

TEST_CASE("too long a text is told by what services say of it") {
    CHECK(says_too_long(R"({"error":{"type":"exceed_context_size_error","n_ctx":4096}})")->context == 4096);
    CHECK(says_too_long(R"({"error":{"message":"This model's maximum context length is 8192 tokens"}})").has_value());
    CHECK(says_too_long(R"({"error":{"code":"context_length_exceeded"}})")->context == 0);
    CHECK_FALSE(says_too_long(R"({"error":{"message":"bad request"}})").has_value());
}

TEST_CASE("the JSON in what a model wrote is found and mended") {
    const std::string good = R"({"items":[{"text":"A b c.","cites":[1]}]})";
    const auto same = [&](std::string_view written) {
        const auto made = repair_json(written);
        return made && Json::parse(*made)->dump() == good;
    };
    CHECK(same(good));
    CHECK(same("Sure!\n```json\n" + good + "\n```\nMore?"));
    CHECK(same("<think>{\"items\": maybe [}</think>" + good));
    CHECK(same(R"({"items":[{"text":"A b c.","cites":[1,],},],})"));
    CHECK(same("[{\"text\":\"A b c.\",\"cites\":[1]}]"));
    CHECK(same("I use [1] and {braces}: " + good));
    CHECK(same("{\"items\":[{\"text\":\"A b c.\",\"cites\":[1]},{\"text\":\"cut off he"));
    CHECK(same("{\"items\":[{\"text\":\"A b c.\",\"cites\":[1]}"));
    CHECK(repair_json("{\"items\":[{\"text\":\"two\nlines\",\"cites\":[1]}]}") ==
          "{\"items\":[{\"text\":\"two lines\",\"cites\":[1]}]}");
    CHECK(repair_json(R"({"a":"it\'s"})") == R"({"a":"it's"})");
    for (const auto* none : {"", "no JSON here", "{", "{}", "[1, 2]", "{\"items\":[{\"text\":\"cu", "{]", "\"text\""})
        CHECK_FALSE(repair_json(none).has_value());
    CHECK_FALSE(repair_json(std::string(60'000, '{')).has_value());
    CHECK_FALSE(repair_json(std::string(60'000, '[')).has_value());
}

TEST_CASE("languages have the names that services know") {
    CHECK(deepl_code("en", true) == "EN-GB");
    CHECK(deepl_code("en-US", true) == "EN-US");
    CHECK(deepl_code("pt-BR", false) == "PT");
    CHECK(deepl_code("pt", true) == "PT-PT");
    CHECK(deepl_code("de-AT", true) == "DE");
    CHECK(libretranslate_code("pt-BR") == "pt");
    CHECK(libretranslate_code("zh-Hant-TW") == "zh-Hant");
}

TEST_CASE("a translation has as many sentences as were sent, or is none") {
    CHECK(read_libretranslate(R"({"translatedText":["a","b"]})", 2)->size() == 2);
    CHECK(read_libretranslate(R"({"translatedText":"a"})", 1)->front() == "a");
    CHECK_FALSE(read_libretranslate(R"({"translatedText":["a"]})", 2).has_value());
    CHECK_FALSE(read_libretranslate(R"({"translatedText":["a","b","c"]})", 2).has_value());
    CHECK_FALSE(read_libretranslate(R"({"translatedText":["a",7]})", 2).has_value());
    CHECK_FALSE(read_libretranslate("<html>", 1).has_value());
    CHECK(read_deepl(R"({"translations":[{"text":"a"},{"text":"b"}]})", 2)->back() == "b");
    CHECK_FALSE(read_deepl(R"({"translations":[{"text":"a"},{}]})", 2).has_value());
    CHECK_FALSE(read_deepl(R"({"message":"no"})", 1).has_value());
}
