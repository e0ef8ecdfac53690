#include "extract/json_ld.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "extract/json_mend.hpp"
#include "markup/safe_html.hpp"

namespace octavo::extract {
namespace {

constexpr std::size_t max_script = 2u << 20;
constexpr int max_depth = 12;

std::string clean(std::string_view text) {
    if (text.find_first_of("&<") == std::string_view::npos) return utf8::squeeze(text);
    // Some encode twice.
    std::string once = markup::text_of(text);
    if (once.find('&') != std::string::npos && once.find(';') != std::string::npos) once = markup::text_of(once);
    return utf8::squeeze(once);
}

bool is_type(const Json& node, std::string_view wanted) {
    const Json& type = node["@type"];
    if (type.string() == wanted) return true;
    return std::ranges::any_of(type.items(), [&](const Json& t) { return t.string() == wanted; });
}

bool is_video(const Json& node) { return is_type(node, "VideoObject"); }
bool is_episode(const Json& node) { return is_type(node, "PodcastEpisode") || is_type(node, "RadioEpisode"); }

std::string_view article_type(const Json& node) {
    static constexpr std::string_view types[] = {"LiveBlogPosting",
                                                 "NewsArticle",
                                                 "ReportageNewsArticle",
                                                 "OpinionNewsArticle",
                                                 "AnalysisNewsArticle",
                                                 "BackgroundNewsArticle",
                                                 "ReviewNewsArticle",
                                                 "AskPublicNewsArticle",
                                                 "SatiricalArticle",
                                                 "AdvertiserContentArticle",
                                                 "VideoNewsArticle",
                                                 "Article",
                                                 "BlogPosting",
                                                 "TechArticle",
                                                 "ScholarlyArticle",
                                                 "SocialMediaPosting",
                                                 "Report",
                                                 "Review",
                                                 "Recipe"};
    for (const auto type : types)
        if (is_type(node, type)) return type;
    return {};
}

void collect(const Json& node, std::vector<const Json*>& out, int depth) {
    if (depth > max_depth || out.size() > 500) return;
    for (const Json& item : node.items()) collect(item, out, depth + 1);
    if (!node.is_object()) return;
    if (node.find("@type")) out.push_back(&node);
    for (const auto& [name, value] : node.members())
        if (name == "@graph" || name == "mainEntity" || name == "mainEntityOfPage" || name == "itemListElement" ||
            name == "hasPart" || name == "item" || name == "subjectOf")
            collect(value, out, depth + 1);
}

using Nodes = std::vector<const Json*>;

// {"@id": "#x"} points at the node that has it.
const Json& follow(const Json& value, const Nodes& nodes) {
    if (!value.is_object() || value.members().size() != 1) return value;
    const auto id = value["@id"].string();
    if (id.empty()) return value;
    for (const Json* n : nodes)
        if ((*n)["@id"].string() == id && n->members().size() > 1) return *n;
    return value;
}

std::string text_at(const Json& value) {
    if (value.is_string()) return clean(value.string());
    if (value.is_object()) {
        for (const auto* name : {"name", "@value", "url", "@id"})
            if (const auto s = value[name].string(); !s.empty()) return clean(s);
    }
    for (const Json& item : value.items())
        if (std::string s = text_at(item); !s.empty()) return s;
    return {};
}

void names_at(const Json& given, const Nodes& nodes, std::vector<std::string>& out, int depth = 0) {
    const Json& value = follow(given, nodes);
    if (depth > 4 || out.size() > 30) return;
    if (value.is_string()) {
        if (std::string s = clean(value.string()); !s.empty()) out.push_back(std::move(s));
        return;
    }
    for (const Json& item : value.items()) names_at(item, nodes, out, depth + 1);
    if (value.is_object()) names_at(value["name"], nodes, out, depth + 1);
}

void images_at(const Json& given, const Nodes& nodes, std::vector<std::string>& out, int depth = 0) {
    const Json& value = follow(given, nodes);
    if (depth > 4 || out.size() > 20) return;
    if (value.is_string()) {
        if (!value.string().empty()) out.emplace_back(utf8::trim(value.string()));
        return;
    }
    for (const Json& item : value.items()) images_at(item, nodes, out, depth + 1);
    if (!value.is_object()) return;
    for (const auto* name : {"url", "contentUrl"})
        if (value.find(name)) return images_at(value[name], nodes, out, depth + 1);
    if (const auto id = value["@id"].string(); id.starts_with("http")) out.emplace_back(id);
}

void keywords_at(const Json& value, std::vector<std::string>& out) {
    if (value.is_string()) {
        std::string_view rest = value.string();
        while (!rest.empty() && out.size() < 50) {
            const auto comma = std::min(rest.find(','), rest.size());
            if (std::string word = clean(rest.substr(0, comma)); !word.empty()) out.push_back(std::move(word));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    for (const Json& item : value.items())
        if (std::string word = text_at(item); !word.empty() && out.size() < 50) out.push_back(std::move(word));
}

bool is_false(const Json& value) {
    if (value.is_bool()) return !value.boolean(true);
    return utf8::equal_ignoring_case(value.string(), "false");
}

void read_article(const Json& given, std::string_view type, const Nodes& nodes, LinkedData& out) {
    out.article = true;
    out.type = type;
    // A brace too few puts the article's own words into the object in front of them.
    const Json& inner = given["mainEntityOfPage"];
    const bool slipped = !given.find("headline") && !given.find("datePublished") && inner.find("headline");
    const Json& node = slipped ? inner : given;
    out.headline = clean(node["headline"].string());
    if (out.headline.empty()) out.headline = clean(node["name"].string());
    names_at(node["author"], nodes, out.authors);
    if (out.authors.empty()) names_at(node["creator"], nodes, out.authors);
    out.published = node["datePublished"].string();
    if (out.published.empty()) out.published = node["dateCreated"].string();
    out.modified = node["dateModified"].string();
    out.description = clean(node["description"].string());
    out.section = text_at(node["articleSection"]);
    out.publisher = text_at(follow(node["publisher"], nodes));
    out.language = text_at(node["inLanguage"]);
    out.licence = text_at(node["license"]);
    out.url = node["url"].string();
    images_at(node["image"], nodes, out.images);
    if (out.images.empty()) images_at(node["thumbnailUrl"], nodes, out.images);
    keywords_at(node["keywords"], out.keywords);
    out.body = node["articleBody"].string();
    if (out.body.empty()) out.body = node["reviewBody"].string();
    for (const Json& update : node["liveBlogUpdate"].items()) {
        if (out.updates.size() >= 500) break;
        std::string text(update["headline"].string());
        if (!text.empty()) text += "\n\n";
        text += update["articleBody"].string();
        if (!text.empty()) out.updates.push_back(std::move(text));
    }
    out.locked = is_false(node["isAccessibleForFree"]);
}

// The string that stands behind a name in data nobody can read: "datePublished": "2020-10-26T18:10:00+01:00".
std::string_view string_behind(std::string_view text, std::string_view name) {
    const auto at = text.find(name);
    if (at == std::string_view::npos) return {};
    const auto rest = utf8::trim(text.substr(at + name.size(), 100));
    if (!rest.starts_with(':')) return {};
    const auto value = utf8::trim(rest.substr(1));
    const auto end = value.find('"', 1);
    return value.starts_with('"') && end != std::string_view::npos ? value.substr(1, end - 1) : std::string_view();
}

// Dates out of data that is too broken to say whose they are.
void read_dates_of_rubble(const std::vector<std::string>& scripts, LinkedData& out) {
    for (const std::string& script : scripts) {
        if (script.size() > max_script) continue;
        const std::string_view published = string_behind(script, "\"datePublished\"");
        if (published.empty() || !is_guesswork(script)) continue;
        out.published = published;
        if (out.modified.empty()) out.modified = string_behind(script, "\"dateModified\"");
        return;
    }
}

// Types that are no article but may be all that a page is about.
bool is_dated_thing(const Json& node) {
    for (const auto* type : {"HowTo", "WebPage", "ItemPage", "VideoObject", "PodcastEpisode", "AudioObject",
                             "DiscussionForumPosting", "QAPage", "Question", "ImageGallery", "MediaGallery"})
        if (is_type(node, type)) return true;
    return false;
}

// Of several articles in the data, the page's own: the one that says most. Lists of teasers name little but headlines.
int weight_of(const Json& node, std::string_view type) {
    int weight = 0;
    for (const auto* name : {"datePublished", "author", "headline", "publisher", "description", "image"})
        weight += node.find(name) ? 2 : 0;
    weight += node["articleBody"].string().size() > 200 ? 3 : 0;
    weight += node.find("mainEntityOfPage") ? 2 : 0;
    if (type == "Review" || type == "Recipe" || type == "SocialMediaPosting") weight -= 6;
    return weight;
}

}  // namespace

LinkedData read_linked_data(const std::vector<std::string>& scripts) {
    LinkedData out;
    std::vector<Json> documents;
    for (const std::string& script : scripts) {
        if (script.size() > max_script || documents.size() >= 50) continue;
        if (auto json = parse_mended(script)) documents.push_back(std::move(*json));
    }
    Nodes nodes;
    for (const Json& document : documents) collect(document, nodes, 0);
    const Json* best = nullptr;
    std::string_view best_type;
    int best_weight = -100;
    for (const Json* node : nodes) {
        const std::string_view type = article_type(*node);
        if (type.empty()) {
            out.listing |= is_type(*node, "CollectionPage") || is_type(*node, "SearchResultsPage");
            out.video |= is_video(*node);
            out.audio |= is_episode(*node);
            continue;
        }
        if (const int weight = weight_of(*node, type); weight > best_weight) {
            best = node;
            best_type = type;
            best_weight = weight;
        }
    }
    if (best) read_article(*best, best_type, nodes, out);
    for (const Json* node : nodes) {
        out.locked |= is_false((*node)["isAccessibleForFree"]) && node == best;
        if (is_type(*node, "WebPage") && !best) {
            if (out.published.empty()) out.published = (*node)["datePublished"].string();
            if (out.modified.empty()) out.modified = (*node)["dateModified"].string();
        }
        if (out.publisher.empty() && (is_type(*node, "NewsMediaOrganization") || is_type(*node, "WebSite")))
            out.publisher = clean((*node)["name"].string());
    }
    out.video = (out.video && !best) || best_type == "VideoNewsArticle";
    out.audio = out.audio && !best;
    if (out.published.empty()) read_dates_of_rubble(scripts, out);
    for (const Json* node : nodes) {
        if (out.dated_otherwise.empty() && is_dated_thing(*node))
            for (const auto* name : {"datePublished", "uploadDate", "dateCreated"})
                if (out.dated_otherwise.empty()) out.dated_otherwise = (*node)[name].string();
        if (node != best && !is_type(*node, "WebPage")) continue;
        for (const auto* name : {"mainEntity", "mainEntityOfPage"}) {
            const Json& entity = follow((*node)[name], nodes);
            out.video |= is_video(entity);
            out.audio |= is_episode(entity) || is_type(entity, "AudioObject");
        }
    }
    return out;
}

}  // namespace octavo::extract
