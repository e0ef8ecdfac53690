// One answer of the newsroom, byte for byte: what is sent, how fast, and how it ends. A value; copies share the body.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/time.hpp"

namespace octavo::newsroom {

struct Plan {
    std::string head;                         // status line and fields, empty line included
    std::shared_ptr<const std::string> body;  // may be shared by many answers; null: none
    std::size_t send = SIZE_MAX;              // bytes of the body, at most
    bool close = false;                       // afterwards
    bool reset = false;                       // afterwards, as a crashed server does (RST)
    bool silent = false;                      // afterwards (or instead) nothing more, and stay
    bool endless = false;                     // the body again and again
    bool useless = false;                     // nobody could read it whole: not to have kept its validators is no fault
    Duration every{0};                        // pause before each single byte of the body
    std::function<void(const Plan& plan, bool whole)> over = {};  // called when it is; whole: to its last byte
};

}  // namespace octavo::newsroom
