// octavo translate: an article, a page or a text, sentence by sentence, original and translation side by side.
#include "assist/apertium.hpp"
#include "base/json.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/generate_one.hpp"
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

void print(const assist::Translation& made, const std::string& day) {
    fmt::print("{} to {} by {}{}: {}\n\n", made.from, made.to, printable(made.engine), day, name_of(made.quality));
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

// By a service the operator configured; absent: there is none, or it failed and that was said.
std::optional<provider::Translated> by_service(const OneText& text, const std::vector<std::string>& sentences,
                                               const Options& options, const Config& config) {
    if (config.provider.model.kind == provider::Kind::none && config.provider.translator.kind == provider::Kind::none)
        return std::nullopt;
    if (text.reserved) {
        say_fallback({provider::Cause::off, std::string(provider::reserved_words)});
        return std::nullopt;
    }
    const Services services = open_services(config);
    if (!services.providers || !services.providers->enabled(provider::Task::translate)) return std::nullopt;
    auto made = services.providers->translate({.sentences = sentences, .from = text.language, .to = options.to});
    if (made) return std::move(*made);
    say_fallback(made.error());
    return std::nullopt;
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
    std::vector<std::string> sentences;
    for (const auto& sentence : text->sentences) sentences.push_back(sentence.text);
    std::string day;
    Result<assist::Translation> made;
    if (auto served = by_service(*text, sentences, options, config)) {
        day = " on " + to_iso(served->made).substr(0, 10);
        made = std::move(served->translation);
    } else {
        const auto pairs = assist::apertium_pairs();
        const assist::LanguagePair* pair = assist::pair_for(pairs, text->language, options.to);
        if (!pair) return report(no_pair(*text, options.to, pairs));
        made = assist::translate_by_apertium(sentences, *pair);
    }
    if (!made) return report(made.error());
    if (options.json)
        print_json(*made);
    else
        print(*made, day);
    return 0;
}

}  // namespace octavo::cli
