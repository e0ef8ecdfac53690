#include "cli/names_here.hpp"

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t id_letters = 13;

// The id at the end of "bvq3k2vs5h7la", "/en-gb/a/four-states-agree-bvq3k2vs5h7la", of an address of ours.
template <class Id>
std::optional<Id> id_in(std::string_view argument, std::string_view kind) {
    argument = argument.substr(0, argument.find_first_of("?#"));
    if (argument.size() == id_letters) return Id::parse(argument);
    const auto at = argument.find(kind);
    if (at == std::string_view::npos) return std::nullopt;
    argument = argument.substr(at + kind.size());
    argument = argument.substr(0, argument.find('/'));
    if (argument.size() < id_letters) return std::nullopt;
    return Id::parse(argument.substr(argument.size() - id_letters));
}

}  // namespace

Result<ArticleId> article_named(const std::string& argument, store::Reader& reader) {
    const auto url = Url::parse(argument);
    if (url && url->is_web())
        if (const auto there = TRY(reader.article_at(normalize(*url)))) return *there;
    if (const auto id = id_in<ArticleId>(argument, "/a/")) return *id;
    return fail(Fault::not_found,
                fmt::format("no article goes by \"{}\"; name its id or its address, as octavo search shows them",
                            printable(argument)));
}

Result<StoryId> story_named(const std::string& argument) {
    if (const auto id = id_in<StoryId>(argument, "/s/")) return *id;
    return fail(Fault::not_found,
                fmt::format("\"{}\" is no story: name its id, or the address of its page", printable(argument)));
}

Result<store::SourceRow> source_named(const std::string& argument, store::Reader& reader) {
    const std::string domain = domain_of(argument);
    if (!domain.empty())
        if (auto row = TRY(reader.source(domain))) return *std::move(row);
    for (store::SourceRow& row : TRY(reader.sources()))
        if (row.source.domain == argument || row.source.name == argument) return std::move(row);
    return fail(Fault::not_found,
                fmt::format("there is no source by the name or address \"{}\"; octavo sources lists them",
                            printable(argument)));
}

std::string domain_of(const std::string& argument) {
    const std::string text = utf8::lower(std::string(utf8::trim(argument)));
    const auto url = Url::parse(text.find("://") == std::string::npos ? "https://" + text : text);
    if (!url || !url->is_web()) return {};
    std::string domain(bare_host(url->host()));
    while (domain.ends_with('.')) domain.pop_back();  // the root's: the same name
    return domain.contains('.') ? domain : std::string();
}

}  // namespace octavo::cli
