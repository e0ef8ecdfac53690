#include "text/tag_key.hpp"

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::text {

std::string tag_key(std::string_view name) {
    constexpr std::size_t longest = 200;
    const std::string folded = fold(utf8::cut(name, longest));
    std::string key;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t from = at;
        switch (class_of(utf8::next(folded, at))) {
            case CharClass::letter:
            case CharClass::hebrew:
            case CharClass::hangul:
            case CharClass::digit:
            case CharClass::extend:
            case CharClass::dictionary:
                key.append(folded, from, at - from);
                break;
            default:
                break;
        }
    }
    return key;
}

}  // namespace octavo::text
