// What an operator or an editor decides, as commands: they work on a running Octavo (control.hpp), are written down in
// the log that `octavo admin log` shows, and hold for every later run.
//
//   octavo takedown ARTICLE [REASON]   gone from pages, feeds, search, sitemaps, archive; --all: its copies too
//   octavo takedown undo ARTICLE       it may come again with a fetch
//   octavo takedown                    what was taken down
//   octavo optout DOMAIN [REASON]      the publisher is not asked any more, what is kept of it goes
//   octavo optout undo DOMAIN          octavo optout: who is left out
//   octavo pause SOURCE                nothing new is fetched; octavo resume SOURCE
//   octavo set SOURCE KEY=VALUE...     name, country, language, kind
#include <filesystem>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/change.hpp"
#include "cli/exit.hpp"
#include "cli/names_here.hpp"
#include "cli/progress.hpp"
#include "pipeline/input_file.hpp"
#include "pipeline/picture_shelf.hpp"
#include "store/rulings.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t longest_reason = 500, listed = 1000;

std::string reason_in(const Asked& asked, std::size_t from) {
    std::string out;
    for (std::size_t i = from; i < asked.args.size(); ++i) out += (out.empty() ? "" : " ") + asked.args[i];
    return std::string(utf8::cut(utf8::squeeze(utf8::without_controls(utf8::repair(out))), longest_reason));
}

std::string upper_case(std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

// The pictures of an article, by their publishers' addresses.
std::vector<std::string> pictures_of(const store::FullArticle& article) {
    std::vector<std::string> out = {article.card.image};
    for (const Picture& picture : article.extraction.pictures) out.push_back(picture.url);
    for (const Block& block : article.extraction.blocks)
        if (block.type == Block::Type::figure) out.push_back(block.url);
    return out;
}

// What was developed of them. The files are the truth: a running darkroom finds them gone.
void drop_pictures(const Press& press, std::span<const std::string> urls) {
    pipeline::PictureShelf shelf(press.data + "/pictures", 0, press.clock);
    for (const std::string& url : urls)
        if (const auto key = pipeline::Darkroom::key_of(url)) shelf.drop(*key);
}

// Briefings that were recorded with it: what one names stands in the file beside it.
void drop_recordings(const Press& press, const std::string& named) {
    std::error_code failed;
    std::vector<std::filesystem::path> days;
    for (std::filesystem::recursive_directory_iterator at(press.data + "/audio", failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->path().extension() != ".json") continue;
        if (const auto text = pipeline::read_whole(at->path().string(), 8U << 20); text && text->contains(named))
            days.push_back(at->path());
    }
    for (std::filesystem::path& day : days)
        for (const char* kind : {".mp3", ".opus", ".json"})
            std::filesystem::remove(day.replace_extension(kind), failed);
}

int list_withheld(const Asked& asked, store::Rulings& rulings, Voice& voice) {
    const auto all = rulings.withheld({}, listed);
    if (!all) return voice.report(all.error());
    if (all->empty() && !asked.json) voice.say("Nothing was taken down.\n");
    for (const Withheld& one : *all)
        (void)tell(
            asked, voice,
            fmt::format("{}  {}  {}  {}", to_iso(one.at), one.article.text(), printable(one.domain),
                        printable(one.reason)),
            {{"article", one.article.text()}, {"domain", one.domain}, {"at", to_iso(one.at)}, {"reason", one.reason}});
    return 0;
}

int list_left_out(const Asked& asked, store::Rulings& rulings, Voice& voice) {
    const auto all = rulings.left_out();
    if (!all) return voice.report(all.error());
    if (all->empty() && !asked.json) voice.say("Nobody asked to be left out.\n");
    for (const LeftOut& one : *all)
        (void)tell(asked, voice, fmt::format("{}  {}  {}", to_iso(one.since), one.domain, printable(one.reason)),
                   {{"domain", one.domain}, {"since", to_iso(one.since)}, {"reason", one.reason}});
    return 0;
}

}  // namespace

int change_takedown(Asked& asked, Press& press, Voice& voice) {
    const bool undo = asked.args.size() > 2 && asked.args[1] == "undo";
    if (asked.args.size() < 2) {
        const auto rulings = store::Rulings::open(press.data);
        return rulings ? list_withheld(asked, **rulings, voice) : voice.report(rulings.error());
    }
    const std::string& name = asked.args[undo ? 2 : 1];
    const auto reader = press.store->reader();
    if (!reader) return voice.report(reader.error());
    auto id = article_named(name, **reader);
    // One that is gone is known by its address all the same.
    if (const auto url = Url::parse(name); !id && undo && url && url->is_web()) id = article_id(normalize(*url));
    if (!id) return voice.report(id.error());
    if (undo) {
        const auto back = press.line->give_back(*id);
        if (!back) return voice.report(back.error());
        if (!*back)
            return voice.report({Fault::not_found, fmt::format("takedown: {} was not taken down", printable(name))});
        asked.in_log = fmt::format("undo {}", id->text());
        return tell(asked, voice, fmt::format("{} may come again, with the next fetch that names it.", printable(name)),
                    {{"status", "given back"}, {"article", id->text()}});
    }
    const auto copies = asked.all ? pipeline::Line::Copies::go : pipeline::Line::Copies::stay;
    std::vector<std::string> pictures;
    if (const auto article = (*reader)->article(*id); article && *article) {
        pictures = pictures_of(**article);
        for (const store::Card& copy : asked.all ? (*article)->also_at : std::vector<store::Card>())
            pictures.push_back(copy.image);
    }
    const auto gone = press.line->take_down(*id, copies, reason_in(asked, 2));
    if (!gone) return voice.report(gone.error());
    drop_pictures(press, pictures);
    drop_recordings(press, id->text());
    // Its address may name whom it was about: the log has its id.
    asked.in_log = fmt::format("{} {}", id->text(), reason_in(asked, 2));
    return tell(asked, voice,
                fmt::format("{} taken down: gone from pages, feeds, search and archive, and not fetched again. Backups "
                            "made before have it still{}. octavo takedown undo {} lets it come again.",
                            *gone == 1 ? "1 article" : fmt::format("{} articles", *gone),
                            press.keeps_raw ? ", and so have the files in raw/ until they leave" : "", id->text()),
                {{"status", "taken down"}, {"article", id->text()}, {"articles", fmt::format("{}", *gone)}});
}

