#include "assist/number_words.hpp"

#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

#include "text/words.hpp"

namespace octavo::assist {
namespace {

struct Words {
    std::string_view language;
    std::string_view words;  // "1 one", parted by commas
};
// Not "one": in most languages it is the article.
constexpr Words table[] = {
    {"en",
     "2 two,3 three,4 four,5 five,6 six,7 seven,8 eight,9 nine,10 ten,11 eleven,12 twelve,13 thirteen,14 fourteen,15 "
     "fifteen,16 sixteen,17 seventeen,18 eighteen,19 nineteen,20 twenty,30 thirty,40 forty,50 fifty,60 sixty,70 "
     "seventy,80 "
     "eighty,90 ninety,100 hundred,1000 thousand,1000000 million,1000000000 billion,1000000000000 trillion,12 dozen,2 "
     "twice,0 zero"},
    {"de",
     "2 zwei,3 drei,4 vier,5 fünf,6 sechs,7 sieben,8 acht,9 neun,10 zehn,11 elf,12 zwölf,20 zwanzig,30 dreißig,40 "
     "vierzig,50 "
     "fünfzig,60 sechzig,70 siebzig,80 achtzig,90 neunzig,100 hundert,1000 tausend,1000000 million,1000000 "
     "millionen,1000000000 milliarde,1000000000 milliarden,12 dutzend"},
    {"fr",
     "2 deux,3 trois,4 quatre,5 cinq,6 six,7 sept,8 huit,9 neuf,10 dix,11 onze,12 douze,20 vingt,30 trente,40 "
     "quarante,50 "
     "cinquante,60 soixante,100 cent,1000 mille,1000000 million,1000000 millions,1000000000 milliard,1000000000 "
     "milliards"},
    {"es",
     "2 dos,3 tres,4 cuatro,5 cinco,6 seis,7 siete,8 ocho,9 nueve,10 diez,11 once,12 doce,20 veinte,30 treinta,40 "
     "cuarenta,50 cincuenta,60 sesenta,70 setenta,80 ochenta,90 noventa,100 cien,100 ciento,1000 mil,1000000 "
     "millón,1000000 millones"},
    {"it",
     "2 due,3 tre,4 quattro,5 cinque,6 sei,7 sette,8 otto,9 nove,10 dieci,11 undici,12 dodici,20 venti,30 trenta,40 "
     "quaranta,50 cinquanta,100 cento,1000 mille,1000 mila,1000000 milione,1000000 milioni,1000000000 miliardi"},
    {"pt",
     "2 dois,2 duas,3 três,4 quatro,5 cinco,6 seis,7 sete,8 oito,9 nove,10 dez,11 onze,12 doze,20 vinte,30 trinta,40 "
     "quarenta,50 cinquenta,100 cem,100 cento,1000 mil,1000000 milhão,1000000 milhões,1000000000 bilhões"},
    {"ru",
     "2 два,2 две,2 двух,3 три,3 трёх,4 четыре,4 четырёх,5 пять,5 пяти,6 шесть,7 семь,8 восемь,9 девять,10 десять,11 "
     "одиннадцать,12 двенадцать,20 двадцать,30 тридцать,40 сорок,50 пятьдесят,100 сто,1000 тысяча,1000 тысяч,1000000 "
     "миллион,1000000 миллионов,1000000000 миллиард,2 двое,3 трое"},
    {"tr",
     "2 iki,3 üç,4 dört,5 beş,6 altı,7 yedi,8 sekiz,9 dokuz,10 on,20 yirmi,30 otuz,40 kırk,50 elli,100 yüz,1000 "
     "bin,1000000 "
     "milyon,1000000000 milyar"},
    {"ar",
     "2 اثنان,2 اثنين,3 ثلاثة,3 ثلاث,4 أربعة,4 أربع,5 خمسة,5 خمس,6 ستة,6 ست,7 سبعة,7 سبع,8 ثمانية,8 ثماني,9 تسعة,9 "
     "تسع,10 "
     "عشرة,10 عشر,20 عشرين,100 مائة,100 مئة,1000 ألف,1000 آلاف,1000000 مليون,1000000 ملايين,1000000000 مليار"},
    {"zh", "2 两,2 二,3 三,4 四,5 五,6 六,7 七,8 八,9 九,10 十,100 百,1000 千,10000 万,100000000 亿"},
};

using Known = std::unordered_map<std::string, double>;

const Known& known_in(std::string_view language) {
    static std::mutex mutex;
    static std::map<std::string, Known, std::less<>> made;
    static const Known none;
    const std::string_view primary = language.substr(0, language.find('-'));
    for (const Words& words : table) {
        if (words.language != primary) continue;
        const std::lock_guard lock(mutex);
        if (const auto known = made.find(primary); known != made.end()) return known->second;
        Known out;
        for (std::string_view rest = words.words; !rest.empty();) {
            const auto comma = std::min(rest.find(','), rest.size());
            const std::string_view entry = rest.substr(0, comma);
            const auto blank = entry.find(' ');
            out.emplace(text::term_of(entry.substr(blank + 1), primary),
                        std::stod(std::string(entry.substr(0, blank))));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        return made.emplace(std::string(primary), std::move(out)).first->second;
    }
    return none;
}

}  // namespace

std::optional<double> number_of_word(std::string_view term, std::string_view language) {
    const Known& known = known_in(language);
    const auto found = known.find(std::string(term));
    if (found == known.end()) return std::nullopt;
    return found->second;
}

bool is_number_word(std::string_view term, std::string_view language) {
    return number_of_word(term, language).has_value();
}

}  // namespace octavo::assist
