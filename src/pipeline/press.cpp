#include "pipeline/press.hpp"

#include "base/log.hpp"
#include "base/url.hpp"
#include "pipeline/worker.hpp"

namespace octavo::pipeline {

bool is_passing(const Failure& failure) {
    return failure.fault == Fault::unwritable || failure.fault == Fault::busy || failure.fault == Fault::timed_out;
}

Result<> Press::open() {
    reader_ = TRY(store_.reader());
    sample_gone_ = TRY(store_.fact("sample_gone")).has_value();
    const auto stats = TRY(reader_->stats());
    if (!stats.newest) return {};
    const Instant from = *stats.newest - story::Settings{}.window;
    TRY(reader_->each_placed(from, [&](const store::Card& card, const Reading& reading, const Placement& placement) {
        if (card.sample) return;  // real articles never join the sample's stories
        desk_.remember({card.id, card.source, card.published, card.url, &reading}, placement);
        newest_ = std::max(newest_, card.published);
    }));
    // Older articles are no longer before its eyes: it must not place the others as if they had not been.
    if (std::cmp_less(desk_.size(), stats.real_articles)) desk_.stop_rehearsing();
    return heed_rulings();
}

// What editors decided of stories holds for this desk as well. A story that went into another since speaks as that one.
Result<> Press::heed_rulings() {
    const auto now = [this](StoryId id) -> Result<StoryId> { return TRY(reader_->story_now(id)).value_or(id); };
    const auto rulings = TRY(store_.story_rulings());
    for (const StoryRuling& ruling : rulings) {
        if (ruling.kind == StoryRuling::Kind::merge) desk_.keep_whole(TRY(now(ruling.story)));
        if (ruling.kind == StoryRuling::Kind::split) desk_.keep_apart(TRY(now(ruling.story)), TRY(now(ruling.other)));
        if (ruling.kind != StoryRuling::Kind::title) desk_.stop_rehearsing();
    }
    return {};
}

std::optional<std::string> Press::barred(const Finished& finished) const {
    const ParsedArticle& parsed = *finished.parsed;
    const auto of_url = [&](std::string_view address) -> const LeftOut* {
        const auto url = address.empty() || store_.left_out().empty() ? std::nullopt : Url::parse(address);
        return url ? store_.is_left_out(url->host()) : nullptr;
    };
    const LeftOut* ruling = of_url(parsed.url);
    if (!ruling && finished.job.source) ruling = store_.is_left_out(finished.job.source->domain);
    if (ruling) return fmt::format("{} asked to be left out", ruling->domain);
    const auto named = [&](std::string_view address) {
        const auto url = address.empty() ? std::nullopt : Url::parse(address);
        return url && url->is_web() && store_.is_withheld(article_id(normalize(*url)));
    };
    const bool known = store_.is_withheld(parsed.id) || named(parsed.url) || named(parsed.extraction.canonical) ||
                       named(finished.job.asked_for) ||
                       std::ranges::any_of(finished.job.names, [&](ArticleId id) { return store_.is_withheld(id); });
    if (known) return "it was taken down here, and does not come back";
    return std::nullopt;
}

namespace {

Instant clamped(const Extraction& extraction, Instant seen) {
    return extraction.published ? std::min(*extraction.published, seen) : seen;
}

}  // namespace

// Which of these does the archive have, under their own id or an alias? One query for the batch; those known only by an
// alias (rare) are looked up one by one.
Result<Press::Places> Press::known_places(const std::vector<Finished>& batch) {
    std::vector<ArticleId> ids;
    for (const auto& f : batch) ids.push_back(f.parsed->id);
    Places places;
    for (auto& card : TRY(reader_->cards(ids))) places[card.id] = {card.story, card.duplicate_of, {}, {}};

    std::vector<std::string> addresses;
    std::vector<ArticleId> of;
    for (const auto& f : batch) {
        if (f.parsed->url.empty() || places.contains(f.parsed->id)) continue;
        addresses.push_back(f.parsed->url);
        of.push_back(f.parsed->id);
    }
    const auto known = TRY(store_.known(addresses));
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (!known[i]) continue;
        const auto id = TRY(reader_->article_at(addresses[i]));
        if (!id) continue;
        for (auto& card : TRY(reader_->cards({&*id, 1}))) places[of[i]] = {card.story, card.duplicate_of, {}, {}};
    }
    return places;
}

