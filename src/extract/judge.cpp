// Idea: what a block is shows first by itself, then by the company it keeps. The first pass adds up the weights of each
// draft's evidence; the second adds the same evidence, weighed anew, and the first pass's opinion of its neighbours,
// of those in the same element and of those called alike.
//   "Photo: Ana Lima"            first pass -0.4; between two kept paragraphs, in a <figure>       ->  -1.9  out
//   "No," he said.               first pass +0.1; between two kept paragraphs, in the same element ->  +3.2  stays
// A tree ensemble and a neural tagger were the roads not taken: neither can be read, and on some hundred sites the
// first learns the sites. scripts/train_extraction.py makes the weights; checked by tests/extract/judge_test.cpp.
#include "extract/judge.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_map>

#include "base/utf8.hpp"
#include "extract/data.gen.hpp"
#include "extract/text_look.hpp"

namespace octavo::extract {
namespace {

constexpr Feature company_table[] = {
    {"its_score", 12},    {"score_before", 12}, {"score_behind", 12}, {"few_before", 12}, {"few_behind", 12},
    {"same_element", 12}, {"called_alike", 12}, {"kept_before", 6},   {"kept_behind", 6}, {"kind_and_behind", 20},
};
constexpr std::size_t company_count = std::size(company_table);
using Company = std::array<std::uint8_t, company_count>;

std::size_t bins_in(std::span<const Feature> table) {
    std::size_t n = 0;
    for (const Feature& f : table) n += f.bins;
    return n;
}

std::uint8_t bin_of_score(float score) {
    static constexpr float edges[] = {-4, -2.5F, -1.5F, -0.75F, -0.25F, 0.25F, 0.75F, 1.5F, 2.5F, 4};
    return static_cast<std::uint8_t>(std::ranges::upper_bound(edges, score) - std::begin(edges));  // 0..10
}

constexpr std::uint8_t nobody = 11;

std::uint8_t bin_of_share(float share) {
    static constexpr float edges[] = {0.001F, 0.05F, 0.25F, 0.75F, 0.95F};
    return static_cast<std::uint8_t>(std::ranges::upper_bound(edges, share) - std::begin(edges));
}

bool has_text(const Draft& d) { return d.block.type != Block::Type::figure && d.block.type != Block::Type::embed; }

struct Mean {
    float sum = 0;
    float weight = 0;
};

std::vector<Company> company_of(std::span<const Draft> drafts, const std::vector<std::size_t>& said,
                                const std::vector<float>& first, std::span<const Row> rows) {
    std::vector<Company> out(said.size());
    std::unordered_map<Index, Mean> same;
    std::unordered_map<std::string_view, Mean> alike;
    float all = 0;
    const auto weight = [&](std::size_t k) {
        return static_cast<float>(std::min<std::uint32_t>(drafts[said[k]].letters, 400));
    };
    for (std::size_t k = 0; k < said.size(); ++k) {
        const Draft& d = drafts[said[k]];
        const auto clamped = std::clamp(first[k], -5.0F, 5.0F);
        Mean& s = same[d.parent];
        s.sum += clamped * weight(k);
        s.weight += weight(k);
        Mean& a = alike[d.called];
        a.sum += clamped * weight(k);
        a.weight += weight(k);
        if (first[k] > 0) all += weight(k);
    }
    const auto others = [&](const Mean& m, std::size_t k) {
        const float w = m.weight - weight(k);
        if (w < 20) return nobody;
        return bin_of_score((m.sum - std::clamp(first[k], -5.0F, 5.0F) * weight(k)) / w);
    };
    // Labels and buttons between paragraphs are no company.
    std::vector<std::size_t> solid_before(said.size(), said.size());
    std::vector<std::size_t> solid_behind(said.size(), said.size());
    const auto solid = [&](std::size_t k) { return drafts[said[k]].letters >= 20; };
    for (std::size_t k = 1; k < said.size(); ++k) solid_before[k] = solid(k - 1) ? k - 1 : solid_before[k - 1];
    for (std::size_t k = said.size(); k-- > 1;) solid_behind[k - 1] = solid(k) ? k : solid_behind[k];
    float passed = 0;
    for (std::size_t k = 0; k < said.size(); ++k) {
        const auto mean = [&](const std::vector<std::size_t>& chain) {
            float sum = 0;
            float heavy = 0;
            std::size_t j = chain[k];
            for (int step = 0; step < 4 && j < said.size(); ++step, j = chain[j]) {
                sum += std::clamp(first[j], -5.0F, 5.0F) * weight(j);
                heavy += weight(j);
            }
            return heavy > 0 ? bin_of_score(sum / heavy) : nobody;
        };
        const auto one = [&](std::size_t j) { return j < said.size() ? bin_of_score(first[j]) : nobody; };
        Company& c = out[k];
        c[0] = bin_of_score(first[k]);
        c[1] = one(solid_before[k]);
        c[2] = one(solid_behind[k]);
        c[3] = mean(solid_before);
        c[4] = mean(solid_behind);
        c[5] = others(same[drafts[said[k]].parent], k);
        c[6] = others(alike[drafts[said[k]].called], k);
        c[7] = bin_of_share(all > 0 ? passed / all : 0);
        if (first[k] > 0) passed += weight(k);
        c[8] = bin_of_share(all > 0 ? (all - passed) / all : 0);
        const auto rough = static_cast<std::uint8_t>(std::min<int>(rows[said[k]][0], 4));
        const auto next = solid_behind[k] < said.size() ? first[solid_behind[k]] : -9.0F;
        c[9] = static_cast<std::uint8_t>(rough * 4 + (next < -1 ? 0 : next < 0 ? 1 : next < 1.5F ? 2 : 3));
    }
    return out;
}

// What its publisher calls furniture, or what stands in a box with a linked headline, must speak for itself.
constexpr float doubt = 1.0F;

bool stays(const Draft& d, float score, const BlockContext& context) {
    const Index c = context.choice.container;
    const bool inside = c && d.at >= c && d.at < context.outline.items[c].end;
    if (d.never) return false;
    // A picture stays where the body is, and so does a program.
    if (!has_text(d) || d.block.type == Block::Type::code) return inside && !d.doubtful && !d.teaser;
    return score > (d.doubtful || d.teaser ? doubt : 0.0F);
}

}  // namespace

std::span<const Feature> company_features() { return company_table; }

Model Model::read(std::string_view text) {
    Model model;
    const auto own = features();
    const std::size_t sizes[] = {bins_in(own), bins_in(own) + bins_in(company_table)};
    for (int pass = 0; pass < 2; ++pass) model.weights_[pass].assign(sizes[pass], 0.0F);
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto word = [&] {
            const auto from = std::min(line.find_first_not_of(' '), line.size());
            line.remove_prefix(from);
            const auto to = std::min(line.find(' '), line.size());
            const auto found = line.substr(0, to);
            line.remove_prefix(to);
            return found;
        };
        if (line.empty() || line.front() == '#') continue;
        const auto pass_word = word();
        const auto name = word();
        std::vector<float> values;
        for (auto w = word(); !w.empty(); w = word()) {
            float value = 0;
            std::from_chars(w.data(), w.data() + w.size(), value);
            values.push_back(value);
        }
        const int pass = pass_word == "2" ? 1 : 0;
        if (name == "bias" && values.size() == 1) {
            model.bias_[pass] = values[0];
            continue;
        }
        std::size_t at = 0;
        bool found = false;
        const auto look = [&](std::span<const Feature> table) {
            for (const Feature& f : table) {
                if (!found && f.name == name && f.bins == values.size()) {
                    std::ranges::copy(values, model.weights_[pass].begin() + static_cast<std::ptrdiff_t>(at));
                    found = true;
                }
                at += f.bins;
            }
        };
        look(own);
        if (pass == 1) look(company_table);
        model.faults += !found;
    }
    return model;
}

