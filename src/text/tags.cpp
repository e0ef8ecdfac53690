// One walk over the words, then names, then what is said of them: each step reads what the one before it found.
//   tokens -> names (name_runs, caseless_names) -> groups of mentions (name_groups) -> keyphrases -> hashtags
// Places are found first, by places.cpp, and are taken as they are: a name of a place is found once.
// Checked by tests/text/tags_test.cpp and fuzz/tags.cpp.
#include "text/tags.hpp"

#include "text/hashtags.hpp"
#include "text/keyphrases.hpp"
#include "text/name_groups.hpp"

namespace octavo::text {

Tagged tag(const ToTag& article) {
    Tagged out;
    const std::string_view text = article.text.empty() ? article.title : article.text;
    const std::string_view title = article.text.empty() ? std::string_view() : article.title;
    std::vector<PlaceSaid> said;
    out.places = find_places({title, text, article.language, article.publisher_country}, &said);
    thread_local std::vector<TagToken> tokens, headline;
    tag_tokens(text, article.language, tokens);
    tag_tokens(title.substr(0, std::min<std::size_t>(title.size(), 1'000)), article.language, headline);
    const ToName names{text, article.language, tokens, said};
    std::vector<NameRun> runs = name_runs(names);
    caseless_names(names, runs);
    const NamesTogether together = group_names(names, runs, headline);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const NameGroup& g = together.groups[together.of[i]];
        out.entities.push_back({tokens[runs[i].first].begin, tokens[runs[i].last].end,
                                runs[i].adjective ? NameKind::other : g.kind, g.name, runs[i].place});
    }
    const ToPhrase phrases{text, article.language, tokens, headline, runs};
    out.keyphrases = keyphrases(phrases);
    out.hashtags = hashtags(phrases, together.groups, out.keyphrases);
    out.steps = tokens.size() + headline.size() + runs.size();
    return out;
}

}  // namespace octavo::text
