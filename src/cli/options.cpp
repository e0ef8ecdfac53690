#include "cli/options.hpp"

#include <cstdio>

#include <CLI/CLI.hpp>

#include "cli/exit.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {
namespace {

struct Command {
    const char* name;
    const char* about;
    const char* example;
    enum Shape { archive, stage } shape;
    const char* args;  // how its arguments are called; "" when it takes none
};

constexpr Command commands[] = {
    {"run", "Serve the site and follow the world", "octavo run --port 8080", Command::archive, ""},
    {"serve", "Serve the site without following anything", "octavo serve --data /srv/octavo", Command::archive, ""},
    {"add", "Find what a site, a feed, a channel or a list offers, and follow it",
     "octavo add https://www.example.org/\n  octavo add --dry-run https://www.youtube.com/@example", Command::archive,
     "URL"},
    {"remove", "Stop following a source, or one feed of it; its articles stay",
     "octavo remove paper.example\n  octavo remove https://paper.example/sport.xml\n  octavo remove --all "
     "paper.example",
     Command::archive, "SOURCE"},
    {"import", "Take in OPML, WARC, feed files, folders of pages, JSONL of articles",
     "octavo import subscriptions.opml crawl.warc.gz articles.jsonl", Command::archive, "PATH"},
    {"fetch", "Poll every feed that is due, once, and stop", "octavo fetch", Command::archive, ""},
    {"reread", "Read kept pages and texts again with this version and the site rules in force",
     "octavo reread\n  octavo reread --all", Command::archive, ""},
    {"search", "Find articles", "octavo search 'harbour \"tidal power\" -strike lang:en'", Command::archive, "WORDS"},
    {"show", "Print an article", "octavo show abcdefghijklm", Command::archive, "ARTICLE"},
    {"sources", "Every source and feed with its health; all about one",
     "octavo sources --failing\n  octavo sources paper.example", Command::archive, "SOURCE"},
    {"why", "Why a story stands where it does, term by term", "octavo why abcdefghijklm", Command::archive, "STORY"},
    {"briefing", "The top stories of an edition, as text or read aloud",
     "octavo briefing --edition de-de\n  octavo briefing --format mp3 -o today.mp3", Command::archive, ""},
    {"speak", "An article, a page or a text, read aloud into a file",
     "octavo speak abcdefghijklm\n  octavo speak page.html --format opus -o page.opus", Command::archive,
     "ARTICLE or FILE"},
    {"translate", "An article, a page or a text in another language, sentence by sentence",
     "octavo translate abcdefghijklm --to pt\n  octavo translate text.txt --from es --to ca", Command::archive,
     "ARTICLE or FILE"},
    {"stats", "What the archive holds", "octavo stats --json", Command::archive, ""},
    {"export", "Every article as JSONL, which import takes back", "octavo export articles.jsonl", Command::archive,
     "FILE"},
    {"takedown", "Take an article out of everything, for good; without one: what was taken down",
     "octavo takedown https://paper.example/news/1 'asked for by its publisher'\n  octavo takedown --all abcdefghijklm "
     "   "
     "(its copies, too)\n  octavo takedown undo abcdefghijklm",
     Command::archive, "ARTICLE, REASON"},
    {"optout", "Leave a publisher out, and remove what is kept of it; without one: who is left out",
     "octavo optout paper.example 'by letter of 3 May'\n  octavo optout undo paper.example", Command::archive,
     "DOMAIN, REASON"},
    {"pause", "Do not ask a source for a while; its articles stay", "octavo pause paper.example", Command::archive,
     "SOURCE"},
    {"resume", "Ask it again", "octavo resume paper.example", Command::archive, "SOURCE"},
    {"set", "What is said of a source: its name, country, language, kind",
     "octavo set paper.example country=GB language=en kind=sports", Command::archive, "SOURCE, KEY=VALUE"},
    {"story", "Put a story right: its title, what belongs to it; without more: what was decided",
     "octavo story title abcdefghijklm 'Two locks, one river'\n  octavo story merge abcdefghijklm nopqrstuvwxyz\n  "
     "octavo "
     "story split abcdefghijklm nopqrstuvwxyz\n  octavo story undo 3",
     Command::archive, "WHAT, STORY"},
    {"hashtag", "Put a hashtag right: another name for it, none at all, what it is",
     "octavo hashtag alias Alder PortAlder\n  octavo hashtag ban Read\n  octavo hashtag describe PortAlder 'A harbour "
     "town.'\n  "
     "octavo "
     "hashtag clear Alder",
     Command::archive, "WHAT, TAG"},
    {"rules", "Site rules of one host: tried on kept pages, put to work, taken back; without more: whose there are",
     "octavo rules show paper.example\n  octavo rules try paper.example paper.example.txt\n  octavo rules set "
     "paper.example paper.example.txt\n  octavo rules remove paper.example    (undo)",
     Command::archive, "WHAT, DOMAIN, FILE"},
    {"backup", "A consistent copy of the archive, while it runs; without a file: into the folder backups/",
     "octavo backup /backups/octavo.db", Command::archive, "FILE"},
    {"restore",
     "Put a backup in the archive's place; what was there is kept beside it, and what was taken down, left out or "
     "deleted since stays so",
     "octavo restore /backups/octavo.db", Command::archive, "FILE"},
    {"repack",
     "Pack anew every text that was packed with what had been learnt, so that nothing of what was taken down is left "
     "in "
     "that",
     "octavo repack", Command::archive, ""},
    {"check", "Is the archive sound?", "octavo check", Command::archive, ""},
    {"doctor", "What is wrong, and what to do", "octavo doctor", Command::archive, ""},
    {"provider", "Ask the configured language model, translator and speaker what they can do",
     "octavo provider\n  OCTAVO_PROVIDER_KIND=openai OCTAVO_PROVIDER_URL=http://127.0.0.1:11434 "
     "OCTAVO_PROVIDER_MODEL=llama3.2:3b octavo provider",
     Command::archive, ""},
    {"train", "Learn categories from the desks of the archive's own publishers, or from labelled articles",
     "octavo train category\n  octavo train category --from rows.jsonl --model own.model\n  octavo category --batch "
     "--model own.model < "
     "articles.jsonl",
     Command::archive, "WHAT"},
    {"admin", "Accounts: who has one, invitations, roles, links for a new password, what was done",
     "octavo admin list\n  octavo admin invite operator\n  octavo admin recover 'Ada Quay'\n  octavo admin role 'Ada "
     "Quay' moderator\n  octavo admin close 'Ada Quay'    (open, delete)\n  octavo admin feeds\n  octavo admin take "
     "'Ada Quay' feeds.opml\n  octavo admin lists    (reported, hide ID, show ID)\n  octavo admin links    (take-back "
     "NAME)\n  octavo admin quota 'Ada Quay' saved=100\n  octavo admin log",
     Command::archive, "WHAT, WHOSE"},
    {"comments", "What readers say: what waits, decisions and how to take them back, who may not write, slow mode",
     "octavo comments list\n  octavo comments remove 12    (show, undo)\n  octavo comments by 'Ada Quay'    "
     "(remove-all, shadow, allow)\n  octavo comments ban 'Ada Quay' week\n  octavo comments slow 10\n  octavo comments "
     "appeals",
     Command::archive, "WHAT, WHICH"},
    {"config", "The configuration in force, and where each line comes from", "octavo config", Command::archive, ""},

    {"extract", "The article on a page", "octavo extract page.html\n  octavo extract --batch < requests.jsonl",
     Command::stage, "FILE, URL or ARTICLE"},
    {"feed", "What a feed says", "octavo feed feed.xml", Command::stage, "FILE"},
    {"date", "A date of any kind, as an instant", "octavo date 'Sun, 13 Jul 2025 08:00 +0200'", Command::stage, "TEXT"},
    {"robots", "What robots.txt allows",
     "echo '{\"file\":\"robots.txt\",\"agent\":\"Octavo\",\"url\":\"https://a.example/x\"}' | octavo robots --batch",
     Command::stage, "FILE"},
    {"opml", "What a subscription list names", "octavo opml list.opml", Command::stage, "FILE"},
    {"sitemap", "What a sitemap lists", "octavo sitemap sitemap.xml", Command::stage, "FILE"},
    {"warc", "The records of a web archive", "octavo warc crawl.warc.gz", Command::stage, "FILE"},
    {"url", "An address as a browser reads it", "octavo url 'HTTP://Example.org/a/../b'", Command::stage, "ADDRESS"},
    {"guard", "May the outgoing gate open an address? Opens nothing", "octavo guard http://127.0.0.1/", Command::stage,
     "ADDRESS"},
    {"sanitize", "Strangers' markup made safe", "echo '{\"input\":\"<b onclick=x>hi\"}' | octavo sanitize --batch",
     Command::stage, "MARKUP"},
    {"language", "Which language a text is in", "octavo language 'Wo ist der Hafen?'", Command::stage, "TEXT"},
    {"tag", "The hashtags, keyphrases, names and places of a text", "octavo tag 'Trams in Lyon and Porto'",
     Command::stage, "TEXT"},
    {"summarize", "What an article or a story says, in its own sentences",
     "octavo summarize page.html\n  octavo summarize abcdefghijklm --data /srv/octavo\n  octavo summarize --batch < "
     "articles.jsonl",
     Command::stage, "FILE, ARTICLE or STORY"},
    {"category", "Which section of a newspaper a text belongs in", "octavo category 'The striker scored twice'",
     Command::stage, "TEXT"},
    {"stories", "Which articles tell one story", "octavo stories --batch < articles.jsonl", Command::stage, ""},
    {"same", "Do two articles tell one story?", "octavo same --batch < pairs.jsonl", Command::stage, ""},
    {"ask", "A question to an archive, answered with sentences of its articles",
     "octavo ask 'Who opened the harbour bridge?'\n  octavo ask 'What did it cost?' --article abcdefghijklm\n  "
     "octavo ask --batch --archive docs.jsonl < questions.jsonl",
     Command::stage, "QUESTION"},
    {"ground", "Does a text say what a claim says?",
     "octavo ground --claim 'The bridge opened.' article.txt\n  octavo ground --batch < claims.jsonl", Command::stage,
     "FILE"},
    {"related", "What is related to an article", "octavo related --batch --archive docs.jsonl < ids.jsonl",
     Command::stage, ""},
};

constexpr const char* codes =
    "Exit codes: 0 well, 1 some items refused, 2 usage or configuration, 3 archive locked or unwritable,\n"
    "4 archive unsound or of a newer version, 5 port in use.";

void set(Options& options, const char* key, const std::string& value) { options.flags.values.emplace_back(key, value); }

void add_archive_options(CLI::App& app, const Command& command, Options& options) {
    const std::string_view name = command.name;
    app.add_option("--data", options.flags.data, "The data folder (default: $XDG_DATA_HOME/octavo)");
    app.add_option("--config", options.flags.config_file,
                   "The configuration file (default: octavo.toml in the data folder)");
    const auto setting = [&](const char* flag, const char* key, const char* help) {
        app.add_option_function<std::string>(
            flag, [&options, key](const std::string& v) { set(options, key, v); }, help);
    };
    if (name == "run" || name == "serve") {
        setting("--port", "site.port", "The site's port (default 8080; 0: any free one)");
        setting("--listen", "site.listen", "The address to listen on (default 127.0.0.1)");
        app.add_flag("--no-sample", options.no_sample, "Open an empty archive without the sample edition");
        if (name == "run")
            app.add_flag_callback(
                "--no-follow", [&options] { set(options, "follow.enabled", "false"); }, "Follow nothing");
    }
    if (name == "fetch")
        app.add_flag("--all", options.all, "Ask every feed, due or not (each host still one at a time)");
    if (name == "reread") app.add_flag("--all", options.all, "Also what is up to date already");
    if (name == "add") {
        app.add_flag("--all", options.all, "Follow every feed of the site, not only the one of the whole site");
        app.add_flag("--first", options.first, "Follow the feed that the page names first");
        app.add_flag("--dry-run", options.dry_run, "Show what there is, and follow nothing");
    }
    if (name != "config") setting("--log", "log.level", "debug, info, warning, error or off");
    if (name == "search" || name == "show" || name == "stats" || name == "sources" || name == "import" ||
        name == "reread" || name == "add" || name == "remove" || name == "doctor" || name == "why" ||
        name == "translate" || name == "provider" || name == "admin" || name == "takedown" || name == "optout" ||
        name == "pause" || name == "resume" || name == "set" || name == "story" || name == "hashtag" ||
        name == "config" || name == "comments" || name == "rules")
        app.add_flag("--json", options.json, "For programs: JSON, one object a line");
    if (name == "train") {
        app.add_option(
            "--from", options.from,
            "Labelled articles, one JSON object a line: lang, title, text, url, label (default: the archive's, "
            "as their publishers filed them; what is learnt stays in the data folder, if it is surely better)");
        app.add_option("--model", options.model, "With --from: the file to write the model to");
    }
    if (name == "restore")
        app.add_flag("--as-it-was", options.as_it_was,
                     "Also what was taken down, left out and deleted since, and the logins of that day");
    if (name == "takedown") app.add_flag("--all", options.all, "Its copies at other publishers, too");
    if (name == "remove") app.add_flag("--all", options.all, "With all its articles");
    if (name == "sources")
        app.add_flag("--failing", options.failing, "Only what needs attention, the longest silent first");
    if (name == "why") app.add_option("--edition", options.edition, "Whose front page (default: the first, en-gb)");
    if (name == "briefing") {
        app.add_option("--edition", options.edition, "Whose (default: the first, en-gb)");
        app.add_option("--format", options.format, "text, json, mp3, opus or wav (default text)");
    }
    if (name == "speak") app.add_option("--format", options.format, "mp3, opus or wav (default mp3)");
    if (name == "speak" || name == "briefing") {
        app.add_option("-o,--output", options.output, "The file to write; - for standard output");
        app.add_flag("--verbose", options.verbose, "Say when each sentence begins, and what it cost");
        app.add_flag("--generate", options.generate, "Let the configured service read it aloud");
    }
    if (name == "translate") app.add_option("--to", options.to, "The language to translate to");
    if (name == "speak" || name == "translate")
        app.add_option("--from", options.from, "The language of the text (default: what it looks like)");
    if (name == "search") {
        app.add_flag("--newest", options.newest, "Newest first instead of best first");
        app.add_option("--limit", options.limit, "How many (default 20)");
    }
}

void add_stage_options(CLI::App& app, const Command& command, Options& options) {
    app.add_flag("--batch", options.batch, "JSON lines on standard input, JSON lines on standard output");
    app.add_option("--jobs", options.jobs, "Threads; the answers do not depend on it")->check(CLI::Range(1, 64));
    if (std::string_view(command.name) == "related" || std::string_view(command.name) == "ask")
        app.add_option("--archive", options.archive, "The documents, one JSON object a line");
    if (std::string_view(command.name) == "ask") {
        app.add_option("--data", options.flags.data, "The data folder, to ask its archive");
        app.add_option("--config", options.flags.config_file, "The configuration file");
        app.add_option("--article", options.article, "Ask this article alone");
        app.add_option("--story", options.story, "Ask the articles of this story");
        app.add_option("--file", options.file, "Ask a text file");
        app.add_flag("--generate", options.generate, "Also let the configured language model answer from them");
        app.add_flag("--json", options.json, "For programs: JSON");
    }
    if (std::string_view(command.name) == "ground")
        app.add_option("--claim", options.claim, "What is said of the text in FILE");
    if (std::string_view(command.name) == "category")
        app.add_option("--model", options.model,
                       "Judge by this model (octavo train category) instead of the shipped one");
    if (std::string_view(command.name) == "summarize") {
        app.add_option("--data", options.flags.data, "The data folder, for the id of an article or a story");
        app.add_flag("--generate", options.generate, "Also let the configured language model tell it");
        app.add_option("--config", options.flags.config_file, "The configuration file");
        app.add_flag("--json", options.json, "For programs: JSON, one object a line");
    }
    if (std::string_view(command.name) == "extract") {
        app.add_option("--data", options.flags.data, "The data folder, for an article's id");
        app.add_option("--config", options.flags.config_file, "The configuration file");
        app.add_flag("--json", options.json, "The answer of the batch form instead of text");
        app.add_flag("--html", options.html, "Clean markup instead of text");
        app.add_flag("--why", options.why, "Say how it was read: what was chosen, what was left out");
        app.add_flag("--learn", options.learn, "With --batch: leave out what the pages of one host repeat");
        app.add_option("--rules", options.rules, "Site rules: a file (for any page), or a folder (by host)");
    }
}

std::string overview() {
    std::string out = "Octavo reads the world's news and serves it as a site.\n\n";
    const auto list = [&](Command::Shape shape) {
        for (const Command& c : commands)
            if (c.shape == shape) out += fmt::format("  octavo {:<9} {}\n", c.name, c.about);
    };
    out += "On an archive (a data folder):\n";
    list(Command::archive);
    out += "\nOne stage at a time (with --batch: JSON lines in, JSON lines out):\n";
    list(Command::stage);
    out += fmt::format("\n  octavo COMMAND --help says more, with an example.\n\n{}\n", codes);
    return out;
}

}  // namespace

