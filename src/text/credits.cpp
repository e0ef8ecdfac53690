// Idea: who took the picture and who wrote the report stand where few others stand, and the same way everywhere:
//   "(Jane Doe/Reuters)"  "Jane Doe / AP"  "Photo: Jane Doe"  "FILE - ..."  "By JANE DOE" and lines of names alone,
//   above the first sentence;  "READ MORE", "CLOSE"
// They are looked for around each name in a few dozen bytes, so that the work is the number of names. A list of
// photographers was the road not taken. Checked by tests/text/hashtags_test.cpp.
#include "text/credits.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/name_company.hpp"

namespace octavo::text {
namespace {

using Gap = TagToken::Gap;

constexpr std::string_view agencies[] = {"Reuters",
                                         "REUTERS",
                                         "AP",
                                         "AFP",
                                         "Getty",
                                         "EPA",
                                         "Associated Press",
                                         "The Associated Press",
                                         "UPI",
                                         "NPR",
                                         "dpa",
                                         "EFE",
                                         "ANSA",
                                         "TASS",
                                         "Xinhua",
                                         "Bloomberg",
                                         "Shutterstock",
                                         "Pool",
                                         "USA TODAY",
                                         "Zuma",
                                         "ZUMA",
                                         "Sipa",
                                         "SIPA",
                                         "NurPhoto",
                                         "iStock",
                                         "PA",
                                         "picture alliance",
                                         "imago",
                                         "IMAGO",
                                         "Alamy",
                                         "The Washington Post",
                                         "The New York Times"};
constexpr std::string_view before_a_credit[] = {
    "photo by ",       "photos by ", "photo: ",   "photo credit: ",  "photograph by ",   "photograph: ",
    "photography by ", "picture: ",  "image: ",   "credit: ",        "illustration by ", "foto: ",
    "foto de ",        "fotos: ",    "photo de ", "crédit photo : ", "bild: ",           "фото: ",
    "foto's: ",        "zdjęcie: ",  "fot. ",     "getty images/",   "reuters/",         "ap photo/",
    "getty/",          "afp/",       "imago/"};
// Marks of the page, written in capitals.
constexpr std::string_view marks[] = {"more",
                                      "read more",
                                      "close",
                                      "file",
                                      "file photo",
                                      "watch",
                                      "see also",
                                      "advertisement",
                                      "related",
                                      "share",
                                      "story continued below",
                                      "listen to article",
                                      "email sign",
                                      "sign up",
                                      "all rights reserved",
                                      "breaking",
                                      "update",
                                      "opinion",
                                      "subscribe"};

bool begins_with_agency(std::string_view rest) {
    return std::ranges::any_of(agencies, [&](std::string_view a) {
        return rest.starts_with(a) &&
               (rest.size() == a.size() || !((rest[a.size()] | 0x20) >= 'a' && (rest[a.size()] | 0x20) <= 'z'));
    });
}

class Looker {
  public:
    Looker(const ToName& in, std::span<const NameRun> runs) : in_(in), runs_(runs), out_(runs.size()) {}

    std::vector<bool> run() {
        const std::size_t top = top_lines();
        for (std::size_t i = 0; i < runs_.size(); ++i)
            out_[i] = end(i) <= top || is_mark(i) || is_credited(i) || in_bracket(i);
        chains();
        return std::move(out_);
    }

  private:
    std::size_t begin(std::size_t i) const { return in_.tokens[runs_[i].first].begin; }
    std::size_t end(std::size_t i) const { return in_.tokens[runs_[i].last].end; }
    std::string_view wording(std::size_t i) const { return in_.text.substr(begin(i), end(i) - begin(i)); }

    // Where the lines above the first sentence end that are a byline: "By ...", or names and nothing else.
    std::size_t top_lines() const {
        constexpr std::size_t most_lines = 4, longest_line = 120;
        std::size_t at = 0, top = 0;
        for (std::size_t line = 0; line < most_lines && at < in_.text.size(); ++line) {
            const std::size_t stop = std::min(in_.text.find('\n', at), in_.text.size());
            const auto text = utf8::trim(in_.text.substr(at, stop - at));
            if (text.size() > longest_line) break;
            if (!text.empty() && !is_byline(at, stop, text, top > 0)) break;
            if (!text.empty()) top = stop;
            at = stop + 1;
        }
        return top < in_.text.size() ? top : 0;  // a text of names alone is about them
    }
    bool is_byline(std::size_t from, std::size_t stop, std::string_view line, bool below_one) const {
        if (line.back() == '.' || line.back() == '?' || line.back() == '!') return false;
        bool person = false;
        for (std::size_t i = 0; i < runs_.size() && begin(i) < stop; ++i)
            person |= begin(i) >= from && runs_[i].last > runs_[i].first && runs_[i].kind == NameKind::person;
        if (line.starts_with("By ") || line.starts_with("BY ") || line.starts_with("Von ") || line.starts_with("Por "))
            return person || line.size() < 60;
        std::size_t small = 0;
        for (const TagToken& t : in_.tokens) {
            if (t.begin < from) continue;
            if (t.begin >= stop) break;
            const auto s = in_.text.substr(t.begin, t.end - t.begin);
            small += !t.capital && !t.digits &&
                     !is_one_of(s, {"and", "und", "et", "y", "e", "for", "for", "the", "of", "contributor",
                                    "contributors", "columnist", "correspondent", "writer", "staff"});
        }
        return small == 0 && (person || below_one);
    }

