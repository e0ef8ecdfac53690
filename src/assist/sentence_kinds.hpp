// What a sentence is, told by how it begins and ends. Private to the room. Pure; thread-safe.
#pragma once
#include <string_view>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

enum class DatelinePlace {
    none,
    front,      // among the first sentences: any dateline
    paragraph,  // at the front of an early paragraph: one that names its agency
};
// Where a sentence begins behind its dateline: "LONDON (Reuters) - ", "(CNN)", "Berlin (dpa) – ", "新华社北京3月3日电
// ".
std::size_t behind_dateline(std::string_view sentence, DatelinePlace place);

struct Looks {
    SentenceKind kind = SentenceKind::prose;
    bool leans = false, refers = false, opens = false, unclosed = false, personal = false;
};
// How far a quotation is open, from sentence to sentence of a paragraph.
struct Quoting {
    int depth = 0;
    char32_t closes = 0;
};
// `words`: how many it has; `stops`: whether sentences of this text end with a stop at all.
Looks look_at(std::string_view sentence, std::uint32_t words, bool stops, std::string_view language, Quoting& quoting);
// Whether a page's furniture ran into it: "Joe Biden Joe BidenGOP senators introduce".
bool is_glued(std::string_view sentence, std::span<const Word> words, std::string_view text);
// Whether a sentence ends like one, in any script.
bool ends_with_stop(std::string_view sentence);

}  // namespace octavo::assist
