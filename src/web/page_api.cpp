// The API for people: what may be asked, with something to click on, written from the table that answers
// (api_table.hpp). In English, as the API's own words are, inside the edition's frame.
#include "base/url.hpp"
#include "web/api_table.hpp"
#include "web/pages.hpp"

namespace octavo::web {
namespace {

// Something that can be asked as it stands: "/api/v1/articles?language=en&limit=5"; "" for what wants an id.
std::string example_of(const ApiOperation& o, const Edition& edition) {
    if (o.path.contains('{')) return {};
    std::string query;
    const auto add = [&](std::string_view name, std::string_view value) {
        query += fmt::format("{}{}={}", query.empty() ? '?' : '&', name, percent_encode(value));
    };
    for (const ApiParameter& p : o.parameters) {
        if (p.kind == ApiKind::words) add(p.name, fmt::format("lang:{}", edition.language));
        if (p.kind == ApiKind::edition) add(p.name, edition.code);
        if (p.kind == ApiKind::language) add(p.name, edition.language);
        if (p.kind == ApiKind::limit) add(p.name, "5");
    }
    return fmt::format("{}{}{}", api_root, o.path, query);
}

void row(Html& h, const ApiOperation& o, const Edition& edition) {
    h.put("<tr><th scope=\"row\"><code>").text(o.path).put("</code></th><td>").text(o.summary);
    if (!o.parameters.empty()) {
        h.put("<small>");
        for (const ApiParameter& p : o.parameters) {
            if (&p != o.parameters.data()) h.put(", ");
            h.put("<code>").text(p.name).put(p.required ? Markup("</code> (needed)") : Markup("</code>"));
        }
        h.put("</small>");
    }
    if (const std::string example = example_of(o, edition); !example.empty())
        h.put("<small><a").url("href", example).put(">").text(example).put("</a></small>");
    h.put("</td></tr>");
}

}  // namespace

std::string api_page(const Setting& s) {
    const Frame frame{.title = std::string(s.tongue.say(Say::api)), .place = "api"};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap words api\"><h1>").text(frame.title).put("</h1>");
    h.put(
         "<div lang=\"en\" dir=\"ltr\"><p>Everything these pages show, as JSON, for anybody’s program; nothing to log "
         "in "
         "to. Requests are GET requests below <code>")
        .text(api_root);
    h.put(
        "</code>. The articles belong to their publishers: an answer has as much of a text as its page shows, and "
        "<code>marks</code> says what its publisher asks of you. Keep to it.</p><p><a");
    h.url("href", fmt::format("{}/openapi.json", api_root));
    h.put(">The whole description</a> (OpenAPI 3.1): parameters, fields, errors.</p>");
    h.put("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Paths\"><table><tbody>");
    for (const ApiOperation& o : api_operations()) row(h, o, s.edition());
    h.put(
        "</tbody></table></div><ul><li><code>next</code> is the address of the next page, absent on the last.</li>"
        "<li>Every answer has an <code>ETag</code>: sent back as <code>If-None-Match</code> it mostly brings a "
        "304.</li>"
        "<li><code>RateLimit</code> says what is left; a 429 says in <code>Retry-After</code> when to come back.</li>"
        "<li>Errors are <code>application/problem+json</code> and say what would have been "
        "right.</li></ul></div></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
