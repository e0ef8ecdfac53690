#include "cli/write_audio.hpp"

#include <cstdio>
#include <fstream>

#include "cli/exit.hpp"
#include "cli/generate_one.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {

std::optional<assist::AudioForm> audio_form(std::string_view name) {
    for (const auto form : {assist::AudioForm::mp3, assist::AudioForm::opus, assist::AudioForm::wav})
        if (name == assist::name_of(form)) return form;
    return std::nullopt;
}

Failure helped(Failure failure, assist::AudioForm form) {
    if (failure.fault == Fault::not_found && failure.detail.find("apt install") == std::string::npos)
        failure.detail += fmt::format(" (Debian: apt install {}); --format wav needs no such program",
                                      form == assist::AudioForm::opus ? "opus-tools" : "lame");
    return failure;
}

int write_audio(const std::string& path, std::string_view bytes) {
    if (path == "-") {
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
        return std::fflush(stdout) == 0 ? 0 : 1;
    }
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    return out ? 0 : report({Fault::unwritable, fmt::format("{} could not be written", printable(path))});
}

Result<assist::Said> read_aloud(const ToRead& what, const Options& options, const Config& config) {
    if (options.generate && what.reserved) {
        say_fallback({provider::Cause::off, std::string(provider::reserved_words)});
    } else if (options.generate) {
        if (const Services services = open_services(config); services.providers) {
            auto spoken = services.providers->speak({what.text, std::string(what.language)});
            if (spoken) {
                fmt::print(stderr, "{} tokens\n", spoken->tokens);
                return std::move(spoken->said);
            }
            say_fallback(spoken.error());
        }
    }
    auto audio = TRY(assist::speak(what.text, what.language, assist::installed_voices()));
    return assist::Said{std::move(audio), std::string(assist::local_voice)};
}

}  // namespace octavo::cli
