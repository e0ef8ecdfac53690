// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), as far as chat streams use them:
// pieces of bytes in, the data of each event out. Lines may end in LF, CR or CRLF, wherever the pieces are cut;
// comments are skipped. Pure. Checked by tests/provider/answers_test.cpp and fuzz/provider.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace octavo::provider {

constexpr std::size_t most_event_bytes = 512 << 10;

class EventStream {
  public:
    // Called with the data of an event; false: no more is wanted.
    using Event = std::function<bool(std::string_view data)>;

    // False when `event` wanted no more. too_big: an event without an end.
    Result<bool> piece(std::string_view bytes, const Event& event);
    // What was begun and never ended counts, for streams that forget the last empty line.
    bool finish(const Event& event);

  private:
    bool end_line(const Event& event);
    std::string line_, data_;
    bool has_data_ = false, after_return_ = false, first_ = true;
};

}  // namespace octavo::provider
