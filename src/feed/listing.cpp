#include "feed/listing.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/url.hpp"
#include "base/utf8.hpp"

namespace octavo::feed {
namespace {

using namespace std::chrono_literals;

constexpr double threshold = 1.6;

// Words of addresses that lead to lists, forms and house pages, in the languages of most sites.
constexpr std::array furniture = std::to_array<std::string_view>({"about",
                                                                  "about-us",
                                                                  "account",
                                                                  "ads",
                                                                  "advertise",
                                                                  "advertising",
                                                                  "agb",
                                                                  "archive",
                                                                  "archives",
                                                                  "author",
                                                                  "authors",
                                                                  "autor",
                                                                  "autores",
                                                                  "autoren",
                                                                  "aviso-legal",
                                                                  "categories",
                                                                  "category",
                                                                  "categoria",
                                                                  "chi-siamo",
                                                                  "comments",
                                                                  "contact",
                                                                  "contact-us",
                                                                  "contacto",
                                                                  "contatti",
                                                                  "contribute",
                                                                  "cookie-policy",
                                                                  "cookies",
                                                                  "datenschutz",
                                                                  "donate",
                                                                  "epaper",
                                                                  "e-paper",
                                                                  "etiqueta",
                                                                  "etiquetas",
                                                                  "faq",
                                                                  "feed",
                                                                  "feeds",
                                                                  "help",
                                                                  "impressum",
                                                                  "imprint",
                                                                  "jobs",
                                                                  "kategorie",
                                                                  "kontakt",
                                                                  "legal",
                                                                  "login",
                                                                  "members",
                                                                  "membership",
                                                                  "mentions-legales",
                                                                  "my-account",
                                                                  "newsletter",
                                                                  "newsletters",
                                                                  "people",
                                                                  "privacidad",
                                                                  "privacy",
                                                                  "privacy-policy",
                                                                  "profile",
                                                                  "redaktion",
                                                                  "register",
                                                                  "registration",
                                                                  "rss",
                                                                  "search",
                                                                  "section",
                                                                  "sections",
                                                                  "series",
                                                                  "shop",
                                                                  "signin",
                                                                  "signup",
                                                                  "sitemap",
                                                                  "staff",
                                                                  "store",
                                                                  "subscribe",
                                                                  "subscription",
                                                                  "subscriptions",
                                                                  "suche",
                                                                  "tag",
                                                                  "tags",
                                                                  "team",
                                                                  "terms",
                                                                  "terms-of-service",
                                                                  "terms-of-use",
                                                                  "thema",
                                                                  "themen",
                                                                  "topic",
                                                                  "topics",
                                                                  "tema",
                                                                  "temas",
                                                                  "user",
                                                                  "users",
                                                                  "weather",
                                                                  "wetter",
                                                                  "abo",
                                                                  "abonnement",
                                                                  "abonnements",
                                                                  "cgu",
                                                                  "cgv",
                                                                  "quienes-somos",
                                                                  "politica-de-privacidad",
                                                                  "politica-de-cookies",
                                                                  "nutzungsbedingungen",
                                                                  "widerruf",
                                                                  "o-nas",
                                                                  "kategori",
                                                                  "etiket",
                                                                  "yazarlar",
                                                                  "yazar",
                                                                  "wp-content",
                                                                  "wp-admin",
                                                                  "cdn-cgi",
                                                                  "horoscope",
                                                                  "horoskop",
                                                                  "crossword",
                                                                  "crosswords",
                                                                  "puzzles",
                                                                  "games",
                                                                  "careers",
                                                                  "complaints",
                                                                  "corrections",
                                                                  "accessibility",
                                                                  "code-of-ethics",
                                                                  "classifieds",
                                                                  "obituaries-form",
                                                                  "page",
                                                                  "seite",
                                                                  "pagina"});

constexpr std::array no_pages = std::to_array<std::string_view>(
    {".jpg", ".jpeg", ".png", ".gif",  ".webp", ".svg", ".pdf",  ".mp3", ".mp4",  ".m4a", ".zip", ".xml",
     ".rss", ".css",  ".js",  ".json", ".ics",  ".doc", ".docx", ".xls", ".xlsx", ".apk", ".exe", ".epub"});

struct Segment {
    std::string_view text;
    int words = 0;    // parts between hyphens and underscores, or escaped letters of other scripts counted for one
    int digits = 0;   // of them
    int letters = 0;  // ASCII
    int escapes = 0;  // %XX
};

Segment measured(std::string_view text) {
    Segment out{.text = text};
    bool in_word = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '-' || c == '_' || c == '+') {
            in_word = false;
            continue;
        }
        if (c == '%' && i + 2 < text.size()) {
            ++out.escapes;
            i += 2;
        } else if (c >= '0' && c <= '9') {
            ++out.digits;
        } else {
            ++out.letters;
        }
        if (!in_word) ++out.words;
        in_word = true;
    }
    return out;
}

