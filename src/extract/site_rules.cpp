#include "extract/site_rules.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "extract/flow.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

using markup::Match;
using markup::Query;
using markup::QueryTree;

constexpr std::size_t max_file = 64 * 1024;
constexpr int max_directives = 300;
constexpr std::size_t max_page = 32u << 20;  // bytes, after replacements

// Words of the format that say how other readers fetch, tidy or test; nothing is lost by passing over them.
constexpr std::array<std::string_view, 22> passed_over = {"tidy",
                                                          "parser",
                                                          "test_url",
                                                          "test_contains",
                                                          "http_header",
                                                          "native_ad_clue",
                                                          "requires_login",
                                                          "login_uri",
                                                          "login_username_field",
                                                          "login_password_field",
                                                          "login_extra_fields",
                                                          "not_logged_in_xpath",
                                                          "insert_detected_image",
                                                          "autodetect_next_page",
                                                          "single_page_link",
                                                          "if_page_contains",
                                                          "skip_json_ld",
                                                          "src_lazy_load_attr",
                                                          "strip_attr",
                                                          "wrap_in",
                                                          "convert_double_br_tags",
                                                          "strip_comments"};

// The format's values are often quoted, for no reason.
std::string_view unquoted(std::string_view value) {
    if (value.size() >= 2 && (value.front() == '\'' || value.front() == '"') && value.back() == value.front())
        return value.substr(1, value.size() - 2);
    return value;
}

Result<Query> query_of(std::string_view value) {
    constexpr std::string_view css = "css:";
    if (value.starts_with(css)) return Query::css(utf8::trim(value.substr(css.size())));
    return Query::xpath(value);
}

std::string text_of(const Match& match) {
    return match.node ? utf8::squeeze(flow_text(match.node)) : utf8::squeeze(match.text);
}

// What the first question that finds something finds.
std::vector<Match> first_of(QueryTree& tree, const std::vector<Query>& queries, std::string& why,
                            const Query** asked = nullptr) {
    for (const Query& query : queries) {
        auto found = tree.find(query);
        if (!found) {
            why += "; " + found.error().detail;
        } else if (!found->empty()) {
            if (asked) *asked = &query;
            return std::move(*found);
        }
    }
    return {};
}

std::string first_text(QueryTree& tree, const std::vector<Query>& queries, std::string& why) {
    for (const Match& match : first_of(tree, queries, why))
        if (std::string text = text_of(match); !text.empty()) return text;
    return {};
}

bool contains_any(std::string_view text, const std::vector<std::string>& words) {
    return !text.empty() &&
           std::ranges::any_of(words, [&](const std::string& w) { return text.find(w) != std::string_view::npos; });
}

Result<bool> yes_or_no(std::string_view value) {
    if (value == "yes") return true;
    if (value == "no") return false;
    return fail(Fault::usage, fmt::format("\"{}\": say yes or no", value));
}

}  // namespace

Result<> SiteRules::take(std::string_view key, std::string_view argument, std::string_view value) {
    const std::pair<std::string_view, std::vector<Query>*> questions[] = {
        {"title", &title_}, {"body", &body_},   {"author", &author_},
        {"date", &date_},   {"strip", &strip_}, {"next_page_link", &next_page_}};
    for (const auto& [name, list] : questions)
        if (key == name) {
            list->push_back(TRY(query_of(value)));
            return {};
        }
    if (key == "strip_id_or_class" || key == "strip_image_src") {
        const auto word = unquoted(value);
        if (word.empty()) return fail(Fault::usage, "the word to look for is missing");
        (key == "strip_image_src" ? strip_pictures_ : strip_words_).emplace_back(word);
    } else if (key == "find_string") {
        find_ = value;
    } else if (key == "replace_string") {
        std::string find = argument.empty() ? std::exchange(find_, {}) : std::string(argument);
        if (find.empty()) return fail(Fault::usage, "say what to replace: replace_string(this): that");
        replacements_.emplace_back(std::move(find), std::string(value));
    } else if (key == "prune") {
        prune_ = TRY(yes_or_no(value));
    } else if (key == "autodetect_on_failure") {
        autodetect_ = TRY(yes_or_no(value));
    } else if (std::ranges::find(passed_over, key) != passed_over.end()) {
        notes_.push_back(fmt::format("{} is passed over", key));
    } else {
        notes_.push_back(fmt::format("{} is not known", key));
    }
    return {};
}

