// The raw bytes of a page -> the article a person would have copied by hand, and an honest status when there is none.
// Values in, values out; no clock, no network. One Extractor per thread: it reuses its parser's memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/article.hpp"

namespace octavo::extract {

class SiteRules;
class SiteTemplate;

constexpr int version = 4;  // raise it when results change: stored extractions are then redone

struct Page {
    std::string_view bytes;              // content-encoding decoded, charset not
    std::string_view url;                // "" when unknown
    std::string_view content_type;       // header; "" when unknown
    std::string_view robots;             // X-Robots-Tag; ""
    Instant now{};                       // when it was fetched: later dates are not believed
    const SiteRules* rules = nullptr;    // the operator's word about this site, where there is any (site_rules.hpp)
    const SiteTemplate* site = nullptr;  // what its site repeats, where that is known (site_template.hpp)
    bool teaches = true;                 // its blocks_seen are wanted
};

class Extractor {
  public:
    Extractor();
    ~Extractor();
    Extractor(Extractor&&) noexcept;

    // Total: a page that cannot be read has a status that says why. Never fails on any bytes.
    Extraction extract(const Page& page);
    // The text blocks of the page read last, for SiteTemplate::learn: those that were left out as repeated too.
    const std::vector<std::uint64_t>& blocks_seen() const;
    // Whether the page read last asks that its pictures be shown nowhere else (noimageindex): it was read without them.
    bool keeps_its_pictures() const;
    // A fragment of markup (a feed's content) or plain text as an article's blocks.
    std::vector<Block> blocks_of_markup(std::string_view html, std::string_view base);
    static std::vector<Block> blocks_of_text(std::string_view plain);

    // Every block of a page with what speaks for and against it: what scripts/train_extraction.py learns from.
    struct Weighed {
        std::string text;
        std::vector<std::uint8_t> evidence;  // the bins of extract/evidence.hpp
        std::uint32_t letters, parent,
            called;   // what the second pass looks at: equal numbers, equal elements and classes
        float score;  // of the model in the binary
    };
    std::vector<Weighed> weigh(const Page& page);
    // Judges by other weights than the binary's from now on (the text of such a file as data/extract_weights.txt;
    // "": the binary's again).
    void use_weights(std::string_view text);

  private:
    Extraction read(const Page& page, std::vector<Weighed>* weighed);

    struct State;
    std::unique_ptr<State> state_;
};

// The blocks as clean markup, as `extract --batch` answers it and feeds carry it.
std::string html_of(const std::vector<Block>& blocks);

}  // namespace octavo::extract
