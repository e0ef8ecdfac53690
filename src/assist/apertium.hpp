// Translation on this machine by Apertium, where it is installed: rules and dictionaries for pairs of close languages.
//
// Idea: offer only pairs whose output we read and found fit for a label (the whitelist in apertium.cpp), and run the
// engine once a text, the sentences parted by empty lines, which it never moves words across. It marks what it does not
// know with * # @; what of these stands in the original is written full width on the way in, so that every one that
// comes out is the engine's and goes. When the count of sentences does not agree, the text is halved until it does.
// Not on the list: English to others (real mistranslations in news), and pairs whose Debian packages print nothing.
// Needs: apt install apertium apertium-spa-cat ... (docs/operators.md). GPL: a process of its own.
#pragma once

#include "assist/translate.hpp"

namespace octavo::assist {

// The pairs of the whitelist among the modes the engine lists; `listed` is what `apertium -l` prints.
std::vector<LanguagePair> apertium_pairs_in(std::string_view listed);
// Those of this machine; none when Apertium is not installed.
std::vector<LanguagePair> apertium_pairs();
// The one that serves: "es-MX" to "pt-BR" is served by es-pt_BR, else by es-pt.
const LanguagePair* pair_for(std::span<const LanguagePair> pairs, std::string_view from, std::string_view to);

// What goes to the engine, and what came back as sentences again: absent when the count differs.
std::string apertium_input(std::span<const std::string> sentences);
std::optional<std::vector<std::string>> apertium_output(std::string_view bytes, std::size_t count);
// One sentence as it came out, without the engine's marks and with the original's own: for trusted().
std::string without_marks(std::string_view translated);

// Sentences are numbered as they came. too_big above 200 KB or 4000 sentences.
Result<Translation> translate_by_apertium(std::span<const std::string> sentences, const LanguagePair& pair,
                                          const std::stop_token& stop = {});

}  // namespace octavo::assist
