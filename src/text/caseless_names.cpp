// Names in scripts without capitals: places are known by name, persons by the title beside them, organisations by the
// word they end in, borrowed names by katakana. Who was named once is known again by the last name.
//   "الرئيس الأمريكي جو بايدن"  "प्रधानमंत्री नरेंद्र मोदी"  "日本銀行"  "岸田文雄首相"  "ドナルド・トランプ"  "윤석열
//   대통령"
// What needs a dictionary of persons is left out: a wrong name is worse than none.
// Checked by tests/text/tags_test.cpp.
#include <algorithm>
#include <unordered_set>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/name_runs.hpp"

namespace octavo::text {
namespace {

using Gap = TagToken::Gap;
constexpr std::size_t most_names = 400;

// Behind a name.
constexpr std::string_view east_titles[] = {
    "首相",   "大統領", "総理", "大臣", "氏",   "さん",   "容疑者", "被告",    "選手",   "監督", "社長", "会長",
    "知事",   "市長",   "議員", "教授", "主席", "总统",   "總統",   "总理",    "總理",   "部长", "部長", "外长",
    "外長",   "书记",   "書記", "先生", "女士", "国王",   "女王",   "教皇",    "教练",   "教練", "议员", "州长",
    "대통령", "총리",   "장관", "의원", "대표", "회장",   "감독",   "교수",    "위원장", "시장", "지사", "의장",
    "후보",   "총재",   "사장", "선수", "씨",   "幹事長", "長官",   "官房長官"};

// What an organisation's name ends in.
constexpr std::string_view east_orgs[] = {
    "大学",   "大學", "公司", "集团",   "集團",   "银行",   "銀行",   "委员会", "委員会", "委員會", "协会",   "協会",
    "協會",   "会社", "新聞", "日报",   "日報",   "新华社", "通信社", "病院",   "医院",   "醫院",   "裁判所", "法院",
    "政府",   "国会", "國會", "联合国", "聯合國", "国連",   "党",     "黨",     "省",     "庁",     "外交部", "国务院",
    "國務院", "議会", "议会", "研究所", "研究院", "연구소", "대학교", "은행",   "위원회", "정부",   "국회",   "협회"};

template <std::size_t Count>
std::string_view listed(const std::string_view (&list)[Count], std::string_view word) {
    for (const std::string_view each : list)
        if (word == each || (word.starts_with(each) && static_cast<unsigned char>(each[0]) >= 0xEA && each.size() > 3))
            return each;
    return {};
}

Script script_at(std::string_view text, std::size_t at) { return script_of(utf8::next(text, at)); }

class Finder {
  public:
    Finder(const ToName& in, std::vector<NameRun>& out) : in_(in), tokens_(in.tokens), out_(out) {
        taken_.assign(tokens_.size(), false);
        for (const NameRun& r : out_)
            for (std::size_t k = r.first; k <= r.last; ++k) taken_[k] = true;
    }

    void run() {
        for (std::size_t i = 0; i < tokens_.size() && out_.size() < most_names; ++i) {
            if (!tokens_[i].caseless || taken_[i]) continue;
            const Script s = script_at(in_.text, tokens_[i].begin);
            if (s == Script::kana)
                katakana(i);
            else if (s == Script::han || s == Script::hangul)
                behind(i, s);
            else if (tokens_[i].kinds & tag_word::title)
                after_title(i);
        }
        again();
        std::ranges::sort(out_, {}, &NameRun::first);
    }

  private:
    std::string_view surface(std::size_t i) const {
        return in_.text.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    }
    void take(std::size_t first, std::size_t last, NameKind kind) {
        for (std::size_t k = first; k <= last; ++k) taken_[k] = true;
        out_.push_back({.first = first, .last = last, .kind = kind, .sure = true});
        if (kind == NameKind::person) last_names_.insert(surface(last));
    }

