// One order, from its sources to what passed the gate: prompt, model, schema, gate, one more try with the reasons.
//
// Idea: what is shown was checked by code, sentence by sentence, against exactly the sentences it cites. What passes is
// kept, what does not is dropped, and when too little is left the model is told why and may try once more; then the
// local result stands. Asking a second model to judge the first was the road not taken: it can be talked into things by
// the same article. Checked by tests/provider/providers_test.cpp, obeying_test.cpp.
#pragma once

#include <atomic>

#include "provider/budget.hpp"
#include "provider/matter.hpp"
#include "provider/openai.hpp"

namespace octavo::provider {

struct Items {
    std::vector<GeneratedSentence> sentences;
    std::uint64_t tokens = 0;
    std::size_t written = 0, rejected = 0;  // items, for the operator
};

// The model and who pays for it.
struct Writer {
    OpenAi& model;
    Service& service;
    Budget& budget;
    const ProviderSettings& settings;
    std::atomic<std::uint64_t>& learnt_room;  // what the model was found to take, where it is less than was configured

    // A chat that is held, charged or given back.
    Outcome<ChatReply> chat(const ChatRequest& request, std::string_view reader, const std::stop_token& stop,
                            std::optional<TooLong>* too_long) const;
    // How many tokens of sources go beside the task and the answer.
    std::uint64_t room() const;
    // How many tokens of sentences are translated in one go: their translations may be twice as long.
    std::uint64_t translation_room() const;
};

// `matter` is shortened when the model says it is too long; when that helps, its room is smaller from then on.
// `counted` tells of items also where it falls back.
Outcome<Items> write_items(const Writer& writer, const Order& order, Matter& matter, Items& counted,
                           const std::stop_token& stop);

// Translations under the numbers of their sentences. Absent: the model gave none. "": one that is not plain text. Not
// yet checked.
Outcome<std::vector<std::optional<std::string>>> translate_by_model(const Writer& writer,
                                                                    std::span<const std::string> sentences,
                                                                    const TranslationOrder& order,
                                                                    std::uint64_t& tokens, const std::stop_token& stop);

}  // namespace octavo::provider
