// The words that say what a number is of, language by language: closed classes, written by hand for this project.
#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

#include "assist/answer_frame.hpp"
#include "base/hash.hpp"
#include "text/words.hpp"

namespace octavo::assist {
namespace {

struct Line {
    std::string_view language;
    Unit unit;
    std::string_view words;  // parted by commas
};
using enum Unit;

constexpr Line lines[] = {
    {"en", money, "dollar,euro,pound,cent,pence,penny,yen,yuan,rupee,ruble,franc,peso,krona,usd,eur,gbp,buck"},
    {"en", percent, "percent,pct,percentage,third,quarter,half"},
    {"en", length,
     "metre,meter,kilometre,kilometer,mile,foot,feet,inch,yard,centimetre,centimeter,millimetre,millimeter,km,cm,mm,"
     "ft"},
    {"en", time, "second,minute,hour,day,night,week,month,year,decade,fortnight"},
    {"en", age, "old,aged,age,ages"},
    {"en", measure,
     "degree,celsius,fahrenheit,ton,tonne,kilogram,kilo,kg,gram,litre,liter,gallon,acre,hectare,watt,megawatt,gigawatt,"
     "mph,kph,volt,ounce"},
    {"en", month,
     "january,february,march,april,may,june,july,august,september,october,november,december,jan,feb,mar,apr,jun,jul,"
     "aug,"
     "sep,sept,oct,nov,dec"},
    {"en", weekday, "sunday,monday,tuesday,wednesday,thursday,friday,saturday,yesterday,today,tonight,tomorrow"},
    {"en", clock, "o'clock,oclock,am,pm,a.m,p.m,noon,midnight"},
    {"en", century, "century,centuries,bc,ad,bce"},
    {"en", since, "since,until,till"},
    {"de", money, "dollar,euro,pfund,cent,yen,yuan,rupien,rubel,franken,kronen,peso"},
    {"de", percent, "prozent,drittel,viertel,hälfte"},
    {"de", length, "meter,kilometer,meilen,meile,fuß,zentimeter,millimeter,km,cm,mm"},
    {"de", time,
     "sekunde,sekunden,minute,minuten,stunde,stunden,tag,tage,tagen,nacht,nächte,woche,wochen,monat,monate,monaten,"
     "jahr,"
     "jahre,jahren,jahrzehnt,jahrzehnte"},
    {"de", age, "alt,alter,jährig,jährige,jähriger,jährigen,jähriges"},
    {"de", measure,
     "grad,celsius,tonne,tonnen,kilogramm,kilo,gramm,liter,hektar,quadratmeter,quadratkilometer,watt,kmh"},
    {"de", month, "januar,jänner,februar,märz,april,mai,juni,juli,august,september,oktober,november,dezember"},
    {"de", weekday, "sonntag,montag,dienstag,mittwoch,donnerstag,freitag,samstag,sonnabend,gestern,heute,morgen"},
    {"de", clock, "uhr,mitternacht,mittag"},
    {"de", century, "jahrhundert,jahrhunderts,jahrhunderte,chr"},
    {"de", since, "seit,bis"},
    {"fr", money, "dollar,dollars,euro,euros,livre,livres,franc,francs,yen,yuan,centime"},
    {"fr", percent, "pourcent,tiers,quart,moitié"},
    {"fr", length, "mètre,mètres,kilomètre,kilomètres,km,mile,miles,pieds,pouces,centimètres,millimètres,cm,mm"},
    {"fr", time,
     "seconde,secondes,minute,minutes,heure,heures,jour,jours,nuit,semaine,semaines,mois,an,ans,année,années"},
    {"fr", age, "âgé,âgée,âge"},
    {"fr", measure, "degré,degrés,tonne,tonnes,kilo,kilos,kilogrammes,kg,gramme,litre,litres,hectare,hectares,watt"},
    {"fr", month, "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre"},
    {"fr", weekday, "dimanche,lundi,mardi,mercredi,jeudi,vendredi,samedi,hier,aujourd'hui,demain"},
    {"fr", clock, "h,heure,heures,midi,minuit"},
    {"fr", century, "siècle,siècles"},
    {"fr", since, "depuis,jusqu'en,jusque"},
    {"es", money, "dólar,dólares,euro,euros,libra,libras,peso,pesos,franco,yen,yuan"},
    {"es", percent, "porciento,tercio,cuarto,mitad"},
    {"es", length, "metro,metros,kilómetro,kilómetros,km,milla,millas,pie,pies,pulgadas,centímetros,milímetros,cm,mm"},
    {"es", time,
     "segundo,segundos,minuto,minutos,hora,horas,día,días,noche,noches,semana,semanas,mes,meses,año,años,décadas"},
    {"es", age, "edad,años"},
    {"es", measure, "grado,grados,tonelada,toneladas,kilo,kilos,kilogramos,kg,gramos,litro,litros,hectárea,hectáreas"},
    {"es", month, "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,setiembre,octubre,noviembre,diciembre"},
    {"es", weekday, "domingo,lunes,martes,miércoles,jueves,viernes,sábado,ayer,hoy"},
    {"es", clock, "h,hora,horas,mediodía,medianoche"},
    {"es", century, "siglo,siglos"},
    {"es", since, "desde,hasta"},
    {"it", money, "dollari,dollaro,euro,sterline,franchi,yen,yuan"},
    {"it", percent, "terzo,quarto,metà"},
    {"it", length, "metro,metri,chilometro,chilometri,km,miglia,piedi,centimetri,millimetri,cm,mm"},
    {"it", time, "secondo,secondi,minuto,minuti,ora,ore,giorno,giorni,notte,settimana,settimane,mese,mesi,anno,anni"},
    {"it", age, "età,anni"},
    {"it", measure, "grado,gradi,tonnellata,tonnellate,chilo,chili,chilogrammi,kg,grammi,litri,ettari"},
    {"it", month, "gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre,novembre,dicembre"},
    {"it", weekday, "domenica,lunedì,martedì,mercoledì,giovedì,venerdì,sabato,ieri,oggi,domani"},
    {"it", clock, "ore,mezzogiorno,mezzanotte"},
    {"it", century, "secolo,secoli"},
    {"it", since, "dal,fino"},
    {"pt", money, "dólar,dólares,euro,euros,real,reais,libra,libras,iene"},
    {"pt", percent, "porcento,terço,quarto,metade"},
    {"pt", length, "metro,metros,quilômetro,quilômetros,quilómetros,km,milha,milhas,pés,centímetros,milímetros,cm,mm"},
    {"pt", time, "segundo,segundos,minuto,minutos,hora,horas,dia,dias,noite,noites,semana,semanas,mês,meses,ano,anos"},
    {"pt", age, "idade,anos"},
    {"pt", measure, "grau,graus,tonelada,toneladas,quilo,quilos,kg,gramas,litro,litros,hectare,hectares"},
    {"pt", month, "janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro"},
    {"pt", weekday, "domingo,segunda-feira,terça-feira,quarta-feira,quinta-feira,sexta-feira,sábado,ontem,hoje,amanhã"},
    {"pt", clock, "h,hora,horas,meio-dia,meia-noite"},
    {"pt", century, "século,séculos"},
    {"pt", since, "desde,até"},
    {"ru", money, "доллар,доллара,долларов,евро,рубль,рубля,рублей,фунт,фунтов,иен,юань,юаней,франков"},
    {"ru", percent, "процент,процента,процентов,треть,четверть,половина"},
    {"ru", length, "метр,метра,метров,километр,километра,километров,км,м,см,мм,миля,миль,фут,футов,дюймов"},
    {"ru", time,
     "секунда,секунд,минута,минут,минуты,час,часа,часов,день,дня,дней,ночь,неделя,недели,недель,месяц,месяца,месяцев,"
     "год,года,лет"},
    {"ru", age, "возраст,возрасте,лет,летний,летняя,летнего,года,год"},
    {"ru", measure, "градус,градусов,тонна,тонн,килограмм,килограммов,кг,грамм,литр,литров,гектар,гектаров"},
    {"ru", month,
     "январь,января,февраль,февраля,март,марта,апрель,апреля,май,мая,июнь,июня,июль,июля,август,августа,"
     "сентябрь,сентября,октябрь,октября,ноябрь,ноября,декабрь,декабря,январе,феврале,марте,апреле,мае,"
     "июне,июле,августе,сентябре,октябре,ноябре,декабре"},
    {"ru", weekday,
     "воскресенье,понедельник,вторник,среду,среда,четверг,пятницу,пятница,субботу,суббота,вчера,сегодня,завтра"},
    {"ru", clock, "час,часа,часов,полдень,полночь"},
    {"ru", century, "век,века,веке,веков"},
    {"ru", since, "с,до"},
    {"tr", money, "dolar,doları,euro,lira,lirası,sterlin,yen,frank"},
    {"tr", percent, "yüzde,yarısı"},
    {"tr", length, "metre,kilometre,km,mil,fit,inç,santimetre,milimetre,cm,mm"},
    {"tr", time, "saniye,dakika,saat,gün,gece,hafta,ay,yıl,sene,yıllık"},
    {"tr", age, "yaş,yaşında,yaşındaki,yaşındayken"},
    {"tr", measure, "derece,ton,kilogram,kilo,kg,gram,litre,hektar"},
    {"tr", month, "ocak,şubat,mart,nisan,mayıs,haziran,temmuz,ağustos,eylül,ekim,kasım,aralık"},
    {"tr", weekday, "pazar,pazartesi,salı,çarşamba,perşembe,cuma,cumartesi,dün,bugün,yarın"},
    {"tr", clock, "saat,öğlen"},
    {"tr", century, "yüzyıl,yüzyılda,yüzyılın,yy"},
    {"tr", since, "beri"},
    {"ar", money, "دولار,دولارا,يورو,جنيه,ريال,درهم,دينار,روبل,ين,يوان,ليرة"},
    {"ar", percent, "بالمئة,بالمائة,المئة,المائة,نصف,ثلث,ربع"},
    {"ar", length, "متر,مترا,أمتار,كيلومتر,كيلومترا,كيلومترات,كم,ميل,ميلا,أميال,قدم,قدما,سنتيمتر"},
    {"ar", time,
     "ثانية,ثواني,دقيقة,دقائق,ساعة,ساعات,يوم,يوما,أيام,ليلة,أسبوع,أسابيع,شهر,أشهر,سنة,سنوات,عام,عاما,أعوام"},
    {"ar", age, "عمر,عمره,عمرها,العمر,سنة,عاما,سن"},
    {"ar", measure, "درجة,درجات,طن,طنا,كيلوغرام,كيلوجرام,كجم,لتر,لترا,هكتار"},
    {"ar", month,
     "يناير,فبراير,مارس,أبريل,إبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر,كانون,شباط,آذار,نيسان,أيار,"
     "حزيران,تموز,آب,أيلول,تشرين"},
    {"ar", weekday, "الأحد,الاثنين,الإثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,أمس,اليوم,غدا"},
    {"ar", clock, "الساعة,ظهرا,صباحا,مساء"},
    {"ar", century, "القرن,قرن,قرون"},
    {"ar", since, "منذ,حتى"},
    {"nl", money, "dollar,euro,pond,cent,yen,yuan,frank"},
    {"nl", percent, "procent,derde,kwart,helft"},
    {"nl", length, "meter,kilometer,km,mijl,voet,centimeter,millimeter,cm,mm"},
    {"nl", time, "seconde,seconden,minuut,minuten,uur,dag,dagen,nacht,nachten,week,weken,maand,maanden,jaar,jaren"},
    {"nl", age, "oud,leeftijd,jarige"},
    {"nl", measure, "graad,graden,ton,kilogram,kilo,kg,gram,liter,hectare"},
    {"nl", month, "januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november,december"},
    {"nl", weekday, "zondag,maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,gisteren,vandaag"},
    {"nl", clock, "uur,middernacht"},
    {"nl", century, "eeuw,eeuwen"},
    {"nl", since, "sinds,tot"},
};

Units make(std::string_view language) {
    Units out;
    for (const Line& line : lines) {
        if (line.language != language) continue;
        for (std::string_view rest = line.words; !rest.empty();) {
            const auto comma = std::min(rest.find(','), rest.size());
            out.emplace(word_hash(text::term_of(rest.substr(0, comma), language)), line.unit);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return out;
}

}  // namespace

const Units& units_in(std::string_view language) {
    static std::mutex mutex;
    static std::map<std::string, Units, std::less<>> made;
    const std::string_view primary = language.substr(0, language.find('-'));
    const std::lock_guard lock(mutex);
    if (const auto known = made.find(primary); known != made.end()) return known->second;
    return made.emplace(std::string(primary), make(primary)).first->second;
}

bool knows_units(std::string_view language) {
    const std::string_view primary = language.substr(0, language.find('-'));
    return primary == "zh" || primary == "ja" ||
           std::ranges::any_of(lines, [&](const Line& line) { return line.language == primary; });
}

}  // namespace octavo::assist
