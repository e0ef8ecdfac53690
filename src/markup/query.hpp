// Questions to a page's tree, in the two languages people write them in: XPath 1.0 and CSS selectors.
//
//   const Query q = TRY(Query::xpath("//div[@class='story']/p"));
//   QueryTree tree(document);
//   for (const Match& m : TRY(tree.find(q))) use(m.node);
//
// Sources: https://www.w3.org/TR/1999/REC-xpath-19991116/ and https://www.w3.org/TR/selectors-4/ (what lexbor knows of
// it). The expressions are the operator's, the pages are strangers': each question has a budget of steps, all
// of them to one page another one, and one of letters; and a tree
// that is asked in XPath is copied for it once. Checked by tests/markup/query_test.cpp and fuzz/site_rules.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "markup/html.hpp"

namespace octavo::markup {

// A compiled expression. Owned and used by one thread; may be asked of any number of documents.
class Query {
  public:
    // Fault::usage when it is no expression; the detail says where it breaks, as far as the library says.
    static Result<Query> xpath(std::string_view expression);
    static Result<Query> css(std::string_view selector);
    ~Query();
    Query(Query&&) noexcept;
    Query& operator=(Query&&) noexcept;

    const std::string& text() const;  // as it was written

  private:
    friend class QueryTree;
    struct State;
    explicit Query(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// An element that was found, or the text an expression gives: an attribute's value, a string, a number.
struct Match {
    Node node;         // null when the answer is no element
    std::string text;  // of an element: empty, its text is for the caller to read
};

// A document made ready to be asked. Valid as long as the document is; the document must not change meanwhile.
class QueryTree {
  public:
    explicit QueryTree(const Document& document);
    ~QueryTree();

    // In document order, each element once. Fault::too_big when the question took too many steps on this
    // page, or those before it did.
    Result<std::vector<Match>> find(const Query& query);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::markup