int change_optout(const Asked& asked, Press& press, Voice& voice) {
    const bool undo = asked.args.size() > 2 && asked.args[1] == "undo";
    if (asked.args.size() < 2) {
        const auto rulings = store::Rulings::open(press.data);
        return rulings ? list_left_out(asked, **rulings, voice) : voice.report(rulings.error());
    }
    const std::string domain = domain_of(asked.args[undo ? 2 : 1]);
    if (domain.empty())
        return voice.report({Fault::usage, fmt::format("optout: \"{}\" is no domain; for example: octavo optout "
                                                       "paper.example",
                                                       printable(asked.args[undo ? 2 : 1]))});
    // "co.uk" is a thousand publishers, none of whom asked.
    if (const std::string below = "x." + domain; !undo && registrable_domain(below) == below)
        return voice.report({Fault::usage, fmt::format("optout: {} is a suffix under which many publishers stand; name "
                                                       "one of them",
                                                       domain)});
    if (undo) {
        const auto back = press.line->let_back(domain);
        if (!back) return voice.report(back.error());
        if (!*back) return voice.report({Fault::not_found, fmt::format("optout: {} was not left out", domain)});
        return tell(asked, voice, fmt::format("{} may be added again: octavo add {}", domain, domain),
                    {{"status", "let back"}, {"domain", domain}});
    }
    const auto left = press.line->leave_out(domain, reason_in(asked, 2));
    if (!left) return voice.report(left.error());
    drop_recordings(press, domain);
    return tell(
        asked, voice,
        fmt::format("{} is left out: {} feeds ended, {} articles removed, nothing there is asked any more. octavo "
                    "optout undo {} lets it back.",
                    domain, left->feeds, left->articles, domain),
        {{"status", "left out"},
         {"domain", domain},
         {"feeds", fmt::format("{}", left->feeds)},
         {"articles", fmt::format("{}", left->articles)}});
}

int change_pause(const Asked& asked, Press& press, Voice& voice) {
    const bool pauses = asked.args[0] == "pause";
    if (asked.args.size() < 2)
        return voice.report({Fault::usage, fmt::format("{}: name a source, for example: octavo {} paper.example",
                                                       asked.args[0], asked.args[0])});
    const auto reader = press.store->reader();
    if (!reader) return voice.report(reader.error());
    const auto row = source_named(asked.args[1], **reader);
    if (!row) return voice.report(row.error());
    const auto done = press.line->command(
        [&](store::Store& store) { return store.pause(row->source.id, pauses, press.clock.now()); });
    if (!done) return voice.report(done.error());
    const std::string name = printable(row->source.domain);
    return tell(asked, voice,
                pauses ? fmt::format("{} is not asked until: octavo resume {}", name, name)
                       : fmt::format("{} is asked again.", name),
                {{"status", pauses ? "paused" : "resumed"}, {"domain", row->source.domain}});
}

int change_set(const Asked& asked, Press& press, Voice& voice) {
    if (asked.args.size() < 3)
        return voice.report({Fault::usage,
                             "set: name a source and what to set, for example: octavo set paper.example country=GB "
                             "language=en kind=sports name='The Paper'"});
    const auto reader = press.store->reader();
    if (!reader) return voice.report(reader.error());
    const auto row = source_named(asked.args[1], **reader);
    if (!row) return voice.report(row.error());
    Source source = row->source;
    constexpr std::size_t longest = 100;
    for (std::size_t i = 2; i < asked.args.size(); ++i) {
        const auto equals = std::min(asked.args[i].find('='), asked.args[i].size());
        const std::string key = asked.args[i].substr(0, equals);
        const std::string value(utf8::trim(
            utf8::without_controls(utf8::repair(asked.args[i].substr(std::min(equals + 1, asked.args[i].size()))))));
        const bool code =
            std::ranges::all_of(value, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-'; });
        const bool fits = key == "name"       ? !value.empty() && value.size() <= longest
                          : key == "country"  ? value.empty() || (value.size() == 2 && code)
                          : key == "language" ? value.size() <= 20 && code
                          : key == "kind"
                              ? value.empty() || value == "public_broadcaster" || value == "wire" || category_of(value)
                              : false;
        if (!fits)
            return voice.report({Fault::usage, fmt::format("set: {}: allowed are name=TEXT, country=two letters, "
                                                           "language=such as pt-BR, kind=a section, wire or "
                                                           "public_broadcaster",
                                                           printable(asked.args[i]))});
        if (key == "name") source.name = value;
        if (key == "country") source.country = upper_case(value);
        if (key == "language") source.language = value;
        if (key == "kind") source.kind = value;
    }
    const auto done = press.line->command([&](store::Store& store) { return store.set_source(source); });
    if (!done) return voice.report(done.error());
    return tell(asked, voice,
                fmt::format("{}: {}, country {}, language {}, kind {}", printable(source.domain),
                            printable(source.name), source.country.empty() ? "unknown" : source.country,
                            source.language.empty() ? "unknown" : source.language,
                            source.kind.empty() ? "unknown" : source.kind),
                {{"status", "set"}, {"domain", source.domain}});
}

}  // namespace octavo::cli
