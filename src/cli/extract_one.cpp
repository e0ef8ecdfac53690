#include "cli/extract_one.hpp"

#include <filesystem>
#include <unordered_set>

#include "base/utf8.hpp"
#include "cli/batch_extract.hpp"
#include "cli/batch_input.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "extract/page.hpp"
#include "extract/site_rules.hpp"
#include "fetch/gate.hpp"
#include "markup/safe_html.hpp"
#include "pipeline/rule_book.hpp"

namespace octavo::cli {
namespace {

struct Got {
    std::string bytes, url, content_type, robots;
};

Result<Got> fetch_page(const std::string& address, const Config& config) {
    const auto url = Url::parse(address);
    if (!url) return fail(Fault::usage, fmt::format("{}: not an address", address));
    fetch::Gate gate(config.gate);
    auto answer = TRY(gate.get({.url = *url, .purpose = fetch::Purpose::page, .etag = {}, .last_modified = {}}));
    if (answer.status != 200)
        return fail(Fault::unreachable, fmt::format("{}: the server answered {}", address, answer.status));
    return Got{std::move(answer.body), answer.url.href(), std::string(answer.header("content-type")),
               std::string(answer.header("x-robots-tag"))};
}

Result<Got> get(const std::string& argument, const Config& config) {
    if (argument.starts_with("http://") || argument.starts_with("https://")) return fetch_page(argument, config);
    return Got{TRY(read_input_file(argument)), {}, {}, {}};
}

// --rules FILE is for any page, so that a rule can be tried before it has its place; --rules FOLDER goes by host, as
// extract.rules does.
class Rules {
  public:
    static Result<Rules> read(const std::string& path) {
        Rules out;
        std::error_code ignored;
        if (std::filesystem::is_directory(path, ignored)) {
            out.book_ = TRY(pipeline::RuleBook::load(path));
            for (const auto& file : out.book_.left_out()) fmt::print(stderr, "left out: {}\n", file);
        } else if (!path.empty()) {
            const std::string text = TRY(read_input_file(path));
            out.one_ = TRY(extract::SiteRules::parse(text, path));
        }
        return out;
    }
    // Good until the next page is asked for.
    const extract::SiteRules* for_page(const std::string& url) {
        if (one_) return &*one_;
        const std::string& text = book_.for_page(url);
        if (text.empty()) return nullptr;
        auto parsed = extract::SiteRules::parse(text, url);
        of_host_ = parsed ? std::optional(std::move(*parsed)) : std::nullopt;
        return of_host_ ? &*of_host_ : nullptr;
    }

  private:
    pipeline::RuleBook book_;
    std::optional<extract::SiteRules> one_, of_host_;
};

// How it was read, and what of the page's text is not in the article.
void explain(const Extraction& extraction, const Got& got, const extract::SiteRules* rules,
             extract::Extractor& extractor) {
    fmt::print("---\nstatus: {}\nhow: {}\n", name_of(extraction.status), printable(extraction.why));
    if (rules)
        for (const auto& note : rules->notes()) fmt::print("rules: {}\n", printable(note));
    std::unordered_set<std::string> kept;
    for (const Block& b : extraction.blocks) {
        kept.insert(b.text);
        kept.insert(b.items.begin(), b.items.end());
    }
    const std::string everything = plain_text(extraction);
    std::vector<std::string> left;
    for (const Block& b : extractor.blocks_of_markup(got.bytes, got.url)) {
        const auto note = [&](const std::string& text) {
            if (text.size() >= 20 && !kept.contains(text) && everything.find(text) == std::string::npos)
                left.push_back(text);
        };
        note(b.text);
        for (const auto& item : b.items) note(item);
    }
    if (left.empty()) return;
    fmt::print("left out of the article ({} pieces of text on the page):\n", left.size());
    constexpr std::size_t shown = 40;
    for (std::size_t i = 0; i < std::min(shown, left.size()); ++i)
        fmt::print("  - {}\n", printable(utf8::excerpt(left[i], 84)));
    if (left.size() > shown) fmt::print("  and {} more\n", left.size() - shown);
}

void print_for_people(const Extraction& extraction, const Got& got, const Options& options) {
    const std::string_view url = extraction.canonical.empty() ? got.url : extraction.canonical;
    if (options.html) {
        fmt::print("<h1>{}</h1>\n{}", markup::escape(extraction.title).text(), extract::html_of(extraction.blocks));
        return;
    }
    if (extraction.status != ReadStatus::article)
        fmt::print("({}: {})\n\n", name_of(extraction.status), printable(extraction.why));
    print_extraction(extraction, url);
}

int extract_one(const std::string& argument, const Options& options, const Config& config, Rules& rules) {
    auto got = get(argument, config);
    if (!got) return report(got.error());
    extract::Extractor extractor;
    const extract::SiteRules* ruled = rules.for_page(got->url);
    const Extraction extraction = extractor.extract({.bytes = got->bytes,
                                                     .url = got->url,
                                                     .content_type = got->content_type,
                                                     .robots = got->robots,
                                                     .now = SystemClock{}.now(),
                                                     .rules = ruled});
    const bool nothing = extraction.title.empty() && extraction.blocks.empty();
    if (options.json) {
        JsonWriter out;
        out.object().field("file", argument);
        write_extraction(extraction, out);
        out.end();
        fmt::print("{}\n", out.text());
    } else if (nothing) {
        fmt::print("{}: no article in it ({}: {})\n", printable(argument), name_of(extraction.status),
                   printable(extraction.why));
    } else {
        print_for_people(extraction, *got, options);
    }
    if (options.why) explain(extraction, *got, ruled, extractor);
    return static_cast<int>(nothing ? Exit::some_refused : Exit::well);
}

}  // namespace

int extract_for_people(const Options& options) {
    auto config = load_config(options.flags);
    if (!config) return report(config.error());
    auto rules = Rules::read(options.rules.empty() ? config->rules : options.rules);
    if (!rules) return report(rules.error());
    int worst = 0;
    for (const std::string& argument : options.args) {
        if (ArticleId::parse(argument)) {
            Options one = options;
            one.args = {argument};
            worst = std::max(worst, command_show(one, *config));
            continue;
        }
        worst = std::max(worst, extract_one(argument, options, *config, *rules));
    }
    return worst;
}

}  // namespace octavo::cli