std::vector<Segment> segments_of(std::string_view path) {
    std::vector<Segment> out;
    while (!path.empty() && out.size() < 16) {
        const auto slash = std::min(path.find('/'), path.size());
        if (slash > 0) out.push_back(measured(path.substr(0, slash)));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return out;
}

std::string_view without_extension(std::string_view name, std::string_view& extension) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || name.size() - dot > 6) return name;
    extension = name.substr(dot);
    return name.substr(0, dot);
}

std::optional<int> number_of(std::string_view text) {
    int out = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, out);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return out;
}

std::optional<Instant> day(std::optional<int> y, std::optional<int> m, std::optional<int> d) {
    if (!y || !m || !d || *y < 1990 || *y > 2100) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)),
                                           std::chrono::day(static_cast<unsigned>(*d))};
    if (*m < 1 || *d < 1 || !date.ok()) return std::nullopt;
    return Instant(std::chrono::sys_days(date));
}

struct Dated {
    bool any = false;  // a year and a month stand in it
    std::optional<Instant> date;
};

int month_of(std::string_view word) {
    constexpr std::array names = std::to_array<std::string_view>(
        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
    const std::string lower = utf8::lower(word.substr(0, 3));
    const auto at = std::ranges::find(names, lower);
    return at == names.end() ? 0 : static_cast<int>(at - names.begin()) + 1;
}

// "/2024/05/03/", "/2024/may/03/", "/2024-05-03/", "/20240503/", "/2024/05/" (a month only).
Dated date_in(const std::vector<Segment>& segments) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string_view s = segments[i].text;
        if (s.size() == 4 && number_of(s) && i + 1 < segments.size()) {
            const std::string_view next = segments[i + 1].text;
            auto month = next.size() <= 2 ? number_of(next) : std::nullopt;
            if (!month && next.size() <= 9 && month_of(next) > 0) month = month_of(next);
            const auto y = number_of(s);
            if (!month || *month < 1 || *month > 12 || *y < 1990 || *y > 2100) continue;
            Dated out{.any = true, .date = {}};
            if (i + 2 < segments.size() && segments[i + 2].text.size() <= 2)
                out.date = day(y, month, number_of(segments[i + 2].text));
            return out;
        }
        for (std::size_t at = 0; at + 8 <= s.size() && at < 120; ++at) {
            if (at > 0 && s[at - 1] >= '0' && s[at - 1] <= '9') continue;
            const std::string_view rest = s.substr(at);
            std::optional<Instant> found;
            if (rest.size() >= 10 && (rest[4] == '-' || rest[4] == '_') && rest[7] == rest[4])
                found = day(number_of(rest.substr(0, 4)), number_of(rest.substr(5, 2)), number_of(rest.substr(8, 2)));
            if (!found && (rest.size() == 8 || rest[8] < '0' || rest[8] > '9'))
                found = day(number_of(rest.substr(0, 4)), number_of(rest.substr(4, 2)), number_of(rest.substr(6, 2)));
            if (found) return {.any = true, .date = found};
        }
    }
    return {};
}

