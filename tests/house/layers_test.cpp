// Reads the tree as text and holds it to the plan of the house (ARCHITECTURE.md): which room stands on which floor,
// what each may include, where the heavy libraries are let in, how long a file may grow.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

// The floors, lowest first. A room includes from floors below its own; rooms on one floor do not know each other.
const std::vector<std::vector<std::string>> floors = {
    {"base"},
    {"model", "markup"},
    {"feed", "extract", "text", "story", "picture"},
    {"fetch", "store", "search", "assist"},
    {"provider", "readers"},
    {"web", "pipeline"},
    {"cli"},
};
// The one step sideways: full-text search lives in the store's database.
const std::set<std::pair<std::string, std::string>> sideways = {{"search", "store"}};

int floor_of(const std::string& room) {
    for (std::size_t floor = 0; floor < floors.size(); ++floor)
        if (std::ranges::count(floors[floor], room) > 0) return static_cast<int>(floor);
    return -1;
}

struct Include {
    int line = 0;
    std::string path;  // as written between the quotes or brackets
    bool quoted = false;
};

struct File {
    std::string name;  // "feed/rss.cpp", below src
    std::string room;
    int lines = 0;
    std::vector<Include> includes;
};

// The directives of a file: `#include`, white space anywhere it may stand, not inside a // comment.
File read(std::string name, std::istream& in) {
    File file{.name = name, .room = name.substr(0, name.find('/')), .lines = 0, .includes = {}};
    for (std::string line; std::getline(in, line);) {
        ++file.lines;
        auto at = line.find_first_not_of(" \t");
        if (at == std::string::npos || line[at] != '#') continue;
        at = line.find_first_not_of(" \t", at + 1);
        if (at == std::string::npos || line.compare(at, 7, "include") != 0) continue;
        const auto open = line.find_first_of("\"<", at);
        if (open == std::string::npos) continue;
        const auto close = line.find_first_of("\">", open + 1);
        if (close == std::string::npos) continue;
        file.includes.push_back({file.lines, line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
    return file;
}

std::vector<File> sources() {
    const fs::path root = fs::path(OCTAVO_SOURCE_DIR) / "src";
    std::vector<File> files;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const std::string extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".hpp") continue;
        std::ifstream in(entry.path());
        files.push_back(read(fs::relative(entry.path(), root).generic_string(), in));
    }
    std::ranges::sort(files, {}, &File::name);
    return files;
}

using Needs = std::map<std::string, std::set<std::string>>;

Needs parse_needs(std::istream& in) {
    Needs needs;
    for (std::string line; std::getline(in, line);) {
        const auto colon = line.find(':');
        if (colon == std::string::npos) continue;
        std::istringstream rooms(line.substr(colon + 1));
        auto& of = needs[line.substr(0, colon)];
        for (std::string room; rooms >> room;) of.insert(room);
    }
    return needs;
}

Needs built_needs() {
    std::ifstream in(fs::path(OCTAVO_BINARY_DIR) / "rooms.txt");
    return parse_needs(in);
}

// What is wrong with the includes of `file`, one line each.
std::vector<std::string> faults(const File& file, const Needs& needs) {
    std::vector<std::string> found;
    for (const Include& include : file.includes) {
        if (!include.quoted) continue;
        const std::string place = file.name + ":" + std::to_string(include.line) + ": \"" + include.path + "\"";
        if (include.path.find('/') == std::string::npos) {
            found.push_back(place + " names no room: write \"" + file.room + "/...\"");
            continue;
        }
        const std::string room = include.path.substr(0, include.path.find('/'));
        if (room == file.room) continue;
        if (floor_of(room) < 0)
            found.push_back(place + " is no room's header: a library's goes in <>");
        else if (!needs.contains(file.room))
            continue;  // a door without a room behind it yet: headers only
        else if (!needs.at(file.room).contains(room))
            found.push_back(place + ": " + file.room + " does not name " + room + " in its NEEDS");
    }
    return found;
}

std::vector<std::string> faults(const Needs& needs) {
    std::vector<std::string> found;
    for (const auto& [room, of] : needs) {
        if (floor_of(room) < 0) found.push_back(room + " stands on no floor");
        for (const std::string& needed : of)
            if (floor_of(needed) >= floor_of(room) && !sideways.contains({room, needed}))
                found.push_back(room + " reaches upward or sideways to " + needed);
    }
    return found;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const auto& line : lines) all += "\n  " + line;
    return all;
}

