#include "web/xml_writer.hpp"

#include "base/utf8.hpp"

namespace octavo::web {

// https://www.w3.org/TR/xml/#charsets
void append_xml(std::string& out, std::string_view text) {
    const auto forbidden = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    std::string clean = utf8::repair(text);
    std::erase_if(clean, forbidden);
    for (const std::string_view noncharacter : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})  // U+FFFE, U+FFFF
        for (auto at = clean.find(noncharacter); at != std::string::npos; at = clean.find(noncharacter, at))
            clean.erase(at, 3);
    markup::append_escaped(out, clean);
}

}  // namespace octavo::web
