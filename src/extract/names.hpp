// Titles without their site's name, authors without their offices.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::extract {

// "Tram opens - The Example" with site "The Example" or domain "example.org" -> "Tram opens".
std::string without_site(std::string_view title, std::span<const std::string> site_names, std::string_view host);

// "By Jane Doe and John Roe, BBC News" -> {"Jane Doe", "John Roe"}: people (or an agency where that is all there is),
// no roles, addresses, handles or numbers, each once.
// `offices` says whether a house or a desk may stand in where there is nobody.
enum class Offices { no, yes };
std::vector<std::string> clean_authors(std::span<const std::string> raw, std::span<const std::string> site_names,
                                       Offices offices = Offices::yes);

// Whether a piece of a visible byline reads as a name: two to five words with capitals, small ones such as "van" aside,
// or a pen name of one word; words of the page ("Posted", "View profile") are none.
bool is_persons(std::string_view piece);
// Two to four words, each with a capital: more is asked of a line that nothing calls a byline.
bool reads_as_full_name(std::string_view name);

}  // namespace octavo::extract