// What the archive already has keeps its place: an article is put into a story once in its life, however often it is
// imported.
Result<> Press::place(std::vector<Finished>& batch) {
    Places places = TRY(known_places(batch));
    for (auto& f : batch) {
        Held held;
        held.done = std::move(f.job.done);
        held.source = std::move(f.job.source);
        held.write.parsed = *std::move(f.parsed);
        held.write.source = f.job.parse.source;
        held.write.first_seen = f.job.parse.seen;
        if (!f.job.asked_for.empty()) held.write.aliases.push_back(std::move(f.job.asked_for));
        held.write.names = std::move(f.job.names);
        held.write.stands_last = f.job.imported && !held.write.parsed.extraction.published;
        held.write.raw = std::move(f.raw);
        held.write.origin = std::move(f.origin);
        held.write.packed = std::move(f.packed);
        const ParsedArticle& parsed = held.write.parsed;
        // A source nobody named yet is called what its pages call themselves.
        if (held.source && held.source->name == held.source->domain && !parsed.extraction.site.empty())
            held.source->name = parsed.extraction.site;
        if (const auto found = places.find(parsed.id); found != places.end()) {
            held.known = true;
            held.write.placement = found->second;
        } else {
            const Instant published = clamped(parsed.extraction, held.write.first_seen);
            const Instant time = held.write.stands_last ? newest_ : published;
            newest_ = std::max(newest_, time);
            held.write.placement = desk_.place({parsed.id, held.write.source, time, parsed.url, &parsed.reading});
            places[parsed.id] = held.write.placement;
        }
        held_.push_back(std::move(held));
    }
    std::ranges::move(desk_.take_changes(), std::back_inserter(changes_));
    return {};
}

Result<> Press::print(std::vector<Finished> batch) {
    std::erase_if(batch, [this](Finished& f) {
        if (f.parsed)
            if (auto why = barred(f)) f.parsed = fail(Fault::refused, *std::move(why));
        if (f.parsed) return false;
        f.job.done({std::unexpected(f.parsed.error()), {}, {}, false, nullptr});
        return true;
    });
    if (batch.empty()) return {};
    if (auto placed = place(batch); !placed) {
        // The archive cannot even be asked: nothing is known about these, and they will be fetched again.
        for (auto& f : batch)
            if (f.job.done) f.job.done({std::unexpected(placed.error()), {}, {}, false, nullptr});
        return {};
    }
    return commit();
}

Result<> Press::retry() { return commit(); }

void Press::abandon() {
    for (auto& held : std::exchange(held_, {}))
        held.done(
            {fail(Fault::cancelled, "stopped before it could be written"), held.write.parsed.id, {}, false, nullptr});
}

Result<> Press::put_sources() {
    for (const auto& held : held_) {
        if (!held.source || sources_put_.contains(held.source->id)) continue;
        TRY(store_.put_source(*held.source));
        sources_put_.insert(held.source->id);
    }
    return {};
}

Result<> Press::commit() {
    if (held_.empty()) return {};
    if (auto put = put_sources(); !put && is_passing(put.error())) return put;
    std::vector<store::ArticleWrite> writes;
    writes.reserve(held_.size());
    for (auto& held : held_) writes.push_back(std::move(held.write));
    auto written = store_.write(writes, changes_);
    for (std::size_t i = 0; i < held_.size(); ++i) held_[i].write = std::move(writes[i]);
    if (!written && is_passing(written.error())) return std::unexpected(std::move(written).error());
    if (!written) return commit_one_by_one();
    changes_.clear();
    auto batch = std::exchange(held_, {});
    for (std::size_t i = 0; i < batch.size(); ++i) acknowledge(batch[i], (*written)[i]);
    return {};
}

Result<> Press::commit_one_by_one() {
    while (!held_.empty()) {
        auto written = store_.write({&held_.front().write, 1});
        if (!written && is_passing(written.error())) return std::unexpected(std::move(written).error());
        Held held = std::move(held_.front());
        held_.erase(held_.begin());
        if (written) {
            acknowledge(held, written->at(0));
        } else {
            if (!held.known) desk_.forget(held.write.parsed.id);
            acknowledge(held, std::unexpected(std::move(written).error()));
        }
    }
    return write_changes();
}

Result<> Press::write_changes() {
    if (changes_.empty()) return {};
    TRY(store_.write({}, changes_));
    changes_.clear();
    return {};
}

Result<> Press::settle() {
    if (holds()) return {};
    desk_.settle();
    std::ranges::move(desk_.take_changes(), std::back_inserter(changes_));
    return write_changes();
}

void Press::acknowledge(Held& held, Result<store::Written> written) {
    const ParsedArticle& parsed = held.write.parsed;
    if (written == store::Written::stored) {
        stored_since_ = true;
        templates_.learn(held.write.source, parsed.blocks_seen);
        const Placement& placement = held.write.placement;
        if (joined_ && !held.known && !placement.duplicate_of && placement.story != story_id(parsed.id))
            joined_(parsed);
    }
    if (held.done)
        held.done(
            {std::move(written), parsed.id, parsed.url, static_cast<bool>(held.write.placement.duplicate_of), &parsed});
}

Result<bool> Press::retire_sample(Instant now) {
    if (sample_gone_ || !std::exchange(stored_since_, false)) return false;
    std::int64_t articles = 0, sources = 0;
    for (const auto& row : TRY(reader_->sources())) {
        if (row.source.klass == Source::Class::sample || row.articles == 0) continue;
        articles += row.articles;
        ++sources;
    }
    if (articles < sample_leaves_at || sources < sample_leaves_sources) return false;
    TRY(store_.remove_sample());
    TRY(store_.put_fact("sample_gone", to_iso(now)));
    sample_gone_ = true;
    return true;
}

}  // namespace octavo::pipeline
