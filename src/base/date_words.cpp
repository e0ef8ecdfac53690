#include "base/date_words.hpp"

#include "base/calendars.hpp"
#include "base/utf8.hpp"

namespace octavo::dates {
namespace {

char32_t lower(char32_t c) {
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c < 0xC0) return c;
    if (c <= 0xDE && c != 0xD7) return c + 32;
    if (c == 0x130) return 'i';                                                  // Turkish dotted I
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;  // pairs: even upper, odd lower
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1);
    if (c == 0x386) return 0x3AC;
    if (c >= 0x388 && c <= 0x38A) return c + 37;
    if (c >= 0x391 && c <= 0x3AB) return c + 32;
    if (c == 0x3C2) return 0x3C3;  // final sigma
    if (c >= 0x410 && c <= 0x42F) return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    return c;
}

// First code points of the decimal digits of the scripts news is dated in.
constexpr char32_t digit_zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6,  0xB66,  0xBE6,
                                    0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10};

char32_t plain(char32_t c) {
    for (const char32_t zero : digit_zeros)
        if (c >= zero && c < zero + 10) return '0' + (c - zero);
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202A || c == 0x202B || c == 0x202C || c == 0x202F ||
        c == 0x3000 || c == 0xFEFF || c < ' ')
        return ' ';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
    if (c == 0xFF1A) return ':';
    if (c == 0x60C || c == 0x3001 || c == 0xFF0C) return ',';
    if (c == 0x2019) return '\'';
    return lower(c);
}

// Stems of month names, folded. Index 0 holds weekdays and other words that say nothing, so that they may win.
// en de fr es it pt ca nl sv da no fi et is pl cs sk hr sl hu ro tr el ru uk bg sr lt lv sq id vi ar he fa hi.
constexpr std::string_view stems[13] = {
    "mon tue wed thu fri sat sun montag dienstag mitt donnerstag freitag samstag sonntag lun mardi mercr jeu vend sam "
    "dim dom martes martedi marte. miérc mierc jue vie sáb sab lunes mercoledi giov vener domin segunda terça quarta "
    "quinta sexta maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag "
    "lördag "
    "söndag mandag tirsdag lørdag søndag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai "
    "poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle "
    "понедельник вторник среда четверг пятница суббота воскресенье вівторок середа пятниця субота неділя "
    "κυρ δευ τρι τετ πεμ παρ σαβ pazartesi salı çarşamba perşembe cuma cumartesi pazar hétfő kedd szerda csütörtök "
    "péntek szombat vasárnap minggu senin selasa rabu kamis jumat sabtu",
    "jan jän jän. ene enero gen gennaio jaanuar tammi sty leden led ledna siječ ocak ιαν γενάρ ιανουάρ янв січ януари "
    "јан saus janv yanvar janar يناير جانفي كانون2 ינואר जनवरी ژانویه",
    "feb feв fév fev veebr helmi lut únor únor. veljač şub φεβ фев лют фебр shkurt vasaris فبراير فيفري شباط פברואר "
    "फरवरी "
    "फ़रवरी فوریه fevral",
    "mar mär märz mrt mars marz março maaliskuu maalis märts marzec břez ožuj mart μαρ μάρ мар берез бер kovo márc "
    "مارس "
    "آذار اذار מרץ मार्च maret marec",
    "apr avr abr aprill huhti kwie dub dubn trav travnja nis nisan απρ апр квіт кві bal abril أبريل ابريل أفريل نيسان "
    "אפריל अप्रैल آوریل prill",
    "may mai mayo maggio mag mei maj maio maig toukokuu touko květ svib mayıs μαϊ μάι μαι мая май мај трав máj maí "
    "gegužė "
    "مايو ماي أيار ايار מאי मई مه mayis",
    "jun juin giu giugno juni junho juny kesäkuu kesä czerwiec czerwca cze červen červn lip. lipnja haz haziran ιουν "
    "ιούν "
    "июн чер червня юни јун birž qershor يونيو جوان حزيران יוני जून ژوئن jún",
    "jul juil lug luglio juli julho heinäkuu heinä lipiec lipca lip červenec července srp. srpnja tem temmuz ιουλ ιούλ "
    "июл лип липня юли јул liepa korrik يوليو جويلية تموز יולי जुलाई ژوئیه júl",
    "aug aoû aou ago agosto elokuu elo sierpień sierpnia sie srpen srpna srp kolovoz ağu ağustos αυγ αύγ авг серп сер "
    "rugp "
    "rugpjūtis gusht أغسطس اغسطس أوت آب אוגוסט अगस्त اوت agustus ág",
    "sep sept set settembre syys wrz zář rujan rujna eyl σεπ сен вер верес септ rugs shtator szept سبتمبر أيلول ايلول "
    "ספטמבר सितंबर सितम्बर سپتامبر",
    "oct okt ott out outubro lokakuu loka paź říj list. listopada. ekim eki οκτ окт жовт жов spal tetor أكتوبر اكتوبر "
    "تشرين1 "
    "אוקטובר अक्टूबर अक्तूबर اکتبر",
    "nov marraskuu marras lis listopad studeni studenog kas kasım νοε νοέ ноя лист листопад ное lapkr nëntor نوفمبر "
    "تشرين2 "
    "נובמבר नवंबर नवम्बर نوامبر",
    "dec dez déc dic dicembre des joulu gru pros prosinac ara aralık δεκ дек груд гру gruod dhjetor ديسمبر كانون1 "
    "דצמבר "
    "दिसंबर दिसम्बर دسامبر desember"};

