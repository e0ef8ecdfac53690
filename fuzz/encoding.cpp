// Any bytes under any label decode to well-formed UTF-8.
#include "markup/encoding.hpp"

#include <cstdlib>

#include "base/utf8.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr const char* labels[] = {
        "",         "big5",     "euc-jp", "euc-kr",       "gbk",         "gb18030",        "iso-2022-jp", "shift_jis",
        "utf-16le", "utf-16be", "utf-8",  "windows-1252", "replacement", "x-user-defined", "koi8-u",      "no-such"};
    if (size == 0) return 0;
    const std::string label = labels[data[0] % std::size(labels)];
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const std::string type = label.empty() ? "text/html" : "text/html; charset=" + label;
    for (const auto& decoded : {markup::decode_html(bytes, type), markup::decode_xml(bytes, type)})
        if (!utf8::valid(decoded.text) || decoded.encoding.empty()) std::abort();
    if (!utf8::valid(markup::decode_as(bytes, label))) std::abort();
    return 0;
}
