#include "readers/margins.hpp"

#include "base/utf8.hpp"
#include "readers/answers.hpp"
#include "readers/tidy.hpp"

namespace octavo::readers {
namespace {

constexpr std::size_t most_places = 1000;  // at which a passage is looked at: "a" stands everywhere
constexpr std::size_t most_lines = 200;    // of a note

// How many bytes two texts share at their ends, or from their beginnings.
std::size_t alike_at_end(std::string_view a, std::string_view b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
    return n;
}
std::size_t alike(std::string_view a, std::string_view b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
    return n;
}

bool inside_a_letter(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
}
// The last so many code points of a text.
std::string_view tail(std::string_view text, std::size_t count) {
    std::size_t from = text.size();
    while (count > 0 && from > 0) {
        --from;
        if (!inside_a_letter(text, from)) --count;
    }
    return text.substr(from);
}
std::string_view head(std::string_view text, std::size_t count) {
    std::size_t to = 0;
    while (count > 0 && to < text.size()) {
        ++to;
        if (!inside_a_letter(text, to)) --count;
    }
    return text.substr(0, to);
}

// What a note is found by.
std::string words_of(const store::MarginNote& note) { return folded(fmt::format("{} {}", note.exact, note.note)); }

std::string plain(std::string_view typed) { return utf8::squeeze(utf8::repair(std::string(typed))); }

}  // namespace

std::optional<Passage> find_passage(std::string_view text, const Passage& wanted) {
    const std::string all = utf8::squeeze(text), exact = plain(wanted.exact);
    if (exact.empty()) return std::nullopt;
    // Without blanks at their inner ends: the page may have none where the text has an empty line.
    const std::string prefix = plain(wanted.prefix), suffix = plain(wanted.suffix);
    const std::string_view before = tail(prefix, 2 * Margins::around), behind = head(suffix, 2 * Margins::around);
    std::size_t best = std::string::npos, best_score = 0, places = 0;
    for (auto at = all.find(exact); at != std::string::npos && places < most_places; at = all.find(exact, at + 1)) {
        ++places;
        const std::string_view ahead = utf8::trim(std::string_view(all).substr(0, at));
        const std::string_view rest = utf8::trim(std::string_view(all).substr(at + exact.size()));
        const std::size_t score = 1 + alike_at_end(ahead, before) + alike(rest, behind);
        if (score > best_score) best = at, best_score = score;
    }
    if (best == std::string::npos) return std::nullopt;
    return Passage{.exact = exact,
                   .prefix = std::string(tail(std::string_view(all).substr(0, best), Margins::around)),
                   .suffix = std::string(head(std::string_view(all).substr(best + exact.size()), Margins::around))};
}

bool still_stands(std::string_view text, const store::MarginNote& note) {
    return note.exact.empty() || find_passage(text, {.exact = note.exact}).has_value();
}

Result<std::unique_ptr<Margins>> Margins::open(const std::string& folder, const Clock& clock) {
    auto rows = TRY(store::Margins::open(folder));
    TRY(rows->forget_dropped(clock.now() - undo_for));
    return std::unique_ptr<Margins>(new Margins(std::move(rows), clock));
}

Answer<std::int64_t> Margins::mark(const Visitor& who, ArticleId article, std::string_view text, const Passage& passage,
                                   std::string_view note) {
    store::MarginNote out{
        .article = article, .made = clock_.now(), .changed = clock_.now(), .note = tidy_text(note, most_lines)};
    const std::string wanted = plain(passage.exact);
    if (wanted.empty() && out.note.empty()) return refused(Refusal::empty);
    if (utf8::length(wanted) > longest_passage || utf8::length(out.note) > longest_note)
        return refused(Refusal::too_long);
    if (!wanted.empty()) {
        auto found = find_passage(text, passage);
        if (!found) return refused(Refusal::not_in_text);
        out.exact = std::move(found->exact);
        out.prefix = std::move(found->prefix);
        out.suffix = std::move(found->suffix);
    }
    if (const auto tidied = answer(rows_->forget_dropped(clock_.now() - undo_for)); !tidied)
        return std::unexpected(tidied.error());
    const auto number = rows_->add(who.account.id, out, words_of(out), most);
    if (!number) return broken(number.error());
    if (*number == 0) return refused(Refusal::too_many);
    return *number;
}

Answer<> Margins::change(const Visitor& who, std::int64_t number, std::string_view note) {
    auto known = rows_->note(who.account.id, number);
    if (!known) return broken(known.error());
    if (!*known) return refused(Refusal::nobody);
    store::MarginNote& out = **known;
    out.note = tidy_text(note, most_lines);
    out.changed = clock_.now();
    if (out.note.empty() && out.exact.empty()) return refused(Refusal::empty);
    if (utf8::length(out.note) > longest_note) return refused(Refusal::too_long);
    const auto done = rows_->change(who.account.id, out, words_of(out));
    if (!done) return broken(done.error());
    if (!*done) return refused(Refusal::nobody);
    return {};
}

Answer<> Margins::drop(const Visitor& who, std::int64_t number) {
    if (auto tidied = answer(rows_->forget_dropped(clock_.now() - undo_for)); !tidied) return tidied;
    const auto done = rows_->drop(who.account.id, number, clock_.now());
    if (!done) return broken(done.error());
    if (!*done) return refused(Refusal::nobody);
    return {};
}

Answer<> Margins::undo_drop(const Visitor& who, std::int64_t number) {
    const auto done = rows_->undrop(who.account.id, number, clock_.now() - undo_for, most);
    if (!done) return broken(done.error());
    if (!*done) return refused(Refusal::too_late);
    return {};
}

Answer<std::vector<store::MarginNote>> Margins::notes(const Visitor& who, std::int64_t before, std::size_t limit,
                                                      std::string_view words) {
    return answer(rows_->notes(who.account.id, before, limit, folded(utf8::squeeze(utf8::repair(std::string(words))))));
}

Answer<std::vector<store::MarginNote>> Margins::on(const Visitor& who, ArticleId article, std::int64_t before,
                                                   std::size_t limit) {
    return answer(rows_->on(who.account.id, article, before, std::min(limit, most_on)));
}

}  // namespace octavo::readers
