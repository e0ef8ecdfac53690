#include "assist/answer_frame.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace octavo::assist {
namespace {

// What a number may be of; more than one where its words leave it open.
using Frames = unsigned;
constexpr Frames count = 1, date = 2, age = 4, duration = 8, length = 16, money = 32, percent = 64, measure = 128;
constexpr Frames of_nothing = 0;  // a part of a name: "COVID-19", "the Act of 2020"

bool is_digit(char c) { return c >= '0' && c <= '9'; }
std::string_view written(std::string_view text, const Token& token) {
    return text.substr(token.at.begin, token.at.end - token.at.begin);
}
// A blank or a no-break space more or less.
std::string_view trim_left(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with("\u00A0")) text.remove_prefix(text[0] == ' ' ? 1 : 2);
    return text;
}
std::string_view before(std::string_view text, const Token& token) {
    std::string_view front = text.substr(0, token.at.begin);
    while (front.ends_with(' ')) front.remove_suffix(1);
    return front;
}
std::string_view behind(std::string_view text, const Token& token) { return trim_left(text.substr(token.at.end)); }

template <std::size_t N>
std::size_t starts(std::string_view text, const std::array<std::string_view, N>& with) {
    for (const std::string_view one : with)
        if (text.starts_with(one)) return one.size();
    return 0;
}
constexpr std::array<std::string_view, 7> currencies = {"$", "€", "£", "¥", "₹", "₽", "₺"};

// 1000 to 2199, as years are written; "1950s" too.
bool is_year(std::string_view word) {
    if (word.size() < 4 || (word[0] != '1' && word[0] != '2') || (word[0] == '2' && word[1] > '1')) return false;
    if (!std::ranges::all_of(word.substr(0, 4), is_digit)) return false;
    return word.size() == 4 || (!is_digit(word[4]) && word[4] != ',' && word[4] != '.');
}
// "1st", "19th": in order, not counted.
bool is_ordinal(std::string_view word) {
    return word.size() > 2 && is_digit(word[word.size() - 3]) &&
           (word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") || word.ends_with("th"));
}
bool is_small(std::string_view word) { return word.size() <= 3 && std::ranges::all_of(word, is_digit); }

Frames frames_of(Unit unit) {
    switch (unit) {
        case Unit::money:
            return money;
        case Unit::percent:
            return percent;
        case Unit::length:
            return length;
        case Unit::time:
            return duration;
        case Unit::age:
            return age;
        case Unit::measure:
            return measure;
        case Unit::month:
        case Unit::weekday:
        case Unit::clock:
        case Unit::century:
            return date;
        case Unit::none:
        case Unit::since:
            return of_nothing;
    }
    return of_nothing;
}

// Written without blanks: what stands behind the number.
Frames unspaced_frames(std::string_view rest) {
    struct Sign {
        std::string_view text;
        Frames frames;
    };
    static constexpr Sign table[] = {
        {"年代", date},     {"年间", duration}, {"年間", duration},   {"年", date | duration},
        {"月", date},       {"日", date},       {"世纪", date},       {"世紀", date},
        {"岁", age},        {"歳", age},        {"才", age},          {"点", date},
        {"時間", duration}, {"時", date},       {"小时", duration},   {"分钟", duration},
        {"分間", duration}, {"个月", duration}, {"か月", duration},   {"天", duration},
        {"周", duration},   {"週間", duration}, {"美元", money},      {"欧元", money},
        {"英镑", money},    {"円", money},      {"元", money},        {"ドル", money},
        {"ユーロ", money},  {"％", percent},    {"%", percent},       {"公里", length},
        {"千米", length},   {"厘米", length},   {"毫米", length},     {"米", length},
        {"英里", length},   {"英尺", length},   {"メートル", length}, {"キロ", length | measure},
        {"センチ", length}, {"度", measure},    {"公顷", measure},    {"平方", measure},
        {"吨", measure},    {"公斤", measure},  {"トン", measure},    {"グラム", measure}};
    for (const std::string_view large : {"万", "億", "亿", "百万", "千"})
        if (rest.starts_with(large)) rest.remove_prefix(large.size());
    for (const Sign& sign : table)
        if (rest.starts_with(sign.text)) return sign.frames;
    return count;
}

// Glued to its number: "5km", "€3bn".
Frames glued_frames(std::string_view word) {
    const auto letters = word.find_first_not_of("0123456789.,");
    if (letters == std::string_view::npos) return of_nothing;
    const std::string_view unit = word.substr(letters);
    for (const std::string_view one : {"km", "cm", "mm", "ft", "mi"})
        if (unit == one) return length;
    for (const std::string_view one : {"kg", "g", "mph", "kmh", "mw", "kw", "gw"})
        if (unit == one) return measure;
    if (unit == "m") return length | count;
    if (unit == "h") return date | duration;
    return of_nothing;
}

class Sentence {
  public:
    Sentence(std::string_view text, std::span<const Token> tokens, std::string_view language)
        : text_(text),
          tokens_(tokens),
          unspaced_(language.starts_with("zh") || language.starts_with("ja")),
          years_are_ages_(!language.starts_with("en") && !language.starts_with("de") && !language.starts_with("nl")) {}

    // A month's name may be another word: "may", "march".
    bool is_month(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].unit == Unit::month &&
               (tokens_[i].capital || tokens_[i].caseless || years_are_ages_);
    }
    Frames of_number(std::size_t i) const;

  private:
    Frames by_neighbours(std::size_t i) const;
    Frames by_unit(std::size_t i) const;
    bool is_age_in_commas(std::size_t i) const;
    bool near(std::size_t i, std::size_t k) const {  // nothing but a blank or hyphen between them
        return tokens_[k].at.begin - tokens_[i].at.end <= 3 &&
               text_.substr(tokens_[i].at.end, tokens_[k].at.begin - tokens_[i].at.end).find_first_of(",;:(/") ==
                   std::string_view::npos;
    }

    std::string_view text_;
    std::span<const Token> tokens_;
    bool unspaced_, years_are_ages_;
};

