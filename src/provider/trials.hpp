// What a configured service can do, found out by asking: for `octavo provider`. A few sentences of our own are sent.
#pragma once

#include <vector>

#include "provider/generate.hpp"
#include "provider/voices.hpp"

namespace octavo::provider {

// The list of its models with ours in it, a summary that passes the gate, embeddings. Stops where nobody answers.
std::vector<Trial> try_model(const Writer& writer, const std::stop_token& stop);
Trial try_translator(Service& service, Budget& budget, const std::stop_token& stop);
Trial try_voice(OpenAi& speaker, Budget& budget, const VoiceOf& voice, const std::stop_token& stop);

}  // namespace octavo::provider
