// Idea: each draft is looked at from five sides: what it is (its kind, length, links, punctuation, words), where it
// stands (in which of the candidates for the body, how near to it, how far down), what it is called (class words of
// its element and those around), who stands beside it, and what the page's own data says of it. Every observation is
// cut into a few bins, so that the model that adds them up stays linear and its weights readable:
//   "Sign up for our newsletter"   kind=paragraph letters=20-40 invitation=yes near.furniture=yes  ->  out
// Learnt features (hashed words, embeddings) were the road not taken: they learn the sites they are trained on.
// Names of the bins are in data/README.md. Checked by tests/extract/judge_test.cpp.
#include "extract/evidence.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "base/dates.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "extract/feature_names.hpp"
#include "extract/text_look.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

std::uint8_t kind_of(const Draft& d) {
    switch (d.block.type) {
        case Block::Type::heading:
            return d.block.level <= 2 ? 2 : 3;
        case Block::Type::list:
            return d.block.level == 1 ? 5 : 4;
        case Block::Type::quote:
            return 6;
        case Block::Type::code:
            return 7;
        case Block::Type::table:
            return 8;
        default:
            return d.paragraph ? 0 : 1;
    }
}

// Paragraph, loose text, heading, list or table or the like.
std::uint8_t rough_kind(const Draft& d) {
    const auto k = kind_of(d);
    return k == 0 || k == 6 ? 0 : k == 1 ? 1 : k <= 3 ? 2 : 3;
}

std::uint8_t link_bin(const Draft& d) {
    if (d.link == 0 || d.letters == 0) return 0;
    return static_cast<std::uint8_t>(1 + bin_of(std::uint64_t{d.link} * 100 / d.letters, {10, 25, 50, 75, 95}));
}

std::string_view shown(const Draft& d) {
    return d.block.type == Block::Type::list && !d.block.items.empty() ? std::string_view(d.block.items.front())
                                                                       : std::string_view(d.block.text);
}

std::uint64_t signature_of(const Item& item) {
    return mix64(std::hash<std::string_view>{}(item.node.classes()) + item.tag * 0x9E3779B97F4A7C15U);
}

class Gatherer {
  public:
    Gatherer(std::span<const Draft> drafts, const BlockContext& context)
        : drafts_(drafts), context_(context), items_(context.outline.items), choice_(context.choice) {}