struct Stem {
    std::string_view text;
    int month;
};

// Sorted by their first byte, longest first.
const std::vector<Stem>& stem_table() {
    static const std::vector<Stem> table = [] {
        std::vector<Stem> out;
        for (int month = 0; month < 13; ++month) {
            std::string_view rest = stems[month];
            while (!rest.empty()) {
                const auto end = std::min(rest.find(' '), rest.size());
                if (end > 0) out.push_back({rest.substr(0, end), month});
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        std::ranges::stable_sort(out, [](const Stem& a, const Stem& b) {
            return a.text[0] != b.text[0] ? a.text[0] < b.text[0] : a.text.size() > b.text.size();
        });
        return out;
    }();
    return table;
}

struct Zone {
    std::string_view name;
    int minutes;  // standard time
    enum Rule { fixed, us, eu, au, nz } rule = fixed;
};

// Abbreviations that are used for one thing mostly; the ambiguous ones as RFC 822 or their larger population has them.
constexpr Zone zones[] = {{"z", 0},
                          {"ut", 0},
                          {"utc", 0},
                          {"gmt", 0},
                          {"wet", 0},
                          {"west", 60},
                          {"bst", 60},
                          {"cet", 60},
                          {"met", 60},
                          {"mez", 60},
                          {"cest", 120},
                          {"mest", 120},
                          {"mesz", 120},
                          {"eet", 120},
                          {"eest", 180},
                          {"msk", 180},
                          {"msd", 240},
                          {"trt", 180},
                          {"sast", 120},
                          {"cat", 120},
                          {"eat", 180},
                          {"wat", 60},
                          {"ist", 330},
                          {"npt", 345},
                          {"pkt", 300},
                          {"ict", 420},
                          {"wib", 420},
                          {"wita", 480},
                          {"wit", 540},
                          {"hkt", 480},
                          {"sgt", 480},
                          {"myt", 480},
                          {"pht", 480},
                          {"awst", 480},
                          {"jst", 540},
                          {"kst", 540},
                          {"acst", 570},
                          {"acdt", 630},
                          {"aest", 600},
                          {"aedt", 660},
                          {"nzst", 720},
                          {"nzdt", 780},
                          {"nst", -210},
                          {"ndt", -150},
                          {"ast", -240},
                          {"adt", -180},
                          {"est", -300},
                          {"edt", -240},
                          {"cst", -360},
                          {"cdt", -300},
                          {"mst", -420},
                          {"mdt", -360},
                          {"pst", -480},
                          {"pdt", -420},
                          {"akst", -540},
                          {"akdt", -480},
                          {"hst", -600},
                          {"art", -180},
                          {"brt", -180},
                          {"brst", -120},
                          {"clt", -240},
                          {"clst", -180},
                          {"cot", -300},
                          {"pet", -300},
                          {"vet", -240},
                          {"gst", 240},
                          {"irst", 210},
                          {"at", -240, Zone::us},
                          {"et", -300, Zone::us},
                          {"ct", -360, Zone::us},
                          {"mt", -420, Zone::us},
                          {"pt", -480, Zone::us},
                          // Names of the tz database that feeds were seen to write.
                          {"etc/utc", 0},
                          {"etc/gmt", 0},
                          {"america/halifax", -240, Zone::us},
                          {"america/new_york", -300, Zone::us},
                          {"america/toronto", -300, Zone::us},
                          {"america/detroit", -300, Zone::us},
                          {"america/chicago", -360, Zone::us},
                          {"america/winnipeg", -360, Zone::us},
                          {"america/denver", -420, Zone::us},
                          {"america/edmonton", -420, Zone::us},
                          {"america/phoenix", -420},
                          {"america/los_angeles", -480, Zone::us},
                          {"america/vancouver", -480, Zone::us},
                          {"america/anchorage", -540, Zone::us},
                          {"america/sao_paulo", -180},
                          {"america/argentina/buenos_aires", -180},
                          {"america/buenos_aires", -180},
                          {"america/bogota", -300},
                          {"america/lima", -300},
                          {"america/mexico_city", -360},
                          {"america/caracas", -240},
                          {"us/eastern", -300, Zone::us},
                          {"us/central", -360, Zone::us},
                          {"us/mountain", -420, Zone::us},
                          {"us/pacific", -480, Zone::us},
                          {"pacific/honolulu", -600},
                          {"pacific/auckland", 720, Zone::nz},
                          {"australia/sydney", 600, Zone::au},
                          {"australia/melbourne", 600, Zone::au},
                          {"australia/hobart", 600, Zone::au},
                          {"australia/adelaide", 570, Zone::au},
                          {"australia/brisbane", 600},
                          {"australia/perth", 480},
                          {"europe/london", 0, Zone::eu},
                          {"europe/dublin", 0, Zone::eu},
                          {"europe/lisbon", 0, Zone::eu},
                          {"europe/paris", 60, Zone::eu},
                          {"europe/berlin", 60, Zone::eu},
                          {"europe/madrid", 60, Zone::eu},
                          {"europe/rome", 60, Zone::eu},
                          {"europe/amsterdam", 60, Zone::eu},
                          {"europe/brussels", 60, Zone::eu},
                          {"europe/vienna", 60, Zone::eu},
                          {"europe/zurich", 60, Zone::eu},
                          {"europe/prague", 60, Zone::eu},
                          {"europe/warsaw", 60, Zone::eu},
                          {"europe/budapest", 60, Zone::eu},
                          {"europe/stockholm", 60, Zone::eu},
                          {"europe/oslo", 60, Zone::eu},
                          {"europe/copenhagen", 60, Zone::eu},
                          {"europe/belgrade", 60, Zone::eu},
                          {"europe/zagreb", 60, Zone::eu},
                          {"europe/luxembourg", 60, Zone::eu},
                          {"europe/helsinki", 120, Zone::eu},
                          {"europe/athens", 120, Zone::eu},
                          {"europe/bucharest", 120, Zone::eu},
                          {"europe/sofia", 120, Zone::eu},
                          {"europe/kiev", 120, Zone::eu},
                          {"europe/kyiv", 120, Zone::eu},
                          {"europe/vilnius", 120, Zone::eu},
                          {"europe/riga", 120, Zone::eu},
                          {"europe/tallinn", 120, Zone::eu},
                          {"europe/istanbul", 180},
                          {"europe/moscow", 180},
                          {"europe/minsk", 180},
                          {"asia/jerusalem", 120},
                          {"asia/riyadh", 180},
                          {"asia/baghdad", 180},
                          {"asia/tehran", 210},
                          {"asia/dubai", 240},
                          {"asia/karachi", 300},
                          {"asia/kolkata", 330},
                          {"asia/calcutta", 330},
                          {"asia/colombo", 330},
                          {"asia/kathmandu", 345},
                          {"asia/dhaka", 360},
                          {"asia/bangkok", 420},
                          {"asia/jakarta", 420},
                          {"asia/ho_chi_minh", 420},
                          {"asia/shanghai", 480},
                          {"asia/hong_kong", 480},
                          {"asia/taipei", 480},
                          {"asia/singapore", 480},
                          {"asia/manila", 480},
                          {"asia/kuala_lumpur", 480},
                          {"asia/tokyo", 540},
                          {"asia/seoul", 540},
                          {"africa/cairo", 120},
                          {"africa/johannesburg", 120},
                          {"africa/lagos", 60},
                          {"africa/nairobi", 180},
                          {"africa/accra", 0},
                          {"africa/casablanca", 60}};

const Zone* find_zone(std::string_view name) {
    const auto at = std::ranges::find(zones, name, &Zone::name);
    return at == std::end(zones) ? nullptr : at;
}

bool summer(const Zone& zone, std::chrono::local_seconds local) {
    using namespace std::chrono;
    const year y = year_month_day{floor<days>(local)}.year();
    const auto on = [&](auto day, int hour) { return local_days{day} + hours{hour}; };
    switch (zone.rule) {
        case Zone::fixed:
            return false;
        case Zone::us:
            // Energy Policy Act of 2005; before 2007 the first Sunday of April to the last of October.
            if (y >= year{2007})
                return local >= on(y / March / Sunday[2], 2) && local < on(y / November / Sunday[1], 2);
            return local >= on(y / April / Sunday[1], 2) && local < on(y / October / Sunday[last], 2);
        case Zone::eu: {
            // Directive 2000/84/EC: 01:00 UTC on the last Sundays of March and October.
            const auto utc = local - minutes{zone.minutes};
            return utc >= on(y / March / Sunday[last], 1) && utc < on(y / October / Sunday[last], 1);
        }
        case Zone::au:
            return local >= on(y / October / Sunday[1], 2) || local < on(y / April / Sunday[1], 3);
        case Zone::nz:
            return local >= on(y / September / Sunday[last], 2) || local < on(y / April / Sunday[1], 3);
    }
    return false;
}

}  // namespace

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) < 0x80) {
            out += c < ' ' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            ++i;
        } else {
            utf8::append(out, plain(utf8::next(text, i)));
        }
    }
    return out;
}

