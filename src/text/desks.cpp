// Names of newspaper desks in many languages -> category (data/category/desks.txt).
//
//   https://paper.example/deportes/futbol/gana-el-norte    deportes, futbol -> sports
//   section "Home > Wirtschaft"                             Wirtschaft      -> business
//
// Of an address only whole path segments count, and subdomains ("sport.paper.example"): words inside a slug are the
// headline's, which the model reads anyway. The last segment is the slug and is left out. The first name that is known
// counts in full, further ones half: /news/world/technology-123 is the world desk's.
// Checked by tests/text/category_test.cpp.
#include "text/desks.hpp"

#include "base/utf8.hpp"
#include "text/category_data.gen.hpp"
#include "text/characters.hpp"

namespace octavo::text {
namespace {

constexpr float first_word = 2.5F;
constexpr float further = 1.2F;
constexpr std::size_t longest_name = 60;
constexpr std::size_t most_parts = 12;

// "Sports & Leisure" -> "sports leisure"; what is in a name of no matter is a blank.
std::string plain(std::string_view name) {
    std::string out;
    const std::string folded = without_marks(fold(name));
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t from = at;
        const char32_t c = utf8::next(folded, at);
        if (class_of(c) != CharClass::other && c != '\'' && c != '.')
            out.append(folded, from, at - from);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

using Table = std::unordered_map<std::string, Category>;
const Table& table() {
    static const Table made = [] {
        Table all;
        std::string_view in = category_data::category_desks_txt();
        while (!in.empty()) {
            const std::string_view line = in.substr(0, in.find('\n'));
            in.remove_prefix(std::min(in.size(), line.size() + 1));
            const std::size_t colon = line.find(':');
            if (line.starts_with('#') || colon == std::string_view::npos) continue;
            const auto category = category_of(utf8::trim(line.substr(0, colon)));
            if (!category) continue;
            std::string_view names = line.substr(colon + 1);
            while (!names.empty()) {
                const std::string_view name = names.substr(0, names.find(','));
                names.remove_prefix(std::min(names.size(), name.size() + 1));
                if (std::string key = plain(name); !key.empty()) all.try_emplace(std::move(key), *category);
            }
        }
        return all;
    }();
    return made;
}

std::string unescaped(std::string_view segment) {
    std::string out;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        unsigned value = 0;
        if (segment[i] == '%' && i + 2 < segment.size() &&
            std::from_chars(segment.data() + i + 1, segment.data() + i + 3, value, 16).ptr == segment.data() + i + 3) {
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += segment[i];
        }
    }
    return out;
}

void hear(std::string_view name, DeskPriors& priors, bool& heard) {
    if (name.empty() || name.size() > longest_name) return;
    const auto category = desk_named(name);
    if (!category) return;
    priors[static_cast<std::size_t>(*category)] += heard ? further : first_word;
    heard = true;
}

void hear_address(std::string_view url, DeskPriors& priors) {
    bool heard = false;
    url = url.substr(0, std::min(url.find('?'), url.find('#')));
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
        url.remove_prefix(scheme + 3);
        std::string_view host = url.substr(0, url.find('/'));
        url.remove_prefix(host.size());
        const std::string_view first = host.substr(0, host.find('.'));
        if (std::ranges::count(host, '.') >= 2) hear(first, priors, heard);
    }
    for (std::size_t i = 0; i < most_parts && !url.empty(); ++i) {
        url.remove_prefix(1);
        const std::string_view segment = url.substr(0, url.find('/'));
        if (segment.size() == url.size()) break;  // the slug
        hear(unescaped(segment.substr(0, 3 * longest_name)), priors, heard);
        url.remove_prefix(segment.size());
    }
}

}  // namespace

std::optional<Category> desk_named(std::string_view name) {
    const std::string key = plain(name.substr(0, 4 * longest_name));
    const auto found = table().find(key);
    if (found == table().end()) return std::nullopt;
    return found->second;
}

DeskPriors desks_of(std::string_view url, std::span<const std::string> sections) {
    DeskPriors priors{};
    hear_address(url.substr(0, 2000), priors);
    bool heard = false;
    for (const std::string& section : sections.first(std::min(sections.size(), most_parts))) {
        // "Home > News > Wirtschaft", "sport/football"
        std::string_view left = std::string_view(section).substr(0, 400);
        while (!left.empty()) {
            const std::string_view part = left.substr(0, left.find_first_of(">/|;"));
            left.remove_prefix(std::min(left.size(), part.size() + 1));
            hear(utf8::trim(part), priors, heard);
        }
    }
    return priors;
}

std::optional<Category> surely_of_desk(std::string_view url, std::span<const std::string> sections) {
    const DeskPriors said = desks_of(url, sections);
    const auto best = std::ranges::max_element(said);
    const auto category = static_cast<Category>(best - said.begin());
    if (*best < first_word || category == Category::general) return std::nullopt;
    for (const float& other : said)
        if (&other != &*best && *best - other < first_word) return std::nullopt;
    return category;
}

}  // namespace octavo::text
