// `octavo run` and `octavo serve`: the site, until a signal asks it to stop.
#include <csignal>
#include <cstdio>

#include "assist/apertium.hpp"
#include "cli/admin_feeds.hpp"
#include "cli/change.hpp"
#include "cli/commands.hpp"
#include "cli/desk_wires.hpp"
#include "cli/exit.hpp"
#include "cli/first_operator.hpp"
#include "cli/generate_one.hpp"
#include "cli/progress.hpp"
#include "cli/running_port.hpp"
#include "pipeline/catalogue.hpp"
#include "pipeline/sample.hpp"
#include "pipeline/subscriptions.hpp"
#include "pipeline/wishes.hpp"
#include "store/rulings.hpp"
#include "web/doors.hpp"
#include "web/translations.hpp"
#include "web/writings.hpp"

namespace octavo::cli {
namespace {

// What an empty archive opens with.
Result<> furnish(const Config& config, bool follow, Press& press) {
    auto reader = TRY(press.store->reader());
    const store::Stats stats = TRY(reader->stats());
    if (config.sample && stats.articles == 0) (void)TRY(pipeline::seed_sample(*press.line, press.clock));
    if (follow && config.catalogue && stats.feeds == 0) (void)TRY(pipeline::seed_catalogue(*press.line, press.clock));
    return {};
}

// Three lines: what it did, where the site is, what to try next; and until it has an operator, how to become that.
void greet(const Config& config, const web::Server& server, const store::Stats& stats,
           const std::string& operator_link) {
    const bool sample = stats.real_articles == 0 && stats.articles > 0;
    fmt::print("Octavo {}: {} articles{} in {}{}\n", OCTAVO_VERSION, grouped(stats.articles),
               sample ? " of the sample edition" : "", config.data,
               config.line.follow ? fmt::format(", following {} feeds", grouped(stats.feeds)) : "");
    fmt::print("The site: {}\n", site_address(config, server.port()));
    fmt::print("Try next: octavo add URL (follow a site), octavo import FILE; Ctrl-C stops.\n");
    if (!operator_link.empty())
        fmt::print("It has no operator yet. Make your account (this link works once): {}\n", operator_link);
    std::fflush(stdout);
}

web::Ledger ledger_of(const pipeline::Line& line, const pipeline::Darkroom& room) {
    const pipeline::Progress p = line.progress();
    web::Ledger ledger{.polls = p.polls,
                       .unchanged = p.unchanged,
                       .pushes = p.pushes,
                       .pages = p.pages,
                       .stored = p.stored,
                       .refused = p.refused,
                       .waiting = p.waiting,
                       .quiet = {},
                       .pictures = room.counts(),
                       .under_way = p.under_way,
                       .paused_why = p.paused_why};
    for (auto& [host, until] : line.quiet_hosts()) ledger.quiet.push_back({host, until});
    return ledger;
}

struct Desk {
    web::DeskWires wires;
    std::unique_ptr<store::Rulings> rulings;
};

web::Wires wires_of(pipeline::Line& line, pipeline::Darkroom& room, assist::Recorder* recorder,
                    web::Translations& translations, web::Writings* writings, web::Doors* doors, const Desk& desk) {
    pipeline::Subscriptions& hubs = line.subscriptions();
    return {.knows_hub = [&hubs](std::string_view token) { return hubs.knows(token); },
            .verify_hub = [&hubs](std::string_view token, const HubSays& says) { return hubs.verify(token, says); },
            .take_push = [&hubs](HubPush push) { return hubs.push(std::move(push)); },
            .ledger = [&line, &room] { return ledger_of(line, room); },
            .look_at_picture = [&room](std::string_view url) { return room.look(url); },
            .ask_picture = [&room](const PictureWish& wish) { return room.ask(wish); },
            .when_picture = [&room](const PictureWish& wish,
                                    std::function<void()> done) { return room.when_done(wish, std::move(done)); },
            .recorder = recorder,
            .translations = &translations,
            .writings = writings,
            .doors = doors,
            .desk = &desk.wires,
            .rulings = desk.rulings.get()};
}

assist::OtherVoice voice_of_service(provider::Providers* providers) {
    if (!providers || !providers->enabled(provider::Task::speech)) return {};
    return {.reads = [providers](std::string_view language) { return providers->speaks(language); },
            .speak = [providers](std::span<const assist::Utterance> text, std::string_view language,
                                 const std::stop_token& stop) -> Result<assist::Said> {
                auto spoken = providers->speak({text, std::string(language)}, stop);
                if (spoken) return std::move(spoken->said);
                const auto& [cause, detail] = spoken.error();
                return fail(cause == provider::Cause::cancelled ? Fault::cancelled : Fault::unreachable,
                            fmt::format("{}: {}", provider::name_of(cause), detail));
            }};
}

// Without its folder nothing is recorded; the rest of the paper comes out all the same.
std::unique_ptr<assist::Recorder> start_recorder(const Config& config, const Clock& clock,
                                                 provider::Providers* providers) {
    if (!config.record_briefings) return nullptr;
    auto recorder = std::make_unique<assist::Recorder>(
        assist::RecorderSettings{.folder = config.data + "/audio", .most_bytes = config.audio_bytes}, clock,
        voice_of_service(providers));
    if (const auto started = recorder->start(); !started) {
        log::warning("no briefings are recorded: {}", started.error().detail);
        return nullptr;
    }
    return recorder;
}

// Accounts and what they keep. Without them the site is served all the same; what is wrong is said.
struct House {
    std::unique_ptr<readers::Accounts> accounts;
    std::unique_ptr<readers::Shelf> shelf;
    std::unique_ptr<readers::ReadStates> reads;
    std::unique_ptr<readers::Bring> bring;
    std::unique_ptr<readers::Tastes> tastes;
    std::unique_ptr<readers::Lists> lists;
    std::unique_ptr<readers::Margins> margins;
    std::unique_ptr<readers::Talk> talk;
    std::unique_ptr<readers::Quotas> quotas;
};
Result<House> open_house(const Config& config, const Clock& clock) {
    House house{
        TRY(readers::Accounts::open(config.data, config.account_settings, clock)),
        TRY(readers::Shelf::open(config.data, clock)),
        TRY(readers::ReadStates::open(config.data, clock)),
        TRY(readers::Bring::open(config.data, {.own_feeds = config.own_feeds, .judge = judge_of(config)}, clock)),
        TRY(readers::Tastes::open(config.data, clock)),
        nullptr,
        TRY(readers::Margins::open(config.data, clock)),
        nullptr,
        nullptr};
    house.quotas = TRY(readers::Quotas::open(config.data, config.quotas, *house.accounts, clock));
    house.shelf->heed(*house.quotas);
    house.bring->heed(*house.quotas);
    house.tastes->heed(*house.quotas);
    house.lists = TRY(readers::Lists::open(config.data, *house.accounts, clock));
    if (config.comments) house.talk = TRY(readers::Talk::open(config.data, config.talk, *house.accounts, clock));
    if (house.talk) house.talk->heed(*house.quotas);
    return house;
}

// Who grants the feeds that readers wish for; null where nothing is followed.
std::unique_ptr<pipeline::Wishes> start_wishes(const Config& config, Press& press, readers::Bring* bring) {
    if (!bring || !config.line.follow) return nullptr;
    auto wishes = std::make_unique<pipeline::Wishes>(*press.store, bring->rows(), bring->shelves(), press.clock);
    wishes->start(*press.line, judge_of(config));
    return wishes;
}

std::unique_ptr<store::Rulings> open_rulings(const Config& config) {
    auto rulings = store::Rulings::open(config.data);
    if (!rulings) log::warning("what was taken down cannot be looked up: {}", rulings.error().detail);
    return rulings ? std::move(*rulings) : nullptr;
}

int wait_for_signal(const sigset_t& signals) {
    int received = 0;
    sigwait(&signals, &received);
    return received;
}

}  // namespace

int command_run(const Options&, const Config& given, bool follow) {
    // Blocked before any thread starts, so that only sigwait below gets them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    Config config = given;
    config.line.follow = follow && config.line.follow;
    config.line.reread = true;
    auto press = start_press(config, Pictures::shown);
    if (!press) return report(press.error());
    if (const auto furnished = furnish(config, config.line.follow, **press); !furnished)
        return report(furnished.error());

    pipeline::Line& line = *(*press)->line;
    web::Translations translations(assist::apertium_pairs(), assist::translate_by_apertium, (*press)->clock);
    // What the operator configured wrongly is said now, not to the first reader who presses.
    const auto services = make_services(config);
    if (!services) {
        (*press)->stop();
        return report(services.error());
    }
    const auto recorder = start_recorder(config, (*press)->clock, services->providers.get());
    std::optional<web::Writings> writings;
    if (services->providers) writings.emplace(*services->providers, config.provider.at_once, (*press)->clock);
    auto house = config.accounts ? open_house(config, (*press)->clock) : Result<House>();
    std::stop_source stopping;
    // Before the doors, at whose benches its commands are carried out.
    const Desk desk = {desk_wires(config, **press, stopping), open_rulings(config)};
    std::optional<web::Doors> doors;
    if (!house) log::warning("no accounts: {}", house.error().detail);
    if (house && house->accounts)
        doors.emplace(web::Doors::Rooms{*house->accounts, *house->shelf, *house->reads, *house->bring, *house->tastes,
                                        *house->lists, *house->margins, house->talk.get(), house->quotas.get()},
                      (*press)->clock);
    const auto wishes = start_wishes(config, **press, house ? house->bring.get() : nullptr);
    web::Server server(
        config.site, *(*press)->store, (*press)->clock,
        [&line, following = config.line.follow] {
            const pipeline::Progress progress = line.progress();
            return web::Outlook{.following = following,
                                .offline = following && progress.offline,
                                .sources = 0,
                                .waiting = progress.waiting};
        },
        wires_of(line, *(*press)->darkroom, recorder.get(), translations, writings ? &*writings : nullptr,
                 doors ? &*doors : nullptr, desk));
    if (const auto started = server.start(); !started) {
        report(started.error());
        (*press)->stop();
        return static_cast<int>(started.error().fault == Fault::busy ? Exit::port_in_use
                                                                     : exit_for(started.error().fault));
    }
    // Each command asked of us has its own way to stop: one that is interrupted must not end those that come after it.
    auto control = Control::listen(config.data, [&](const Asked& asked, Voice& voice) {
        std::stop_source one;
        const std::stop_callback with_us(stopping.get_token(), [&one] { one.request_stop(); });
        return change(asked, **press, voice, one);
    });
    if (!control) log::warning("{}", control.error().detail);
    const auto reader = (*press)->store->reader();
    const auto stats = reader ? (*reader)->stats() : Result<store::Stats>(store::Stats{});
    config.site.port = server.port();
    const RunningPort port_file(config.data, server.port());
    greet(config, server, stats ? *stats : store::Stats{},
          doors ? first_operator_link(config, doors->accounts()) : std::string());
    const int received = wait_for_signal(signals);
    log::info("stopping on signal {}", received);
    const pipeline::Progress progress = line.progress();
    stopping.request_stop();
    server.stop();
    (*press)->stop();
    if (progress.paused)
        return report({Fault::unwritable, fmt::format("stopped while the archive took nothing ({}). What was "
                                                      "acknowledged is kept; the rest will be fetched again.",
                                                      progress.paused_why)});
    return 0;
}

}  // namespace octavo::cli
