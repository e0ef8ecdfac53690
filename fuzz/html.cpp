// Any bytes give a tree within the caps or a refusal; a reused parser answers like a new one.
#include "markup/html.hpp"

#include <cstdlib>

#include "base/utf8.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static markup::Parser parser;
    const markup::Limits limits{.bytes = 1u << 20, .depth = 128, .attributes = 64, .nodes = 20'000};
    const std::string text = utf8::repair({reinterpret_cast<const char*>(data), size});
    const auto document = parser.parse(text, limits);
    if (!document) return 0;
    if (!document->body() && !document->root()) std::abort();
    std::size_t nodes = 0;
    for (markup::Node n = document->root(); n; n = n.following(document->root())) ++nodes;
    // Text and comments come on top of what the stack tells, never more than a node a byte.
    if (nodes > limits.nodes + size + 8) std::abort();
    (void)document->body().content();
    // A tree without scripts and drawings has no node more.
    const auto shown = parser.parse(text, limits, markup::Detail::shown);
    if (!shown || shown->nodes() > nodes) std::abort();
    return 0;
}
