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

struct Hints {
    std::string_view language;
    std::string_view bound, compared, promise, plan, told, any, filler;
};
constexpr Hints hints[] = {
    {"en", "until till through thru by before after since from than to following between",
     "compared previous exceeded eclipsed versus", "will won't",
     "would can could may might shall must plans plan planned planning set scheduled expected expects due slated "
     "expect headed "
     "deadline "
     "upcoming begin begins start starts hopes intends aims going postponed rescheduled expire expires poised supposed",
     "said says announced told tweeted wrote reported added testified confirmed signed issued",
     "a an any every each one "
     "recent some most",
     "the at least late early mid noon on"},
    {"de", "bis vor nach seit ab von zum", "verglichen gegenüber als", "wird werden",
     "soll sollen will wollen kann können plant planen geplant voraussichtlich",
     "sagte sagten erklärte teilte kündigte", "ein einem einen eines jeden jeder", "dem den der am kommenden"},
    {"fr", "jusqu'au jusqu avant après depuis dès au", "contre", "sera seront aura auront",
     "doit doivent va vont devrait devraient prévu prévue prévoit pourra pourrait", "déclaré annoncé affirmé indiqué",
     "un "
     "chaque",
     "le la ce"},
    {"es", "hasta antes después desde tras al", "frente", "será serán tendrá tendrán",
     "va van debe deberá deberán podrá podrán prevé previsto prevista", "dijo anunció afirmó informó", "un cada algún",
     "el del este"},
    {"it", "fino entro prima dopo dal al", "rispetto", "sarà saranno avrà",
     "deve dovrà dovranno potrà previsto prevista", "detto annunciato dichiarato", "un ogni", "il lo di"},
    {"pt", "até antes depois desde após", "ante", "será serão terá",
     "vai vão deve devem deverá poderá previsto prevista", "disse anunciou afirmou informou", "uma um cada",
     "a o na no"},
    {"nl", "tot voor na sinds vanaf", "vergeleken", "zal zullen", "wil moet moeten gaat gaan kan", "zei meldde",
     "een elke "
     "iedere",
     "de op"},
    {"sv", "till före efter sedan från", "jämfört", "ska skall kommer", "väntas planerar", "sade sa meddelade",
     "en varje", "den på"},
    {"no", "til før etter siden fra", "sammenlignet", "skal vil", "ventes planlegger", "sa meldte", "en hver",
     "den på"},
    {"da", "til før efter siden fra", "sammenlignet", "skal vil", "ventes planlægger", "sagde meddelte", "en hver",
     "den på"},
    {"pl", "do przed po od", "porównaniu", "będzie będą", "ma mają planuje planują",
     "powiedział powiedziała poinformował", "każdy każdą", "w we"},
    {"ru", "до после с", "сравнению", "будет будут состоится пройдет пройдёт",
     "должен должна должны планирует планируется "
     "планируют",
     "заявил заявила сообщил сообщила сказал сказала", "каждый каждую", "в во"},
    {"uk", "до після з від", "порівняно", "буде будуть відбудеться", "має мають планує планують",
     "заявив заявила повідомив", "кожен кожну", "в у"},
    {"ar", "حتى قبل بعد منذ", "مقارنة", "سوف سيتم", "المقرر المتوقع", "قال قالت أعلن أعلنت", "كل", "يوم"},
};
// Weekdays that are names together with the word before or behind them.
constexpr std::string_view named_before = " super good black holy palm easter bloody ash cyber news giving fat ",
                           named_behind = " night times review mail express telegraph today ";
constexpr std::string_view held =
    " election elections primary primaries caucus caucuses convention deadline referendum ";

const Hints* hints_of(std::string_view language) {
    auto primary = language.substr(0, language.find('-'));
    if (primary == "nb" || primary == "nn") primary = "no";
    for (const Hints& h : hints)
        if (h.language == primary) return &h;
    return nullptr;
}

bool holds(std::string_view words, std::string_view word) {
    if (word.empty()) return false;
    for (auto at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        const bool begins = at == 0 || words[at - 1] == ' ';
        const auto end = at + word.size();
        if (begins && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

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

DayHint day_hint(std::string_view folded, std::string_view language) {
    const Hints* h = hints_of(language);
    if (h == nullptr) return DayHint::none;
    if (holds(h->bound, folded)) return DayHint::bound;
    if (holds(h->compared, folded)) return DayHint::compared;
    if (holds(h->promise, folded)) return DayHint::promise;
    if (holds(h->plan, folded)) return DayHint::plan;
    if (holds(h->told, folded)) return DayHint::told;
    if (holds(h->any, folded)) return DayHint::any;
    if (holds(h->filler, folded)) return DayHint::filler;
    if (h->language == "en" && holds(held, folded)) return DayHint::held;
    return DayHint::none;
}

bool still_word(std::string_view folded, std::string_view language) {
    struct Still {
        std::string_view language, words;
    };
    static constexpr Still words_for_it[] = {
        {"en", "still even"},    {"de", "noch immer"},     {"fr", "encore toujours"},
        {"es", "aún todavía"},   {"it", "ancora tuttora"}, {"pt", "ainda"},
        {"nl", "nog steeds"},    {"sv", "än fortfarande"}, {"da", "stadig endnu"},
        {"no", "fortsatt ennå"}, {"pl", "nadal jeszcze"},  {"ru", "ещё еще доныне"},
        {"uk", "ще досі"},       {"tr", "hâlâ hala bile"}, {"ar", "حتى"}};
    auto primary = language.substr(0, language.find('-'));
    if (primary == "nb" || primary == "nn") primary = "no";
    const auto found = std::ranges::find(words_for_it, primary, &Still::language);
    return found != std::end(words_for_it) && holds(found->words, folded);
}

bool names_a_day(std::string_view before, std::string_view behind, std::string_view language) {
    if (!language.starts_with("en")) return false;
    return holds(named_before, before) || holds(named_behind, behind);
}

}  // namespace octavo::assist
