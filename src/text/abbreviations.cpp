// Abbreviations newspapers use, by language, written by hand for this project. Titles before a name and words before a
// number matter most: they are what rules of characters cannot see. A word that is also a common word at the end of
// sentences is left out ("sat.", "art" in English), or stands among those that need a number behind them.
#include "text/abbreviations.hpp"

#include "text/characters.hpp"

namespace octavo::text {
namespace {

struct Table {
    std::string_view language, never, digit, maybe;
};

constexpr Table tables[] = {
    {"en",
     "mr mrs ms dr prof sen sens rep reps gov govs gen col capt lt sgt maj cpl rev hon pres supt insp det adm cmdr vs "
     "e.g i.e cf "
     "messrs mx fr",
     "no nos fig figs p pp art sec ch vol jan feb mar apr jun jul aug sept sep oct nov dec para",
     "inc corp ltd co bros st mt ft jr sr ave blvd rd u.s u.n u.k d.c u.s.a ph.d"},
    {"de",
     "dr prof hr hrn fr st z.b d.h u.a s.o s.u v.a i.d.r bzw bzgl ca ggf vgl evtl inkl exkl sog gem lt ing dipl mag "
     "hrsg einschl zzgl abzgl geb verh verst kath ev frhr frh bspw insb z.t u.u m.e i.a a.d a.m i.br o.ä.s max min",
     "nr abs art s bd kap tel jan feb mär apr jun jul aug sept sep okt nov dez ziff kl anm abb mo di mi do fr",
     "str mio mrd tsd co"},
    {"fr", "m mm mme mmes mlle mlles dr drs pr me mgr st ste p.ex cf av apr ex env max min mr vve j.-c.s n.d.l.r",
     "no nos art p pp fig vol chap tél al n", ""},
    {"es",
     "sr sra sres sras srta dr dra dres prof profa lic ing arq ud uds vd vds d dña da gral cnel tte cap av avda ee ff "
     "p.ej "
     "mons sto sta hno excmo ilmo pbro aprox pdte",
     "núm núms art arts pág págs p pp fig vol cap tel no n", ""},
    {"it",
     "sig sigg sig.ra sig.na sigra dott dott.ssa dottssa prof prof.ssa avv ing geom rag arch on sen gen col cap mons "
     "don fra s ss es "
     "p.es cfr ca cav comm rev card vs mrs mr",
     "n nr art artt pag pagg p pp fig vol tel co", ""},
    {"pt",
     "sr sra srs sras srta dr dra drs prof profa eng arq exmo exma min gov dep sen gal cel cap ten av r p.ex sto sta d "
     "dom mons "
     "pe aprox",
     "art arts n núm pág págs p pp fig vol cap tel inc", ""},
    {"nl",
     "dhr mevr mw dr drs ir ing mr prof ds st z.g bijv bv o.a d.w.z m.a.w t.a.v i.p.v i.v.m n.a.v m.b.t t/m ca resp "
     "incl excl evt vgl "
     "zgn jhr burg gen kol kapt max min m.n",
     "nr nrs art blz p pp fig tel hfst jan feb mrt apr jun jul aug sept okt nov dec", ""},
    {"sv",
     "dr prof hr fr t.ex d.v.s dvs bl.a bla s.k sk resp ca inkl exkl f.n jfr kl st fil tekn ing gen övers fr.o.m from "
     "t.o.m tom "
     "p.g.a pga m.a.o",
     "nr s sid kap art fig tel st jan feb mars apr aug sept okt nov dec", ""},
    {"da", "dr prof hr fr f.eks fx dvs d.v.s bl.a ca kl inkl ekskl evt jf pga p.g.a hhv ing gen skt adj lic cand",
     "nr s stk art fig tel kap jan feb mar apr jun jul aug sept okt nov dec", ""},
    {"no", "dr prof hr fr f.eks dvs d.v.s bl.a ca kl inkl ekskl evt jf pga p.g.a hhv ing gen st adv",
     "nr s stk art fig tlf kap jan feb mar apr jun jul aug sept okt nov des", ""},
    {"fi", "tri prof dos ins esim mm ks vrt ts toht ent n noin synt k.o s.o em prof vt st", "s nro no klo puh luku",
     ""},
    {"is", "dr prof hr frú t.d þ.e u.þ.b sr m.a", "nr bls kr", ""},
    {"pl",
     "prof dr hab mgr inż lek ks św bł gen płk ppłk mjr kpt por sierż abp bp kard ul al pl os gm pow woj im tzw tzn tj "
     "np m.in in ok "
     "zob por sp dyr red godz doc adw śp pt ww wg",
     "nr str s art ust pkt poz rys tab tel par t", ""},
    {"cs",
     "prof doc ing mgr bc mudr judr phdr rndr mvdr thdr paeddr mddr arch dr sv gen plk mjr kpt por např tj tzv tzn mj "
     "resp cca popř ev "
     "pí zejm vč ul nám tř odd kol gen",
     "č str čl odst písm tel s obr tab ř", ""},
    {"sk",
     "prof doc ing mgr bc mudr judr phdr rndr mvdr thdr paeddr arch dr sv gen plk mjr kpt por napr tj tzv tzn resp cca "
     "príp ev ul nám",
     "č str čl ods písm tel s obr tab", ""},
    {"sl", "prof doc mag dr inž sv gen npr tj tzv oz ur ga g ul", "št str čl odst tel", ""},
    {"hr", "prof doc mr dr dipl ing sv gen npr tj tzv odn gđa g ul", "br str čl st tel", ""},
    {"sr", "prof doc mr dr dipl inž sv gen npr tj tzv odn gđa g ul проф др нпр тј тзв св ген ул",
     "br str čl st tel бр стр чл", ""},
    {"bs", "prof doc mr dr dipl ing sv gen npr tj tzv odn gđa g ul", "br str čl st tel", ""},
    {"ro",
     "dl dna d-na d-l dr prof ing av gen col cpt sf pr str bd bld cal șos cca aprox de.ex ex cf conf lt acad lect "
     "asist univ prep",
     "nr art alin lit pag p fig tel cap", ""},
    {"hu", "dr prof ifj id özv pl ill kb ún vö ld szt gr br ált", "sz o old tel fsz", ""},
    {"tr", "prof doç dr av yrd yard öğr gör uzm sn bay alb yzb gen org tüm bkz örn vs yy mah cad sok apt bul hz mr mrs",
     "no s md sf tel", ""},
    {"az", "prof dos akad dr məs küç pr", "№ səh", ""},
    {"et", "prof dr hr pr nt st s.o u jms vrd", "nr lk tel", ""},
    {"lv", "prof dr piem t.i t.s red sv", "nr lpp tel", ""},
    {"lt", "prof dr doc pvz t.y vad šv a.a kun gen pulk g pr al", "nr p psl tel d", ""},
    {"id",
     "dr drs dra prof ir h hj kh tn ny sdr sdri jl mis a.n u.p s.d d.a jend kol letjen mayjen brigjen kombes akbp "
     "kompol st tgk rm",
     "no hlm ps rp tel thn tgl", ""},
    {"ms", "dr prof ir hj tn pn en cik jln kg tg sg m.s dato jen kol lt mej kapt insp supt asp dsp", "no hlm rm tel",
     ""},
    {"vi", "ts gs pgs ths bs ks pgs.ts gs.ts tp tx q p h tt đ ls cn ông mr", "số tr đ", ""},
    {"fil", "g gng bb dr dra prof atty sen rep gen engr gov st sto sta", "blg no", ""},
    {"sw", "dk dkt prof bw bi mhe mh k.m yaani", "na uk", ""},
    {"ru",
     "проф акад доц д-р г-н г-жа гр тов св им ул пр пл пер наб бул т.н т.е т.к т.ч ок см ср напр ред авт сост зам пом "
     "ген полк кап "
     "лейт майор обл р-н пос дер с.г.д м",
     "рис стр с ст п пп ч гл табл тел № г гг д кв", ""},
    {"uk",
     "проф акад доц д-р п-н св ім вул пр просп пл пров бул т.зв т.к див пор напр ред авт зам ген полк обл р-н смт м с",
     "рис стор с ст п пп ч гл табл тел бл", ""},
    {"be", "праф акад дац св ім вул пр пл гл напр г.зн", "мал стар арт п", ""},
    {"bg", "проф акад доц д-р инж арх св ул бул пл гр с г-н г-жа т.нар напр т.е вж ген полк ок",
     "стр чл ал т фиг тел №", ""},
    {"mk", "проф акад доц д-р инж св ул бул г г-ѓа т.н пр т.е ген", "стр чл ст бр тел", ""},
    {"el", "κ κα κκ κας κος δρ καθ πρ π.χ δηλ βλ περ λ.χ αγ οδ λεωφ αρχ στρ υπ σ τ.μ", "σελ σ άρθ αρ παρ εικ τηλ εδ",
     ""},
    {"ka", "პროფ დოქ აკად ბ-ნი ქ-ნი ე.წ მაგ", "გვ ნომ", ""},
    {"kk", "проф акад ж мыс", "б", ""},
    {"ar", "د أ أ.د م.م م ص.ب ب.د", "ص رقم", ""},
    {"fa", "د م ر.ک ق.م ه.ش", "ص ش", ""},
    {"ur", "اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی آر ایس ٹی یو وی ڈاکٹر.س", "", ""},
    {"he", "פרופ ד\"ר גב עו\"ד", "עמ ס מס", "וכו"},
    {"hi", "डॉ प्रो श्री रु कु मो पं सं मि मी से ए बी सी डी ई एफ जी एच आई जे एल एम एन ओ पी आर एस टी यू वी डब्ल्यू", "नं पृ", ""},
    {"mr", "डॉ प्रा श्री सौ रु कु ए बी सी डी ई एफ जी एच आय जे एल एम एन ओ पी आर एस टी यू व्ही", "क्र पृ", ""},
    {"ne", "डा प्रा श्री रु ए बी सी डी ई एफ जी एच आई जे एल एम एन ओ पी आर एस टी यू वी", "नं पृ", ""},
    {"bn", "ড ডা মো মি মিসেস প্রফেসর অধ্যা ইঞ্জি এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি আর এস টি ইউ ভি", "নং পৃ",
     ""},
    {"ta", "டாக்டர்.எ ரூ திரு பேரா எ ஏ பி சி டி எம் எஸ் ஆர் கே ஜி வி", "எண் பக்", ""},
    {"te", "డా ప్రొ శ్రీ రూ ఎ బి సి డి ఎం ఎస్ ఆర్ కె జి వి", "నం", ""},
    {"kn", "ಡಾ ಪ್ರೊ ಶ್ರೀ ರೂ ಎ ಬಿ ಸಿ ಡಿ ಎಂ ಎಸ್ ಆರ್ ಕೆ ಜಿ ವಿ", "ನಂ", ""},
    {"ml", "ഡോ പ്രൊഫ ശ്രീ രൂ എ ബി സി ഡി എം എസ് ആർ കെ ജി വി", "നം", ""},
    {"gu", "ડૉ ડો પ્રો શ્રી રૂ એ બી સી ડી એમ એસ આર કે જી વી", "નં", ""},
    {"pa", "ਡਾ ਪ੍ਰੋ ਸ੍ਰੀ ਸ ਰੁ", "ਨੰ", ""},
    {"am", "ዶ/ር ፕ/ር", "ቁ", ""},
};

bool listed(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

Abbreviation in(const Table& table, std::string_view word) {
    if (listed(table.never, word)) return Abbreviation::never;
    if (listed(table.digit, word)) return Abbreviation::digit;
    return listed(table.maybe, word) ? Abbreviation::maybe : Abbreviation::none;
}

}  // namespace

Abbreviation abbreviation(std::string_view word, std::string_view language) {
    constexpr std::size_t longest = 40;
    if (word.empty() || word.size() > longest) return Abbreviation::none;
    auto primary = language.substr(0, language.find('-'));
    if (primary == "nn" || primary == "nb") primary = "no";
    for (const Table& table : tables)
        if (table.language == primary) return in(table, word);
    return in(tables[0], word);  // titles in English are the likeliest guess for a text of no known language
}

bool has_ordinal_stops(std::string_view language) {
    constexpr auto these =
        std::to_array<std::string_view>({"de", "lb", "da", "no", "nb", "nn", "fi", "et", "lv", "is", "cs",
                                         "sk", "sl", "hr", "sr", "bs", "hu", "pl", "tr", "az", "eu", "fo"});
    return contains(these, language.substr(0, language.find('-')));
}

}  // namespace octavo::text
