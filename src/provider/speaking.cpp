#include "provider/speaking.hpp"

#include "text/words.hpp"

namespace octavo::provider {
namespace {

// A machine without a graphics card speaks about as fast as one listens; a briefing takes some minutes then.
constexpr auto longest_wait = std::chrono::minutes(30);

Outcome<> say_all(OpenAi& speaker, std::span<const std::string> words, const ToSpeak& what, SpokenText& out,
                  const std::stop_token& stop) {
    const Instant begun = speaker.service().now();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (speaker.service().now() - begun > longest_wait)
            return std::unexpected(speaker.service().trouble(Cause::timed_out, "it speaks slower than is waited for"));
        assist::Audio one;
        if (!words[i].empty()) {
            auto said = speaker.speech(words[i], what.voice, stop);
            // What came was made, and is paid for, whatever it is.
            if (said || said.error().cause == Cause::malformed) out.tokens += count_tokens(words[i]);
            if (!said) return std::unexpected(std::move(said).error());
            one = *std::move(said);
        }
        if (const auto put = assist::append(out.audio, one, what.text[i].new_part); !put)
            return std::unexpected(speaker.service().trouble(
                put.error().fault == Fault::too_big ? Cause::too_big : Cause::malformed, put.error().detail));
    }
    return {};
}

}  // namespace

Outcome<SpokenText> speak_by_service(OpenAi& speaker, Budget& budget, const ToSpeak& what,
                                     const std::stop_token& stop) {
    if (const auto may = assist::may_be_said(what.text); !may) return fall_back(Cause::too_big, may.error().detail);
    std::vector<std::string> words;
    std::uint64_t size = 0;
    for (const assist::Utterance& one : what.text) {
        words.push_back(assist::speakable(one.text));
        if (text::count_words(words.back(), what.language) == 0) words.back().clear();  // "* * *"
        size += count_tokens(words.back());
    }
    if (size == 0) return fall_back(Cause::no_matter, "there is nothing to say");
    const Budget::Held held = TRY(budget.hold(what.reader, {size, 0}, speaker.service().now()));
    SpokenText out;
    auto said = say_all(speaker, words, what, out, stop);
    budget.charge(held, {out.tokens, 0}, speaker.service().now());
    speaker.service().spent({out.tokens, 0});
    if (!said) return std::unexpected(std::move(said).error());
    return out;
}

}  // namespace octavo::provider
