// Translations: what passes, what is kept as it was, and the real engine where it is installed.
#include "assist/apertium.hpp"

#include <doctest/doctest.h>

namespace octavo::assist {
namespace {

const std::vector<std::string> hard = {
    "El presidente anunció 25.000 viviendas para 2027.",
    "La inflación subió un 3,5 % en 2026 (dato de hoy)",
    "\"¡Hola!\", dijo Juan; y añadió: 1.234.567 personas lo vieron.",
    "Escríbale a juan@ejemplo.es o siga #ClimaYa y @ElDiario.",
    "El precio es de $5 * 3 = $15.",
    "Xyzzyq foo ^lu$ {x} [y] / \\ ~ <b>t</b>",
    "Una frase sin punto",
    "Otra. Y dos en una.",
    "El 5 de mayo de",
    "...",
    "— ¿Qué?",
    "EE. UU. y la U.E. firmaron el art. 5.º del tratado n.º 12.",
    "A las 20:30 h, el 1-0 llegó en el minuto 87'.",
    "Tabulador\ty salto\nde línea",
    "𝟙 emoji 🙂 100 €",
};

TEST_CASE("digits are compared run by run, whatever their script and order") {
    CHECK(digit_runs("3,5 % of 120") == std::vector<std::string>{"120", "3", "5"});
    CHECK(digit_runs("٢٥ و ۱۲ and १२") == std::vector<std::string>{"12", "12", "25"});
    CHECK(digit_runs("none").empty());
    CHECK(digit_runs("1 1") != digit_runs("1"));
}

TEST_CASE("a translation that lost or invented a number is not trusted") {
    CHECK(trusted("Murieron 25 personas en 2026", "Morreram 25 pessoas em 2026") == "Morreram 25 pessoas em 2026");
    CHECK_FALSE(trusted("Murieron 25 personas en 2026", "Morreram pessoas em 2026"));
    CHECK_FALSE(trusted("Murieron 25 personas", "Morreram 26 pessoas"));
    CHECK_FALSE(trusted("Murieron personas", "Morreram 2 pessoas"));
}

TEST_CASE("an engine's own marks, tags and silence are not trusted") {
    CHECK_FALSE(trusted("hola", "*hola"));
    CHECK_FALSE(trusted("hola", "#hola"));
    CHECK_FALSE(trusted("hola", "@hola"));
    CHECK_FALSE(trusted("hola", "<sent>hola"));
    CHECK_FALSE(trusted("hola", "hola<n><sg>"));
    CHECK_FALSE(trusted("hola", " "));
    CHECK_FALSE(trusted("hola", std::string(1000, 'x')));
    CHECK(trusted("#hola de @juan", "#olá de @juan") == "#olá de @juan");
    CHECK(trusted("a <b> c", "a <b> c") == "a <b> c");
}

TEST_CASE("marks of the original go through the engine full width, so that the engine's can be told") {
    const std::vector<std::string> one = {"#Clima de  @juan * 2\n"};
    CHECK(apertium_input(one) == "＃Clima de ＠juan ＊ 2\n\n");
    CHECK(without_marks("＃Clima *de ＠juan ＊ #2") == "#Clima de @juan * 2");
}

TEST_CASE("what came back is taken only when it is as many sentences as went in") {
    CHECK(apertium_output("uno\n\ndos\n\n", 2) == std::vector<std::string>{"uno", "dos"});
    CHECK(apertium_output("uno\n\ndos", 2) == std::vector<std::string>{"uno", "dos"});
    CHECK_FALSE(apertium_output("uno\n\ndos\n\n", 3));
    CHECK_FALSE(apertium_output("uno\n\ndos\n\ntres\n\n", 2));
    CHECK_FALSE(apertium_output("", 1));
    CHECK_FALSE(apertium_output(std::string(100'000, '\n'), 3));
}

TEST_CASE("only pairs of the whitelist are offered, and the nearest one serves") {
    const auto pairs = apertium_pairs_in("  es-pt   es-pt_BR\n  eng-spa  rus-ukr\tspa-cat spa-eng ; rm ");
    REQUIRE(pairs.size() == 4);
    CHECK(pair_for(pairs, "es", "pt")->mode == "es-pt");
    CHECK(pair_for(pairs, "es-MX", "pt-BR")->mode == "es-pt_BR");
    CHECK(pair_for(pairs, "es", "pt-AO")->mode == "es-pt");
    CHECK(pair_for(pairs, "es", "ca")->quality == Quality::good);
    CHECK(pair_for(pairs, "es", "en")->quality == Quality::rough);
    CHECK(pair_for(pairs, "en", "es") == nullptr);  // listed by the engine, not by us: it mistranslates news
    CHECK(pair_for(pairs, "ru", "uk") == nullptr);
    CHECK(pair_for(pairs, "", "") == nullptr);
    const auto northern = apertium_pairs_in("nob-dan\nswe-nob\n");
    REQUIRE(pair_for(northern, "no", "da") != nullptr);  // as language detectors call it
    CHECK(pair_for(northern, "no", "da")->mode == "nob-dan");
    CHECK(pair_for(northern, "sv", "no")->mode == "swe-nob");
    CHECK(apertium_pairs_in("").empty());
}

TEST_CASE("a text that is too long is refused before anything runs") {
    const std::vector<std::string> long_text(5000, "una frase");
    const auto made = translate_by_apertium(long_text, {"es", "pt", "es-pt", Quality::good});
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().fault == Fault::too_big);
}

TEST_CASE("the engine gives sentence for sentence, keeps every number and leaks no mark") {
    auto pairs = apertium_pairs();
    // A run takes most of a second of two dozen small programs: those that differ most stand for all.
    const std::set<std::string> read = {"es-pt", "spa-cat", "spa-eng", "es-gl", "fr-es"};
    std::erase_if(pairs, [&](const LanguagePair& pair) { return !read.contains(pair.mode); });
    if (pairs.empty()) {
        MESSAGE("skipped: apertium is not installed (scripts/setup.sh voice)");
        return;
    }
    std::vector<std::string> sentences = hard;
    for (int i = 0; i < 40; ++i)
        sentences.push_back(fmt::format("El {} de mayo de {} hubo {}.{:03} votos.", i % 28 + 1, 1990 + i, i, i * 7));
    for (const LanguagePair& pair : pairs) {
        CAPTURE(pair.mode);
        const auto made = translate_by_apertium(sentences, pair);
        REQUIRE(made.has_value());
        REQUIRE(made->sentences.size() == sentences.size());
        std::size_t kept = 0;
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            const TranslatedSentence& s = made->sentences[i];
            CAPTURE(s.original);
            CAPTURE(s.translated);
            CHECK(s.original == sentences[i]);
            CHECK(digit_runs(s.translated) == digit_runs(s.original));
            for (const char mark : {'*', '#', '@'})
                CHECK(std::ranges::count(s.translated, mark) == std::ranges::count(s.original, mark));
            if (s.kept) CHECK(s.translated == s.original);
            kept += s.kept ? 1 : 0;
        }
        // Spanish is what most of these read.
        if (pair.from == "es") CHECK(kept <= 4);
        if (pair.mode == "es-pt") CHECK(made->sentences[6].translated == "Uma frase sem ponto");
    }
}

TEST_CASE("a mode that is not there is a failure with words, not a translation") {
    if (apertium_pairs().empty()) return;
    const std::vector<std::string> one = {"hola"};
    const auto made = translate_by_apertium(one, {"es", "xx", "no-such_mode", Quality::good});
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().detail.starts_with("apertium ended with status"));
}

}  // namespace
}  // namespace octavo::assist
