// Checked by tests/pipeline/starter_test.cpp.
#include "pipeline/catalogue.hpp"

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "pipeline/data.gen.hpp"
#include "pipeline/intake.hpp"

namespace octavo::pipeline {

std::vector<std::string> take_csv_record(std::string_view& csv) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    std::size_t i = 0;
    for (; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted) {
            const bool doubled = c == '"' && i + 1 < csv.size() && csv[i + 1] == '"';
            if (doubled) ++i;
            if (c == '"' && !doubled) {
                quoted = false;
            } else {
                fields.back() += c;
            }
        } else if (c == '"' && fields.back().empty()) {
            quoted = true;
        } else if (c == ',') {
            fields.emplace_back();
        } else if (c == '\n') {
            break;
        } else if (c != '\r') {
            fields.back() += c;
        }
    }
    csv.remove_prefix(std::min(i + 1, csv.size()));
    return fields;
}

namespace {

std::string tidy(const std::string& text) { return utf8::squeeze(utf8::cut(utf8::repair(text), 200)); }

// "INT" and the like are no country.
std::string country_of(const std::string& code) { return code.size() == 2 ? code : std::string(); }

}  // namespace

Result<std::vector<CatalogueRow>> parse_catalogue(std::string_view csv) {
    const std::vector<std::string> header = {"name", "home", "feed", "country", "language", "kind"};
    auto named = take_csv_record(csv);
    if (named.size() < header.size() || !std::equal(header.begin(), header.end(), named.begin()))
        return fail(Fault::malformed, "catalogue: the first line must be name,home,feed,country,language,kind");
    std::vector<CatalogueRow> rows;
    while (!csv.empty()) {
        const auto fields = take_csv_record(csv);
        if (fields.size() < header.size()) continue;
        const auto home = Url::parse(fields[1]), address = Url::parse(fields[2]);
        if (!address || !address->is_web()) continue;
        CatalogueRow row;
        row.source = source_of(home && home->is_web() ? home->href() : address->href(), {});
        row.source.name = tidy(fields[0]);
        row.source.country = country_of(fields[3]);
        row.source.language = tidy(fields[4]);
        row.source.kind = tidy(fields[5]);
        row.feed.url = address->without_fragment();
        row.feed.id = feed_id(row.feed.url);
        row.feed.source = row.source.id;
        row.feed.title = row.source.name;
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::vector<CatalogueRow>> starter_catalogue() { return parse_catalogue(data::get("catalogue.csv")); }

Result<std::size_t> seed_catalogue(store::Store& store, std::string_view csv) {
    if (TRY(store.fact("catalogue"))) return 0;
    const auto reader = TRY(store.reader());
    if (TRY(reader->stats()).feeds > 0) return 0;
    const auto rows = TRY(parse_catalogue(csv));
    for (const auto& row : rows) {
        const auto url = Url::parse(row.feed.url);
        if (store.is_left_out(row.source.domain) || (url && store.is_left_out(url->host()))) continue;
        TRY(store.put_source(row.source));
        TRY(store.put_feed(row.feed));
    }
    TRY(store.put_fact("catalogue", fmt::format("{}", rows.size())));
    return rows.size();
}

Result<std::size_t> seed_catalogue(Line& line, const Clock&) {
    std::size_t added = 0;
    const auto done = line.command([&](store::Store& store) -> Result<> {
        added = TRY(seed_catalogue(store, data::get("catalogue.csv")));
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return added;
}

}  // namespace octavo::pipeline
