#include "picture/lettering.hpp"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include FT_OUTLINE_H
#include <raqm.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <unicode/unistr.h>

#include <set>

#include "base/utf8.hpp"

namespace octavo::picture {
namespace {

constexpr std::size_t most_faces = 24;  // of the machine's, kept open
constexpr FT_Int32 load_flags = FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP;

template <class T, void (*End)(T*)>
struct Ends {
    void operator()(T* held) const { End(held); }
};
using Raqm = std::unique_ptr<raqm_t, Ends<raqm_t, raqm_destroy>>;
using Pattern = std::unique_ptr<FcPattern, Ends<FcPattern, FcPatternDestroy>>;
using Characters = std::unique_ptr<FcCharSet, Ends<FcCharSet, FcCharSetDestroy>>;

// What is drawn by its neighbours or not at all: no face needs to have it.
bool is_unseen(char32_t c) {
    const auto kind = u_charType(static_cast<UChar32>(c));
    return kind == U_FORMAT_CHAR || kind == U_CONTROL_CHAR || kind == U_SPACE_SEPARATOR || kind == U_LINE_SEPARATOR ||
           kind == U_PARAGRAPH_SEPARATOR || (c >= 0xFE00 && c <= 0xFE0F) || c >= 0xE0000;
}

// One line, one blank between words, and nothing that turns the rest of a page round.
std::u32string plain(std::string_view text) {
    const std::string whole = utf8::squeeze(utf8::repair(utf8::cut(text, most_lettered_bytes)));
    const auto units = icu::UnicodeString::fromUTF8(whole);
    std::u32string out;
    for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
        const auto c = static_cast<char32_t>(units.char32At(i));
        const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        if (!turns && u_charType(static_cast<UChar32>(c)) != U_CONTROL_CHAR) out += c;
    }
    return out;
}

bool starts_right(std::u32string_view text) {
    for (const char32_t c : text) {
        const auto way = u_charDirection(static_cast<UChar32>(c));
        if (way == U_RIGHT_TO_LEFT || way == U_RIGHT_TO_LEFT_ARABIC) return true;
        if (way == U_LEFT_TO_RIGHT) return false;
    }
    return false;
}

// Where a line may end: offsets in code points, the end among them.
std::vector<std::size_t> break_places(std::u32string_view text, std::string_view language) {
    const auto units =
        icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<int32_t>(text.size()));
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createLineInstance(icu::Locale(std::string(language).c_str()), status));
    std::vector<std::size_t> out;
    if (U_SUCCESS(status) && breaks) {
        breaks->setText(units);
        for (auto at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next())
            out.push_back(static_cast<std::size_t>(units.countChar32(0, at)));
    }
    if (out.empty() || out.back() != text.size()) out.push_back(text.size());
    return out;
}

std::size_t without_blanks(std::u32string_view text, std::size_t from, std::size_t to) {
    while (to > from && u_isUWhiteSpace(static_cast<UChar32>(text[to - 1]))) --to;
    return to;
}

}  // namespace

struct Lettering::Faces {
    FT_Library library = nullptr;
    FcConfig* known = nullptr;  // what the machine has; read when it is first asked
    std::vector<FT_Face> open;
    std::size_t own = 0;              // the first are the program's
    std::vector<std::string> opened;  // files of the others: "path#index"
    std::set<char32_t> hopeless;      // no face has them

    Faces() = default;
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;
    ~Faces() {
        for (FT_Face face : open) FT_Done_Face(face);
        if (library) FT_Done_FreeType(library);
        if (known) FcConfigDestroy(known);
    }

    std::optional<std::size_t> face_of(char32_t c) const {
        for (std::size_t i = 0; i < open.size(); ++i)
            if (FT_Get_Char_Index(open[i], c) != 0) return i;
        return std::nullopt;
    }