// "Cohen, 53, was"; "Okonari (71)".
bool Sentence::is_age_in_commas(std::size_t i) const {
    const Token& token = tokens_[i];
    if (i == 0 || !is_small(written(text_, token)) || !(tokens_[i - 1].capital || tokens_[i - 1].caseless))
        return false;
    const std::string_view front = before(text_, token), back = behind(text_, token);
    const bool comma = front.ends_with(',') || front.ends_with("،");
    return (comma && (back.starts_with(',') || back.starts_with("،"))) ||
           (front.ends_with('(') && back.starts_with(')'));
}

Frames Sentence::by_unit(std::size_t i) const {
    std::size_t k = i + 1;
    while (k < tokens_.size() && tokens_[k].number && !tokens_[k].digits && near(k - 1, k)) ++k;
    if (k >= tokens_.size() || !near(k - 1, k)) return of_nothing;
    Unit unit = tokens_[k].unit;
    // "14 million US dollars", "three square miles"
    if (unit == Unit::none && !tokens_[k].stop && k + 1 < tokens_.size() && near(k, k + 1) &&
        (tokens_[k + 1].unit == Unit::money || tokens_[k + 1].unit == Unit::length))
        unit = tokens_[++k].unit;
    if (unit == Unit::money && before(text_, tokens_[k]).ends_with("per")) unit = Unit::percent;
    if (unit == Unit::time) {
        const bool old = k + 1 < tokens_.size() && tokens_[k + 1].unit == Unit::age && near(k, k + 1);
        if (old) return age;
        return years_are_ages_ ? duration | age : duration;
    }
    if (unit == Unit::age && years_are_ages_) return age | duration;
    if (unit == Unit::month) return is_month(k) ? date : of_nothing;
    return frames_of(unit);
}

Frames Sentence::by_neighbours(std::size_t i) const {
    const std::string_view word = written(text_, tokens_[i]);
    if (is_age_in_commas(i)) return age;
    if (i > 0) {
        const Token& last = tokens_[i - 1];
        if (is_month(i - 1) && near(i - 1, i)) return date;
        if (last.unit == Unit::century || (last.unit == Unit::clock && near(i - 1, i))) return date;
        if (last.unit == Unit::percent && !last.digits && near(i - 1, i)) return percent;  // "yüzde 5"
        if (last.unit == Unit::age && near(i - 1, i) && is_small(word)) return age;
        if (i > 1 && tokens_[i - 2].unit == Unit::age && last.stop && near(i - 1, i)) return age;  // "age of 94"
    }
    if (is_month(i + 2) && tokens_[i + 1].stop && is_small(word)) return date;  // "5 de mayo"
    if (is_year(word)) {
        const bool named =
            i > 1 && before(text_, tokens_[i]).ends_with(" of") && tokens_[i - 2].capital && !is_month(i - 2);
        return named ? of_nothing : date;
    }
    return count;
}

Frames Sentence::of_number(std::size_t i) const {
    const Token& token = tokens_[i];
    const std::string_view word = written(text_, token), front = text_.substr(0, token.at.begin),
                           back = text_.substr(token.at.end);
    for (const std::string_view sign : currencies)
        if (front.ends_with(sign)) return money;
    if (unspaced_) return unspaced_frames(trim_left(back));
    const std::string_view rest = trim_left(back);
    if (rest.starts_with('%') || rest.starts_with("٪")) return percent;
    if (rest.starts_with("°") || rest.starts_with("º")) return measure;
    if (starts(rest, currencies) > 0) return money;
    if (back.size() > 2 && back[0] == ':' && is_digit(back[1]) && is_digit(back[2]) && is_small(word))
        return date | count;
    if (const Frames glued = glued_frames(word); glued != of_nothing) return glued;
    const Frames frames = by_unit(i);
    if (is_ordinal(word)) return frames & date;  // "the 19th century", and not "the 200th mile"
    if (frames != of_nothing) return frames;
    const bool joined =
        front.size() > 1 && front.back() == '-' && front[front.size() - 2] > '9' && i > 0 && !tokens_[i - 1].number;
    if (joined && !is_year(word)) return of_nothing;
    return by_neighbours(i);
}

