// Checked by tests/pipeline/export_test.cpp, which imports what it exported.
#include "pipeline/export.hpp"

#include <ostream>

#include "base/json.hpp"
#include "extract/page.hpp"

namespace octavo::pipeline {
namespace {

std::optional<std::string> iso(const std::optional<Instant>& instant) {
    if (!instant) return std::nullopt;
    return to_iso(*instant);
}

std::string row_of(const store::FullArticle& article) {
    const auto& card = article.card;
    const auto& extraction = article.extraction;
    const auto published = iso(extraction.published), modified = iso(extraction.modified);
    JsonWriter out;
    out.object()
        .field("article", card.id.text())
        .field("url", card.url)
        .field("source", card.source_domain)
        .field("publisher", card.source_name)
        .field("published", published)
        .field("modified", modified)
        .field("first_seen", to_iso(card.first_seen))
        .field("lang", article.reading.language)
        .field("title", extraction.title)
        .strings("authors", extraction.authors)
        .field("description", extraction.description)
        .field("section", extraction.section)
        .field("kind", name_of(extraction.kind))
        .strings("tags", extraction.tags)
        .field("image", card.image)
        .field("text", plain_text(extraction))
        .field("html", extract::html_of(extraction.blocks))
        .end();
    return out.take();
}

}  // namespace

Result<std::uint64_t> export_jsonl(store::Reader& reader, std::ostream& out) {
    std::uint64_t written = 0;
    TRY(reader.each_article([&](const store::FullArticle& article) {
        if (article.card.sample) return true;
        out << row_of(article) << '\n';
        if (!out) return false;
        ++written;
        return true;
    }));
    if (!out) return fail(Fault::unwritable, fmt::format("export: stopped after {} articles: cannot write", written));
    return written;
}

}  // namespace octavo::pipeline
