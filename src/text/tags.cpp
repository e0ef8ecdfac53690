// One walk over the words, then names, then what is said of them: each step reads what the one before it found.
//   tokens -> names (name_runs, caseless_names) -> groups of mentions (name_groups) -> keyphrases -> hashtags
// Places are found first, by places.cpp, and are taken as they are: a name of a place is found once.
// Checked by tests/text/tags_test.cpp and fuzz/tags.cpp.
#include "text/tags.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/hashtags.hpp"
#include "text/keyphrases.hpp"
#include "text/name_groups.hpp"
#include "text/sheet.hpp"

namespace octavo::text {

namespace {

constexpr std::size_t most_names = 12;

std::vector<AboutName> named_most(const std::vector<NameGroup>& groups) {
    std::vector<const NameGroup*> by_mentions;
    for (const NameGroup& g : groups)
        if (g.mentions > 0 && !g.adjective) by_mentions.push_back(&g);
    std::ranges::stable_sort(by_mentions, [](const NameGroup* a, const NameGroup* b) {
        return std::pair(a->in_title, a->mentions) > std::pair(b->in_title, b->mentions);
    });
    std::vector<AboutName> out;
    for (const NameGroup* g : std::span(by_mentions).first(std::min(by_mentions.size(), most_names)))
        out.push_back({g->name, g->kind, static_cast<std::uint32_t>(g->mentions)});
    return out;
}

}  // namespace

Tagged tag(const Sheet& title, const Sheet& text, std::string_view publisher_country) {
    Tagged out;
    std::vector<PlaceSaid> said;
    out.places = find_places(title, text, publisher_country, &said);
    thread_local std::vector<TagToken> tokens, headline;
    tag_tokens(text, tokens);
    tag_tokens(title, headline);
    const ToName names{text.text(), text.language(), tokens, said};
    std::vector<NameRun> runs = name_runs(names);
    caseless_names(names, runs);
    const NamesTogether together = group_names(names, runs, headline);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const NameGroup& g = together.groups[together.of[i]];
        out.entities.push_back({tokens[runs[i].first].begin, tokens[runs[i].last].end,
                                runs[i].adjective ? NameKind::other : g.kind, g.name, runs[i].place});
    }
    out.names = named_most(together.groups);
    const ToPhrase phrases{text.text(), text.language(), tokens, headline, runs};
    out.keyphrases = keyphrases(phrases);
    out.hashtags = hashtags(phrases, together.groups, out.keyphrases);
    out.steps = tokens.size() + headline.size() + runs.size();
    return out;
}

Tagged tag(const ToTag& article) {
    const std::string_view text = article.text.empty() ? article.title : article.text;
    const std::string_view title = article.text.empty() ? std::string_view() : article.title;
    const Sheet of_text(utf8::cut(text, most_tag_bytes), article.language);
    const Sheet of_title(utf8::cut(title, most_tag_title), article.language);
    return tag(of_title, of_text, article.publisher_country);
}

}  // namespace octavo::text
