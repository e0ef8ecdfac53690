// A page hides its pictures: the address stands in data-src until a script asks for it, or only in a srcset, and what
// stands in src is a grey dot. And half of what is an <img> is none: counters, spacers, flags, logos.
//   <img src="data:image/gif;base64,.." data-src="/tram.jpg">   ->   https://example.org/tram.jpg
//   <img src="/pixel.gif" width=1>                              ->   nothing
// Sizes are believed only where they say "small"; a picture that says nothing is shown.
#include "extract/media.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace octavo::extract {
namespace {

using markup::Node;

// Frames are taken from houses that serve film, sound, posts and charts; any other frame may be an advertisement.
bool is_video_host(std::string_view host) {
    static constexpr std::string_view hosts[] = {"youtube.com",
                                                 "youtube-nocookie.com",
                                                 "youtu.be",
                                                 "vimeo.com",
                                                 "dailymotion.com",
                                                 "twitter.com",
                                                 "x.com",
                                                 "instagram.com",
                                                 "facebook.com",
                                                 "tiktok.com",
                                                 "spotify.com",
                                                 "soundcloud.com",
                                                 "datawrapper.de",
                                                 "dwcdn.net",
                                                 "brightcove.net",
                                                 "jwplayer.com",
                                                 "flourish.studio",
                                                 "infogram.com",
                                                 "megaphone.fm",
                                                 "acast.com",
                                                 "podbean.com",
                                                 "simplecast.com",
                                                 "streamable.com",
                                                 "ted.com",
                                                 "documentcloud.org",
                                                 "apple.com",
                                                 "bsky.app",
                                                 "telegram.org"};
    return std::ranges::any_of(hosts, [&](std::string_view h) {
        return host == h || (host.size() > h.size() && host.ends_with(h) && host[host.size() - h.size() - 1] == '.');
    });
}

bool small_number(std::string_view text) {
    int value = 0;
    for (const char c : text.substr(0, 5)) {
        if (c < '0' || c > '9') break;
        value = value * 10 + (c - '0');
    }
    return !text.empty() && value > 0 && value < 80;
}

// Calls `each(address, width)` for every candidate of a srcset; a width that is not said is 0.
template <class Each>
void each_candidate(std::string_view srcset, Each each) {
    for (int n = 0; !srcset.empty() && n < 60; ++n) {
        srcset = srcset.substr(std::min(srcset.find_first_not_of(" \t\r\n,"), srcset.size()));
        if (srcset.empty()) break;
        const std::size_t end = std::min(srcset.find_first_of(" \t\r\n"), srcset.size());
        std::string_view url = srcset.substr(0, end);
        std::string_view rest = srcset.substr(end);
        const std::size_t comma = std::min(rest.find(','), rest.size());
        double width = 0;
        for (const char c : utf8::trim(rest.substr(0, comma)))
            if (c >= '0' && c <= '9') width = width * 10 + (c - '0');
        if (url.ends_with(',')) url.remove_suffix(1);
        if (width < 1e7) each(url, width);
        srcset = rest.substr(std::min(comma + 1, rest.size()));
    }
}

// The widest candidate of a srcset.
std::string_view widest(std::string_view srcset) {
    std::string_view best;
    double most = -1;
    each_candidate(srcset, [&](std::string_view url, double width) {
        if (width <= most) return;
        most = width;
        best = url;
    });
    return best;
}

}  // namespace

std::string picture_url(Node img, const Url* base) {
    if (small_number(img.attribute("width")) || small_number(img.attribute("height"))) return {};
    std::string_view src;
    for (const std::string_view name : {"data-src", "data-lazy-src", "data-original", "src"}) {
        const auto value = utf8::trim(img.attribute(name));
        if (value.empty() || value.starts_with("data:")) continue;
        src = value;
        break;
    }
    if (src.empty())
        for (const std::string_view name : {"data-srcset", "srcset"})
            if (src.empty()) src = widest(img.attribute(name));
    if (src.empty() || src.starts_with("data:")) return {};
    auto url = base ? Url::parse(src, *base) : Url::parse(src);
    if (!url || !url->is_web()) return {};
    const std::string path = utf8::lower(url->path());
    if (path.ends_with(".svg") || path.find("pixel") != std::string::npos || path.find("spacer") != std::string::npos ||
        path.find("1x1") != std::string::npos || path.find("blank.") != std::string::npos)
        return {};
    return url->href();
}

std::string best_picture_url(Node img, const Url* base) {
    std::string plain = picture_url(img, base);
    if (small_number(img.attribute("width")) || small_number(img.attribute("height"))) return {};
    constexpr double enough = 1000;
    std::string_view best;
    double best_width = 0;
    const auto offer = [&](std::string_view url, double width) {
        if (width < 100 || url.starts_with("data:")) return;
        const bool better = best_width < enough ? width > best_width : width >= enough && width < best_width;
        if (!better) return;
        best = url;
        best_width = width;
    };
    const auto ask = [&](Node n) {
        for (const std::string_view name : {"srcset", "data-srcset", "data-lazy-srcset"})
            each_candidate(n.attribute(name), offer);
    };
    ask(img);
    if (img.parent() && img.parent().tag_id() == LXB_TAG_PICTURE)
        for (Node s = img.parent().first_child(); s; s = s.next())
            if (s.tag_id() == LXB_TAG_SOURCE) ask(s);
    if (best.empty()) return plain;
    const auto url = base ? Url::parse(best, *base) : Url::parse(best);
    return url && url->is_web() ? url->href() : plain;
}

std::string embed_url(Node player, const Url* base) {
    const bool frame = player.tag_id() == LXB_TAG_IFRAME;
    std::string_view src = player.attribute("src");
    if (src.empty()) src = player.attribute("data-src");
    if (src.empty() && !frame)
        for (Node s = player.first_child(); s && src.empty(); s = s.next()) src = s.attribute("src");
    if (src.empty()) return {};
    const auto url = base ? Url::parse(src, *base) : Url::parse(src);
    if (!url || !url->is_web() || (frame && !is_video_host(url->host()))) return {};
    return url->href();
}

}  // namespace octavo::extract
