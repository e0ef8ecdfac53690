#include "model/job.hpp"

#include "model/wire.hpp"

namespace octavo {
namespace {

constexpr std::uint64_t job_kind = 'J', job_version = 5;
constexpr std::uint64_t hints_kind = 'H', hints_version = 1;
constexpr std::uint64_t parsed_kind = 'P', parsed_version = 4;

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

void put(wire::Encoder& out, const Digest& digest) {
    out.string({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

bool get(wire::Decoder& in, Digest& digest) {
    const auto bytes = in.view();
    if (bytes.size() != digest.size()) return false;
    std::memcpy(digest.data(), bytes.data(), bytes.size());
    return true;
}

}  // namespace

std::string encode(const Hints& hints) {
    wire::Encoder out;
    out.number(hints_kind);
    out.number(hints_version);
    put(out, hints);
    return out.take();
}

Result<Hints> decode_hints(std::string_view bytes) {
    wire::Decoder in(bytes);
    if (in.number() != hints_kind || in.number() != hints_version)
        return fail(Fault::malformed, "hints: unknown encoding");
    Hints hints = get_hints(in);
    if (!in.done()) return fail(Fault::malformed, "hints: damaged bytes");
    return hints;
}

std::string encode(const ParseJob& job) {
    wire::Encoder out;
    out.number(job_kind);
    out.number(job_version);
    out.string(job.url);
    out.string(job.content_type);
    out.string(job.robots);
    out.string(job.html);
    put(out, job.hints);
    out.string(job.site_template);
    out.string(job.rules);
    out.number(job.page);
    out.string(job.so_far);
    out.string(job.article_url);
    put(out, job.served);
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
    job.site_template = in.string();
    job.rules = in.string();
    job.page = static_cast<std::uint32_t>(in.number());
    job.so_far = in.string();
    job.article_url = in.string();
    if (!get(in, job.served)) return fail(Fault::malformed, "parse job: damaged bytes");
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
    put(out, article.served);
    out.number(article.page);
    out.string(wire::encode(article.extraction));
    out.string(wire::encode(article.reading));
    out.string(article.search.title);
    out.string(article.search.body);
    out.string(article.excerpt);
    out.list(article.blocks_seen, [&](std::uint64_t block) { out.fixed64(block); });
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
    if (!get(in, article.served)) return fail(Fault::malformed, "parsed article: damaged bytes");
    article.page = static_cast<std::uint32_t>(in.number());
    article.extraction = TRY(wire::decode_extraction(in.view()));
    article.reading = TRY(wire::decode_reading(in.view()));
    article.search.title = in.string();
    article.search.body = in.string();
    article.excerpt = in.string();
    in.list([&] { article.blocks_seen.push_back(in.fixed64()); });
    article.next_page = in.string();
    article.from_feed = in.flag();
    if (!in.done()) return fail(Fault::malformed, "parsed article: damaged bytes");
    return article;
}

}  // namespace octavo
