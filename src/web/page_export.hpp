// What somebody kept here, as one page that needs neither network nor us: links lead to the publishers. Pure.
// Checked by tests/web/keys_test.cpp.
#pragma once

#include <unordered_map>

#include "model/comment.hpp"
#include "store/brought.hpp"
#include "store/lists.hpp"
#include "store/margins.hpp"
#include "store/reads.hpp"
#include "store/shelves.hpp"
#include "web/page.hpp"

namespace octavo::web {

struct ExportView {
    Account account;
    std::vector<std::pair<std::string, std::string>> follows = {};  // title and address; "" it is gone
    std::vector<std::string> mutes = {};
    std::vector<store::Saved> saved = {};
    std::vector<store::Link> links = {};  // stand with them
    std::vector<store::ReadArticle> read = {};
    std::vector<std::pair<store::List, std::vector<store::ListEntry>>> lists = {};
    std::vector<store::MarginNote> notes = {};
    std::vector<Comment> comments = {};
    std::unordered_map<ArticleId, store::Card> cards = {};  // of all articles named here
};
std::string export_page(const Setting& s, const ExportView& view);

}  // namespace octavo::web
