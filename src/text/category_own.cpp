// Learns from an archive's own desks, and proves it before it is taken.
//
// Idea: publishers file most of their articles under a desk (/sport/, "Wirtschaft"), so an archive is full of labelled
// rows in its own languages and on its own subjects. An own model learns from their words and is added to the shipped
// one, which knows less of this archive and more of everything else:
//
//   shipped   sports 0.3   business 0.5   world 0.2        "Saracens sign prop"
//   own       sports +2    business -1    (world: no row)
//   together  sports 0.74  business 0.06  world 0.2        what own knows is shared out anew, the rest stays
//
// An archive files most of its articles under one or two desks. Learnt as they come, the lesson would be to say these
// ("politics" of four rows in five): so a label that has more than three times the rows of the middle one weighs no
// more than three times as much.
//
// It is taken when it mends more than it spoils, beyond chance, on publishers it has not seen, and when no label is
// found much more seldom than before: each fifth of the publishers is held out in turn. By articles instead, a paper's
// own phrases and its wire copies would stand on both sides and prove anything. Road not taken: raising the shipped
// model's weights, after which nobody can take the lesson back. Checked by tests/text/category_own_test.cpp and
// tests/pipeline/own_categories_test.cpp.
#include "text/category_own.hpp"

#include <set>

#include "text/category_words.hpp"

namespace octavo::text {
namespace {

constexpr std::array shares = {0.25F, 0.5F, 1.0F, 2.0F};
constexpr float certainty = 1.64F;  // standard deviations: one in twenty by chance
constexpr std::size_t most_of_median = 3;

struct Score {
    std::size_t right = 0, mended = 0, spoilt = 0;
    std::map<std::string, std::array<std::size_t, 3>> labels;  // right, said, true

    void count(const std::string& is, const std::string& said, const std::string& by_shipped) {
        ++labels[is][2];
        ++labels[said][1];
        if (said == is) {
            ++right;
            ++labels[is][0];
        }
        mended += said == is && by_shipped != is ? 1 : 0;
        spoilt += said != is && by_shipped == is ? 1 : 0;
    }
    // By how much the recall of a label is under what it was before, at most, and of which.
    std::pair<double, std::string> fall(const Score& before) const {
        std::pair<double, std::string> worst{0, {}};
        for (const auto& [label, n] : before.labels) {
            if (n[2] == 0) continue;
            const auto now = labels.find(label);
            const auto lost = static_cast<double>(n[0]) - static_cast<double>(now == labels.end() ? 0 : now->second[0]);
            worst = std::max(worst, std::pair(lost / static_cast<double>(n[2]), label));
        }
        return worst;
    }
    OwnFigures figures(std::size_t rows) const {
        double sum = 0;
        std::size_t there = 0;
        for (const auto& [label, n] : labels) {
            if (n[2] == 0) continue;  // said, but of no row
            ++there;
            sum += 2.0 * static_cast<double>(n[0]) / static_cast<double>(n[1] + n[2]);
        }
        return {static_cast<double>(right) / static_cast<double>(rows), sum / static_cast<double>(there)};
    }
};

// Labels of few rows, or of one publisher, are left out: what is known of them is that publisher.
void drop_rare_labels(DeskRows& rows, const OwnSettings& settings) {
    std::map<std::string, std::pair<std::size_t, std::set<std::string_view>>> labels;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        auto& [n, publishers] = labels[rows.rows[i].label];
        ++n;
        if (publishers.size() < 2) publishers.insert(rows.publishers[i]);
    }
    std::size_t kept = 0;
    std::vector<bool> keeps(rows.rows.size());
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const auto& [n, publishers] = labels[rows.rows[i].label];
        keeps[i] = n >= settings.least_of_label && publishers.size() >= 2;
    }
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        if (!keeps[i]) continue;
        if (kept != i) {
            rows.rows[kept] = std::move(rows.rows[i]);
            rows.publishers[kept] = std::move(rows.publishers[i]);
        }
        ++kept;
    }
    rows.rows.resize(kept);
    rows.publishers.resize(kept);
}

