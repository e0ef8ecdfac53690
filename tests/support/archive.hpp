// Temporary archives and articles made up on the spot, for the tests of the archive.
#pragma once

#include <string>

#include "base/url.hpp"
#include "model/article.hpp"
#include "store/store.hpp"
#include "support/folder.hpp"

namespace octavo::test {

inline Source source(const std::string& domain, Source::Class klass = Source::Class::real) {
    Source s;
    s.id = source_id(domain);
    s.domain = domain;
    s.name = "The " + domain;
    s.home = "https://" + domain + "/";
    s.klass = klass;
    return s;
}

// Article number `n` of a publisher: an hour apart, terms are its words. A story of its own.
inline store::ArticleWrite article(int n, const std::string& domain = "harbour.example",
                                   const std::string& text = "The harbour master opened the new lock on Monday.") {
    store::ArticleWrite out;
    auto& parsed = out.parsed;
    parsed.url = fmt::format("https://{}/news/{}", domain, n);
    parsed.id = article_id(normalize(*Url::parse(parsed.url)));
    parsed.served = digest(parsed.url + text);
    parsed.extraction.version = 1;
    parsed.extraction.title = fmt::format("Report number {}", n);
    parsed.extraction.authors = {"Ada Quay", "Ben Mole"};
    parsed.extraction.published = at("2025-07-01T00:00:00Z") + std::chrono::hours(n);
    parsed.extraction.section = "Port";
    parsed.extraction.pictures = {{"https://" + domain + "/lock.jpg", "The lock"}};
    Block paragraph;
    paragraph.text = text;
    parsed.extraction.blocks = {paragraph};
    parsed.reading.version = 1;
    parsed.reading.language = "en";
    parsed.reading.words = 9;
    parsed.reading.terms = {{.hash = 1, .frequency = 0.5F}, {.hash = 2, .frequency = 0.25F}};
    parsed.search = {.title = fmt::format("report number {}", n), .body = text};
    parsed.excerpt = text.substr(0, 250);
    out.source = source_id(domain);
    out.first_seen = *parsed.extraction.published + std::chrono::minutes(5);
    out.placement.story = story_id(parsed.id);
    return out;
}

}  // namespace octavo::test
