// Any bytes as an article in any of ten languages, cut into a story of three: spans lie inside the text, in order.
#include <cstdlib>

#include "assist/compare.hpp"
#include "assist/digest.hpp"
#include "assist/level.hpp"
#include "assist/people.hpp"
#include "assist/timeline.hpp"
#include "assist/tone.hpp"

using namespace octavo;
using namespace octavo::assist;

namespace {

void inside(text::Span at, std::string_view text) {
    if (at.begin > at.end || at.end > text.size()) std::abort();
}

void one(const SourceText& article) {
    const SentenceList list = sentence_list(article);
    for (const Sentence& s : list.sentences) {
        inside(s.at, list.text);
        if (s.first_word > s.last_word || s.last_word > list.words.size()) std::abort();
    }
    for (std::size_t wanted : {std::size_t{0}, std::size_t{1}, std::size_t{5}}) {
        const Summary summary = summarize(list, wanted);
        for (const Cited& c : summary.sentences) inside(c.at, list.text);
        if (summary.sentences.size() > most_summary_sentences || summary.key_points.size() > 5) std::abort();
    }
    if (reading_time(list, article.language).minutes < 0) std::abort();
    (void)reading_level(list, article.language);
    if (const auto found = tone(list, article.language))
        for (const LoadedWord& w : found->loaded) inside(w.at, list.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 3) return 0;
    static constexpr std::string_view languages[] = {"en", "de", "fr", "es", "ru", "ar", "zh", "ja", "th", "und"};
    const std::string_view language = languages[data[0] % 10];
    const std::string_view all(reinterpret_cast<const char*>(data) + 2, size - 2);
    one({all.substr(0, std::min<std::size_t>(data[1], all.size())), all, language});
    const std::size_t third = all.size() / 3;
    const auto when = from_unix_ms(static_cast<std::int64_t>(data[1]) * 86'400'000 * 90);
    const std::vector<StoryArticle> articles = {
        {.source = "a", .words = {all.substr(0, third), all.substr(third), language}, .published = when},
        {.source = "b", .words = {"", all.substr(0, 2 * third), language}, .published = when},
        {.source = "c", .words = {"", all, language}, .published = std::nullopt},
        {.source = "d", .words = {"", all, language}, .published = when, .is_copy = true}};
    const StoryMatter story = story_matter(articles);
    for (const auto& s : digest(story).sentences) inside(s.told.sentence.at, story.lists[s.told.article].text);
    const StoryNames names = story_names(story);
    const Comparison comparison = compare(story, names);
    for (const Quote& q : comparison.quotes) inside(q.words, story.lists[q.told.article].text);
    for (const TimelineEntry& e : timeline(story, story).entries)
        if (!e.when.day.ok()) std::abort();
    for (const Introduction& i : who_is_who(story, names)) inside(i.words, story.lists[i.told.article].text);
    return 0;
}
