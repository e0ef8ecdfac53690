// Any bytes as a stored block's markup: what comes out has only our tags, balanced, and no address but http(s).
#include <cstdlib>

#include "web/html_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace octavo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const bool table : {false, true}) {
        const std::string out = table ? web::Html().table(text).take() : web::Html().marks(text).take();
        std::vector<std::string> open;
        for (auto at = out.find('<'); at != std::string::npos; at = out.find('<', at + 1)) {
            const auto end = out.find('>', at);
            if (end == std::string::npos) std::abort();
            const std::string tag = out.substr(at + 1, end - at - 1);
            if (tag == "br") continue;
            const std::string name = tag.substr(0, tag.find(' '));
            if (name.starts_with('/')) {
                if (open.empty() || open.back() != name.substr(1)) std::abort();
                open.pop_back();
                continue;
            }
            static const std::set<std::string> ours = {"em",   "strong", "a",       "code",  "sub",   "sup",
                                                       "mark", "table",  "caption", "thead", "tbody", "tfoot",
                                                       "tr",   "th",     "td",      "p"};
            if (!ours.contains(name)) std::abort();
            open.push_back(name);
        }
        if (!open.empty()) std::abort();
        for (auto at = out.find("href=\""); at != std::string::npos; at = out.find("href=\"", at + 1))
            if (const std::string_view rest = std::string_view(out).substr(at + 6);
                out.find('<') != std::string::npos && out[at - 1] == ' ' && out.rfind("<a", at) == at - 3 &&
                !(rest.size() > 4 && (rest[0] == 'h' || rest[0] == 'H') && rest.find("://") < 6))
                std::abort();
    }
    return 0;
}
