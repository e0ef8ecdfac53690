// Every kind of misbehaving origin, each alone against the real line: sockets, gate, courier, archive. What must hold
// for all of them: the work is bounded, the feed says in plain words how it stands, nothing is stored twice, nobody was
// treated rudely, and the line stops when it is told to.
#include <arpa/inet.h>
#include <sys/socket.h>

#include "faults/street.hpp"
#include "newsroom/certificate.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;
using newsroom::FaultKind;
using newsroom::Way;

namespace {

constexpr std::string_view host = "paper.example";
constexpr auto feed_url = "https://paper.example/feed.xml";
constexpr int rounds = 14;

// A port of ours where nobody listens, or where everybody is thrown out.
class ClosedDoor {
  public:
    explicit ClosedDoor(Way way) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), length);
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length);
        port_ = ntohs(address.sin_port);
        if (way == Way::refused) return;
        ::listen(socket_, 16);
        if (way == Way::tls) return;  // the system greets, and nobody else
        bouncer_ = std::thread([this] {
            for (int caller; (caller = ::accept(socket_, nullptr, nullptr)) >= 0;) {
                const linger now{.l_onoff = 1, .l_linger = 0};
                ::setsockopt(caller, SOL_SOCKET, SO_LINGER, &now, sizeof now);
                ::close(caller);
            }
        });
    }
    ~ClosedDoor() {
        ::shutdown(socket_, SHUT_RDWR);
        if (bouncer_.joinable()) bouncer_.join();
        ::close(socket_);
    }
    std::uint16_t port() const { return port_; }

  private:
    const int socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::uint16_t port_ = 0;
    std::thread bouncer_;
};

struct Findings {
    std::string kind;
    std::vector<std::string> wrong;
    void check(bool good, std::string what) {
        if (!good) wrong.push_back(kind + ": " + std::move(what));
    }
};

void check_feed(const FaultKind& kind, Street& street, Findings& findings) {
    const Feed feed = **street.reader->feed(feed_id(feed_url));
    const std::string told = fmt::format("{} ({})", name_of(feed.state), feed.reason);
    // Nothing new for days makes a healthy feed a quiet one.
    const bool well = feed.state == Feed::State::healthy || feed.state == Feed::State::quiet;
    const bool as_told = kind.state == "healthy" ? well : name_of(feed.state) == kind.state;
    findings.check(kind.state == "any" || as_told, "its health is " + told);
    findings.check(kind.state == "any" || feed.reason.contains(kind.reason), "its reason is " + told);
    findings.check(feed.state == Feed::State::healthy || !feed.reason.empty(), "it says nothing of why");
    findings.check(feed.reason.size() < 400, "its reason is too long");
    // A house that wants quiet before it was ever asked is left alone, and says so.
    findings.check(feed.polled.has_value() || kind.state == "fresh", "it was never asked");
    findings.check(feed.due > street.clock.now() - 25h, "it was forgotten");
    const auto articles = street.reader->stats()->articles;
    findings.check(kind.articles < 0 || articles == kind.articles, fmt::format("{} articles", articles));
    const auto sound = street.archive->check([](int) {});
    findings.check(sound && sound->empty(), "the archive is not sound");
}

// The origin's side of a kind of broken TLS; what the gate trusts is a valid certificate for the host.
fetch::GateSettings prepare_tls(const FaultKind& kind, newsroom::Settings& room, const Folder& folder) {
    const bool expired = kind.name == "tls-expired", foreign = kind.name == "tls-other-name";
    const auto made = newsroom::make_certificate({foreign ? "other.example" : std::string(host)}, -48h,
                                                 expired ? Duration(-24h) : Duration(24h));
    const auto known =
        kind.name == "tls-unknown-authority" ? newsroom::make_certificate({"nobody.example"}, -48h, 24h) : made;
    fetch::GateSettings settings = impatient();
    settings.newsroom_tls = true;
    settings.ca_file = folder.write("known.pem", known.pem);
    if (kind.name == "tls-plain") return settings;
    room.certificate = folder.write("certificate.pem", made.pem);
    room.key = folder.write("key.pem", made.key);
    return settings;
}

// How long an answer is waited for. Kinds that keep us waiting want an end to it; the others want none, so that a busy
// machine is not taken for a silent publisher.
enum class Patience { little, usual };

