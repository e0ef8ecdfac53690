// The settings of services that an operator lets help (src/provider): a language model, a translator, a speaker.
#include "base/utf8.hpp"
#include "cli/config.hpp"

namespace octavo::cli {
namespace {

using C = Config;
using V = std::string_view;
using provider::ProviderSettings;
using provider::ServiceSettings;

template <class Number>
bool read_number(std::string_view text, Number low, Number high, Number& out) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(value >= low && value <= high)) return false;
    out = value;
    return true;
}

// A text of one of the services.
Setting text(std::string_view key, ServiceSettings ProviderSettings::* which, std::string ServiceSettings::* field,
             std::string_view allowed, std::string_view help) {
    return {key, allowed, help,
            [which, field](C& c, V v) {
                c.provider.*which.*field = utf8::trim(v);
                return v.size() <= 1'000 && v.find_first_of("\r\n\"") == V::npos;
            },
            [which, field](const C& c) { return c.provider.*which.*field; }};
}

Setting variable(std::string_view key, ServiceSettings ProviderSettings::* which) {
    Setting out = text(key, which, &ServiceSettings::key_env,
                       "the name of an environment variable (letters, digits and _), or empty; a key is never written "
                       "here, but into that variable or a file that key_file names",
                       "the environment variable that holds its key");
    out.set = [which](C& c, V v) {
        if (!utf8::trim(v).empty() && !provider::is_variable_name(utf8::trim(v))) return false;
        (c.provider.*which).key_env = utf8::trim(v);
        return true;
    };
    out.may_be_secret = true;
    return out;
}

Setting address(std::string_view key, ServiceSettings ProviderSettings::* which, std::string_view help) {
    Setting out = text(key, which, &ServiceSettings::url, "an http or https address, or empty", help);
    out.set = [which](C& c, V v) {
        const auto url = Url::parse(v);
        (c.provider.*which).url = utf8::trim(v);
        return v.empty() || (url && url->is_web());
    };
    return out;
}

Setting kind(std::string_view key, ServiceSettings ProviderSettings::* which, std::string_view allowed,
             std::string_view help) {
    return {key, allowed, help,
            [which](C& c, V v) {
                const auto read = provider::kind_named(v);
                if (read) (c.provider.*which).kind = *read;
                return read.has_value();
            },
            [which](const C& c) { return std::string(provider::name_of((c.provider.*which).kind)); }};
}

template <class Number, class Owner>
Setting number(std::string_view key, Owner ProviderSettings::* owner, Number Owner::* which, Number low, Number high,
               std::string_view allowed, std::string_view help) {
    return {key, allowed, help, [=](C& c, V v) { return read_number<Number>(v, low, high, c.provider.*owner.*which); },
            [=](const C& c) { return fmt::format("{}", c.provider.*owner.*which); }};
}

Setting count(std::string_view key, unsigned ProviderSettings::* which, unsigned low, unsigned high,
              std::string_view allowed, std::string_view help) {
    return {key, allowed, help, [=](C& c, V v) { return read_number<unsigned>(v, low, high, c.provider.*which); },
            [=](const C& c) { return fmt::format("{}", c.provider.*which); }};
}

Setting wait(std::string_view key, Duration provider::CallLimits::* which, std::string_view help) {
    return {key, "a number of seconds from 1 to 3600", help,
            [which](C& c, V v) {
                int seconds = 0;
                if (!read_number(v, 1, 3600, seconds)) return false;
                c.provider.limits.*which = std::chrono::seconds(seconds);
                return true;
            },
            [which](const C& c) { return fmt::format("{}", (c.provider.limits.*which).count() / 1000); }};
}

bool read_tasks(C& c, V text) {
    std::vector<provider::Task> read;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto name = utf8::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto task = provider::task_named(name);
        if (!task) return false;
        read.push_back(*task);
    }
    c.provider.allowed = std::move(read);
    return true;
}

std::string write_tasks(const C& c) {
    std::string out;
    for (const provider::Task task : c.provider.allowed)
        out += fmt::format("{}{}", out.empty() ? "" : ",", provider::name_of(task));
    return out;
}

