// The words that ask, and the words that say what is asked for, language by language. Function words are closed
// classes: the lists are short and stay true. A line: kind, then phrases; "+" behind one: the next word says what is
// asked for. Checked by tests/assist/question_test.cpp.
#include <map>
#include <mutex>

#include "assist/question.hpp"
#include "text/words.hpp"

namespace octavo::assist {
namespace {

struct Line {
    std::string_view language;
    AnswerKind kind;
    bool focus;                // words behind "which" instead of asking words
    std::string_view phrases;  // parted by commas
};
using enum AnswerKind;

constexpr Line lines[] = {
    {"en", person, false, "who,whom,whose"},
    {"en", place, false, "where"},
    {"en", time, false, "when,how long ago,since when,what time,at what time"},
    {"en", age, false, "how old,at what age,what age"},
    {"en", duration, false, "how long,for how long,how much time"},
    {"en", length, false, "how tall,how far,how wide,how deep"},
    {"en", number, false, "how many"},
    {"en", amount, false, "how much,how high,how big,how large,how often,how fast,how heavy,how strong"},
    {"en", reason, false, "why,what caused,how come"},
    {"en", name, false, "what is the name of,what was the name of,what are the names of,what is called"},
    {"en", anything, false,
     "what+,which+,how,did,does,do,is,are,was,were,has,have,had,can,could,will,would,name,list,give,tell "
     "me,please,the,a,an"},
    {"en", country, true, "country,nation"},
    {"en", city, true, "city,town,capital"},
    {"en", place, true, "place,state,continent,region,location,venue,area,county,river,island,territory"},
    {"en", person, true,
     "president,person,singer,actor,actress,player,minister,leader,king,queen,scientist,author,writer,director,artist,"
     "man,"
     "woman,politician,driver,pope,athlete,musician,quarterback,coach,senator,judge,inventor,explorer"},
    {"en", time, true, "year,day,month,date,century,decade,time,period,season"},
    {"en", age, true, "age"},
    {"en", money, true, "price,cost,costs,salary,pay,paid,spend,spent,money"},
    {"en", percent, true, "percentage,percent"},
    {"en", amount, true, "number,population,amount,score,total,temperature,size,rate,share,proportion"},
    {"en", name, true,
     "company,team,organisation,organization,network,party,university,school,group,newspaper,magazine,film,movie,song,"
     "book,club,agency,airline,band,brand,automaker,bank,museum,name,tabloid,platform,league,game"},
    {"de", person, false, "wer,wen,wem,wessen"},
    {"de", place, false, "wo,wohin,woher"},
    {"de", time, false, "wann,seit wann,bis wann,ab wann,um wie viel uhr"},
    {"de", age, false, "wie alt"},
    {"de", duration, false, "wie lange"},
    {"de", length, false, "wie lang,wie weit,wie tief,wie breit"},
    {"de", money, false, "was kostet,was kosten,was kostete"},
    {"de", number, false, "wie viele,wieviele"},
    {"de", amount, false, "wie viel,wieviel,wie hoch,wie groß,wie oft,wie schnell,wie schwer,wie stark"},
    {"de", reason, false, "warum,weshalb,wieso,wodurch,weswegen"},
    {"de", name, false, "wie heißt,wie hieß,wie lautet der name,wie lautet"},
    {"de", anything, false,
     "welcher+,welche+,welches+,welchem+,welchen+,wie,was,woraus,womit,worin,wofür,worauf,woran,wovon,wozu,nennen "
     "sie,nenne"},
    {"de", country, true, "land,staat"},
    {"de", city, true, "stadt,hauptstadt,ort"},
    {"de", place, true, "kontinent,region,insel,fluss,bundesland,gebiet"},
    {"de", person, true, "präsident,person,sänger,schauspieler,spieler,minister,könig,königin,autor,politiker"},
    {"de", time, true, "jahr,tag,monat,datum,jahrhundert,jahrzehnt,zeit,uhrzeit"},
    {"de", age, true, "alter"},
    {"de", money, true, "preis,kosten,kostet,kostete,gekostet,zahlen,geld"},
    {"de", percent, true, "prozentsatz,prozent"},
    {"de", amount, true, "zahl,anzahl,anteil,bevölkerung,temperatur"},
    {"de", name, true, "unternehmen,firma,mannschaft,team,organisation,partei,universität,zeitung,film,verein,name"},
    {"fr", person, false, "qui,à qui,de qui"},
    {"fr", place, false, "où,d'où"},
    {"fr", time, false, "quand,depuis quand,à quelle heure"},
    {"fr", age, false, "quel âge"},
    {"fr", duration, false, "combien de temps"},
    {"fr", number, false, "combien de,combien d"},
    {"fr", amount, false, "combien,à combien"},
    {"fr", reason, false, "pourquoi"},
    {"fr", name, false, "comment s'appelle,comment s'appelait,quel est le nom de"},
    {"fr", anything, false,
     "quel+,quelle+,quels+,quelles+,lequel,laquelle,qu'est ce que,qu'est ce qui,est ce que,que,quoi,comment,citez"},
    {"fr", country, true, "pays"},
    {"fr", city, true, "ville,capitale"},
    {"fr", place, true, "lieu,état,continent,région,île,fleuve,endroit,département"},
    {"fr", person, true, "président,personne,chanteur,acteur,joueur,ministre,roi,reine,auteur"},
    {"fr", time, true, "année,jour,mois,date,siècle,décennie,heure,époque,période"},
    {"fr", money, true, "prix,coûter,coûte,coûté,payer,payé"},
    {"fr", percent, true, "pourcentage"},
    {"fr", amount, true, "nombre,population,proportion,température,montant,part"},
    {"fr", name, true, "entreprise,société,équipe,organisation,parti,université,journal,film,club,nom"},
    {"es", person, false, "quién,quiénes,a quién,de quién"},
    {"es", place, false, "dónde,adónde,de dónde"},
    {"es", time, false, "cuándo,desde cuándo,a qué hora"},
    {"es", age, false, "qué edad,cuántos años"},
    {"es", duration, false, "cuánto tiempo"},
    {"es", amount, false, "cuánto,cuánta,cuántos,cuántas"},
    {"es", reason, false, "por qué"},
    {"es", name, false, "cómo se llama,cómo se llamaba,qué nombre"},
    {"es", anything, false, "qué+,cuál+,cuáles+,cómo,nombre,el,la,los,las"},
    {"es", country, true, "país"},
    {"es", city, true, "ciudad,capital"},
    {"es", place, true, "lugar,estado,continente,región,isla,río,sede"},
    {"es", person, true, "presidente,persona,cantante,actor,jugador,ministro,rey,reina,autor"},
    {"es", time, true, "año,día,mes,fecha,siglo,década,época,momento,hora"},
    {"es", money, true, "precio,costar,cuesta,costó,pagar,dinero"},
    {"es", percent, true, "porcentaje"},
    {"es", amount, true, "número,población,proporción,temperatura,cantidad"},
    {"es", name, true, "empresa,compañía,equipo,organización,partido,universidad,periódico,película,club,nombre"},
    {"it", person, false, "chi,a chi,di chi"},
    {"it", place, false, "dove,da dove,dov'è"},
    {"it", time, false, "quando,da quando"},
    {"it", age, false, "quanti anni"},
    {"it", duration, false, "quanto tempo"},
    {"it", amount, false, "quanto,quanta,quanti,quante"},
    {"it", reason, false, "perché,come mai"},
    {"it", name, false, "come si chiama,come si chiamava"},
    {"it", anything, false, "quale+,quali+,qual+,che cosa,cosa,che+,come"},
    {"it", country, true, "paese"},
    {"it", city, true, "città,capitale"},
    {"it", place, true, "luogo,stato,continente,regione,isola,fiume"},
    {"it", time, true, "anno,giorno,mese,data,secolo,decennio,ora"},
    {"it", money, true, "prezzo,costa,costato,costare,pagare"},
    {"it", percent, true, "percentuale"},
    {"it", amount, true, "numero,popolazione"},
    {"it", person, true, "presidente,persona,cantante,attore,giocatore,ministro,re,regina"},
    {"it", name, true, "azienda,società,squadra,organizzazione,partito,università,giornale,film,nome"},
    {"pt", person, false, "quem,a quem,de quem"},
    {"pt", place, false, "onde,aonde,de onde"},
    {"pt", time, false, "quando,desde quando,a que horas"},
    {"pt", age, false, "quantos anos,que idade"},
    {"pt", duration, false, "quanto tempo"},
    {"pt", amount, false, "quanto,quanta,quantos,quantas"},
    {"pt", reason, false, "por que,por quê,porque"},
    {"pt", name, false, "como se chama,como se chamava"},
    {"pt", anything, false, "qual+,quais+,que+,o que,como"},
    {"pt", country, true, "país"},
    {"pt", city, true, "cidade,capital"},
    {"pt", place, true, "lugar,estado,continente,região,ilha,rio"},
    {"pt", time, true, "ano,dia,mês,data,século,década,hora"},
    {"pt", money, true, "preço,custar,custa,custou,pagar,dinheiro"},
    {"pt", percent, true, "porcentagem,percentagem"},
    {"pt", amount, true, "número,população"},
    {"pt", person, true, "presidente,pessoa,cantor,ator,jogador,ministro,rei,rainha"},
    {"pt", name, true, "empresa,equipe,equipa,organização,partido,universidade,jornal,filme,nome"},
    {"ru", person, false, "кто,кого,кому,кем,ком,чей,чья,чьё,чьи,чьей"},
    {"ru", place, false, "где,куда,откуда"},
    {"ru", time, false, "когда,с каких пор"},
    {"ru", age, false, "сколько лет"},
    {"ru", duration, false, "как долго,сколько времени"},
    {"ru", amount, false, "сколько,скольких,сколькими,насколько,какова"},
    {"ru", reason, false, "почему,зачем,отчего,из за чего"},
    {"ru", name, false, "как называется,как назывался,как называлась,как называют,как зовут,как звали"},
    {"ru", anything, false,
     "какой+,какая+,какое+,какие+,какого+,каком+,какую+,каким+,каких+,какими+,какому+,что,чего,чему,чем,чём,каков,как,"
     "который,назовите,назови"},
    {"ru", country, true, "страна,государство"},
    {"ru", city, true, "город,столица"},
    {"ru", place, true, "место,континент,регион,остров,река,область"},
    {"ru", person, true, "президент,человек,певец,актёр,игрок,министр,король,королева,автор"},
    {"ru", time, true, "год,день,месяц,дата,век,десятилетие,время,период"},
    {"ru", money, true, "цена,стоит,стоил,стоила,стоимость"},
    {"ru", percent, true, "процент"},
    {"ru", amount, true, "число,количество,население,доля,температура,численность"},
    {"ru", name, true, "компания,команда,организация,партия,университет,газета,фильм,клуб,название,имя"},
    {"uk", person, false, "хто,кого,кому,ким,чий,чия"},
    {"uk", place, false, "де,куди,звідки"},
    {"uk", time, false, "коли,відколи"},
    {"uk", number, false, "скільки"},
    {"uk", reason, false, "чому,навіщо"},
    {"uk", anything, false, "який+,яка+,яке+,які+,якого+,якому+,якій+,якою+,що,чого,як"},
    {"uk", country, true, "країна,держава"},
    {"uk", city, true, "місто,столиця"},
    {"uk", place, true, "місце,область"},
    {"uk", time, true, "рік,день,місяць,дата,століття"},
    {"pl", person, false, "kto,kogo,komu,kim,czyj,czyja"},
    {"pl", place, false, "gdzie,dokąd,skąd"},
    {"pl", time, false, "kiedy,od kiedy,jak długo"},
    {"pl", number, false, "ile,ilu"},
    {"pl", reason, false, "dlaczego,czemu"},
    {"pl", anything, false, "jaki+,jaka+,jakie+,który+,która+,które+,którym+,której+,jakim+,co,czego,czym,jak"},
    {"pl", country, true, "kraj,państwo"},
    {"pl", city, true, "miasto,stolica"},
    {"pl", place, true, "miejsce,region"},
    {"pl", time, true, "rok,dzień,miesiąc,data,wiek"},
    {"nl", person, false, "wie,wiens"},
    {"nl", place, false, "waar,waarheen,waarvandaan"},
    {"nl", time, false, "wanneer,sinds wanneer,hoe laat"},
    {"nl", age, false, "hoe oud"},
    {"nl", duration, false, "hoe lang"},
    {"nl", amount, false, "hoeveel,hoe veel,hoe hoog,hoe groot"},
    {"nl", reason, false, "waarom,waardoor"},
    {"nl", anything, false, "welke+,welk+,wat,hoe"},
    {"nl", country, true, "land"},
    {"nl", city, true, "stad,hoofdstad"},
    {"nl", place, true, "plaats,staat,regio,eiland"},
    {"nl", time, true, "jaar,dag,maand,datum,eeuw"},
    {"tr", person, false, "kim,kime,kimi,kimin,kimler,kimdir,kimdi,kimleri,kimin tarafından"},
    {"tr", place, false, "nerede,nereye,nereden,neresi,nerededir,neresidir,nerelerde"},
    {"tr", time, false, "ne zaman,ne zamandan,saat kaçta"},
    {"tr", age, false, "kaç yaşında"},
    {"tr", duration, false, "ne kadar süre"},
    {"tr", amount, false, "kaç,kaçı,kaçtır,kaçta,ne kadar,ne kadardır,kaçıncı"},
    {"tr", reason, false, "neden,niçin,niye"},
    {"tr", name, false, "adı nedir,adı ne,ne denir,ismi nedir,adı neydi"},
    {"tr", anything, false, "hangi+,hangisi,hangileri,ne,nedir,neyi,neye,nelerdir,neler,neydi,neyin,nasıl,mi,mı,mu,mü"},
    {"tr", country, true, "ülke,devlet"},
    {"tr", city, true, "şehir,kent,başkent"},
    {"tr", place, true, "yer,kıta,bölge,ada,nehir,eyalet"},
    {"tr", person, true, "başkan,kişi,şarkıcı,oyuncu,bakan,kral,kraliçe,yazar"},
    {"tr", time, true, "yıl,gün,ay,tarih,yüzyıl,sene,dönem"},
    {"tr", money, true, "fiyat,maliyet"},
    {"tr", amount, true, "yüzde,oran,sayı,nüfus,miktar,sıcaklık"},
    {"tr", name, true, "şirket,takım,örgüt,parti,üniversite,gazete,film,kulüp,kuruluş"},
    {"ar", person, false, "من,لمن,مَن,من هو,من هي,من هم,من الذي,من التي"},
    {"ar", place, false, "أين,من أين,إلى أين,اين"},
    {"ar", time, false, "متى,منذ متى"},
    {"ar", age, false, "كم عمر"},
    {"ar", duration, false, "كم من الوقت,كم المدة"},
    {"ar", amount, false, "كم,كم عدد,بكم,كم من,كم كان"},
    {"ar", reason, false, "لماذا,لم"},
    {"ar", name, false, "ما اسم,ما هو اسم,ماذا يسمى,ماذا تسمى"},
    {"ar", anything, false, "أي+,أية+,ما,ماذا,ما هو,ما هي,بماذا,كيف,هل,فيم,مما,بم,هو,هي,الذي,التي,اذكر"},
    {"ar", country, true, "بلد,دولة"},
    {"ar", city, true, "مدينة,عاصمة"},
    {"ar", place, true, "مكان,قارة,منطقة,جزيرة,نهر,ولاية"},
    {"ar", person, true, "رئيس,شخص,مغني,ممثل,لاعب,وزير,ملك,ملكة"},
    {"ar", time, true, "عام,سنة,يوم,شهر,تاريخ,قرن,عقد,وقت"},
    {"ar", money, true, "سعر"},
    {"ar", amount, true, "نسبة,عدد,درجة"},
    {"ar", name, true, "شركة,فريق,منظمة,حزب,جامعة,صحيفة,فيلم,نادي"},
    {"hi", person, false, "कौन,किसने,किसे,किसको,किसके,किसका,किसकी"},
    {"hi", place, false, "कहाँ,कहां"},
    {"hi", time, false, "कब,कब तक"},
    {"hi", number, false, "कितने,कितना,कितनी"},
    {"hi", reason, false, "क्यों"},
    {"hi", anything, false, "क्या,कौन सा,कौन सी,कौन से,किस+,कैसे,कैसा,कैसी"},
    {"hi", country, true, "देश"},
    {"hi", city, true, "शहर,राजधानी"},
    {"hi", place, true, "स्थान,राज्य,नदी"},
    {"hi", time, true, "वर्ष,साल,दिन,महीने,तारीख,सदी"},
    {"vi", person, false, "ai"},
    {"vi", place, false, "ở đâu,đâu"},
    {"vi", time, false, "khi nào,bao giờ,bao lâu"},
    {"vi", number, false, "bao nhiêu,mấy"},
    {"vi", reason, false, "tại sao,vì sao"},
    {"vi", anything, false, "gì,nào,thế nào,như thế nào"},
    {"ro", person, false, "cine,cui,pe cine,al cui"},
    {"ro", place, false, "unde,de unde"},
    {"ro", time, false, "când,de când"},
    {"ro", number, false, "cât,câtă,câți,câte"},
    {"ro", reason, false, "de ce"},
    {"ro", anything, false, "ce+,care+,cărui,cărei,cum"},
    {"el", person, false, "ποιος,ποιοι,ποιον,ποιων,ποιους"},
    {"el", place, false, "πού,από πού"},
    {"el", time, false, "πότε"},
    {"el", number, false, "πόσο,πόση,πόσα,πόσες,πόσοι,πόσους"},
    {"el", reason, false, "γιατί"},
    {"el", anything, false, "τι,ποια+,ποιο+,ποιες+,ποιας+,πώς"},
    {"el", time, true, "έτος,χρονιά,ημερομηνία,αιώνα"},
    {"id", person, false, "siapa,siapakah"},
    {"id", place, false, "di mana,ke mana,dari mana,dimana"},
    {"id", time, false, "kapan,sejak kapan"},
    {"id", number, false, "berapa,berapa banyak"},
    {"id", reason, false, "mengapa,kenapa"},
    {"id", anything, false, "apa,apakah,bagaimana,mana,yang mana"},
};

struct Unspaced {
    std::string_view language, phrase;
    AnswerKind kind;
};
constexpr Unspaced unspaced[] = {
    {"zh", "什么时候", time},     {"zh", "什么时间", time},      {"zh", "哪一年", time},
    {"zh", "哪年", time},         {"zh", "哪个世纪", time},      {"zh", "何时", time},
    {"zh", "几月", time},         {"zh", "哪一天", time},        {"zh", "多久", duration},
    {"zh", "多长时间", duration}, {"zh", "多大年龄", age},       {"zh", "几岁", age},
    {"zh", "多少岁", age},        {"zh", "百分之多少", percent}, {"zh", "多长", length},
    {"zh", "多高", length},       {"zh", "什么地方", place},     {"zh", "哪个国家", country},
    {"zh", "哪个城市", city},     {"zh", "哪里", place},         {"zh", "哪儿", place},
    {"zh", "何处", place},        {"zh", "哪座城市", city},      {"zh", "多少", amount},
    {"zh", "百分之几", percent},  {"zh", "几个", number},        {"zh", "几", amount},
    {"zh", "为什么", reason},     {"zh", "为何", reason},        {"zh", "是什么", anything},
    {"zh", "有什么", anything},   {"zh", "什么样", anything},    {"zh", "什么", anything},
    {"zh", "哪些", anything},     {"zh", "哪种", anything},      {"zh", "哪一个", anything},
    {"zh", "哪个", anything},     {"zh", "谁", person},          {"zh", "何人", person},
    {"zh", "如何", anything},     {"zh", "怎么", anything},      {"zh", "怎样", anything},
    {"zh", "吗", anything},       {"zh", "呢", anything},        {"zh", "哪", anything},
    {"zh", "列出", anything},     {"ja", "いつ", time},          {"ja", "何年", time},
    {"ja", "何歳", age},          {"ja", "何メートル", length},  {"ja", "何時間", duration},
    {"ja", "どのくらい", amount}, {"ja", "何個", number},        {"ja", "何回", amount},
    {"ja", "何時", time},         {"ja", "何日", time},          {"ja", "何月", time},
    {"ja", "どこ", place},        {"ja", "どの国", country},     {"ja", "誰", person},
    {"ja", "だれ", person},       {"ja", "いくつ", amount},      {"ja", "いくら", money},
    {"ja", "何人", number},       {"ja", "何", anything},        {"ja", "なぜ", reason},
    {"ja", "どうして", reason},   {"ja", "どの", anything},      {"ja", "どう", anything},
    {"ja", "ですか", anything},   {"ko", "언제", time},          {"ko", "어디", place},
    {"ko", "누가", person},       {"ko", "누구", person},        {"ko", "몇", number},
    {"ko", "얼마", number},       {"ko", "왜", reason},          {"ko", "무엇", anything},
    {"ko", "어떤", anything},     {"ko", "어느", anything},      {"th", "เมื่อใด", time},
    {"th", "เมื่อไหร่", time},       {"th", "ปีใด", time},           {"th", "ที่ไหน", place},
    {"th", "ที่ใด", place},         {"th", "ใคร", person},         {"th", "เท่าไหร่", number},
    {"th", "เท่าใด", number},      {"th", "กี่", number},           {"th", "ทำไม", reason},
    {"th", "เพราะเหตุใด", reason}, {"th", "อะไร", anything},      {"th", "ใด", anything},
    {"th", "อย่างไร", anything},
};

AskingWords make(std::string_view language) {
    AskingWords out;
    const auto terms_of = [&](std::string_view phrase) {
        std::vector<std::string> terms;
        for (const text::Span word : text::words(phrase, language))
            if (auto term = text::term_of(phrase.substr(word.begin, word.end - word.begin), language); !term.empty())
                terms.push_back(std::move(term));
        return terms;
    };
    for (const Line& line : lines) {
        if (line.language != language) continue;
        for (std::string_view rest = line.phrases; !rest.empty();) {
            const auto comma = std::min(rest.find(','), rest.size());
            std::string_view phrase = rest.substr(0, comma);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
            const bool which = phrase.ends_with('+');
            if (which) phrase.remove_suffix(1);
            auto terms = terms_of(phrase);
            if (terms.empty()) continue;
            if (line.focus)
                out.focus_words.emplace_back(std::move(terms[0]), line.kind);
            else
                out.entries.push_back({std::move(terms), line.kind, which});
        }
    }
    std::ranges::stable_sort(out.entries, [](const auto& x, const auto& y) { return x.terms.size() > y.terms.size(); });
    for (const Unspaced& one : unspaced)
        if (one.language == language) out.unspaced.emplace_back(one.phrase, one.kind);
    return out;
}

}  // namespace

const AskingWords& asking_words(std::string_view language) {
    static std::mutex mutex;
    static std::map<std::string, AskingWords, std::less<>> made;
    const std::string_view primary = language.substr(0, language.find('-'));
    static const AskingWords none;
    if (std::ranges::none_of(lines, [&](const Line& l) { return l.language == primary; }) &&
        std::ranges::none_of(unspaced, [&](const Unspaced& u) { return u.language == primary; }))
        return none;
    const std::lock_guard lock(mutex);
    if (const auto known = made.find(primary); known != made.end()) return known->second;
    return made.emplace(std::string(primary), make(primary)).first->second;
}

}  // namespace octavo::assist
