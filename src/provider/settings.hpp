// Which services an operator lets help, and how much they may cost. Nothing is set by default: then nothing is made,
// no thread, no socket, and nothing leaves the machine.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace octavo::provider {

// What speaks at an address.
enum class Kind : std::uint8_t {
    none,
    openai,          // chat as llama.cpp, Ollama, vLLM and hosted services speak it; speech, as a [speaker]
    libretranslate,  // translation only
    deepl,           // translation only
};
std::string_view name_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

enum class Task : std::uint8_t { summary, key_points, story, answer, explain, translate, speech };
inline constexpr std::array tasks = {Task::summary, Task::key_points, Task::story, Task::answer,
                                     Task::explain, Task::translate,  Task::speech};
std::string_view name_of(Task task);
std::optional<Task> task_named(std::string_view name);

// One service. Its key is named, never written here: what is not in the configuration cannot be printed with it.
struct ServiceSettings {
    Kind kind = Kind::none;
    std::string url;       // "http://127.0.0.1:11434"; a path where the service has one
    std::string model;     // openai only
    std::string key_file;  // the first line of this file; "": none
    std::string key_env;   // or this environment variable
    std::string voice;     // a speaker only: "alloy", or one a language (voices.hpp)
};

// How long a request is waited for. Tests give milliseconds.
struct CallLimits {
    Duration connect = std::chrono::seconds(5);
    Duration first_byte = std::chrono::seconds(30);
    Duration idle = std::chrono::seconds(20);
    Duration total = std::chrono::seconds(120);
    std::size_t most_bytes = 2U << 20;  // of an answer
};

struct RetrySettings {
    unsigned again = 3;  // after the first request
    Duration first_pause = std::chrono::milliseconds(500);
    Duration longest_pause = std::chrono::seconds(20);  // of ours, and of a Retry-After that is waited for
};

struct BreakerSettings {
    unsigned failures = 5;
    Duration within = std::chrono::minutes(1);
    Duration pause = std::chrono::seconds(30);  // doubled each time the probe fails ...
    Duration longest_pause = std::chrono::minutes(10);
};

// 0: no limit, but for tokens of the day, where 0 is none at all.
struct BudgetSettings {
    std::uint64_t tokens_a_day = 500'000;
    std::uint64_t tokens_a_reader = 50'000;  // a day
    double money_a_day = 0;                  // in the currency of the prices
    double price_in = 0, price_out = 0;      // of a million tokens
};

struct ProviderSettings {
    ServiceSettings model;       // kind none or openai
    ServiceSettings translator;  // none: the model translates, where there is one
    ServiceSettings speaker;     // none or openai; none: this machine's own voice reads
    std::vector<Task> allowed{tasks.begin(), tasks.end()};
    BudgetSettings budget;
    unsigned at_once = 2;            // requests to one service
    unsigned context_tokens = 8192;  // that the model reads and writes in one go
    unsigned answer_tokens = 1024;   // that it may write
    CallLimits limits;
    RetrySettings retry;
    BreakerSettings breaker;

    bool any() const { return model.kind != Kind::none || translator.kind != Kind::none || speaker.kind != Kind::none; }
};

// Of an environment variable, as shells take it.
bool is_variable_name(std::string_view name);

// usage: says which setting, and what to write there. What cannot work is refused here, before anything is asked.
Result<> check(const ProviderSettings& settings);

// The address a request goes to: "http://127.0.0.1:11434" and "/v1", "chat/completions" give
// "http://127.0.0.1:11434/v1/chat/completions"; an address that has a path of its own keeps it instead of `root`.
std::string endpoint(std::string_view url, std::string_view root, std::string_view path);
// The host, with its port where that is not the scheme's: how a service is called in messages.
std::string host_of(std::string_view url);

}  // namespace octavo::provider
