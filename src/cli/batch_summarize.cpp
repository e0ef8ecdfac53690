#include "cli/batch_summarize.hpp"

#include "assist/summary.hpp"
#include "base/utf8.hpp"
#include "text/language.hpp"

namespace octavo::cli {

Result<> answer_summarize(const Json& request, JsonWriter& out) {
    if (!request["text"].is_string()) return fail(Fault::usage, "summarize: \"text\" is missing");
    const auto text = request["text"].string();
    const auto wanted = request["sentences"].integer(0);
    if (wanted < 0 || wanted > static_cast<std::int64_t>(assist::most_summary_sentences))
        return fail(Fault::usage, fmt::format("summarize: \"sentences\" is 1 to {}", assist::most_summary_sentences));
    std::string language(request["lang"].string());
    if (language.empty()) language = text::identify(text, {}).language;
    const assist::SourceText article{request["title"].string(), text, language};
    const assist::Summary summary = assist::summarize(article, static_cast<std::size_t>(wanted));
    out.key("summary").array();
    for (const auto& s : summary.sentences) out.value(text.substr(s.at.begin, s.at.end - s.at.begin));
    out.end().key("at").array();
    utf8::CodePoints points(text);
    for (const auto& s : summary.sentences) {
        const auto start = points.at(s.at.begin);
        out.array().value(start).value(points.at(s.at.end)).end();
    }
    out.end().key("key_points").array();
    for (const auto& p : summary.key_points) out.value(p.text);
    out.end().key("shortened").array();
    for (std::size_t i = 0; i < summary.key_points.size(); ++i)
        if (summary.key_points[i].shortened) out.value(i);
    out.end().field("brief", summary.brief);
    if (request["evidence"].boolean()) out.key("evidence").raw(assist::summary_evidence(article));
    return {};
}

}  // namespace octavo::cli
