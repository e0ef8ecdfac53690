#include "web/multipart.hpp"

#include "base/utf8.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_parts = 32, longest_head = 4096, longest_boundary = 70;

// name="value" behind `key=`; browsers percent-encode the quotes inside.
std::optional<std::string_view> quoted(std::string_view line, std::string_view key) {
    for (auto at = line.find(key); at != line.npos; at = line.find(key, at + 1)) {
        const bool begins = at > 0 && (line[at - 1] == ' ' || line[at - 1] == ';');  // not the end of filename=
        const std::string_view rest = line.substr(at + key.size());
        if (!begins || !rest.starts_with("=\"")) continue;
        const auto end = rest.find('"', 2);
        return end == rest.npos ? std::nullopt : std::optional(rest.substr(2, end - 2));
    }
    return std::nullopt;
}

std::optional<FormPart> part_of(std::string_view head, std::string_view content) {
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(line.size() + 2, head.size()));
        constexpr std::string_view field = "content-disposition:";
        if (line.size() < field.size() || !utf8::equal_ignoring_case(line.substr(0, field.size()), field)) continue;
        const auto name = quoted(line, "name");
        if (!name) return std::nullopt;
        return FormPart{*name, line.contains("filename"), content};
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string_view> multipart_boundary(std::string_view content_type) {
    constexpr std::string_view kind = "multipart/form-data";
    if (!utf8::equal_ignoring_case(content_type.substr(0, kind.size()), kind)) return std::nullopt;
    const auto at = content_type.find("boundary=");
    if (at == content_type.npos) return std::nullopt;
    std::string_view boundary = content_type.substr(at + 9);
    boundary = utf8::trim(boundary.substr(0, boundary.find(';')));
    if (boundary.size() >= 2 && boundary.starts_with('"') && boundary.ends_with('"'))
        boundary = boundary.substr(1, boundary.size() - 2);
    if (boundary.empty() || boundary.size() > longest_boundary) return std::nullopt;
    return boundary;
}

std::vector<FormPart> parts_of(std::string_view body, std::string_view boundary) {
    const std::string line = fmt::format("\r\n--{}", boundary);
    std::vector<FormPart> out;
    if (!body.starts_with(std::string_view(line).substr(2))) return out;
    std::size_t at = line.size() - 2;
    while (out.size() < most_parts && body.substr(at).starts_with("\r\n")) {
        at += 2;
        const auto head = body.substr(at, longest_head).find("\r\n\r\n");
        if (head == body.npos) break;
        const std::size_t from = at + head + 4;
        const auto end = body.find(line, from);
        if (end == body.npos) break;
        if (const auto part = part_of(body.substr(at, head), body.substr(from, end - from))) out.push_back(*part);
        at = end + line.size();
    }
    return out;
}

}  // namespace octavo::web