std::vector<Setting> budget_settings() {
    using B = provider::BudgetSettings;
    constexpr std::uint64_t most = 1'000'000'000'000;
    constexpr double most_money = 1e9;
    constexpr std::string_view tokens = "a number from 0 to 1000000000000", money = "a number from 0 to 1000000000";
    const auto budget = &ProviderSettings::budget;
    return {
        number("provider.tokens_a_day", budget, &B::tokens_a_day, std::uint64_t{0}, most, tokens,
               "tokens that may be spent in a day (UTC), translations counted too; then local results stand"),
        number("provider.tokens_a_reader", budget, &B::tokens_a_reader, std::uint64_t{0}, most, tokens,
               "of them, what one reader may cause; 0: all"),
        number("provider.money_a_day", budget, &B::money_a_day, 0.0, most_money, money,
               "what a day may cost, in the currency of the prices; 0: not counted"),
        number("provider.price_in", budget, &B::price_in, 0.0, most_money, money, "of a million tokens that are read"),
        number("provider.price_out", budget, &B::price_out, 0.0, most_money, money,
               "of a million tokens that are written"),
    };
}

}  // namespace

std::vector<Setting> provider_settings() {
    const auto model = &ProviderSettings::model, translator = &ProviderSettings::translator,
               speaker = &ProviderSettings::speaker;
    constexpr std::string_view a_file = "the path of a file, or empty";
    std::vector<Setting> out = {
        kind("provider.kind", model, "none or openai",
             "a language model that speaks as OpenAI's: llama.cpp, Ollama, vLLM, hosted services; none: nothing "
             "leaves this machine"),
        address("provider.url", model, "where it is; /v1 is added where the address has no path"),
        text("provider.model", model, &ServiceSettings::model, "text", "the model's name as the service lists it"),
        text("provider.key_file", model, &ServiceSettings::key_file, a_file, "the file whose first line is its key"),
        variable("provider.key_env", model),
        {"provider.tasks", "a list of summary, key_points, story, answer, explain, translate and speech",
         "what services may be asked for", read_tasks, write_tasks},
        count("provider.at_once", &ProviderSettings::at_once, 1, 64, "a number from 1 to 64",
              "requests to one service under way at once"),
        count("provider.context_tokens", &ProviderSettings::context_tokens, 2048, 2'000'000,
              "a number from 2048 to 2000000", "tokens that the model reads and writes in one go"),
        count("provider.answer_tokens", &ProviderSettings::answer_tokens, 128, 65'536, "a number from 128 to 65536",
              "tokens that it may write for one answer; more for a model that thinks aloud"),
        wait("provider.first_seconds", &provider::CallLimits::first_byte, "how long its first word is waited for"),
        wait("provider.total_seconds", &provider::CallLimits::total, "how long its whole answer is"),
    };
    std::ranges::move(budget_settings(), std::back_inserter(out));
    out.push_back(kind("translator.kind", translator, "none, libretranslate or deepl",
                       "a service that translates; none: the model of [provider] does, where there is one"));
    out.push_back(address("translator.url", translator, "where it is"));
    out.push_back(text("translator.key_file", translator, &ServiceSettings::key_file, a_file,
                       "the file whose first line is its key"));
    out.push_back(variable("translator.key_env", translator));
    out.push_back(kind("speaker.kind", speaker, "none or openai",
                       "a service that reads aloud, as OpenAI's /v1/audio/speech: Kokoro, LocalAI, hosted services; "
                       "none: espeak-ng does, where it is installed"));
    out.push_back(address("speaker.url", speaker, "where it is; /v1 is added where the address has no path"));
    out.push_back(text("speaker.model", speaker, &ServiceSettings::model, "text", "the name the service has for it"));
    out.push_back(text("speaker.voice", speaker, &ServiceSettings::voice, "text",
                       "its voice, or one a language (en=af_heart, fr=ff_siwis); others have the local one"));
    out.push_back(
        text("speaker.key_file", speaker, &ServiceSettings::key_file, a_file, "the file whose first line is its key"));
    out.push_back(variable("speaker.key_env", speaker));
    return out;
}

}  // namespace octavo::cli
