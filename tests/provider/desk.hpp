// What the tests of this room share: a mock service, a clock that moves when somebody waits, and an article.
#pragma once

#include <fstream>

#include "provider/mock.hpp"
#include "provider/providers.hpp"

namespace octavo::test {

inline const std::string the_key = "sk-octavo-4f9d1c77aa20b3e8";

inline provider::Material bridge(std::string id = "bridge") {
    return {.id = std::move(id),
            .source = "The Harbour Post",
            .title = "The harbour bridge reopens",
            .text =
                "The city reopened the harbour bridge on Monday after two years of work.\n\nThe repairs cost 14 "
                "million euros.\n\nMayor Anna Lindqvist called it safer than ever. Lorries may cross it again from "
                "December.",
            .language = "en"};
}

inline provider::Material other_bridge() {
    return {.id = "other",
            .source = "Morning Wire",
            .title = "Traffic returns to the bridge",
            .text =
                "Cars crossed the harbour bridge again on Monday morning.\n\nThe work took two years and cost 14 "
                "million euros, the city said.",
            .language = "en"};
}

struct Desk {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    mock::Service service;
    provider::MemoryShelf shelf;
    provider::ProviderSettings settings;
    std::mutex mutex;
    std::vector<Duration> waited;
    std::string key_file;

    Desk() {
        settings.model = {.kind = provider::Kind::openai, .url = service.url(), .model = "mock"};
        settings.limits = {.connect = std::chrono::seconds(10),
                           .first_byte = std::chrono::seconds(20),
                           .idle = std::chrono::seconds(20),
                           .total = std::chrono::seconds(60)};
    }
    ~Desk() {
        if (!key_file.empty()) std::filesystem::remove(key_file);
    }
    void use_key() {
        key_file = (std::filesystem::temp_directory_path() / fmt::format("octavo-key-{}", service.port())).string();
        std::ofstream(key_file) << the_key << "\n";
        settings.model.key_file = key_file;
    }
    std::unique_ptr<provider::Providers> make() {
        auto made = provider::Providers::make(
            settings, {.clock = &clock, .shelf = &shelf, .wait = [this](Duration time, const std::stop_token& stop) {
                           const std::scoped_lock lock(mutex);
                           waited.push_back(time);
                           clock.advance(time);
                           return !stop.stop_requested();
                       }});
        return made ? std::move(*made) : nullptr;
    }
};

inline provider::Order order_of(provider::Task task, std::vector<provider::Material> articles = {bridge()}) {
    return {.task = task, .articles = std::move(articles)};
}

}  // namespace octavo::test
