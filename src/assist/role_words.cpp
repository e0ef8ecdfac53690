// Words that say who somebody is.
//
// Idea: what stands between commas behind a name introduces it only if it holds a noun for a person. Most such nouns
// are formed alike ("-ist", "-woman", "-ologist"); the rest is a list. Endings in "-er" are listed, since "number" and
// "matter" end so, too. Offices are in introductions.cpp.
//   Jane Doe, a janitor from Brookford,           a janitor
//   Jane Doe, a Port Richey, Fla., voter,         "a Port Richey" holds none
// Only languages whose words are here are asked; elsewhere every piece is taken as before.
// Checked by tests/assist/people_test.cpp.
#include "assist/role_words.hpp"

#include <algorithm>

#include "assist/introductions.hpp"
#include "text/characters.hpp"
#include "text/words.hpp"

namespace octavo::assist {
namespace {

constexpr std::string_view english =
    " man woman men women boy girl teenager teen child person citizen resident native immigrant refugee veteran"
    " retiree patient victim survivor suspect student graduate alumnus alumna dropout undergraduate member"
    " wife husband son daughter brother sister mother father widow widower spouse partner fiance fiancee girlfriend"
    " boyfriend cousin nephew niece uncle aunt grandson granddaughter grandfather grandmother stepson heir friend"
    " friends roommate colleague neighbor neighbour ally rival opponent successor predecessor protege confidant"
    " aide assistant associate deputy intern staffer staff appointee designee official officials bureaucrat diplomat"
    " envoy delegate lawmaker legislator congressman politician politicians statesman councilman councilwoman"
    " councillor councilor alderman supervisor trustee regent clerk treasurer comptroller auditor registrar"
    " administrator manager coordinator organizer organiser operative pollster consultant lobbyist advocate"
    " campaigner fundraiser donor supporter critic skeptic commentator pundit columnist journalist correspondent"
    " anchor presenter broadcaster producer filmmaker writer novelist poet playwright historian scholar academic"
    " researcher scientist expert experts specialist fellow lecturer teacher instructor tutor principal dean provost"
    " rector doctor dr physician surgeon nurse paramedic midwife dentist pharmacist therapist counselor counsellor"
    " pathologist veterinarian engineer architect designer developer programmer inventor technician mechanic"
    " electrician plumber carpenter builder contractor worker workers laborer labourer farmer rancher grower fisherman"
    " miner driver trucker pilot sailor soldier marine commander commandant general colonel lieutenant sergeant major"
    " admiral ranger guard agent agents detective investigator inspector policeman policewoman cop trooper deputy"
    " warden firefighter lawyer solicitor barrister litigator jurist magistrate justice plaintiff defendant inmate"
    " prisoner owner co-owner founder cofounder co-founder entrepreneur businessman businesswoman businessperson"
    " shopkeeper restaurateur chef cook baker brewer bartender barista waiter waitress server cashier janitor cleaner"
    " housekeeper nanny caregiver barber hairdresser stylist landlord tenant renter homeowner investor banker trader"
    " broker accountant financier mogul tycoon magnate millionaire billionaire ceo cfo coo cto president"
    " vice-president spokesman spokeswoman musician rapper composer conductor dancer comedian entertainer celebrity"
    " star model photographer painter sculptor player athlete quarterback striker goalkeeper midfielder pitcher"
    " runner swimmer boxer wrestler champion winner contestant priest pastor rabbi imam bishop archbishop cardinal"
    " nun monk reverend preacher evangelist theologian cleric ayatollah patriarch activist protester demonstrator"
    " dissident rebel militant terrorist extremist fighter warlord mobster gunman shooter killer hacker whistleblower"
    " leader head chief boss chair chairperson co-chair strongman dictator monarch ruler emperor emir sultan sheikh"
    " crown democrat republican independent libertarian socialist communist progressive conservative liberal"
    " moderate centrist populist tory lib incumbent challenger frontrunner front-runner hopeful contender nominee"
    " voter caucusgoer elector negotiator mediator mentor mastermind architect author creator translator linguist"
    " blogger youtuber influencer podcaster host guest speaker reader gamer volunteer recruit cadet"
    " geochemist sociologist whip lead lieutenant-governor publisher curator librarian archivist keeper"
    " undersecretary duke duchess earl count countess baron baroness lord lady victor astronaut cosmonaut explorer "
    "climber cyclist jockey umpire referee ";
constexpr std::string_view other =
    " frau mann sohn tochter bruder schwester mutter vater witwe witwer ehefrau ehemann freund freundin mitglied"
    " experte expertin forscher forscherin lehrer lehrerin arzt ärztin anwalt anwältin richter richterin leiter"
    " leiterin gründer gründerin politiker politikerin abgeordnete abgeordneter journalist journalistin autor autorin"
    " unternehmer unternehmerin kandidat kandidatin schauspieler schauspielerin sänger sängerin spieler spielerin"
    " kommissar kommissarin botschafter botschafterin general generalsekretär könig königin papst bischof"
    " femme homme mari épouse époux fils fille frère sœur mère père veuve membre expert experte chercheur chercheuse"
    " professeur professeure médecin avocat avocate juge fondateur fondatrice responsable dirigeant dirigeante patron"
    " patronne chef cheffe élu élue candidat candidate journaliste auteur autrice écrivain acteur actrice chanteur"
    " chanteuse joueur joueuse roi reine pape évêque ambassadeur ambassadrice militant militante"
    " mujer hombre esposa esposo marido hijo hija hermano hermana madre padre viuda miembro experto experta"
    " investigador investigadora profesor profesora médico médica abogado abogada juez jueza fundador fundadora líder"
    " jefe jefa dirigente diputado diputada senadora candidato candidata periodista autor autora escritor escritora"
    " actor cantante jugador jugadora reina papa obispo embajador embajadora director directora vecino vecina ";

// The words of the lists have no blank in them.
bool in(std::string_view list, const std::string& word) {
    return !word.empty() && list.find(" " + word + " ") != std::string_view::npos;
}
bool formed_so(std::string_view word) {
    constexpr std::string_view endings[] = {"ician",  "woman",  "person", "worker",  "owner",   "maker",
                                            "keeper", "holder", "goer",   "grapher", "year-old"};
    constexpr std::string_view verbs[] = {"resist", "assist", "insist", "persist", "consist", "enlist"};
    return std::ranges::any_of(endings, [&](auto e) { return word.ends_with(e); }) ||
           (word.ends_with("ist") && word.size() > 5 && !text::contains(verbs, word)) ||
           (word.ends_with("man") && word.size() > 6 && word != "german" && word != "norman");
}
template <class Each>
void each_word(std::string_view words, Each each) {
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find_first_of(" ,/", at), words.size());
        std::string_view word = words.substr(at, end - at);
        while (!word.empty() && std::string_view(".;:\"()").contains(word.back())) word.remove_suffix(1);
        if (!word.empty()) each(text::fold(word));
        at = end + 1;
    }
}

}  // namespace

