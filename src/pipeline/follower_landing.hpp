// Where the courier's callbacks arrive. For the follower's own files.
#pragma once
#include "pipeline/follower.hpp"

namespace octavo::pipeline {

// The courier may call back after we are gone (a request that hangs in the fetcher): it then finds nobody here.
struct Follower::Landing {
    std::mutex mutex;
    Follower* follower = nullptr;

    void page(PageTask task, Result<fetch::Fetched> fetched) {
        const std::scoped_lock lock(mutex);
        if (follower) follower->page_arrived(std::move(task), std::move(fetched));
    }
    void feed(Feed feed, Result<fetch::Fetched> fetched) {
        const std::scoped_lock lock(mutex);
        if (!follower) return;
        Answer answer{std::move(feed), std::move(fetched)};
        follower->answers_.try_push(answer);  // as large as all that may be out: it is never full
    }
};

}  // namespace octavo::pipeline
