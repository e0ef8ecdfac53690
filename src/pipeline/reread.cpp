#include "pipeline/reread.hpp"

#include <charconv>
#include <thread>

#include "base/hash.hpp"
#include "extract/page.hpp"
#include "model/wire.hpp"
#include "pipeline/press.hpp"
#include "pipeline/worker.hpp"
#include "text/category.hpp"
#include "text/reading.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr std::size_t marks_a_slice = 256;  // looked at
constexpr std::size_t items_a_slice = 32;   // read: what one transaction rewrites, about 30 ms of the writer's time
constexpr std::string_view pages_fact = "reread_pages", readings_fact = "reread_readings";

void sleep_unless(std::stop_token stop, Steady::duration time) {
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_for(lock, std::move(stop), time, [] { return false; });
}

}  // namespace

std::uint64_t print_of_rules(std::string_view rules) { return rules.empty() ? 0 : hash64(rules); }

// ---- how far

std::string Rereader::Walk::text() const {
    return fmt::format("{}|{}|{}", aim, all ? "all" : "old", done ? "done" : fmt::format("{}", place));
}

// Goes on where one with the same aim ended; a walk over everything that another aim overtook stays one over
// everything.
Result<Rereader::Walk> Rereader::walk_of(std::string_view fact, std::string aim, bool all) {
    std::optional<std::string> kept;
    const auto asked = ways_.on_writer([&](store::Store& store) -> Result<> {
        kept = TRY(store.fact(fact));
        return {};
    });
    TRY(asked);
    Walk walk{fact, std::move(aim), all, false, 0};
    const std::string_view there = kept ? std::string_view(*kept) : std::string_view();
    const auto first = there.find('|'), last = there.rfind('|');
    if (first == std::string_view::npos || first == last) return walk;
    const auto where = there.substr(last + 1);
    const bool was_all = there.substr(first + 1, last - first - 1) == "all";
    const bool was_done = where == "done";
    if (!was_done) walk.all = walk.all || was_all;
    if (there.substr(0, first) != walk.aim) return walk;
    if (was_done) {
        walk.done = !all;
    } else if (was_all || !all) {
        std::from_chars(where.data(), where.data() + where.size(), walk.place);
    }
    return walk;
}

// What own desks taught is no part of a reading's version: when that has changed, all are read.
Result<Rereader::Walk> Rereader::walk_of_readings(bool all) {
    const std::string own = own_categories_ ? fmt::format(" own {:x}", own_categories_->id()) : std::string();
    std::optional<std::string> kept;
    const auto asked = ways_.on_writer([&](store::Store& store) -> Result<> {
        kept = TRY(store.fact(readings_fact));
        return {};
    });
    TRY(asked);
    const std::string_view aim = kept ? std::string_view(*kept).substr(0, kept->find('|')) : std::string_view();
    const auto at = aim.find(" own ");
    const std::string_view before = at == std::string_view::npos ? std::string_view() : aim.substr(at);
    Walk walk = TRY(walk_of(readings_fact, fmt::format("reading {}{}", text::reading_version, own), all));
    if (before != own) walk.all = true;
    return walk;
}

// ---- one slice

struct Rereader::Desk {
    explicit Desk(const text::CategoryModel* own_categories) : worker(own_categories) {}
    std::unique_ptr<store::Rereading> archive;
    std::shared_ptr<const RuleBook> rules = {};  // those in force when the walk began; null: none
    const std::string& rules_for(const std::string& url) const {
        static const std::string none;
        return rules ? rules->for_page(url) : none;
    }
    Worker worker;
};

struct Rereader::Slice {
    std::vector<std::int64_t> versions;  // to be read
    std::size_t looked_at = 0;
    std::int64_t place = 0;
    bool pages = false;
};

struct Rereader::Run {
    const RereadWish& wish;
    const RereadWatch& watch;
    std::stop_token stop;
    Desks desks;
    std::uint64_t total = 0;
    RereadReport report;
};

