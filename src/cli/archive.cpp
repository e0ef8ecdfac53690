#include "cli/archive.hpp"

namespace octavo::cli {

Result<std::unique_ptr<store::Store>> open_archive(const Config& config, Access access) {
    return access == Access::look ? store::Store::open_to_read(config.data) : store::Store::open(config.data);
}

Result<std::unique_ptr<Press>> start_press(const Config& config) {
    auto press = std::make_unique<Press>();
    press->store = TRY(open_archive(config, Access::change));
    press->gate = std::make_unique<fetch::Gate>(config.gate);
    press->line = std::make_unique<pipeline::Line>(config.line, press->clock, *press->store, *press->gate);
    TRY(press->line->start());
    return press;
}

}  // namespace octavo::cli
