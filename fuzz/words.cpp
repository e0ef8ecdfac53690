// Any bytes in any language: words and sentences stay inside the text, in order, and terms are the same twice.
#include "text/words.hpp"

#include <cstdlib>

#include "text/reading.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view languages[] = {"en", "de", "fr", "ar", "ja", "th", "ru", "hi", "tr", "", "el-GR", "xx"};
    if (size == 0) return 0;
    const std::string_view language = languages[data[0] % std::size(languages)];
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto inside = [&](const std::vector<text::Span>& spans) {
        std::size_t end = 0;
        for (const auto s : spans) {
            if (s.begin < end || s.end <= s.begin || s.end > text.size()) std::abort();
            end = s.end;
        }
    };
    inside(text::sentences(text, language));
    const auto words = text::words(text, language);
    inside(words);
    if (text::count_words(text, language) != words.size()) std::abort();
    if (text::index_terms(text, language) != text::index_terms(text, language)) std::abort();
    const Reading reading = text::read({text.substr(0, text.size() / 4), text, language});
    if (reading.terms.size() > 200 || reading.sketch.size() > 64) std::abort();
    return 0;
}
