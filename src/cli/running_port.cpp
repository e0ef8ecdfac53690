#include "cli/running_port.hpp"

#include <filesystem>
#include <fstream>

#include "base/log.hpp"

namespace octavo::cli {
namespace {
std::string file_in(const std::string& data) { return data + "/octavo.port"; }
}  // namespace

RunningPort::RunningPort(const std::string& data, std::uint16_t port) : file_(file_in(data)) {
    std::ofstream out(file_, std::ios::trunc);
    out << port << '\n';
    if (!out.flush()) log::warning("{} could not be written: commands will not know the site's port", file_);
}

RunningPort::~RunningPort() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
}

std::optional<std::uint16_t> running_port(const std::string& data) {
    std::ifstream in(file_in(data));
    unsigned port = 0;
    if (!(in >> port) || port == 0 || port > 65535) return std::nullopt;
    return static_cast<std::uint16_t>(port);
}

}  // namespace octavo::cli