Findings live_with(const FaultKind& kind, Patience patience) {
    Findings findings{.kind = std::string(kind.name), .wrong = {}};
    const Folder papers;
    newsroom::Settings room;
    fetch::GateSettings settings = kind.way == Way::tls           ? prepare_tls(kind, room, papers)
                                   : patience == Patience::little ? impatient()
                                                                  : fetch::GateSettings{};
    newsroom::rehearse(kind);
    Street street(room);
    for (int i = 1; i <= 3; ++i)
        street.room.add_article({.url = newsroom::report(host, i).link,
                                 .title = newsroom::report(host, i).title,
                                 .text = fmt::format("Number {0} of three. The council of district {0} met again and "
                                                     "heard what engineer {1} had found under the market of {2}.\n\n"
                                                     "It will meet again when the river has fallen, said {1}.",
                                                     i, i * 7, 1800 + i)});
    street.room.add(host, "/feed.xml",
                    {.type = "application/rss+xml", .body = newsroom::usual_feed(host), .etag = "\"usual\""});
    street.room.cast(host, kind);
    std::optional<ClosedDoor> door;
    if (kind.name == "tls-close") settings.newsroom_port = door.emplace(Way::reset).port();
    if (kind.name == "tls-hang" || kind.way == Way::refused || kind.way == Way::reset)
        settings.newsroom_port = door.emplace(kind.way).port();
    if (const std::string problem = street.open(settings); !problem.empty()) {
        findings.check(false, problem);
        return findings;
    }
    street.follow(feed_url, host);
    street.live(4 * 24h, rounds);
    street.line->stop();
    check_feed(kind, street, findings);

    const auto counts = street.gate->counts();
    const auto total = street.room.total();
    findings.check(total.violations() == 0, "the publisher complains of " + total.complaints());
    // A poll is its redirects; robots.txt, once a day; three pages, four tries each.
    findings.check(counts.requests <= 6 * rounds + 30, fmt::format("{} requests", counts.requests));
    findings.check(counts.wire_bytes <= rounds * (9u << 20), fmt::format("{} bytes read", counts.wire_bytes));
    return findings;
}

// Four at a time: they wait more than they work.
std::vector<Findings> live_with_all(std::vector<FaultKind> (*group)(), Patience patience) {
    std::vector<const FaultKind*> kinds;
    for (const FaultKind& in_group : group())
        if (in_group.name != "tls-http2-refused") kinds.push_back(newsroom::fault_kind(in_group.name));
    std::vector<Findings> out(kinds.size());
    std::atomic<std::size_t> next = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (std::size_t k; (k = next++) < kinds.size();) out[k] = live_with(*kinds[k], patience);
            });
    }
    return out;
}

void check_all(std::vector<FaultKind> (*group)(), Patience patience) {
    for (const Findings& findings : live_with_all(group, patience))
        for (const std::string& wrong : findings.wrong) FAIL_CHECK(wrong);
}

}  // namespace

TEST_CASE("there are at least sixty kinds of fault, each with a name of its own") {
    std::set<std::string_view> names;
    for (const FaultKind& kind : newsroom::fault_kinds()) {
        CAPTURE(kind.name);
        CHECK(names.insert(kind.name).second);
        CHECK_FALSE(kind.what.empty());
        CHECK_FALSE(kind.must.empty());
    }
    CHECK(names.size() >= 60);
    MESSAGE(names.size(), " kinds");
}

TEST_CASE("a good certificate is trusted") {
    const FaultKind good{
        .name = "tls-good",
        .what = "",
        .must = "",
        .state = "healthy",
        .articles = 3,
        .act = [](const newsroom::Scene&) -> std::optional<newsroom::Behaviour> { return std::nullopt; },
        .way = Way::tls};
    for (const std::string& wrong : live_with(good, Patience::little).wrong) FAIL_CHECK(wrong);
}

TEST_CASE("faults of the wire") { check_all(newsroom::wire_faults, Patience::little); }
TEST_CASE("faults of the answer") { check_all(newsroom::answer_faults, Patience::little); }
TEST_CASE("faults of the feed") { check_all(newsroom::content_faults, Patience::usual); }
TEST_CASE("faults of robots.txt") { check_all(newsroom::robots_faults, Patience::little); }
