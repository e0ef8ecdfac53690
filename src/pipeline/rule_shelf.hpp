// The folder of site rules while Octavo runs: which book (rule_book.hpp) is in force, and how a file of it is written.
//
//   auto shelf = TRY(RuleShelf::open(folder, RuleShelf::Missing::is_empty));
//   shelf->book()->for_page(url)          what workers ask, for every page
//   TRY(shelf->put("paper.example", "body: //main\n"));    paper.example.txt is written, another book is in force
//   TRY(shelf->bring_back("paper.example"));               and what stood there before is
//
// A file is written whole beside its place and moved there, so that whoever reads the folder meanwhile, we after a
// crash too, finds the one or the other. What it takes the place of lies beside it as "paper.example.txt.before": one
// step back, and that step can be taken back. Changes that somebody else makes in the folder are seen with the next of
// ours, or at start. The road not taken: rules as rows of the archive. They are files because collections of them are.
// Thread-safe: book() never waits, the rest waits for the disk. Checked by tests/pipeline/rule_shelf_test.cpp.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "pipeline/rule_book.hpp"

namespace octavo::pipeline {

class RuleShelf {
  public:
    // is_refused: a folder that was named has to be there (not_found). is_empty: it is made with the first file.
    enum class Missing : std::uint8_t { is_refused, is_empty };
    static Result<std::shared_ptr<RuleShelf>> open(const std::string& folder, Missing missing);
    explicit RuleShelf(std::string folder) : folder_(std::move(folder)), book_(std::make_shared<const RuleBook>()) {}

    std::shared_ptr<const RuleBook> book() const { return book_.load(); }
    const std::string& folder() const { return folder_; }

    // What is kept under a host's name, in force or not.
    struct Kept {
        std::string file;                     // its name; the one it would get where there is none
        std::string text;                     // as it stands in the folder now; "" there is none
        std::string trouble;                  // why it is not in force; ""
        bool exists = false, before = false;  // before: there is something to bring back
    };
    Result<Kept> look(std::string_view host) const;

    // usage: the host is none, or a line of the rules cannot be read. unwritable: the folder takes nothing.
    Result<> put(std::string_view host, std::string_view text);
    // not_found: there is nothing to remove, to bring back.
    Result<> remove(std::string_view host);
    Result<> bring_back(std::string_view host);

  private:
    Result<> reload();
    Result<std::string> file_of(std::string_view host) const;  // the whole path

    const std::string folder_;
    std::mutex writing_;
    std::atomic<std::shared_ptr<const RuleBook>> book_;
};

}  // namespace octavo::pipeline
