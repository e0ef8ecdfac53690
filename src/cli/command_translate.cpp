// octavo translate: an article, a page or a text, sentence by sentence, original and translation side by side.
#include "assist/apertium.hpp"
#include "base/json.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/one_text.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {
namespace {

std::string listed(std::span<const assist::LanguagePair> pairs) {
    std::map<std::string, std::string> targets;
    for (const auto& pair : pairs)
        targets[pair.from] +=
            fmt::format("{}{} ({})", targets[pair.from].empty() ? "" : ", ", pair.to, name_of(pair.quality));
    std::string out;
    for (const auto& [from, to] : targets) out += fmt::format("\n  {} to {}", from, to);
    return out;
}

Failure no_pair(const OneText& text, const std::string& to, std::span<const assist::LanguagePair> pairs) {
    if (pairs.empty())
        return {Fault::not_found,
                "translate: no engine is installed. Apertium translates between close languages (Debian: apt install "
                "apertium apertium-spa-cat apertium-es-pt ..., see docs/operators.md)"};
    return {Fault::not_found,
            fmt::format("translate: no engine here translates from {} to {}. These pairs are there:{}", text.language,
                        printable(to), listed(pairs))};
}

void print(const assist::Translation& made) {
    fmt::print("{} to {} by {}: {}\n\n", made.from, made.to, made.engine, name_of(made.quality));
    std::size_t number = 0, kept = 0;
    for (const auto& s : made.sentences) {
        fmt::print("{:>3}  {}", ++number, wrap(printable(s.original), 87, "     ").substr(5));
        if (s.kept)
            fmt::print("     = [kept as it is: its translation was not to be trusted]\n\n"), ++kept;
        else
            fmt::print("     = {}\n", wrap(printable(s.translated), 85, "       ").substr(7));
    }
    fmt::print(stderr, "{} sentences, {} kept as they are, {:.2f} s CPU\n", number, kept,
               std::chrono::duration<double>(made.cpu).count());
}

void print_json(const assist::Translation& made) {
    JsonWriter out;
    out.object().field("from", made.from).field("to", made.to).field("engine", made.engine);
    out.field("quality", name_of(made.quality)).key("sentences").array();
    for (const auto& s : made.sentences)
        out.object().field("original", s.original).field("translated", s.translated).field("kept", s.kept).end();
    out.end().end();
    fmt::print("{}\n", out.text());
}

}  // namespace

int command_translate(const Options& options, const Config& config) {
    if (options.args.size() != 1 || options.to.empty())
        return report(
            {Fault::usage,
             "translate: name one article by its id, or one file, and the language: octavo translate page.html "
             "--to pt"});
    const auto text = read_one_text(options.args[0], options.from, config);
    if (!text) return report(text.error());
    const auto pairs = assist::apertium_pairs();
    const assist::LanguagePair* pair = assist::pair_for(pairs, text->language, options.to);
    if (!pair) return report(no_pair(*text, options.to, pairs));
    std::vector<std::string> sentences;
    for (const auto& sentence : text->sentences) sentences.push_back(sentence.text);
    const auto made = assist::translate_by_apertium(sentences, *pair);
    if (!made) return report(made.error());
    if (options.json)
        print_json(*made);
    else
        print(*made);
    return 0;
}

}  // namespace octavo::cli
