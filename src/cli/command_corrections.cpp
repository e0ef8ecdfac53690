// Stories and hashtags put right by an editor, so that it holds for every later run.
//
//   octavo story title STORY [TITLE]     above its page; without one: its first report's own again
//   octavo story merge STORY INTO        all of it is told there
//   octavo story split STORY ARTICLE     the article, and its copies, stand alone
//   octavo story undo NUMBER             octavo story: what was decided, with numbers
//   octavo hashtag alias TAG OTHER           is written as that one from now on, and looking back
//   octavo hashtag ban TAG                   shown nowhere
//   octavo hashtag describe TAG WORDS        for its page
//   octavo hashtag clear TAG                 octavo hashtag: what was decided
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/change.hpp"
#include "cli/exit.hpp"
#include "cli/names_here.hpp"
#include "cli/progress.hpp"
#include "store/rulings.hpp"
#include "text/tag_key.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t longest_title = 300, longest_about = 600, listed = 1000;

std::string rest(const Asked& asked, std::size_t from, std::size_t longest) {
    std::string out;
    for (std::size_t i = from; i < asked.args.size(); ++i) out += (out.empty() ? "" : " ") + asked.args[i];
    return std::string(utf8::cut(utf8::squeeze(utf8::without_controls(utf8::repair(out))), longest));
}

std::string in_words(const StoryRuling& ruling) {
    switch (ruling.kind) {
        case StoryRuling::Kind::title:
            return fmt::format("story {} is titled \"{}\"", ruling.story.text(), printable(ruling.words));
        case StoryRuling::Kind::merge:
            return fmt::format("story {} is told in {}", ruling.other.text(), ruling.story.text());
        case StoryRuling::Kind::split:
            return fmt::format("article {} left story {} for {}", ruling.article.text(), ruling.story.text(),
                               ruling.other.text());
    }
    return {};
}

int list_stories(const Asked& asked, Press& press, Voice& voice) {
    const auto rulings = store::Rulings::open(press.data);
    if (!rulings) return voice.report(rulings.error());
    const auto all = (*rulings)->story_rulings(std::numeric_limits<std::int64_t>::max(), listed);
    if (!all) return voice.report(all.error());
    if (all->empty() && !asked.json) voice.say("No editor decided anything about a story yet.\n");
    for (const StoryRuling& one : *all)
        (void)tell(asked, voice, fmt::format("{}  {}  {}", one.number, to_iso(one.at), in_words(one)),
                   {{"number", fmt::format("{}", one.number)}, {"at", to_iso(one.at)}, {"what", in_words(one)}});
    return 0;
}

int list_tags(const Asked& asked, Press& press, Voice& voice) {
    const auto rulings = store::Rulings::open(press.data);
    if (!rulings) return voice.report(rulings.error());
    const auto all = (*rulings)->tag_rulings();
    if (!all) return voice.report(all.error());
    if (all->empty() && !asked.json) voice.say("No editor decided anything about a hashtag yet.\n");
    for (const TagRuling& one : *all)
        (void)tell(asked, voice,
                   fmt::format("#{}{}{}{}", printable(one.name), one.banned ? "  shown nowhere" : "",
                               one.now ? fmt::format("  is #{}", printable(one.now_name)) : "",
                               one.about.empty() ? "" : "  " + printable(one.about)),
                   {{"tag", one.name},
                    {"banned", one.banned ? "true" : "false"},
                    {"now", one.now_name},
                    {"about", one.about}});
    return 0;
}

// "#PortAlder", "portalder": without its sign; "" for what is no hashtag.
std::string tag_in(const std::string& argument) {
    std::string name(utf8::trim(argument));
    if (name.starts_with('#')) name.erase(0, 1);
    constexpr std::size_t longest = 200;
    return name.size() > longest || text::tag_key(name).empty() ? std::string()
                                                                : utf8::without_controls(utf8::repair(name));
}

// Of a hashtag that others are written as, how many go with it.
std::string also_shown_nowhere(store::Rulings& rulings, TagId id) {
    const auto all = rulings.tag_rulings();
    if (!all) return {};
    const auto written_so = std::ranges::count(*all, id, &TagRuling::now);
    if (written_so == 0) return {};
    return fmt::format(" {} written as it: shown nowhere either. octavo hashtag lists them.",
                       written_so == 1 ? "Another one is" : fmt::format("{} others are", written_so));
}

int number_is_missing(Voice& voice) {
    return voice.report({Fault::usage, "story: undo which? octavo story lists what was decided, with numbers"});
}

}  // namespace

