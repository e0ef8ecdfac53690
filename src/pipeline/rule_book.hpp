// The operator's folder of site rules (extract/site_rules.hpp): which file speaks about which host.
//
//   rules/example.com.txt       example.com and www.example.com
//   rules/.example.org.txt      example.org and every host below it
//
// Read in one go and immutable after that, so any thread may ask; another one is put in its place when a file changes
// (rule_shelf.hpp).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace octavo::pipeline {

class RuleBook {
  public:
    struct File {
        std::string name;     // in the folder: "example.com.txt"
        std::string text;     // "" of one that was left out
        std::string trouble;  // why it was left out, with its line; "" it is in force
    };
    // A file that cannot be read is left out, and a note says why: one bad file of a collection of thousands must not
    // keep the press from running. Fault::not_found: the folder itself. A file is at most 64 KB, a folder 20,000 files.
    static Result<RuleBook> load(const std::string& folder);
    // The rules for a page's address: the text of the file, "" when there is none.
    const std::string& for_page(std::string_view url) const;
    // The file that speaks for this address; null: none.
    const File* file_for(std::string_view url) const;
    // The file of this name, in force or left out: "example.com", ".example.com"; null: none.
    const File* file_of(std::string_view host) const;
    // By host, those that were left out too.
    const std::map<std::string, File, std::less<>>& files() const { return files_; }
    // A host as files are known by it: of "www.Example.com" "example.com", of ".example.org" the same; "" of what is
    // none, or could be no file's name.
    static std::string host_named(std::string_view name);
    // What was left out, and directives without a meaning here: "example.com.txt:3: tidy is passed over".
    const std::vector<std::string>& left_out() const { return left_out_; }
    const std::vector<std::string>& notes() const { return notes_; }
    std::size_t size() const { return files_.size() - broken_; }
    // Of all files with their names: another book, another print.
    std::uint64_t print() const { return print_; }

  private:
    std::map<std::string, File, std::less<>> files_;  // by host, or by ".host"
    std::size_t broken_ = 0;                          // of them
    std::vector<std::string> left_out_, notes_;
    std::uint64_t print_ = 0;
};

}  // namespace octavo::pipeline
