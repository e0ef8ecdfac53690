// The follower's pages: sent for host by host, made jobs for the workers when they come, asked for again when they did
// not; and the later pages of articles that have several. Checked by tests/pipeline/line_test.cpp.
#include "model/wire.hpp"
#include "pipeline/follower_landing.hpp"
#include "pipeline/identity.hpp"
#include "pipeline/page_answer.hpp"
#include "pipeline/played.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::size_t max_pages_out = 512;  // addresses given to the courier
constexpr int max_pages_an_article = 12;
constexpr std::size_t max_pages_landed = 96;  // bodies no worker has taken yet
constexpr std::size_t max_bytes_landed = 48u << 20;

}  // namespace

// ---- the scheduler thread ----

void Follower::send_pages() {
    for (;;) {
        std::optional<PageTask> task;
        {
            const std::scoped_lock lock(mutex_);
            if (stopping_ || pages_out_ >= max_pages_out || jobs_.size() >= max_pages_landed ||
                jobs_.bytes() >= max_bytes_landed)
                return;
            task = backlog_.take();
            if (!task) return;
            ++pages_out_;
        }
        auto url = Url::parse(task->entry.url);
        fetch::FetchRequest request{*std::move(url), fetch::Purpose::page, {}, {}};
        auto back = [landing = landing_, task = *std::move(task)](Result<fetch::Fetched> fetched) mutable {
            landing->page(std::move(task), std::move(fetched));
        };
        if (!courier_->submit(std::move(request), std::move(back))) return;  // stopping
    }
}

// ---- the writer thread ----

// The article stands with the page that is there; its next page is sent for, and when it comes the article is updated.
// Nobody's poll waits for it. A crash in between leaves the first page: the price of not holding it back.
void Follower::next_page(const PageTask& task, const ParsedArticle& article) {
    const auto url = Url::parse(article.next_page);
    if (task.page >= max_pages_an_article || !url) return;
    PageTask next;
    next.entry.url = article.next_page;
    next.entry.address = normalize(*url);
    next.entry.host = url->host();
    next.entry.id = task.entry.id;
    next.source = task.source;
    next.so_far = wire::encode(article.extraction);
    next.article_url = article.url;
    next.served = article.served;
    next.page = task.page + 1;
    tally_.add();
    {
        const std::scoped_lock lock(mutex_);
        in_hand_.insert(next.entry.id);
        backlog_.add(std::move(next));
    }
    changed_.notify_all();
}

void Follower::second_tries(Instant now) {
    for (auto& task : second_tries_.take_due(now)) {
        const std::scoped_lock lock(mutex_);
        if (!in_hand_.insert(task.entry.id).second) continue;
        tally_.add();
        backlog_.add(std::move(task));
    }
}

// ---- the courier's thread ----

Job Follower::job_of(PageTask task, Result<fetch::Fetched> fetched) {
    Job job;
    job.parse.url = task.entry.url;
    job.parse.seen = clock_.now();
    job.parse.source = task.source;
    job.parse.hints = task.entry.hints;
    // A second try wants the page; the rest is still good where the page is silent, and so is what the entry plays.
    task.entry.hints.content.erase(0, words_of_content(task.entry.hints.content).size());
    job.parse.so_far = task.so_far;
    job.parse.article_url = task.article_url;
    job.parse.served = task.served;
    job.parse.page = static_cast<std::uint32_t>(task.page);
    job.asked_for = task.entry.address;
    if (task.page == 1) job.names = names_of(task.entry);
    job.page_failure = page_failure(fetched);
    if (settings_.raw && task.page == 1 && !job.parse.url.empty())
        job.served = job.page_failure ? Served{} : Served{fetched->status, fetched->headers};
    const bool passing = is_passing_failure(fetched);
    if (!job.page_failure) {
        job.parse.url = fetched->url.without_fragment();
        job.parse.content_type = fetched->header("content-type");
        job.parse.robots = robots_headers(*fetched);
        job.parse.html = std::move(fetched->body);
        job.weight = std::move(fetched->weight);
        job.keep_raw = settings_.keep_raw;
    }
    job.done = [this, passing, task = std::move(task)](const Outcome& outcome) {
        // A later page that is none ends the row of an article that stands: nothing was refused to anybody.
        if (task.page == 1 || outcome.written) counters_.count(outcome);
        entry_done(task, outcome);
        if (passing && outcome.written) second_tries_.put(task, clock_.now());
        tally_.done();
    };
    return job;
}

void Follower::page_arrived(PageTask task, Result<fetch::Fetched> fetched) {
    if (fetched) {
        weather_.answered();
        ++counters_.pages;
    }
    const std::string host = task.entry.host;
    if (!task.poll && page_failure(fetched)) {
        // A second try that failed changes nothing: what the feed said is stored.
        tray_.post([this, task = std::move(task), passing = is_passing_failure(fetched)]() mutable {
            forget_in_hand(task.entry.id);
            if (passing) second_tries_.put(std::move(task), clock_.now());
            tally_.done();
        });
    } else if (fetched || fetched.error().fault != Fault::cancelled) {
        Job job = job_of(std::move(task), std::move(fetched));
        jobs_.push_now(job);
    }
    {
        const std::scoped_lock lock(mutex_);
        backlog_.returned(host);
        --pages_out_;
    }
    changed_.notify_all();
}

}  // namespace octavo::pipeline
