// From one page, or one feed entry, to an article that is ready to be placed.
//
// Idea: the page is the first witness and the feed entry the second. What the page says is taken; where it says
// nothing, or cannot be read (a wall, a script, a refusal by robots.txt), the feed's word stands:
//
//   page: title, blocks, canonical          entry: date, author      -> one article with all five
//   page: 403                               entry: content           -> the article, as the feed carried it
//   page: nothing without a browser         entry: title alone       -> refused: "no article: the page needs a browser"
//
// The road not taken: trusting whichever is longer. A page that was cut by a paywall is compared by length with the
// feed's full text, but a page that was read well is the publisher's best word even when its feed says more.
// Checked by tests/pipeline/worker_test.cpp and fuzz/worker.cpp.
#include "pipeline/worker.hpp"

#include "base/utf8.hpp"
#include "extract/page.hpp"
#include "extract/site_rules.hpp"
#include "extract/site_template.hpp"
#include "markup/safe_html.hpp"
#include "model/wire.hpp"
#include "pipeline/played.hpp"
#include "text/reading.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::size_t max_title = 600;      // bytes
constexpr std::size_t max_short = 400;      // bytes: a name, a tag, a section
constexpr std::size_t max_list = 40;        // authors, tags, pictures
constexpr std::size_t max_text = 2u << 20;  // bytes of text an article
constexpr std::size_t max_address = 2048;
constexpr std::size_t excerpt_length = 280;  // code points

// One line of plain text: well formed, no control characters, no runs of space.
std::string line_of(std::string_view text, std::size_t max_bytes) {
    const std::string clean = utf8::without_controls(utf8::repair(utf8::cut(text, 4 * max_bytes)));
    return std::string(utf8::trim(utf8::cut(utf8::squeeze(clean), max_bytes)));
}

std::vector<std::string> lines_of(const std::vector<std::string>& texts) {
    std::vector<std::string> out;
    for (const auto& text : texts) {
        if (out.size() == max_list) break;
        std::string line = line_of(text, max_short);
        if (!line.empty() && std::ranges::find(out, line) == out.end()) out.push_back(std::move(line));
    }
    return out;
}

std::string web_address(std::string_view text, std::string_view base) {
    if (text.empty() || text.size() > max_address) return {};
    const auto root = Url::parse(base);
    const auto url = root ? Url::parse(text, *root) : Url::parse(text);
    return url && url->is_web() && !url->has_credentials() ? url->href() : std::string();
}

bool is_front_page(const Url& url) {
    if (!url.query().empty()) return false;
    const std::string path = utf8::lower(url.path());
    return path.empty() || path == "/" || path == "/index.html" || path == "/index.htm" || path == "/index.php";
}

std::size_t text_size(const Block& block) {
    std::size_t size = block.text.size() + block.html.size();
    for (const auto& item : block.items) size += item.size();
    return size;
}

// The whole text of an article stays under its cap: blocks beyond it are left out, and `why` says so.
void cut_blocks(Extraction& extraction) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < extraction.blocks.size(); ++i) {
        sum += text_size(extraction.blocks[i]);
        if (sum <= max_text) continue;
        extraction.blocks.resize(i);
        extraction.why += "; cut at 2 MB";
        return;
    }
}

// A stranger's escape sequence must reach neither a page nor a terminal.
void clean_blocks(std::vector<Block>& blocks) {
    for (Block& block : blocks) {
        for (auto* text : {&block.text, &block.html, &block.alt}) *text = utf8::without_controls(std::move(*text));
        for (auto& item : block.items) item = utf8::without_controls(std::move(item));
    }
}

bool has_words(const std::vector<Block>& blocks) {
    return std::ranges::any_of(blocks, [](const Block& b) {
        return b.type != Block::Type::figure && b.type != Block::Type::embed && text_size(b) > 0;
    });
}

// A page that says the day only, or midnight to the second, is made finer by a feed's instant within that day. What
// feeds say is told in UTC.
void make_finer(Extraction& e, std::optional<Instant> feed) {
    if (!feed) return;
    if (e.published) {
        constexpr auto day = std::chrono::hours(24);
        const bool midnight = to_unix_ms(*e.published) % std::chrono::duration_cast<Duration>(day).count() == 0;
        const auto apart = *feed > *e.published ? *feed - *e.published : *e.published - *feed;
        if ((!e.published_as.day_only && !midnight) || apart >= std::chrono::hours(36)) return;
    }
    e.published = feed;
    e.published_as = {.day_only = false, .east = 0};
}

