#include "cli/first_operator.hpp"

#include "readers/names.hpp"

namespace octavo::cli {

std::string site_address(const Config& config, std::uint16_t port) {
    const std::string& listen = config.site.listen;
    const bool here = listen == "127.0.0.1" || listen == "0.0.0.0" || listen == "::1" || listen == "::";
    const std::string host = here ? "localhost" : listen.find(':') == std::string::npos ? listen : "[" + listen + "]";
    return fmt::format("http://{}:{}/", host, port);
}

std::string pass_address(const Config& config, std::string_view pass) {
    std::string site = config.site.base_url.empty() ? site_address(config, config.site.port) : config.site.base_url;
    if (!site.ends_with('/')) site += '/';
    return fmt::format("{}pass/{}", site, pass);
}

std::string first_operator_link(const Config& config, readers::Accounts& accounts) {
    const auto known = accounts.has_operator();
    if (!known || *known) return {};
    const auto pass = accounts.invite_first_operator();
    return pass ? pass_address(config, *pass) : std::string();
}

std::string key_of_name(const std::string& name) {
    const auto read = readers::read_name(name);
    return read ? read->key : name;
}

}  // namespace octavo::cli
