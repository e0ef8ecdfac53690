// Any bytes as what a service answers: a stream of events in pieces, a chat, an error, JSON that a model wrote, a
// translation, a header's Retry-After. What is read as an answer is within its caps; what is mended is valid JSON.
#include <cstdlib>

#include "assist/plain_output.hpp"
#include "base/json.hpp"
#include "provider/chat_answer.hpp"
#include "provider/kept.hpp"
#include "provider/openai.hpp"
#include "provider/repair.hpp"
#include "provider/retry.hpp"
#include "provider/translate_service.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const std::string_view all(reinterpret_cast<const char*>(data) + 1, size - 1);
    provider::ChatStream whole, pieces;
    if (whole.piece(all) && whole.piece("")) (void)0;
    const std::size_t step = data[0] % 16 + 1U;
    for (std::size_t at = 0; at < all.size() && pieces.piece(all.substr(at, step)); at += step) {
    }
    const auto first = whole.finish(), second = pieces.finish();
    if (first.has_value() != second.has_value()) std::abort();
    if (first && (first->text != second->text || first->text.size() > provider::most_chat_text)) std::abort();
    if (provider::error_words(all).size() > 300) std::abort();
    (void)provider::says_too_long(all);
    if (const auto mended = provider::repair_json(all)) {
        const auto json = Json::parse(*mended);
        if (!json || !json->is_object()) std::abort();
    }
    if (const auto made = provider::read_libretranslate(all, data[0]); made && made->size() != data[0]) std::abort();
    if (const auto made = provider::read_deepl(all, data[0]); made && made->size() != data[0]) std::abort();
    if (const auto wait = provider::read_retry_after(all, at("2026-11-27T08:00:00Z")); wait && wait->count() < 0)
        std::abort();
    static const provider::Order order{
        .articles = {{.id = "a", .title = "The bridge is open", .text = "It cost 14 euros.", .language = "en"}}};
    static const provider::Matter matter = provider::matter_of(order, 1'000);
    if (const auto kept = provider::read_kept(all, order, matter))
        for (const auto& sentence : kept->sentences)
            if (sentence.cites.empty()) std::abort();
    return 0;
}
