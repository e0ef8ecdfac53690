// The days a page names, each with the place that names it, and the choice among them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/dates.hpp"
#include "base/time.hpp"
#include "extract/outline.hpp"
#include "markup/html.hpp"
#include "model/article.hpp"

namespace octavo::extract {

// How many elements of the page stand before this one.
using Place = int;

struct SaidDate {
    enum class By : std::uint8_t { microdata, time, credit, line };
    By by = By::line;
    enum class Says : std::uint8_t { nothing, published, modified, something_else };
    Says says = Says::nothing;
    Stamp stamp;
    Place place = 0;
    bool weekday = false;  // said with the day of the week
    bool aside = false;    // in an aside, a quotation or the page's foot
};

struct SaidDates {
    std::string published, modified;  // meta elements, the best name first; as written
    std::string perhaps;              // by a meta element whose name only sounds like it
    std::string local;                // a published date by meta that names no zone
    std::vector<SaidDate> seen;       // in the page's order, bounded
    SlashDate slash = SlashDate::month_first;
};

// Hears dates while the page is walked.
class DateEar {
  public:
    // The page's language tag and address: 3/4/2024 is in March only in some countries.
    DateEar(const Outline& outline, std::string_view language, std::string_view url);

    // By name, in lower case; true when the name is a date's.
    bool meta(std::string_view name, std::string_view content);
    void microdata(std::string_view property, markup::Node n, Place place);
    void time_element(markup::Node n, Place place);
    // An element whose class says byline, date or the like.
    void credit(markup::Node n, Place place);
    void line(markup::Node text, std::string_view words, Place place);  // trimmed
    SaidDates take() { return std::move(said_); }

  private:
    void hear(std::string_view text, SaidDate::By by, SaidDate::Says says, markup::Node n, Place place);
    void keep(SaidDate date, markup::Node n);
    const Outline& outline_;
    SaidDates said_;
    int published_rank_ = -1;
    int lines_tried_ = 0;
};

struct DateQuestion {
    const SaidDates& said;
    std::string_view linked_published, linked_modified;  // JSON-LD
    std::string_view linked_otherwise;                   // of a node that is no article
    std::string_view url, canonical, picture, title, description;
    const std::vector<Place>& headline_at;
    Instant now;
};
// Sets published, modified and their forms. Absent stays what nobody says.
void choose_dates(const DateQuestion& question, Extraction& out);

}  // namespace octavo::extract
