#include "text/letter_runs.hpp"

#include <doctest/doctest.h>

namespace octavo::text {
namespace {

// A table of one row: the word "bahn" speaks for German. CRC-32 of "=bahn".
std::uint32_t crc(std::string_view bytes) {
    std::uint32_t state = ~0U;
    for (const char c : bytes) {
        state ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) state = (state & 1U) != 0 ? 0xEDB88320U ^ (state >> 1U) : state >> 1U;
    }
    return ~state;
}
void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}
std::string table_of(std::string_view run) {
    const std::uint32_t key = crc(run);
    std::string row;
    put(row, key & 0xFFFFU, 2);
    row += std::string("\x01\x01\x20", 3);  // one language: the second, weight 32
    std::string out = "OLM1";
    put(out, 5, 4);
    put(out, 16, 4);
    out += "en de";
    while (out.size() % 4 != 0) out += '\0';
    for (std::uint32_t bucket = 0; bucket <= 65536; ++bucket)
        put(out, bucket > key >> 16U ? static_cast<std::uint32_t>(row.size()) : 0, 4);
    return out + row;
}

}  // namespace

TEST_CASE("a run speaks for its languages wherever it stands, whatever its case") {
    const std::string bytes = table_of("=bahn");
    const auto table = LetterRuns::read(bytes);
    REQUIRE(table.has_value());
    std::vector<float> scores(2, 0.0F);
    CHECK(table->weigh("Die BAHN, die bahnt, Bahn!", scores) == 19);
    CHECK(scores[0] == 0.0F);
    CHECK(scores[1] == 4.0F);  // twice 32 / 16
}

TEST_CASE("the ends of a word are marked, and a run across words is none") {
    const std::string bytes = table_of("n_");
    const auto table = LetterRuns::read(bytes);
    REQUIRE(table.has_value());
    std::vector<float> scores(2, 0.0F);
    table->weigh("an nie einen", scores);
    CHECK(scores[1] == 4.0F);
}

TEST_CASE("bytes that are no table, or cut short, give none") {
    const std::string bytes = table_of("=bahn");
    CHECK_FALSE(LetterRuns::read("").has_value());
    CHECK_FALSE(LetterRuns::read("OLM1").has_value());
    CHECK_FALSE(LetterRuns::read(bytes.substr(0, 5000)).has_value());
    std::string wrong = bytes;
    wrong[0] = 'X';
    CHECK_FALSE(LetterRuns::read(wrong).has_value());
    wrong = bytes;
    wrong[40] = '\x7F';  // a bucket that begins behind the next
    CHECK_FALSE(LetterRuns::read(wrong).has_value());
}

TEST_CASE("a table with any of its bytes broken is refused or read inside its bounds") {
    const std::string bytes = table_of("=bahn");
    const std::size_t names = 4 + 4 + 4 + 5;
    const std::size_t row = bytes.size() - 5;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < names; ++i) places.push_back(i);
    for (std::size_t i = row; i < bytes.size(); ++i) places.push_back(i);
    for (std::size_t i = row - 64; i < row; ++i) places.push_back(i);
    std::size_t read = 0;
    for (const std::size_t place : places) {
        for (const char value : {'\0', '\x01', '\x7F', '\xFF'}) {
            // In memory of its own, so that a step outside is seen by the sanitizer.
            std::vector<char> broken(bytes.begin(), bytes.end());
            broken[place] = value;
            const auto table = LetterRuns::read({broken.data(), broken.size()});
            if (!table) continue;
            ++read;
            std::vector<float> scores(table->languages().size(), 0.0F);
            CHECK(table->weigh("Die Bahn", scores) == 7);
        }
    }
    CHECK(read > 0);
    CHECK(read < 4 * places.size());
    // Every shorter beginning of it too.
    for (std::size_t size = row - 8; size < bytes.size(); ++size) {
        const std::vector<char> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK_FALSE(LetterRuns::read({cut.data(), cut.size()}).has_value());
    }
}

TEST_CASE("a word of a thousand letters is passed over, and the text goes on") {
    const std::string bytes = table_of("=bahn");
    const auto table = LetterRuns::read(bytes);
    REQUIRE(table.has_value());
    std::vector<float> scores(2, 0.0F);
    CHECK(table->weigh(std::string(1000, 'a') + " Bahn", scores) == 4);
    CHECK(scores[1] == 2.0F);
}

TEST_CASE("the shipped table knows a hundred languages") { CHECK(LetterRuns::shipped().languages().size() >= 100); }

TEST_CASE("Serbian is one language in two alphabets: the everyday words of both weigh the same") {
    const LetterRuns& table = LetterRuns::shipped();
    const auto best_of = [&](std::string_view text) {
        std::vector<float> scores(table.languages().size(), 0.0F);
        table.weigh(text, scores);
        float best = 0;
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (table.languages()[i] == "sr") best = std::max(best, scores[i]);
        return best;
    };
    CHECK(best_of("je na da u i o") == doctest::Approx(best_of("је на да у и о")).epsilon(0.1));
}

}  // namespace octavo::text