int change_story(const Asked& asked, Press& press, Voice& voice) {
    if (asked.args.size() < 2) return list_stories(asked, press, voice);
    const std::string& what = asked.args[1];
    if (what == "undo") {
        std::int64_t number = 0;
        const std::string text = asked.args.size() > 2 ? asked.args[2] : "";
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
            return number_is_missing(voice);
        const auto done = press.line->undo(number);
        if (!done) return voice.report(done.error());
        return tell(asked, voice, fmt::format("Undone; {} articles went back.", *done), {{"status", "undone"}});
    }
    if (what != "title" && what != "merge" && what != "split")
        return voice.report(
            {Fault::usage,
             fmt::format("story: there is no \"{}\"; there are: title, merge, split, undo", printable(what))});
    if (asked.args.size() < (what == "title" ? 3U : 4U))
        return voice.report(
            {Fault::usage, fmt::format("story: say {}, for example: octavo story {} abcdefghijklm {}",
                                       what == "title"   ? "which story"
                                       : what == "merge" ? "which story, and into which"
                                                         : "which story, and which article leaves it",
                                       what, what == "title" ? "'Two locks, one river'" : "nopqrstuvwxyz")});
    const auto story = story_named(asked.args[2]);
    if (!story) return voice.report(story.error());
    if (what == "title") {
        const std::string title = rest(asked, 3, longest_title);
        const auto done = press.line->retitle(*story, title);
        if (!done) return voice.report(done.error());
        return tell(
            asked, voice,
            title.empty() ? "It has the title of its first report again." : fmt::format("It is titled \"{}\".", title),
            {{"status", "titled"}, {"story", story->text()}});
    }
    if (what == "merge") {
        const auto into = story_named(asked.args[3]);
        if (!into) return voice.report(into.error());
        const auto done = press.line->merge(*story, *into);
        if (!done) return voice.report(done.error());
        return tell(asked, voice, fmt::format("{} articles are told in {} now.", *done, into->text()),
                    {{"status", "merged"}, {"story", into->text()}});
    }
    const auto reader = press.store->reader();
    if (!reader) return voice.report(reader.error());
    const auto article = article_named(asked.args[3], **reader);
    if (!article) return voice.report(article.error());
    const auto own = press.line->split(*story, *article);
    if (!own) return voice.report(own.error());
    return tell(asked, voice, fmt::format("{} stands in a story of its own now: {}", article->text(), own->text()),
                {{"status", "split"}, {"story", own->text()}});
}

int change_tag(const Asked& asked, Press& press, Voice& voice) {
    if (asked.args.size() < 2) return list_tags(asked, press, voice);
    const std::string& what = asked.args[1];
    constexpr std::array ways = {"alias", "ban", "describe", "clear"};
    if (std::ranges::find(ways, what) == ways.end())
        return voice.report({Fault::usage, fmt::format("hashtag: there is no \"{}\"; there are: {}", printable(what),
                                                       fmt::join(ways, ", "))});
    const std::string name = asked.args.size() > 2 ? tag_in(asked.args[2]) : "";
    const std::string other = what == "alias" && asked.args.size() > 3 ? tag_in(asked.args[3]) : "";
    if (name.empty() || (what == "alias" && (other.empty() || text::tag_key(other) == text::tag_key(name))))
        return voice.report(
            {Fault::usage, fmt::format("hashtag: name {}, for example: octavo hashtag {} {}PortAlder",
                                       what == "alias" ? "a hashtag and the one it is written as" : "a hashtag", what,
                                       what == "alias" ? "Alder " : "")});
    const auto rulings = store::Rulings::open(press.data);
    if (!rulings) return voice.report(rulings.error());
    const TagId id = tag_id(text::tag_key(name));
    const auto before = (*rulings)->tag_ruling(id);
    if (!before) return voice.report(before.error());
    TagRuling ruling = before->value_or(TagRuling{.tag = id, .name = name, .now = {}, .now_name = {}, .about = {}});
    if (what == "clear") ruling = {.tag = id, .name = ruling.name, .now = {}, .now_name = {}, .about = {}};
    if (what == "ban") ruling.banned = true, ruling.now = {}, ruling.now_name.clear();
    if (what == "describe") ruling.about = rest(asked, 3, longest_about);
    if (what == "alias") {
        ruling.now = tag_id(text::tag_key(other));
        ruling.now_name = other;
        ruling.banned = false;
    }
    ruling.at = press.clock.now();
    const auto done = press.line->command([&](store::Store& store) { return store.rule(ruling); });
    if (!done) return voice.report(done.error());
    return tell(asked, voice,
                what == "clear"
                    ? fmt::format("#{} stands for itself; what it was taken off has it again after: octavo "
                                  "reread --all",
                                  name)
                    : fmt::format("#{}: done.{}", name, what == "ban" ? also_shown_nowhere(**rulings, id) : ""),
                {{"status", what}, {"tag", name}});
}

}  // namespace octavo::cli
