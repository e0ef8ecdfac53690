// Who is quoted.
//
// Idea: a quotation belongs to the person who is the subject of the verb of saying beside it, and to nobody else its
// sentence names. A quotation under a wrong name is worse than one under none, so little is taken for a subject:
//   "...," Mayor Jane Doe said.   "...," said Jane Doe.   Doe, the mayor, said on Monday that "..."
//   Doe said ..., while Roe denounced him as "..."          Roe, or nobody
//   "...," the judge said to Doe.   "...," he said of Doe.   Doe's lawyer said "..."             nobody
// Checked by tests/assist/quotes_test.cpp, tests/assist/compare_test.cpp.
#include "assist/quotes.hpp"

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::string_view saying[] = {
    "said",        "says",     "told",      "added",     "wrote",      "tweeted",     "asked",     "argued",
    "warned",      "insisted", "explained", "stated",    "replied",    "announced",   "declared",  "according",
    "called",      "sagte",    "sagt",      "erklärte",  "betonte",    "schrieb",     "warnte",    "forderte",
    "kritisierte", "dit",      "déclaré",   "affirmé",   "expliqué",   "ajouté",      "assuré",    "dijo",
    "dice",        "afirmó",   "aseguró",   "añadió",    "señaló",     "explicó",     "declaró",   "disse",
    "afirmou",     "declarou", "ha",        "detto",     "spiegato",   "zei",         "zegt",      "aldus",
    "sade",        "säger",    "sagde",     "sa",        "powiedział", "powiedziała", "сказал",    "сказала",
    "заявил",      "заявила",  "отметил",   "сообщил",   "قال",        "قالت",        "أضاف",      "أكد",
    "dedi",        "söyledi",  "אמר",       "אמרה",      "testified",  "noted",       "continued", "acknowledged",
    "conceded",    "recalled", "responded", "suggested", "claimed",    "remarked",    "concluded", "stressed",
    "vowed",       "urged",    "clarified", "joked",     "quipped",    "countered"};
// These have an object, so they do not stand in front of their subject: "..., denounced Doe" is no speech of Doe's.
constexpr std::string_view judging[] = {"denounced", "blasted", "criticized", "criticised", "accused", "defended",
                                        "described", "praised", "slammed",    "condemned",  "mocked",  "dismissed"};
// Behind one of them somebody else begins to do something: "Doe said ..., while Roe left ..."
constexpr std::string_view turns[] = {"while", "whereas", "as",     "but",      "though",  "although",
                                      "when",  "während", "tandis", "mientras", "maar",    "terwijl",
                                      "aber",  "mais",    "pero",   "mentre",   "enquanto"};
// Who is introduced by them is not the one that everybody knows by the surname.
constexpr std::string_view kin[] = {"wife",   "husband", "daughter", "son",    "brother",   "sister", "mother",
                                    "father", "widow",   "spouse",   "cousin", "nephew",    "niece",  "frau",
                                    "mann",   "sohn",    "tochter",  "bruder", "schwester", "femme",  "mari",
                                    "fils",   "fille",   "frère",    "sœur",   "esposa",    "esposo", "hijo",
                                    "hija",   "hermano", "hermana"};
// Between a name and its verb, or a verb and its name: of somebody else.
constexpr std::string_view others[] = {"he",   "she",  "they",  "it",   "we",   "i",       "who",  "which",
                                       "to",   "of",   "about", "with", "at",   "against", "from", "for",
                                       "by",   "in",   "that",  "and",  "but",  "er",      "sie",  "il",
                                       "elle", "él",   "ella",  "он",   "она",  "after",   "when", "while",
                                       "as",   "told", "asked", "like", "than", "über",    "à",    "zu"};
// A verb of two words: "a déclaré", "ha detto", "had said".
constexpr std::string_view helpers[] = {"a",   "ha",   "hat",   "has",  "had",  "have",
                                        "har", "also", "later", "then", "again"};
// Before a verb of saying they make its subject the one who was spoken to: "Doe was asked whether ..."
constexpr std::string_view passive[] = {"was", "were", "been", "being", "is", "are", "be"};
// What ends so is no person, whatever it looks like.
constexpr std::string_view no_person[] = {"Memorial", "Networks", "Interactive", "University", "Georgia", "Institute"};

struct Pair {
    std::string_view open, close;
};
constexpr Pair marks[] = {{"“", "”"}, {"„", "“"}, {"«", "»"}, {"»", "«"}, {"「", "」"}, {"\"", "\""}, {"‘", "’"}};
constexpr std::size_t longest = 900, fewest_words = 5;

