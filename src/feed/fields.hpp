// What RSS, Atom, CDF and JSON Feed have in common once the tags are read: text constructs, persons, dates, addresses.
// Inside the feed room only.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "base/url.hpp"
#include "feed/feed.hpp"
#include "feed/xml.hpp"

namespace octavo::feed {

// The best of several elements that may say the same thing: the lowest rank wins, of one rank the first.
struct Ranked {
    std::string value;
    int rank = std::numeric_limits<int>::max();
    void offer(std::string candidate, int candidate_rank) {
        if (candidate.empty() || candidate_rank >= rank) return;
        value = std::move(candidate);
        rank = candidate_rank;
    }
};
struct RankedDate {
    std::optional<Instant> value;
    int rank = std::numeric_limits<int>::max();
    void offer(std::optional<Instant> candidate, int candidate_rank) {
        if (!candidate || candidate_rank >= rank) return;
        value = candidate;
        rank = candidate_rank;
    }
};

// An element's content as HTML markup, by its type (RFC 4287, section 3.1; Atom 0.3's type and mode; RSS: escaped
// HTML).
std::string html_of(xml::Element element);
// Escaped markup with slips mended that would hide what follows them (mend.cpp).
std::string mended(std::string html);
// An element's content as a line of plain text: tags off, references decoded, white space squeezed.
std::string line_of(xml::Element element);
std::string line_of_html(std::string_view html);
// Text with its white space trimmed.
std::string trimmed(xml::Element element);

// The name in "a@b (Name)", "Name (a@b)", "Name <a@b>"; the address where there is no name.
std::string person(std::string_view text);
// The name of an Atom person construct; plain text where it has no children.
std::string person_of(xml::Element element);

// Reads one address relative to a base, leniently; "" when there is none. What cannot be resolved stays as written.
std::string resolve(std::string_view address, std::string_view base);
// The base that xml:base makes of `base`.
std::string rebased(xml::Element element, const std::string& base);

// A title made of the beginning of a text, for entries that have none.
std::string title_from(std::string_view html);

void add_unique(std::vector<std::string>& list, std::string value);
void add_keywords(std::vector<std::string>& list, std::string_view separated_by_commas);
// itunes:category, those inside it too.
void itunes_category(std::vector<std::string>& list, xml::Element element);
std::string itunes_image(xml::Element element, std::string_view base);
// An Atom id is an absolute IRI; one that looks like a relative address is resolved. Others are left alone.
std::string atom_id(xml::Element element, std::string_view base);

// Seconds of "3600", "61:30", "1:01:30"; -1 when it is none of them.
int seconds_of(std::string_view text);
// A whole number from 0; -1 when it is none.
int number_of(std::string_view text);
// Latitude and longitude, parted by white space or a comma, within the globe's bounds.
std::optional<Point> point_of(std::string_view text);

Result<ParsedFeed> parse_json(std::string_view text, const Options& options);
Result<ParsedFeed> parse_xml(std::string text, const Options& options);
// One <item> or <entry>.
Entry read_entry(xml::Element item, const std::string& base);

}  // namespace octavo::feed
