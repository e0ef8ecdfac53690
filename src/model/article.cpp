#include "model/article.hpp"

#include "model/subscription.hpp"

namespace octavo {
namespace {

constexpr std::string_view kind_names[] = {"news",      "opinion", "analysis", "live", "press-release",
                                           "sponsored", "satire",  "audio",    "video"};
constexpr std::string_view status_names[] = {"article", "paywall", "needs_browser", "not_article", "empty", "too_big"};
constexpr std::string_view state_names[] = {"fresh", "healthy", "failing", "quiet", "gone", "refused"};

void append_paragraph(std::string& out, std::string_view text) {
    if (text.empty()) return;
    if (!out.empty()) out += "\n\n";
    out += text;
}

}  // namespace

std::string_view name_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view name_of(ReadStatus status) { return status_names[static_cast<std::size_t>(status)]; }
std::string_view name_of(Subscription::State state) {
    switch (state) {
        case Subscription::State::wanted:
            return "wanted";
        case Subscription::State::active:
            return "active";
        case Subscription::State::denied:
            return "denied";
        case Subscription::State::leaving:
            return "leaving";
    }
    std::unreachable();
}

std::string_view name_of(Feed::State state) { return state_names[static_cast<std::size_t>(state)]; }

std::string_view name_of(Feed::Kind kind) {
    constexpr std::string_view names[] = {"feed", "sitemap", "listing"};
    return names[static_cast<std::size_t>(kind)];
}

std::optional<Kind> kind_of(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kind_names); ++i)
        if (kind_names[i] == name) return static_cast<Kind>(i);
    return std::nullopt;
}

std::string to_iso(Instant instant, const DateForm& form) {
    const int east = form.east.value_or(0);
    const std::string local = to_iso(instant + std::chrono::minutes(east));
    if (form.day_only) return local.substr(0, local.find('T'));
    if (form.east == 0) return local;
    const std::string_view naked = std::string_view(local).substr(0, local.size() - 1);
    if (!form.east) return std::string(naked);
    return fmt::format("{}{}{:02}:{:02}", naked, east < 0 ? '-' : '+', std::abs(east) / 60, std::abs(east) % 60);
}

std::string plain_text(const std::vector<Block>& blocks) {
    std::string out;
    for (const Block& block : blocks) {
        switch (block.type) {
            case Block::Type::paragraph:
            case Block::Type::heading:
            case Block::Type::quote:
            case Block::Type::code:
            case Block::Type::table:
                append_paragraph(out, block.text);
                break;
            case Block::Type::list:
                for (const auto& item : block.items) append_paragraph(out, item);
                break;
            case Block::Type::figure:
            case Block::Type::embed:
                break;
        }
    }
    return out;
}

std::string plain_text(const Extraction& extraction) { return plain_text(extraction.blocks); }

}  // namespace octavo
