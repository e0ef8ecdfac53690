// The small parts: addresses, keys, retries, breaker, budget, shelf.
#include <doctest/doctest.h>

#include "provider/breaker.hpp"
#include "provider/budget.hpp"
#include "provider/desk.hpp"
#include "provider/retry.hpp"
#include "provider/secret.hpp"

using namespace octavo;
using namespace octavo::provider;
using namespace std::chrono_literals;

TEST_CASE("an address without a path gets /v1, one with a path keeps it") {
    CHECK(endpoint("http://127.0.0.1:11434", "/v1", "models") == "http://127.0.0.1:11434/v1/models");
    CHECK(endpoint("http://127.0.0.1:11434/", "/v1", "models") == "http://127.0.0.1:11434/v1/models");
    CHECK(endpoint("https://a.example/openai/v1/", "/v1", "models") == "https://a.example/openai/v1/models");
    CHECK(endpoint("http://127.0.0.1:5000", "", "translate") == "http://127.0.0.1:5000/translate");
    CHECK(host_of("https://a.example/v1") == "a.example");
    CHECK(host_of("http://[::1]:8080/v1") == "[::1]:8080");
}

TEST_CASE("settings that cannot work are refused with the setting's name") {
    const auto said = [](auto change) {
        ProviderSettings s;
        s.model = {.kind = Kind::openai, .url = "http://127.0.0.1:8080", .model = "m"};
        change(s);
        const auto result = check(s);
        return result ? std::string() : result.error().detail;
    };
    CHECK(said([](auto&) {}).empty());
    CHECK(said([](auto& s) { s.model.url = ""; }).starts_with("provider.url"));
    CHECK(said([](auto& s) { s.model.url = "ftp://a.example"; }).starts_with("provider.url"));
    CHECK(said([](auto& s) { s.model.url = "http://me:pw@a.example"; }).starts_with("provider.url"));
    CHECK(said([](auto& s) { s.model.url = "http://a.example?key=1"; }).starts_with("provider.url"));
    for (const std::string end : {"/v1/chat/completions", "/chat/completions/", "/v2/translate"})
        CHECK(said([&](auto& s) { s.model.url += end; }).find("write only what stands before") != std::string::npos);
    CHECK(said([](auto& s) { s.model.model = ""; }).starts_with("provider.model"));
    CHECK(said([](auto& s) { s.model.kind = Kind::deepl; }).starts_with("provider.kind"));
    CHECK(said([](auto& s) { s.model.key_file = "a", s.model.key_env = "b"; }).starts_with("provider.key_file"));
    // A key in the place of a variable's name is not repeated.
    for (const std::string key : {"sk-proj-0123", "0123abcd", "a b", "a:fx"}) {
        const auto why = said([&](auto& s) { s.model.key_env = key; });
        CHECK_MESSAGE(why.starts_with("provider.key_env"), key);
        CHECK(why.find(key) == std::string::npos);
    }
    CHECK(said([](auto& s) { s.model.key_env = "_MY_KEY2"; }).empty());
    CHECK(said([](auto& s) { s.translator.kind = Kind::openai; }).starts_with("translator.kind"));
    CHECK(said([](auto& s) {
              s.translator = {.kind = Kind::deepl, .url = "https://a.example"};
          }).starts_with("translator.key_file"));
    CHECK(said([](auto& s) { s.context_tokens = s.answer_tokens; }).starts_with("provider.context_tokens"));
    CHECK(said([](auto& s) { s.budget.money_a_day = 1; }).starts_with("provider.money_a_day"));
}

TEST_CASE("a key crosses no foreign network in the clear") {
    const auto allowed = [](std::string url) {
        ProviderSettings s;
        s.model = {.kind = Kind::openai, .url = std::move(url), .model = "m", .key_file = "key"};
        return check(s).has_value();
    };
    for (const std::string url : {"https://api.example.com", "http://localhost:1", "http://127.0.0.1:1", "http://[::1]",
                                  "http://10.1.2.3", "http://192.168.0.9", "http://172.20.0.2", "http://ollama:11434",
                                  "http://gpu.lan", "http://[fd00::1]:8080", "http://[fe80::1]"})
        CHECK_MESSAGE(allowed(url), url);
    for (const std::string url :
         {"http://api.example.com", "http://8.8.8.8", "http://172.15.0.1", "http://172.32.0.1",
          "http://[2606:4700::1111]", "http://[::]", "http://[fec0::1]", "http://[::ffff:8.8.8.8]"})
        CHECK_MESSAGE(!allowed(url), url);
}