// Words a reader sees; of scripts without spaces two and a half letters count as one.
double words_in(std::string_view text) {
    double words = 0;
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        const bool dense = (c >= 0x2E80 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7B0) || (c >= 0x0E00 && c < 0x0EE0) ||
                           (c >= 0x1000 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800);
        if (dense) {
            words += 0.4;
            in_word = false;
        } else if (c == ' ') {
            in_word = false;
        } else if (!in_word) {
            words += 1;
            in_word = true;
        }
    }
    return words;
}

// ---- one link
// --------------------------------------------------------------------------------------------------------

struct Judged {
    const Link* link = nullptr;
    std::string shape;
    std::optional<Instant> date;
    double words = 0, own = 0;
};

bool ends_as_no_page(std::string_view path) {
    const std::string lower = utf8::lower(path.substr(path.size() > 8 ? path.size() - 8 : 0));
    return std::ranges::any_of(no_pages, [&](std::string_view end) { return lower.ends_with(end); });
}

bool is_furniture(std::string_view segment) {
    std::string_view extension;
    const std::string lower = utf8::lower(without_extension(segment, extension));
    return std::ranges::find(furniture, lower) != furniture.end();
}

// An article's number: "/story/1234567", "id=4711", "c0ffee12345", "a-tram-opens-12345678".
bool has_number(const std::vector<Segment>& segments, std::string_view query) {
    const auto long_number = [](std::string_view text, std::size_t least) {
        std::size_t run = 0;
        for (const char c : text) {
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            if (run >= least) return true;
        }
        return false;
    };
    for (const Segment& s : segments) {
        if (long_number(s.text, 5)) return true;
        if (s.words == 1 && s.digits >= 3 && s.letters >= 3 && s.text.size() >= 8) return true;
    }
    return long_number(query, 3);
}

double weigh_address(const std::vector<Segment>& segments, std::string_view query, const Dated& dated) {
    double score = 0;
    int slug = 0;
    for (const Segment& s : segments)
        if (s.letters + s.escapes > s.digits) slug = std::max(slug, s.escapes > 12 ? std::max(s.words, 4) : s.words);
    if (slug >= 4) {
        score += 1.5;
    } else if (slug == 3) {
        score += 0.8;
    }
    if (dated.any) score += dated.date ? 1.5 : 0.8;
    const bool number = has_number(segments, query);
    if (number) score += 1.0;
    if (slug < 3 && !dated.any && !number) score -= segments.size() <= 1 ? 1.8 : 1.0;
    for (const Segment& s : segments)
        if (is_furniture(s.text)) return score - 3.0;
    return score;
}

double weigh_place(const Link& link, double words, bool trust_places) {
    double score = 0;
    if (words < 2) {
        score -= 1.5;
    } else if (words < 4) {
        score -= 0.3;
    }
    score += std::min(words, 8.0) * 0.2;
    if (link.heading) score += 1.0;
    if (link.in_article) score += 0.5;
    if (link.date) score += 0.8;
    if (!trust_places) return score;
    if (link.place == Link::Place::navigation) score -= 3.0;
    if (link.place == Link::Place::aside) score -= 0.3;
    return score;
}

std::vector<Judged> judge(const PageLinks& page, const Url& here, bool trust_places) {
    std::vector<Judged> out;
    const std::string site = registrable_domain(here.host());
    for (const Link& link : page.links) {
        const auto url = Url::parse(link.url);
        if (!url || registrable_domain(url->host()) != site || link.url == here.without_fragment()) continue;
        const auto segments = segments_of(url->path());
        if ((segments.empty() && url->query().empty()) || ends_as_no_page(url->path())) continue;
        const Dated dated = date_in(segments);
        Judged judged{&link, shape_of(link.url, here.host()), link.date ? link.date : dated.date, words_in(link.text),
                      0};
        judged.own = weigh_address(segments, url->query(), dated) + weigh_place(link, judged.words, trust_places);
        out.push_back(std::move(judged));
    }
    return out;
}