Result<Rereader::Slice> Rereader::next_pages(const Walk& walk, const Desk& desk) const {
    Slice slice{{}, 0, walk.place, true};
    for (const auto& mark : TRY(desk.archive->pages_after(walk.place, marks_a_slice))) {
        ++slice.looked_at;
        slice.place = mark.version;
        if (walk.all || mark.extractor != extract::version || mark.rules != print_of_rules(desk.rules_for(mark.url)))
            slice.versions.push_back(mark.version);
        if (slice.versions.size() == items_a_slice) break;
    }
    return slice;
}

Result<Rereader::Slice> Rereader::next_readings(const Walk& walk, store::Rereading& rereading) const {
    Slice slice{{}, 0, walk.place, false};
    for (const auto& mark : TRY(rereading.readings_after(walk.place, marks_a_slice))) {
        ++slice.looked_at;
        slice.place = mark.version;
        if (walk.all || mark.reader != text::reading_version) slice.versions.push_back(mark.version);
        if (slice.versions.size() == items_a_slice) break;
    }
    return slice;
}

// One page behind another, as they came in: a page that is no part any more ends the row.
ParsedArticle read_pages(const store::KeptPage& page, ParseJob job, Worker& worker) {
    ParsedArticle article = worker.run(job);
    if (!fit_to_print(article)) return article;
    for (const auto& later : page.later) {
        job.url = later.url;
        job.content_type = later.content_type;
        job.robots = later.robots;
        job.html = later.html;
        job.hints = {};
        job.page = later.page;
        job.so_far = wire::encode(article.extraction);
        job.article_url = article.url;
        job.served = article.served;
        ParsedArticle longer = worker.run(job);
        if (!fit_to_print(longer)) break;
        article = std::move(longer);
    }
    return article;
}

ParseJob job_of(store::KeptPage& page, const Templates& templates, std::string rules) {
    ParseJob job;
    job.url = page.origin.url;
    job.content_type = page.origin.content_type;
    job.robots = page.origin.robots;
    job.html = std::move(page.html);
    job.hints = page.origin.hints;
    job.site_template = templates.of(page.source);
    job.rules = std::move(rules);
    job.seen = page.fetched;
    job.source = page.source;
    return job;
}

namespace {

// What a feed says of an article is no better than what was read on its page before.
Result<bool> was_read_from_page(std::int64_t version, store::Rereading& archive) {
    const auto kept = TRY(archive.text(version));
    return kept && kept->extraction.why.find("from the feed") == std::string::npos;
}

}  // namespace

Result<std::optional<store::Rewrite>> Rereader::read_page(std::int64_t version, Desk& desk) const {
    auto page = TRY(desk.archive->page(version));
    if (!page) return std::nullopt;
    ParseJob job = job_of(*page, templates_, desk.rules_for(page->origin.url));
    store::Rewrite again;
    again.version = version;
    again.rules = print_of_rules(job.rules);
    again.before = page->text;
    again.parsed = read_pages(*page, std::move(job), desk.worker);
    if (again.parsed.url.empty()) again.parsed.id = page->article;
    // Never a text lost to a page that says less than it did: it is noted that it was looked at.
    if (fit_to_print(again.parsed) && !(again.parsed.from_feed && TRY(was_read_from_page(version, *desk.archive)))) {
        again.what = store::Rewrite::What::extraction;
        again.packed = store_.pack(again.parsed);
    }
    return again;
}

Result<std::optional<store::Rewrite>> Rereader::read_text(std::int64_t version, Desk& desk) const {
    auto kept = TRY(desk.archive->text(version));
    if (!kept) return std::nullopt;
    store::Rewrite again;
    again.what = store::Rewrite::What::reading;
    again.version = version;
    again.before = kept->text;
    Extraction& e = again.parsed.extraction = std::move(kept->extraction);
    std::vector<std::string> sections = e.tags;
    if (!e.section.empty()) sections.insert(sections.begin(), e.section);
    auto understood =
        text::understand({e.title, plain_text(e), e.language, kept->url, sections, own_categories_.get()});
    again.parsed.reading = std::move(understood.reading);
    again.parsed.search = std::move(understood.search);
    again.packed = store_.pack(again.parsed);
    return again;
}

