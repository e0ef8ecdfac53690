// What each misbehaviour sends: an answer of its own, or one that spoils the page's.
#pragma once
#include "newsroom/newsroom.hpp"

namespace octavo::newsroom {

Plan plain(int code, std::string_view type, std::string body, std::string_view fields = {});
bool is_complete(const Behaviour& behaviour);  // it needs no page
Plan misbehave(const Behaviour& behaviour);    // of a complete one
void spoil(Plan& plan, const Behaviour& behaviour);

}  // namespace octavo::newsroom
