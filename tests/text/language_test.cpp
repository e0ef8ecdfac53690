#include "text/language.hpp"

#include <doctest/doctest.h>

namespace octavo::text {
namespace {
std::string language(std::string_view text, std::string_view hint = {}) { return identify(text, hint).language; }
}  // namespace

TEST_CASE("a sentence of news tells its language") {
    CHECK(language("The city council said on Monday that the new tram line will open next spring.") == "en");
    CHECK(language("Der Stadtrat teilte am Montag mit, dass die neue Straßenbahn im Frühjahr fährt.") == "de");
    CHECK(language("Le conseil municipal a annoncé lundi que la nouvelle ligne ouvrira au printemps.") == "fr");
    CHECK(language("El ayuntamiento anunció el lunes que la nueva línea abrirá en primavera.") == "es");
    CHECK(language("A câmara municipal anunciou na segunda-feira que a nova linha abrirá na primavera.") == "pt");
    CHECK(language("Городской совет сообщил в понедельник, что новая линия откроется весной.") == "ru");
    CHECK(language("Міська рада повідомила в понеділок, що нова лінія відкриється навесні.") == "uk");
    CHECK(language("أعلن مجلس المدينة يوم الاثنين أن خط الترام الجديد سيفتتح في الربيع المقبل.") == "ar");
    CHECK(language("شورای شهر روز دوشنبه اعلام کرد که خط جدید تراموا بهار آینده افتتاح "
                   "می‌شود.") == "fa");
    CHECK(language("नगर परिषद ने सोमवार को कहा कि नई ट्राम लाइन अगले वसंत में खुलेगी।") == "hi");
    CHECK(language("市議会は月曜日、新しい路面電車が来春開通すると発表した。") == "ja");
    CHECK(language("市议会星期一宣布，新的有轨电车线路将于明年春天开通。") == "zh");
    CHECK(language("สภาเมืองประกาศเมื่อวันจันทร์ว่ารถรางสายใหม่จะเปิดในฤดูใบไม้ผลิ") == "th");
    CHECK(language("시의회는 월요일 새 전차 노선이 내년 봄에 개통한다고 밝혔다.") == "ko");
    CHECK(language("מועצת העיר הודיעה ביום שני כי קו הרכבת הקלה החדש ייפתח באביב הבא.") == "he");
    CHECK(language("Το δημοτικό συμβούλιο ανακοίνωσε ότι η νέα γραμμή θα ανοίξει την άνοιξη.") == "el");
}

TEST_CASE("a text too short to say is in the language its page names, else nobody knows") {
    CHECK(language("OK", "sv-SE") == "sv");
    CHECK(language("", "de") == "de");
    CHECK(language("", "") == "und");
    CHECK(language("1-0 !?") == "und");
    CHECK(language("123", "iw") == "he");
}

TEST_CASE("a tag that contradicts the script is not believed") {
    CHECK(language("أعلن مجلس المدينة يوم الاثنين أن خط الترام الجديد سيفتتح", "en") == "ar");
    CHECK(language("The council said the new tram line will open in the spring of next year.", "ja") == "en");
    CHECK(language("Городской совет сообщил, что новая линия откроется весной этого года.", "en-US") == "ru");
}

TEST_CASE("a tag that contradicts a clear text is not believed") {
    CHECK(language("Der Stadtrat teilte am Montag mit, dass die neue Straßenbahn im Frühjahr fährt. Das sagte eine "
                   "Sprecherin der Verkehrsbetriebe nach der Sitzung.",
                   "en-GB") == "de");
}

TEST_CASE("templates made for English do not make Zulu, Xhosa or Chinese anything else") {
    CHECK(language(
              "UMkhandlu wedolobha umemezele ngoMsombuluko ukuthi umugqa omusha wethilamu uzovulwa entwasahlobo ezayo.",
              "en-US") == "zu");
    CHECK(language("Ibhunga lesixeko libhengeze ngoMvulo ukuba umgca omtsha wetram uza kuvulwa kwintlakohlaza ezayo.",
                   "en") == "xh");
    CHECK(language("市議會星期一宣布 新的電車路線將於明年春天通車 屆時市民往返港口只需十五分鐘", "zh-TW") == "zh");
}

TEST_CASE("between languages that letters cannot tell apart the page's own tag decides") {
    const std::string_view text =
        "Gradsko vijeće objavilo je u ponedjeljak da će nova tramvajska linija biti otvorena na proljeće.";
    CHECK(language(text, "hr") == "hr");
    CHECK(language(text, "bs-BA") == "bs");
}

TEST_CASE("of an article the text decides, its title alone where there is no more") {
    CHECK(
        identify_article("Déjà vu", "The council said on Monday that the line will open next spring.", "fr").language ==
        "en");
    CHECK(identify_article("Der Stadtrat teilte am Montag mit, dass die Bahn fährt", "", "").language == "de");
}

TEST_CASE("nonsense tags are no tags, and ill-formed bytes do no harm") {
    CHECK(language("OK", "x; DROP TABLE") == "und");
    CHECK(language("Der Stadtrat teilte am Montag mit, \xFF\xFE dass die neue Straßenbahn im Frühjahr fährt.") == "de");
    const auto guess = identify("\x80\x81\xFE", "");
    CHECK(guess.language == "und");
}

TEST_CASE("close languages are told apart by their everyday words") {
    CHECK(language("Polisi mengatakan bahwa tersangka bisa dihukum karena kasus korupsi di Jakarta pada hari Senin.") ==
          "id");
    CHECK(language("Polis berkata bahawa suspek boleh dihukum kerana kes rasuah di Kuala Lumpur pada hari Isnin.") ==
          "ms");
    CHECK(language("Regjeringen har ikke noen planer om å øke skatten etter at Stortinget sa nei.") == "no");
    CHECK(language("Regeringen har ikke nogen planer om at hæve skatten, efter at Folketinget sagde nej.") == "da");
    CHECK(language("Regjeringa har ikkje nokon planar om å auke skatten etter at Stortinget sa nei i går.") == "nn");
    CHECK(language("Vláda uvedla, že nové pravidlá budú platiť od prvého januára budúceho roka.") == "sk");
    CHECK(language("Vláda uvedla, že nová pravidla budou platit od prvního ledna příštího roku.") == "cs");
    CHECK(language("O goberno galego dixo onte que a xente non ten que agardar máis polas obras.") == "gl");
    CHECK(language("Урад паведаміў, што новая лінія адкрыецца вясной наступнага года.") == "be");
    CHECK(language("Правителството съобщи, че новата линия ще бъде открита през пролетта.") == "bg");
    CHECK(language("Владата соопшти дека новата линија ќе биде отворена следната пролет.") == "mk");
    CHECK(language("सरकारले नयाँ रेल सेवा आउँदो वसन्तमा सुरु हुने बताएको छ।") == "ne");
    CHECK(language("सरकारने सांगितले की नवीन रेल्वे पुढील वर्षी सुरू होणार आहे.") == "mr");
    CHECK(language("حکومت نے کہا ہے کہ نئی ٹرین اگلے سال چلے گی اور کرایہ کم ہو گا۔") == "ur");
}

TEST_CASE("names in Latin letters do not make a text English") {
    CHECK(language("Holly Willoughby 在最後關頭退出與 Peter Jones 的合作，讓他憤怒不已。", "").starts_with("zh"));
    CHECK(language("Det Insp Bob Blemmingsは、門と建物に損害が残ったと述べた。") == "ja");
    CHECK(language("Компания SpaceX Илона Маска запустила ракету Falcon Heavy с базы Cape Canaveral.") == "ru");
}

TEST_CASE("what is no language is nobody's, however long") {
    CHECK(language("🎉🎉🎉 😀 👍🏽 🇫🇷 ❤️") == "und");
    CHECK(language("12 345,67 - 89:00 (3) 4/5 +49 30 123456") == "und");
    CHECK(language("-----===== >>>> ||||| ==== .... ////") == "und");
    CHECK(language(std::string(5'000'000, '7')) == "und");
}

// Random letters hold short runs of some language by chance, and of foreign names and abbreviations real texts hold as
// many: a bar that called all of them "und" would call headlines so too. They are doubted instead: the confidence that
// the reading keeps and the command prints is under a half.
TEST_CASE("random letters are doubted") {
    CHECK(identify("xqzvk wprtk zzgh bvnm qwrtp sdfgh jklxc vbnmq wrtzp").confidence < 0.5F);
}

TEST_CASE("code is in no language but that of its words, and is doubted or English") {
    for (const std::string_view code :
         {"for (int i = 0; i < n; ++i) { x[i] = f(y[i]) + z; } return x;", "<div class=\"a\"><p id=b></p></div>",
          "SELECT id, name FROM t WHERE a = 1 AND b IS NULL;", "0x7f 0xff mov eax, ebx; jmp 0x40"}) {
        const auto guess = identify(code);
        CHECK_MESSAGE((guess.language == "und" || guess.language == "en" || guess.confidence < 0.8F), code, " ",
                      guess.language, " ", guess.confidence);
    }
}

TEST_CASE("scripts read from right to left are told by their letters, with marks of direction or without") {
    CHECK(language("\u200Fأعلن مجلس المدينة يوم الاثنين أن خط الترام الجديد سيفتتح في الربيع.\u200E") == "ar");
    CHECK(language("\u202Bמועצת העיר הודיעה ביום שני כי הקו החדש (Line 5) ייפתח באביב הבא.\u202C") == "he");
    CHECK(language("شهري شورا وویل چې د اورګاډي نوې کرښه به راتلونکی پسرلی پرانیستل شي او خلک به ترې ګټه واخلي.") ==
          "ps");
    CHECK(language("حکومت نے کہا ہے کہ \u2066Falcon 9\u2069 اگلے سال خلا میں جائے گا اور سب دیکھیں گے۔") == "ur");
}

TEST_CASE("of a text in two languages one of the two is told, and the tag may choose") {
    const std::string_view both =
        "Der Stadtrat teilte am Montag mit, dass die neue Straßenbahn im Frühjahr fährt. The council said on Monday "
        "that the new tram line will open in spring.";
    const auto guess = identify(both);
    CHECK((guess.language == "de" || guess.language == "en"));
    CHECK(language("Der Stadtrat teilte am Montag mit, dass die neue Straßenbahn im Frühjahr fährt: „We are ready.“") ==
          "de");
    CHECK(language("Президент сказал: «We are ready to talk», и уехал в аэропорт вместе с министром.") == "ru");
}

TEST_CASE("a text of five megabytes is judged by its beginning, and capitals change nothing") {
    std::string text;
    while (text.size() < 5'000'000)
        text += "Der Stadtrat teilte am Montag mit, dass die neue Straßenbahn im Frühjahr fährt. ";
    CHECK(language(text) == "de");
    CHECK(language("LE CONSEIL MUNICIPAL A ANNONCÉ LUNDI QUE LA NOUVELLE LIGNE OUVRIRA AU PRINTEMPS.") == "fr");
    CHECK(language("ГОРОДСКОЙ СОВЕТ СООБЩИЛ В ПОНЕДЕЛЬНИК, ЧТО НОВАЯ ЛИНИЯ ОТКРОЕТСЯ ВЕСНОЙ.") == "ru");
}

TEST_CASE("Serbian is told from Bosnian and Croatian by its everyday words, in both alphabets") {
    CHECK(language("Predsednik Srbije izjavio je u sredu da će nova pruga biti otvorena na proleće sledeće godine.") ==
          "sr");
    CHECK(language("Deca iz te škole posetila su muzej, gde su videla staro oružje i slike.") == "sr");
    CHECK(language("Председник Србије изјавио је у среду да ће нова пруга бити отворена на пролеће.") == "sr");
    CHECK(language("Predsjednik Hrvatske izjavio je u srijedu da će nova pruga biti otvorena u ožujku, tko god to "
                   "platio.") == "hr");
}

TEST_CASE("confidence is a share") {
    for (const std::string_view text : {"", "a", "The council said on Monday that it will open.", "ประกาศ x y z"}) {
        const auto guess = identify(text);
        CHECK(guess.confidence >= 0);
        CHECK(guess.confidence <= 1);
    }
}

}  // namespace octavo::text
