#include "assist/briefing.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "text/words.hpp"

namespace octavo::assist {
namespace {

using Kind = BriefingLine::Kind;
using std::chrono::milliseconds;

constexpr std::size_t shortest_sentence = 20, longest_sentence = 600;  // code points
constexpr std::size_t most_stories = 50, most_lines = 500;

constexpr std::array<std::string_view, 5> kinds = {"greeting", "headline", "attribution", "sentence", "closing"};

// A headline is said as a sentence: the speaker makes a pause after it.
std::string as_sentence(std::string_view text) {
    std::string out(text);
    if (out.empty()) return out;
    const std::string_view last = std::string_view(out).substr(out.find_last_of(" ") + 1);
    for (const std::string_view end : {".", "!", "?", ":", "…", "؟", "।", "。"})
        if (last.ends_with(end)) return out;
    return out + ".";
}

}  // namespace

void briefing_lines(std::vector<BriefingLine>& lines, std::size_t number, const BriefingStory& story,
                    const StoryWords& words) {
    lines.push_back({Kind::headline, story.headline, number});
    const std::string told = story.sentences.empty() ? story.source : words.reports;
    lines.push_back(
        {Kind::attribution, story.sources > 1 ? fmt::format("{} · {}", words.counted, told) : told, number});
    for (const std::string& sentence : story.sentences) lines.push_back({Kind::sentence, sentence, number});
}

std::vector<std::string> first_sentences(std::string_view text, std::string_view language, std::string_view title,
                                         std::size_t most, bool cut) {
    std::vector<std::string> out;
    const std::string head = utf8::lower(utf8::squeeze(title));
    const auto spans = text::sentences(text, language);
    for (std::size_t i = 0; i < spans.size() && out.size() < most; ++i) {
        if (cut && i + 1 == spans.size()) break;
        const std::string sentence = utf8::squeeze(text.substr(spans[i].begin, spans[i].end - spans[i].begin));
        const std::size_t length = utf8::length(sentence);
        if (length < shortest_sentence || length > longest_sentence) continue;
        if (utf8::lower(sentence).starts_with(head) && !head.empty()) continue;
        out.push_back(sentence);
    }
    return out;
}

bool is_reserved(const Briefing& briefing) { return std::ranges::any_of(briefing.stories, &BriefingStory::reserved); }

std::vector<Utterance> utterances(const Briefing& briefing) {
    std::vector<Utterance> out;
    for (const BriefingLine& line : briefing.lines)
        out.push_back({line.kind == Kind::headline ? as_sentence(line.text) : line.text,
                       line.kind == Kind::headline || line.kind == Kind::closing});
    return out;
}

void set_times(Briefing& briefing, const Audio& audio) {
    for (std::size_t i = 0; i < briefing.lines.size() && i < audio.begins.size(); ++i)
        briefing.lines[i].at = audio.begins[i];
    briefing.length = audio.length();
}

std::string to_json(const Briefing& b) {
    JsonWriter out;
    out.object().field("version", 1).field("language", b.language).field("title", b.title);
    out.field("made", to_unix_ms(b.made)).field("length", b.length.count());
    out.field("mp3_bytes", b.mp3_bytes).field("opus_bytes", b.opus_bytes).field("voice", b.voice);
    out.key("stories").array();
    for (const BriefingStory& s : b.stories)
        out.object()
            .field("headline", s.headline)
            .field("source", s.source)
            .field("place", s.place)
            .field("sources", s.sources)
            .strings("sentences", s.sentences)
            .field("reserved", s.reserved)
            .end();
    out.end().key("lines").array();
    for (const BriefingLine& l : b.lines)
        out.object()
            .field("kind", kinds[static_cast<std::size_t>(l.kind)])
            .field("text", l.text)
            .field("story", l.story)
            .field("at", l.at.count())
            .end();
    out.end().end();
    return out.take();
}

Result<Briefing> briefing_from(std::string_view json) {
    const Json read = TRY(Json::parse(json));
    if (read["version"].integer() != 1) return fail(Fault::unsupported, "briefing: of another version");
    Briefing b{.language = std::string(read["language"].string()), .title = std::string(read["title"].string())};
    b.made = from_unix_ms(read["made"].integer());
    b.length = milliseconds(std::max<std::int64_t>(0, read["length"].integer()));
    b.mp3_bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(0, read["mp3_bytes"].integer()));
    b.opus_bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(0, read["opus_bytes"].integer()));
    b.voice = read["voice"].string();
    for (const Json& one : read["stories"].items()) {
        if (b.stories.size() >= most_stories) return fail(Fault::too_big, "briefing: too many stories");
        BriefingStory story{.headline = std::string(one["headline"].string()),
                            .source = std::string(one["source"].string()),
                            .place = std::string(one["place"].string())};
        story.sources = static_cast<std::size_t>(std::max<std::int64_t>(1, one["sources"].integer(1)));
        for (const Json& sentence : one["sentences"].items()) story.sentences.emplace_back(sentence.string());
        story.reserved = one["reserved"].boolean();
        b.stories.push_back(std::move(story));
    }
    for (const Json& one : read["lines"].items()) {
        if (b.lines.size() >= most_lines) return fail(Fault::too_big, "briefing: too many lines");
        const auto kind = std::ranges::find(kinds, one["kind"].string());
        const auto story = static_cast<std::size_t>(std::max<std::int64_t>(0, one["story"].integer()));
        if (kind == kinds.end()) return fail(Fault::malformed, "briefing: a line of no kind");
        const auto which = static_cast<Kind>(kind - kinds.begin());
        if (which != Kind::greeting && which != Kind::closing && story >= b.stories.size())
            return fail(Fault::malformed, "briefing: a line of no story");
        b.lines.push_back({which, std::string(one["text"].string()), story, milliseconds(one["at"].integer(-1))});
    }
    return b;
}

}  // namespace octavo::assist
