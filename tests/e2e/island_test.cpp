// The reading aids in a network of their own, which has nothing but its loopback: all of them work, and the kernel
// counts no packet that would have left. https://man7.org/linux/man-pages/man7/network_namespaces.7.html
#include <arpa/inet.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "e2e/site.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

constexpr int not_allowed = 77;

bool move_to_island() {
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return false;
    const int fd = ::socket(AF_INET, SOCK_DGRAM, 0);
    ifreq loopback{};
    loopback.ifr_name[0] = 'l';
    loopback.ifr_name[1] = 'o';
    loopback.ifr_flags = IFF_UP | IFF_RUNNING;
    const bool up = fd >= 0 && ::ioctl(fd, SIOCSIFFLAGS, &loopback) == 0;
    ::close(fd);
    return up;
}

// How often somebody on this island asked for a way off it: IPv4 and IPv6.
std::uint64_t attempts() {
    std::uint64_t out = 0;
    std::ifstream six("/proc/self/net/snmp6");
    for (std::string name, value; six >> name >> value;)
        if (name == "Ip6OutNoRoutes") out += std::stoull(value);
    std::ifstream four("/proc/self/net/snmp");
    std::string line, names;
    while (std::getline(four, line) && !line.starts_with("Ip: ")) {
    }
    names = line;
    std::getline(four, line);
    std::istringstream columns(names), values(line);
    for (std::string name, value; columns >> name && values >> value;)
        if (name == "OutNoRoutes") out += std::stoull(value);
    return out;
}

std::string report(std::string_view paper, std::string_view more, int minute) {
    return fmt::format(
        R"({{"url":"https://{}.example/lock","title":"Port Alder rebuilds its northern lock","lang":"es","text":"El consejo de Port Alder )"
        R"(acordó el martes reconstruir la esclusa norte antes del invierno. La obra costará 41 millones de euros y cerrará el )"
        R"(transbordador durante seis semanas, dijo Ada Lindqvist, directora de la oficina del puerto. {}","published":"2026-11-21T10:{:02}:00Z"}})"
        "\n",
        paper, more, minute);
}

std::string id_in(std::string_view page, std::string_view before) {
    const auto at = page.find(before);
    if (at == std::string_view::npos) return {};
    const auto end = page.find('"', at);
    return std::string(page.substr(at, end - at));
}

void live_there() {
    const TemporaryFolder folder;
    const std::string data = folder / "data";
    write_file(
        folder / "rows.jsonl",
        report("harbour", "Los pescadores pidieron un segundo muelle y el consejo lo prometió para la primavera.", 5) +
            report("canal", "El consejo vio los planos en la sala antigua y los aprobó con nueve votos contra dos.",
                   20));
    const auto octavo = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), binary);
        auto ended = run(arguments);
        CHECK_MESSAGE(ended.code == 0, arguments.at(1) << ": " << ended.err);
        return ended;
    };
    octavo({"import", folder / "rows.jsonl", "--data", data});
    write_file(folder / "text.txt",
               "The council agreed on Tuesday to rebuild the lock. The work is to cost 41 million euros.");
    CHECK(octavo({"ask", "Who leads the harbour office?", "--data", data}).code == 0);
    CHECK(octavo({"ask", "¿Cuánto costará la obra?", "--data", data}).out.contains("41 millones"));
    CHECK(octavo({"summarize", folder / "text.txt"}).out.contains("41 million"));
    CHECK(octavo({"briefing", "--edition", "es-es", "--data", data}).out.contains("Port Alder"));
    if (run({"espeak-ng", "--version"}).code == 0 && run({"lame", "--version"}).code == 0)
        octavo({"speak", folder / "text.txt", "-o", folder / "text.mp3"});
    const bool translates = run({"apertium", "-l"}).out.contains("es-pt");
    if (translates) CHECK(octavo({"translate", folder / "text.txt", "--from", "es", "--to", "pt"}).code == 0);

    Site site({"serve", "--port", "0", "--data", data});
    REQUIRE(site.port() != 0);
    const auto today = site.get("/es-es");
    const std::string article = id_in(today.body, "/es-es/a/");
    REQUIRE_FALSE(article.empty());
    const std::string story = id_in(site.get(article).body, "/es-es/s/");
    for (const std::string& place :
         {article, article + "/brief", article + "/ask?q=costo", std::string("/es-es/ask?q=esclusa"),
          std::string("/es-es/briefing"), std::string("/es-es/search?q=esclusa")})
        CHECK_MESSAGE(site.get(place).status == 200, place);
    if (!story.empty()) CHECK(site.get(story).status == 200);
    CHECK(site.stop() == 0);
}

}  // namespace

TEST_CASE("on an island without routes the reading aids work, and nothing asks for a way off") {
    if (std::getenv("OCTAVO_ISLAND") == nullptr) {
        // A namespace is of a whole process: this program once more, on the island.
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            if (!move_to_island()) ::_exit(not_allowed);
            ::setenv("OCTAVO_ISLAND", "1", 1);
            ::execl("/proc/self/exe", "test_e2e", "--test-case=on an island without routes*",
                    static_cast<char*>(nullptr));
            ::_exit(1);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFEXITED(status));
        if (WEXITSTATUS(status) == not_allowed) {
            MESSAGE("skipped: this machine lets nobody make a network of his own (user namespaces)");
            return;
        }
        CHECK(WEXITSTATUS(status) == 0);
        return;
    }
    live_there();
    CHECK(attempts() == 0);
    // That the count counts: a datagram for a documentation network (RFC 5737).
    const int fd = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in far{};
    far.sin_family = AF_INET;
    far.sin_port = htons(53);
    far.sin_addr.s_addr = htonl(0xC0000201);
    CHECK(::connect(fd, reinterpret_cast<const sockaddr*>(&far), sizeof(far)) == -1);
    ::close(fd);
    CHECK(attempts() == 1);
}
