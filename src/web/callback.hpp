// The callback of hubs: GET asks whether we want a subscription, POST brings what is new. https://www.w3.org/TR/websub/
// It says nothing to anybody who does not know a token, and reads no body of his. Checked by
// tests/web/callback_test.cpp, tests/e2e/websub_test.cpp and fuzz/callback.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "web/message.hpp"
#include "web/route.hpp"
#include "web/wires.hpp"

namespace octavo::web {

// The query of a hub's GET.
HubSays read_hub_query(std::string_view target);

// 0: its body is to be read; else the status to refuse it with.
int admit_push(const Wires& wires, const Route& route, std::uint64_t length, std::size_t max_body);
// Absent: a 404.
std::optional<Response> answer_hub(const Wires& wires, const Request& request, const Route& route);

}  // namespace octavo::web