const Model& Model::own() {
    static const Model model = read(data::extract_weights_txt());
    return model;
}

float Model::weigh(int pass, const Row& row, std::span<const std::uint8_t> company) const {
    const auto& weights = weights_[pass];
    float sum = bias_[pass];
    std::size_t at = 0;
    std::size_t i = 0;
    for (const Feature& f : features()) {
        sum += weights[at + row[i++]];
        at += f.bins;
    }
    i = 0;
    for (const std::uint8_t bin : company) {
        sum += weights[at + bin];
        at += company_table[i++].bins;
    }
    return sum;
}

std::vector<float> scores_of(std::span<const Draft> drafts, std::span<const Row> rows, const Model& model) {
    std::vector<std::size_t> said;
    for (std::size_t i = 0; i < drafts.size(); ++i)
        if (has_text(drafts[i])) said.push_back(i);
    std::vector<float> first(said.size());
    for (std::size_t k = 0; k < said.size(); ++k) first[k] = model.weigh(0, rows[said[k]], {});
    const auto company = company_of(drafts, said, first, rows);
    std::vector<float> out(drafts.size(), 0.0F);
    for (std::size_t k = 0; k < said.size(); ++k) out[said[k]] = model.weigh(1, rows[said[k]], company[k]);
    return out;
}

