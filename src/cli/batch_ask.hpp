// `octavo ask --batch`: questions to the documents of a file. `octavo ground --batch`: claims about a text.
#pragma once

#include <memory>
#include <string>

#include "assist/ask.hpp"
#include "base/json.hpp"

namespace octavo::cli {

class AskBatch {
  public:
    // One JSON object a line: id, title?, text, lang?, date? (or published). The texts stay in the file.
    static Result<AskBatch> load(const std::string& archive_path);
    // id, question, lang?, date? -> found, certainty, answers, documents. Thread-safe.
    Result<> answer(const Json& request, JsonWriter& out) const;

  private:
    struct Place {
        std::streamoff line = 0;
        std::string id;  // as JSON
        std::string language;
    };
    std::optional<assist::DocumentText> read(assist::DocumentNumber number) const;

    std::string path_;
    std::vector<Place> places_;
    assist::PassageIndex index_;
};

// `octavo ground --batch`: id, claim, text, lang? -> supported, why.
Result<> answer_ground(const Json& request, JsonWriter& out);

}  // namespace octavo::cli
