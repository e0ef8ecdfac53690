// Words too common to mean anything, language by language: articles, pronouns, prepositions, conjunctions, auxiliaries
// and the commonest adverbs. Written by hand for this project: function words are closed classes, so the lists are
// short and stay true. Folded (lower case, NFKC), with their marks; is_stop_word takes the forms without marks too.
// A word in the list costs recall only where it is also a name ("Die", "May"): hence no months, numbers or nouns.
#include "text/characters.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

struct List {
    std::string_view language;
    std::string_view words;
};

constexpr List lists[] = {
    {"en",
     "a about above after again against ago all almost also although always am among an and another any anyone "
     "anything "
     "are aren't around as at away back be became because become been before being below between both but by came can "
     "can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either else enough "
     "even ever every everyone everything few first for from further gave get gets getting give given go goes going "
     "gone "
     "got had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him himself his "
     "how "
     "however i i'd i'll i'm i've if in including instead into is isn't it it's its itself just keep kept know last "
     "later "
     "least less let let's like likely made make makes making many may maybe me might mine more most much must mustn't "
     "my "
     "myself near nearly need needs neither never new next no none nor not nothing now of off often on once one only "
     "onto "
     "or other others our ours ourselves out over own per perhaps put quite rather really same said saw say saying "
     "says "
     "see seem seemed seen several shall she she'd she'll she's should shouldn't since so some someone something soon "
     "still such take taken takes taking tell than that that's the their theirs them themselves then there there's "
     "these "
     "they they'd they'll they're they've thing things think this those though three through thus till to together "
     "told "
     "too took toward towards two under until up upon us use used using very via want wanted wants was wasn't way we "
     "we'd "
     "we'll we're we've well went were weren't what what's whatever when where whether which while who who's whole "
     "whom "
     "whose why will with within without won't would wouldn't yes yet you you'd you'll you're you've your yours "
     "yourself"},
    {"de",
     "ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus "
     "bei "
     "beim bereits bin bis bist da dabei dafür dagegen daher dahin damit danach daran darauf daraus darin darüber "
     "darum "
     "das dass daß davon davor dazu dein deine dem den denn der deren des deshalb dessen die dies diese diesem diesen "
     "dieser dieses doch dort du durch eben ein eine einem einen einer eines einige einigen einmal er erst es etwa "
     "etwas "
     "euch euer für gab gegen geht gemacht gewesen gibt habe haben hat hatte hatten hätte hätten heißt hier hin hinter "
     "ich "
     "ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins ist ja jede jedem jeden jeder jedes jedoch "
     "jene "
     "jetzt kann kein keine keinem keinen keiner können könnte könnten machen man mehr mein meine mich mir mit möglich "
     "muss "
     "muß müssen nach nachdem neben nein nicht nichts noch nun nur ob obwohl oder ohne sagt sagte schon sehr sei seien "
     "sein "
     "seine seinem seinen seiner seines seit selbst sich sie sind so sogar solche soll sollen sollte sollten sondern "
     "sowie "
     "statt über um und uns unser unsere unter viel viele vielen vom von vor wann war waren warum was weg wegen weil "
     "weiter "
     "weitere weiteren welche welchem welchen welcher wenn wer werde werden wie wieder will wir wird wo wollen worden "
     "wurde "
     "wurden während wäre wären würde würden zu zum zur zwar zwischen"},
    {"fr",
     "a à afin ai ainsi alors après as assez au aucun aucune aujourd'hui auquel aura aurait aussi autre autres aux "
     "avait "
     "avaient avant avec avez avoir avons ayant beaucoup bien c ça car ce ceci cela celle celles celui cependant "
     "certains "
     "ces cet cette ceux chaque chez comme comment contre d dans de déjà depuis dernier dernière derrière des "
     "désormais "
     "deux devant doit doivent donc dont du elle elles en encore enfin entre est et étaient était étant été être eu "
     "eux "
     "fait faire faut font hors ici il ils j je jusque l la là laquelle le lequel les leur leurs lors lorsque lui m ma "
     "mais "
     "malgré me même mêmes mes mieux moi moins mon n ne ni non nos notamment notre nous on ont ou où par parce parmi "
     "pas "
     "pendant peu peut peuvent plus plusieurs plutôt pour pourrait pourquoi près puis puisque qu quand que quel quelle "
     "quelles quelque quelques quels qui quoi s sa sans sauf se selon sera serait seront ses si sinon soit sommes son "
     "sont "
     "sous suis sur t ta tandis tant te tel telle tels tes toi ton toujours tous tout toute toutefois toutes très trop "
     "tu un "
     "une vers voici voilà vont vos votre vous vraiment y"},
    {"es",
     "a además ahora al algo algún alguna algunas alguno algunos allí ambos ante antes aquel aquella aquí así aún "
     "aunque "
     "ayer bajo bien cada casi como cómo con contra cual cuál cuales cualquier cuando cuándo cuanto cuenta da dado de "
     "debe "
     "deben debido decir del desde después dice dicen dicho dijo donde dónde dos durante e el él ella ellas ello ellos "
     "en "
     "entonces entre era eran es esa esas ese eso esos esta está estaba estaban estado están estar estas este esto "
     "estos "
     "estuvo fin fue fuera fueron ha haber había habían hace hacen hacer hacia han hasta hay haya hecho hizo hoy "
     "incluso "
     "junto la las le les lo los luego más me mediante mejor menos mi mientras mis mismo misma mucho muchos muy nada "
     "ni "
     "ningún ninguna no nos nosotros nuestra nuestro nuestros nueva nuevo nunca o os otra otras otro otros para parte "
     "pero "
     "poco podrá podría por porque primer primera pudo puede pueden pues que qué quien quién quienes quiere se sea "
     "sean "
     "según ser será serán si sí sido siempre siendo sin sino sobre solo sólo son su sus tal también tampoco tan tanto "
     "te "
     "tener tenía tiene tienen toda todas todavía todo todos tras tu tú tuvo un una unas uno unos usted va vamos van "
     "varios "
     "ver vez y ya yo"},
    {"it",
     "a abbiamo ad ai al alcuni alcune all alla alle allo altra altre altri altro anche ancora anni appena avere aveva "
     "avevano c che chi ci ciò coi col come con contro cosa così cui da dagli dai dal dall dalla dalle dallo degli dei "
     "del "
     "dell della delle dello dentro deve devono di dice dopo dove due dunque durante e è ecco ed era erano essere essi "
     "fa "
     "fare fatto fino fra fu furono già gli grazie ha hanno ho i il in infatti insieme invece io l la là le lei li lo "
     "loro "
     "lui ma mai me mentre mi mia mio molti molto ne negli nei nel nell nella nelle nello no noi non nostra nostro o "
     "ogni "
     "oggi oltre oppure ora per perché però più poco poi possono prima primo proprio può qualche quale quali quando "
     "quanto "
     "quasi quella quelle quelli quello questa queste questi questo qui quindi sarà sarebbe se secondo sei sempre "
     "senza si "
     "sia siamo siano sino solo sono sotto sta stata state stati stato su sua sue sui sugli sul sull sulla sulle sullo "
     "suo "
     "suoi tra tre tu tutta tutte tutti tutto un una uno va verso vi viene voi"},
    {"pt",
     "a à acordo agora ainda além algum alguma algumas alguns ali ante antes ao aos após aquela aquele aqui as às "
     "assim até "
     "bem cada com como contra da dar das de deles dela dele depois desde dessa desse desta deste deve devem disse diz "
     "do "
     "dois dos durante e é ela elas ele eles em embora enquanto entre era eram essa essas esse esses esta está estão "
     "estar "
     "estas estava estavam este estes eu faz fazer feito fez foi for foram há havia isso isto já la lhe lo logo mais "
     "mas me "
     "mesma mesmo meu minha muito muitos na não nas nem nessa nesse nesta neste no nos nós nossa nosso num numa nunca "
     "o onde "
     "ontem os ou outra outras outro outros para parte pela pelas pelo pelos perante pode podem poder por porque pouco "
     "qual "
     "quais qualquer quando quanto quase que quem são se seja sem sempre sendo ser será seria seu seus sido sob sobre "
     "sua "
     "suas só também tanto te tem têm tendo ter teve tinha toda todas todo todos três tudo um uma umas uns vai vão "
     "você "
     "vocês"},
    {"nl",
     "aan achter af al alle alleen alles als altijd ander andere anders bent bij binnen boven daar daarna daarom dan "
     "dat de "
     "deze die dit doen door dus echter een eens en enkele er erg geen geweest gaan gaat had hadden heb hebben heeft "
     "hem "
     "hen het hier hij hoe hoewel hun iemand iets ik in is ja je jij jullie kan konden kon kunnen liet maar maken meer "
     "men "
     "met mij mijn moet moeten mogen na naar naast nadat net niet niets nog nooit nu of om omdat onder ons onze ook op "
     "over "
     "per sinds steeds te tegen ten ter terwijl tijdens tot toch toen tussen u uit uw van vanaf vanuit veel verder via "
     "voor "
     "vooral waar waarbij waarom wanneer want waren was wat we weer wel werd werden wie wij wil worden wordt zal ze "
     "zeer "
     "zegt zei zelf zich zij zijn zo zoals zonder zou zouden zullen"},
    {"sv",
     "alla allt än att av blev bli blir blivit då där de dem den denna deras dess dessa det detta dig din dock du "
     "efter ej "
     "eller en enligt er ett få får fick finns flera för förra från genom göra gör går ha hade han hans har hela helt "
     "henne "
     "hennes här hon honom hos hur i inför ingen inget innan inom inte ja jag just kan kom kommer kunde man många med "
     "medan "
     "mellan men mer mest mig min mot mycket ned nej ni någon något några när nu också oss och om på redan sade sådan "
     "sade "
     "säger samma samt se sedan sig sin sina sitt själv ska skall skulle som så ta till två under upp ur ut utan vad "
     "var "
     "vara varför varit varje vem vi vid vilka vilken vilket vill våra är även över år åt"},
    {"no",
     "alle andre at av bare ble blei bli blir blitt både da de deg dem den denne der deres det dette din disse du då "
     "eg ein "
     "eit eller en enn er et etter for fordi fra få får før gjennom gjør gå går ha hadde han hans har hele henne her "
     "hun "
     "hva hvem hver hvis hvor hvordan hvorfor i ifølge ikke ikkje ingen inn ja jeg kan kom kommer kunne kva man mange "
     "med "
     "meg meir mellom men mer mest mot mye må nei no noe noen nå når og også om opp oss over på sa samme seg selv ser "
     "si "
     "siden sier sin sine sitt skal skulle slik som så til under uten ut var ved vi vil ville vært være å år"},
    {"da",
     "af alle alt anden andre at blev blive bliver både da de dem den denne der deres det dette dig din disse dog du "
     "efter "
     "eller en end er et får flere for fordi fra få før gennem gik gør gå går ham han hans har havde have helt hende "
     "hendes "
     "her hos hun hvad hvem hver hvilket hvis hvor hvordan hvorfor i igen ikke ind ingen jeg jo kan kom kommer kun "
     "kunne man "
     "mange med meget mellem men mere mest mig min mod må ned nej ned noget nogle nok nu når og også om op os over på "
     "samme "
     "se selv ses sig siden siger sin sine sit skal skulle som stor så til ud uden under var ved vi vil ville være "
     "været år"},
    {"fi",
     "ei eivät eli ennen että he heidän hän hänen ihan ilman ja jo joka jonka jos jossa jota jotka joten juuri kaikki "
     "kanssa "
     "kanssaan kautta kertoi kertoo koska kuin kuitenkin kun kuten luona me mikä mitä mukaan mukana muun muut mutta "
     "myös "
     "myöskään ne niiden niin niitä noin nyt näin nämä ole oleva olevan oli olisi olivat olla ollut on ovat pitkin "
     "päälle "
     "saa se sekä sen siellä siitä siinä sillä sitä sitten sinä tai takia te tulee tämä tämän tätä tässä tähän vaan "
     "vaikka "
     "vain vasta vielä voi voidaan voisi"},
    {"pl",
     "a aby ale ani aż bardzo bez bo być był była było były będzie będą chce ci co coraz czy czyli dla do dlatego dwa "
     "go gdy "
     "gdzie i ich im innych inne ja jak jako je jeden jednak jednym jego jej jest jeszcze jeśli już kiedy kilka która "
     "które "
     "którego której który których którym którzy kto lat lecz lub ma mają mi między mnie może można musi my na nad nam "
     "nas "
     "nawet nic nich nie niej nim niż no nowe o obecnie od on ona one oni oraz pan po pod podczas poinformował ponad "
     "ponieważ powiedział poza przed przede przez przy roku również sam są się swoich swoje także tak tam te tego tej "
     "temu "
     "ten to tu twierdzi ty tych tylko tym u w we wie wiele więc wszystkie wszystko właśnie z za zaś ze został została "
     "zł że"},
    {"cs",
     "a aby aj ale ani asi až bez bude budou by byl byla byli bylo být co což či další dnes do ho i já jak jako je "
     "jeho jej "
     "její jejich jen ještě ji jiné jiný již jsem jsme jsou jste k kam kde kdo kdy když která které kterou který kteří "
     "ku "
     "let li má mají máte mě mezi mi mít mně můj může na nad nám nás náš ne nebo nebyl není než nic nich nové o od on "
     "ona oni "
     "ono pak pan po pod podle pokud pouze právě pro proč proti proto protože před přes při roce s se si strana své "
     "svůj ta "
     "tak také takže tam tato te tedy ten tento ti tím to toho tohle tom tomto tu tuto ty tyto u už v vám vás však ve "
     "více "
     "všech všechny vy z za zda ze že"},
    {"sk",
     "a aby aj ak ako ale alebo ani asi až bez bol bola boli bolo bude budú by byť cez čo či ďalšie dnes do ho i ich "
     "im iné "
     "ja je jeho jej ju k kde keď kto ktorá ktoré ktorú ktorý ktorí ku len ma má majú medzi mi môže na nad najmä nás "
     "ne než "
     "nie nich o od on ona oni ono po pod podľa počas pre pred pretože preto pri proti s sa si sme som sú svoje ta tak "
     "takže tam tento teda ten tie to toho tom túto tu už v vo však viac všetko vy z za že zo"},
    {"ro",
     "a acea aceasta această aceea acel acele acest acesta aceste acestea aceștia acolo acum ai aici al ale am anul "
     "apoi ar "
     "are as asa așa astfel asupra atunci au avea avut ba ca că care către ce cea cei cel cele celor cine cînd când cu "
     "cum da "
     "dacă dar de deci decât deja după despre din dintre doar doi după e ea ei el ele era erau este eu face fără fi "
     "fie fiind "
     "foarte fost i iar îi îl îmi în încă înainte într între își îti la le li lor lui mai mi mult multe mulți ne nici "
     "nimic "
     "noi nostru nu o ori pe pentru peste pînă până prea prin privind s sa să sale sau se si și spre spus sub sunt s-a "
     "toate "
     "tot toți trebuie tu un una unde unei unele unor unui va vor vă"},
    {"hu",
     "a abban ahhoz ahogy ahol aki akik akkor alatt amely amelyek amelyet ami amikor annak arra arról az azért azok "
     "azon "
     "azonban azt azután azzal be belül benne bár csak de e ebben eddig egy egyes egyik egyéb el ellen ennek erre ez "
     "ezek "
     "ezen ezért ezt ezzel fel felé ha hanem hiszen hogy hogyan ide igen így ill ilyen is itt jól kell kellett "
     "keresztül ki "
     "kívül között közül le lehet lenne lesz lett maga már még meg mely melyek mert mi mint mintha minden mindig mivel "
     "most "
     "nagy nagyon ne nem néha nekem nélkül nincs ő ők olyan ott össze pedig persze s saját sem semmi sok szemben "
     "szerint "
     "szerinte számára által általában át és úgy új utána után vagy vagyis van vannak vele viszont volna volt voltak"},
    {"tr",
     "acaba ama ancak artık aslında az bana bazı belki ben beni benim bile bin bir biraz birçok biri birkaç biz bize "
     "bizim bu "
     "buna bunda bundan bunlar bunu bunun burada çok çünkü da daha de defa değil diğer diye dolayı en eğer etti ettiği "
     "fakat "
     "gibi göre ha hangi hatta hem hep hepsi her herkes hiç için iki ile ilgili ise işte kadar karşı kendi kendine kez "
     "ki kim "
     "mı mi mu mü nasıl ne neden nerede niye o olan olarak oldu olduğu olduğunu olması on ona ondan onlar onu onun "
     "öyle önce "
     "rağmen sadece sanki sen siz son sonra şey şu şöyle tarafından tüm üzere var ve veya ya yani yapılan yer yine yok "
     "yüzden "
     "zaten"},
    {"ru",
     "а без более больше будет будут бы был была были было быть в вам вас весь во вот все всё всего всех вы где да "
     "даже два "
     "для до его ее её если есть еще ещё же за здесь и из или им ими их к как какой когда которая которого которой "
     "которые "
     "который которых кто ли лишь между меня мне много может можно мой мы на над надо нам нас наш не него нее неё нет "
     "ни них "
     "но ну о об однако он она они оно от очень перед по под после потом потому почти при про раз с сам сам свои своей "
     "своих "
     "свой себе себя сейчас со сообщает сообщил так также такой там тебя тем теперь то тогда того тоже только том тот "
     "три ты "
     "у уже хотя чего чем через что чтобы чуть эта эти этим этих это этого этой этом этот эту я"},
    {"uk",
     "а або але без більше був буде будуть була були було бути в вам вас ви від він вона вони воно все всі всіх вже де "
     "для до "
     "її його за з зі із і їх й коли котрий крім лише ми між може можна на над нам нас наш не нею неї нема ні них о об "
     "один "
     "однак перед після по під при про проте раз разом с сам свої своїх свій себе серед так також такий там те тепер "
     "ти тим "
     "тих то того тоді той том тому три ту у уже це цей ці цього цієї ця через чи чим чого ще що щоб щодо я як яка "
     "який якого "
     "якої яких які якщо"},
    {"bg",
     "а аз ако ала без беше би бил била били било бъде бяха в вас ваш ви все всеки всички всичко във вече г ги го да "
     "дали до "
     "докато дори е едва един една едно за заедно заради засега зад и из или им има иска й каза как каква какво както "
     "кога "
     "когато което които кой който колко която къде към ли м между ми много може мога му на над най нас не него нея ни "
     "ние "
     "никой но някои няма обаче от отново още по под поне преди през при само се сега си след сме според срещу съм със "
     "също "
     "са така такива също тази там те тези ти това тогава този той толкова точно три трябва ту тук тя у че чрез ще я"},
    {"sr",
     "a ako ali bi bih bila bili bilo bio biti bez će ćemo da dok do ga gde gdje i iako ili im ima iz između izjavio "
     "ja je "
     "jedan jedna jer još ka kada kako kao kaže koja koje kojem koji kojima koju kod li me među mi mnogo mogu može "
     "možda na "
     "nad nakon ne nego neki nema ni nije nisu njega njih no o od on ona oni ono ova ovaj ovo po pod pored posle "
     "poslije pre "
     "pred preko prema pri prije protiv sa sam samo se sebe si smo su sve svi svoj šta što ta tada taj tako takođe "
     "također "
     "te ti to tom tu u uz va vam vas već vi više za zato zbog "
     "а ако али би бих била били било био бити без ће ћемо да док до га где и иако или им има из између изјавио ја је "
     "један "
     "једна јер још ка када како као каже која које којем који којима коју код ли ме међу ми много могу може можда на "
     "над "
     "након не него неки нема ни није нису њега њих но о од он она они оно ова овај ово по под поред после пре пред "
     "преко "
     "према при против са сам само се себе си смо су све сви свој шта што та тада тај тако такође те ти то том ту у уз "
     "вам "
     "вас већ ви више за зато због"},
    {"el",
     "αλλά αν αντί από αποτελεί αυτά αυτές αυτή αυτήν αυτό αυτοί αυτός αυτού αυτών για γιατί δεν δύο είναι είπε είχε "
     "έχει "
     "έχουν εγώ ειναι εκεί ενώ ένα έναν ένας επί επίσης εσύ ή η ήταν θα ίδια ίδιο κάθε και καθώς κατά κι μας με μεταξύ "
     "μετά "
     "μέχρι μη μην μια μία μόνο μου να ο οι όμως όπου όπως όσο όταν ότι ούτε όχι παρά περί πιο ποια ποιος πολύ που πως "
     "πρέπει "
     "προς πριν σαν σας σε στα στη στην στις στο στον στους σύμφωνα τα τη την της τι τις το τον του τους των τώρα υπό "
     "ως ώστε"},
    {"ar",
     "آخر أحد أكثر أكد إذا أعلن إلا التي الذي الذين الآن أما أمام إن أن أنه إنه أنها أو أي أيضا إلى بأن بعد بعض بل بها "
     "به بين "
     "بينما تحت تم تلك ثم جدا جميع حتى حول حيث حين خلال دون ذلك سوف ضد ضمن عبر عدة عدد عدم على عليه عليها عن عند عندما "
     "غير "
     "فإن في فيه فيها قال قالت قبل قد كان كانت كل كلا كما كيف لا لدى لقد لم لن له لها لهذا لو ليس ليست ما مثل مع من "
     "منذ منه "
     "منها نحن نحو هذا هذه هل هم هنا هناك هو هي وأن وإن وأضاف وقد وقال وقالت وكان وكانت ولا ولكن ولم وله وما ومن وهو "
     "وهي وفي "
     "وعلى يتم يكون يمكن يوم"},
    {"fa",
     "از است اگر اما امروز ان آن آنها این اینکه با باید بر برای بعد بود بودند بوده به بین پس پیش تا تر ترین جز چه چند "
     "چون حال "
     "خود خواهد داد دارد دارند داشت داشته در درباره دو دیگر را روی زیر سوی شد شدن شده شود طور علیه کرد کردن کرده کردند "
     "کند کنند "
     "که گفت گفته ما مانند مورد می میشود نیز نیست نه نسبت نمی های هر هم همه همین همچنین هنوز هست هستند هیچ و ولی وی یا "
     "یک"},
    {"he",
     "אבל או אולי אז אחד אחר אחרי אחת אך אל אלא אם אמר אנחנו אני אף את אתה בו בין בכל בלבד במיוחד בעוד בשל גם דרך הוא "
     "היא היה "
     "היו היתה הייתה הם הן הנה וגם ולא זאת זה זו טרם יהיה יותר יכול יש כאשר כבר כדי כי כך כל כמה כמו כן לא לאחר לגבי "
     "להיות לו "
     "לה להם לי לכל לכן לנו לפי לפני מאוד מאז מה מול מי מן מפני מתוך נגד נוסף עד עוד על עם עצמו פי רק של שלא שלה שלהם "
     "שלו שלי "
     "שם תוך תחת"},
    {"hi",
     "अगर अपना अपनी अपने अब आदि आप इन इस इसका इसकी इसके इसमें इससे इसे उन उनका उनकी उनके उनको उन्हें उन्होंने उस उसका उसकी उसके "
     "उसने उसे एक एवं और कई कर करता करते करना करने कहा का कि किया किसी की कुछ के को कोई क्या गई गए गया चाहिए जब जहां जा जाता "
     "जाती "
     "जाने जिस जिसमें जिससे जैसे जो तक तब तरह तो था थी थे दिया दो द्वारा न नहीं ने पर पहले फिर बाद बात बहुत भी मगर में यदि यह यहां "
     "या ये रहा रहे रही लिए ले लेकिन वह वहां वाले वाली वे सकता सकते सब सभी साथ से हम हर ही हुआ हुई हुए है हैं हो होता होती होते होना "
     "होने"},
    {"bn",
     "অথবা অনুযায়ী অনেক অন্য আছে আজ আবার আমরা আমাদের আমি আর আরও ই ইত্যাদি উপর এ এই এক একই একটি একটা একজন এখন এখানে এটি "
     "এবং এমন "
     "এর এরপর এসব ও ওই কথা কয়েক করছে করছেন করতে করবে করা করার করে করেছে করেছেন করেন কারণ কি কিছু কিন্তু কে কেউ কোন কোনো "
     "গত গেছে "
     "ছিল ছিলেন জন জন্য জানান জানিয়েছেন তখন তবে তা তাই তাঁর তাদের তার তারা তিনি তো থেকে দিকে দিয়ে দুই দেওয়া নয় না নিয়ে "
     "নেই পর "
     "পরে প্রতি বলে বলেন বলেছেন বা বিভিন্ন বেশি মধ্যে মতো যখন যদি যা যারা যে যায় শুধু সঙ্গে সব সময় সাথে সে সেই হচ্ছে হতে হবে "
     "হয় "
     "হয়েছে হয়ে"},
    {"ur",
     "اب اپنا اپنی اپنے اس اسے اگر ان انہوں انہیں اور ایک با بعد بھی بہت پر پہلے تاہم تک تو تھا تھی تھے جا جاتا جاری "
     "جب جبکہ جس "
     "جن جو حوالے دو دوران دی دیا ذریعے رہا رہی رہے سے طرح علاوہ کا کہ کہا کے کو کوئی کر کرتے کرنا کرنے کی کیا کیے گا "
     "گئی گئے گی "
     "گیا لئے لیے میں نہ نہیں نے والے وہ ہم ہو ہوئی ہوئے ہوا ہونے ہی ہے ہیں یا یہ"},
    {"id",
     "ada adalah agar akan akhirnya aku anda antara apa apabila atas atau bagi bahkan bahwa banyak baru beberapa belum "
     "berada "
     "bersama bisa bukan dalam dan dapat dari daripada dengan di dia dua hal hanya harus hari hingga ia ini itu jadi "
     "jika juga "
     "kami kamu karena kata katanya ke kemudian kepada ketika kita lagi lain lalu lebih maka masih mereka menjadi "
     "mengatakan "
     "mengenai merupakan namun nya oleh pada para pernah pula pun saat saja sangat satu saya sebagai sebelum sebuah "
     "secara "
     "sedang sehingga sejak selain selama semua seorang seperti serta sesuai setelah setiap sudah supaya tak tapi "
     "telah tentang "
     "terhadap tersebut tetapi tidak untuk yaitu yakni yang"},
    {"vi",
     "bị bởi các cái cần chỉ cho chưa chúng có còn cũng của cùng do đã đang đây để đến đều điều đó được gì giữa hay "
     "hoặc hơn khi không là lại làm lên mà mình mỗi một này nên nếu ngay nhiều như nhưng những nó nơi nữa ở phải qua "
     "ra rằng "
     "rất rồi sau sẽ so sự tại theo thì trên trong trước từ từng và vẫn vào về vì việc với vừa"},
    {"sw",
     "alisema ambao ambapo amekuwa au baada baadhi bado basi bila chini hadi hali hapa hata hatua hii hilo hivyo hizo "
     "huku huo "
     "huyo ikiwa ili ilikuwa ingawa ini juu kabla kama karibu katika kila kisha kuhusu kupitia kutoka kuwa kwa kwamba "
     "kwani kwenye la "
     "lakini mara mbali mimi moja na ndani ndio ni nje nyingi pamoja pia sana sasa si sisi tu vile vya wa wakati wake "
     "wako wao "
     "watu wengi wote ya yake yao ye yeye yote za zaidi zake"},
    {"ja",
     "の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など なっ ない この ため "
     "その あっ よう "
     "また もの という あり まで られ なる へ か だ これ によって により おり より による ず なり られる において ば "
     "なかっ なく "
     "しかし について せ だっ その後 できる それ う ので なお のみ でき き つ における および いう さらに でも ら たり "
     "その他 に関する "
     "たち ます ん なら に対して です ました まし でし"},
    {"zh",
     "的 了 在 是 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 那 他 她 它 们 我们 "
     "他们 对 与 及 为 "
     "以 而 并 但 被 把 让 从 由 于 等 或 将 已 已经 还 之 其 中 年 月 日 這 個 們 為 與 並 將 從 對 還 說 會 後 后 时 "
     "時 里 裡 个"},
    {"ko",
     "그 이 저 것 수 등 및 더 또 또는 그리고 그러나 하지만 때문에 대한 대해 위해 따라 통해 있는 있다 있다고 했다 한다 "
     "하는 하고 된 된다 "
     "이날 지난 올해 같은 모든 이번 다른 한 두 세 말했다 밝혔다"},
    {"th",
     "กล่าว กว่า กัน กับ การ ก็ ก่อน ขณะ ขอ ของ ขึ้น คง ครั้ง ความ คือ จะ จัด จาก จึง ช่วง ซึ่ง ด้วย ด้าน ตั้ง ต่อ ต้อง ถึง ถูก ถ้า "
     "ทั้ง ที่ ทุก ทาง ทำ ทำให้ นั้น นี้ นอกจาก นำ บาง ผล ผ่าน พบ พร้อม มา มาก มี ยัง รวม รับ ราย ร่วม ลง วัน ว่า สำหรับ ส่ง ส่วน หรือ "
     "หลัง หลาย หาก อยาก อยู่ อย่าง ออก อะไร อาจ อีก เขา เข้า เฉพาะ เช่น เนื่องจาก เปิด เป็น เพราะ เพื่อ เมื่อ เลย เอง แต่ แบบ แล้ว "
     "และ แห่ง โดย ใน ให้ ได้ ไป ไม่ ไว้"},
};

using Words = std::unordered_set<std::string>;

const std::unordered_map<std::string_view, Words>& all() {
    static const auto* const made = [] {
        auto* table = new std::unordered_map<std::string_view, Words>;
        for (const List& list : lists) {
            Words& words = (*table)[list.language];
            for (std::size_t at = 0; at < list.words.size();) {
                const std::size_t end = std::min(list.words.find(' ', at), list.words.size());
                if (end > at) {
                    const std::string folded = fold(list.words.substr(at, end - at));
                    words.insert(without_marks(folded));
                    words.insert(folded);
                }
                at = end + 1;
            }
        }
        return table;
    }();
    return *made;
}

}  // namespace

bool is_stop_word(std::string_view folded, std::string_view language) {
    auto primary = language.substr(0, language.find('-'));
    if (primary == "nb" || primary == "nn") primary = "no";
    if (primary == "hr" || primary == "bs" || primary == "sh") primary = "sr";
    if (primary == "ms") primary = "id";
    const auto found = all().find(primary);
    return found != all().end() && found->second.contains(std::string(folded));
}

}  // namespace octavo::text