// Feeds and files of articles often begin the text with the title once more. A text that is nothing else keeps it.
void drop_repeated_title(std::vector<Block>& blocks, std::string_view title) {
    if (blocks.size() < 2 || title.empty()) return;
    const Block& first = blocks.front();
    if (first.type != Block::Type::paragraph && first.type != Block::Type::heading) return;
    const auto bare = [](std::string_view text) {
        std::string line = utf8::lower(utf8::squeeze(text));
        while (line.ends_with('.')) line.pop_back();
        return line;
    };
    if (bare(first.text) == bare(title)) blocks.erase(blocks.begin());
}

// Before the web a date is an accident: a clock at its beginning, a birthday, the year of the building. What a file of
// articles says of its own is believed.
void disbelieve_old(std::optional<Instant>& date) {
    constexpr Instant web_begins = std::chrono::sys_days(std::chrono::year(1990) / 1 / 1);
    if (date && *date < web_begins) date.reset();
}

// Notes read like headlines of their first words.
std::string first_words(const std::vector<Block>& blocks) {
    for (const Block& b : blocks)
        if (b.type == Block::Type::heading && !b.text.empty()) return line_of(b.text, max_title);
    for (const Block& b : blocks)
        if ((b.type == Block::Type::paragraph || b.type == Block::Type::quote) && !b.text.empty())
            return utf8::excerpt(b.text, 90);
    return {};
}

}  // namespace

struct Worker::State {
    const text::CategoryModel* own_categories = nullptr;
    extract::Extractor extractor;
    std::map<std::string, std::optional<extract::SiteRules>, std::less<>> rules;  // compiled, by their text

    // The operator's rules, compiled once. What cannot be read was said at start, where the folder was: here it is as
    // if there were none.
    const extract::SiteRules* compiled(const std::string& text) {
        constexpr std::size_t max_kept = 256;
        if (text.empty()) return nullptr;
        auto known = rules.find(text);
        if (known == rules.end()) {
            if (rules.size() >= max_kept) rules.clear();
            auto parsed = extract::SiteRules::parse(text, "site rules");
            known = rules.emplace(text, parsed ? std::optional(std::move(*parsed)) : std::nullopt).first;
        }
        return known->second ? &*known->second : nullptr;
    }

    // The feed's own text as blocks: its content, else its summary.
    std::vector<Block> blocks_of(const Hints& hints, std::string_view markup, const std::string& base) {
        const std::string text = utf8::repair(utf8::cut(markup, max_text));
        if (utf8::trim(text).empty()) return {};
        return hints.plain ? extract::Extractor::blocks_of_text(text) : extractor.blocks_of_markup(text, base);
    }
};

Worker::Worker(const text::CategoryModel* own_categories) : state_(std::make_unique<State>()) {
    state_->own_categories = own_categories;
}
Worker::~Worker() = default;

std::string address_of(std::string_view canonical, std::string_view found_at) {
    const auto found = found_at.size() <= max_address ? Url::parse(found_at) : std::nullopt;
    const bool found_ok = found && found->is_web();
    const auto own = canonical.empty() || canonical.size() > max_address ? std::nullopt
                     : found_ok                                          ? Url::parse(canonical, *found)
                                                                         : Url::parse(canonical);
    if (own && own->is_web() && !own->has_credentials()) {
        const bool same_house = !found_ok || registrable_domain(own->host()) == registrable_domain(found->host());
        const bool plausible = !is_front_page(*own) || (found_ok && is_front_page(*found));
        if (same_house && plausible) return normalize(*own);
    }
    return found_ok ? normalize(*found) : std::string();
}