std::variant<Options, int> read_command_line(int argc, const char* const* argv) {
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (first.empty() || ((first == "help" || first == "--help" || first == "-h") && argc <= 2)) {
        fmt::print("{}", overview());
        return first.empty() ? static_cast<int>(Exit::usage) : 0;
    }
    if (first == "--version" || first == "version") {
        fmt::print("octavo {}\n", OCTAVO_VERSION);
        return 0;
    }
    const std::string_view asked_for = first == "help" ? std::string_view(argv[2]) : first;
    if (std::ranges::none_of(commands, [&](const Command& c) { return asked_for == c.name; })) {
        fmt::print(stderr, "octavo: there is no command \"{}\". See: octavo help\n", printable(asked_for));
        return static_cast<int>(Exit::usage);
    }
    Options options;
    CLI::App app("", "octavo");
    app.require_subcommand(1);
    for (const Command& command : commands) {
        CLI::App* sub = app.add_subcommand(command.name, command.about);
        sub->footer(fmt::format("Example:\n  {}\n\n{}", command.example, codes));
        sub->callback([&options, name = command.name] { options.command = name; });
        if (command.shape == Command::archive)
            add_archive_options(*sub, command, options);
        else
            add_stage_options(*sub, command, options);
        if (*command.args) sub->add_option("args", options.args, command.args)->type_name("");
    }
    // `octavo help search` is `octavo search --help`; words that begin with a dash are search words after `--`.
    std::vector<std::string> words(argv + 1, argv + argc);
    if (words[0] == "help") words = {words[1], "--help"};
    // A search excludes with -word: such words are taken out before CLI11 sees options in them.
    std::vector<std::string> excluded;
    if (words[0] == "search")
        std::erase_if(words, [&](const std::string& w) {
            const bool excludes = w.size() > 1 && w[0] == '-' && w[1] != '-' && w != "-h";
            if (excludes) excluded.push_back(w);
            return excludes;
        });
    std::ranges::reverse(words);  // CLI11 reads its vector from the back
    try {
        app.parse(words);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);
        std::string_view what = error.what();
        fmt::print(stderr, "octavo: {}\nSee: octavo help, octavo COMMAND --help\n", what);
        return static_cast<int>(Exit::usage);
    }
    options.args.insert(options.args.end(), excluded.begin(), excluded.end());
    return options;
}

}  // namespace octavo::cli
