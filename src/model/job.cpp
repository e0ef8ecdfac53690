#include "model/job.hpp"

#include "model/wire.hpp"

namespace octavo {
namespace {

constexpr std::uint64_t job_kind = 'J', job_version = 3;
constexpr std::uint64_t parsed_kind = 'P', parsed_version = 2;

void put(wire::Encoder& out, const Hints& h) {
    const auto strings = [&](const std::vector<std::string>& v) {
        out.list(v, [&](const std::string& s) { out.string(s); });
    };
    out.string(h.title);
    strings(h.authors);
    out.instant(h.published);
    out.instant(h.modified);
    out.string(h.language);
    out.string(h.summary);
    out.string(h.content);
    out.string(h.image);
    out.string(h.guid);
    strings(h.tags);
    out.flag(h.plain);
}

Hints get_hints(wire::Decoder& in) {
    Hints h;
    h.title = in.string();
    in.list([&] { h.authors.push_back(in.string()); });
    h.published = in.instant();
    h.modified = in.instant();
    h.language = in.string();
    h.summary = in.string();
    h.content = in.string();
    h.image = in.string();
    h.guid = in.string();
    in.list([&] { h.tags.push_back(in.string()); });
    h.plain = in.flag();
    return h;
}

}  // namespace

std::string encode(const ParseJob& job) {
    wire::Encoder out;
    out.number(job_kind);
    out.number(job_version);
    out.string(job.url);
    out.string(job.content_type);
    out.string(job.robots);
    out.string(job.html);
    put(out, job.hints);
    out.string(job.rules);
    out.string(job.so_far);
    out.string(job.article_url);
    out.signed_number(to_unix_ms(job.seen));
    out.fixed64(job.source.value);
    return out.take();
}

Result<ParseJob> decode_parse_job(std::string_view bytes) {
    wire::Decoder in(bytes);
    if (in.number() != job_kind || in.number() != job_version)
        return fail(Fault::malformed, "parse job: unknown encoding");
    ParseJob job;
    job.url = in.string();
    job.content_type = in.string();
    job.robots = in.string();
    job.html = in.string();
    job.hints = get_hints(in);
    job.rules = in.string();
    job.so_far = in.string();
    job.article_url = in.string();
    job.seen = from_unix_ms(in.signed_number());
    job.source = SourceId{in.fixed64()};
    if (!in.done()) return fail(Fault::malformed, "parse job: damaged bytes");
    return job;
}

std::string encode(const ParsedArticle& article) {
    wire::Encoder out;
    out.number(parsed_kind);
    out.number(parsed_version);
    out.string(article.url);
    out.fixed64(article.id.value);
    out.string({reinterpret_cast<const char*>(article.served.data()), article.served.size()});
    out.string(wire::encode(article.extraction));
    out.string(wire::encode(article.reading));
    out.string(article.search.title);
    out.string(article.search.body);
    out.string(article.excerpt);
    out.string(article.next_page);
    out.flag(article.from_feed);
    return out.take();
}

Result<ParsedArticle> decode_parsed_article(std::string_view bytes) {
    wire::Decoder in(bytes);
    if (in.number() != parsed_kind || in.number() != parsed_version)
        return fail(Fault::malformed, "parsed article: unknown encoding");
    ParsedArticle article;
    article.url = in.string();
    article.id = ArticleId{in.fixed64()};
    const auto served = in.view();
    if (served.size() != article.served.size()) return fail(Fault::malformed, "parsed article: damaged bytes");
    std::memcpy(article.served.data(), served.data(), served.size());
    article.extraction = TRY(wire::decode_extraction(in.view()));
    article.reading = TRY(wire::decode_reading(in.view()));
    article.search.title = in.string();
    article.search.body = in.string();
    article.excerpt = in.string();
    article.next_page = in.string();
    article.from_feed = in.flag();
    if (!in.done()) return fail(Fault::malformed, "parsed article: damaged bytes");
    return article;
}

}  // namespace octavo
