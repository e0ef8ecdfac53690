// Does the archive agree with itself? The engine's pages, our references both ways, every count we keep against the
// rows it counts, every body and reading decoded, the full-text index against the terms it was made of.
#include "model/wire.hpp"
#include "store/rows.hpp"
#include "store/state.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

constexpr std::size_t max_findings = 100;
constexpr std::int64_t a_slice = 256;

using Findings = std::vector<std::string>;

void find(Findings& findings, std::string finding) {
    if (findings.size() < max_findings) findings.push_back(std::move(finding));
}

struct Question {
    std::string_view sql, finding;
};
constexpr std::array questions = {
    Question{sql::lost_sources, "articles whose source is missing"},
    Question{sql::lost_versions, "articles whose version is missing"},
    Question{sql::lost_articles, "versions whose article is missing"},
    Question{sql::lost_extractions, "versions without an extraction"},
    Question{sql::stray_extractions, "extractions of no version"},
    Question{sql::lost_readings, "articles without a reading"},
    Question{sql::stray_readings, "readings of no article"},
    Question{sql::stray_raws, "kept pages of no version"},
    Question{sql::stray_origins, "notes on pages that are not kept"},
    Question{sql::stray_later_pages, "kept later pages without their first"},
    Question{sql::stray_aliases, "aliases of no article"},
    Question{sql::stray_places, "places of no article"},
    Question{sql::stray_tags, "hashtags of no article, or without a name"},
    Question{sql::lone_tags, "names of hashtags that no article has"},
    Question{sql::stray_authors, "authors of no article, or without a name"},
    Question{sql::lone_authors, "names of authors who have no article"},
    Question{sql::stray_feeds, "feeds whose source is missing"},
    Question{sql::wrong_stories, "stories that count their members wrongly"},
    Question{sql::lost_stories, "articles whose story is missing"},
    Question{sql::wrong_redirects, "redirects of stories that are there, or to none"},
    Question{sql::wrong_source_counts, "sources that count their articles wrongly"},
};

Result<> check_references(Connection& connection, Findings& findings) {
    for (const auto& question : questions) {
        const Use row = TRY(use(connection, question.sql));
        if (TRY(row->step()) && row->integer(0) != 0)
            find(findings, fmt::format("{} {}", row->integer(0), question.finding));
    }
    return {};
}

Result<> check_counts(Connection& connection, const Counters& kept, Findings& findings) {
    Counters counted = kept;
    {
        const Use row = TRY(use(connection, sql::count_articles));
        (void)TRY(row->step());
        counted.articles = row->integer(0);
        counted.real_articles = row->integer(1);
        counted.copies = row->integer(2);
    }
    for (const auto& [statement, field] :
         {std::pair(sql::count_versions, &Counters::versions), std::pair(sql::count_stories, &Counters::stories)}) {
        const Use row = TRY(use(connection, statement));
        (void)TRY(row->step());
        counted.*field = row->integer(0);
    }
    if (counted != kept)
        find(findings,
             fmt::format("counts differ from the rows: articles {} ({}), real {} ({}), copies {} ({}), "
                         "versions {} ({}), stories {} ({})",
                         kept.articles, counted.articles, kept.real_articles, counted.real_articles, kept.copies,
                         counted.copies, kept.versions, counted.versions, kept.stories, counted.stories));
    return {};
}

class Percent {
  public:
    Percent(std::int64_t total, const std::function<void(int)>& tell)
        : total_(std::max<std::int64_t>(total, 1)), tell_(tell) {}
    void advance(std::int64_t by) {
        done_ += by;
        const int now = static_cast<int>(std::min<std::int64_t>(99, done_ * 100 / total_));
        if (now > said_ && tell_) tell_(now);
        said_ = std::max(said_, now);
    }

  private:
    std::int64_t total_, done_ = 0;
    int said_ = -1;
    const std::function<void(int)>& tell_;
};

Result<> check_bodies(Connection& connection, Unpacker& unpacker, Percent& percent, Findings& findings) {
    for (std::int64_t last = 0, count = a_slice; count == a_slice;) {
        count = 0;
        const Use rows = TRY(use(connection, sql::bodies_after, last, a_slice));
        while (TRY(rows->step())) {
            last = rows->integer(0);
            ++count;
            const auto bytes = unpacker.unpack(as_text(rows->blob(1)));
            const auto body = bytes ? wire::decode_extraction(*bytes) : std::unexpected(bytes.error());
            if (!body) find(findings, fmt::format("body of version {}: {}", last, body.error().detail));
        }
        percent.advance(count);
    }
    return {};
}

std::int64_t tokens_of(std::string_view terms) {
    std::int64_t count = 0;
    bool inside = false;
    for (const char c : terms) {
        const bool term = static_cast<unsigned char>(c) > ' ' && c != '\x7f';
        count += term && !inside ? 1 : 0;
        inside = term;
    }
    return count;
}

// How many terms the index should hold, all articles together.
Result<std::int64_t> check_readings(Connection& connection, Unpacker& unpacker, Percent& percent, Findings& findings) {
    std::int64_t tokens = 0;
    for (std::int64_t last = 0, count = a_slice; count == a_slice;) {
        count = 0;
        const Use rows = TRY(use(connection, sql::readings_after, last, a_slice));
        while (TRY(rows->step())) {
            last = rows->integer(0);
            ++count;
            if (const auto reading = wire::decode_reading(as_text(rows->blob(1))); !reading)
                find(findings, fmt::format("reading of version {}: {}", last, reading.error().detail));
            const auto bytes = unpacker.unpack(as_text(rows->blob(2)));
            if (!bytes) {
                find(findings, fmt::format("terms of version {}: {}", last, bytes.error().detail));
                continue;
            }
            const auto terms = decode_terms(*bytes);
            tokens += tokens_of(terms.title) + tokens_of(terms.body);
        }
        percent.advance(count);
    }
    return tokens;
}

// The engine's own check of its index is a kind of writing: it is left out when we only look.
Result<> check_index(Connection& connection, const Dialect& dialect, std::int64_t tokens, bool looking,
                     Findings& findings) {
    if (!looking)
        if (const auto sound = run(connection, dialect.check_index); !sound)
            find(findings, "full-text index: " + sound.error().detail);
    if (dialect.index_tokens.empty()) return {};
    const Use row = TRY(use(connection, dialect.index_tokens));
    (void)TRY(row->step());
    if (row->integer(0) != tokens)
        find(findings, fmt::format("full-text index holds {} terms, the articles have {}", row->integer(0), tokens));
    return {};
}

}  // namespace

Result<std::vector<std::string>> Store::check(const std::function<void(int percent)>& progress) {
    Findings findings = TRY(state_->database->integrity());
    auto& connection = *state_->articles;
    // Beside a writer, all questions are asked of one moment.
    std::optional<Transaction> moment;
    if (state_->looking) moment.emplace(TRY(Transaction::begin(connection)));
    TRY(check_references(connection, findings));
    const auto kept = TRY(read_counters(connection));
    TRY(check_counts(connection, kept, findings));
    Percent percent(state_->counters.versions * 2, progress);
    Unpacker unpacker;  // with the dictionaries of this moment
    for (const auto& dictionary : TRY(read_dictionaries(connection))) unpacker.learn(dictionary);
    TRY(check_bodies(connection, unpacker, percent, findings));
    const auto tokens = TRY(check_readings(connection, unpacker, percent, findings));
    TRY(check_index(connection, *state_->dialect, tokens, state_->looking, findings));
    if (progress) progress(100);
    return findings;
}

}  // namespace octavo::store
