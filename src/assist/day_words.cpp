// Written by hand for this project. Words that mean something else as often ("mar", "sab", "so") are left out.
#include "assist/day_words.hpp"

namespace octavo::assist {
namespace {

struct Days {
    std::string_view language;
    std::string_view weekdays;  // Sunday first; forms of one day are joined by "/"
    std::string_view yesterday, today, tomorrow, before, ahead;
};
constexpr Days all[] = {
    {"en", "sunday monday tuesday wednesday thursday friday saturday", "yesterday", "today/tonight", "tomorrow",
     "last/past", "next/coming"},
    {"de", "sonntag montag dienstag mittwoch donnerstag freitag samstag/sonnabend", "gestern", "heute", "morgen",
     "vergangenen/letzten/vergangenem", "kommenden/nächsten/kommendem"},
    {"fr", "dimanche lundi mardi mercredi jeudi vendredi samedi", "hier", "aujourd'hui", "demain", "dernier/passé",
     "prochain"},
    {"es", "domingo lunes martes miércoles jueves viernes sábado", "ayer", "hoy", "mañana", "pasado", "próximo"},
    {"it", "domenica lunedì martedì mercoledì giovedì venerdì sabato", "ieri", "oggi", "domani", "scorso/scorsa",
     "prossimo/prossima"},
    {"pt", "domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado", "ontem", "hoje", "amanhã",
     "passado/passada", "próximo/próxima"},
    {"nl", "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag", "gisteren", "vandaag", "morgen", "afgelopen",
     "komende"},
    {"sv",
     "söndagen/söndag måndagen/måndag tisdagen/tisdag onsdagen/onsdag torsdagen/torsdag fredagen/fredag "
     "lördagen/lördag",
     "igår", "idag", "imorgon", "förra", "nästa"},
    {"no", "søndag mandag tirsdag onsdag torsdag fredag lørdag", "", "", "", "forrige", "neste"},
    {"da", "søndag mandag tirsdag onsdag torsdag fredag lørdag", "", "", "", "sidste", "næste"},
    {"pl", "niedzielę/niedziela poniedziałek wtorek środę/środa czwartek piątek sobotę/sobota", "wczoraj",
     "dzisiaj/dziś", "jutro", "ubiegły", "przyszły"},
    {"ru", "воскресенье понедельник вторник среду/среда четверг пятницу/пятница субботу/суббота", "вчера", "сегодня",
     "завтра", "прошлый/минувший", "следующий"},
    {"uk", "неділю/неділя понеділок вівторок середу/середа четвер п'ятницю/п'ятниця суботу/субота", "вчора", "сьогодні",
     "завтра", "минулий", "наступний"},
    {"ar", "الأحد الاثنين/الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت", "أمس", "اليوم", "غدا", "الماضي", "المقبل"},
    {"tr", "pazar pazartesi salı çarşamba perşembe cuma cumartesi", "dün", "bugün", "yarın", "geçen", "gelecek"},
    {"id", "minggu senin selasa rabu kamis jumat sabtu", "kemarin", "", "besok", "lalu", "depan"}};

const Days* days_of(std::string_view language) {
    auto primary = language.substr(0, language.find('-'));
    if (primary == "nb" || primary == "nn") primary = "no";
    for (const Days& d : all)
        if (d.language == primary) return &d;
    return nullptr;
}

bool one_of(std::string_view forms, std::string_view word) {
    while (!forms.empty()) {
        const auto end = std::min(forms.find('/'), forms.size());
        if (!word.empty() && forms.substr(0, end) == word) return true;
        forms.remove_prefix(std::min(end + 1, forms.size()));
    }
    return false;
}

}  // namespace

std::optional<DayWord> day_word(std::string_view folded, std::string_view language) {
    const Days* days = days_of(language);
    if (days == nullptr) return std::nullopt;
    if (one_of(days->yesterday, folded)) return DayWord{std::nullopt, -1};
    if (one_of(days->today, folded)) return DayWord{std::nullopt, 0};
    if (one_of(days->tomorrow, folded)) return DayWord{std::nullopt, 1};
    std::string_view left = days->weekdays;
    for (unsigned day = 0; !left.empty(); ++day) {
        const auto end = std::min(left.find(' '), left.size());
        if (one_of(left.substr(0, end), folded)) return DayWord{std::chrono::weekday(day), 0};
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return std::nullopt;
}

Direction direction_word(std::string_view folded, std::string_view language) {
    const Days* days = days_of(language);
    if (days == nullptr) return Direction::none;
    if (one_of(days->before, folded)) return Direction::before;
    return one_of(days->ahead, folded) ? Direction::ahead : Direction::none;
}

}  // namespace octavo::assist
