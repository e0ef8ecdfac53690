// A service's key. It is read once, from a file or an environment variable, and leaves only in a request: nothing
// prints it, and what a service says is searched for it before anybody else sees it.
// Checked by tests/provider/parts_test.cpp, and by the faults of tests/provider/mock.hpp that send it back.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "provider/settings.hpp"

namespace octavo::provider {

class Secret {
  public:
    Secret() = default;  // none
    // usage: says what is wrong with the file or the variable, never what stands in it.
    static Result<Secret> read(const ServiceSettings& service, std::string_view section);

    bool is_set() const { return !key_.empty(); }
    // For the line of a request, and for nothing else.
    const std::string& reveal() const { return key_; }
    // `text` with the key, and every piece of it that is long enough to tell, blacked out.
    std::string black_out(std::string_view text) const;
    // `text` without the whole key alone, of eight letters or more: for what a service writes of an article, where a
    // piece of a key that is made of words, or a key like "none", is a word of the text.
    std::string black_out_whole(std::string_view text) const;

  private:
    std::string key_;
};

}  // namespace octavo::provider
