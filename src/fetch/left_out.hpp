// Publishers who asked to be left out: no request of ours goes to their hosts, whoever names an address there. Set by
// whoever knows of it (pipeline/line.cpp), asked by the courier with every request and every hop. Thread-safe.
#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/ruling.hpp"

namespace octavo::fetch {

class LeftOutHosts {
  public:
    void set(std::vector<std::string> domains) {
        domains_.store(std::make_shared<const std::vector<std::string>>(std::move(domains)));
    }
    // The domain that covers this host; "": none does.
    std::string covers(std::string_view host) const {
        const auto all = domains_.load();
        for (const std::string& domain : all ? *all : std::vector<std::string>())
            if (lies_below(host, domain)) return domain;
        return {};
    }

  private:
    std::atomic<std::shared_ptr<const std::vector<std::string>>> domains_;
};

}  // namespace octavo::fetch
