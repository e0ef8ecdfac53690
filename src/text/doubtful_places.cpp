// Lists of our own, in alphabetical order so that a look-up halves them. English leads because the world's names are
// English here; other languages' words differ from these towns' names more often than not.
#include "text/doubtful_places.hpp"

#include <algorithm>

namespace octavo::text {

bool is_doubtful_town(std::string_view folded) {
    static constexpr std::string_view words[] = {
        "africa",      "allen",        "alliance",  "along",      "alves",      "america",    "anderson",   "angel",
        "antonio",     "arlington",    "asia",      "augustin",   "aurora",     "austin",     "bar",        "barcelona",
        "barros",      "bath",         "batman",    "bay",        "beach",      "begun",      "bell",       "bend",
        "benito",      "best",         "bismarck",  "bolivar",    "bor",        "born",       "bradley",    "brady",
        "brandon",     "brent",        "brooks",    "bryan",      "buffalo",    "bush",       "buy",        "byron",
        "calhoun",     "cambridge",    "cameron",   "campbell",   "cardoso",    "carlin",     "carlos",     "carolina",
        "carson",      "carter",       "cary",      "casey",      "castro",     "central",    "chad",       "chandler",
        "charlotte",   "chester",      "christian", "clayton",    "cleveland",  "clinton",    "clyde",      "coalition",
        "colby",       "colon",        "columbus",  "come",       "commerce",   "concord",    "cooper",     "cordoba",
        "corona",      "costa",        "craig",     "cristobal",  "cruz",       "curtis",     "dakota",     "dale",
        "dallas",      "dalton",       "daniel",    "darwin",     "davis",      "dayton",     "deal",       "delta",
        "devon",       "diego",        "dixon",     "domingo",    "douglas",    "drew",       "duncan",     "dylan",
        "eagle",       "elgin",        "elliott",   "emerson",    "enterprise", "ernesto",    "essen",      "europe",
        "everett",     "fargo",        "fernando",  "ferreira",   "fletcher",   "flint",      "florence",   "floyd",
        "ford",        "forest",       "fortuna",   "foster",     "france",     "francisco",  "frank",      "franklin",
        "gabriel",     "garland",      "garrett",   "gary",       "georgia",    "gilbert",    "glen",       "globe",
        "golden",      "gomes",        "gordon",    "granada",    "grant",      "green",      "griffin",    "guadalupe",
        "guzman",      "hagen",        "halle",     "ham",        "hamilton",   "harper",     "harris",     "harrison",
        "harvey",      "hastings",     "hayes",     "hays",       "heath",      "henderson",  "henry",      "herman",
        "hidalgo",     "hobart",       "holland",   "hope",       "houston",    "howard",     "hudson",     "hunter",
        "imperial",    "independence", "ireland",   "irvine",     "irving",     "isabel",     "israel",     "ivan",
        "ivy",         "jackson",      "jamestown", "jasper",     "jefferson",  "jerome",     "johnson",    "jordan",
        "jose",        "joy",          "juan",      "juarez",     "judge",      "justice",    "justin",     "kaine",
        "keller",      "kelly",        "kendall",   "kennedy",    "kenneth",    "kent",       "kerry",      "kingston",
        "kirk",        "kirov",        "lage",      "lana",       "lancaster",  "laval",      "lawrence",   "lazio",
        "leader",      "lee",          "leer",      "lenin",      "leon",       "leonard",    "leslie",     "lewis",
        "liberal",     "lima",         "lincoln",   "lloyd",      "lodi",       "logan",      "long",       "lopez",
        "lorenzo",     "los",          "lyndon",    "lynn",       "macon",      "madison",    "magdalena",  "male",
        "malta",       "man",          "marcos",    "maria",      "marina",     "marion",     "marl",       "marshall",
        "martin",      "mary",         "mason",     "mateo",      "mauricio",   "maxwell",    "mayen",      "media",
        "mercer",      "merida",       "metro",     "miguel",     "miles",      "milton",     "mission",    "mitchell",
        "mobile",      "monroe",       "montana",   "moore",      "moraes",     "morais",     "morelos",    "morgan",
        "most",        "murphy",       "murray",    "nathan",     "nelson",     "newton",     "nice",       "nicolas",
        "noble",       "noel",         "normal",    "norman",     "norton",     "obregon",    "oliveira",   "oliver",
        "opportunity", "orange",       "ortiz",     "owen",       "oxford",     "ozark",      "pablo",      "page",
        "palmer",      "parker",       "pasco",     "pau",        "paulo",      "payson",     "pearl",      "pedro",
        "peine",       "pence",        "pereira",   "perry",      "perth",      "phoenix",    "pierce",     "pierre",
        "plus",        "police",       "porter",    "porto",      "preston",    "price",      "providence", "pushkin",
        "quincy",      "rafael",       "raleigh",   "ralph",      "ramon",      "ramos",      "ramsey",     "randall",
        "randolph",    "ray",          "reading",   "reagan",     "reed",       "regen",      "republic",   "reunion",
        "rex",         "ribeiro",      "rich",      "richmond",   "riley",      "rio",        "ripon",      "rivera",
        "robbins",     "rochester",    "rogers",    "roman",      "romney",     "rosario",    "rose",       "rowland",
        "roy",         "rubio",        "rugby",     "rusk",       "russell",    "ryan",       "sale",       "salem",
        "salvador",    "same",         "san",       "sanders",    "sandy",      "santa",      "santiago",   "santos",
        "savannah",    "say",          "scott",     "sens",       "shelby",     "sheldon",    "shelton",    "sherman",
        "sherwood",    "sidney",       "silva",     "simpson",    "singen",     "smith",      "solomon",    "sousa",
        "souza",       "sparta",       "spencer",   "split",      "spring",     "stanley",    "star",       "sterling",
        "street",      "stuart",       "summit",    "sumner",     "sun",        "superior",   "sur",        "sure",
        "sutton",      "sydney",       "taft",      "tallmadge",  "taylor",     "temple",     "ten",        "teresa",
        "thomas",      "torres",       "tours",     "tracy",      "trinidad",   "troy",       "truman",     "tucker",
        "tulare",      "turner",       "tuscola",   "tyler",      "union",      "university", "urban",      "valencia",
        "van",         "vance",        "vargas",    "vega",       "vernon",     "victoria",   "vienne",     "vincent",
        "vire",        "virginia",     "vladimir",  "wade",       "walker",     "wallace",    "walter",     "waren",
        "warner",      "warren",       "watson",    "wayne",      "webb",       "webster",    "wedding",    "weil",
        "well",        "wellington",   "wells",     "werder",     "wesel",      "weston",     "wheeler",    "whitney",
        "whittier",    "willis",       "wilson",    "winchester", "winston",    "wood",       "woodward",   "wright",
        "york",        "young",        "zion",      "دوشنبه"};
    static_assert(std::ranges::is_sorted(words));
    return std::ranges::binary_search(words, folded);
}

bool is_no_town(std::string_view folded) {
    static constexpr std::string_view words[] = {
        "abc",       "amazon",     "an",       "and",       "apple",    "april",     "as",        "at",     "august",
        "bbc",       "be",         "by",       "christmas", "cia",      "cnn",       "congress",  "covid",  "date",
        "december",  "democrat",   "do",       "easter",    "facebook", "fbi",       "february",  "for",    "fox",
        "friday",    "go",         "god",      "google",    "gop",      "governor",  "he",        "her",    "his",
        "house",     "if",         "in",       "internet",  "is",       "isis",      "islam",     "it",     "january",
        "july",      "june",       "march",    "may",       "mayor",    "me",        "microsoft", "monday", "muslim",
        "my",        "nato",       "nbc",      "no",        "november", "october",   "of",        "of",     "on",
        "or",        "republican", "saturday", "senate",    "senator",  "september", "she",       "so",     "sunday",
        "the",       "they",       "thursday", "to",        "tuesday",  "twitter",   "up",        "us",     "we",
        "wednesday", "with"};
    static_assert(std::ranges::is_sorted(words));
    return std::ranges::binary_search(words, folded);
}

bool is_given_name(std::string_view folded) {
    static constexpr std::string_view words[] = {
        "aaron",     "adam",      "alan",      "albert",      "alex",      "alexander", "alexei",    "ali",
        "alice",     "amanda",    "amy",       "ana",         "andrea",    "andrei",    "andrew",    "angela",
        "anna",      "anne",      "anthony",   "antonio",     "arthur",    "barbara",   "ben",       "benjamin",
        "bernard",   "bill",      "bob",       "boris",       "brian",     "bruce",     "carl",      "carla",
        "carlos",    "carmen",    "carol",     "caroline",    "catherine", "charles",   "charlie",   "chris",
        "christian", "christina", "christine", "christopher", "claire",    "clara",     "claudia",   "daniel",
        "dave",      "david",     "deborah",   "dennis",      "diana",     "dmitry",    "donald",    "dorothy",
        "ed",        "eduardo",   "edward",    "elena",       "eli",       "elizabeth", "ella",      "emily",
        "emma",      "eric",      "erik",      "eva",         "evan",      "eve",       "fatima",    "felix",
        "fernando",  "frances",   "francis",   "francois",    "frank",     "fred",      "frederick", "gabriel",
        "gary",      "george",    "gerald",    "gerhard",     "giovanni",  "giulia",    "gordon",    "greg",
        "hans",      "harold",    "harry",     "hassan",      "heather",   "helen",     "helena",    "henry",
        "hugh",      "ian",       "igor",      "ingrid",      "ivan",      "jack",      "jacob",     "jacques",
        "jake",      "james",     "jan",       "jane",        "janet",     "jason",     "jean",      "jeff",
        "jennifer",  "jeremy",    "jerry",     "jessica",     "jim",       "jimmy",     "joan",      "joao",
        "joe",       "joel",      "johann",    "john",        "johnny",    "jonathan",  "jorge",     "jose",
        "joseph",    "josh",      "joshua",    "juan",        "judith",    "julia",     "julian",    "julie",
        "karen",     "karl",      "kate",      "katherine",   "keith",     "kelly",     "ken",       "kenneth",
        "kevin",     "kim",       "klaus",     "larry",       "laura",     "lauren",    "leo",       "leonard",
        "linda",     "lisa",      "louis",     "louise",      "lucas",     "lucia",     "lucy",      "luis",
        "luke",      "lynn",      "marc",      "marco",       "margaret",  "maria",     "marie",     "mario",
        "mark",      "martha",    "martin",    "mary",        "matt",      "matthew",   "max",       "megan",
        "mehmet",    "melissa",   "michael",   "michel",      "michelle",  "miguel",    "mike",      "mikhail",
        "mohamed",   "mohammed",  "molly",     "monica",      "muhammad",  "mustafa",   "nancy",     "natalia",
        "nathan",    "nicholas",  "nick",      "nicolas",     "nicole",    "nikolai",   "nina",      "oleg",
        "olga",      "oliver",    "olivia",    "omar",        "oscar",     "pablo",     "pamela",    "pat",
        "patricia",  "patrick",   "paul",      "paula",       "pavel",     "pedro",     "peter",     "phil",
        "philip",    "pierre",    "rachel",    "rafael",      "ralph",     "ray",       "rebecca",   "ricardo",
        "richard",   "rick",      "rob",       "robert",      "roberto",   "robin",     "roger",     "ron",
        "ronald",    "rosa",      "rose",      "roy",         "russell",   "ruth",      "ryan",      "sally",
        "sam",       "samuel",    "sandra",    "sara",        "sarah",     "scott",     "sean",      "sergei",
        "sergey",    "sharon",    "simon",     "sofia",       "sophie",    "stefan",    "stephanie", "stephen",
        "steve",     "steven",    "stuart",    "sue",         "susan",     "suzanne",   "svetlana",  "tatiana",
        "ted",       "teresa",    "terry",     "theresa",     "thomas",    "tim",       "timothy",   "tina",
        "tobias",    "todd",      "tom",       "tony",        "tyler",     "vanessa",   "victor",    "victoria",
        "vincent",   "virginia",  "vladimir",  "walter",      "wayne",     "wendy",     "werner",    "will",
        "william",   "yuri",      "yusuf",     "zach",        "zoe"};
    static_assert(std::ranges::is_sorted(words));
    return std::ranges::binary_search(words, folded);
}

bool names_a_house(std::string_view folded) {
    static constexpr std::string_view words[] = {
        "astros",    "braves",       "broncos",  "browns",    "bucks",     "bulls",     "capitals",   "cardinals",
        "cavaliers", "celtics",      "chargers", "chiefs",    "chronicle", "clippers",  "commanders", "cowboys",
        "cubs",      "daily",        "dodgers",  "dolphins",  "eagles",    "examiner",  "express",    "falcons",
        "fc",        "gazette",      "giants",   "globe",     "guardian",  "guardians", "hawks",      "heat",
        "herald",    "inquirer",     "jets",     "journal",   "knicks",    "lakers",    "lions",      "magazine",
        "mail",      "mariners",     "marlins",  "mavericks", "mets",      "mirror",    "nationals",  "news",
        "nuggets",   "observer",     "orioles",  "packers",   "padres",    "patriots",  "pelicans",   "penguins",
        "phillies",  "pirates",      "pistons",  "post",      "ravens",    "redskins",  "review",     "rockets",
        "rovers",    "royals",       "saints",   "seahawks",  "standard",  "steelers",  "tech",       "telegraph",
        "tigers",    "timberwolves", "times",    "tribune",   "twins",     "united",    "vikings",    "wanderers",
        "warriors",  "wings",        "yankees"};
    static_assert(std::ranges::is_sorted(words));
    return std::ranges::binary_search(words, folded);
}

}  // namespace octavo::text
