#include "web/media.hpp"

#include "base/url.hpp"
#include "base/utf8.hpp"

namespace octavo::web {
namespace {

bool ends_with_one_of(std::string_view path, std::span<const std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view one) { return path.ends_with(one); });
}

// Houses whose frames are films, or sounds (extract/media.cpp lets in these and some more).
Medium::Is is_at(std::string_view host) {
    static constexpr std::string_view films[] = {
        "youtube.com", "youtube-nocookie.com", "youtu.be",       "vimeo.com",   "dailymotion.com", "tiktok.com",
        "ted.com",     "streamable.com",       "brightcove.net", "jwplayer.com"};
    static constexpr std::string_view sounds[] = {"spotify.com", "soundcloud.com", "megaphone.fm",
                                                  "acast.com",   "podbean.com",    "simplecast.com"};
    const std::string house = registrable_domain(host);
    if (std::ranges::find(films, house) != std::end(films)) return Medium::Is::film;
    return std::ranges::find(sounds, house) != std::end(sounds) ? Medium::Is::sound : Medium::Is::other;
}

// As a policy may name it: a host with a ";" in it would begin a directive of its own.
bool plain_host(std::string_view host) {
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

// "https://x.example/a.mp3#t=0,1834" -> 1834 (https://www.w3.org/TR/media-frags/#naming-time): how pipeline/played.hpp
// writes down what a feed says of an episode's length.
std::uint32_t seconds_of(std::string_view href) {
    constexpr std::string_view mark = "#t=0,";
    const auto at = href.find(mark);
    if (at == std::string_view::npos) return 0;
    std::uint32_t seconds = 0;
    const auto digits = href.substr(at + mark.size());
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    constexpr std::uint32_t longest = 48 * 3600;
    return fault == std::errc() && end == digits.data() + digits.size() && seconds <= longest ? seconds : 0;
}

void facts(Html& h, const Setting& s, const Medium& medium) {
    h.put("<p class=\"meta\"");
    own_language(h, s);
    h.put(">");
    if (medium.is != Medium::Is::other)
        h.put("<span class=\"kind\">")
            .text(kind_word(s.tongue, medium.is == Medium::Is::film ? Kind::video : Kind::audio))
            .put("</span>");
    h.put("<bdi dir=\"ltr\">").text(medium.host).put("</bdi>");
    if (medium.seconds > 0)
        h.put("<span>").text(s.tongue.minutes(std::max(1U, (medium.seconds + 30) / 60))).put("</span>");
    h.put("</p>");
}

void original(Html& h, const Setting& s, const Block& embed, const Medium& medium) {
    h.put("<a class=\"btn\" rel=\"noopener noreferrer\"").url("href", embed.url).put(">");
    h.text(s.tongue.fill(Say::original_at, medium.host)).put("</a>");
}

}  // namespace

Medium medium_of(const Block& embed) {
    static constexpr std::string_view films[] = {".mp4", ".m4v", ".webm", ".ogv", ".mov"};
    static constexpr std::string_view sounds[] = {".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac"};
    Medium medium;
    const auto url = Url::parse(embed.url);
    if (embed.type != Block::Type::embed || !url || !url->is_web() || url->has_credentials()) return medium;
    medium.host = bare_host(url->host());
    const std::string path = utf8::lower(url->path());
    medium.seconds = seconds_of(url->href());
    const bool film = ends_with_one_of(path, films);
    const bool file = film || ends_with_one_of(path, sounds) || medium.seconds > 0;  // no page has a length
    medium.is = film ? Medium::Is::film : file ? Medium::Is::sound : is_at(url->host());
    if (!file) return medium;
    if (url->scheme() == "https" && plain_host(url->host())) medium.origin = url->origin();
    return medium;
}

const Block* embed_at(const Extraction& extraction, std::uint32_t number) {
    std::uint32_t n = 0;
    for (const Block& block : extraction.blocks)
        if (block.type == Block::Type::embed && ++n == number) return &block;
    return nullptr;
}

std::string player_place(const store::Card& card, std::uint32_t number) {
    return fmt::format("{}/media/{}", article_place(card.id, card.title), number);
}

void medium_card(Html& h, const Setting& s, const store::Card& card, const Block& embed, std::uint32_t number) {
    const Medium medium = medium_of(embed);
    if (medium.host.empty()) return;
    h.put("<div class=\"medium\">");
    if (!embed.text.empty()) h.put("<p dir=\"auto\"><b>").text(embed.text).put("</b></p>");
    facts(h, s, medium);
    h.put("<p");
    own_language(h, s);
    h.put(">");
    if (!medium.origin.empty()) {
        h.put("<a class=\"btn main\" rel=\"nofollow\"").url("href", place_in(s.edition(), player_place(card, number)));
        h.put(">").text(s.tongue.say(Say::play)).put("</a> ");
    }
    original(h, s, embed, medium);
    h.put("</p></div>");
}

std::string player_page(const Setting& s, const store::FullArticle& a, const Block& embed, std::uint32_t number) {
    const Medium medium = medium_of(embed);
    const std::string_view article =
        a.card.title.empty() ? s.tongue.say(Say::untitled) : std::string_view(a.card.title);
    const Frame frame{.title = embed.text.empty() ? std::string(article) : embed.text,
                      .place = player_place(a.card, number),
                      .noindex = true,
                      .sample = a.card.sample,
                      .made_up = a.card.sample};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap page player\"><div><p class=\"kick\"><a dir=\"auto\"");
    h.url("href", place_in(s.edition(), article_place(a.card.id, a.card.title))).put(">").text(article);
    h.put("</a></p><h1 dir=\"auto\">").text(frame.title).put("</h1>");
    facts(h, s, medium);
    h.put(medium.is == Medium::Is::film ? Markup("<video") : Markup("<audio"));
    h.put(" controls preload=\"none\"").attribute("aria-label", frame.title).url("src", embed.url);
    h.put(medium.is == Medium::Is::film ? Markup("></video>") : Markup("></audio>"));
    h.put("<p class=\"hint\">").text(s.tongue.fill(Say::plays_from, medium.host)).put("</p><p>");
    original(h, s, embed, medium);
    h.put("</p></div></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
