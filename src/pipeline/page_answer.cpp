// Many an answer with status 200 is no article: a picture, a PDF, the front page an old address leads to. To store such
// a thing under the article's name would be to invent the publisher's words.
//   404                       refused: what the feed said is all there will be
//   429, 503, no answer       unreachable: asked for again later
//   200, leads to "/"         refused: the article is gone
#include "pipeline/page_answer.hpp"

#include "base/utf8.hpp"

namespace octavo::pipeline {
namespace {

bool is_web_page(std::string_view content_type) {
    const std::string type = utf8::lower(utf8::trim(content_type.substr(0, content_type.find(';'))));
    return type.empty() || type == "text/html" || type == "application/xhtml+xml" || type == "text/plain" ||
           type == "application/xml" || type == "text/xml";
}

}  // namespace

bool is_silence(const Failure& failure) {
    return failure.fault == Fault::unreachable || failure.fault == Fault::timed_out;
}

std::optional<Failure> page_failure(const Result<fetch::Fetched>& fetched) {
    if (!fetched) return fetched.error();
    const int status = fetched->status;
    if (status != 200) {
        const bool passing = status == 429 || status >= 500;
        return Failure{passing ? Fault::unreachable : Fault::refused, fmt::format("the page answered {}", status)};
    }
    if (!is_web_page(fetched->header("content-type"))) return Failure{Fault::refused, "the address is no web page"};
    // Removed articles often lead to the front page, which is nobody's article.
    if (!fetched->redirects.empty() && fetched->url.path() == "/" && fetched->url.query().empty())
        return Failure{Fault::refused, "the page leads to the front page"};
    if (fetched->body.empty()) return Failure{Fault::refused, "the page is empty"};
    return std::nullopt;
}

bool is_passing_failure(const Result<fetch::Fetched>& fetched) {
    const auto failure = page_failure(fetched);
    return failure && (is_silence(*failure) || failure->fault == Fault::busy);
}

std::string robots_headers(const fetch::Fetched& fetched) {
    std::string out;
    for (const auto& [name, value] : fetched.headers)
        if (name == "x-robots-tag") out += (out.empty() ? "" : ", ") + value;
    return out;
}

}  // namespace octavo::pipeline
