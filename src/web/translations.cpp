#include "web/translations.hpp"

#include "assist/apertium.hpp"

namespace octavo::web {
namespace {

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace

Translations::Translations(std::vector<assist::LanguagePair> pairs, Engine engine, const Clock& clock)
    : pairs_(std::move(pairs)), engine_(std::move(engine)), bench_({}, clock) {}

const assist::LanguagePair* Translations::pair(std::string_view from, std::string_view to) const {
    if (primary(from) == primary(to)) return nullptr;
    return assist::pair_for(pairs_, from, to);
}

bool Translations::order(Wish wish) {
    const auto made = bench_.look(wish.key).made;
    if (made && *made) return true;  // since the caller looked
    return bench_.order(std::move(wish.key), {},
                        [this, sentences = std::move(wish.sentences), pair = wish.pair](const std::stop_token& stop) {
                            return engine_(sentences, *pair, stop);
                        }) == Taken::yes;
}

}  // namespace octavo::web
