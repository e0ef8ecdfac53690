#include "readers/reading.hpp"

#include "readers/answers.hpp"

namespace octavo::readers {
namespace {

constexpr std::string_view history = "history", unread_only = "unread_only", for_you = "for_you", sliders = "sliders";
constexpr std::string_view off = "off", on = "on";

}  // namespace

void ReadState::know(std::span<const store::ReadArticle> articles) {
    for (const store::ReadArticle& one : articles) articles_[one.article] = one;
}

bool ReadState::is_read(ArticleId id, Instant first_seen, std::string_view place) const {
    Instant said{};
    bool read = false;
    for (const store::ReadMark& mark : marks_) {
        if (!mark.place.empty() && mark.place != place) continue;
        if (first_seen > mark.upto || mark.made < said) continue;
        said = mark.made;
        read = true;
    }
    const auto own = articles_.find(id);
    return own != articles_.end() && own->second.made >= said ? own->second.read : read;
}

bool ReadState::is_kept_unread(ArticleId id) const {
    const auto own = articles_.find(id);
    return own != articles_.end() && !own->second.read;
}

Result<std::unique_ptr<ReadStates>> ReadStates::open(const std::string& folder, const Clock& clock) {
    auto rows = TRY(store::Reads::open(folder));
    return std::unique_ptr<ReadStates>(new ReadStates(std::move(rows), clock));
}

Answer<> ReadStates::opened(const Visitor& who, ArticleId what) {
    const auto chosen = preferences(who);
    if (!chosen) return std::unexpected(chosen.error());
    if (!chosen->history) return {};
    const store::ReadArticle one{.article = what, .read = true, .opened = true, .made = clock_.now()};
    return answer(rows_->put(who.account.id, std::span(&one, 1), most_read));
}

Answer<> ReadStates::mark(const Visitor& who, ArticleId what, bool read) {
    const store::ReadArticle one{.article = what, .read = read, .made = clock_.now()};
    return answer(rows_->put(who.account.id, std::span(&one, 1), most_read));
}

Answer<std::int64_t> ReadStates::mark_all(const Visitor& who, std::span<const std::string> places, Instant upto) {
    const auto number = rows_->mark(who.account.id, places, std::min(upto, clock_.now()), clock_.now());
    if (!number) return broken(number.error());
    if (*number == 0) return refused(Refusal::nobody);
    return *number;
}

Answer<> ReadStates::undo(const Visitor& who, std::int64_t number) {
    const auto undone = rows_->undo(who.account.id, number);
    if (!undone) return broken(undone.error());
    if (!*undone) return refused(Refusal::too_late);
    return {};
}

bool ReadStates::can_undo(const Visitor& who, std::int64_t number) {
    return rows_->can_undo(who.account.id, number).value_or(false);
}

Answer<ReadState> ReadStates::state(const Visitor& who, std::span<const ArticleId> which) {
    auto marks = rows_->marks(who.account.id);
    if (!marks) return broken(marks.error());
    const auto known = rows_->of(who.account.id, which);
    if (!known) return broken(known.error());
    ReadState out(*std::move(marks));
    out.know(*known);
    return out;
}

Answer<std::vector<store::ReadArticle>> ReadStates::articles(const Visitor& who, std::span<const ArticleId> which) {
    return answer(rows_->of(who.account.id, which));
}

Answer<std::vector<store::ReadArticle>> ReadStates::history(const Visitor& who, Instant before, std::size_t limit) {
    return answer(rows_->history(who.account.id, before, limit));
}

Answer<> ReadStates::forget(const Visitor& who) { return answer(rows_->forget(who.account.id)); }

Answer<Preferences> ReadStates::preferences(const Visitor& who) {
    const auto chosen = rows_->choices(who.account.id);
    if (!chosen) return broken(chosen.error());
    Preferences out;
    for (const store::Choice& one : *chosen) {
        if (one.name == readers::history) out.history = one.value != off;
        if (one.name == unread_only) out.unread_only = one.value == on;
        if (one.name == readers::for_you) out.for_you = one.value != off;
        if (one.name == readers::sliders) out.sliders = Sliders::parse(one.value).value_or(Sliders());
    }
    return out;
}

Answer<> ReadStates::prefer(const Visitor& who, const Preferences& what) {
    const std::string counts = what.sliders == Sliders() ? std::string() : what.sliders.text();
    const std::pair<std::string_view, std::string_view> values[] = {{readers::history, what.history ? "" : off},
                                                                    {unread_only, what.unread_only ? on : ""},
                                                                    {readers::for_you, what.for_you ? "" : off},
                                                                    {readers::sliders, counts}};
    for (const auto& [name, value] : values)
        if (const auto chosen = rows_->choose(who.account.id, name, value); !chosen) return broken(chosen.error());
    return {};
}

}  // namespace octavo::readers