Result<SiteRules> SiteRules::parse(std::string_view text, std::string_view name) {
    if (text.size() > max_file)
        return fail(Fault::usage, fmt::format("{}: {} bytes of rules; at most {}", name, text.size(), max_file));
    SiteRules rules;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    int line_number = 0;
    int directives = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = utf8::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line_number;
        if (line.empty() || line.starts_with('#')) continue;
        const auto at = [&](Failure f) { return fail_at(fmt::format("{}:{}", name, line_number), std::move(f)); };
        if (++directives > max_directives)
            return at({Fault::usage, fmt::format("more than {} directives", max_directives)});
        // "key: value" or "key(argument): value"; the argument may hold colons and brackets.
        const auto word = std::min(line.find_first_of("(:"), line.size());
        const auto key = utf8::trim(line.substr(0, word));
        std::string_view argument;
        std::string_view rest = line.substr(word);
        if (rest.starts_with('(')) {
            const auto close = rest.find("):");
            if (close == std::string_view::npos) return at({Fault::usage, "a bracket is open: key(argument): value"});
            argument = rest.substr(1, close - 1);
            rest.remove_prefix(close + 1);
        }
        if (!rest.starts_with(':') || key.empty())
            return at({Fault::usage, fmt::format("\"{}\" is no directive: write key: value", utf8::cut(line, 80))});
        const std::size_t notes = rules.notes_.size();
        if (auto taken = rules.take(key, argument, utf8::trim(rest.substr(1))); !taken)
            return at({taken.error().fault, fmt::format("{}: {}", key, taken.error().detail)});
        if (rules.notes_.size() > notes)
            rules.notes_.back() = fmt::format("{}:{}: {}", name, line_number, rules.notes_.back());
    }
    return rules;
}

std::string SiteRules::replaced(std::string html) const {
    for (const auto& [find, with] : replacements_) {
        std::string out;
        std::size_t from = 0;
        for (std::size_t at = html.find(find); at != std::string::npos; at = html.find(find, from)) {
            out.append(html, from, at - from);
            out += with;
            from = at + find.size();
            if (out.size() > max_page) return html;  // as far as it was sound
        }
        if (from == 0) continue;
        out.append(html, from);
        if (out.size() > max_page) return html;
        html = std::move(out);
    }
    return html;
}

Ruled SiteRules::apply(const markup::Document& document, Outline& outline) const {
    Ruled out;
    QueryTree tree(document);
    auto& items = outline.items;
    std::string why;
    out.title = first_text(tree, title_, why);
    out.date = first_text(tree, date_, why);
    for (const Match& match : first_of(tree, next_page_, why))
        if (out.next_page.empty()) out.next_page = match.node ? std::string(match.node.attribute("href")) : match.text;
    for (const Match& match : first_of(tree, author_, why))
        if (std::string name = text_of(match); !name.empty()) out.authors.push_back(std::move(name));

    int stripped = 0;
    const auto strip = [&](Index i) {
        stripped += !items[i].skipped;
        items[i].skipped = true;
    };
    for (const Query& query : strip_) {
        const auto found = tree.find(query);
        if (!found) {
            why += "; " + found.error().detail;
            continue;
        }
        for (const Match& match : *found)
            if (match.node.mark()) strip(outline.of(match.node));
    }
    for (Index i = 1; i < items.size(); ++i) {
        const auto node = items[i].node;
        if (!strip_words_.empty() &&
            (contains_any(node.id(), strip_words_) || contains_any(node.classes(), strip_words_)))
            strip(i);
        if (items[i].tag == LXB_TAG_IMG && contains_any(node.attribute("src"), strip_pictures_)) strip(i);
    }

    const Query* asked = nullptr;
    Index end = 0;
    for (const Match& match : first_of(tree, body_, why, &asked)) {
        if (!match.node.mark()) continue;
        const Index i = outline.of(match.node);
        if (i < end || items[i].skipped) continue;
        end = items[i].end;
        // The sweep leaves alone what its publisher names as the body, and all around it.
        items[i].named = true;
        items[i].meaning |= extract::body;
        out.bodies.push_back(i);
    }
    const auto say = [&](const std::string& piece) { out.why += (out.why.empty() ? "" : ", ") + piece; };
    if (!out.title.empty()) say("title by rule");
    if (!out.bodies.empty())
        say(fmt::format("body by rule {}", asked->text()));
    else if (!body_.empty())
        say("no body rule matches");
    if (stripped) say(fmt::format("{} stripped by rule", stripped));
    out.why += why;
    return out;
}

}  // namespace octavo::extract
