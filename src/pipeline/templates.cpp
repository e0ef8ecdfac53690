#include "pipeline/templates.hpp"

namespace octavo::pipeline {

Result<> Templates::open() {
    const auto stored = TRY(store_.site_templates());
    const std::scoped_lock lock(mutex_);
    for (const auto& [source, bytes] : stored) known_[source] = extract::SiteTemplate::read(bytes);
    return {};
}

std::string Templates::of(SourceId source) const {
    const std::scoped_lock lock(mutex_);
    const auto found = known_.find(source);
    return found == known_.end() || found->second.pages() == 0 ? std::string() : found->second.bytes();
}

void Templates::learn(SourceId source, std::span<const std::uint64_t> blocks_seen) {
    if (!source || blocks_seen.empty()) return;
    const std::scoped_lock lock(mutex_);
    known_[source].learn(blocks_seen);
    changed_.insert(source);
    ++unsaved_;
}

Result<> Templates::save(Save save) {
    store::Store::SiteTemplates changed;
    {
        const std::scoped_lock lock(mutex_);
        if (changed_.empty() || (save == Save::when_worth_it && unsaved_ < worth_it)) return {};
        for (const SourceId source : changed_) changed[source] = known_[source].bytes();
    }
    TRY(store_.put_site_templates(changed));
    const std::scoped_lock lock(mutex_);
    changed_.clear();
    unsaved_ = 0;
    return {};
}

}  // namespace octavo::pipeline