    // The machine's best face for these characters, opened; false when it offers nothing new.
    bool find_more(std::u32string_view wanted, const Type& type) {
        if (open.size() >= own + most_faces) return false;
        if (!known) known = FcInitLoadConfigAndFonts();
        if (!known) return false;
        const Characters set(FcCharSetCreate());
        const Pattern pattern(FcPatternCreate());
        if (!set || !pattern) return false;
        for (const char32_t c : wanted) FcCharSetAddChar(set.get(), c);
        FcPatternAddCharSet(pattern.get(), FC_CHARSET, set.get());
        FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
        FcPatternAddInteger(pattern.get(), FC_WEIGHT, FcWeightFromOpenType(static_cast<int>(type.weight)));
        const bool chinese = type.language.starts_with("zh"), korean = type.language.starts_with("ko");
        const char* squares = chinese ? "Noto Serif CJK SC" : korean ? "Noto Serif CJK KR" : "Noto Serif CJK JP";
        for (const char* family :
             {"Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari", squares, "serif"})
            FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
        if (!type.language.empty()) {
            const std::string language(type.language);
            FcPatternAddString(pattern.get(), FC_LANG, reinterpret_cast<const FcChar8*>(language.c_str()));
        }
        FcConfigSubstitute(known, pattern.get(), FcMatchPattern);
        FcDefaultSubstitute(pattern.get());
        FcResult result = FcResultNoMatch;
        FcFontSet* sorted = FcFontSort(known, pattern.get(), FcTrue, nullptr, &result);
        bool found = false;
        for (int i = 0; sorted && !found && i < sorted->nfont; ++i) {
            FcChar8* path = nullptr;
            int index = 0;
            FcCharSet* has = nullptr;
            if (FcPatternGetString(sorted->fonts[i], FC_FILE, 0, &path) != FcResultMatch) continue;
            FcPatternGetInteger(sorted->fonts[i], FC_INDEX, 0, &index);
            if (FcPatternGetCharSet(sorted->fonts[i], FC_CHARSET, 0, &has) != FcResultMatch) continue;
            if (FcCharSetIntersectCount(has, set.get()) == 0) continue;
            std::string key = fmt::format("{}#{}", reinterpret_cast<const char*>(path), index);
            if (std::ranges::find(opened, key) != opened.end()) continue;
            FT_Face face = nullptr;
            if (FT_New_Face(library, reinterpret_cast<const char*>(path), index, &face) != 0) continue;
            if (!FT_IS_SCALABLE(face)) {
                FT_Done_Face(face);
                continue;
            }
            open.push_back(face);
            opened.push_back(std::move(key));
            found = true;
        }
        if (sorted) FcFontSetDestroy(sorted);
        return found;
    }

    void forget() {
        for (; open.size() > own; open.pop_back()) FT_Done_Face(open.back());
        opened.clear();
        hopeless.clear();
    }

    // One face for each character; absent where none has it.
    std::vector<std::optional<std::size_t>> choose(std::u32string_view text, const Type& type) {
        std::vector<std::optional<std::size_t>> out(text.size());
        for (bool more = true; more;) {
            std::u32string lacking;
            for (std::size_t i = 0; i < text.size(); ++i) {
                out[i] = face_of(text[i]);
                if (!out[i] && !is_unseen(text[i]) && !hopeless.contains(text[i])) lacking += text[i];
            }
            more = !lacking.empty() && find_more(lacking, type);
            if (!more) hopeless.insert(lacking.begin(), lacking.end());
        }
        return out;
    }

