// Slips in escaped markup that a browser's rules would answer with silence, mended before anybody parses it.
//   <![CDATA[<p>Twice wrapped</p>]]>            ->   <p>Twice wrapped</p>
//   <iframe src=x /><p>The article</p>          ->   <iframe src=x /></iframe><p>The article</p>
//   In HTML, a link starts with <a href=        ->   In HTML, a link starts with &lt;a href=
// HTML knows no <iframe/>: what follows one, often a whole article, is the frame's fallback and never shown.
// What is mended here is sanitised afterwards like everything else. Checked by tests/feed/feed_test.cpp.
#include "base/utf8.hpp"
#include "feed/fields.hpp"

namespace octavo::feed {
namespace {

// Where a tag cut off at the end begins, if what it would take with it are words; npos otherwise. "a link starts with
// <a href=" and "<!DOCTYPE" are words; in `see <img src="https://e` somebody cut a tag that had begun to say something.
std::size_t unfinished_words(std::string_view html) {
    const auto less = html.rfind('<');
    if (less == std::string_view::npos) return less;
    const std::string_view rest = html.substr(less + 1);
    if (rest.find_first_of(">\"'") != std::string_view::npos) return std::string_view::npos;
    return rest.find_first_of(" =\n") != std::string_view::npos || rest.starts_with('!') ? less
                                                                                         : std::string_view::npos;
}

// What stands inside a frame is for readers who do not show frames (HTML 4.01, section 16.5), and that is us. "Your
// browser does not support iframes", in whatever language, is not meant for anybody.
bool has_words_for_us(std::string_view inside) {
    const std::string words = utf8::lower(utf8::trim(inside));
    return !words.empty() && words.find("frame") == std::string::npos && words.find("browser") == std::string::npos;
}

// Ends each frame behind its start tag where it was never ended, or where markup or words follow inside: the end tag
// that may come later closes nothing then, and is ignored.
std::string with_ended_frames(std::string_view html, std::size_t first) {
    static constexpr std::string_view start = "<iframe";
    std::string out;
    out.reserve(html.size() + 64);
    for (auto at = first; at != std::string_view::npos; at = html.find(start)) {
        const auto end = html.find('>', at);
        if (end == std::string_view::npos) break;
        out += html.substr(0, end + 1);
        html.remove_prefix(end + 1);
        const auto less = std::min(html.find('<'), html.size());
        if (!html.substr(less).starts_with("</iframe>") || has_words_for_us(html.substr(0, less))) out += "</iframe>";
    }
    out += html;
    return out;
}

}  // namespace

std::string mended(std::string html) {
    static constexpr std::string_view open = "<![CDATA[", close = "]]>";
    if (html.starts_with(open) && html.ends_with(close))
        html = utf8::trim(std::string_view(html).substr(open.size(), html.size() - open.size() - close.size()));
    if (const auto at = unfinished_words(html); at != std::string::npos) html.replace(at, 1, "&lt;");
    if (const auto frame = html.find("<iframe"); frame != std::string::npos) html = with_ended_frames(html, frame);
    return html;
}

}  // namespace octavo::feed