namespace {

// What the publisher served, as one hash: the page, else every word of the entry.
Digest hash_of(const ParseJob& job) {
    if (!job.html.empty()) return digest(job.html);
    std::string all;
    for (const auto* part : {&job.hints.title, &job.hints.summary, &job.hints.content, &job.hints.image}) {
        all += fmt::format("{}:", part->size());
        all += *part;
    }
    return digest(all);
}

ArticleId id_of(const ParsedArticle& article, const ParseJob& job, std::string_view text) {
    if (!article.url.empty()) return article_id(article.url);
    if (!job.hints.guid.empty()) return article_id(job.source, job.hints.guid);
    return article_id_of_text(article.extraction.title, text);
}

void clean_lines(Extraction& e) {
    e.title = line_of(e.title, max_title);
    e.site = line_of(e.site, max_short);
    e.section = line_of(e.section, max_short);
    e.description = line_of(e.description, 4 * max_title);
    e.authors = lines_of(e.authors);
    e.tags = lines_of(e.tags);
}

void fill_from_hints(Extraction& e, const Hints& hints, const std::string& base, bool pictures) {
    if (e.title.empty()) e.title = line_of(hints.title, max_title);
    if (e.authors.empty()) e.authors = lines_of(hints.authors);
    if (e.tags.empty()) e.tags = lines_of(hints.tags);
    make_finer(e, hints.published);
    if (!e.modified && hints.modified) {
        e.modified = hints.modified;
        e.modified_as = {.day_only = false, .east = 0};
    }
    if (e.language.empty()) e.language = line_of(hints.language, 40);
    if (e.description.empty() && !hints.summary.empty())
        e.description =
            line_of(hints.plain ? hints.summary : markup::text_of(utf8::cut(hints.summary, max_text)), 4 * max_title);
    if (pictures && e.pictures.empty())
        if (auto image = web_address(hints.image, base); !image.empty()) e.pictures.push_back({std::move(image), {}});
}

// What the feed says it plays, where the text has not got it. An entry without a page is what it plays.
void add_played(Extraction& e, std::string_view content, bool page) {
    constexpr std::string_view films[] = {".mp4", ".m4v", ".webm", ".mov"};
    const auto file = [](std::string_view url) { return url.substr(0, url.find_first_of("?#")); };
    for (const std::string& played : played_in(content)) {
        std::string url = web_address(played, {});
        if (url.empty()) continue;
        const std::string low = utf8::lower(file(url));
        const bool film = std::ranges::any_of(films, [&](std::string_view end) { return low.ends_with(end); });
        if (!page && e.kind == Kind::news) e.kind = film ? Kind::video : Kind::audio;
        const auto it = std::ranges::find_if(
            e.blocks, [&](const Block& b) { return b.type == Block::Type::embed && file(b.url) == file(url); });
        if (it != e.blocks.end()) continue;
        Block block;
        block.type = Block::Type::embed;
        block.url = std::move(url);
        e.blocks.push_back(std::move(block));
    }
}

// How much of the publisher's words a card may show (robots meta: nosnippet, max-snippet).
std::string excerpt_of(const Extraction& e, std::string_view text) {
    std::size_t most = excerpt_length;
    if (e.marks.nosnippet) return {};
    if (e.marks.max_snippet >= 0) most = std::min(most, static_cast<std::size_t>(e.marks.max_snippet));
    if (most == 0) return {};
    return utf8::excerpt(utf8::squeeze(utf8::cut(text.empty() ? std::string_view(e.description) : text, 2048)), most);
}

}  // namespace

// Everything that follows from the extraction.
static void finish(const ParseJob& job, const text::CategoryModel* own_categories, ParsedArticle& article) {
    Extraction& e = article.extraction;
    if (e.pictures.size() > max_list) e.pictures.resize(max_list);
    const std::string text = plain_text(e);
    article.id = id_of(article, job, text);
    std::vector<std::string> sections = e.tags;
    if (!e.section.empty()) sections.insert(sections.begin(), e.section);
    auto understood = text::understand({e.title, text, e.language, article.url, sections, own_categories});
    article.reading = std::move(understood.reading);
    article.search = std::move(understood.search);
    article.excerpt = excerpt_of(e, text);
    article.next_page = web_address(e.next_page, job.url);
    e.next_page.clear();
}

// "/story/2" and "/story?page=2" are the story's by their address. "/weather-2" may be the second page of the weather
// or the weather of another day, which got its number because the address was taken: then title and date must agree.
bool is_of_article(const Extraction& page, const Extraction& so_far, const ParseJob& job) {
    if (job.rules.contains("next_page_link")) return true;  // the operator's word
    const auto url = Url::parse(job.url);
    const std::string at = url ? normalize(*url) : std::string();
    const std::string& article = job.article_url;
    if (!article.empty() && at.size() > article.size() && at.starts_with(article) &&
        (article.ends_with('/') || at[article.size()] == '/' || at[article.size()] == '?' || at[article.size()] == '&'))
        return true;
    if (!page.canonical.empty() && address_of(page.canonical, job.url) == article) return true;
    if (page.published && so_far.published &&
        std::chrono::abs(*page.published - *so_far.published) > std::chrono::hours(12))
        return false;
    const auto bare = [](std::string_view title) { return utf8::lower(line_of(title, max_title)); };
    const std::string here = bare(page.title);
    const std::string there = bare(so_far.title);
    return here.empty() || here.find(there) != std::string::npos || there.find(here) != std::string::npos;
}