    void size_to(FT_Face face, const Type& type) const {
        FT_Set_Pixel_Sizes(face, 0, type.pixels);
        FT_MM_Var* axes = nullptr;
        if (!FT_HAS_MULTIPLE_MASTERS(face) || FT_Get_MM_Var(face, &axes) != 0) return;
        std::vector<FT_Fixed> at(axes->num_axis);
        for (FT_UInt i = 0; i < axes->num_axis; ++i) {
            const FT_Var_Axis& axis = axes->axis[i];
            at[i] = axis.def;
            const auto value = static_cast<FT_Fixed>(axis.tag == FT_MAKE_TAG('w', 'g', 'h', 't')   ? type.weight
                                                     : axis.tag == FT_MAKE_TAG('o', 'p', 's', 'z') ? type.pixels
                                                                                                   : 0U);
            if (value != 0) at[i] = std::clamp(value << 16, axis.minimum, axis.maximum);
        }
        FT_Set_Var_Design_Coordinates(face, axes->num_axis, at.data());
        FT_Done_MM_Var(library, axes);
    }

    // Some of a text on one line, however long.
    Line line(std::u32string_view text, const Type& type, bool right_to_left) {
        Line out;
        const Raqm shaper(raqm_create());
        if (text.empty() || !shaper) return out;
        const auto faces = choose(text, type);
        std::vector<std::uint32_t> letters(text.begin(), text.end());
        if (!raqm_set_text(shaper.get(), letters.data(), letters.size())) return out;
        raqm_set_par_direction(shaper.get(), right_to_left ? RAQM_DIRECTION_RTL : RAQM_DIRECTION_LTR);
        const std::string language(type.language);
        if (!language.empty()) raqm_set_language(shaper.get(), language.c_str(), 0, letters.size());
        raqm_set_freetype_load_flags(shaper.get(), load_flags);
        std::size_t last = 0;
        for (const auto& face : faces)
            if (face) {
                last = *face;
                break;
            }
        for (const FT_Face face : open) size_to(face, type);
        // Unseen characters stay with their neighbours' face, that a word is shaped as one.
        for (std::size_t i = 0; i < text.size();) {
            const std::size_t face = faces[i] && !is_unseen(text[i]) ? *faces[i] : last;
            std::size_t end = i + 1;
            while (end < text.size() && (is_unseen(text[end]) || faces[end].value_or(face) == face)) ++end;
            raqm_set_freetype_face_range(shaper.get(), open[face], i, end - i);
            last = face;
            i = end;
        }
        if (!raqm_layout(shaper.get())) return out;
        std::size_t count = 0;
        const raqm_glyph_t* glyphs = raqm_get_glyphs(shaper.get(), &count);
        int x = 0, y = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = std::ranges::find(open, glyphs[i].ftface);
            if (at != open.end() && glyphs[i].index != 0)
                out.letters.push_back({static_cast<std::size_t>(at - open.begin()), glyphs[i].index,
                                       x + glyphs[i].x_offset, y + glyphs[i].y_offset});
            if (glyphs[i].index != 0) x += glyphs[i].x_advance;
            if (glyphs[i].index != 0) y += glyphs[i].y_advance;
        }
        out.width = (x + 63) / 64;
        return out;
    }
};

Lettering::Lettering(std::unique_ptr<Faces> faces) : faces_(std::move(faces)) {}
Lettering::Lettering(Lettering&&) noexcept = default;
Lettering& Lettering::operator=(Lettering&&) noexcept = default;
Lettering::~Lettering() = default;

Result<Lettering> Lettering::open(std::span<const std::string_view> own_fonts) {
    auto faces = std::make_unique<Faces>();
    if (FT_Init_FreeType(&faces->library) != 0) return fail(Fault::malformed, "FreeType does not start");
    for (std::size_t i = 0; i < own_fonts.size(); ++i) {
        FT_Face face = nullptr;
        if (FT_New_Memory_Face(faces->library, reinterpret_cast<const FT_Byte*>(own_fonts[i].data()),
                               static_cast<FT_Long>(own_fonts[i].size()), 0, &face) != 0)
            return fail(Fault::malformed, fmt::format("font {} cannot be read", i + 1));
        faces->open.push_back(face);
    }
    faces->own = faces->open.size();
    return Lettering(std::move(faces));
}

