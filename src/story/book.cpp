#include "story/book.hpp"

namespace octavo::story {
namespace {

constexpr std::size_t most_story_weights = 300;

}  // namespace

void Book::put(const Shelved& article, const Shelf& shelf) {
    Told& story = stories_[article.story];
    if (story.members.empty() && story.told == 0) story.oldest = story.newest = article.time;
    story.oldest = std::min(story.oldest, article.time);
    story.newest = std::max(story.newest, article.time);
    // The first member's vector is not kept twice: most stories have but one.
    if (story.told == 1 && story.members.size() == 1) story.sum = shelf.find(story.members.front())->weights;
    if (story.told >= 1) add(story.sum, article.weights, 1, most_story_weights);
    story.members.push_back(article.id);
    ++story.told;
}

void Book::leave(const Shelved& article) {
    const auto found = stories_.find(article.story);
    if (found == stories_.end()) return;
    std::erase(found->second.members, article.id);
    if (found->second.members.empty()) stories_.erase(found);
}

void Book::take_out(const Shelved& article, const Shelf& shelf) {
    const auto found = stories_.find(article.story);
    if (found == stories_.end()) return;
    Told& story = found->second;
    std::erase(story.members, article.id);
    if (story.members.empty()) {
        stories_.erase(found);
        return;
    }
    add(story.sum, article.weights, -1, most_story_weights);
    --story.told;
    story.oldest = story.newest = shelf.find(story.members.front())->time;
    for (const ArticleId id : story.members) {
        const Instant time = shelf.find(id)->time;
        story.oldest = std::min(story.oldest, time);
        story.newest = std::max(story.newest, time);
    }
}

const Told* Book::find(StoryId id) const {
    const auto found = stories_.find(id);
    return found == stories_.end() ? nullptr : &found->second;
}

const Vector& Book::sum_of(const Told& story, const Shelf& shelf) const {
    return story.told == 1 ? shelf.find(story.members.front())->weights : story.sum;
}

}  // namespace octavo::story
