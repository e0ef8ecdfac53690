// Told by what the publisher declares (the type in the structured data), else by the section's whole name or a whole
// part of the address, never by a word in the text: an article about satire is no satire.
//
//   "@type": "SatiricalArticle"                  satire      articleSection "Meinung", "/meinung/"     opinion
//   WebPage, mainEntity a VideoObject            video       NewsArticle with a VideoObject beside     news
//
// Left out on purpose: "audio" and "radio" (sections about loudspeakers and stations), "humor" (columns), "interview".
// Checked by tests/extract/kinds_test.cpp.
#include "extract/kinds.hpp"

#include <algorithm>
#include <span>

#include "base/utf8.hpp"

namespace octavo::extract {
namespace {

struct Names {
    Kind kind;
    std::span<const std::string_view> names;  // lower case
};

constexpr std::string_view opinions[] = {"opinion",      "opinions",      "op-ed",
                                         "editorial",    "editorials",    "commentisfree",
                                         "kommentar",    "kommentare",    "meinung",
                                         "meinungen",    "leitartikel",   "opinión",
                                         "opiniones",    "columnists",    "column",
                                         "columns",      "columnas",      "opinioni",
                                         "commenti",     "editoriali",    "opiniao",
                                         "opinião",      "colunas",       "tribune",
                                         "tribunes",     "éditorial",     "debatt",
                                         "ledare",       "kronikk",       "leder",
                                         "opinie",       "opinia",        "opinie i komentarze",
                                         "publicystyka", "názory",        "komentáře",
                                         "vélemény",     "opinii",        "мнение",
                                         "мнения",       "колумнисты",    "думка",
                                         "yazarlar",     "köşe yazıları", "رأي",
                                         "آراء",         "مقالات الرأي",  "دیدگاه",
                                         "评论",         "評論",          "社论",
                                         "社評",         "社説",          "オピニオン",
                                         "사설",         "오피니언",      "칼럼",
                                         "संपादकीय",      "मत-विमत",       "opini",
                                         "xã luận",      "γνώμες",        "דעות",
                                         "mielipide"};
constexpr std::string_view analyses[] = {"analysis", "analyses", "análisis",  "analyse",   "analysen",
                                         "analisi",  "análise",  "análises",  "analiza",   "analizy",
                                         "analiz",   "analyysi", "аналитика", "аналітика", "تحليل",
                                         "تحليلات",  "分析",     "解説",      "분석",      "विश्लेषण"};
constexpr std::string_view sponsored[] = {"sponsored",
                                          "sponsored content",
                                          "sponsored-content",
                                          "partner content",
                                          "partner-content",
                                          "paid content",
                                          "paid-content",
                                          "paid post",
                                          "advertorial",
                                          "advertorials",
                                          "brandcontent",
                                          "branded content",
                                          "branded-content",
                                          "anzeige",
                                          "contenu sponsorisé",
                                          "publi-rédactionnel",
                                          "contenido patrocinado",
                                          "conteúdo patrocinado",
                                          "publirreportaje",
                                          "advertentie",
                                          "artykuł sponsorowany",
                                          "партнёрский материал",
                                          "партнерский материал"};
constexpr std::string_view releases[] = {"press release",
                                         "press releases",
                                         "press-release",
                                         "press-releases",
                                         "pressrelease",
                                         "news-release",
                                         "pressemitteilung",
                                         "pressemitteilungen",
                                         "communiqué de presse",
                                         "communiqués de presse",
                                         "communique-de-presse",
                                         "communiques-de-presse",
                                         "comunicado de prensa",
                                         "comunicados de prensa",
                                         "comunicato stampa",
                                         "comunicati stampa",
                                         "comunicado de imprensa",
                                         "persbericht",
                                         "persberichten",
                                         "pressmeddelande",
                                         "informacja prasowa",
                                         "пресс-релиз",
                                         "пресс-релизы",
                                         "пресреліз",
                                         "بيان صحفي",
                                         "新闻稿",
                                         "新聞稿",
                                         "プレスリリース",
                                         "보도자료"};
constexpr std::string_view satires[] = {"satire", "satira", "sátira", "satyra", "satiren", "satirisches", "сатира",
                                        "諷刺",   "讽刺",   "风刺",   "hiciv",  "سخرية",   "풍자"};
constexpr std::string_view podcasts[] = {"podcast",  "podcasts",       "podkast",  "podcasty", "podkasty", "pódcast",
                                         "pódcasts", "подкаст",        "подкасты", "подкасти", "بودكاست",  "پادکست",
                                         "播客",     "ポッドキャスト", "팟캐스트", "पॉडकास्ट",  "פודקאסט"};
constexpr std::string_view videos[] = {"video", "videos", "vidéo",  "vidéos", "vídeo", "vídeos", "видео",
                                       "відео", "فيديو",  "ویدیو",  "ویدئو",  "视频",  "視頻",   "影音",
                                       "影片",  "動画",   "동영상", "वीडियो", "ভিডিও", "βίντεο", "וידאו"};

// The rarer before the commoner: "/opinion/satire/" is satire.
constexpr Names sections[] = {{Kind::satire, satires},   {Kind::sponsored, sponsored}, {Kind::press_release, releases},
                              {Kind::opinion, opinions}, {Kind::analysis, analyses},   {Kind::audio, podcasts},
                              {Kind::video, videos}};

// Capitals of the scripts that have them: Latin with marks, Greek, Cyrillic; two bytes each.
std::string small_letters(std::string_view text) {
    std::string out = utf8::lower(text);
    for (std::size_t i = 0; i + 1 < out.size(); ++i) {
        const auto a = static_cast<unsigned char>(out[i]), b = static_cast<unsigned char>(out[i + 1]);
        if (a < 0xC3 || a > 0xD1 || (b & 0xC0) != 0x80) continue;
        unsigned c = (a & 0x1FU) << 6 | (b & 0x3FU);
        if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
            c += 0x20;
        if (c >= 0x400 && c <= 0x40F) c += 0x50;
        out[i] = static_cast<char>(0xC0U | c >> 6);
        out[++i] = static_cast<char>(0x80U | (c & 0x3FU));
    }
    return out;
}

// "/a/b/c.html" -> "a", "b": what is behind the last stroke names the piece, not where it stands.
bool has_part(std::string_view path, std::string_view name) {
    for (auto at = path.find(name); at != std::string_view::npos; at = path.find(name, at + 1))
        if (at > 0 && path[at - 1] == '/' && path.substr(at + name.size()).starts_with('/')) return true;
    return false;
}

std::string path_of(std::string_view url) {
    const auto scheme = url.find("://");
    const auto host = scheme == std::string_view::npos ? 0 : scheme + 3;
    const auto path = url.find('/', host);
    if (path == std::string_view::npos) return {};
    const auto rest = url.substr(path);
    return utf8::lower(rest.substr(0, rest.find_first_of("?#")));
}

}  // namespace

Kind choose_kind(const KindSigns& signs) {
    const LinkedData& linked = signs.linked;
    const std::string_view type = linked.type;
    if (type == "LiveBlogPosting" || !linked.updates.empty()) return Kind::live;
    if (type == "AdvertiserContentArticle") return Kind::sponsored;
    if (type == "SatiricalArticle") return Kind::satire;
    if (type == "OpinionNewsArticle") return Kind::opinion;
    if (type == "AnalysisNewsArticle") return Kind::analysis;
    if (linked.audio) return Kind::audio;
    if (linked.video || signs.og_type.starts_with("video")) return Kind::video;
    const std::string section = small_letters(utf8::trim(linked.section.empty() ? signs.section : linked.section));
    const std::string path = path_of(signs.url);
    for (const Names& names : sections)
        if (std::ranges::any_of(names.names,
                                [&](std::string_view name) { return section == name || has_part(path, name); }))
            return names.kind;
    return Kind::news;
}

}  // namespace octavo::extract
