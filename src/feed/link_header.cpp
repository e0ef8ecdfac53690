#include "feed/link_header.hpp"

#include "base/utf8.hpp"

namespace octavo::feed {
namespace {

void skip_space(std::string_view& rest) {
    while (rest.starts_with(' ') || rest.starts_with('\t')) rest.remove_prefix(1);
}

// A token or a quoted string; the latter without its quotes and escapes.
std::string take_value(std::string_view& rest) {
    std::string value;
    if (!rest.starts_with('"')) {
        const auto end = std::min(rest.find_first_of(";, \t"), rest.size());
        value = rest.substr(0, end);
        rest.remove_prefix(end);
        return value;
    }
    rest.remove_prefix(1);
    while (!rest.empty() && !rest.starts_with('"')) {
        if (rest.starts_with('\\') && rest.size() > 1) rest.remove_prefix(1);
        value += rest.front();
        rest.remove_prefix(1);
    }
    if (!rest.empty()) rest.remove_prefix(1);
    return value;
}

// ;name=value ;name ... up to the comma. The first rel counts (section 3.3).
std::string take_rel(std::string_view& rest) {
    std::optional<std::string> rel;
    for (skip_space(rest); rest.starts_with(';'); skip_space(rest)) {
        rest.remove_prefix(1);
        skip_space(rest);
        const auto end = std::min(rest.find_first_of("=;, \t"), rest.size());
        const std::string_view name = rest.substr(0, end);
        rest.remove_prefix(end);
        skip_space(rest);
        std::string value;
        if (rest.starts_with('=')) {
            rest.remove_prefix(1);
            skip_space(rest);
            value = take_value(rest);
        }
        if (!rel && utf8::equal_ignoring_case(name, "rel")) rel = utf8::lower(value);
    }
    return rel.value_or("");
}

}  // namespace

bool HeaderLink::has(std::string_view relation) const {
    for (std::string_view list = rel; !list.empty();) {
        const auto end = std::min(list.find_first_of(" \t"), list.size());
        if (end > 0 && list.substr(0, end) == relation) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

std::vector<HeaderLink> read_links(std::string_view rest, std::size_t most) {
    std::vector<HeaderLink> links;
    while (!rest.empty() && links.size() < most) {
        skip_space(rest);
        if (rest.starts_with('<')) {
            const auto end = rest.find('>');
            if (end == std::string_view::npos) break;
            const std::string_view target = utf8::trim(rest.substr(1, end - 1));
            rest.remove_prefix(end + 1);
            links.push_back({target, take_rel(rest)});
        }
        const auto comma = rest.find(',');
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
    return links;
}

}  // namespace octavo::feed