// A later page: its blocks go behind those of the pages before it. A page that says nothing new (a server that does not
// know the number and sends the first page again) is no article, and ends the row.
ParsedArticle Worker::go_on(const ParseJob& job) {
    ParsedArticle article;
    const std::string base = web_address(job.url, {});
    Extraction page = state_->extractor.extract(
        {job.html, base, job.content_type, job.robots, job.seen, state_->compiled(job.rules)});
    auto so_far = wire::decode_extraction(job.so_far);
    article.extraction = so_far ? std::move(*so_far) : Extraction{};
    Extraction& e = article.extraction;
    std::unordered_set<std::string> known;
    for (const Block& b : e.blocks) known.insert(b.text + '\n' + b.url);
    clean_blocks(page.blocks);
    std::erase_if(page.blocks,
                  [&](const Block& b) { return b.items.empty() && known.contains(b.text + '\n' + b.url); });
    if (page.status != ReadStatus::article || !has_words(page.blocks) || !so_far || !is_of_article(page, e, job)) {
        e.status = ReadStatus::not_article;
        e.blocks.clear();
        page.blocks.clear();
    }
    e.why += "; and the next page";
    std::ranges::move(page.blocks, std::back_inserter(e.blocks));
    cut_blocks(e);
    e.next_page = page.next_page;
    article.served = job.served;
    article.page = job.page;
    article.url = job.article_url;
    finish(job, state_->own_categories, article);
    return article;
}

ParsedArticle Worker::run(const ParseJob& job) {
    if (!job.so_far.empty()) return go_on(job);
    ParsedArticle article;
    article.served = hash_of(job);
    const std::string base = web_address(job.url, {});

    Extraction& e = article.extraction;
    bool keeps_pictures = false;  // to themselves: then those of the feed are not shown either
    if (job.html.empty()) {
        e.version = extract::version;
        e.status = ReadStatus::empty;
        e.why = "no page";
    } else {
        const auto site = extract::SiteTemplate::read(job.site_template);
        e = state_->extractor.extract(
            {job.html, base, job.content_type, job.robots, job.seen, state_->compiled(job.rules), &site});
        article.blocks_seen = state_->extractor.blocks_seen();
        keeps_pictures = state_->extractor.keeps_its_pictures();
    }
    clean_lines(e);
    disbelieve_old(e.published);
    disbelieve_old(e.modified);

    const bool page_read = has_words(e.blocks) && (e.status == ReadStatus::article || e.status == ReadStatus::paywall);
    const auto full = state_->blocks_of(job.hints, words_of_content(job.hints.content), base);
    const std::size_t page_length = page_read ? plain_text(e).size() : 0;
    // A page cut short beside a feed that carries everything: the feed is the better copy of the same words.
    const bool feed_is_fuller =
        has_words(full) &&
        (!page_read || (e.status == ReadStatus::paywall && plain_text(full).size() > 2 * page_length));
    if (feed_is_fuller) {
        e.blocks = full;
        e.status = ReadStatus::article;
        e.why += "; text from the feed";
        article.from_feed = true;
    } else if (!page_read) {
        e.blocks = state_->blocks_of(job.hints, job.hints.summary, base);
        if (has_words(e.blocks)) {
            if (e.status != ReadStatus::paywall) e.status = ReadStatus::article;
            e.why += "; summary from the feed";
            article.from_feed = true;
        }
    }
    cut_blocks(e);
    clean_blocks(e.blocks);
    if (keeps_pictures) std::erase_if(e.blocks, [](const Block& b) { return b.type == Block::Type::figure; });
    fill_from_hints(e, job.hints, base, !keeps_pictures);
    if (has_words(e.blocks)) add_played(e, job.hints.content, !job.html.empty());
    if (article.from_feed) drop_repeated_title(e.blocks, e.title);
    if (e.title.empty()) e.title = first_words(e.blocks);
    article.url = address_of(e.canonical, base);
    if (article.from_feed) e.next_page.clear();  // the feed's text is whole
    finish(job, state_->own_categories, article);
    return article;
}

Result<std::string> Worker::run(std::string_view parse_job) { return encode(run(TRY(decode_parse_job(parse_job)))); }

Result<> fit_to_print(const ParsedArticle& article) {
    const Extraction& e = article.extraction;
    if (has_words(e.blocks) && !e.title.empty() && (e.status == ReadStatus::article || e.status == ReadStatus::paywall))
        return {};
    switch (e.status) {
        case ReadStatus::needs_browser:
            return fail(Fault::refused, "no article: the page needs a browser");
        case ReadStatus::not_article:
            return fail(Fault::refused, "no article: the page is something else");
        case ReadStatus::too_big:
            return fail(Fault::refused, "no article: the page is too big");
        case ReadStatus::paywall:
            return fail(Fault::refused, "no article: behind a paywall");
        case ReadStatus::empty:
        case ReadStatus::article:
            break;
    }
    if (e.title.empty() && !has_words(e.blocks)) return fail(Fault::refused, "no article: neither title nor text");
    return fail(Fault::refused, e.title.empty() ? "no article: no title" : "no article: no text");
}

}  // namespace octavo::pipeline
