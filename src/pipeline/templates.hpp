// What each site repeats from page to page, learnt from the articles as they are stored and handed to the workers with
// the next page of that site. The archive keeps it; what was learnt since the last save may be lost with the power.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>

#include "extract/site_template.hpp"
#include "model/ids.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

// Any thread may ask; one thread (the writer's) opens, teaches and saves.
class Templates {
  public:
    explicit Templates(store::Store& store) : store_(store) {}

    Result<> open();
    // As bytes, for a ParseJob; "" when nothing is known of that source.
    std::string of(SourceId source) const;
    void learn(SourceId source, std::span<const std::uint64_t> blocks_seen);
    // Writes what changed, when that is worth a commit, or when it must be.
    enum class Save { when_worth_it, now };
    Result<> save(Save save);

  private:
    static constexpr std::size_t worth_it = 256;  // pages learnt

    store::Store& store_;
    mutable std::mutex mutex_;
    std::map<SourceId, extract::SiteTemplate> known_;
    std::set<SourceId> changed_;
    std::size_t unsaved_ = 0;
};

}  // namespace octavo::pipeline