// What each row counts when it is learnt from.
std::vector<float> shares_of_labels(const DeskRows& rows, const std::map<std::string, std::size_t>& labels) {
    std::vector<std::size_t> sizes;
    for (const auto& [label, n] : labels) sizes.push_back(n);
    std::ranges::sort(sizes);
    const std::size_t most = sizes.empty() ? 0 : most_of_median * sizes[(sizes.size() - 1) / 2];
    std::vector<float> out;
    for (const LabelledText& row : rows.rows) {
        const std::size_t n = labels.at(row.label);
        out.push_back(n > most ? static_cast<float>(most) / static_cast<float>(n) : 1.0F);
    }
    return out;
}

// The fold of each row: whole publishers, the biggest first, each into what is the smallest fold by then.
std::vector<std::size_t> folds_of(const DeskRows& rows, std::size_t folds) {
    std::map<std::string_view, std::size_t> sizes;
    for (const std::string& publisher : rows.publishers) ++sizes[publisher];
    std::vector<std::pair<std::string_view, std::size_t>> order(sizes.begin(), sizes.end());
    std::ranges::stable_sort(order, std::ranges::greater{}, [](const auto& each) { return each.second; });
    std::vector<std::size_t> filled(folds);
    std::map<std::string_view, std::size_t> fold;
    for (const auto& [publisher, n] : order) {
        const auto smallest = static_cast<std::size_t>(std::ranges::min_element(filled) - filled.begin());
        fold[publisher] = smallest;
        filled[smallest] += n;
    }
    std::vector<std::size_t> out;
    for (const std::string& publisher : rows.publishers) out.push_back(fold[publisher]);
    return out;
}

const std::string& best_of(const CategoryModel& model, std::span<const float> sums) {
    const auto labels = sums.first(model.labels().size());
    return model.labels()[static_cast<std::size_t>(std::ranges::max_element(labels) - labels.begin())];
}

struct Scores {
    Score shipped;
    std::array<Score, shares.size()> together;

    void count(const LabelledText& row, const CategoryModel& model, const CategoryModel* own) {
        const ToSort article{row.title, row.text, {}, row.language, {}};
        const auto alone = model.weigh(article);
        const auto said = own != nullptr ? own->weigh(article) : CategoryModel::Weighed{};
        const std::string& before = best_of(model, alone.sums);
        shipped.count(row.label, before, before);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            auto sums = alone.sums;
            if (!said.blind) add_own(sums, model, *own, said.sums, shares[i]);
            together[i].count(row.label, best_of(model, sums), before);
        }
    }
};

// Absent where what is left has one label: the shipped model stands alone then.
std::optional<CategoryModel> learn_without(std::vector<LabelledText>& rows, std::span<const float> counts,
                                           std::span<const std::size_t> folds, std::size_t held_out,
                                           const TrainSettings& settings) {
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].weight = folds[i] == held_out ? 0.0F : counts[i];
    const auto bytes = train_category(rows, settings);
    if (!bytes) return std::nullopt;
    auto model = CategoryModel::read(*bytes);
    return model ? std::optional(std::move(*model)) : std::nullopt;
}

// The share that is best on what was held out, of those that spoil no label; of all, where each spoils one.
void choose(const Scores& scores, OwnLearnt& learnt) {
    learnt.shipped = scores.shipped.figures(learnt.rows);
    std::pair<bool, double> best{false, -1};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const OwnFigures figures = scores.together[i].figures(learnt.rows);
        const auto [fall, label] = scores.together[i].fall(scores.shipped);
        const std::pair rank{fall <= most_fall_of_a_label, figures.accuracy + figures.macro_f1};
        if (rank <= best) continue;
        best = rank;
        learnt.fall = fall;
        learnt.fallen = label;
        learnt.together = figures;
        learnt.share = shares[i];
        learnt.mended = scores.together[i].mended;
        learnt.spoilt = scores.together[i].spoilt;
    }
}

