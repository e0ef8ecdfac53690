// The reader of tags: finds where each tag begins and ends, whatever is wrong with it, and tells the tree
// (xml_tree.hpp).
//   <item a=1 b='2 &amp; 3'>   ->   open "item", attribute a "1", attribute b "2 &amp; 3", opened
//   <3 more                    ->   text "<": a name does not start with a digit, so it is no tag
// It decides nothing about elements; the tree decides nothing about characters. Everything handed on is a view of the
// text, so reading copies nothing. Each step moves on by at least one character or to the end, and what is searched
// for ("-->", "]]>", a quote) is searched from where the step stands.
#include "feed/xml.hpp"

#include "base/utf8.hpp"
#include "feed/xml_tree.hpp"

namespace octavo::feed::xml {
namespace {

constexpr bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool name_char(char c) { return name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

class Scanner {
  public:
    Scanner(std::string_view text, Tree& tree, const Limits& limits) : text_(text), tree_(tree), limits_(limits) {}

    Result<> run() {
        while (at_ < text_.size() && !tree_.is_full()) {
            const auto less = std::min(text_.find('<', at_), text_.size());
            tree_.text(text_.substr(at_, less - at_));
            at_ = less;
            if (at_ < text_.size()) TRY(tag());
        }
        return {};
    }

  private:
    bool at(std::string_view word) const { return text_.substr(at_).starts_with(word); }

    Result<> tag() {
        const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (name_start(c)) return start_tag();
        if (c == '/') return end_tag();
        if (at("<![CDATA[")) return cdata();
        if (at("<!--")) return skip_to("-->", 4);
        if (c == '!') return declaration();
        if (c == '?') return skip_to("?>", 2);
        return stray();
    }

    Result<> stray() {
        tree_.mend();
        tree_.text(text_.substr(at_, 1));
        ++at_;
        return {};
    }

    Result<> skip_to(std::string_view end, std::size_t from) {
        const auto found = text_.find(end, at_ + from);
        if (found == std::string_view::npos) tree_.mend();
        at_ = found == std::string_view::npos ? text_.size() : found + end.size();
        return {};
    }

    Result<> cdata() {
        const auto end = text_.find("]]>", at_ + 9);
        const auto stop = std::min(end, text_.size());
        if (end == std::string_view::npos) tree_.mend();
        tree_.cdata(text_.substr(at_ + 9, stop - at_ - 9));
        at_ = std::min(stop + 3, text_.size());
        return {};
    }

    // <!DOCTYPE ...>, its internal subset skipped unread.
    Result<> declaration() {
        const std::string_view rest = text_.substr(at_);
        if (utf8::equal_ignoring_case(rest.substr(0, 14), "<!doctype html")) tree_.declare_html();
        const auto close = std::min(rest.find('>'), rest.size());
        const auto bracket = rest.substr(0, close).find('[');
        if (bracket == std::string_view::npos) {
            at_ += std::min(close + 1, rest.size());
            return {};
        }
        const auto subset_end = no_bracket_ahead_ ? std::string_view::npos : rest.find(']', bracket);
        no_bracket_ahead_ = subset_end == std::string_view::npos;  // searched once: a thousand open ones cost no more
        if (subset_end == std::string_view::npos) {                // never closed: the subset was none
            tree_.mend();
            at_ += std::min(close + 1, rest.size());
            return {};
        }
        at_ += std::min(rest.find('>', subset_end), rest.size() - 1) + 1;
        return {};
    }

    std::string_view read_name() {
        const std::size_t start = at_;
        while (at_ < text_.size() && name_char(text_[at_])) ++at_;
        return text_.substr(start, at_ - start);
    }
    void skip_space() {
        while (at_ < text_.size() && space(text_[at_])) ++at_;
    }

    Result<> start_tag() {
        ++at_;
        const std::string_view name = read_name();
        tree_.open(name);
        bool closed = false;
        TRY(attributes(closed));
        return tree_.opened(closed);
    }

    Result<> attributes(bool& closed) {
        std::size_t count = 0;
        for (;;) {
            skip_space();
            if (at_ >= text_.size()) return {};
            const char c = text_[at_];
            if (c == '>') {
                ++at_;
                return {};
            }
            if (c == '/') {
                closed = ++at_ < text_.size() && text_[at_] == '>';
                continue;
            }
            if (c == '<') {  // the tag was never ended
                tree_.mend();
                return {};
            }
            if (!name_start(c)) {
                ++at_;
                continue;
            }
            if (++count > limits_.attributes)
                return fail(Fault::too_big, fmt::format("XML: more than {} attributes", limits_.attributes));
            const std::string_view name = read_name();
            skip_space();
            std::string_view value;
            if (at_ < text_.size() && text_[at_] == '=') {
                ++at_;
                skip_space();
                value = attribute_value();
            }
            tree_.attribute(name, value);
        }
    }

    std::string_view attribute_value() {
        if (at_ >= text_.size()) return {};
        const char quote = text_[at_];
        const std::size_t start = at_;
        if (quote == '"' || quote == '\'') {
            const auto end = text_.find(quote, start + 1);
            if (end != std::string_view::npos) {
                at_ = end + 1;
                return text_.substr(start + 1, end - start - 1);
            }
            tree_.mend();
            ++at_;
        }
        const std::size_t from = at_;
        while (at_ < text_.size() && !space(text_[at_]) && text_[at_] != '>') ++at_;
        return text_.substr(from, at_ - from);
    }

    Result<> end_tag() {
        const std::size_t start = at_;
        at_ += 2;
        const std::string_view name = read_name();
        const auto close = text_.find_first_of("<>", at_);
        at_ = close == std::string_view::npos ? text_.size() : text_[close] == '>' ? close + 1 : close;
        if (name.empty() && at_ == start + 2) {
            at_ = start;
            return stray();
        }
        tree_.end(name);
        return {};
    }

    std::string_view text_;
    Tree& tree_;
    const Limits& limits_;
    std::size_t at_ = 0;
    bool no_bracket_ahead_ = false;
};

}  // namespace

Result<Document> Document::parse(std::string text, const Limits& limits) {
    expand_declared(text);
    Document document;
    document.text_ = std::make_unique<const std::string>(std::move(text));
    Tree tree(document, limits);
    TRY(Scanner(*document.text_, tree, limits).run());
    tree.finish();
    return document;
}

}  // namespace octavo::feed::xml