void Lettering::tidy() {
    if (faces_->open.size() > faces_->own + most_faces / 2 || faces_->hopeless.size() > 1'000) faces_->forget();
}

Lines Lettering::set(std::string_view text, const Type& type, unsigned width, std::size_t most_lines) {
    const std::u32string whole = plain(text);
    Lines out{.lines = {}, .type = type, .right_to_left = starts_right(whole)};
    const auto faces = faces_->choose(whole, type);
    if (faces_->open.empty()) {
        out.characters = out.missing = whole.size();
        return out;
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (is_unseen(whole[i])) continue;
        ++out.characters;
        out.missing += faces[i] ? 0 : 1;
    }
    const auto places = break_places(whole, type.language);
    const auto made = [&](std::u32string_view part) { return faces_->line(part, type, out.right_to_left); };
    std::size_t from = 0, next = 0;
    while (from < whole.size() && out.lines.size() < most_lines) {
        Line best;
        std::size_t end = from;
        for (; next < places.size(); ++next) {
            const std::size_t to = without_blanks(whole, from, places[next]);
            Line line = made(std::u32string_view(whole).substr(from, to - from));
            if (line.width > static_cast<int>(width)) break;
            best = std::move(line);
            end = places[next];
        }
        const bool last = out.lines.size() + 1 == most_lines;
        if (end == from || (last && end < whole.size())) {
            // A word wider than the line, or the end of the room: as much as fits.
            const std::size_t longest = last ? std::min(whole.size(), end + 40) : places[next];
            const auto made_to = [&](std::size_t to) {
                std::u32string part = whole.substr(from, without_blanks(whole, from, to) - from);
                return made(last && to < whole.size() ? part + U'…' : part);
            };
            std::size_t to = from + 1, beyond = longest + 1;
            while (beyond - to > 1) {
                const std::size_t middle = to + (beyond - to) / 2;
                (made_to(middle).width <= static_cast<int>(width) ? to : beyond) = middle;
            }
            best = made_to(to);
            out.cut = out.cut || (last && to < whole.size());
            end = to;
        }
        out.lines.push_back(std::move(best));
        from = end;
        while (next < places.size() && places[next] <= from) ++next;
    }
    out.cut = out.cut || from < whole.size();
    return out;
}

void Lettering::draw(Canvas& canvas, const Line& line, const Type& type, int x, int y, Ink ink) {
    for (const FT_Face face : faces_->open) faces_->size_to(face, type);
    const std::array<unsigned, 3> colour = {ink.red, ink.green, ink.blue};
    for (const Letter& letter : line.letters) {
        const FT_Face face = faces_->open[letter.face];
        if (FT_Load_Glyph(face, letter.glyph, load_flags) != 0) continue;
        FT_Outline_Translate(&face->glyph->outline, letter.x & 63, letter.y & 63);
        if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE || FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0)
            continue;
        const FT_Bitmap& mask = face->glyph->bitmap;
        const int left = x + (letter.x >> 6) + face->glyph->bitmap_left;
        const int top = y - (letter.y >> 6) - face->glyph->bitmap_top;
        for (int row = 0; row < static_cast<int>(mask.rows); ++row)
            for (int column = 0; column < static_cast<int>(mask.width); ++column) {
                const int px = left + column, py = top + row;
                if (px < 0 || py < 0 || px >= static_cast<int>(canvas.width) || py >= static_cast<int>(canvas.height))
                    continue;
                const unsigned alpha = mask.buffer[row * mask.pitch + column];
                auto* pixel =
                    &canvas.rgb[3 * (static_cast<std::size_t>(py) * canvas.width + static_cast<std::size_t>(px))];
                for (std::size_t c = 0; c < 3; ++c)
                    pixel[c] = static_cast<std::uint8_t>((pixel[c] * (255U - alpha) + colour[c] * alpha + 127U) / 255U);
            }
    }
}

}  // namespace octavo::picture
