// Any bytes as what engines answer: a translation, a list of modes, a list of voices, a WAVE file, a kept briefing.
// What passes for a translation has the numbers and the marks of its original.
#include <cstdlib>

#include "assist/apertium.hpp"
#include "assist/briefing.hpp"
#include "assist/speech.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const std::string_view all(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string_view original = all.substr(0, all.size() / 2), answer = all.substr(all.size() / 2);
    if (const auto text = assist::trusted(original, assist::without_marks(answer))) {
        if (assist::digit_runs(*text) != assist::digit_runs(original)) std::abort();
        for (const char mark : {'*', '#', '@', '^', '$'})
            if (std::ranges::count(*text, mark) != std::ranges::count(original, mark)) std::abort();
    }
    if (const auto lines = assist::apertium_output(all, data[0]); lines && lines->size() != data[0]) std::abort();
    const std::vector<std::string> one = {std::string(all)};
    const std::string input = assist::apertium_input(one);
    if (input.find("\n\n") != input.size() - 2) std::abort();
    for (const auto& pair : assist::apertium_pairs_in(all))
        if (pair.mode.empty()) std::abort();
    for (const auto& voice : assist::voices_in(all))
        if (voice.empty() || voice.size() > 32) std::abort();
    if (const auto audio = assist::read_wave(all); audio && audio->samples.size() > all.size()) std::abort();
    if (assist::speakable(all).find("[[") != std::string::npos) std::abort();
    (void)assist::briefing_from(all);
    return 0;
}