    // "MORE", "READ MORE", "FILE -"
    bool is_mark(std::size_t i) const {
        const auto w = wording(i);
        const bool file = w == "File" || w == "FILE" || w == "File Photo" || w == "FILE PHOTO";
        if (file) {
            const auto behind = in_.text.substr(end(i), 6);
            return w.size() > 4 || behind.starts_with(" -") || behind.starts_with(" –") || behind.starts_with(" —") ||
                   behind.starts_with(":") || (begin(i) > 0 && in_.text[begin(i) - 1] == '(');
        }
        // One word must shout; several are known in any writing.
        if (w.find(' ') == std::string_view::npos &&
            std::ranges::any_of(w, [](char c) { return c >= 'a' && c <= 'z'; }))
            return false;
        const std::string lower = utf8::lower(w);
        return std::ranges::any_of(marks, [&](std::string_view m) {
            return lower.starts_with(m) && (lower.size() == m.size() || (m.size() > 4 && lower.size() < m.size() + 4));
        });
    }

    bool is_credited(std::size_t i) const {
        const auto behind = in_.text.substr(end(i), 40);
        for (const std::string_view sign : {"/", " / ", " | ", ", ", " via ", " – ", " — ", " - "})
            if (behind.starts_with(sign) && begins_with_agency(behind.substr(sign.size()))) {
                if (sign == "/" || sign == " / ") return true;
                const auto rest = behind.substr(sign.size());
                // "Jane Doe, AP" ends its line or bracket there.
                const auto stop = rest.find_first_of(")\n");
                return runs_[i].kind == NameKind::person && runs_[i].last > runs_[i].first &&
                       (stop < 30 || end(i) + 40 >= in_.text.size());
            }
        constexpr std::size_t longest = 24;
        if (begin(i) > 0 && in_.text[begin(i) - 1] == '/' && is_address_before(begin(i) - 1)) return true;
        const std::size_t from = begin(i) - std::min(begin(i), longest);
        const std::string ahead = utf8::lower(in_.text.substr(from, begin(i) - from));
        return std::ranges::any_of(before_a_credit, [&](std::string_view b) { return ahead.ends_with(b); });
    }

    // "pic.example.com/xYz"
    bool is_address_before(std::size_t slash) const {
        constexpr std::size_t longest = 60;
        const std::size_t from = slash - std::min(slash, longest);
        const auto ahead = in_.text.substr(from, slash - from);
        const auto blank = ahead.find_last_of(" \n(");
        return ahead.substr(blank == std::string_view::npos ? 0 : blank + 1).find('.') != std::string_view::npos;
    }

    // "(Photo: Jane Doe, Getty Images)": a short bracket that an agency stands in.
    bool in_bracket(std::size_t i) const {
        constexpr std::size_t longest = 90;
        const std::size_t from = begin(i) - std::min(begin(i), longest);
        const auto open = in_.text.substr(from, begin(i) - from).find_last_of("([)]\n");
        if (open == std::string_view::npos || (in_.text[from + open] != '(' && in_.text[from + open] != '['))
            return false;
        const auto inside = in_.text.substr(from + open + 1, longest);
        const auto close = inside.find_first_of(")]\n");
        if (close == std::string_view::npos) return false;
        const auto all = inside.substr(0, close);
        // "(AP)", "(Reuters)" of a dateline name nobody; an agency that is only spoken of stands in a sentence.
        for (std::size_t at = 0; at < all.size(); ++at)
            if ((at == 0 || all[at - 1] == ' ' || all[at - 1] == '/') && begins_with_agency(all.substr(at)) &&
                all.find(". ") == std::string_view::npos)
                return true;
        return false;
    }

    // "Jane DoeJane Anne DoeFive things to know Court rules MORE": links of a page, run together, up to their mark.
    void chains() {
        constexpr std::size_t farthest = 60;  // tokens
        for (std::size_t i = 0; i < runs_.size(); ++i) {
            const TagToken& t = in_.tokens[runs_[i].last];
            if (in_.text.substr(t.begin, t.end - t.begin) != "MORE") continue;
            out_[i] = true;
            std::size_t first = runs_.size();
            for (std::size_t k = i + 1; k-- > 0 && runs_[i].last - runs_[k].first < farthest;)
                for (std::size_t n = runs_[k].first; n <= runs_[k].last; ++n)
                    if (in_.tokens[n].mixed && in_.tokens[n].capital && is_run_together(n)) first = k;
            for (std::size_t k = first; k < i; ++k) out_[k] = true;
        }
    }
    // A small letter and then a capital, with three letters at least on each side.
    bool is_run_together(std::size_t n) const {
        const auto w = in_.text.substr(in_.tokens[n].begin, in_.tokens[n].end - in_.tokens[n].begin);
        for (std::size_t k = 3; k + 3 <= w.size(); ++k)
            if (w[k] >= 'A' && w[k] <= 'Z' && w[k - 1] >= 'a' && w[k - 1] <= 'z') return true;
        return false;
    }

    const ToName& in_;
    std::span<const NameRun> runs_;
    std::vector<bool> out_;
};

}  // namespace

std::vector<bool> credits(const ToName& text, std::span<const NameRun> runs) { return Looker(text, runs).run(); }

}  // namespace octavo::text
