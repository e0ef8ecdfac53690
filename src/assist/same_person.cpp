// One person whose name is spelt in several ways.
//
// Idea: papers differ in how they write foreign names and in which given name they use. Two names are one person's
// where both parts are alike and nothing speaks against it:
//   Qassem Soleimani, Qassem Suleimani     the surnames are a letter apart, the given names the same
//   Collin Peterson, Collin C. Peterson    but for a middle name the same
//   Steve Mnuchin, Steven Mnuchin          one given name begins the other, and both are "Secretary"
//   Donald Trump, Donald Trump Jr.         two
//   George W. Roe, George P. Roe           two
// Without an office in common Eric and Erica Roe stay two. A table of given names was considered and kept out: it would
// be of one language. Checked by tests/assist/people_test.cpp.
#include "assist/same_person.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "assist/introductions.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_names = 300, longest_name = 40;

struct Known {
    std::string name, given, surname, suffix, middle;  // middle: its first letter
    std::size_t mentions = 0;
    std::set<std::string> offices;
};

// "Gen." and "general" are one.
std::string office_key(std::string_view word) {
    std::string folded = text::fold(word);
    while (folded.ends_with('.') || folded.ends_with(',')) folded.pop_back();
    return is_office(folded) ? folded.substr(0, 3) : "";
}

Known parted(const std::string& name) {
    Known out{.name = name, .given = {}, .surname = {}, .suffix = {}, .middle = {}, .offices = {}};
    std::string_view rest = out.name;
    constexpr std::string_view suffixes[] = {"jr", "sr", "ii", "iii", "iv"};
    std::string last = text::fold(last_of(rest));
    while (last.ends_with('.')) last.pop_back();
    if (text::contains(suffixes, last) && rest.contains(' ')) {
        out.suffix = last;
        rest = rest.substr(0, rest.rfind(' '));
        if (rest.ends_with(',')) rest.remove_suffix(1);
    }
    if (!rest.contains(' ')) return out;
    out.given = first_of(rest);
    out.surname = text::fold(last_of(rest));
    const auto between = utf8::trim(rest.substr(rest.find(' '), rest.rfind(' ') - rest.find(' ')));
    out.middle = text::fold(utf8::cut(between, 1));
    return out;
}

// One letter more, less or other; "iy" is "y".
bool letter_apart(std::string a, std::string b) {
    const auto plain = [](std::string& s) {
        for (const std::string_view ending : {"iy", "ij", "yi", "ii"})
            if (s.ends_with(ending)) s.replace(s.size() - 2, 2, "y");
    };
    plain(a), plain(b);
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    const auto [at, other] = std::ranges::mismatch(a, b);
    const auto i = static_cast<std::size_t>(at - a.begin());
    return a.substr(std::min(i + (a.size() == b.size() ? 1 : 0), a.size())) == b.substr(std::min(i + 1, b.size()));
}

bool are_one(const Known& a, const Known& b) {
    constexpr std::size_t long_enough = 6;  // a letter is much of a short surname
    if (a.suffix != b.suffix || (!a.middle.empty() && !b.middle.empty() && a.middle != b.middle)) return false;
    const bool same_surname = a.surname == b.surname, same_given = a.given == b.given;
    if (!same_surname && (std::min(a.surname.size(), b.surname.size()) < long_enough || a.surname[0] != b.surname[0] ||
                          !letter_apart(a.surname, b.surname)))
        return false;
    if (same_given) return true;
    if (a.given.starts_with(b.given) || b.given.starts_with(a.given) || letter_apart(a.given, b.given))
        return std::ranges::any_of(a.offices, [&](const auto& office) { return b.offices.contains(office); });
    return false;
}

}  // namespace

SamePeople::SamePeople(const StoryMatter& story, const StoryNames& names) {
    std::map<std::string, Known> known;
    for (std::size_t a = 0; a < names.size() && known.size() < most_names; ++a) {
        const std::string_view text = story.lists[a].text;
        for (const auto& e : names[a]) {
            if (e.kind != NameKind::person || !e.name.contains(' ') || e.name.size() > longest_name) continue;
            auto at = known.find(e.name);
            if (at == known.end()) at = known.emplace(e.name, parted(e.name)).first;
            ++at->second.mentions;
            std::string_view head = text.substr(0, e.begin);
            if (!head.ends_with(' ')) continue;
            head.remove_suffix(1);
            head = head.substr(head.size() - std::min<std::size_t>(head.size(), 24));
            if (auto key = office_key(last_of(head)); !key.empty()) at->second.offices.insert(std::move(key));
        }
    }
    std::vector<Known*> order;
    std::map<std::string, std::size_t> all;  // without middle names
    const auto bare = [](const Known& one) { return fmt::format("{} {} {}", one.given, one.surname, one.suffix); };
    for (auto& [name, one] : known)
        if (!one.surname.empty()) order.push_back(&one), all[bare(one)] += one.mentions;
    for (auto& [name, one] : known) one.mentions = one.surname.empty() ? 0 : all[bare(one)];
    std::ranges::stable_sort(order, [](const Known* a, const Known* b) {
        return a->mentions != b->mentions ? a->mentions > b->mentions : a->name.size() < b->name.size();
    });
    // Of those that differ in a middle name the shortest stands first. Each is held against the chosen spellings that
    // begin with the same letters.
    std::map<std::string, std::vector<Known*>> chosen;
    for (Known* one : order) {
        auto& alike = chosen[one->given.substr(0, 1) + one->surname.substr(0, 1)];
        const auto same = std::ranges::find_if(alike, [&](const Known* other) { return are_one(*one, *other); });
        if (same != alike.end()) {
            most_used_[one->name] = (*same)->name;
            if ((*same)->middle.empty()) (*same)->middle = one->middle;
        } else {
            alike.push_back(one);
        }
    }
}

const std::string& SamePeople::of(const std::string& name) const {
    const auto found = most_used_.find(name);
    return found == most_used_.end() ? name : found->second;
}

}  // namespace octavo::assist
