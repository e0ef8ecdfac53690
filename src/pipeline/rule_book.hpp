// The operator's folder of site rules (extract/site_rules.hpp): which file speaks about which host.
//
//   rules/example.com.txt       example.com and www.example.com
//   rules/.example.org.txt      example.org and every host below it
//
// Read once, at start; immutable after that, so any thread may ask.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace octavo::pipeline {

class RuleBook {
  public:
    // A file that cannot be read is left out, and a note says why: one bad file of a collection of thousands must not
    // keep the press from running. Fault::not_found: the folder itself. A file is at most 64 KB, a folder 20,000 files.
    static Result<RuleBook> load(const std::string& folder);
    // The rules for a page's address: the text of the file, "" when there is none.
    const std::string& for_page(std::string_view url) const;
    // What was left out, and directives without a meaning here: "example.com.txt:3: tidy is passed over".
    const std::vector<std::string>& left_out() const { return left_out_; }
    const std::vector<std::string>& notes() const { return notes_; }
    std::size_t size() const { return files_.size(); }
    // Of all files with their names: another book, another print.
    std::uint64_t print() const { return print_; }

  private:
    std::map<std::string, std::string, std::less<>> files_;  // by host, or by ".host"
    std::vector<std::string> left_out_, notes_;
    std::uint64_t print_ = 0;
};

}  // namespace octavo::pipeline