using Names = std::span<const text::EntityFound>;

// The words of a stretch outside the marks.
struct Piece {
    std::size_t begin = 0, end = 0;
    std::string folded;
    bool comma = false;  // one stands before it
};
std::vector<Piece> pieces_of(std::string_view text, std::size_t from, std::size_t to) {
    std::vector<Piece> out;
    bool comma = false;
    for (std::size_t at = from; at < to && out.size() < 80;) {
        const auto begin = text.find_first_not_of(" ,.:;\n\"", at);
        const auto gap = text.substr(at, std::min(begin, to) - at);
        comma = comma || gap.find_first_of(",;:") != std::string_view::npos;
        if (begin >= to) break;
        const auto end = std::min(text.find_first_of(" ,.:;\n\"", begin), to);
        out.push_back({begin, end, text::fold(text.substr(begin, end - begin)), std::exchange(comma, false)});
        at = end;
    }
    return out;
}
bool is_judging(const Piece& p) { return text::contains(judging, p.folded); }
bool is_saying(const Piece& p) { return text::contains(saying, p.folded) || is_judging(p); }
bool is_other(const Piece& p) { return text::contains(others, p.folded); }

const text::EntityFound* person_at(Names names, const Piece& p) {
    for (const auto& name : names) {
        if (name.begin > p.begin) break;
        if (name.begin == p.begin && name.kind == NameKind::person) return &name;
    }
    return nullptr;
}
bool within_name(Names names, const Piece& p) {
    return std::ranges::any_of(names, [&](const auto& name) {
        return name.kind == NameKind::person && name.begin <= p.begin && name.end >= p.end;
    });
}
// "his wife, Jane Doe", "Jane Doe, his wife,".
bool is_kin(std::string_view text, const text::EntityFound& name) {
    const auto from = name.begin - std::min<std::size_t>(name.begin, 60);
    auto head = text.substr(from, name.begin - from);
    if (const auto stop = head.find_last_of(".!?;\n"); stop != std::string_view::npos) head.remove_prefix(stop + 1);
    const auto front = pieces_of(head, 0, head.size());
    for (std::size_t i = front.size(), near = 0; i > 0 && near < 4; --i, ++near)
        if (text::contains(kin, front[i - 1].folded)) return true;
    if (!text.substr(name.end).starts_with(", ")) return false;
    const auto behind = pieces_of(text, name.end, std::min(text.size(), name.end + 30));
    return behind.size() > 1 && text::contains(kin, behind[1].folded);
}

// A surname that several people of the article bear is of the one whom the headline names in full; else of the one who
// is both named in full first and most often; else of nobody. A relative never takes it over.
std::string whose_surname(std::string_view text, const text::EntityFound& name, Names all, std::string_view headline) {
    const auto mention = text.substr(name.begin, name.end - name.begin);
    if (mention.contains(' ') || !name.name.contains(' ')) return name.name;
    const std::string tail = fmt::format(" {}", mention);
    struct Bearer {
        std::string_view name;
        std::size_t times = 0;
        bool kin = false;
    };
    std::vector<Bearer> bearers;  // in the order in which they are first named in full
    for (const auto& one : all) {
        if (one.kind != NameKind::person || !one.name.ends_with(tail)) continue;
        if (!text.substr(one.begin, one.end - one.begin).contains(' ')) continue;
        auto at = std::ranges::find(bearers, std::string_view(one.name), &Bearer::name);
        if (at == bearers.end()) at = bearers.insert(at, {.name = one.name});
        ++at->times;
        at->kin = at->kin || is_kin(text, one);
    }
    if (bearers.size() > 1 && !std::ranges::all_of(bearers, &Bearer::kin)) std::erase_if(bearers, &Bearer::kin);
    if (bearers.empty()) return name.name;
    if (bearers.size() == 1) return std::string(bearers.front().name);
    for (const Bearer& one : bearers)
        if (headline.contains(one.name)) return std::string(one.name);
    const auto most = std::ranges::max_element(bearers, {}, &Bearer::times);
    return most == bearers.begin() ? std::string(most->name) : std::string{};
}
// "Doe's", "Roes'": the owner of what speaks.
bool owns(std::string_view text, const text::EntityFound& name) {
    const auto behind = text.substr(name.end);
    if (behind.starts_with("'") || behind.starts_with("’")) return true;
    const auto whole = text.substr(name.begin, name.end - name.begin);
    return whole.ends_with("'s") || whole.ends_with("’s");
}