// Each thread takes the next one; the answers are in the slice's order, whoever made them.
Result<std::vector<store::Rewrite>> Rereader::read_all(const Slice& slice, Run& run) const {
    std::vector<Result<std::optional<store::Rewrite>>> answers(slice.versions.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&](Desk& desk) {
        for (std::size_t i = next++; i < answers.size() && !run.stop.stop_requested(); i = next++)
            answers[i] = slice.pages ? read_page(slice.versions[i], desk) : read_text(slice.versions[i], desk);
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min(run.desks.size(), answers.size()); ++i)
            others.emplace_back([&, i] { work(*run.desks[i]); });
        work(*run.desks.front());
    }
    std::vector<store::Rewrite> again;
    for (auto& answer : answers) {
        if (!answer && is_passing(answer.error())) return std::unexpected(std::move(answer).error());
        if (!answer || !*answer) {
            ++run.report.passed_over;
            continue;
        }
        again.push_back(**std::move(answer));
    }
    return again;
}

// ---- the walk

Result<> Rereader::walk(Walk& walk, Run& run) {
    const bool pages = walk.fact == pages_fact;
    while (!walk.done) {
        if (run.stop.stop_requested() || (run.wish.background && asked_ > 0)) {
            run.report.interrupted = true;
            return {};
        }
        const auto began = Steady::now();
        const Desk& first = *run.desks.front();
        const Slice slice = TRY(pages ? next_pages(walk, first) : next_readings(walk, *first.archive));
        const auto passed_over = run.report.passed_over;
        const auto again = TRY(read_all(slice, run));
        if (run.stop.stop_requested()) {  // some of it may not have been read
            run.report.passed_over = passed_over;
            continue;
        }
        walk.done = slice.looked_at == 0;
        walk.place = slice.place;
        std::size_t rewritten = 0;
        const auto written = ways_.on_writer([&](store::Store& store) -> Result<> {
            rewritten = TRY(store.rewrite(again, walk.fact, walk.text()));
            return {};
        });
        TRY(written);
        run.report.passed_over += again.size() - rewritten;
        run.report.looked_at += slice.looked_at;
        (pages ? run.report.pages : run.report.readings) += rewritten;
        for (const auto& one : again) run.report.kept += one.what == store::Rewrite::What::mark ? 1 : 0;
        if (run.watch.progress) run.watch.progress(std::min(run.report.looked_at, run.total), run.total, run.report);
        // Half of one core at most, and a fifth while there are articles to write.
        if (run.wish.background && !slice.versions.empty())
            sleep_unless(run.stop, (Steady::now() - began) * (ways_.busy() ? 4 : 1));
    }
    return {};
}

Result<RereadReport> Rereader::run(const RereadWish& wish, const RereadWatch& watch, std::stop_token stop) {
    if (!wish.background) ++asked_;
    const std::unique_lock alone(one_at_a_time_);
    if (!wish.background) --asked_;
    Run run{wish, watch, std::move(stop), {}, 0, {}};
    const auto book = rules_ ? rules_->book() : nullptr;
    Walk pages = TRY(walk_of(
        pages_fact, fmt::format("extractor {} rules {:x}", extract::version, book ? book->print() : 0), wish.all));
    Walk readings = TRY(walk_of_readings(wish.all));
    if (pages.done && readings.done) return run.report;
    for (unsigned i = 0; i < std::max(1U, wish.threads); ++i) {
        run.desks.push_back(std::make_unique<Desk>(own_categories_.get()));
        run.desks.back()->archive = TRY(store::Rereading::open(store_));
        run.desks.back()->rules = book;
    }
    if (watch.progress) {
        auto& archive = *run.desks.front()->archive;
        if (!pages.done) run.total += static_cast<std::uint64_t>(TRY(archive.count_pages(pages.place)));
        if (!readings.done) run.total += static_cast<std::uint64_t>(TRY(archive.count_readings(readings.place)));
    }
    TRY(walk(pages, run));
    TRY(walk(readings, run));
    return run.report;
}

}  // namespace octavo::pipeline
