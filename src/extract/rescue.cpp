// Idea: what a publisher tells search engines is its text without furniture, but often cut, run together or old. So it
// is no body of its own but a check: where the page shows little of it (built by script, a live blog's older posts) it
// takes the body's place, and where the page shows most of it, paragraphs that are missing come back behind the one
// they follow there.
//   data  A B C D      page  A C D          ->  A B C D
//   data  A B C D      page  A x y (an ad)  ->  A x y: too little in common to say that it is the same text
//   data  one long line (its paragraphs lost)  ->  only better than next to nothing
// Checked by tests/extract/page_test.cpp and the pages in tests/data.
#include "extract/rescue.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "extract/text_look.hpp"
#include "extract/vocabulary.hpp"
#include "markup/safe_html.hpp"

namespace octavo::extract {
namespace {

std::vector<Block> paragraphs_of(std::string_view text) {
    std::vector<Block> out;
    // Markup's block ends and plain text's line ends both part paragraphs.
    const std::string plain =
        text.find('<') == std::string_view::npos && text.find('&') == std::string_view::npos ? std::string(text) : [&] {
            std::string lines;
            std::string_view rest = text;
            while (!rest.empty()) {
                const auto end = std::min(rest.find('\n'), rest.size());
                lines += markup::text_of(rest.substr(0, end));
                lines += '\n';
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
            return lines;
        }();
    std::string_view rest = plain;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        std::string line = utf8::squeeze(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty()) continue;
        Block block;
        block.text = std::move(line);
        out.push_back(std::move(block));
    }
    return out;
}

constexpr std::size_t probe = 32;

// Where a paragraph stands in the bare text of the blocks: by a piece of its front, or of its middle where the front is
// written otherwise.
bool stands_in(const std::string& all, const std::string& paragraph) {
    if (all.find(paragraph.substr(0, probe)) != std::string::npos) return true;
    return paragraph.size() > 2 * probe && all.find(paragraph.substr(paragraph.size() / 2, probe)) != std::string::npos;
}

// Puts paragraphs back that the data has and the page lost. The number of them.
std::size_t repair(const std::vector<Block>& said, std::vector<Block>& blocks) {
    constexpr std::size_t most = 400;  // paragraphs looked up; each search is linear
    if (said.size() < 4 || said.size() > most) return 0;
    std::vector<std::string> bare_blocks;
    std::string all;
    for (const Block& b : blocks) {
        std::string text = b.text;
        for (const std::string& item : b.items) text += item;
        bare_blocks.push_back(bare_letters(text));
        all += bare_blocks.back();
    }
    constexpr std::size_t most_text = 200u << 10;
    if (all.size() > most_text) return 0;
    std::vector<std::string> wanted;
    std::vector<bool> there;
    std::size_t found = 0;
    for (const Block& b : said) {
        wanted.push_back(bare_letters(b.text));
        there.push_back(wanted.back().size() < 20 || stands_in(all, wanted.back()));
        found += there.back();
    }
    if (found * 10 < said.size() * 6 || found == said.size()) return 0;
    std::size_t behind = 0;  // where the next missing one goes
    std::size_t put = 0;
    for (std::size_t k = 0; k < said.size(); ++k) {
        if (there[k]) {
            for (std::size_t i = 0; i < bare_blocks.size() && wanted[k].size() >= 20; ++i)
                if (stands_in(bare_blocks[i], wanted[k])) behind = i + 1;
            continue;
        }
        if (wanted[k].size() < 60 || said[k].text.starts_with('[') || is_invitation(said[k].text) ||
            tell_tale(said[k].text).house > 0)
            continue;
        const auto at = static_cast<std::ptrdiff_t>(behind++);
        blocks.insert(blocks.begin() + at, said[k]);
        bare_blocks.insert(bare_blocks.begin() + at, wanted[k]);
        ++put;
    }
    return put;
}

}  // namespace

std::size_t letters_of(const std::vector<Block>& blocks) {
    std::size_t n = 0;
    for (const Block& b : blocks) {
        if (b.type == Block::Type::figure || b.type == Block::Type::embed || b.type == Block::Type::heading) continue;
        n += b.text.size();
        for (const std::string& item : b.items) n += item.size();
    }
    return n;
}

// The page's own text may rescue what its markup hides: a body built by script, a live blog's older posts.
bool rescue(const LinkedData& linked, std::vector<Block>& blocks, std::string& why) {
    std::vector<Block> said;
    if (!linked.updates.empty()) {
        for (const std::string& update : linked.updates)
            for (Block& b : paragraphs_of(update)) said.push_back(std::move(b));
    } else if (linked.body.size() > 200) {
        said = paragraphs_of(linked.body);
    }
    if (said.empty()) return false;
    const std::size_t found = letters_of(blocks);
    const std::size_t offered = letters_of(said);
    if (found * 10 >= offered * 6) {
        if (const std::size_t put = repair(said, blocks))
            why += fmt::format("; {} paragraph{} put back from JSON-LD", put, put == 1 ? "" : "s");
        return false;
    }
    // One long line is a teaser with its paragraphs lost: only better than next to nothing.
    if (said.size() == 1 && found * 10 >= offered * 2 && linked.updates.empty()) return false;
    blocks = std::move(said);
    why += linked.updates.empty() ? "; text from JSON-LD articleBody" : "; text from JSON-LD liveBlogUpdate";
    return true;
}

}  // namespace octavo::extract