// Behind the marks.
struct Behind {
    const text::EntityFound* speaker = nullptr;
    bool somebody = false;  // a verb of saying stands there, whoever its subject is
};
Behind behind_marks(std::string_view text, const std::vector<Piece>& p, Names names) {
    constexpr std::size_t titles = 7;
    Behind out;
    std::size_t i = 0;
    while (i < p.size() && i < 2 && text::contains(helpers, p[i].folded)) ++i;
    if (i < p.size() && is_saying(p[i]) && !is_judging(p[i]) && (i == 0 || !p[i].comma)) {
        // "said House Speaker Jane Doe"
        out.somebody = true;
        for (std::size_t j = i + 1; j < std::min(p.size(), i + titles); ++j) {
            if (p[j].comma || is_other(p[j]) || is_saying(p[j])) return out;
            if (const auto* name = person_at(names, p[j])) {
                if (!owns(text, *name)) out.speaker = name;
                return out;
            }
        }
        return out;
    }
    // "House Speaker Jane Doe, the leader, said"
    const text::EntityFound* subject = nullptr;
    std::size_t commas = 0, small = 0;
    for (std::size_t j = 0; j < std::min<std::size_t>(p.size(), 24); ++j) {
        if (subject && p[j].begin < subject->end) continue;
        commas += j > 0 && p[j].comma;
        if (is_saying(p[j])) {
            out.somebody = j < 8 || subject != nullptr;
            if (j > 0 && text::contains(passive, p[j - 1].folded)) return out;
            // An apposition stands between two commas.
            if (subject && !owns(text, *subject) && (commas == 0 || commas == 2)) out.speaker = subject;
            return out;
        }
        if (!subject) {
            if (j >= titles || (j > 0 && p[j].comma)) return out;
            subject = person_at(names, p[j]);
            if (!subject && is_other(p[j])) {
                // "he said": looked for, to know that somebody else speaks.
                for (std::size_t k = j + 1; k < std::min(p.size(), j + 4); ++k) out.somebody |= is_saying(p[k]);
                return out;
            }
        } else if (commas == 0 && (is_other(p[j]) || ++small > 5)) {
            return out;
        }
    }
    return out;
}

// Between the verb and the marks another person becomes the subject: "Doe tweeted that ..., while Roe left for ...".
bool another_begins(const std::vector<Piece>& p, std::size_t from, Names names) {
    constexpr std::size_t titles = 5;
    for (std::size_t i = from; i < p.size(); ++i) {
        // "When Roe asked about it, Doe clarified that ..."; but "told her host, Jane Doe, that ...".
        if (const auto* name = p[i].comma ? person_at(names, p[i]) : nullptr) {
            std::size_t next = i + 1;
            while (next < p.size() && p[next].begin < name->end) ++next;
            if (next < p.size() && !p[next].comma && !is_other(p[next])) return true;
        }
        const bool joins = p[i].comma && (p[i].folded == "and" || p[i].folded == "und" || p[i].folded == "et");
        if (!joins && !text::contains(turns, p[i].folded)) continue;
        for (std::size_t j = i + 1; j < std::min(p.size(), i + titles); ++j) {
            if (person_at(names, p[j])) return true;
            if (p[j].comma || is_other(p[j])) break;
        }
    }
    return false;
}

