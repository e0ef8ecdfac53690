// The batch forms of understanding: language, stories, same, related (COMMANDS: shapes of requests and answers).
// One thread each, but answer_language and answer_same, which any thread may call.
#pragma once
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "story/desk.hpp"

namespace octavo::cli {

// {"id","text","hint"?} -> "lang", "confidence".
Result<> answer_language(const Json& request, JsonWriter& out);

// {"id","first":{},"second":{}} -> "same", "score" (0..1, same from 0.5 on). The articles are as for `stories`.
Result<> answer_same(const Json& request, JsonWriter& out);

// {"id","url","source","published","lang","title","text"}, any but the id may be missing -> "story", "duplicate_of"?,
// "why". An article without a date happens when the newest before it did.
class StoriesBatch {
  public:
    void add(const Json& request);
    // Every answer, whole lines without the line end, in input order.
    void finish(const std::function<void(const std::string& line)>& out);

  private:
    story::Desk desk_;
    std::unordered_map<ArticleId, std::string> ids_;  // as JSON
    std::vector<std::string> lines_;
    Instant newest_{};
};

// {"id"} -> "related": [{"id","score","why"}], of the articles of an archive file; the article's own story is left out.
class RelatedBatch {
  public:
    // One article a line, as for `stories`; lines without an id are passed over.
    static Result<RelatedBatch> load(const std::string& archive_path);
    Result<> answer(const Json& request, JsonWriter& out);

  private:
    story::Desk desk_;
    std::unordered_map<ArticleId, std::string> ids_;
};

}  // namespace octavo::cli
