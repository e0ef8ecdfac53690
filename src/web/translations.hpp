// Translations of articles: made one after the other on a thread of their own, once for all who ask, and kept in
// memory.
//
//   if (const auto* pair = translations.pair("es", "pt")) translations.order({key, sentences, pair});
//   translations.when(key, [] { ... });      when it is made, or cannot be
//   translations.find(key)                   -> the translation, or why there is none
//
// The thread starts with the first order. Bounded: so many wait, so many are kept, the least asked for leave first;
// what failed may be tried again after a minute. Thread-safe; outlives the site. Checked by
// tests/web/translations_test.cpp.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "assist/translate.hpp"
#include "base/time.hpp"

namespace octavo::web {

class Translations {
  public:
    using Engine = std::function<Result<assist::Translation>(std::span<const std::string> sentences,
                                                             const assist::LanguagePair& pair, const std::stop_token&)>;
    using Made = std::shared_ptr<const Result<assist::Translation>>;
    struct Wish {
        std::string key;  // of this text into this language
        std::vector<std::string> sentences;
        const assist::LanguagePair* pair = nullptr;  // one of ours
    };

    Translations(std::vector<assist::LanguagePair> pairs, Engine engine, const Clock& clock);
    ~Translations();  // stops the one under way
    Translations(const Translations&) = delete;
    Translations& operator=(const Translations&) = delete;

    // The pair that serves, by the languages' tags; nullptr: none, or they are one language.
    const assist::LanguagePair* pair(std::string_view from, std::string_view to) const;

    Made find(std::string_view key);  // null: not made
    bool order(Wish wish);            // false: too many wait. What is under way already is not ordered again
    // Calls `done`, on the thread of ours, when the key is no longer under way; false, and no call, when it is not.
    bool when(std::string_view key, std::function<void()> done);

  private:
    struct Job {
        Wish wish;
        std::vector<std::function<void()>> waiting;
    };
    struct Kept {
        std::string key;
        Made made;
        Instant at{};
    };
    void work(const std::stop_token& stop);
    void keep(const std::string& key, Made made);

    const std::vector<assist::LanguagePair> pairs_;
    const Engine engine_;
    const Clock& clock_;
    std::mutex mutex_;  // guards what follows
    std::condition_variable_any changed_;
    std::deque<std::shared_ptr<Job>> jobs_;  // the first is under way
    std::list<Kept> kept_;                   // the latest asked for first
    std::jthread thread_;
};

}  // namespace octavo::web
