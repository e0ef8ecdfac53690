#include "readers/shelf.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.hpp"
#include "readers/answers.hpp"
#include "readers/tidy.hpp"

namespace octavo::readers {
namespace {

// As it is compared: folded, blanks squeezed, without what no headline has.
std::string muted_form(std::string_view what) {
    return folded(utf8::squeeze(utf8::without_controls(utf8::repair(std::string(what)))));
}

bool is_domain(std::string_view what) {
    return what.contains('.') && !what.starts_with('.') && !what.ends_with('.') &&
           std::ranges::all_of(
               what, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

// Words stand apart there: a letter before or behind makes it another word.
bool parts_words(char32_t c) {
    switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SCRIPT)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
            return false;
        default:
            return u_isalnum(static_cast<UChar32>(c)) != 0;
    }
}
char32_t before(std::string_view text, std::size_t at) {
    std::size_t from = at;
    while (from > 0 && (static_cast<unsigned char>(text[--from]) & 0xC0U) == 0x80) {
    }
    return at == 0 ? U' ' : utf8::next(text, from);
}
char32_t behind(std::string_view text, std::size_t at) { return at >= text.size() ? U' ' : utf8::next(text, at); }

bool has_words(std::string_view text, std::string_view words) {
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        const bool opens = !parts_words(before(text, at)) || !parts_words(behind(text, at));
        const bool closes = !parts_words(behind(text, end)) || !parts_words(before(text, end));
        if (opens && closes) return true;
    }
    return false;
}

}  // namespace

Muted::Muted(const std::vector<std::string>& what) {
    for (const std::string& one : what) (is_domain(one) ? domains_ : words_).push_back(one);
}

bool Muted::hides(std::string_view title, std::string_view source_domain) const {
    const auto is_of = [&](const std::string& domain) {
        return source_domain == domain || source_domain.ends_with("." + domain);
    };
    if (std::ranges::any_of(domains_, is_of)) return true;
    if (words_.empty()) return false;
    const std::string low = folded(utf8::squeeze(title));
    return std::ranges::any_of(words_, [&](const std::string& words) { return has_words(low, words); });
}

Result<std::unique_ptr<Shelf>> Shelf::open(const std::string& folder, const Clock& clock) {
    auto rows = TRY(store::Shelves::open(folder));
    return std::unique_ptr<Shelf>(new Shelf(std::move(rows), clock));
}

std::size_t Shelf::most(const Visitor& who, Quota what) const { return most_of(quotas_, who.account, what); }

Answer<> Shelf::if_room(const Visitor& who, Quota what, const Result<bool>& there) const {
    if (there && !*there) return std::unexpected(over(quotas_, who.account, what));
    return readers::if_room(there);
}

Answer<> Shelf::follow(const Visitor& who, std::string place, std::string language, std::string title) {
    if (place.starts_with("search")) {
        const auto all = rows_->follows(who.account.id);
        if (!all) return broken(all.error());
        const auto searches =
            std::ranges::count_if(*all, [](const auto& one) { return one.place.starts_with("search"); });
        if (searches >= static_cast<std::ptrdiff_t>(most(who, Quota::searches)) &&
            std::ranges::find(*all, place, &store::Follow::place) == all->end())
            return std::unexpected(over(quotas_, who.account, Quota::searches));
    }
    return if_room(who, Quota::follows,
                   rows_->follow(who.account.id,
                                 {.place = std::move(place),
                                  .language = std::move(language),
                                  .title = std::move(title),
                                  .made = clock_.now()},
                                 most(who, Quota::follows)));
}
Answer<> Shelf::file(const Visitor& who, std::string_view place, std::string_view folder) {
    const std::string name = utf8::squeeze(utf8::without_controls(utf8::repair(std::string(folder))));
    if (utf8::length(name) > longest_folder) return refused(Refusal::too_long);
    return answer(rows_->file(who.account.id, place, name));
}
Answer<> Shelf::unfollow(const Visitor& who, std::string_view place) {
    return answer(rows_->unfollow(who.account.id, place));
}
Answer<bool> Shelf::follows(const Visitor& who, std::string_view place) {
    return answer(rows_->follows(who.account.id, place));
}
Answer<std::vector<store::Follow>> Shelf::follows(const Visitor& who) { return answer(rows_->follows(who.account.id)); }

Answer<> Shelf::save(const Visitor& who, ArticleId what) {
    return if_room(who, Quota::saved, rows_->save(who.account.id, what, clock_.now(), most(who, Quota::saved)));
}
Answer<> Shelf::unsave_all_by(const Visitor& who, std::int64_t rule) {
    if (rule <= 0) return {};  // what is 0 the reader put there
    return answer(rows_->unsave_from(who.account.id, -rule));
}
Answer<> Shelf::unsave(const Visitor& who, ArticleId what) { return answer(rows_->unsave(who.account.id, what)); }
Answer<bool> Shelf::is_saved(const Visitor& who, ArticleId what) {
    return answer(rows_->is_saved(who.account.id, what));
}
Answer<std::vector<store::Saved>> Shelf::saved(const Visitor& who, Instant before, std::size_t limit) {
    return answer(rows_->saved(who.account.id, before, limit));
}

Answer<> Shelf::mute(const Visitor& who, std::string_view what) {
    const std::string form = muted_form(what);
    if (form.empty()) return std::unexpected(Refused{.why = Refusal::bad_name});
    if (utf8::length(form) > longest_mute) return std::unexpected(Refused{.why = Refusal::too_long});
    return readers::if_room(rows_->mute(who.account.id, form, clock_.now(), most_mutes));
}
Answer<> Shelf::unmute(const Visitor& who, std::string_view what) {
    return answer(rows_->unmute(who.account.id, what));
}
Answer<std::vector<std::string>> Shelf::mutes(const Visitor& who) { return answer(rows_->mutes(who.account.id)); }

}  // namespace octavo::readers
