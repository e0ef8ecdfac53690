// What stands beside a word and what it ends in, as far as that tells names apart. Private to the room. Pure.
#pragma once
#include <string_view>

#include "text/name_runs.hpp"

namespace octavo::text {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words);

// A town nothing spoke for, or an ending that towns have: still likelier a place than a person.
bool may_be_place(const ToName& text, const NameRun& run);
// "in", "near", "at" before it: a place more often than a person.
bool is_located(const ToName& text, std::size_t token);

// "de", "of", "van": joins the parts of a name.
bool is_particle(std::string_view surface, std::string_view language);

// "The Hague", "New York": a stop word that names begin with; where a sentence begins only "New". Folded.
bool is_first_of_name(std::string_view folded, bool begins_sentence);
// "Ki-moon": a small part behind a hyphen. Surface.
bool is_small_part(std::string_view surface);
// English: what a house's name begins with ("Centers for ...", "Council on ..."), and what it may be for. Folded.
bool is_house_head(std::string_view folded);
bool is_field(std::string_view folded);
// "prima", "segunda", "premiere": of a war, say. Folded.
bool is_ordinal(std::string_view folded);
// What may stand between a particle and its name ("de la Cruz"); and what hangs on it ("Ras al-Ain"). Surface.
bool is_article(std::string_view surface);
bool is_arabic_article(std::string_view surface);
// German: "-ung", "-heit", ...; and what a noun stands behind.
bool has_noun_ending(std::string_view folded);
bool is_determiner(std::string_view surface);
// Russian and its sisters: "-ский", "-ного"; of eight bytes at least.
bool has_adjective_ending(std::string_view folded);

}  // namespace octavo::text
