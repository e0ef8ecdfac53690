// What forms are made of: fields with their labels, hints and faults, and the proof that a form is ours.
#pragma once

#include "web/page.hpp"

namespace octavo::web {

struct Field {
    Markup name;          // and its id
    Markup kind;          // of input: "text", "password"
    Markup autocomplete;  // https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
    Say label;
    std::optional<Say> hint = {};
    std::string_view value = {};
    std::size_t longest = 0;
    bool at_fault = false;  // the form's fault (fault()) is about it
};
void field(Html& h, const Setting& s, const Field& f);
// What is wrong with what was sent, where a screen reader says it first.
void fault(Html& h, const Setting& s, Say word);
void said(Html& h, std::string_view words);  // what went well
// <form>, with what a login's forms bring along, and what it does where a page has several.
void begin_form(Html& h, const Setting& s, std::string_view place, std::string_view token = {},
                std::string_view doing = {});
// first: what the page is there for. about: the id of what the press is about, where others beside it say the same.
void end_form(Html& h, const Setting& s, Say press, bool first = true, std::string_view about = {});

}  // namespace octavo::web