Frames frames_for(AnswerKind kind) {
    switch (kind) {
        case AnswerKind::number:
            return count;
        case AnswerKind::amount:
            return count | money | percent | length | measure | duration;
        case AnswerKind::age:
            return age;
        case AnswerKind::duration:
            return duration | length;
        case AnswerKind::length:
            return length;
        case AnswerKind::money:
            return money;
        case AnswerKind::percent:
            return percent;
        case AnswerKind::time:
            return date;
        default:
            return of_nothing;
    }
}

}  // namespace

bool is_numeric(AnswerKind kind) { return frames_for(kind) != of_nothing; }

std::vector<std::size_t> framed(std::string_view text, std::span<const Token> tokens, AnswerKind kind, Mask counted,
                                std::string_view language) {
    std::vector<std::size_t> out;
    const Sentence sentence(text, tokens, language);
    const bool any = !knows_units(language);
    Frames wanted = frames_for(kind);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.exact != 0 || token.alike != 0) continue;
        if (token.number || token.digits) {
            // "How many miles": the unit is what is counted.
            const bool beside =
                counted != 0 && i + 1 < tokens.size() && ((tokens[i + 1].exact | tokens[i + 1].alike) & counted) != 0;
            const Frames frames = any ? wanted : sentence.of_number(i);
            if ((frames & wanted) != 0 || (beside && frames != date)) out.push_back(i);
        } else if (kind == AnswerKind::time) {
            if (sentence.is_month(i) || token.unit == Unit::weekday || token.unit == Unit::century ||
                token.unit == Unit::clock)
                out.push_back(i);
        } else if (kind == AnswerKind::percent && token.unit == Unit::percent) {
            out.push_back(i);
        }
    }
    return out;
}

bool is_caption(std::string_view sentence) {
    for (const std::string_view end : {"/Reuters)", "/AP)", "/AFP)", "Getty Images)", "(AP Photo"})
        if (sentence.find(end) != std::string_view::npos) return true;
    return sentence.starts_with("FILE") || sentence.find(" file photo") != std::string_view::npos ||
           sentence.find(" file picture") != std::string_view::npos;
}

bool is_joined_number(std::string_view written, std::string_view language) {
    struct Parts {
        std::string_view language, parts;  // longest first
    };
    static constexpr Parts table[] = {
        {"de",
         "hundert,tausend,dreißig,zwanzig,vierzig,fünfzig,sechzig,siebzig,achtzig,neunzig,sieben,zwölf,sech,sieb,"
         "zwei,drei,vier,fünf,sechs,acht,neun,zehn,elf,und,ein"},
        {"it",
         "cento,mila,mille,trenta,trent,quaranta,quarant,cinquanta,cinquant,sessanta,sessant,settanta,settant,"
         "ottanta,ottant,novanta,novant,quattro,cinque,sette,venti,vent,otto,nove,due,tre,sei,uno"},
        {"es",
         "cientos,cientas,quinientos,quinientas,veinti,dieci,cuatro,cinco,siete,nueve,nove,sete,ocho,tres,trés,"
         "seis,séis,dos,dós,uno,ún,un"},
        {"pt",
         "centos,centas,duzentos,duzentas,trezentos,trezentas,quinhentos,quinhentas,quatro,nove,sete,oito,seis,"
         "seis"},
    };
    if (language.starts_with("zh") || language.starts_with("ja")) {
        constexpr std::string_view digits = "〇零一二三四五六七八九十百千万億亿两";
        for (std::size_t at = 0; at < written.size();) {
            const std::size_t from = at;
            utf8::next(written, at);
            if (digits.find(written.substr(from, at - from)) == std::string_view::npos) return false;
        }
        return true;
    }
    for (const Parts& one : table) {
        if (!language.starts_with(one.language)) continue;
        std::size_t parts = 0;
        for (std::string_view rest = written; !rest.empty(); ++parts) {
            std::size_t longest = 0;
            for (std::string_view left = one.parts; !left.empty();) {
                const auto comma = std::min(left.find(','), left.size());
                if (rest.starts_with(left.substr(0, comma))) longest = std::max(longest, comma);
                left.remove_prefix(std::min(comma + 1, left.size()));
            }
            if (longest == 0) return false;
            rest.remove_prefix(longest);
        }
        return parts > 1 || written.size() > 8;  // "quinientos" in one; "und" is no number
    }
    return false;
}

}  // namespace octavo::assist
