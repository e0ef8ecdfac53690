#include "web/assets.hpp"

#include "base/base64.hpp"
#include "base/hash.hpp"
#include "web/embedded.gen.hpp"

namespace octavo::web {
namespace {

struct Kept {
    std::string address;  // "/assets/octavo.3f2a5c....js"
    std::string bytes;    // owned: a script is rewritten to the hashed names of what it asks for
    Asset asset;
};

// The remarks are for us, not for every reader of every page.
std::string without_remarks(std::string text, std::string_view begin, std::string_view end) {
    for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
        const auto behind = text.find(end, at);
        text.erase(at, behind == std::string::npos ? behind : behind + end.size() - at);
    }
    return text;
}

struct Shelf {
    std::map<std::string, Kept, std::less<>> by_name;                     // "octavo.js"
    std::map<std::string_view, const Kept*, std::less<>> by_hashed_name;  // "octavo.3f2a5c....js"

    std::map<std::string_view, std::string> written;  // "octavo.css"

    void put(std::string_view file, std::string bytes, std::string_view type, bool compress) {
        const std::string name(file.substr(file.rfind('/') + 1));
        const auto dot = name.rfind('.');
        const std::string address =
            fmt::format("/assets/{}.{}{}", name.substr(0, dot), to_base32(hash64(bytes)), name.substr(dot));
        Kept& kept = by_name[name];
        kept = {address, std::move(bytes), {}};
        kept.asset = {kept.bytes, type, compress};
        by_hashed_name.emplace(std::string_view(kept.address).substr(8), &kept);
    }

    // A module asks for others ("./app.js") by their hashed names: those it asks for come first.
    void put_script(std::string_view file) {
        std::string script(assets::get(file));
        for (const auto& [name, kept] : by_name) {
            const std::string plain = fmt::format("\"./{}\"", name);
            for (auto at = script.find(plain); at != std::string::npos; at = script.find(plain, at))
                script.replace(at, plain.size(), fmt::format("\"{}\"", kept.address));
        }
        put(file, std::move(script), "text/javascript; charset=utf-8", true);
    }

    Shelf() {
        for (const std::string_view font : {"fonts/newsreader-latin.woff2", "fonts/newsreader-latin-ext.woff2"})
            put(font, std::string(assets::get(font)), "font/woff2", false);
        put("sign.svg", std::string(assets::get("sign.svg")), "image/svg+xml", true);
        for (const std::string_view icon : {"icons/app-180.png", "icons/app-192.png", "icons/app-512.png",
                                            "icons/app-maskable-512.png", "icons/podcast-1400.png"})
            put(icon, std::string(assets::get(icon)), "image/png", false);
        put("ahead.json", std::string(assets::get("ahead.json")), "application/speculationrules+json", true);
        for (const std::string_view script :
             {"app.js", "offline.js", "octavo.js", "live.js", "aids.js", "listen.js", "notes.js", "passkeys.js"})
            put_script(script);
        std::string style = without_remarks(std::string(assets::get("octavo.css")), "/*", "*/");
        for (const auto& [name, kept] : by_name) {
            const std::string plain = fmt::format("url({})", name);
            for (auto at = style.find(plain); at != std::string::npos; at = style.find(plain, at))
                style.replace(at, plain.size(), fmt::format("url({})", kept.address));
        }
        written.emplace("octavo.css", std::move(style));
        written.emplace("theme.js", without_remarks(std::string(assets::get("theme.js")), "// ", "\n"));
    }
};

const Shelf& shelf() {
    static const Shelf shelf;
    return shelf;
}

}  // namespace

std::string_view asset_address(std::string_view name) {
    const auto known = shelf().by_name.find(name);
    return known == shelf().by_name.end() ? std::string_view() : std::string_view(known->second.address);
}

std::string_view inline_text(std::string_view name) {
    const auto known = shelf().written.find(name);
    return known == shelf().written.end() ? std::string_view() : std::string_view(known->second);
}

std::string inline_source(std::string_view name) {
    return fmt::format("'sha256-{}'", to_base64(sha256(inline_text(name))));
}

const Asset& asset_named(std::string_view name) { return shelf().by_name.find(name)->second.asset; }

const Asset* find_asset(std::string_view hashed_name) {
    const auto known = shelf().by_hashed_name.find(hashed_name);
    return known == shelf().by_hashed_name.end() ? nullptr : &known->second->asset;
}

std::vector<std::string_view> shell_addresses() {
    std::vector<std::string_view> addresses;
    for (const auto& [name, kept] : shelf().by_name)
        if (kept.asset.type != "image/png" && name != "ahead.json") addresses.push_back(kept.address);
    return addresses;
}

}  // namespace octavo::web