TEST_CASE("a key is one line of plain signs, from a file or a variable") {
    const auto path = (std::filesystem::temp_directory_path() / fmt::format("octavo-secret-{}", ::getpid())).string();
    const auto read = [&](std::string_view bytes) {
        std::ofstream(path, std::ios::binary) << bytes;
        return Secret::read({.kind = Kind::openai, .key_file = path}, "provider");
    };
    CHECK(read("sk-abc\r\nsecond line\n")->reveal() == "sk-abc");
    CHECK_FALSE(read("").has_value());
    CHECK_FALSE(read("\n\n").has_value());
    CHECK_FALSE(read("two words").has_value());
    CHECK_FALSE(read("sk-\x01").has_value());
    CHECK_FALSE(read(std::string(5'000, 'a')).has_value());
    const auto refused = read("two words");
    CHECK(refused.error().detail.find("two words") == std::string::npos);
    CHECK(refused.error().detail.find(path) != std::string::npos);
    std::filesystem::remove(path);
    CHECK_FALSE(Secret::read({.kind = Kind::openai, .key_file = path}, "provider").has_value());
    const auto unset = Secret::read({.kind = Kind::openai, .key_env = "sk_no_such_key"}, "provider");
    REQUIRE_FALSE(unset.has_value());
    CHECK(unset.error().detail.find("sk_no_such_key") == std::string::npos);
    ::setenv("OCTAVO_TEST_KEY", " sk-from-there ", 1);
    CHECK(Secret::read({.kind = Kind::openai, .key_env = "OCTAVO_TEST_KEY"}, "provider")->reveal() == "sk-from-there");
    ::unsetenv("OCTAVO_TEST_KEY");
    CHECK_FALSE(Secret::read({}, "provider")->is_set());
}

TEST_CASE("a key and every telling piece of it are blacked out") {
    ::setenv("OCTAVO_TEST_KEY", "sk-0123456789abcdef", 1);
    const Secret secret = *Secret::read({.kind = Kind::openai, .key_env = "OCTAVO_TEST_KEY"}, "provider");
    ::unsetenv("OCTAVO_TEST_KEY");
    CHECK(secret.black_out("no key here") == "no key here");
    CHECK(secret.black_out("your key sk-0123456789abcdef!") == "your key [key]!");
    CHECK(secret.black_out("sk-01234**** and 89abcdef") == "[key]**** and [key]");
    CHECK(secret.black_out("sk-0123") == "sk-0123");
}

TEST_CASE("only what may be well in a moment is asked again") {
    for (const int status : {408, 409, 429, 500, 502, 503, 504, 529}) CHECK(worth_another(status));
    for (const int status : {200, 301, 400, 401, 403, 404, 413, 422, 501, 600}) CHECK_FALSE(worth_another(status));
}

TEST_CASE("Retry-After is seconds or a date, and nothing else") {
    const Instant now = at("2026-11-27T08:00:00Z");
    CHECK(read_retry_after("120", now) == 120s);
    CHECK(read_retry_after(" 0 ", now) == 0s);
    CHECK(read_retry_after("Fri, 27 Nov 2026 08:00:30 GMT", now) == 30s);
    CHECK(read_retry_after("Fri, 27 Nov 2026 07:00:00 GMT", now) == 0s);
    CHECK(read_retry_after("99999999999999999999", now) == 999'999'999s);
    for (const auto* value : {"", "-5", "soon", "1.5x"}) CHECK_FALSE(read_retry_after(value, now).has_value());
}

TEST_CASE("pauses double, with chance in them, up to the longest") {
    const RetrySettings settings{.again = 3, .first_pause = 500ms, .longest_pause = 20s};
    CHECK(pause_before(1, 1, settings) == 500ms);
    CHECK(pause_before(1, 0, settings) == 250ms);
    CHECK(pause_before(3, 1, settings) == 2s);
    CHECK(pause_before(30, 1, settings) == 20s);
}

TEST_CASE("five failures in a minute open the breaker; one probe closes it, or keeps it open for longer") {
    Breaker breaker({.failures = 5, .within = 1min, .pause = 30s, .longest_pause = 2min});
    Instant now = at("2026-11-27T08:00:00Z");
    for (int i = 0; i < 10; ++i, now += 20s) breaker.failed(now);  // three a minute
    CHECK(breaker.admits(now));
    for (int i = 0; i < 5; ++i) breaker.failed(now);
    CHECK_FALSE(breaker.admits(now + 29s));
    CHECK(breaker.rests_until(now) == now + 30s);
    now += 30s;
    CHECK(breaker.admits(now));
    CHECK_FALSE(breaker.admits(now));  // one probe
    breaker.failed(now);
    CHECK_FALSE(breaker.admits(now + 59s));
    now += 60s;
    CHECK(breaker.admits(now));
    breaker.left();  // cancelled: it told nothing
    CHECK(breaker.admits(now));
    breaker.succeeded();
    CHECK(breaker.admits(now));
    CHECK(breaker.admits(now));
    CHECK_FALSE(breaker.rests_until(now).has_value());
}

TEST_CASE("a success in between forgives") {
    Breaker breaker({});
    const Instant now = at("2026-11-27T08:00:00Z");
    for (int i = 0; i < 20; ++i) {
        breaker.failed(now);
        if (i % 4 == 3) breaker.succeeded();
    }
    CHECK(breaker.admits(now));
}

TEST_CASE("what is under way is held back from the day's budget") {
    Budget budget({.tokens_a_day = 1000, .tokens_a_reader = 0});
    const Instant now = at("2026-11-27T08:00:00Z");
    const auto first = budget.hold("", {600, 100}, now);
    REQUIRE(first.has_value());
    CHECK_FALSE(budget.hold("", {300, 100}, now).has_value());
    const auto second = budget.hold("", {200, 100}, now);
    REQUIRE(second.has_value());
    budget.charge(*first, {100, 10}, now);
    budget.give_back(*second);
    CHECK(budget.spent(now).tokens == 110);
    CHECK(budget.hold("", {100'000, 0}, now).has_value());  // alone, while anything is left
}

TEST_CASE("a budget of nothing asks nobody") {
    Budget budget({.tokens_a_day = 0});
    CHECK_FALSE(budget.hold("", {1, 1}, at("2026-11-27T08:00:00Z")).has_value());
}

TEST_CASE("the day's sums are taken up after a restart, another day's are not, nor is nonsense") {
    const Instant now = at("2026-11-27T08:00:00Z");
    Budget before({.price_in = 1e6});
    before.charge(*before.hold("", {10, 0}, now), {10, 0}, now);
    CHECK(before.said(now) == "2026-11-27 10 10 10 10");
    Budget after({});
    after.take_up(before.said(now), now);
    CHECK(after.spent(now).tokens == 10);
    CHECK(after.spent(now).money == 10);
    Budget other({});
    other.take_up(before.said(now), now + 24h);
    for (const auto* said : {"", "2026-11-27", "2026-11-27 ", "2026-11-27 x 1", "2026-11-27 1 -1", "2026-11-27 1 nan"})
        other.take_up(said, now);
    CHECK(other.spent(now).tokens == 0);
}

TEST_CASE("the month's sums outlive days and restarts, add up what two spend, and end with the month") {
    const Instant now = at("2026-11-27T08:00:00Z");
    Budget site({.price_in = 1e6}), command({.price_in = 1e6});
    site.charge(*site.hold("", {10, 0}, now), {10, 0}, now);
    std::string kept = site.said(now);
    command.charge(*command.hold("", {5, 0}, now), {5, 0}, now);
    command.take_up(kept, now);
    kept = command.said(now);
    site.take_up(kept, now);
    CHECK(site.spent_of_month(now).tokens == 15);
    CHECK(site.spent_of_month(now).money == 15);
    site.charge(*site.hold("", {1, 0}, now + 24h), {1, 0}, now + 24h);
    CHECK(site.spent(now + 24h).tokens == 1);
    CHECK(site.spent_of_month(now + 24h).tokens == 16);
    Budget after({});
    after.take_up(site.said(now + 24h), now + 48h);
    CHECK(after.spent(now + 48h).tokens == 0);
    CHECK(after.spent_of_month(now + 48h).tokens == 16);
    CHECK(after.spent_of_month(at("2026-12-01T00:00:00Z")).tokens == 0);
    // What an older version kept.
    Budget older({});
    older.take_up("2026-11-27 10 2.5", now);
    CHECK(older.spent(now).tokens == 10);
    CHECK(older.spent_of_month(now).tokens == 10);
    for (const auto* said : {"2026-11-27 1 1 1", "2026-11-27 1 1 1 x", "2026-11-27 1 1 1 1 1", "2026-11-27 1 1 "})
        older.take_up(said, now);
    CHECK(older.spent(now).tokens == 10);
}

TEST_CASE("tokens are counted at about four letters, others one each") {
    CHECK(count_tokens("") == 0);
    CHECK(count_tokens("bridge!!") == 2);
    CHECK(count_tokens("桥梁开通") == 4);
}

TEST_CASE("a shelf in memory keeps what was asked for last") {
    MemoryShelf shelf(2);
    shelf.put("a", "1");
    shelf.put("b", "2");
    CHECK(shelf.get("a") == "1");
    shelf.put("c", "3");
    CHECK(shelf.get("a") == "1");
    CHECK_FALSE(shelf.get("b").has_value());
    shelf.put("a", "4");
    CHECK(shelf.get("a") == "4");
    CHECK(shelf.get("c") == "3");
}
