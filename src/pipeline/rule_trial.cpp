#include "pipeline/rule_trial.hpp"

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "extract/site_rules.hpp"
#include "pipeline/line_state.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::size_t most_lines = 400, longest_line = 2000, most_text = 60'000, longest_field = 500;

std::string shortened(std::string_view text, std::size_t most = longest_field) {
    return std::string(utf8::cut(text, most));
}

RuleTrial::Side side_of(const ParsedArticle& article) {
    const Extraction& e = article.extraction;
    RuleTrial::Side out{.status = e.status,
                        .title = shortened(e.title),
                        .authors = shortened(fmt::format("{}", fmt::join(e.authors, ", "))),
                        .image = e.pictures.empty() ? std::string() : shortened(e.pictures.front().url, longest_line),
                        .published = e.published,
                        .text = {},
                        .cut = false,
                        .why = shortened(e.why)};
    const std::string whole = plain_text(e);
    std::size_t bytes = 0;
    for (std::string_view left = whole; !left.empty();) {
        const auto end = std::min(left.find("\n\n"), left.size());
        const std::string_view paragraph = left.substr(0, end);
        left.remove_prefix(std::min(end + 2, left.size()));
        if (paragraph.empty()) continue;
        bytes += paragraph.size();
        if (out.text.size() == most_lines || bytes > most_text) {
            out.cut = true;
            break;
        }
        out.text.push_back({shortened(paragraph, longest_line)});
    }
    return out;
}

// As RuleBook::for_page chooses: the host itself, or any below ".host".
bool speaks_for(std::string_view host, std::string_view url) {
    const auto address = Url::parse(url);
    if (!address) return false;
    std::string_view of = address->host();
    if (of.starts_with("www.")) of.remove_prefix(4);
    if (!host.starts_with('.')) return of == host;
    return of == host.substr(1) || of.ends_with(host);
}

std::size_t bytes_of(const store::KeptPage& page) {
    std::size_t sum = page.html.size();
    for (const auto& later : page.later) sum += later.html.size();
    return sum;
}

}  // namespace

void mark_differences(std::vector<RuleTrial::Line>& a, std::vector<RuleTrial::Line>& b) {
    // longest[i][j]: how many lines a from i on and b from j on have in common.
    const std::size_t width = b.size() + 1;
    std::vector<std::uint16_t> longest((a.size() + 1) * width, 0);
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            longest[i * width + j] = a[i].text == b[j].text
                                         ? static_cast<std::uint16_t>(longest[(i + 1) * width + j + 1] + 1)
                                         : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    for (auto* lines : {&a, &b})
        for (auto& line : *lines) line.only_here = true;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].text == b[j].text) {
            a[i++].only_here = b[j++].only_here = false;
        } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
}

Result<std::vector<RuleTrial>> Line::try_rules(const RuleTrialWish& wish, const std::stop_token& stop) {
    const State& s = *state_;
    TRY(extract::SiteRules::parse(wish.text, wish.host + ".txt"));
    const auto book = s.settings.rules ? s.settings.rules->book() : std::make_shared<const RuleBook>();
    const auto archive = TRY(store::Rereading::open(s.store));
    Worker worker(s.settings.own_categories.get());
    const auto until = std::chrono::steady_clock::now() + wish.longest;
    std::vector<RuleTrial> out;
    for (const std::int64_t version : wish.versions) {
        if (out.size() == RuleTrialWish::most_pages || stop.stop_requested()) break;
        auto page = TRY(archive->page(version));
        if (!page) continue;  // it has left meanwhile
        RuleTrial trial{.url = page->origin.url, .title = {}, .covered = speaks_for(wish.host, page->origin.url)};
        if (bytes_of(*page) > RuleTrialWish::most_bytes) {
            trial.trouble = "the page is too large to be tried here";
        } else if (std::chrono::steady_clock::now() >= until) {
            trial.trouble = "there was no time left for it: try fewer pages, or simpler rules";
        } else {
            store::KeptPage again = *page;
            trial.before = side_of(read_pages(*page, job_of(*page, s.templates, book->for_page(trial.url)), worker));
            trial.after = side_of(read_pages(again, job_of(again, s.templates, wish.text), worker));
            mark_differences(trial.before.text, trial.after.text);
            trial.title = trial.before.title;
        }
        out.push_back(std::move(trial));
    }
    return out;
}

}  // namespace octavo::pipeline
