#include "assist/apertium.hpp"

#include "assist/child.hpp"
#include "base/utf8.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_bytes = 200'000, most_sentences = 4000;
constexpr std::size_t most_runs = 24;  // of the engine for one text
constexpr std::chrono::milliseconds longest_run{60'000};

struct Listed {
    std::string_view from, to, mode;
    Quality quality;
};
constexpr auto good = Quality::good, fair = Quality::fair, rough = Quality::rough;
constexpr std::array<Listed, 43> whitelist = {{
    {"es", "pt", "es-pt", good},    {"es", "pt-BR", "es-pt_BR", good}, {"pt", "es", "pt-es", good},
    {"es", "gl", "es-gl", good},    {"gl", "es", "gl-es", good},       {"es", "ca", "spa-cat", good},
    {"ca", "es", "cat-spa", good},  {"ca", "pt", "cat-por", fair},     {"pt", "ca", "por-cat", fair},
    {"pt", "gl", "pt-gl", good},    {"gl", "pt", "gl-pt", good},       {"es", "ast", "spa-ast", good},
    {"es", "an", "spa-arg", good},  {"an", "es", "arg-spa", fair},     {"ca", "an", "cat-arg", fair},
    {"es", "it", "spa-ita", fair},  {"it", "es", "ita-spa", fair},     {"it", "ca", "ita-cat", fair},
    {"ca", "it", "cat-ita", fair},  {"fr", "es", "fr-es", fair},       {"es", "fr", "es-fr", fair},
    {"fr", "ca", "fra-cat", fair},  {"ca", "fr", "cat-fra", fair},     {"fr", "oc", "fra-oci", fair},
    {"oc", "fr", "oci-fra", fair},  {"oc", "ca", "oc-ca", fair},       {"oc", "es", "oc-es", fair},
    {"nn", "nb", "nno-nob", good},  {"nb", "nn", "nob-nno", good},     {"da", "nb", "dan-nob", fair},
    {"nb", "da", "nob-dan", fair},  {"da", "nn", "dan-nno", fair},     {"sv", "da", "swe-dan", fair},
    {"da", "sv", "dan-swe", fair},  {"sv", "nb", "swe-nob", fair},     {"nb", "sv", "nob-swe", fair},
    {"nl", "af", "nld-afr", fair},  {"af", "nl", "afr-nld", fair},     {"mk", "bg", "mkd-bul", fair},
    {"hi", "ur", "hin-urd", rough}, {"ur", "hi", "urd-hin", rough},    {"es", "en", "spa-eng", rough},
    {"ca", "en", "cat-eng", rough},
}};

struct Guard {
    char mark;
    std::string_view stand_in;  // full width
};
constexpr std::array<Guard, 3> guards = {{{'*', "\xEF\xBC\x8A"}, {'#', "\xEF\xBC\x83"}, {'@', "\xEF\xBC\xA0"}}};

bool holds_stand_in(std::string_view text) {
    return std::ranges::any_of(guards, [&](const Guard& g) { return text.find(g.stand_in) != std::string_view::npos; });
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

struct Work {
    const LanguagePair& pair;
    const std::stop_token& stop;
    std::vector<TranslatedSentence>& done;
    std::chrono::microseconds cpu{};
    std::size_t runs = 0;
};

// The sentences `which` of the text, all in one run; halves of them when they do not come back one to one.
Result<> translate_part(Work& work, std::span<const std::size_t> which) {
    if (which.empty() || work.runs >= most_runs) return {};
    ++work.runs;
    std::vector<std::string> originals;
    for (const std::size_t i : which) originals.push_back(work.done[i].original);
    const std::string input = apertium_input(originals);
    const ChildOutput out = TRY(run_child({.program = "apertium",
                                           .arguments = {"-u", "-f", "txt", work.pair.mode},
                                           .input = input,
                                           .time = longest_run,
                                           .most_output = input.size() * 8 + 4096,
                                           .stop = work.stop}));
    work.cpu += out.cpu;
    if (const auto made = apertium_output(out.bytes, which.size())) {
        for (std::size_t i = 0; i < which.size(); ++i) {
            TranslatedSentence& sentence = work.done[which[i]];
            if (auto text = trusted(sentence.original, without_marks((*made)[i]))) {
                sentence.translated = *std::move(text);
                sentence.kept = false;
            }
        }
        return {};
    }
    if (which.size() == 1) return {};
    TRY(translate_part(work, which.first(which.size() / 2)));
    return translate_part(work, which.subspan(which.size() / 2));
}

}  // namespace

std::vector<LanguagePair> apertium_pairs_in(std::string_view listed) {
    std::vector<LanguagePair> pairs;
    std::unordered_set<std::string_view> modes;
    while (!listed.empty() && modes.size() < 4096) {
        const auto end = std::min(listed.find_first_of(" \t\r\n"), listed.size());
        if (end > 0) modes.insert(listed.substr(0, end));
        listed.remove_prefix(std::min(end + 1, listed.size()));
    }
    for (const Listed& known : whitelist)
        if (modes.contains(known.mode))
            pairs.push_back({std::string(known.from), std::string(known.to), std::string(known.mode), known.quality});
    return pairs;
}

std::vector<LanguagePair> apertium_pairs() {
    const auto listed = run_child({.program = "apertium", .arguments = {"-l"}});
    return listed ? apertium_pairs_in(listed->bytes) : std::vector<LanguagePair>();
}

const LanguagePair* pair_for(std::span<const LanguagePair> pairs, std::string_view from, std::string_view to) {
    // What articles and language detectors call Norwegian is Bokmål, as good as always.
    if (primary(from) == "no") from = "nb";
    if (primary(to) == "no") to = "nb";
    const LanguagePair* close = nullptr;
    for (const LanguagePair& pair : pairs) {
        if (pair.from != from && pair.from != primary(from)) continue;
        if (pair.to == to) return &pair;
        if (pair.to == primary(to)) close = &pair;
    }
    return close;
}

std::string apertium_input(std::span<const std::string> sentences) {
    std::string input;
    for (const std::string& sentence : sentences) {
        std::string line = utf8::squeeze(sentence);
        for (const Guard& guard : guards) replace_all(line, std::string_view(&guard.mark, 1), guard.stand_in);
        input += line;
        input += "\n\n";
    }
    return input;
}

std::optional<std::vector<std::string>> apertium_output(std::string_view bytes, std::size_t count) {
    std::vector<std::string> out;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find("\n\n"), bytes.size());
        out.push_back(utf8::squeeze(utf8::repair(bytes.substr(0, end))));
        bytes.remove_prefix(std::min(end + 2, bytes.size()));
        if (out.size() > count + 1) return std::nullopt;
    }
    while (!out.empty() && out.back().empty()) out.pop_back();
    if (out.size() != count) return std::nullopt;
    return out;
}

