// Translations of articles by an engine on this machine: made one after the other, once for all who ask, and kept in
// memory (workbench.hpp).
//
//   if (const auto* pair = translations.pair("es", "pt")) translations.order({key, sentences, pair});
//   translations.when(key, [] { ... });      when it is made, or cannot be
//   translations.find(key)                   -> the translation, or why there is none
//
// Thread-safe; outlives the site. Checked by tests/web/translations_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "assist/translate.hpp"
#include "web/workbench.hpp"

namespace octavo::web {

class Translations {
  public:
    using Engine = std::function<Result<assist::Translation>(std::span<const std::string> sentences,
                                                             const assist::LanguagePair& pair, const std::stop_token&)>;
    using Bench = Workbench<Result<assist::Translation>>;
    using Made = Bench::Made;
    struct Wish {
        std::string key;  // of this text into this language
        std::vector<std::string> sentences;
        const assist::LanguagePair* pair = nullptr;  // one of ours
    };

    Translations(std::vector<assist::LanguagePair> pairs, Engine engine, const Clock& clock);

    // The pair that serves, by the languages' tags; nullptr: none, or they are one language.
    const assist::LanguagePair* pair(std::string_view from, std::string_view to) const;

    Made find(std::string_view key) { return bench_.look(key).made; }  // null: not made
    bool order(Wish wish);                                             // false: too many wait
    bool when(std::string_view key, std::function<void()> done) { return bench_.when(key, std::move(done)); }

  private:
    const std::vector<assist::LanguagePair> pairs_;
    const Engine engine_;
    Bench bench_;
};

}  // namespace octavo::web