bool may_have_digits(std::string_view text) {
    return std::ranges::any_of(text,
                               [](char c) { return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0xD9; });
}

Meaning meaning_of(std::string_view word) {
    for (const std::string_view am : {"am", "오전", "上午", "午前", "ص", "πμ"})
        if (word == am) return {Word::am};
    for (const std::string_view pm : {"pm", "오후", "下午", "午後", "م", "μμ"})
        if (word == pm) return {Word::pm};
    if (find_zone(word) || (word.size() == 1 && word[0] >= 'a' && word[0] <= 'y' && word[0] != 'j'))
        return {Word::zone};
    // Two words for one month in the Levant; the second was glued on by the caller as a digit.
    if (word.size() < 3) return {};
    if (const int month = month_named(word)) return {Word::month, month};
    if (word.starts_with("ב")) word.remove_prefix(2);  // Hebrew "in"
    const auto& table = stem_table();
    for (auto at = std::ranges::lower_bound(table, word[0], {}, [](const Stem& s) { return s.text[0]; });
         at != table.end() && at->text[0] == word[0]; ++at)
        if (word.starts_with(at->text))
            return at->month == 0 ? Meaning{Word::weekday} : Meaning{Word::month, at->month};
    return {};
}

std::optional<int> zone_minutes(std::string_view name, std::chrono::local_seconds local) {
    if (const Zone* zone = find_zone(name)) return zone->minutes + (summer(*zone, local) ? 60 : 0);
    // RFC 822, section 5.1: A to M (without J) go west, N to Y east. RFC 2822 distrusts them; those who write them mean
    // it.
    if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'y' && name[0] != 'j') {
        const int letter = name[0] - 'a' + 1;
        if (name[0] <= 'm') return -60 * (letter > 10 ? letter - 1 : letter);
        return 60 * (letter - 13);
    }
    return std::nullopt;
}

}  // namespace octavo::dates
