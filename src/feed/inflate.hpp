// A file's bytes as a stream, unpacked when they are gzip, in one member or many. How much it swells is the
// caller's to watch: see bytes_read.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace octavo::feed {

class Stream {
  public:
    using Source = std::function<bool(std::string& buffer, std::size_t n)>;
    Stream(Source more, std::uint64_t start);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    // What is unpacked and not yet consumed, at least `n` bytes of it unless the end or damage came first.
    std::string_view peek(std::size_t n);
    void consume(std::size_t n);
    // Consumes `n` bytes without holding them; how many there were.
    std::uint64_t skip(std::uint64_t n);
    bool damaged() const { return damaged_; }
    // Goes on behind damage: at the next gzip member. False when there is none.
    bool recover();

    // Where in the file the byte at the front of `peek` is: exact when plain, else the start of its gzip member.
    std::uint64_t offset() const;
    std::uint64_t bytes_read() const { return start_ + fetched_; }

  private:
    struct Inflater;
    bool fetch();
    bool unpack();
    bool next_member();

    Source more_;
    std::uint64_t start_ = 0, fetched_ = 0;
    std::string raw_;  // fetched, not yet unpacked: from raw_at_
    std::size_t raw_at_ = 0;
    std::string out_;  // unpacked, not yet consumed: from out_at_
    std::size_t out_at_ = 0;
    std::uint64_t out_base_ = 0;  // stream position of out_[0]
    struct Member {
        std::uint64_t stream, file;  // where it starts
    };
    std::deque<Member> members_;          // of what is still in out_
    std::unique_ptr<Inflater> inflater_;  // null: plain, once known_
    bool known_ = false, ended_ = false, damaged_ = false;
};

}  // namespace octavo::feed
