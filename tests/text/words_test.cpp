#include "text/words.hpp"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

namespace octavo::text {
namespace {

std::vector<std::string> parts(std::string_view text, const std::vector<Span>& spans) {
    std::vector<std::string> out;
    for (const Span s : spans) out.emplace_back(text.substr(s.begin, s.end - s.begin));
    return out;
}
std::vector<std::string> split(std::string_view text) { return parts(text, words(text, "")); }
using List = std::vector<std::string>;

// The slow way: ICU's own iterator over the whole text.
List by_icu(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    REQUIRE(U_SUCCESS(error));
    const auto all = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    breaks->setText(all);
    List out;
    int32_t from = breaks->first();
    for (int32_t to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
        if (breaks->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;
        std::string word;
        all.tempSubStringBetween(from, to).toUTF8String(word);
        out.push_back(word);
    }
    return out;
}

const char* const samples[] = {
    "Mr. O'Neill's 1,000.50 trams cost 3.5m - \"really\"; see example.com/a?b=1, e.g. the U.S. and 10,000,000 more.",
    "Die Straßenbahn fährt ab 5.30 Uhr; 1.000 Fahrgäste warten am Süd-Tor, d.h. „überall“.",
    "L'État, c'est moi\u2019s d’abord\u2026 qu\u2019elle\u00a0vienne!",
    "Правительство сообщило: в 2025-м году построят 12,5 км пути — «Ёлка» и т.д.",
    "أعلنت الوزارة أنّ ١٢٫٥ مليون زائر وصلوا، وقالت: «شكراً».",
    "הממשלה אישרה את תקציב צה\"ל ואת ג'ורג אמש, 3.5 מיליארד.",
    "सरकार ने कहा कि नई रेल लाइन १२ किलोमीटर लंबी होगी।",
    "東京都は10日、新しい路面電車を2025年に開通すると発表した。カタカナとひらがなー",
    "北京时间11月22日，新华社记者报道：地铁12号线今天通车。",
    "รัฐบาลประกาศเปิดเดินรถรางสายใหม่ในวันจันทร์ 12 กิโลเมตร",
    "정부는 22일 새 노선을 2025년에 개통한다고 KBS는 밝혔다.",
    "រដ្ឋាភិបាល ບໍລິສັດ အစိုးရက ქართული ენა Հայաստանի Հանրապետություն",
    "\U0001F600 smile\U0001F469\u200D\U0001F680rocket \U00020000\U00020001 a\u0301b\u00ADc co\u0302te\u0301",
    "paral·lel x·y 1·2 l'1 3'a ''quoted'' trailing' 'leading",
};

}  // namespace

TEST_CASE("words are what Unicode says, in every script") {
    for (const std::string_view text : samples) {
        CAPTURE(text);
        CHECK(split(text) == by_icu(text));
    }
}

TEST_CASE("words keep what joins them and lose what parts them") {
    CHECK(split("don't stop 1,000 times, e.g. here_and there") ==
          List{"don't", "stop", "1,000", "times", "e.g", "here", "and", "there"});
    CHECK(split("צה\"ל") == List{"צה\"ל"});
    CHECK(split("a:b").size() == 2);
    CHECK(split("").empty());
    CHECK(split(" .,!? ").empty());
}

TEST_CASE("words of scripts without blanks are found by a dictionary") {
    CHECK(split("東京の天気") == List{"東京", "の", "天気"});
    CHECK(count_words("รัฐบาลประกาศ", "th") == 2);
    CHECK(count_words("新华社记者报道", "zh") > 1);
}

TEST_CASE("offsets are bytes, and ill-formed bytes part words without harm") {
    CHECK(words("é b", "fr") == std::vector<Span>{{0, 2}, {3, 4}});
    CHECK(split("ab\xFF"
                "cd\xC3") == List{"ab", "cd"});
    CHECK(split("\x80\x80\xE6\x9D") == List{});
}

TEST_CASE("a very long run without blanks is still taken apart") {
    std::string long_run;
    for (int i = 0; i < 20'000; ++i) long_run += "東京";
    CHECK(count_words(long_run, "ja") >= 19'000);
}

TEST_CASE("the number of words is the number of spans") {
    for (const std::string_view text : samples) CHECK(count_words(text, "") == words(text, "").size());
}

}  // namespace octavo::text
