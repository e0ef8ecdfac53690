// What the guard allows must lead to the host it judged: the allowed address, written out and judged again, stays
// allowed.
#include "fetch/guard.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fetch::Guard guard;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (guard.judge(text).allowed()) {
        const auto url = Url::parse(text);
        if (!url || !guard.judge(*url).allowed()) __builtin_trap();
        const auto again = Url::parse(url->without_fragment());
        if (!again || again->host() != url->host() || !guard.judge(*again).allowed()) __builtin_trap();
        if (url->host().find_first_of("/\\@#?;% ") != std::string_view::npos) __builtin_trap();
    }
    guard.judge_ip(text, "name.example");
    return 0;
}