    std::vector<Row> rows() {
        survey();
        std::vector<Row> out(drafts_.size());
        std::uint32_t passed = 0;
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            const Draft& d = drafts_[i];
            if (!has_text(d)) continue;
            Row& row = out[i];
            words(d, row);
            names(d, row);
            standing(d, row);
            row[from_top] = distance(passed, inside(d));
            if (passed == 0) row[summing_up] = sums_up(d, row);
            if (inside(d)) passed += d.letters;
            row[from_bottom] = distance(letters_inside_ - std::min(letters_inside_, passed), inside(d));
        }
        company(out);
        return out;
    }

  private:
    static bool has_text(const Draft& d) {
        return d.block.type != Block::Type::figure && d.block.type != Block::Type::embed;
    }
    bool within(Index outer, Index at) const { return outer && at >= outer && at < items_[outer].end; }
    bool inside(const Draft& d) const { return within(choice_.container, d.at); }

    struct Alike {
        std::uint32_t count = 0;
        std::uint32_t letters = 0;
        std::uint32_t link = 0;
    };

    // What takes the whole page to see.
    void survey() {
        for (const Draft& d : drafts_) {
            if (!has_text(d)) continue;
            if (inside(d)) letters_inside_ += d.letters;
            Alike& alike = alike_[signature_of(items_[d.at])];
            ++alike.count;
            alike.letters += d.letters;
            alike.link += d.link;
            letters_in_p_ += inside(d) && d.paragraph ? d.letters : 0;
            Alike& crowd_here = crowds_[d.parent];
            ++crowd_here.count;
            crowd_here.letters += d.letters;
            crowd_here.link += d.link;
            ++copies_[std::hash<std::string_view>{}(shown(d))];
        }
        for (Index i = 1; i < items_.size() && !h1_; ++i)
            if (items_[i].tag == LXB_TAG_H1 && !items_[i].skipped && items_[i].text > 0) h1_ = i;
        title_ = utf8::lower(utf8::squeeze(utf8::cut(context_.title, 1000)));
        description_ = utf8::lower(utf8::squeeze(utf8::cut(context_.description, 1000)));
    }

    static std::uint8_t distance(std::uint32_t letters, bool is_inside) {
        return is_inside ? static_cast<std::uint8_t>(1 + bin_of(letters, {1, 100, 300, 800, 2000, 5000})) : 0;
    }

    // A standfirst: between headline and text, called so or said by the page's data.
    std::uint8_t sums_up(const Draft& d, const Row& row) const {
        if (d.letters < 25 || d.letters > 450 || d.block.type == Block::Type::list || row[near_caption]) return 0;
        const bool above = choice_.container && d.at < choice_.container;
        if (above && (h1_ == 0 || d.at < h1_)) return 0;
        if (!above && !inside(d)) return 0;
        bool called = false;
        int step = 0;
        for (Index i = d.at; i != 0 && i != choice_.container && step < 3; i = items_[i].parent, ++step)
            called |= (items_[i].meaning & standfirst) != 0;
        return static_cast<std::uint8_t>(1 + (row[description] ? 1 : 0) + (called ? 2 : 0) + (above ? 4 : 0));
    }

    // What it says.
    void words(const Draft& d, Row& row) {
        const std::string_view text = shown(d);
        const auto rough = rough_kind(d);
        row[kind] = kind_of(d);
        const auto size = bin_of(d.letters, {5, 10, 20, 35, 60, 100, 160, 260, 450, 900});
        row[letters_by_kind] = static_cast<std::uint8_t>(rough * 11 + size);
        row[links_by_kind] = static_cast<std::uint8_t>(rough * 7 + link_bin(d));
        row[ending_by_length] = static_cast<std::uint8_t>(ending(text) * 3 + bin_of(d.letters, {40, 120}));
        const std::uint64_t marks = stops_in(text);
        row[stops] = d.letters == 0 ? std::uint8_t{0} : bin_of(marks * 1000 / d.letters, {1, 12, 30});
        row[start] = beginning(text);
        row[signs] = odd_signs(text, d.letters);
        row[invitation] = static_cast<std::uint8_t>(is_invitation(text)        ? (d.link ? 2 : 1)
                                                    : is_related_heading(text) ? 3
                                                                               : 0);
        row[scrap] = d.scrap;
        row[card] = static_cast<std::uint8_t>((d.card ? 1 : 0) + (d.teaser ? 2 : 0));
        const auto found = copies_.find(std::hash<std::string_view>{}(text));
        row[doubles] = found == copies_.end() || found->second < 2 ? std::uint8_t{0}
                       : found->second == 2                        ? std::uint8_t{1}
                                                                   : std::uint8_t{2};
        row[title_case] = capitals(text);
        row[swept] = static_cast<std::uint8_t>(d.doubtful ? 1 + bin_of(d.letters, {40, 100, 200}) : 0);
        if (d.letters < 500) {
            const TellTale tale = tell_tale(text);
            row[picture_credit] = static_cast<std::uint8_t>(tale.credit ? (d.letters < 60 ? 1 : 2) : 0);
            row[house_words] = static_cast<std::uint8_t>(
                tale.house ? 1 + std::min(tale.house - 1, 1) * 4 + bin_of(d.letters, {50, 120, 220}) : 0);
        }
        row[is_date] = d.letters < 60 && parse_date(text).has_value();
        for (const std::string& name : context_.authors)
            if (name.size() > 3 && text.substr(0, 500).find(name) != std::string_view::npos)
                row[names_author] = d.letters < 80 ? 1 : 2;
        against_data(d, text, row);
    }

    // Against what the page says of itself. Capped, since each look reads all of it.
    static constexpr std::size_t most_said = 64u << 10;
    static constexpr std::size_t most_compared = 1000;
    void against_data(const Draft& d, std::string_view text, Row& row) {
        if (d.letters < 400) {
            const std::string lowered = utf8::lower(text);
            if (!title_.empty()) {
                if (lowered == title_)
                    row[title] = 1;
                else if (lowered.size() > 12 && (title_.starts_with(lowered) || lowered.starts_with(title_)))
                    row[title] = 2;
                else if (lowered.size() > 12 && lowered.find(title_) != std::string::npos)
                    row[title] = 3;
            }
            if (description_.size() > 20 && lowered.size() > 20) {
                const auto front = utf8::cut(description_, 40);
                if (lowered == description_)
                    row[description] = 1;
                else if (lowered.starts_with(front))
                    row[description] = 2;
                else if (description_.find(utf8::cut(lowered, 40)) != std::string::npos)
                    row[description] = 3;
            }
        }
        if (context_.said.size() < 200 || context_.said.size() > most_said || ++compared_ > most_compared) return;
        const auto piece = utf8::cut(text.substr(0, 60), 40);
        const bool in = context_.said.find(piece) != std::string_view::npos;
        row[said] = static_cast<std::uint8_t>(d.letters < 40 ? (in ? 1 : 2) : (in ? 3 : 4));
    }

    // What it and those around it are called.
    void names(const Draft& d, Row& row) const {
        int step = 0;
        for (Index i = d.at; i != 0 && step < 30; i = items_[i].parent, ++step) {
            const Item& item = items_[i];
            const bool near = step < 3;
            const bool hidden = item.hidden;
            if (near) {
                if (item.meaning & furniture)
                    row[near_furniture] = std::max<std::uint8_t>(row[near_furniture], step == 0 ? 2 : 1);
                if (item.meaning & comments) row[near_comments] = 1;
                if (item.meaning & credit_line)
                    row[near_credit] = std::max<std::uint8_t>(row[near_credit], step == 0 ? 2 : 1);
                if (item.meaning & caption)
                    row[near_caption] = std::max<std::uint8_t>(row[near_caption], step == 0 ? 2 : 1);
                if (item.meaning & pay_wall) row[near_wall] = 1;
                if (hidden) row[near_concealed] = 1;
                if (item.named) row[near_body] = 1;
            } else {
                // Around the container, names say little of what is in it.
                const bool apart = !(d.at >= i && within(i, choice_.container));
                if (!apart) break;
                if (item.meaning & furniture)
                    row[far_furniture] = std::max<std::uint8_t>(row[far_furniture], step < 6 ? 2 : 1);
                if (item.meaning & comments) row[far_comments] = 1;
                if (item.meaning & credit_line) row[far_credit] = 1;
                if (item.meaning & pay_wall) row[far_wall] = 1;
                if (hidden) row[far_concealed] = 1;
            }
            tag_of(item.tag, row);
        }
    }

    static void tag_of(std::uint16_t tag, Row& row) {
        if (row[tag_around]) return;
        switch (tag) {
            case LXB_TAG_ASIDE:
                row[tag_around] = 1;
                break;
            case LXB_TAG_FOOTER:
                row[tag_around] = 2;
                break;
            case LXB_TAG_HEADER:
                row[tag_around] = 3;
                break;
            case LXB_TAG_NAV:
            case LXB_TAG_MENU:
                row[tag_around] = 4;
                break;
            case LXB_TAG_FORM:
            case LXB_TAG_FIELDSET:
                row[tag_around] = 5;
                break;
            case LXB_TAG_FIGURE:
                row[tag_around] = 6;
                break;
            case LXB_TAG_LI:
                row[tag_around] = 7;
                break;
            case LXB_TAG_TD:
            case LXB_TAG_TH:
                row[tag_around] = 8;
                break;
            case LXB_TAG_ADDRESS:
            case LXB_TAG_DETAILS:
                row[tag_around] = 9;
                break;
            case LXB_TAG_A:
                row[tag_around] = 10;
                break;
            default:
                break;
        }
    }

    // Where it stands.
    void standing(const Draft& d, Row& row) const {
        const Index c = choice_.container;
        const Index parent = d.parent;
        if (c == 0) {
            row[place] = 12;
        } else if (inside(d)) {
            int below = 0;
            for (Index i = parent; i > c && below < 4; i = items_[i].parent) ++below;
            row[place] = static_cast<std::uint8_t>(below);  // 0..4
        } else {
            int above = 0;  // how far up the two meet
            Index up = c;
            while (up && !(d.at >= up && d.at < items_[up].end)) {
                up = items_[up].parent;
                ++above;
            }
            const bool before = d.at < c;
            row[place] =
                static_cast<std::uint8_t>((before ? 5 : 8) + std::clamp(above - 1, 0, 2) + (!before && above > 4));
        }
        if (choice_.by_name) {
            const bool in = within(choice_.by_name, d.at);
            const auto share = bin_of(choice_.named_share, {35, 60, 85});
            row[by_name] = static_cast<std::uint8_t>(in ? 1 + share : 5 + share);
            if (!in && d.at < choice_.by_name) row[by_name] = 9;
        }
        if (choice_.article) {
            const bool in = within(choice_.article, d.at);
            const auto share = bin_of(choice_.article_share, {50, 85});
            row[by_article] = static_cast<std::uint8_t>(in ? 1 + share : 4 + share);
        }
        const std::uint64_t all = std::max<std::uint32_t>(1, items_[c].prose);
        const std::uint64_t beside = items_[parent].prose;
        row[siblings] = bin_of(beside * 100 / all, {1, 5, 20, 50, 90});
        row[cousins] = bin_of(std::uint64_t{items_[items_[parent].parent].prose} * 100 / all, {1, 5, 20, 50, 90});
        if (h1_) {
            const bool behind = d.at > h1_;
            const bool beyond = c && h1_ > c;
            row[headline] = static_cast<std::uint8_t>(1 + (behind ? 1 : 0) + (beyond ? 2 : 0));
        }
        const auto found = alike_.find(signature_of(items_[d.at]));
        if (found != alike_.end()) {
            const Alike& a = found->second;
            row[like_it] =
                static_cast<std::uint8_t>(bin_of(a.count, {2, 4, 9}) * 4 + bin_of(a.letters / a.count, {30, 80, 160}));
            row[link_company] =
                a.letters ? bin_of(std::uint64_t{a.link} * 100 / a.letters, {5, 20, 50, 80}) : std::uint8_t{0};
        }
        const int where = row[place] == 12 ? 3 : row[place] < 5 ? 0 : row[place] < 8 ? 1 : 2;
        const bool solid = d.letters >= 100 && d.link * 4 < d.letters;
        row[place_by_kind] = static_cast<std::uint8_t>(rough_kind(d) * 8 + where * 2 + (solid ? 1 : 0));
        row[place_by_headline] = static_cast<std::uint8_t>(where * 4 + (row[headline] ? row[headline] - 1 : 0));
        if (!d.paragraph && d.block.type == Block::Type::paragraph)
            row[loose] = static_cast<std::uint8_t>(
                1 + bin_of(std::uint64_t{letters_in_p_} * 100 / std::max(1U, letters_inside_), {30, 75}));
        const auto here = crowds_.find(d.parent);
        if (here != crowds_.end()) {
            const Alike& a = here->second;
            row[crowd] = static_cast<std::uint8_t>(bin_of(a.count, {2, 3, 6, 13}) * 4 +
                                                   bin_of(a.letters / a.count, {30, 80, 160}));
            row[crowd_links] =
                a.letters ? bin_of(std::uint64_t{a.link} * 100 / a.letters, {5, 20, 50, 80}) : std::uint8_t{0};
        }
        const auto density = [&](Index i) {
            const Item& item = items_[i];
            return item.text ? static_cast<std::uint8_t>(
                                   1 + bin_of(std::uint64_t{item.prose} * 100 / item.text, {1, 30, 60, 85}))
                             : std::uint8_t{0};
        };
        row[prose_around] = density(d.parent);
        row[prose_farther] = density(items_[d.parent].parent);
        row[depth_step] = bin_of(items_[d.at].end - d.at, {2, 4, 8, 20});
    }

    // Those before and behind it: kind and length, links.
    static std::uint8_t neighbour(const Draft& d) {
        const auto linked = d.link * 2 > d.letters;
        const auto size = bin_of(d.letters, {40, 140});
        return static_cast<std::uint8_t>(1 + rough_kind(d) * 3 + (linked ? 0 : size));
    }

    void company(std::vector<Row>& rows) const {
        const Draft* last = nullptr;
        Index box = 0;  // what holds a heading over other articles
        std::size_t since = 0;
        std::size_t previous = 0;
        bool picture = false;
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            const Draft& d = drafts_[i];
            if (!has_text(d)) {
                picture = true;
                if (last)
                    rows[previous][beside_picture] = static_cast<std::uint8_t>(rows[previous][beside_picture] | 2);
                continue;
            }
            if (picture) rows[i][beside_picture] = static_cast<std::uint8_t>(rows[i][beside_picture] | 1);
            picture = false;
            if (last) {
                rows[i][before_it] = neighbour(*last);
                rows[previous][behind_it] = neighbour(d);
            }
            if (d.block.type == Block::Type::heading) {
                box = is_related_heading(d.block.text) ? d.parent : 0;
                since = 0;
            } else if (within(box, d.at)) {
                rows[i][under_related] = static_cast<std::uint8_t>(1 + std::min<std::size_t>(since / 2, 2));
                ++since;
            }
            last = &d;
            previous = i;
        }
        runs_of_labels(rows);
        for (std::size_t i = 0; i < drafts_.size(); ++i)
            if (rows[i][beside_picture] && drafts_[i].letters >= 160) rows[i][beside_picture] += 3;
    }

    // Labels of a chart, settings of a player, cells of a grid: many of few letters in a row.
    void runs_of_labels(std::vector<Row>& rows) const {
        const auto label = [&](const Draft& d) {
            return has_text(d) && d.letters < 15 && d.block.type != Block::Type::list && stops_in(shown(d)) == 0;
        };
        for (std::size_t from = 0; from < drafts_.size();) {
            if (!label(drafts_[from])) {
                ++from;
                continue;
            }
            std::size_t to = from;
            while (to < drafts_.size() && label(drafts_[to])) ++to;
            for (std::size_t i = from; i < to; ++i) rows[i][short_run] = bin_of(to - from, {1, 2, 4, 8});
            from = to;
        }
    }

    std::span<const Draft> drafts_;
    const BlockContext& context_;
    const std::vector<Item>& items_;
    const Choice& choice_;
    std::uint32_t letters_inside_ = 0;
    Index h1_ = 0;
    std::string title_, description_;
    std::uint32_t letters_in_p_ = 0;
    std::size_t compared_ = 0;
    std::unordered_map<std::uint64_t, Alike> alike_;
    std::unordered_map<Index, Alike> crowds_;
    std::unordered_map<std::size_t, std::uint32_t> copies_;
};

}  // namespace

std::span<const Feature> features() { return feature_table; }

bool is_told_standfirst(const Row& row) {
    return row[summing_up] && (row[description] == 1 || row[description] == 2) && row[title] == 0;
}

std::vector<Row> evidence_of(std::span<const Draft> drafts, const BlockContext& context) {
    return Gatherer(drafts, context).rows();
}

}  // namespace octavo::extract
