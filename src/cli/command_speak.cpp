// octavo speak: an article, a page or a text, read aloud into a file.
#include "assist/speech.hpp"
#include "base/utf8.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/one_text.hpp"
#include "cli/progress.hpp"
#include "cli/write_audio.hpp"
#include "text/words.hpp"

namespace octavo::cli {

int command_speak(const Options& options, const Config& config) {
    if (options.args.size() != 1)
        return report(
            {Fault::usage, "speak: name one article by its id, or one file: octavo speak page.html -o page.mp3"});
    const auto form = audio_form(options.format.empty() ? "mp3" : options.format);
    if (!form) return report({Fault::usage, "speak: --format is mp3, opus or wav"});
    const auto text = read_one_text(options.args[0], options.from, config);
    if (!text) return report(text.error());
    std::vector<assist::Utterance> words;
    for (const auto& sentence : text->sentences) words.push_back({sentence.text, sentence.new_part});
    const auto said = read_aloud({words, text->language, text->reserved}, options, config);
    if (!said) return report(said.error());
    const assist::Audio& audio = said->audio;
    const auto packed = assist::pack(audio, *form);
    if (!packed) return report(helped(packed.error(), *form));
    const std::string path =
        options.output.empty() ? fmt::format("{}.{}", text->name, assist::name_of(*form)) : options.output;
    if (const int code = write_audio(path, packed->bytes)) return code;
    const auto seconds = [](auto time) { return std::chrono::duration<double>(time).count(); };
    if (options.verbose)
        for (std::size_t i = 0; i < words.size(); ++i)
            fmt::print(stderr, "{:>8.2f} s  {}\n", seconds(audio.begins[i]),
                       printable(utf8::excerpt(words[i].text, 72)));
    std::size_t count = 0;
    for (const auto& one : words) count += text::count_words(one.text, text->language);
    fmt::print(stderr, "{}: {} words, {}, {}, read by {}\n", printable(path), count,
               in_words(std::chrono::round<std::chrono::seconds>(audio.length())),
               bytes_in_words(static_cast<std::int64_t>(packed->bytes.size())), printable(said->by));
    if (options.verbose)
        fmt::print(stderr, "CPU: {:.2f} s speaking ({} sentences), {:.2f} s packing\n", seconds(audio.cpu),
                   words.size(), seconds(packed->cpu));
    return 0;
}

}  // namespace octavo::cli