bool is_surely_better(const OwnLearnt& learnt) {
    const auto changed = static_cast<float>(learnt.mended + learnt.spoilt);
    const float gain = static_cast<float>(learnt.mended) - static_cast<float>(learnt.spoilt);
    return learnt.fall <= most_fall_of_a_label && gain > certainty * std::sqrt(changed) &&
           learnt.together.macro_f1 >= learnt.shipped.macro_f1;
}

}  // namespace

std::string_view learnt_part(std::string_view text) { return category_lead(text); }

void add_own(std::span<float> sums, const CategoryModel& model, const CategoryModel& own, std::span<const float> said,
             float share) {
    std::vector<std::pair<std::size_t, float>> moves;
    for (std::size_t c = 0; c < model.labels().size(); ++c)
        if (const auto at = std::ranges::find(own.labels(), model.labels()[c]); at != own.labels().end())
            moves.emplace_back(c, said[static_cast<std::size_t>(at - own.labels().begin())] * share);
    if (moves.size() < 2) return;
    // The logarithm of what they have together.
    const auto together = [&] {
        float top = sums[moves.front().first];
        for (const auto& move : moves) top = std::max(top, sums[move.first]);
        float all = 0;
        for (const auto& move : moves) all += std::exp(sums[move.first] - top);
        return top + std::log(all);
    };
    const float before = together();
    for (const auto& [c, by] : moves) sums[c] += by;
    const float beyond = together() - before;
    for (const auto& move : moves) sums[move.first] -= beyond;
}

Result<OwnLearnt> learn_own(DeskRows rows, const CategoryModel& shipped, const OwnSettings& settings,
                            const std::function<void(std::size_t, std::size_t)>& progress) {
    drop_rare_labels(rows, settings);
    OwnLearnt learnt;
    learnt.rows = rows.rows.size();
    for (const LabelledText& row : rows.rows) ++learnt.labels[row.label];
    learnt.publishers = std::set<std::string_view>(rows.publishers.begin(), rows.publishers.end()).size();
    if (learnt.rows < settings.least_rows || learnt.labels.size() < settings.least_labels ||
        learnt.publishers < settings.least_publishers)
        return fail(
            Fault::refused,
            fmt::format("train category: too little to learn from. There are {} articles under {} desks of {} "
                        "publishers (a desk counts with {} articles of two publishers); it takes {} under {} of "
                        "{}. Take in more, or learn from labelled rows: --from JSONL --model FILE",
                        learnt.rows, learnt.labels.size(), learnt.publishers, settings.least_of_label,
                        settings.least_rows, settings.least_labels, settings.least_publishers));
    const auto counts = shares_of_labels(rows, learnt.labels);
    const std::size_t parts = std::min(settings.folds, learnt.publishers);
    const auto folds = folds_of(rows, parts);
    const auto tell = [&](std::size_t done) {
        if (progress) progress(done, parts + 1);
    };
    Scores scores;
    for (std::size_t part = 0; part < parts; ++part) {
        tell(part);
        const auto own = learn_without(rows.rows, counts, folds, part, settings.train);
        for (std::size_t i = 0; i < rows.rows.size(); ++i)
            if (folds[i] == part) scores.count(rows.rows[i], shipped, own ? &*own : nullptr);
    }
    tell(parts);
    choose(scores, learnt);
    if (is_surely_better(learnt)) {
        for (std::size_t i = 0; i < rows.rows.size(); ++i) rows.rows[i].weight = counts[i];
        TrainSettings all = settings.train;
        all.scale = learnt.share;
        learnt.model = TRY(train_category(rows.rows, all));
    }
    tell(parts + 1);
    return learnt;
}

}  // namespace octavo::text