// ---- all of them
// -----------------------------------------------------------------------------------------------------

struct Mean {
    double sum = 0;
    int count = 0;
    void add(double value) {
        sum += value;
        ++count;
    }
    double value() const { return count > 0 ? sum / count : 0; }
};

std::vector<ListedArticle> voted(const std::vector<Judged>& links, const ListingMemory& memory) {
    std::unordered_map<std::string_view, Mean> shapes;
    std::unordered_map<std::uint64_t, Mean> blocks;
    for (const Judged& j : links) {
        shapes[j.shape].add(std::clamp(j.own, -2.0, 5.0));
        if (j.link->place == Link::Place::body) blocks[j.link->block].add(j.words);
    }
    std::vector<ListedArticle> out;
    for (const Judged& j : links) {
        double score = j.own;
        const Mean& shape = shapes.at(j.shape);
        if (shape.count >= 3) score = 0.55 * score + 0.45 * shape.value();
        if (const auto block = blocks.find(j.link->block); block != blocks.end() && block->second.count >= 3)
            score += block->second.value() >= 3.5 ? 0.6 : -0.4;
        score += memory.weight_of(j.shape);
        // What has no words of its own is told by its neighbours at most.
        if (j.words < 1) score -= 1.0;
        out.push_back({j.link->url, j.link->text, j.date, score - threshold});
    }
    return out;
}

}  // namespace

std::string shape_of(std::string_view address, std::string_view page_host) {
    const auto url = Url::parse(address);
    if (!url) return {};
    std::string out;
    if (bare_host(url->host()) != bare_host(page_host)) out += url->host();
    for (const Segment& segment : segments_of(url->path())) {
        std::string_view extension;
        const Segment s = measured(without_extension(segment.text, extension));
        out += '/';
        if (s.digits > 0 && s.letters == 0 && s.escapes == 0) {
            out += s.words > 1 ? std::string("D") : fmt::format("N{}", std::min(s.digits, 5));
        } else if (s.words >= 4 || s.escapes > 12) {
            out += 'S';
        } else if (s.words >= 2 || s.escapes > 0) {
            out += 's';
        } else if (s.digits >= 3 && s.text.size() >= 8) {
            out += 'I';
        } else {
            out += is_furniture(s.text) ? std::string(s.text) : std::string("w");
        }
        out += extension;
    }
    if (url->query().empty()) return out;
    out += '?';
    for (std::string_view left = url->query(); !left.empty();) {
        const auto end = std::min(left.find('&'), left.size());
        out += left.substr(0, std::min(left.substr(0, end).find('='), end));
        out += '&';
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return out;
}

std::vector<ListedArticle> articles_on(const PageLinks& page, std::string_view url, const ListingMemory& memory) {
    const auto here = Url::parse(url);
    if (!here) return {};
    auto out = voted(judge(page, *here, true), memory);
    const auto good = [](const ListedArticle& a) { return a.score > 0; };
    // A page wrapped in something that calls itself a menu.
    if (std::ranges::count_if(out, good) < 3) out = voted(judge(page, *here, false), memory);
    return out;
}

ListingVisit visit_listing(ListingMemory& memory, const PageLinks& page, std::string_view url, Instant now,
                           const ListingCaps& caps) {
    const auto here = Url::parse(url);
    if (!here) return {};
    auto links = articles_on(page, url, memory);
    ListingVisit out;
    out.articles =
        static_cast<std::size_t>(std::ranges::count_if(links, [](const ListedArticle& a) { return a.score > 0; }));
    out.news = memory.take(std::move(links), here->host(), now, caps);
    return out;
}

}  // namespace octavo::feed
