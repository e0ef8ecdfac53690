// octavo briefing: an edition's top stories as text, as JSON, or read aloud.
#include "assist/speech.hpp"
#include "base/json.hpp"
#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "cli/write_audio.hpp"
#include "web/briefing.hpp"

namespace octavo::cli {
namespace {

using assist::BriefingLine;

Result<assist::Briefing> make(const Edition& edition, const Config& config) {
    const auto store = TRY(open_archive(config, Access::look));
    const auto reader = TRY(store->reader());
    const web::Tongue tongue(edition);
    const web::Setting setting{
        .site = config.site, .tongue = tongue, .now = SystemClock{}.now(), .outlook = {}, .origin = {}};
    return web::make_briefing(*reader, setting, TRY(reader->stats()), config.site.ranking);
}

void print(const assist::Briefing& briefing) {
    for (const BriefingLine& line : briefing.lines) {
        const std::string text = printable(line.text);
        switch (line.kind) {
            case BriefingLine::Kind::headline:
                fmt::print("\n{:>2}  {}", line.story + 1, wrap(text, 88, "    ").substr(4));
                break;
            case BriefingLine::Kind::attribution:
                fmt::print("    {}\n", text);
                break;
            case BriefingLine::Kind::sentence:
                fmt::print("{}", wrap(text, 88, "    "));
                break;
            case BriefingLine::Kind::closing:
                fmt::print("\n");
                [[fallthrough]];
            case BriefingLine::Kind::greeting:
                fmt::print("{}", wrap(text, 92));
        }
    }
}

int record(const assist::Briefing& briefing, assist::AudioForm form, const Options& options, const Config& config,
           const Edition& edition) {
    const auto words = assist::utterances(briefing);
    const auto said = read_aloud({words, briefing.language, assist::is_reserved(briefing)}, options, config);
    if (!said) return report(said.error());
    const assist::Audio& audio = said->audio;
    const auto packed = assist::pack(audio, form);
    if (!packed) return report(helped(packed.error(), form));
    const std::string path =
        options.output.empty() ? fmt::format("briefing-{}.{}", edition.code, assist::name_of(form)) : options.output;
    if (const int code = write_audio(path, packed->bytes)) return code;
    const auto seconds = [](auto time) { return std::chrono::duration<double>(time).count(); };
    fmt::print(stderr, "{}: {} stories, {}, {}, read by {}\n", printable(path), briefing.stories.size(),
               in_words(std::chrono::round<std::chrono::seconds>(audio.length())),
               bytes_in_words(static_cast<std::int64_t>(packed->bytes.size())), printable(said->by));
    if (options.verbose)
        fmt::print(stderr, "CPU: {:.2f} s speaking ({} lines), {:.2f} s packing\n", seconds(audio.cpu), words.size(),
                   seconds(packed->cpu));
    return 0;
}

}  // namespace

int command_briefing(const Options& options, const Config& config) {
    const Edition* edition = options.edition.empty() ? &editions().front() : find_edition(options.edition);
    if (!edition) return report({Fault::usage, fmt::format("briefing: no edition \"{}\"", printable(options.edition))});
    const std::string_view format = options.format.empty() ? "text" : std::string_view(options.format);
    const auto form = audio_form(format);
    if (!form && format != "text" && format != "json")
        return report({Fault::usage, "briefing: --format is text, json, mp3, opus or wav"});
    const auto briefing = make(*edition, config);
    if (!briefing) return report(briefing.error());
    if (briefing->stories.empty())
        return report(
            {Fault::not_found, fmt::format("briefing: no stories for {} in {} yet", edition->code, config.data)});
    if (form) return record(*briefing, *form, options, config, *edition);
    if (format == "json")
        fmt::print("{}\n", assist::to_json(*briefing));
    else
        print(*briefing);
    return 0;
}

}  // namespace octavo::cli
