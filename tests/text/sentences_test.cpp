#include <doctest/doctest.h>

#include "text/words.hpp"

namespace octavo::text {
namespace {

using List = std::vector<std::string>;
List split(std::string_view text, std::string_view language) {
    List out;
    for (const Span s : sentences(text, language)) out.emplace_back(text.substr(s.begin, s.end - s.begin));
    return out;
}

}  // namespace

TEST_CASE("a sentence ends where its writer ended it") {
    CHECK(split("The tram opens on Monday. Tickets cost 2.50 pounds! Will it rain?", "en") ==
          List{"The tram opens on Monday.", "Tickets cost 2.50 pounds!", "Will it rain?"});
    CHECK(split("Трамвай пойдёт в понедельник. Билет стоит 50 рублей.", "ru").size() == 2);
    CHECK(split("أعلنت الوزارة الخبر. وقال الوزير إن العمل بدأ؟ نعم.", "ar").size() == 3);
    CHECK(split("सरकार ने घोषणा की। काम सोमवार से शुरू होगा।", "hi").size() == 2);
    CHECK(split("新しい路面電車が開通した。運賃は二百円だ。", "ja") ==
          List{"新しい路面電車が開通した。", "運賃は二百円だ。"});
}

TEST_CASE("titles, initials and abbreviations do not end a sentence") {
    CHECK(split("Mr. Smith met Sen. Jones and J. K. Brown. They agreed.", "en") ==
          List{"Mr. Smith met Sen. Jones and J. K. Brown.", "They agreed."});
    CHECK(split("Das kostet z.B. drei Euro. Dr. Weber zahlt.", "de") ==
          List{"Das kostet z.B. drei Euro.", "Dr. Weber zahlt."});
    CHECK(split("Take line No. 5 to the end. It is short.", "en").size() == 2);
    CHECK(split("So do I. He left.", "en") == List{"So do I.", "He left."});
}

TEST_CASE("a sentence never crosses a paragraph, and comes trimmed") {
    CHECK(split("A headline without a stop\n\nThe first line.  \n\n\n Second one here ", "en") ==
          List{"A headline without a stop", "The first line.", "Second one here"});
    CHECK(split("", "en").empty());
    CHECK(split("\n\n\n\n", "en").empty());
}

TEST_CASE("every byte that is no white space belongs to one sentence, in order") {
    const std::string_view text = "One. Two \xFF! Mr. Three\n\nثلاثة. 四。五！ หก เจ็ด";
    std::size_t end = 0;
    for (const Span s : sentences(text, "xx")) {
        CHECK(s.begin >= end);
        for (std::size_t i = end; i < s.begin; ++i) CHECK((text[i] == ' ' || text[i] == '\n'));
        end = s.end;
    }
    CHECK(end == text.size());
}

}  // namespace octavo::text
