// Where a command's words go: to this terminal, or back to the process that asked a running Octavo.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.hpp"

namespace octavo::cli {

class Voice {
  public:
    virtual ~Voice() = default;
    virtual void say(std::string_view text) = 0;       // standard output
    virtual void complain(std::string_view text) = 0;  // standard error
    virtual void progress(std::string_view label, std::uint64_t done, std::uint64_t total, std::uint64_t items) = 0;
    virtual bool gone() const { return false; }  // nobody listens any more

    // "octavo: <what, where, what to do>", and the exit code for it.
    int report(const Failure& failure);
};

class Terminal final : public Voice {
  public:
    Terminal();
    ~Terminal() override;
    void say(std::string_view text) override;
    void complain(std::string_view text) override;
    void progress(std::string_view label, std::uint64_t done, std::uint64_t total, std::uint64_t items) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::cli
