#include "model/wire.hpp"

#include <algorithm>

namespace octavo::wire {
namespace {

// Kind letter, then version: a reader refuses what it does not know instead of misreading it.
constexpr std::uint64_t extraction_kind = 'E', extraction_version = 2;
constexpr std::uint64_t reading_kind = 'R', reading_version = 4;

void put(Encoder& out, const Block& block) {
    out.number(static_cast<std::uint64_t>(block.type));
    out.number(block.level);
    out.string(block.text);
    out.string(block.html);
    out.list(block.items, [&](const std::string& item) { out.string(item); });
    out.string(block.url);
    out.string(block.alt);
}

void put(Encoder& out, const DateForm& form) {
    out.flag(form.day_only);
    out.flag(form.east.has_value());
    out.signed_number(form.east.value_or(0));
}

DateForm get_form(Decoder& in) {
    DateForm form;
    form.day_only = in.flag();
    const bool zoned = in.flag();
    const auto east = static_cast<int>(std::clamp<std::int64_t>(in.signed_number(), -24 * 60, 24 * 60));
    if (zoned) form.east = east;
    return form;
}

Block get_block(Decoder& in) {
    Block block;
    block.type = static_cast<Block::Type>(std::min<std::uint64_t>(in.number(), 7));
    block.level = static_cast<std::uint8_t>(in.number());
    block.text = in.string();
    block.html = in.string();
    in.list([&] { block.items.push_back(in.string()); });
    block.url = in.string();
    block.alt = in.string();
    return block;
}

template <class T>
Result<T> finished(const Decoder& in, T value, std::string_view what) {
    if (!in.done()) return fail(Fault::malformed, fmt::format("{}: damaged bytes", what));
    return value;
}

}  // namespace

std::string encode(const Extraction& e) {
    Encoder out;
    out.number(extraction_kind);
    out.number(extraction_version);
    out.signed_number(e.version);
    out.number(static_cast<std::uint64_t>(e.status));
    out.string(e.title);
    out.list(e.authors, [&](const std::string& a) { out.string(a); });
    out.instant(e.published);
    out.instant(e.modified);
    out.string(e.language);
    out.number(static_cast<std::uint64_t>(e.kind));
    out.string(e.canonical);
    out.string(e.site);
    out.string(e.section);
    out.string(e.description);
    out.list(e.tags, [&](const std::string& t) { out.string(t); });
    out.string(e.licence);
    out.list(e.pictures, [&](const Picture& p) {
        out.string(p.url);
        out.string(p.caption);
    });
    out.list(e.blocks, [&](const Block& b) { put(out, b); });
    out.flag(e.marks.noindex);
    out.flag(e.marks.noarchive);
    out.flag(e.marks.nosnippet);
    out.flag(e.marks.tdm_reserved);
    out.signed_number(e.marks.max_snippet);
    out.string(e.why);
    put(out, e.published_as);  // since version 2
    put(out, e.modified_as);
    out.string(e.amp);
    out.string(e.print);
    out.flag(e.marks.not_free);
    return out.take();
}

Result<Extraction> decode_extraction(std::string_view bytes) {
    Decoder in(bytes);
    const auto kind = in.number(), written = in.number();
    if (kind != extraction_kind || written < 1 || written > extraction_version)
        return fail(Fault::malformed, "extraction: unknown encoding");
    Extraction e;
    e.version = static_cast<int>(in.signed_number());
    e.status = static_cast<ReadStatus>(std::min<std::uint64_t>(in.number(), 5));
    e.title = in.string();
    in.list([&] { e.authors.push_back(in.string()); });
    e.published = in.instant();
    e.modified = in.instant();
    e.language = in.string();
    e.kind = static_cast<Kind>(std::min<std::uint64_t>(in.number(), 8));
    e.canonical = in.string();
    e.site = in.string();
    e.section = in.string();
    e.description = in.string();
    in.list([&] { e.tags.push_back(in.string()); });
    e.licence = in.string();
    in.list([&] {
        std::string url = in.string();
        e.pictures.push_back({std::move(url), in.string()});
    });
    in.list([&] { e.blocks.push_back(get_block(in)); });
    e.marks.noindex = in.flag();
    e.marks.noarchive = in.flag();
    e.marks.nosnippet = in.flag();
    e.marks.tdm_reserved = in.flag();
    e.marks.max_snippet = static_cast<int>(in.signed_number());
    e.why = in.string();
    if (written >= 2) {
        e.published_as = get_form(in);
        e.modified_as = get_form(in);
        e.amp = in.string();
        e.print = in.string();
        e.marks.not_free = in.flag();
    }
    return finished(in, std::move(e), "extraction");
}

std::string encode(const Reading& r) {
    Encoder out;
    out.number(reading_kind);
    out.number(reading_version);
    out.signed_number(r.version);
    out.string(r.language);
    out.real(r.language_confidence);
    out.number(r.words);
    out.fixed64(r.fingerprint);
    out.fixed64(r.simhash);
    out.list(r.sketch, [&](std::uint32_t h) { out.number(h); });
    out.list(r.terms, [&](const Term& t) {
        out.fixed64(t.hash);
        out.real(t.frequency);
    });
    out.list(r.hashtags, [&](const std::string& t) { out.string(t); });
    out.string(name_of(r.category));
    out.real(r.category_confidence);
    out.real(r.news);
    out.list(r.places, [&](const AboutPlace& p) {
        out.string(p.id);
        out.real(p.score);
    });
    out.list(r.names, [&](const AboutName& n) {
        out.string(n.name);
        out.number(static_cast<std::uint64_t>(n.kind));
        out.number(n.mentions);
    });
    return out.take();
}

Result<Reading> decode_reading(std::string_view bytes) {
    Decoder in(bytes);
    if (in.number() != reading_kind) return fail(Fault::malformed, "reading: unknown encoding");
    const auto version = in.number();  // below 4, of archives until they are read again
    if (version == 0 || version > reading_version) return fail(Fault::malformed, "reading: unknown encoding");
    Reading r;
    r.version = static_cast<int>(in.signed_number());
    r.language = in.string();
    r.language_confidence = in.real();
    r.words = static_cast<std::uint32_t>(in.number());
    r.fingerprint = in.fixed64();
    r.simhash = in.fixed64();
    in.list([&] { r.sketch.push_back(static_cast<std::uint32_t>(in.number())); });
    in.list([&] {
        const auto hash = in.fixed64();
        r.terms.push_back({hash, in.real()});
    });
    in.list([&] { r.hashtags.push_back(in.string()); });
    if (version >= 2) {
        r.category = category_of(in.view()).value_or(Category::general);
        r.category_confidence = in.real();
        r.news = in.real();
    }
    if (version >= 3)
        in.list([&] {
            std::string id = in.string();
            r.places.push_back({std::move(id), in.real()});
        });
    if (version >= 4)
        in.list([&] {
            AboutName n;
            n.name = in.string();
            n.kind = static_cast<NameKind>(std::min<std::uint64_t>(in.number(), 3));
            n.mentions = static_cast<std::uint32_t>(in.number());
            r.names.push_back(std::move(n));
        });
    return finished(in, std::move(r), "reading");
}

}  // namespace octavo::wire