bool holds_role(std::string_view words, std::string_view language) {
    const bool english_text = language.starts_with("en");
    if (!english_text && !language.starts_with("de") && !language.starts_with("fr") && !language.starts_with("es"))
        return true;
    if (holds_office(words)) return true;
    bool found = false;
    each_word(words, [&](const std::string& word) {
        if (found) return;
        found = english_text ? in(english, word) || formed_so(word) : in(other, word);
        // "founder-director", "Kanzlerkandidat" and other compounds end in the noun.
        if (const auto dash = word.rfind('-'); !found && dash != std::string::npos)
            found = in(english_text ? english : other, word.substr(dash + 1));
    });
    return found;
}

bool is_bare_role(std::string_view words) {
    constexpr std::string_view bare =
        " gen general lt lieutenant col colonel capt captain sgt sergeant maj major adm admiral cmdr commander cpl"
        " officer chairman chairwoman chair chairperson director commissioner chief executive leader host coach"
        " democrat republican independent libertarian conservative liberal progressive socialist member official"
        " man woman person citizen resident friend attorney lawyer doctor dr prof ";
    std::size_t count = 0;
    bool all = true;
    each_word(words, [&](const std::string& word) {
        if (word == "a" || word == "an" || word == "the" || word == "who" || word.ends_with("'s") ||
            word.ends_with("’s"))
            return;
        ++count;
        all = all && in(bare, word);
    });
    return all && count < 2;
}

bool ends_no_person(std::string_view name) {
    constexpr std::string_view endings =
        " base airbase program programme act plan agreement treaty accord fund project"
        " initiative airport street river force relief lab labs university college institute center"
        " centre foundation school hospital church network council committee ";
    return name.contains(' ') && in(endings, text::fold(last_of(name)));
}

bool is_plural_party(std::string_view name) {
    constexpr std::string_view parties =
        " republicans democrats conservatives liberals progressives independents"
        " libertarians socialists communists tories centrists ";
    return in(parties, text::fold(last_of(name)));
}

}  // namespace octavo::assist
