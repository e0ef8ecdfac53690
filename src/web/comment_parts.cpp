#include "web/comment_parts.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_links = 10;

// Where an address ends that stands in running text.
std::size_t end_of_address(std::string_view text) {
    std::size_t end = std::min(text.find_first_of(" \t\n<>\"'"), text.size());
    while (end > 0 && std::string_view(".,;:!?)").contains(text[end - 1])) --end;
    return end;
}

// What an address leads to is what it says: no name before an "@", no letters that look like others.
bool is_plain_address(std::string_view address) {
    const std::string_view rest = address.substr(address.find("://") + 3);
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == ':';
    });
}

void with_links(Html& h, std::string_view text, std::size_t& links) {
    while (!text.empty()) {
        const auto at = std::min(text.find("http"), text.size());
        h.text(text.substr(0, at));
        text.remove_prefix(at);
        const std::size_t end = end_of_address(text);
        const std::string_view address = text.substr(0, end);
        const bool is_one = address.starts_with("http://") || address.starts_with("https://");
        if (is_one && links < most_links && is_plain_address(address) && harmless_address(address)) {
            ++links;
            h.put("<a rel=\"nofollow ugc noopener\"").url("href", address).put("><bdi dir=\"ltr\">").text(address);
            h.put("</bdi></a>");
            text.remove_prefix(end);
        } else if (!text.empty()) {
            h.text(text.substr(0, 4));
            text.remove_prefix(4);
        }
    }
}

}  // namespace

void comment_text(Html& h, std::string_view text) {
    std::size_t links = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find("\n\n"), text.size());
        std::string_view paragraph = text.substr(0, end);
        text.remove_prefix(std::min(end + 2, text.size()));
        bool quoting = false, begun = false;
        while (!paragraph.empty()) {
            const auto line_end = std::min(paragraph.find('\n'), paragraph.size());
            std::string_view line = paragraph.substr(0, line_end);
            paragraph.remove_prefix(std::min(line_end + 1, paragraph.size()));
            const bool quoted = line.starts_with('>');
            if (quoted) line.remove_prefix(line.starts_with("> ") ? 2 : 1);
            if (begun && quoted == quoting) h.put("<br>");
            if (begun && quoted != quoting) h.put(quoting ? Markup("</p></blockquote>") : Markup("</p>"));
            if (!begun || quoted != quoting)
                h.put(quoted ? Markup("<blockquote><p dir=\"auto\">") : Markup("<p dir=\"auto\">"));
            quoting = quoted;
            begun = true;
            with_links(h, line, links);
        }
        if (begun) h.put(quoting ? Markup("</p></blockquote>") : Markup("</p>"));
    }
}

void name_of_author(Html& h, const Setting& s, const Comment& c) {
    h.put("<b><bdi>").text(c.name.empty() ? s.tongue.say(Say::comment_gone) : std::string_view(c.name));
    h.put("</bdi></b> ");
}

void text_field(Html& h, const Setting& s, Say label, Say hint, std::string_view value, bool at_fault,
                std::size_t longest) {
    h.put("<p class=\"field\"><label for=\"text\">").text(s.tongue.say(label)).put("</label>");
    h.put("<textarea id=\"text\" name=\"text\" rows=\"5\"").attribute("maxlength", std::to_string(longest));
    h.put(" required dir=\"auto\" aria-describedby=\"text-hint");
    h.put(at_fault ? Markup(" fault\" aria-invalid=\"true\">") : Markup("\">")).text(value).put("</textarea>");
    h.put("<small id=\"text-hint\">").text(s.tongue.say(hint)).put("</small></p>");
}

void hidden(Html& h, Markup name, std::string_view value) {
    h.put("<input type=\"hidden\" name=\"").put(name).put("\"").attribute("value", value).put(">");
}

// What a decision is about: the comment as it stood there.
void decided_on(Html& h, const Comment& c) {
    hidden(h, "about", std::to_string(c.number));
    hidden(h, "state", std::to_string(static_cast<int>(c.state)));
    hidden(h, "words", std::to_string(c.words));
    if (c.edited) hidden(h, "edited", std::to_string(to_unix_ms(*c.edited)));
}

void both_ways(Html& h, const Setting& s, std::string_view previous, std::string_view next) {
    if (previous.empty() && next.empty()) return;
    h.put("<p class=\"pager\">");
    if (!previous.empty()) {
        h.put("<a class=\"btn\" rel=\"prev nofollow\"").url("href", previous).put(">");
        h.text(s.tongue.say(Say::page_previous)).put("</a>");
    }
    if (!previous.empty() && !next.empty()) h.put(" ");
    if (!next.empty()) {
        h.put("<a class=\"btn\" rel=\"next nofollow\"").url("href", next).put(">");
        h.text(s.tongue.say(Say::page_next)).put("</a>");
    }
    h.put("</p>");
}

Say complaint_word(Complaint why) {
    constexpr std::array words = {Say::report_advertising, Say::report_abuse, Say::report_off_topic, Say::report_false,
                                  Say::report_other};
    return words[static_cast<std::size_t>(why)];
}

}  // namespace octavo::web