    // "الرئيس الأمريكي جو بايدن": words of peoples and offices may stand between.
    void after_title(std::size_t title) {
        std::size_t from = title + 1;
        while (from < tokens_.size() && from < title + 4 && tokens_[from].gap == Gap::blank &&
               ((tokens_[from].kinds & (tag_word::title | tag_word::before)) || taken_[from] || definite(from)))
            ++from;
        std::size_t last = from;
        while (last < tokens_.size() && last < from + 2 && tokens_[last].gap == Gap::blank && plain(last)) ++last;
        if (last - from == 2 && (definite(last - 1) || surface(last - 1).ends_with("ًا"))) return;
        if (last - from == 2) take(from, last - 1, NameKind::person);
    }
    // Arabic: with its article; after a title that is an office more often than a name.
    bool definite(std::size_t i) const { return surface(i).starts_with("ال"); }
    bool plain(std::size_t i) const {
        return tokens_[i].caseless && !tokens_[i].stop && !tokens_[i].digits && !taken_[i] && tokens_[i].kinds == 0 &&
               tokens_[i].end - tokens_[i].begin > 3;
    }

    // A run of katakana with a middle dot is a foreign person's name.
    void katakana(std::size_t i) {
        const auto foreign = [&](std::size_t k) {
            const auto s = surface(k);
            return s.size() >= 6 && s.substr(0, 3) >= "ァ" && s.substr(0, 3) <= "ヺ";
        };
        if (!foreign(i)) return;
        std::size_t last = i;
        bool dotted = false;
        while (last + 1 < tokens_.size() && foreign(last + 1)) {
            const auto between = in_.text.substr(tokens_[last].end, tokens_[last + 1].begin - tokens_[last].end);
            if (between != "・" && !between.empty()) break;
            dotted |= !between.empty();
            ++last;
        }
        if (dotted && last - i < 5) take(i, last, NameKind::person);
    }

    void behind(std::size_t i, Script script) {
        if (i == 0) return;
        const bool title = !listed(east_titles, surface(i)).empty();
        const bool org = !title && !listed(east_orgs, surface(i)).empty();
        if (!title && !org) return;
        // What touches it (Korean: stands one blank before it), up to five characters; of an organisation one word.
        std::size_t from = i, letters = 0;
        const std::size_t most = title ? 5 : 6;
        while (from > 0 && (title || from == i) && !taken_[from - 1] && !tokens_[from - 1].stop &&
               !tokens_[from - 1].digits && script_at(in_.text, tokens_[from - 1].begin) == script) {
            const auto between = in_.text.substr(tokens_[from - 1].end, tokens_[from].begin - tokens_[from - 1].end);
            if (!between.empty() && !(script == Script::hangul && between == " " && from == i)) break;
            const std::size_t more = utf8::length(surface(from - 1));
            if (letters + more > most) break;
            if (title && !listed(east_titles, surface(from - 1)).empty()) break;
            letters += more;
            --from;
        }
        const bool place_front = org && from > 0 && taken_[from - 1] && tokens_[from - 1].end == tokens_[from].begin;
        if (title && from < i && letters >= (script == Script::hangul ? 3U : 2U)) take(from, i - 1, NameKind::person);
        if (org && (from < i || place_front) && (letters >= 2 || place_front)) take(from, i, NameKind::organisation);
    }

    // Who was named with a title is met again by the last name.
    void again() {
        if (last_names_.empty()) return;
        for (std::size_t i = 0; i < tokens_.size() && out_.size() < most_names; ++i)
            if (!taken_[i] && tokens_[i].caseless && last_names_.contains(surface(i)) &&
                tokens_[i].end - tokens_[i].begin > 3)
                out_.push_back({.first = i, .last = i, .kind = NameKind::person});
    }

    const ToName& in_;
    std::span<const TagToken> tokens_;
    std::vector<NameRun>& out_;
    std::vector<bool> taken_;
    std::unordered_set<std::string_view> last_names_;
};

}  // namespace

void caseless_names(const ToName& text, std::vector<NameRun>& out) { Finder(text, out).run(); }

}  // namespace octavo::text