// Who said it goes with what was said: the short lines of a quote stay or go with the longest of its paragraphs.
static void keep_quotes_whole(std::span<const Draft> drafts, std::vector<float>& scores) {
    constexpr std::uint32_t short_line = 100;
    for (std::size_t from = 0; from < drafts.size();) {
        std::size_t to = from + 1;
        while (to < drafts.size() && drafts[from].quoted && drafts[to].quoted == drafts[from].quoted) ++to;
        std::size_t longest = from;
        for (std::size_t i = from; i < to; ++i)
            if (has_text(drafts[i]) && drafts[i].letters > drafts[longest].letters) longest = i;
        for (std::size_t i = from; i < to; ++i)
            if (drafts[i].letters < short_line) scores[i] = scores[longest];
        from = to;
    }
}

// Outside the container the standfirst is often taken for a teaser. Where the page's own description says the same, and
// nothing that stays does, it is the article's.
static void keep_standfirst(std::span<const Draft> drafts, std::span<const Row> rows, std::vector<float>& scores,
                            const BlockContext& context) {
    const std::string said = bare_letters(utf8::lower(utf8::cut(context.description, 60)));
    if (said.size() < 30) return;
    for (std::size_t i = 0; i < drafts.size(); ++i)
        if (has_text(drafts[i]) && scores[i] > doubt &&
            bare_letters(utf8::lower(drafts[i].block.text.substr(0, 400))).contains(said))
            return;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const Draft& d = drafts[i];
        if (!has_text(d) || !is_told_standfirst(rows[i]) || d.never || d.card || d.teaser) continue;
        scores[i] = std::max(scores[i], doubt + 1);
        return;
    }
}

void judge(std::vector<Draft>& drafts, const BlockContext& context, const Model& model) {
    const auto rows = evidence_of(drafts, context);
    auto scores = scores_of(drafts, rows, model);
    keep_quotes_whole(drafts, scores);
    keep_standfirst(drafts, rows, scores, context);
    std::vector<bool> in(drafts.size());
    for (std::size_t i = drafts.size(); i-- > 0;) {
        const Draft& d = drafts[i];
        in[i] = stays(d, scores[i], context);
        // In a box that was swept out, a heading goes with what it heads.
        if (in[i] && d.doubtful && d.block.type == Block::Type::heading && i + 1 < drafts.size() &&
            drafts[i + 1].parent == d.parent)
            in[i] = in[i + 1];
    }
    std::vector<Draft> kept;
    kept.reserve(drafts.size());
    Index gone = 0;  // a teaser whose headline is out: its few words go with it
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        Draft& d = drafts[i];
        if (d.teaser && !in[i] && d.block.type == Block::Type::heading) gone = d.teaser;
        if (in[i] && !(gone && d.teaser == gone && d.letters < 200)) kept.push_back(std::move(d));
    }
    drafts = std::move(kept);
}

}  // namespace octavo::extract