// In front of the marks: the last verb of saying there, with its subject right before it.
const text::EntityFound* before_marks(std::string_view text, const std::vector<Piece>& p, Names names,
                                      std::string_view language) {
    std::size_t v = p.size();
    while (v > 0 && !is_saying(p[v - 1])) {
        // "he" between the verb and the marks: "Doe said he was 'sorry ...'" is still Doe's.
        --v;
    }
    if (v == 0) return nullptr;
    --v;
    if (another_begins(p, v + 1, names)) return nullptr;
    if (v > 0 && language.starts_with("en") && text::contains(passive, p[v - 1].folded)) return nullptr;
    if (p[v].folded == "according") {
        for (std::size_t j = v + 2; j < std::min(p.size(), v + 8); ++j) {
            if (p[j].comma) return nullptr;
            if (const auto* name = person_at(names, p[j])) return owns(text, *name) ? nullptr : name;
        }
        return nullptr;
    }
    // Languages that put the verb first.
    if (!language.starts_with("en"))
        for (std::size_t j = v + 1; j < std::min(p.size(), v + 5) && !p[j].comma; ++j)
            if (const auto* name = person_at(names, p[j])) return owns(text, *name) ? nullptr : name;
    // The nearest name before the verb; between them an apposition in commas, or a few words.
    std::size_t commas = p[v].comma ? 1 : 0, words = 0;
    for (std::size_t j = v; j > 0; --j) {
        const Piece& q = p[j - 1];
        if (const auto* name = person_at(names, q)) {
            if (owns(text, *name) || (commas != 0 && commas != 2)) return nullptr;
            // Who stands behind a preposition is spoken of; titles may stand between, and the names of others: "by A
            // and B".
            std::size_t between = 0;
            for (std::size_t k = j - 1; k > 0 && between < 6; --k) {
                between += !within_name(names, p[k - 1]);
                if (is_other(p[k - 1]) && p[k - 1].folded != "and")
                    return p[k - 1].folded == "that" ||
                                   (text::contains(turns, p[k - 1].folded) && p[k - 1].folded != "when")
                               ? name
                               : nullptr;
                if (p[k].comma || is_saying(p[k - 1])) break;
            }
            return name;
        }
        const bool inside_name = std::ranges::any_of(
            names, [&](const auto& n) { return n.kind == NameKind::person && n.begin < q.begin && n.end >= q.end; });
        if (!inside_name) {
            if (commas == 0 && is_other(q)) return nullptr;
            if (++words > (commas == 0 ? 6U : 16U)) return nullptr;
        }
        if (q.comma && ++commas > 2) return nullptr;
    }
    return nullptr;
}

// "This Week with Jane Doe", "TRAMS LEAD THE WORLD": a title or a sign.
bool is_title(std::string_view words) {
    std::size_t all = 0, capitals = 0;
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find(' ', at), words.size());
        if (end > at) {
            std::size_t first = at;
            const char32_t c = utf8::next(words, first);
            if (end - at > 3) ++all, capitals += text::is_upper(c);
        }
        at = end + 1;
    }
    return all >= 3 && capitals * 10 >= all * 8;
}

std::string speaker_of(const SentenceList& list, const Sentence& s, text::Span quote, text::Span marked, Names names,
                       const SourceText& article) {
    const std::string_view text = list.text, language = article.language;
    if (is_title(text.substr(quote.begin, quote.end - quote.begin))) return {};
    const auto first = std::ranges::lower_bound(names, s.at.begin, {}, &text::EntityFound::begin);
    const auto last = std::ranges::lower_bound(names, s.at.end, {}, &text::EntityFound::begin);
    const Names near = names.subspan(static_cast<std::size_t>(first - names.begin()),
                                     static_cast<std::size_t>(std::max(last, first) - first));
    const auto front = pieces_of(text, s.at.begin, std::max(s.at.begin, marked.begin));
    // What is said behind the next quotation's marks is of that one.
    auto end = s.at.end;
    for (const Pair& pair : marks)
        if (const auto next = text.substr(0, end).find(pair.open, marked.end); next != std::string_view::npos)
            end = next;
    const Behind behind = marked.end < end ? behind_marks(text, pieces_of(text, marked.end, end), near) : Behind{};
    const text::EntityFound* name = behind.speaker;
    if (!name && !behind.somebody) name = before_marks(text, front, near, language);
    // Turkish and the like: who speaks in front, the verb alone behind.
    if (!name && behind.somebody && !language.starts_with("en") && !front.empty() && front.size() < 7)
        for (const Piece& p : front)
            if (const auto* one = person_at(near, p); one && !owns(text, *one)) name = one;
    if (!name) return {};
    const std::string speaker = whose_surname(text, *name, names, article.title);
    if (speaker.empty()) return {};
    // One word alone is oftener a heading that was taken for a name than a person.
    const bool latin = static_cast<unsigned char>(speaker[0]) < 0x80;
    if ((latin && speaker.find(' ') == std::string::npos) || speaker.starts_with("The ")) return {};
    if (std::ranges::any_of(no_person, [&](auto tail) { return speaker.ends_with(tail); })) return {};
    return speaker;
}

