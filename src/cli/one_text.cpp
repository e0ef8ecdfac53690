#include "cli/one_text.hpp"

#include <filesystem>

#include "base/utf8.hpp"
#include "cli/archive.hpp"
#include "cli/batch_input.hpp"
#include "cli/progress.hpp"
#include "extract/page.hpp"
#include "provider/reserved.hpp"
#include "text/language.hpp"
#include "text/words.hpp"

namespace octavo::cli {
namespace {

// Paragraph by paragraph: a list's items and a quote are read, a picture's caption and a table are not.
std::string text_of(const std::vector<Block>& blocks) {
    std::string out;
    for (const Block& b : blocks) {
        if (b.type == Block::Type::paragraph || b.type == Block::Type::heading || b.type == Block::Type::quote)
            out += b.text + "\n\n";
        if (b.type == Block::Type::list)
            for (const std::string& item : b.items) out += item + "\n\n";
    }
    return out;
}

}  // namespace

bool looks_like_html(std::string_view bytes) {
    std::string begin(bytes.substr(0, 4000));
    std::erase(begin, '\0');  // UTF-16
    for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"})
        if (begin.starts_with(mark)) begin.erase(0, mark.size());
    begin = utf8::lower(utf8::repair(utf8::trim(begin)));
    if (begin.starts_with('<')) return true;
    for (const std::string_view sign : {"<!doctype", "<html", "<head", "<body", "<article", "<p>"})
        if (begin.find(sign) != std::string::npos) return true;
    return false;
}

namespace {

Result<OneText> sentences_of(OneText out, const std::string& text, const std::string& language) {
    if (utf8::trim(text).empty()) return fail(Fault::not_found, fmt::format("{}: no text in it", printable(out.name)));
    if (!language.empty()) out.language = language;
    if (out.language.empty() || out.language == "und")
        out.language = text::identify_article(out.title, text, "").language;
    if (out.language == "und")
        return fail(Fault::usage, fmt::format("{}: which language is it in? Say --from LANGUAGE, as in --from en",
                                              printable(out.name)));
    if (!out.title.empty()) out.sentences.push_back({out.title, true});
    std::size_t last = 0;
    for (const text::Span span : text::sentences(text, out.language)) {
        const bool part = text.substr(last, span.begin - last).find('\n') != std::string::npos || last == 0;
        std::string sentence = utf8::squeeze(std::string_view(text).substr(span.begin, span.end - span.begin));
        if (!sentence.empty()) out.sentences.push_back({std::move(sentence), part});
        last = span.end;
    }
    if (out.sentences.empty()) return fail(Fault::not_found, fmt::format("{}: no text in it", printable(out.name)));
    return out;
}

Result<OneText> of_archive(ArticleId id, const std::string& language, const Config& config) {
    const auto store = TRY(open_archive(config, Access::look));
    const auto reader = TRY(store->reader());
    const auto article = TRY(reader->article(id));
    if (!article) return fail(Fault::not_found, fmt::format("no article {} in {}", id.text(), config.data));
    OneText out{.name = id.text(), .title = article->card.title, .language = article->card.language};
    std::string text = text_of(article->extraction.blocks);
    if (text.empty()) text = article->card.excerpt;
    out.reserved = provider::is_reserved(article->extraction.marks);
    return sentences_of(std::move(out), text, language);
}

}  // namespace

Marks marks_of_file(std::string_view bytes) {
    if (!looks_like_html(bytes)) return {};
    return extract::Extractor()
        .extract(
            {.bytes = bytes, .url = {}, .content_type = {}, .robots = {}, .now = SystemClock{}.now(), .rules = nullptr})
        .marks;
}

Result<OneText> read_one_text(const std::string& argument, const std::string& language, const Config& config) {
    std::error_code ignored;
    const auto id = ArticleId::parse(std::string_view(argument).substr(argument.rfind('-') + 1));
    if (id && !std::filesystem::exists(argument, ignored)) return of_archive(*id, language, config);
    const std::string bytes = TRY(read_input_file(argument));
    OneText out{.name = std::filesystem::path(argument).stem().string()};
    if (!looks_like_html(bytes)) return sentences_of(std::move(out), utf8::repair(bytes), language);
    extract::Extractor extractor;
    const Extraction page = extractor.extract(
        {.bytes = bytes, .url = {}, .content_type = {}, .robots = {}, .now = SystemClock{}.now(), .rules = nullptr});
    out.title = page.title;
    out.reserved = provider::is_reserved(page.marks);
    return sentences_of(std::move(out), text_of(page.blocks), language);
}

}  // namespace octavo::cli
