#include "provider/settings.hpp"

#include <arpa/inet.h>

#include "base/url.hpp"
#include "provider/voices.hpp"

namespace octavo::provider {
namespace {

constexpr std::string_view kind_names[] = {"none", "openai", "libretranslate", "deepl"};
constexpr std::string_view task_names[] = {"summary", "key_points", "story", "answer",
                                           "explain", "translate",  "speech"};

// "[::1]", fc00::/7 (https://www.rfc-editor.org/rfc/rfc4193), fe80::/10 (https://www.rfc-editor.org/rfc/rfc4291).
bool is_near_ipv6(std::string_view address) {
    in6_addr bytes{};
    if (::inet_pton(AF_INET6, std::string(address).c_str(), &bytes) != 1) return false;
    const unsigned first = bytes.s6_addr[0], second = bytes.s6_addr[1];
    return IN6_IS_ADDR_LOOPBACK(&bytes) || (first & 0xFE) == 0xFC || (first == 0xFE && (second & 0xC0) == 0x80);
}

// This machine, or a network of one's own: there a key may travel without TLS.
bool is_near(std::string_view host) {
    if (host.starts_with('[')) return host.ends_with(']') && is_near_ipv6(host.substr(1, host.size() - 2));
    if (host.find('.') == std::string_view::npos) return true;  // "localhost", "ollama"
    for (const std::string_view end : {".localhost", ".local", ".internal", ".lan", ".home.arpa"})
        if (host.ends_with(end)) return true;
    if (host.find_first_not_of("0123456789.") != std::string_view::npos) return false;
    for (const std::string_view start : {"127.", "10.", "192.168.", "169.254."})
        if (host.starts_with(start)) return true;
    int second = 0;
    if (!host.starts_with("172.")) return false;
    std::from_chars(host.data() + 4, host.data() + host.size(), second);
    return second >= 16 && second <= 31;
}

std::unexpected<Failure> wrong(std::string_view section, std::string_view key, std::string_view what) {
    return fail(Fault::usage, fmt::format("{}.{}: {}", section, key, what));
}

Result<> check(const ServiceSettings& service, std::string_view section) {
    if (service.kind == Kind::none) return {};
    const auto url = Url::parse(service.url);
    if (!url || !url->is_web())
        return wrong(section, "url", "is missing: the address of the service, such as http://127.0.0.1:11434");
    if (url->has_credentials())
        return wrong(section, "url", "holds a name or a password: put the key into a file and name it in key_file");
    if (!url->query().empty()) return wrong(section, "url", "ends with a query (\"?...\"): leave it out");
    for (const std::string_view end : {"/chat/completions", "/translate", "/audio/speech"})
        if (std::string path(url->path()); path.ends_with(end) || path.ends_with(std::string(end) + "/"))
            return wrong(section, "url",
                         fmt::format("ends in {}, which is added to it: write only what stands before that", end));
    if (!service.key_file.empty() && !service.key_env.empty())
        return wrong(section, "key_file", "and key_env are both set: one of them says where the key is");
    if (!service.key_env.empty() && !is_variable_name(service.key_env))
        return wrong(section, "key_env",
                     "is no name of an environment variable (letters, digits and _). The key itself is not written "
                     "here: put it into a variable, or into a file that key_file names");
    const bool keyed = !service.key_file.empty() || !service.key_env.empty();
    if (keyed && url->scheme() == "http" && !is_near(url->host()))
        return wrong(section, "url", "is http, and the key would cross the internet for all to read: use https");
    return {};
}

Result<> check_speaker(const ServiceSettings& speaker) {
    if (speaker.kind == Kind::none) return {};
    if (speaker.kind != Kind::openai)
        return wrong("speaker", "kind", "is openai for a service that speaks as OpenAI's /v1/audio/speech does");
    TRY(check(speaker, "speaker"));
    if (speaker.model.empty()) return wrong("speaker", "model", "is missing: the name the service has for it");
    if (read_voices(speaker.voice).empty())
        return wrong(
            "speaker", "voice",
            "is missing, or not to be read: the name of a voice (\"alloy\"), or one a language (\"en=af_heart, "
            "fr=ff_siwis\")");
    return {};
}

}  // namespace

std::string_view name_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::optional<Kind> kind_named(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kind_names); ++i)
        if (kind_names[i] == name) return static_cast<Kind>(i);
    return std::nullopt;
}

std::string_view name_of(Task task) { return task_names[static_cast<std::size_t>(task)]; }
std::optional<Task> task_named(std::string_view name) {
    for (const Task task : tasks)
        if (name_of(task) == name) return task;
    return std::nullopt;
}

bool is_variable_name(std::string_view name) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && letter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

Result<> check(const ProviderSettings& settings) {
    if (settings.model.kind != Kind::none && settings.model.kind != Kind::openai)
        return wrong("provider", "kind", "is openai for a language model; a translator has a section of its own");
    TRY(check(settings.model, "provider"));
    if (settings.model.kind == Kind::openai && settings.model.model.empty())
        return wrong("provider", "model", "is missing: the model's name as the service lists it");
    if (settings.translator.kind == Kind::openai)
        return wrong("translator", "kind",
                     "is libretranslate or deepl; without one the model of [provider] translates");
    TRY(check(settings.translator, "translator"));
    if (settings.translator.kind == Kind::deepl && settings.translator.key_file.empty() &&
        settings.translator.key_env.empty())
        return wrong("translator", "key_file", "is missing: DeepL answers nobody without a key");
    TRY(check_speaker(settings.speaker));
    if (settings.context_tokens < settings.answer_tokens + 1024)
        return wrong("provider", "context_tokens", "leaves no room: it holds the answer, the task and the text");
    const BudgetSettings& budget = settings.budget;
    if (budget.money_a_day > 0 && budget.price_in <= 0 && budget.price_out <= 0)
        return wrong("provider", "money_a_day", "needs prices: set price_in and price_out, of a million tokens");
    return {};
}

std::string endpoint(std::string_view url, std::string_view root, std::string_view path) {
    const auto parsed = Url::parse(url);
    if (!parsed) return {};
    std::string base(parsed->path());
    while (base.ends_with('/')) base.pop_back();
    return fmt::format("{}{}/{}", parsed->origin(), base.empty() ? root : std::string_view(base), path);
}

std::string host_of(std::string_view url) {
    const auto parsed = Url::parse(url);
    if (!parsed) return {};
    const std::string origin = parsed->origin();
    return origin.substr(origin.find("://") + 3);
}

}  // namespace octavo::provider
