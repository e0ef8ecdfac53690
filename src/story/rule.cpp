#include "story/rule.hpp"

#include <charconv>
#include <cmath>

#include "story/rule_data.gen.hpp"

namespace octavo::story {
namespace {

float probability(const Features& weights, const Evidence& evidence) {
    const Features features = features_of(evidence);
    float sum = 0;
    for (std::size_t i = 0; i < features.size(); ++i) sum += weights[i] * features[i];
    return 1 / (1 + std::exp(-std::clamp(sum, -30.0F, 30.0F)));
}

// How far the likeness is over the bar, as a logarithm. The bar rises with the article's length, for long texts share
// more by chance, and falls a little with the story's size, for a bigger story has more ways of being told; likeness
// fades with the story's silence. The numbers were found by hand on whole stories, and the model starts from here.
float margin_of(const Evidence& e) {
    constexpr float of_best = 0.26F, of_second = 0.09F, of_centre = 0.7F;
    constexpr float bar = 0.145F, bar_per_term = 0.013F, bar_per_size = -0.01F, fade_days = 10.4F;
    const float likeness = of_best * e.best + of_second * e.second + of_centre * e.centre;
    const float over = (bar + bar_per_term * std::log(std::max(e.terms, 1.0F) / 10)) *
                       std::max(0.7F, 1 + bar_per_size * std::log2(std::max(e.members, 1.0F)));
    return std::log(std::max(likeness, 0.002F) * std::exp(-e.gap_days / fade_days) / over);
}

std::string_view next_word(std::string_view& line) {
    const auto begin = std::min(line.find_first_not_of(' '), line.size());
    const auto end = std::min(line.find(' ', begin), line.size());
    const auto word = line.substr(begin, end - begin);
    line.remove_prefix(end);
    return word;
}

}  // namespace

// "drift": a big story that lasts for days chains one day's words to the next; neither size nor age alone is a fault.
// Headlines have no drift and no votes: they chain little, and their neighbours are near by a word or two.
Features features_of(const Evidence& e) {
    return {1,
            margin_of(e),
            e.title,
            e.lead,
            e.names,
            e.single,
            std::log1p(e.shared),
            e.headline ? 0.0F : e.votes,
            std::min(e.gap_days, 10.0F),
            std::min(e.span_days, 20.0F),
            e.headline ? 0.0F : std::log2(std::max(e.members, 1.0F)) * std::min(e.span_days, 10.0F),
            e.same_source ? 1.0F : 0.0F,
            e.headline ? 1.0F : 0.0F};
}

const Rule& Rule::shipped() {
    static const Rule rule = [] {
        auto parsed = parse(data::story_rule_txt());
        return parsed ? *parsed : Rule{};  // a test reads the file: it is sound
    }();
    return rule;
}

Result<Rule> Rule::parse(std::string_view text) {
    Rule rule;
    std::array<std::array<bool, feature_names.size()>, 2> seen{};
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        const auto whole = line;
        const auto kind = next_word(line), name = next_word(line), number = next_word(line);
        const auto at = std::ranges::find(feature_names, name);
        float weight = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), weight);
        if ((kind != "join" && kind != "pair") || at == feature_names.end() || read.ec != std::errc{} ||
            !std::isfinite(weight))
            return fail(Fault::malformed, fmt::format("story rule: what is \"{}\"?", whole));
        const auto i = static_cast<std::size_t>(at - feature_names.begin());
        (kind == "join" ? rule.join_ : rule.pair_)[i] = weight;
        seen[kind == "join" ? 0 : 1][i] = true;
    }
    for (std::size_t k = 0; k < seen.size(); ++k)
        for (std::size_t i = 0; i < feature_names.size(); ++i)
            if (!seen[k][i])
                return fail(Fault::malformed,
                            fmt::format("story rule: no weight for {} {}", k == 0 ? "join" : "pair", feature_names[i]));
    return rule;
}

float Rule::join(const Evidence& evidence) const { return probability(join_, evidence); }
float Rule::pair(const Evidence& evidence) const { return probability(pair_, evidence); }

}  // namespace octavo::story
