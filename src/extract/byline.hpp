// The names a page shows near its headline: bylines, links to authors' pages, lines that begin with "By".
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/dating.hpp"
#include "markup/html.hpp"
#include "model/article.hpp"

namespace octavo::extract {

struct SaidName {
    // mark: rel, microdata, an author's page; staff: the page of one of the house's people, the weakest
    enum class By : std::uint8_t { staff, line, named_class, mark };
    By by = By::line;
    std::string text;  // as it stands: "By Ana Lima and Tom Okafor"
    Place place = 0;
};

// Stands in a picture's caption or credit.
bool is_photographers(markup::Node n);

// Hears names while the page is walked. Bounded.
class BylineEar {
  public:
    void element(markup::Node n, Place place);
    void text(markup::Node n, std::string_view words, Place place);  // trimmed
    std::vector<SaidName> take() { return std::move(said_); }

  private:
    void hear(SaidName::By by, std::string text, Place place);
    std::vector<SaidName> said_;
};

// The texts that name the article's people, the surest kind of those near the headline; empty when none stands there.
std::vector<std::string> choose_bylines(std::span<const SaidName> said, std::span<const Place> headline_at);

// The first or last line of the text where it is set in bold and nothing but names: those, and the line taken out.
std::vector<std::string> take_name_line(std::vector<Block>& blocks, std::span<const std::string> site_names);

}  // namespace octavo::extract