std::string without_marks(std::string_view translated) {
    std::string text(translated);
    std::erase_if(text, [](char c) { return c == '*' || c == '#' || c == '@'; });
    for (const Guard& guard : guards) replace_all(text, guard.stand_in, std::string_view(&guard.mark, 1));
    return text;
}

Result<Translation> translate_by_apertium(std::span<const std::string> sentences, const LanguagePair& pair,
                                          const std::stop_token& stop) {
    Translation made{.from = pair.from, .to = pair.to, .engine = "Apertium " + pair.mode, .quality = pair.quality};
    std::size_t bytes = 0;
    std::vector<std::size_t> which;
    for (const std::string& sentence : sentences) {
        bytes += sentence.size();
        // What cannot be told from our stand-ins, and what is no sentence, stays as it is.
        const bool sent = !utf8::squeeze(sentence).empty() && !holds_stand_in(sentence);
        if (sent) which.push_back(made.sentences.size());
        made.sentences.push_back({sentence, sentence, true});
    }
    if (bytes > most_bytes || sentences.size() > most_sentences)
        return fail(Fault::too_big,
                    fmt::format("a text of {} bytes in {} sentences is too long to translate; at most {} "
                                "bytes and {} sentences are",
                                bytes, sentences.size(), most_bytes, most_sentences));
    Work work{pair, stop, made.sentences};
    TRY(translate_part(work, which));
    made.cpu = work.cpu;
    return made;
}

}  // namespace octavo::assist
