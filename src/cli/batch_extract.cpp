#include "cli/batch_extract.hpp"

#include <istream>
#include <ostream>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "cli/batch.hpp"
#include "cli/batch_input.hpp"
#include "extract/evidence.hpp"
#include "extract/judge.hpp"
#include "extract/page.hpp"
#include "extract/site_template.hpp"
#include "markup/safe_html.hpp"
#include "text/language.hpp"

namespace octavo::cli {
namespace {

// The text decides; the page's own tag ("en-GB") is given as it stands where it names the same language.
std::string language_of(const Extraction& e, std::string_view text) {
    const auto primary = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
    std::string found = text::identify_article(e.title, text, e.language).language;
    return found == "und" || primary(found) == primary(e.language) ? e.language : found;
}

}  // namespace

void write_extraction(const Extraction& e, JsonWriter& out) {
    const std::string text = plain_text(e);
    const auto when = [&](std::string_view name, const std::optional<Instant>& instant, const DateForm& form) {
        out.key(name);
        if (instant)
            out.value(to_iso(*instant, form));
        else
            out.null();
    };
    out.field("status", name_of(e.status)).field("title", e.title).strings("authors", e.authors);
    when("published", e.published, e.published_as);
    when("modified", e.modified, e.modified_as);
    out.field("language", language_of(e, text)).field("kind", name_of(e.kind));
    out.key("image");
    if (e.pictures.empty())
        out.null();
    else
        out.value(e.pictures.front().url);
    out.key("images").array();
    for (const Picture& p : e.pictures) out.object().field("url", p.url).field("caption", p.caption).end();
    out.end();
    out.field("text", text).field("html", extract::html_of(e.blocks));
    out.field("site", e.site).field("section", e.section).strings("tags", e.tags);
    out.field("canonical", e.canonical).field("description", e.description).field("why", e.why);
}

namespace {

// For scripts/train_extraction.py.
void write_evidence(const std::vector<extract::Extractor::Weighed>& blocks, JsonWriter& out) {
    const auto table = [&](std::string_view name, std::span<const extract::Feature> features) {
        out.key(name).array();
        for (const extract::Feature& f : features)
            out.array().value(f.name).value(static_cast<std::int64_t>(f.bins)).end();
        out.end();
    };
    table("features", extract::features());
    table("company", extract::company_features());
    out.key("blocks").array();
    for (const auto& block : blocks) {
        out.object().field("text", block.text).field("letters", block.letters);
        out.field("parent", block.parent).field("called", block.called).field("score", block.score);
        out.key("evidence").array();
        for (const std::uint8_t bin : block.evidence) out.value(static_cast<std::int64_t>(bin));
        out.end().end();
    }
    out.end();
}

extract::Page page_of(const Json& request, std::string_view bytes, const extract::SiteTemplate* site, bool teaches) {
    return {.bytes = bytes,
            .url = request["url"].string(),
            .content_type = request["content_type"].string(),
            .robots = request["robots"].string(),
            .now = SystemClock{}.now(),
            .site = site,
            .teaches = teaches};
}

Result<> read_page(extract::Extractor& extractor, const Json& request, const extract::SiteTemplate* site, bool teaches,
                   Extraction& out) {
    const std::string bytes = TRY(read_input_file(request["file"].string()));
    out = extractor.extract(page_of(request, bytes, site, teaches));
    return {};
}

// The host without www., "" when there is no address: pages of no site teach nothing.
std::string site_of(const Json& request) {
    const auto url = Url::parse(request["url"].string());
    if (!url) return {};
    const std::string host(url->host());
    return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace

Result<> answer_extract(const Json& request, JsonWriter& out) {
    thread_local extract::Extractor extractor;
    thread_local std::string weights;  // the file the extractor judges by; "": its own
    if (const std::string_view wanted = request["weights"].string(); wanted != weights) {
        extractor.use_weights(wanted.empty() ? std::string() : TRY(read_input_file(std::string(wanted))));
        weights = wanted;
    }
    if (request["evidence"].boolean()) {
        const std::string bytes = TRY(read_input_file(request["file"].string()));
        write_evidence(extractor.weigh(page_of(request, bytes, nullptr, false)), out);
        return {};
    }
    Extraction extraction;
    if (auto read = read_page(extractor, request, nullptr, false, extraction); !read) return read;
    write_extraction(extraction, out);
    return {};
}

int extract_and_learn(std::istream& in, std::ostream& out) {
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!utf8::trim(line).empty()) lines.push_back(line);
    extract::Extractor extractor;
    Extraction extraction;
    std::map<std::string, extract::SiteTemplate> sites;
    for (const std::string& line : lines) {
        const auto request = Json::parse(line);
        const std::string site = request ? site_of(*request) : "";
        if (!site.empty() && read_page(extractor, *request, nullptr, true, extraction))
            sites[site].learn(extractor.blocks_seen());
    }
    for (const std::string& line : lines) {
        out << answer_line(line, [&](const Json& request, JsonWriter& answer) -> Result<> {
            const auto known = sites.find(site_of(request));
            auto read =
                read_page(extractor, request, known == sites.end() ? nullptr : &known->second, false, extraction);
            if (!read) return read;
            write_extraction(extraction, answer);
            return {};
        }) << '\n';
        if (!out.flush()) return 1;
    }
    return 0;
}

Result<> answer_sanitize(const Json& request, JsonWriter& out) {
    out.field("output", markup::sanitize(request["input"].string(), request["base"].string()).text());
    return {};
}

}  // namespace octavo::cli
