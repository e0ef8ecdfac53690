#include "story/book.hpp"

namespace octavo::story {
namespace {

constexpr std::size_t most_story_weights = 300;

float log_terms(const Shelved& article) { return std::log(std::max(1.0F, static_cast<float>(article.terms))); }

}  // namespace

void Book::put(const Shelved& article, const Shelf& shelf) {
    Told& story = stories_[article.story];
    if (story.members.empty() && story.told == 0) {
        story.oldest = story.newest = article.time;
        story.born = ++born_;
    }
    story.oldest = std::min(story.oldest, article.time);
    story.newest = std::max(story.newest, article.time);
    // The first member's vector is not kept twice: most stories have but one.
    if (story.told == 1 && story.members.size() == 1) story.sum = shelf.find(story.members.front())->weights;
    if (story.told >= 1) add(story.sum, article.weights, 1, most_story_weights);
    story.members.push_back(article.id);
    ++story.told;
    story.log_terms += log_terms(article);
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
    story.log_terms -= log_terms(article);
    set_times(story, shelf);
}

void Book::set_times(Told& story, const Shelf& shelf) const {
    story.oldest = story.newest = shelf.find(story.members.front())->time;
    for (const ArticleId id : story.members) {
        const Instant time = shelf.find(id)->time;
        story.oldest = std::min(story.oldest, time);
        story.newest = std::max(story.newest, time);
    }
}

void Book::merge(StoryId from, StoryId to, Shelf& shelf) {
    const Told gone = std::move(stories_.at(from));
    stories_.erase(from);
    Told& story = stories_.at(to);
    if (story.told == 1) story.sum = sum_of(story, shelf);
    add(story.sum, sum_of(gone, shelf), 1, most_story_weights);
    for (const ArticleId id : gone.members) shelf.find(id)->story = to;
    story.members.insert(story.members.end(), gone.members.begin(), gone.members.end());
    story.told += gone.told;
    story.log_terms += gone.log_terms;
    story.oldest = std::min(story.oldest, gone.oldest);
    story.newest = std::max(story.newest, gone.newest);
}

std::vector<ArticleId> Book::split(StoryId from, StoryId to, std::span<const ArticleId> members, Shelf& shelf) {
    const std::set<ArticleId> going(members.begin(), members.end());
    Told& story = stories_.at(from);
    std::vector<ArticleId> moved, stay;
    for (const ArticleId id : story.members) {
        const Shelved& article = *shelf.find(id);
        (going.contains(id) || going.contains(article.original) ? moved : stay).push_back(id);
    }
    story.members = std::move(stay);
    for (const ArticleId id : moved) {
        Shelved& article = *shelf.find(id);
        add(story.sum, article.weights, -1, most_story_weights);
        --story.told;
        story.log_terms -= log_terms(article);
        article.story = to;
    }
    set_times(story, shelf);
    for (const ArticleId id : moved) put(*shelf.find(id), shelf);
    return moved;
}

Told* Book::find(StoryId id) {
    const auto found = stories_.find(id);
    return found == stories_.end() ? nullptr : &found->second;
}

const Told* Book::find(StoryId id) const {
    const auto found = stories_.find(id);
    return found == stories_.end() ? nullptr : &found->second;
}

const Vector& Book::sum_of(const Told& story, const Shelf& shelf) const {
    return story.told == 1 ? shelf.find(story.members.front())->weights : story.sum;
}

}  // namespace octavo::story
