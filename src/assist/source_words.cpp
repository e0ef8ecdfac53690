#include "assist/source_words.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "assist/number_words.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/each_word.hpp"
#include "text/gazetteer.hpp"

namespace octavo::assist {
namespace {

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// First and last letters under which like words are looked for: `alike` wants four characters in common.
std::string front_of(std::string_view term) {
    std::size_t at = 0;
    for (int i = 0; i < 4 && at < term.size(); ++i) utf8::next(term, at);
    return std::string(term.substr(0, at));
}
std::string back_of(std::string_view term) {
    return std::string(term.substr(term.size() - std::min<std::size_t>(term.size(), 5)));
}

void add_places(std::unordered_set<std::uint32_t>& out, std::string_view word, std::string_view language) {
    for (const auto i : text::Gazetteer::own().names(language).look(text::place_hash(0, text::place_word(word))).places)
        out.insert(i);
}

std::string_view name_of_currency(std::string_view sign) {
    if (sign == "$") return "dollar";
    if (sign == "£") return "pound";
    if (sign == "€") return "euro";
    if (sign == "¥") return "yen";
    if (sign == "₹") return "rupee";
    return "";
}

// A number in digits at `at`, with separators of thousands and decimals.
double read_digits(std::string_view text, std::size_t& at) {
    std::string digits;
    bool decimals = false;
    while (at < text.size() && digits.size() < 18) {
        if (is_digit(text[at])) {
            digits += text[at++];
            continue;
        }
        const bool separator = text[at] == ',' || text[at] == '.';
        std::size_t behind = 0;
        while (at + 1 + behind < text.size() && is_digit(text[at + 1 + behind])) ++behind;
        if (!separator || behind == 0 || decimals) break;
        if (behind == 3 && digits != "0") {
            ++at;  // thousands
            continue;
        }
        digits += '.';
        decimals = true;
        ++at;
    }
    while (at < text.size() && is_digit(text[at])) ++at;
    return digits.empty() ? 0 : std::strtod(digits.c_str(), nullptr);
}

}  // namespace

bool alike(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    constexpr std::size_t fewest = 4, whole = 5;
    std::size_t same = 0;
    while (same < a.size() && a[same] == b[same]) ++same;
    while (same > 0 && same < a.size() && (static_cast<unsigned char>(a[same]) & 0xC0U) == 0x80) --same;
    const std::size_t shorter = utf8::length(a), longer = utf8::length(b);
    if (shorter < fewest) return false;
    if (same == a.size()) return shorter >= whole || longer <= shorter + 3;
    const std::size_t common = utf8::length(a.substr(0, same));
    if (common >= fewest && common * 3 >= longer * 2) return true;
    return shorter >= whole && b.ends_with(a);
}

std::vector<ClaimWord> claim_words(std::string_view text, std::string_view language) {
    std::vector<ClaimWord> out;
    text::each_word(text, language, [&](const text::WordAt& word) {
        out.push_back(
            {word.at, std::string(word.term), word.hash, word.stop, word.digits, word.capital, word.caseless, false});
    });
    std::size_t at = 0;
    for (const text::Span sentence : text::sentences(text, language)) {
        while (at < out.size() && out[at].at.begin < sentence.begin) ++at;
        if (at < out.size()) out[at].first = true;
    }
    for (std::size_t i = 1; i < out.size(); ++i)  // lines of a list, and quotations, begin sentences too
        if (text.substr(out[i - 1].at.end, out[i].at.begin - out[i - 1].at.end).find_first_of("\n:\"") !=
            std::string_view::npos)
            out[i].first = true;
    if (!out.empty()) out[0].first = true;
    return out;
}

std::vector<WrittenNumber> numbers_in(std::string_view text, std::string_view language) {
    std::vector<WrittenNumber> out;
    is_number_word("", language);
    struct Spelled {
        text::Span at;
        std::string term;
    };
    std::vector<Spelled> words;
    text::each_word(text, language,
                    [&](const text::WordAt& word) { words.push_back({word.at, std::string(word.term)}); });
    double last = 0;
    std::size_t end = std::string_view::npos;
    std::size_t behind = 0;
    for (const Spelled& word : words) {
        if (word.at.begin < behind) continue;
        if (is_digit(text[word.at.begin]) || (word.at.begin + 1 < word.at.end && is_digit(word.term[0]))) {
            std::size_t at = word.at.begin;
            last = is_digit(text[at]) ? read_digits(text, at) : std::strtod(word.term.c_str(), nullptr);
            end = behind = std::max(at, word.at.begin + 1);
            out.push_back({{word.at.begin, std::max(at, word.at.end)}, last, false});
            // "$3m", "2bn", "10k"
            const std::string_view rest = text.substr(at, word.at.end > at ? word.at.end - at : 0);
            const bool word_of_scale =
                rest.size() > 3 && number_of_word(text::term_of(rest, language), language).value_or(0) >= 1000;
            const double scale = word_of_scale ? *number_of_word(text::term_of(rest, language), language)
                                 : rest == "m" || rest == "mn" ? 1e6
                                 : rest == "bn" || rest == "b" ? 1e9
                                 : rest == "k"                 ? 1e3
                                 : rest == "tn"                ? 1e12
                                                               : 1;
            out.back().value *= scale;
            continue;
        }
        const auto value = number_of_word(word.term, language);
        if (!value) continue;
        const bool scales = *value >= 100 && !out.empty() && end != std::string_view::npos && word.at.begin - end <= 2;
        if (scales) {
            out.back().value *= *value;
            out.back().at.end = word.at.end;
        } else if (!out.empty() && out.back().spelled && word.at.begin - end <= 1 && out.back().value >= 20 &&
                   *value < 10) {
            out.back().value += *value;  // "twenty-one"
            out.back().at.end = word.at.end;
        } else {
            out.push_back({word.at, *value, true});
        }
        end = word.at.end;
    }
    return out;
}

bool is_place(std::string_view written, std::string_view language) {
    std::unordered_set<std::uint32_t> places;
    add_places(places, written, language);
    return !places.empty();
}

bool is_negation(std::string_view term, std::string_view language) {
    struct Words {
        std::string_view language, words;
    };
    static constexpr Words table[] = {
        {"en",
         " not no never without nor neither none nobody nothing cannot didnt doesnt isnt wasnt wont wouldnt cant "
         "couldnt hasnt havent hadnt arent werent dont "
         "didn't doesn't isn't wasn't won't wouldn't can't couldn't hasn't haven't hadn't aren't weren't don't refus "
         "deni fail "},
        {"de", " nicht kein keine keinen keinem keiner nie niemals ohne weder niemand nichts "},
        {"fr", " ne pas non jamais sans aucun aucune ni rien personne "},
        {"es", " no nunca jamás sin ningun ninguna ni nadie nada "},
        {"it", " non mai senza nessun nessuno né niente nulla "},
        {"pt", " não nao nunca jamais sem nenhum nenhuma nem ninguém nada "},
        {"ru", " не нет никогда без ни никто ничто нельзя "},
        {"tr", " değil degil yok hiç hic asla "},
        {"ar", " لا لم لن ليس ليست غير دون بدون "},
    };
    for (const Words& words : table)
        if (words.language == primary(language)) {
            const auto at = words.words.find(term);
            return !term.empty() && at != std::string_view::npos && at > 0 && words.words[at - 1] == ' ' &&
                   at + term.size() < words.words.size() && words.words[at + term.size()] == ' ';
        }
    return false;
}

SourceWords::SourceWords(std::string_view text, std::string_view language) : text_(text), language_(language) {
    words_ = claim_words(text_, language_);
    const auto& words = words_;
    std::string run;  // initials of a run of capitals
    for (std::size_t i = 0; i < words.size(); ++i) {
        const ClaimWord& word = words[i];
        const auto [known, fresh] = numbers_of_terms_.emplace(word.hash, terms_.size());
        if (fresh) {
            named_.push_back(false);
            by_front_[front_of(word.term)].push_back(terms_.size());
            by_back_[back_of(word.term)].push_back(terms_.size());
            terms_.push_back(word.term);
        }
        if (word.capital) named_[known->second] = true;
        const std::string_view written = std::string_view(text_).substr(word.at.begin, word.at.end - word.at.begin);
        if (word.capital || word.caseless) add_places(places_, written, language_);
        if (word.capital) {
            capitals_.insert(utf8::lower(written));
            run += written[0];
            for (std::size_t from = 0; from + 1 < run.size(); ++from) initials_.insert(run.substr(from));
        } else if (!word.stop) {
            run.clear();
        }
        if (run.size() > 8) run.erase(0, 1);
    }
    for (const WrittenNumber& number : numbers_in(text_, language_)) numbers_.push_back(number.value);
    std::ranges::sort(numbers_);
    std::size_t at = 0;
    for (const text::Span span : text::sentences(text_, language_)) {
        Line line;
        while (at < words.size() && words[at].at.begin < span.begin) ++at;
        for (; at < words.size() && words[at].at.end <= span.end; ++at) {
            line.hashes.insert(words[at].hash);
            line.negations += is_negation(words[at].term, language_) ? 1 : 0;
        }
        lines_.push_back(std::move(line));
    }
}

bool SourceWords::like_one(const ClaimWord& word, Among among) {
    const auto any = [&](const auto& table, const std::string& key) {
        const auto found = table.find(key);
        if (found == table.end()) return false;
        constexpr std::size_t most_compared = 64;  // a made-up text may begin all its words alike
        const auto some = std::span(found->second).first(std::min(found->second.size(), most_compared));
        steps_ += some.size();
        return std::ranges::any_of(
            some, [&](std::size_t i) { return (among == Among::all || named_[i]) && alike(terms_[i], word.term); });
    };
    return any(by_front_, front_of(word.term)) || any(by_back_, back_of(word.term));
}

bool SourceWords::has_word(const ClaimWord& word) {
    if (numbers_of_terms_.contains(word.hash)) return true;
    if (word.digits) return false;
    const auto known = known_.find(word.hash);
    if (known != known_.end()) return known->second;
    return known_[word.hash] = like_one(word, Among::all);
}

bool SourceWords::has_name(const ClaimWord& word, std::string_view written) {
    if (numbers_of_terms_.contains(word.hash)) return true;
    // A name is like another name only: "Terry" is no form of "terrified".
    const auto [known, fresh] = known_names_.emplace(word.hash, false);
    if (fresh && !word.digits) known->second = like_one(word, Among::capitals);
    if (known->second) return true;
    std::string letters;
    for (const char c : written)
        if (c != '.') letters += c;
    if (letters.size() >= 2 && letters.size() <= 6 &&
        std::ranges::all_of(letters, [](char c) { return c >= 'A' && c <= 'Z'; }) && initials_.contains(letters))
        return true;
    if (misspelled(utf8::lower(written))) return true;
    if (letters.size() == 1) return true;  // an initial says little
    std::unordered_set<std::uint32_t> places;
    add_places(places, written, language_);
    return std::ranges::any_of(places, [&](std::uint32_t p) { return places_.contains(p); });
}

// One letter left out, put in or changed: names are misspelled, and spelled in two ways.
bool SourceWords::misspelled(std::string_view folded) const {
    if (folded.size() < 4) return false;
    return std::ranges::any_of(capitals_, [&](std::string_view other) {
        if (other.size() + 1 < folded.size() || folded.size() + 1 < other.size() || other[0] != folded[0]) return false;
        const auto [a, b] = std::ranges::mismatch(folded, other);
        const std::string_view rest(a, folded.end()), others(b, other.end());
        if (rest.empty() || others.empty()) return true;
        if (folded.size() == other.size()) return folded.size() >= 6 && rest.substr(1) == others.substr(1);
        return rest.size() > others.size() ? rest.substr(1) == others : rest == others.substr(1);
    });
}

bool SourceWords::has_number(const WrittenNumber& number) const {
    const double value = number.value;
    const auto near = [&](double share) {
        const auto from = std::ranges::lower_bound(numbers_, value * (1 - share) - 1e-9);
        return from != numbers_.end() && *from <= value * (1 + share) + 1e-9;
    };
    if (near(1e-9)) return true;
    // Rounded: the claim's has at most two digits before its noughts, and a longer one is within a twentieth.
    double shown = value;
    int noughts = 0;
    while (shown >= 10 && std::fmod(shown, 10) == 0) shown /= 10, ++noughts;
    return noughts >= 2 && shown < 100 && near(0.05);
}

bool SourceWords::has_currency(std::string_view sign) const {
    if (text_.find(sign) != std::string::npos) return true;
    const std::string_view name = name_of_currency(sign);
    return !name.empty() && utf8::lower(text_).find(name) != std::string::npos;
}

SourceWords::Nearest SourceWords::nearest(std::span<const ClaimWord> sentence) const {
    Nearest best;
    std::size_t all = 0;
    for (const ClaimWord& word : sentence) all += word.stop ? 0 : 1;
    if (all == 0) return best;
    for (const Line& line : lines_) {
        std::size_t same = 0;
        for (const ClaimWord& word : sentence) same += !word.stop && line.hashes.contains(word.hash) ? 1 : 0;
        const float share = static_cast<float>(same) / static_cast<float>(all);
        if (share > best.share) best = {share, line.negations};
    }
    return best;
}

}  // namespace octavo::assist
