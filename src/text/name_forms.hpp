// How a name is written: which of its wordings is the plain one, and what is no name at all. Private to the room. Pure.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "text/name_runs.hpp"

namespace octavo::text {

// "Russian", "Saudis": a country's people, or its adjective, where the language writes both with a capital (English).
bool is_people(std::string_view wording, const GazetteerPlace& country, std::string_view language);

// How far a wording looks bent, 0: not at all. Languages of which no endings are known give 0.
int bent(std::string_view wording, std::string_view language);
// Whether each word of the one is the other's, with an ending or without: "Ростелеком", "Ростелекома".
bool is_stem_of(std::string_view wording, std::string_view other);

// "HAUNTED HOUSES" -> "Haunted Houses"; short words stay ("BBC"), and what has a small letter anywhere.
std::string without_shouting(std::string_view name);
// Without what stands on it and is no part of it: "The Guardian", "Google Inc.", "PG&E’s".
std::string_view bare_name(std::string_view name);

// "Inc", "Ltd", "GmbH"; folded.
bool is_legal_form(std::string_view folded);
// How newspapers shorten states behind a town: "Calif.", "Vt."; and the party before one: "R-Ky."
bool is_state_abbreviation(std::string_view name);

// Two words that lost the blank or full stop between them, by what the text has elsewhere: "JapanJapan", "site.Kenya".
bool is_glued(const ToName& text, const NameRun& run);

// A verb by its ending, where endings tell (Korean, Russian and its neighbours; English participles, Romance gerunds),
// or no noun by its small letter (German).
bool is_verb_form(std::string_view word, std::string_view language);

}  // namespace octavo::text
