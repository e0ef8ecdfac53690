// How many of the comments that should wait for a moderator do, after few decisions: with comments made by
// scripts/comment_corpus.py, of which what is learnt and what is asked have no phrase in common.
//   scripts/comment_corpus.py --part train --each 500 > train.jsonl
//   scripts/comment_corpus.py --part test --each 1000 > test.jsonl
//   bench_comments --train train.jsonl --test test.jsonl
//
// A hundred comments are drawn from the first, said in a real archive and decided by a moderator; then each of the
// second is looked at as new, and would be held or not: by what was learnt alone, by all rules as of an author of whom
// nothing was shown yet, and as of one of whom three comments were. An account's first comment is not held for being
// the first: that rule alone would hold all of the one and none of the other. Ten draws; the mean and the worst.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <random>

#include "base/json.hpp"
#include "readers/talk.hpp"
#include "store/store.hpp"
#include "support/folder.hpp"

using namespace octavo;

namespace {

struct Row {
    std::string language, text;
    bool spam = false;
};

Result<std::vector<Row>> read(const std::string& path) {
    std::ifstream in(path);
    if (!in) return fail(Fault::not_found, path);
    std::vector<Row> out;
    for (std::string line; std::getline(in, line);) {
        const Json row = TRY(Json::parse(line));
        out.push_back(
            {std::string(row["language"].string()), std::string(row["text"].string()), row["spam"].boolean()});
    }
    return out;
}

struct Shares {  // of spam that waits, of good that waits
    double caught = 0, held = 0;
};
constexpr std::array ways = {"what was learnt alone", "all rules, a new author", "all rules, three were shown"};

void teach(const std::string& folder, std::span<const Row> rows) {
    (void)store::Store::open(folder).value();
    ManualClock clock(at("2026-11-27T08:00:00Z"));
    auto accounts = readers::Accounts::open(
                        folder, {.sign_up = readers::SignUp::open, .cost = readers::PasswordCost::least()}, clock)
                        .value();
    auto talk = readers::Talk::open(folder, {.hold_first = false}, *accounts, clock).value();
    const auto join = [&](const std::string& name) {
        const auto in = accounts->sign_up(name, "correct horse battery", "", {.household = 1, .device = "bench"});
        return *accounts->visitor(in.value().secret).value();
    };
    const auto ada = join("Ada Quay"), bo = join("Bo Lind");
    const std::vector<ArticleId> here = {ArticleId{11}};
    for (const Row& row : rows) {
        clock.advance(std::chrono::minutes(1));
        const auto& who = row.spam ? bo : ada;
        const auto said = talk->say(who, here, 0, row.text).value();
        const auto by = readers::By::command_line();
        (void)talk->decide(by, talk->comment(by, said.number).value().value(), !row.spam).value();
    }
}

std::array<Shares, ways.size()> ask(store::Comments& comments, std::span<const Row> rows, std::string_view language) {
    std::array<Shares, ways.size()> out;
    double good = 0, bad = 0;
    for (const Row& row : rows) {
        if (!language.empty() && row.language != language) continue;
        (row.spam ? bad : good) += 1;
        const auto signs = readers::signs_of(row.text);
        const double doubt = readers::doubt_of(signs.all, comments.signs(signs.all).value());
        const store::Comments::Past none, three{.shown = 3};
        const readers::TalkSettings settings{.hold_first = false};
        const std::array<bool, ways.size()> waits = {
            doubt > 1, readers::why_held({row.text, signs, doubt, none}, settings).has_value(),
            readers::why_held({row.text, signs, doubt, three}, settings).has_value()};
        for (std::size_t i = 0; i < ways.size(); ++i) (row.spam ? out[i].caught : out[i].held) += waits[i] ? 1 : 0;
    }
    for (Shares& one : out) one = {one.caught / bad, one.held / good};
    return out;
}

}  // namespace

int main(int count, char** words) {
    CLI::App app("How many comments wait that should.");
    std::string train, test;
    std::size_t decisions = 100, draws = 10;
    app.add_option("--train", train)->required();
    app.add_option("--test", test)->required();
    app.add_option("--decisions", decisions);
    app.add_option("--draws", draws);
    CLI11_PARSE(app, count, words);
    const auto taught = read(train), asked = read(test);
    if (!taught || !asked) {
        std::cerr << (taught ? asked : taught).error().detail << "\n";
        return 1;
    }
    for (const bool spam : {false, true})
        if (std::ranges::find(*asked, spam, &Row::spam) == asked->end() || taught->size() < decisions) {
            std::cerr << train << " has to hold " << decisions << " comments, and " << test
                      << " good ones and spam: scripts/comment_corpus.py makes both\n";
            return 2;
        }
    std::vector<std::string> languages = {""};
    for (const Row& row : *asked)
        if (std::ranges::find(languages, row.language) == languages.end()) languages.push_back(row.language);
    std::map<std::string, std::array<std::vector<Shares>, ways.size()>> made;
    for (std::size_t draw = 0; draw < draws; ++draw) {
        std::vector<Row> some;
        std::mt19937_64 lot(draw);
        std::ranges::sample(*taught, std::back_inserter(some), static_cast<std::ptrdiff_t>(decisions), lot);
        const test::Folder place;
        teach(place.path(), some);
        auto comments = store::Comments::open(place.path()).value();
        for (const std::string& language : languages) {
            const auto shares = ask(*comments, *asked, language);
            for (std::size_t i = 0; i < ways.size(); ++i) made[language][i].push_back(shares[i]);
        }
    }
    fmt::print("{} comments, {} decisions, {} draws: spam held (the least), good held (the most)\n", asked->size(),
               decisions, draws);
    for (std::size_t i = 0; i < ways.size(); ++i)
        for (const std::string& language : languages) {
            const auto& shares = made[language][i];
            Shares sum, worst{1, 0};
            for (const Shares& one : shares) {
                sum = {sum.caught + one.caught, sum.held + one.held};
                worst = {std::min(worst.caught, one.caught), std::max(worst.held, one.held)};
            }
            const auto n = static_cast<double>(shares.size());
            fmt::print("{:<28} {:<4} {:6.2f} % ({:.2f})   {:6.2f} % ({:.2f})\n", ways[i],
                       language.empty() ? "all" : language, 100 * sum.caught / n, 100 * worst.caught,
                       100 * sum.held / n, 100 * worst.held);
        }
    return 0;
}
