// The batch forms of understanding: language, stories, same, related (COMMANDS: shapes of requests and answers).
// One thread each, but answer_language and answer_same, which any thread may call.
#pragma once
#include <functional>
#include <ios>
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
// "why". An article without a date happens when the newest before it did. The stream is placed in its order, by the
// rules of an archive that gets it in one import: both tell the same stories.
// For scripts/train_stories.py: "weights": FILE in the first request judges by that file; "evidence": true also answers
// what spoke for each story around, before it was placed; "known_story": NAME puts it into that story, whatever the
// desk thinks; with either, the desk learns from the first articles which words are common before it places any, and
// looks at no story again.
class StoriesBatch {
  public:
    void add(const Json& request);
    // Every answer, whole lines without the line end, in input order.
    void finish(const std::function<void(const std::string& line)>& out);

  private:
    struct Waiting {
        std::string id, file, url;  // id as JSON
        std::string known_story;
        bool evidence = false;
        ArticleId number;
        SourceId source;
        Instant time{};
        Reading reading;
        std::size_t line = 0;
    };
    struct Placed {
        std::string id, file, error, evidence;  // id and evidence as JSON; of a bad request only the error
        ArticleId number;
        Placement placement;
        bool moved = false;  // since it was placed
    };
    Result<> open(const Json& request);
    void refuse(const Json* id, std::string_view detail);
    void place(const Waiting& article);
    void place_waiting();
    void change(const std::vector<StoryChange>& changes);

    story::Rule rule_;
    std::optional<story::Desk> desk_;
    std::unordered_map<ArticleId, std::size_t> lines_of_;
    std::vector<Waiting> waiting_;
    bool learnt_ = true;
    std::unordered_map<StoryId, std::vector<std::size_t>> members_;  // lines
    std::vector<Placed> placed_;
    Instant newest_{};
};

// {"id"} -> "related": [{"id","score","why"}], of the articles of an archive file; the article's own story is left out.
class RelatedBatch {
  public:
    // One article a line, as for `stories`; lines without an id are passed over.
    static Result<RelatedBatch> load(const std::string& archive_path);
    Result<> answer(const Json& request, JsonWriter& out);

  private:
    struct Known {
        std::string id;  // as JSON
        std::string language;
        std::streamoff line;  // where its line begins
    };
    // Title and text, for the words of a reason.
    Result<std::string> text_at(std::streamoff line) const;

    std::string path_;
    story::Desk desk_;
    std::unordered_map<ArticleId, Known> known_;
};

}  // namespace octavo::cli