std::vector<std::string> files_including(const std::vector<File>& files, const std::string& prefix) {
    std::vector<std::string> found;
    for (const File& file : files)
        if (std::ranges::any_of(file.includes, [&](const Include& i) { return i.path.starts_with(prefix); }))
            found.push_back(file.name);
    return found;
}

File file_of(std::string name, const std::string& text) {
    std::istringstream in(text);
    return read(std::move(name), in);
}

Needs needs_of(const std::string& text) {
    std::istringstream in(text);
    return parse_needs(in);
}

}  // namespace

TEST_CASE("no room needs one on its own floor or above") {
    const Needs needs = built_needs();
    REQUIRE(needs.contains("base"));
    const auto found = faults(needs);
    CHECK_MESSAGE(found.empty(), joined(found));
}

TEST_CASE("a file includes only from the rooms its own room names") {
    const auto files = sources();
    REQUIRE(files.size() > 30);
    const Needs needs = built_needs();
    for (const File& file : files) {
        const auto found = faults(file, needs);
        CHECK_MESSAGE(found.empty(), joined(found));
    }
}

TEST_CASE("the test of the floors sees what it is there to see") {
    CHECK(faults(needs_of("base:\nmodel: base\nsearch: base model store\n")).empty());
    CHECK(faults(needs_of("base: model\n")).size() == 1);    // upward
    CHECK(faults(needs_of("feed: extract\n")).size() == 1);  // sideways
    CHECK(faults(needs_of("store: search\n")).size() == 1);  // only search may use store
    CHECK_FALSE(faults(needs_of("attic: base\n")).empty());  // no such floor

    const Needs needs = needs_of("feed: base model\nstore: base\nmarkup: base\n");
    CHECK(
        faults(file_of("feed/a.cpp", "#include \"feed/a.hpp\"\n#include <web/x.h>\n#include \"base/url.hpp\"\n"), needs)
            .empty());
    CHECK(faults(file_of("feed/a.cpp", "#include \"store/store.hpp\"\n"), needs).size() == 1);
    CHECK(faults(file_of("feed/a.cpp", "  #  include   \"markup/html.hpp\"\n"), needs).size() == 1);
    CHECK(faults(file_of("feed/a.cpp", "#include \"a.hpp\"\n"), needs).size() == 1);
    CHECK(faults(file_of("feed/a.cpp", "// #include \"web/server.hpp\"\n"), needs).empty());
}

TEST_CASE("every byte fetched goes through the gate, what a configured service is asked through its one call") {
    const std::set<std::string> doors = {"fetch/gate.cpp", "provider/http_call.cpp"};
    for (const auto& name : files_including(sources(), "curl/")) CHECK(doors.contains(name));
}

TEST_CASE("a library that is slow to compile is let in by one file") {
    const auto files = sources();
    for (const std::string library : {"boost/beast", "CLI/", "toml++/", "simdjson", "spdlog/"}) {
        const auto found = files_including(files, library);
        CAPTURE(library);
        CHECK_MESSAGE(found.size() <= 1, joined(found));
    }
}

TEST_CASE("no header brings a heavy library to those who include it") {
    for (const File& file : sources()) {
        if (!file.name.ends_with(".hpp")) continue;
        for (const std::string library :
             {"boost/", "CLI/", "toml++/", "simdjson", "spdlog/", "curl/", "sqlite3", "libpq", "unicode/"}) {
            CAPTURE(file.name);
            CHECK_MESSAGE(files_including({file}, library).empty(), library);
        }
    }
}

TEST_CASE("a file reads in one sitting: at most 500 lines") {
    // What outgrows that has a second idea in it: give the idea a file of its own, not the file a higher ceiling.
    for (const File& file : sources()) {
        if (file.name.starts_with("web/words")) continue;  // a table of sentences, looked up and not read through
        CAPTURE(file.name);
        CHECK(file.lines <= 500);
    }
}
