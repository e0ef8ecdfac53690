// One batch of articles into the archive, inside a transaction the caller began. Made for the batch, thrown away after.
//
// Rows are written as the articles come; what would be touched again and again (relatives of others, counts of
// sources) is gathered and written once at the end. So is the full text, in ascending position: FTS5 flushes what it
// has gathered whenever a rowid is not larger than the last one, and a batch out of order would flush once an article.
#pragma once

#include <map>
#include <unordered_map>

#include "store/rows.hpp"
#include "store/state.hpp"

namespace octavo::store {

struct TermsView {
    std::string_view title, body;
};

// What goes into the index of an article's terms.
TermsView indexed(const SearchText& terms);

// The rows of an article, made of it by any thread.
Packed pack(const ParsedArticle& article, const Writing& writing);

class Batch {
  public:
    // All outlive the batch; the counters move with the batch, and are the caller's to put back on failure.
    Batch(Connection& connection, const Dialect& dialect, Unpacker& unpacker, std::shared_ptr<const Writing> writing,
          Counters& counters, const std::set<SourceId>& sample_sources)
        : connection_(connection),
          dialect_(dialect),
          unpacker_(unpacker),
          writing_(std::move(writing)),
          counters_(counters),
          sample_(sample_sources) {}

    Result<Written> write(const ArticleWrite& article);
    Result<> change(std::span<const StoryChange> changes);  // in their order, after the articles
    Result<bool> rewrite(const Rewrite& again);             // false: it is no longer there, or not as it was
    Result<> finish();

  private:
    struct Known {
        ArticleId id;
        Position position = 0;
        std::int64_t version = 0;
        bool same = false;  // what was served has not changed
        SearchText terms;
    };
    struct Indexing {
        std::optional<SearchText> before;
        std::optional<TermsView> after;  // of the article, which outlives the batch
    };
    struct Growth {
        std::int64_t articles = 0;
        std::int64_t newest = std::numeric_limits<std::int64_t>::min();
    };

    // A version as it is stored, to be read again.
    struct Standing {
        ArticleId article;
        Position position = 0;
        std::int64_t shown = 0;  // the version its article shows
        Digest text{};
        SearchText terms;
    };

    Result<std::optional<Known>> find(const ParsedArticle& parsed);
    Result<std::optional<Known>> find_by_id(ArticleId id, const ParsedArticle& parsed);
    Result<bool> begins_what_is_there(const ParsedArticle& parsed, ArticleId id);
    Result<Written> join(const ArticleWrite& article, const Known& known);
    Result<> add_page(const ArticleWrite& article, std::int64_t version, std::int64_t fetched);
    // What the article's row and the index say of it.
    Result<> show(Position position, std::int64_t version, const ParsedArticle& parsed, SearchText before);
    void index(Position position, SearchText before, const ParsedArticle& parsed);
    Result<> replace(std::int64_t version, const ParsedArticle& parsed, const Packed& packed);
    Result<std::optional<Standing>> standing(std::int64_t version);
    Result<> insert(const ArticleWrite& article);
    Result<> update(const ArticleWrite& article, const Known& known);
    Result<std::int64_t> add_version(const ArticleWrite& article, ArticleId id);
    Result<> add_aliases(const ArticleWrite& article, ArticleId id);
    Result<> add_own_names(const ParsedArticle& parsed, ArticleId id);
    Result<> join_story(const ArticleWrite& article);
    Result<> relate(ArticleId id, const Placement& placement);
    Result<Edges*> edges_of(ArticleId id);
    Result<Position> free_position(Instant published);

    Connection& connection_;
    const Dialect& dialect_;
    Unpacker& unpacker_;
    std::shared_ptr<const Writing> writing_;
    Counters& counters_;
    const std::set<SourceId>& sample_;
    std::map<Position, Indexing> indexing_;
    std::map<ArticleId, Edges> edges_;
    std::map<SourceId, Growth> sources_;
};

}  // namespace octavo::store
