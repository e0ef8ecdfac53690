// One response as it arrives: head, then body, under the caps of the gate; at its end an answer. Pure; not thread-safe.
// Knows nothing of sockets, so every cap is tested and fuzzed without one. Checked by tests/fetch/incoming_test.cpp,
// fuzz/incoming.cpp.
#pragma once
#include <string>
#include <string_view>

#include "fetch/gate.hpp"

namespace octavo::fetch {

class Incoming {
  public:
    Incoming(Purpose purpose, const GateLimits& limits);

    // A line of the head, line end included. too_big: a cap, also when the head announces a body beyond it.
    Result<> line(std::string_view text);
    // A piece of the body as it is on the wire. False: that is enough (robots.txt only). too_big: a cap.
    Result<bool> piece(std::string_view bytes);

    bool began() const { return began_; }  // something has arrived
    bool is_cut() const { return cut_; }   // and the rest is not wanted
    std::size_t bytes() const { return body_.size(); }
    int status() const { return head_.status(); }
    std::string_view field(std::string_view name) const { return head_.field(name); }

    // Takes the content-coding off and hands everything over. unsupported, malformed, too_big: of the coding.
    Result<Fetched> answer(Url at, Instant now) &&;

  private:
    Result<> expect_body();

    std::size_t max_wire_;
    bool may_cut_;
    DecodeCaps decode_caps_;
    Head head_;
    std::string body_;
    bool began_ = false, cut_ = false;
};

}  // namespace octavo::fetch