// One pair of marks.
struct Half {
    text::Span words, marked;
    bool goes_on = false;  // ends in a comma
    bool kept = false;
};
// "We are done," Doe said, "and will leave tomorrow.": two halves of one quotation. What stands between them is few
// words, one of them of saying.
bool goes_on_in(std::string_view text, const Half& before, const Half& half) {
    constexpr std::size_t most = 90;
    if (!before.goes_on || half.marked.begin - before.marked.end > most || half.words.begin >= half.words.end)
        return false;
    const auto gap = utf8::trim(text.substr(before.marked.end, half.marked.begin - before.marked.end));
    if (!gap.ends_with(',') || gap.find_first_of(".!?\n") != std::string_view::npos) return false;
    std::size_t at = half.words.begin;
    return !text::is_upper(utf8::next(text, at)) && std::ranges::any_of(pieces_of(gap, 0, gap.size()), is_saying);
}

}  // namespace

std::vector<QuoteFound> find_quotes(const SentenceList& list, const SourceText& article,
                                    std::span<const text::EntityFound> names) {
    std::vector<QuoteFound> out;
    std::uint32_t sentence = 0;
    const std::string_view text = list.text;
    Half before;
    for (std::size_t at = 0; at < text.size() && out.size() < 200;) {
        const Pair* found = nullptr;
        for (const Pair& pair : marks)
            if (text.substr(at).starts_with(pair.open)) {
                found = &pair;
                break;
            }
        const bool inner =
            at > 0 && text::class_of(static_cast<unsigned char>(text[at - 1])) == text::CharClass::letter;
        if (found == nullptr || (inner && found->open != "「")) {
            std::size_t next = at;
            utf8::next(text, next);
            at = next;
            continue;
        }
        const std::size_t from = at + found->open.size();
        const std::string_view rest = utf8::cut(text.substr(from), longest);
        const auto length = rest.substr(0, rest.find("\n\n")).find(found->close);
        if (length == std::string_view::npos) {
            at = from;
            continue;
        }
        Half half{.words = {from, from + length}, .marked = {at, from + length + found->close.size()}};
        at = half.marked.end;
        half.goes_on = length > 0 && text[half.words.end - 1] == ',';
        if (half.goes_on) --half.words.end;  // American papers set it inside
        if (goes_on_in(text, before, half)) {
            half.marked = before.marked;  // it is the first half that stands beside the verb
            half.words.begin = before.words.begin;
            half.goes_on = false;
            if (before.kept) out.pop_back();
        }
        before = half;
        if (text::count_words(text.substr(half.words.begin, half.words.end - half.words.begin), article.language) <
            fewest_words)
            continue;
        while (sentence + 1 < list.sentences.size() && list.sentences[sentence].at.end < half.words.end) ++sentence;
        if (sentence >= list.sentences.size()) break;
        const Sentence& s = list.sentences[sentence];
        out.push_back({sentence, half.words, speaker_of(list, s, half.words, half.marked, names, article)});
        before.kept = true;
    }
    return out;
}

bool is_useless_piece(std::string_view words) {
    constexpr std::string_view small_verbs[] = {
        "is",      "are",    "was",   "were",  "be",    "been",   "being",  "am",       "has", "have", "had", "will",
        "would",   "may",    "might", "can",   "could", "should", "must",   "shall",    "do",  "does", "did", "don't",
        "doesn't", "didn't", "won't", "can't", "isn't", "aren't", "wasn't", "couldn't", "ist", "sind", "war", "wird",
        "werden",  "hat",    "haben", "est",   "sont",  "sera",   "es",     "son",      "era", "será"};
    constexpr std::string_view pointing[] = {"this", "that", "these", "those", "them"};
    constexpr std::string_view fused[] = {"that's", "this's", "that'll", "that'd"};
    constexpr std::size_t short_piece = 12;  // words: a longer one says itself what it is about
    std::vector<std::string> first;
    std::size_t count = 0;
    std::string last;
    for (const Piece& p : pieces_of(words, 0, words.size())) {
        std::string word = p.folded;
        for (auto at = word.find("’"); at != std::string::npos; at = word.find("’")) word.replace(at, 3, "'");
        if (first.size() < 2) first.push_back(word);
        last = std::move(word);
        ++count;
    }
    if (first.size() < 2) return true;
    std::size_t at = 0;
    const bool piece = !text::is_upper(utf8::next(words, at));
    if (piece && text::contains(small_verbs, first[0])) return true;
    if (count > (first[0] == "this" ? short_piece / 2 : short_piece)) return false;
    return text::contains(fused, first[0]) ||
           (text::contains(pointing, first[0]) && text::contains(small_verbs, first[1])) ||
           (piece && text::contains(pointing, last));
}

}  // namespace octavo::assist
