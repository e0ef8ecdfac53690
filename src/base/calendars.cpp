#include "base/calendars.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace octavo::dates {
namespace {

// Whole words, in lower case, in every form in which a date carries them. Latin letters first: languages whose stems
// would also begin other words ("novels", "marathon") are known by their whole names only.
constexpr std::string_view names[12] = {
    "january januar januari januarie janvier enero gennaio janeiro xaneiro gener jaanuar tammikuuta tammikuu janúar "
    "stycznia styczeń leden ledna januára januara január januarja siječnja siječanj ianuarie ocak sausio sausis "
    "janvāris janvārī janar yanvar urtarrila urtarrilaren ionawr eanáir januwari jannar студзеня студзень қаңтар "
    "জানুয়ারি জানুয়ারী জানুয়ারি জানুয়ারী ஜனவரி జనవరి ಜನವರಿ ജനുവരി जानेवारी જાન્યુઆરી ਜਨਵਰੀ ଜାନୁଆରୀ جنوری "
    "มกราคม ม.ค იანვარი იან հունվարի հունվար មករា ມັງກອນ ဇန်နဝါရီ ජනවාරි",
    "february februar februari februarie février fevrier febrero febbraio fevereiro febreiro febrer veebruar "
    "helmikuuta helmikuu febrúar lutego luty února únor februára februara február februarja veljače veljača "
    "februarie şubat vasario vasaris februāris februārī shkurt fevral otsaila otsailaren chwefror feabhra pebrero "
    "pebruari februwari frar лютага люты ақпан ফেব্রুয়ারি ফেব্রুয়ারী ফেব্রুয়ারি ফেব্রুয়ারী பிப்ரவரி ఫిబ్రవరి "
    "ಫೆಬ್ರವರಿ ഫെബ്രുവരി फेब्रुवारी फेब्रुअरी ફેબ્રુઆરી ਫਰਵਰੀ ଫେବୃଆରୀ فروری กุมภาพันธ์ ก.พ თებერვალი თებ փետրվարի "
    "փետրվար កុម្ភៈ ກຸມພາ ဖေဖော်ဝါရီ පෙබරවාරි",
    "march märz maerz mars marzo março marts maart maaliskuuta maaliskuu märts marca marzec března březen ožujka "
    "ožujak március martie mart kovo kovas marts martā mäerz martxoa martxoaren mawrth márta marso machi mashi marzu "
    "сакавіка сакавік наурыз মার্চ மார்ச் మార్చి ಮಾರ್ಚ್ മാർച്ച് मार्च માર્ચ ਮਾਰਚ ମାର୍ଚ୍ଚ مارچ มีนาคม มี.ค მარტი "
    "მარ մարտի մարտ មីនា ມີນາ မတ် මාර්තු mac",
    "april avril abril aprile aprilie aprill huhtikuuta huhtikuu apríl kwietnia kwiecień dubna duben apríla aprila "
    "travnja travanj április nisan balandžio balandis aprīlis aprīlī prill aprel apirila apirilaren ebrill aibreán "
    "aprili ephreli abrëll красавіка красавік сәуір এপ্রিল ஏப்ரல் ఏప్రిల్ ಏಪ್ರಿಲ್ ഏപ്രിൽ एप्रिल अप्रिल એપ્રિલ "
    "ਅਪ੍ਰੈਲ ଅପ୍ରେଲ اپریل เมษายน เม.ย აპრილი აპრ ապրիլի ապրիլ មេសា ເມສາ ဧပြီ "
    "අප්‍රේල්",
    "mayo maggio maio toukokuuta toukokuu května květen mája svibnja svibanj május mayıs gegužės gegužė maijs maijā "
    "maiatza maiatzaren bealtaine meyi mejju mee мамыр মে மே మే ಮೇ മേയ് मे મે ਮਈ ମଇ مئی พฤษภาคม พ.ค მაისი "
    "მაი մայիսի մայիս ឧសភា ພຶດສະພາ မေ මැයි",
    "juin junio giugno junho xuño juny juuni kesäkuuta kesäkuu júní czerwca czerwiec června červen júna juna lipnja "
    "lipanj június iunie haziran birželio birželis jūnijs jūnijā qershor iyun ekaina ekainaren mehefin meitheamh "
    "meithimh hunyo ġunju чэрвеня чэрвень маусым জুন ஜூன் జూన్ ಜೂನ್ ജൂൺ जून जुन જૂન ਜੂਨ ଜୁନ جون มิถุนายน มิ.ย "
    "ივნისი ივნ հունիսի հունիս មិថុនា ມິຖຸນາ ဇွန် ජූනි",
    "juillet julio luglio julho xullo juliol juuli heinäkuuta heinäkuu júlí lipca lipiec července červenec júla jula "
    "srpnja srpanj július iulie temmuz liepos liepa jūlijs jūlijā korrik iyul uztaila uztailaren gorffennaf iúil hulyo "
    "julai julayi lulju ліпеня ліпень шілде জুলাই ஜூலை జూలై ಜುಲೈ ജൂലൈ जुलै जुलाई જુલાઈ ਜੁਲਾਈ ଜୁଲାଇ جولائی กรกฎาคม "
    "ก.ค ივლისი ივლ հուլիսի հուլիս កក្កដា ກໍລະກົດ ဇူလိုင် ජූලි",
    "august août aout agosto augustus agost elokuuta elokuu ágúst sierpnia sierpień srpna srpen augusta avgusta avgust "
    "kolovoza kolovoz augusztus ağustos rugpjūčio rugpjūtis augusts augustā gusht avqust abuztua abuztuaren awst "
    "lúnasa agosti agasti ogos awwissu жніўня жнівень тамыз আগস্ট আগষ্ট ஆகஸ்ட் ఆగస్టు ಆಗಸ್ಟ್ ഓഗസ്റ്റ് ऑगस्ट अगस्ट "
    "ઓગસ્ટ ਅਗਸਤ ଅଗଷ୍ଟ اگست สิงหาคม ส.ค აგვისტო აგვ օգոստոսի օգոստոս សីហា ສິງຫາ ဩဂုတ် අගෝස්තු",
    "september septembre septiembre setiembre settembre setembro setembre syyskuuta syyskuu września wrzesień září "
    "septembra rujna rujan szeptember septembrie eylül rugsėjo rugsėjis septembris septembrī shtator sentyabr sentabr "
    "iraila irailaren medi setyembre septemba septhemba settembru верасня верасень қыркүйек সেপ্টেম্বর செப்டம்பர் "
    "సెప్టెంబర్ ಸೆಪ್ಟೆಂಬರ್ സെപ്റ്റംബർ सप्टेंबर सेप्टेम्बर સપ્ટેમ્બર ਸਤੰਬਰ ସେପ୍ଟେମ୍ବର ستمبر กันยายน ก.ย სექტემბერი "
    "სექ սեպտեմբերի սեպտեմբեր កញ្ញា ກັນຍາ စက်တင်ဘာ සැප්තැම්බර්",
    "october oktober octobre octubre ottobre outubro oktoober lokakuuta lokakuu október października październik "
    "října říjen októbra oktobra octombrie ekim spalio spalis oktobris oktobrī tetor oktyabr oktabr urria urriaren "
    "hydref oktubre oktoba okthoba ottubru кастрычніка кастрычнік қазан অক্টোবর அக்டோபர் అక్టోబర్ ಅಕ್ಟೋಬರ್ ഒക്ടോബർ "
    "ऑक्टोबर अक्टोबर ઓક્ટોબર ਅਕਤੂਬਰ ଅକ୍ଟୋବର اکتوبر ตุลาคม ต.ค ოქტომბერი ოქტ հոկտեմբերի հոկտեմբեր តុលា ຕຸລາ "
    "အောက်တိုဘာ ඔක්තෝබර්",
    "november novembre noviembre novembro marraskuuta marraskuu listopada listopad listopadu novembra studenog "
    "studenoga studeni noiembrie kasım lapkričio lapkritis novembris novembrī nëntor noyabr azaroa azaroaren tachwedd "
    "samhain samhna nobyembre novemba novembru лістапада лістапад қараша নভেম্বর நவம்பர் నవంబర్ ನವೆಂಬರ್ നവംബർ "
    "नोव्हेंबर नोभेम्बर નવેમ્બર ਨਵੰਬਰ ନଭେମ୍ବର نومبر พฤศจิกายน พ.ย ნოემბერი ნოე նոյեմբերի նոյեմբեր វិច្ឆិកា ພະຈິກ "
    "နိုဝင်ဘာ නොවැම්බර්",
    "december dezember desember décembre decembre diciembre dicembre dezembro decembro desembre detsember joulukuuta "
    "joulukuu grudnia grudzień prosince prosinec decembra prosinca prosinac decembrie aralık gruodžio gruodis "
    "decembris decembrī dhjetor dekabr abendua abenduaren rhagfyr nollaig nollag disyembre desemba disemba disember "
    "diċembru снежня снежань желтоқсан ডিসেম্বর டிசம்பர் డిసెంబర్ ಡಿಸೆಂಬರ್ ഡിസംബർ डिसेंबर डिसेम्बर ડિસેમ્બર ਦਸੰਬਰ "
    "ଡିସେମ୍ବର دسمبر ธันวาคม ธ.ค დეკემბერი დეკ դեկտեմբերի դեկտեմբեր ធ្នូ ທັນວາ ဒီဇင်ဘာ දෙසැම්බර්"};

const std::vector<std::pair<std::string_view, int>>& name_table() {
    static const auto table = [] {
        std::vector<std::pair<std::string_view, int>> out;
        for (int month = 0; month < 12; ++month) {
            std::string_view rest = names[month];
            while (!rest.empty()) {
                const auto end = std::min(rest.find(' '), rest.size());
                if (end > 0) out.emplace_back(rest.substr(0, end), month + 1);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        std::ranges::sort(out);
        return out;
    }();
    return table;
}

// The 33-year cycle of leap years, which agrees with the astronomical rule for the years we accept.
bool is_persian_leap(int year) { return (25 * year + 11) % 33 < 8; }

}  // namespace

int month_named(std::string_view word) {
    const auto& table = name_table();
    const auto at = std::ranges::lower_bound(table, word, {}, &std::pair<std::string_view, int>::first);
    return at != table.end() && at->first == word ? at->second : 0;
}

int persian_month(std::string_view word) {
    static constexpr std::string_view months[] = {"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
                                                  "مهر",     "آبان",     "آذر",   "دی",  "بهمن",  "اسفند"};
    const auto at = std::ranges::find(months, word);
    return at == std::end(months) ? 0 : static_cast<int>(at - std::begin(months)) + 1;
}

std::optional<std::chrono::year_month_day> from_persian(int year, int month, int day) {
    using namespace std::chrono;
    if (year < 1343 || year > 1472 || month < 1 || month > 12 || day < 1) return std::nullopt;
    const int length = month <= 6 ? 31 : month < 12 ? 30 : is_persian_leap(year) ? 30 : 29;
    if (day > length) return std::nullopt;
    // 1 Farvardin 1399 was 20 March 2020.
    sys_days start = std::chrono::year{2020} / March / 20;
    for (int y = 1399; y < year; ++y) start += days{is_persian_leap(y) ? 366 : 365};
    for (int y = year; y < 1399; ++y) start -= days{is_persian_leap(y) ? 366 : 365};
    const int before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    return year_month_day{start + days{before + day - 1}};
}

}  // namespace octavo::dates
