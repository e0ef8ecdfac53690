// A body in chunks (RFC 9112, section 7.1), taken apart as it arrives: for hubs that push without saying how long.
//   4\r\nWiki\r\n5;note=x\r\npedia\r\n0\r\nTrailer: y\r\n\r\n   ->   Wikipedia
// Strict where leniency has let requests be smuggled: CRLF only, hexadecimal digits only, no empty sizes. Extensions
// and trailers are passed over, within a cap. Pure. Checked by tests/web/callback_test.cpp, fuzz/callback.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace octavo::web {

class Chunks {
  public:
    explicit Chunks(std::size_t max_body) : max_body_(max_body) {}

    // Takes the next bytes. 0, or the status to refuse them with: 400 no chunks, 413 too large.
    int take(std::string_view bytes);
    bool done() const { return state_ == State::done; }  // what comes behind the last chunk is not looked at
    const std::string& body() const { return body_; }
    std::string& body() { return body_; }

  private:
    enum class State : std::uint8_t { size, extension, size_end, data, data_cr, data_lf, trailer, trailer_end, done };
    int step(char c);

    const std::size_t max_body_;
    State state_ = State::size;
    int digits_ = 0;
    std::size_t left_ = 0;       // of this chunk
    std::size_t overhead_ = 0;   // bytes that are no body
    bool line_is_empty_ = true;  // of the trailer
    std::string body_;
};

}  // namespace octavo::web
