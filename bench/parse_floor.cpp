// What the HTML parser alone costs: the floor under every figure of `octavo extract --batch`.
//   octavo_bench parse --batch < requests.jsonl      answers {"id": ..., "nodes": ...}, one a line
// It reads the same requests with the same code and builds the same tree, with lexbor as it comes: no caps, no
// check of the bytes, one document object for all pages. Divide the pages by the CPU seconds, here and there.
#include <lexbor/html/html.h>

#include <iostream>

#include "cli/batch.hpp"
#include "cli/batch_input.hpp"

namespace octavo {
namespace {

class Floor {
  public:
    Floor() : document_(lxb_html_document_create()) {}
    Floor(const Floor&) = delete;
    Floor& operator=(const Floor&) = delete;
    ~Floor() { lxb_html_document_destroy(document_); }

    Result<> answer(const Json& request, JsonWriter& out) {
        const std::string bytes = TRY(cli::read_input_file(request["file"].string()));
        const auto* data = reinterpret_cast<const lxb_char_t*>(bytes.data());
        if (lxb_html_document_parse(document_, data, bytes.size()) != LXB_STATUS_OK)
            return fail(Fault::malformed, "lexbor gave up");
        std::size_t nodes = 0;
        for (auto* at = lxb_dom_interface_node(document_); at; ++nodes) {
            if (at->first_child) {
                at = at->first_child;
                continue;
            }
            while (at && !at->next) at = at->parent;
            if (at) at = at->next;
        }
        out.field("nodes", nodes);
        return {};
    }

  private:
    lxb_html_document_t* document_;
};

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
    using namespace octavo;
    if (argc != 3 || argv[1] != std::string_view("parse") || argv[2] != std::string_view("--batch")) {
        std::cerr << "usage: octavo_bench parse --batch < requests.jsonl\n";
        return 2;
    }
    std::ios::sync_with_stdio(false);
    Floor floor;
    return cli::run_batch(std::cin, std::cout, 1,
                          [&](const Json& request, JsonWriter& out) { return floor.answer(request, out); });
}
