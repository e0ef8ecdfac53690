// Words every newspaper uses every day: "president", "company", "week". They are no stop words, for a headline may turn
// on one, but two articles are not alike because both say "government". The desk learns how rare words are from what
// passes, but on its first day it has learnt nothing, and two articles alone never teach it; this is what it then
// knows. Written by hand for this project from general knowledge of English news, in three steps of commonness.
#include "text/common_words.hpp"

#include "text/hash_filter.hpp"
#include "text/terms.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

struct Step {
    float weight;
    std::string_view words;
};

// About one article in five or more.
constexpr std::string_view daily =
    "year years time people day week month state country government president report new first last two three four "
    "five six "
    "seven eight nine ten news city world national public official officials company group police man woman men women "
    "child "
    "children family home house work working part place number million percent monday tuesday wednesday thursday "
    "friday "
    "saturday sunday today yesterday tomorrow morning night according added told statement called call come coming "
    "came left "
    "right high long big good great old young small large major early late best top point case way end start started "
    "began "
    "begin life think believe show showed help use support set plan plans expect expected including include found find "
    "follow "
    "following follows lead leader leading member members minister spokesman spokeswoman source sources mr mrs ms dr";

// About one in ten.
constexpr std::string_view weekly =
    "january february march april june july august september october november december jan feb aug sept oct nov dec "
    "united states american america us u.s house white party political politics policy law court judge lawyer attorney "
    "election vote voters campaign bill congress senate republican democrat democratic republicans democrats "
    "administration "
    "department secretary agency office director chief executive head former general security force forces military "
    "army war "
    "attack attacks killed kill death dead died die victim victims arrested charged charges accused alleged suspect "
    "crime "
    "investigation investigators evidence hospital health medical doctor school university student students research "
    "study "
    "percent market markets business billion dollar dollars price prices cost costs money pay paid tax sale sales sell "
    "sold "
    "buy bought stock stocks share shares investors bank economy economic growth rate rates job jobs trade industry "
    "product "
    "products services service customers online internet website web social media facebook twitter post posted video "
    "photo "
    "photos picture image story interview journalist reporters reporter press release released announced announcement "
    "announce decision decided issue issues question questions problem problems change changes move moved run running "
    "face "
    "faced hold held meet meeting met talk talks speak spoke speech comment comments ask asked asking answer response "
    "respond responded deal agreement agreed agree offer offered open opened close closed cut cuts rise rose fall fell "
    "drop "
    "dropped increase increased grow hit won win winning lost lose loss game team season play player players fans "
    "international local community area areas region north south east west street road town center centre building "
    "room "
    "water air food car cars phone computer technology system systems data information program project power energy "
    "oil gas "
    "history future past present second third half several hundreds thousands hundred thousand average total full "
    "strong hard clear different same real true important possible likely able available current recent recently "
    "currently "
    "previous previously later ahead days weeks months hours hour minutes minute moment line live living lived name "
    "named "
    "known person fact side view idea reason result results level role order return returned continue continued remain "
    "remained become break broke build built bring brought carry carried cause caused claim claims claimed consider "
    "create "
    "created deliver develop development draw drive eat effort efforts event events event experience fail failed feel "
    "felt "
    "fight force fund give given grand happen happened hear heard hope join joined key kind lay learn learned let "
    "letter "
    "listen look looked looking love major manage matter mean means meant mind note noted own pass passed period "
    "personal "
    "pick position pressure private provide provided push put reach reached read ready receive received record red "
    "black "
    "refuse refused regard reject rejected remove removed require required rest reveal revealed risk rule rules save "
    "saw "
    "scene seek seeking send sent serve served sign signed single sit stand step stop stopped store sure suffer "
    "suggest "
    "suggested take taken taking threat throw try trying tried turn turned view visit voice wait walk wall want warn "
    "warned "
    "watch wear wife husband father mother son daughter brother sister parents friend friends write wrote written "
    "writing "
    "word words wrong";

// About one in thirty.
constexpr std::string_view monthly =
    "account act action activity addition address admit adult adviser affair age aid aim airport allow allies alone "
    "ally "
    "amid amount analyst analysts anger annual appeal appear appearance apparently approach approve approved argue "
    "argued "
    "argument arm armed around article assault assistance associate association assume attempt attempted attend "
    "attention "
    "audience author authorities authority ban base based battle bear beat bed behavior behaviour believed benefit "
    "benefits "
    "beyond bid biggest billionaire birth blame block blood board boat body bomb book border born boss box boy brand "
    "bus "
    "budget camera capital captain career catch celebrate celebrity central century certain certainly chairman "
    "challenge "
    "chance character chance check choice choose church citizen citizens civil class clean clients climate club coach "
    "coast "
    "coalition cold collapse collect college comes command commission commissioner commit committee common compare "
    "compared "
    "competition complaint complete completely concern concerned concerns condition conditions conduct conference "
    "confidence "
    "confirm confirmed conflict connection conservative consumer consumers contact contract control controversial "
    "conversation "
    "copy corner corporate couple course cover coverage crash credit crisis critical critics criticism criticized "
    "cross crowd "
    "culture damage dangerous danger date debate debt decade decades declined declare deep defend defense defence "
    "defendant "
    "demand demands deny denied depend deputy describe described design despite destroy detail details detained "
    "determine "
    "device devices diplomatic direct direction disease discuss discussed discussion display dispute district document "
    "documents domestic door doubt dozen dozens drink dream driver driving drug drugs easy edge editor education "
    "effect "
    "effects elected emergency employee employees employment enforcement enjoy ensure enter entire environment "
    "especially "
    "estimate estimated ethnic evening exactly example exchange executives exist expand experts expert explain "
    "explained "
    "explosion express extra extreme eye eyes facility facing factor failure fair faith fear fears features federal "
    "feeling "
    "female field figure figures file filed film final finally finance financial fire firm firms fish fit fix flag "
    "flight "
    "floor fly focus focused foot football foreign form formal forward foundation founder free freedom front fuel fun "
    "funding "
    "funds funeral gain gender generation girl girls glass global goal gold governor green ground guard guess guilty "
    "gun guns "
    "guy hair hall hand hands hang happy heart heat heavy height hero hide highest hill hire historic hole holiday "
    "honor host "
    "hot hotel huge human hundred identify identified illegal images impact improve incident income independent index "
    "individual individuals influence inside insist insisted instance institute insurance intelligence intended "
    "interest "
    "interests investment involved involving island item items jail join joint joke journal judge jump jury justice "
    "kid kids "
    "killing king knew land language largest latest launch launched lawmakers laws lawsuit leadership leads league "
    "leave "
    "leaving legal legislation letter liberal lie light limit limited link linked list longer looks loved low lower "
    "lunch "
    "machine magazine mail main maintain majority male management manager manner map mark marriage married mass "
    "massive match "
    "material maximum mayor measure measures message mile miles minimum minority missing mission mistake mobile model "
    "modern "
    "murder museum music nation nations native natural nature nearby necessary negative network newspaper nice nor "
    "nuclear "
    "numbers object obvious obviously occurred officer officers opening operation operations operate opinion "
    "opportunity "
    "opposed opposition option options original outside owner pain panel paper parent park parliament particular "
    "particularly "
    "partner partners patient patients peace perform performance period permission physical picked piece pieces pilot "
    "plane "
    "planned planning platform played playing plus pointed poll polls poor popular population positive potential "
    "powerful "
    "practice prepare prepared presidential pretty prevent primary prime prison prisoner privacy probably process "
    "produce "
    "produced production profile profit profits programme progress promise promised proof property proposal proposed "
    "prosecutor prosecutors protect protection protest protesters protests prove proved publication publicly publish "
    "published pull purchase purpose quarter quick quickly quoted race racial radio raise raised range rape rather "
    "reaction "
    "reality realize reasons recall recognize recommend record records recover recovery reduce reduced reference "
    "reform "
    "refugee regional regular related relations relationship relatively religious remains remember reportedly "
    "reporting "
    "represent representative request rescue residents resources respect restaurant restrictions revenue review rich "
    "ride "
    "ring rival river rock round route safe safety sanctions scale schedule scheduled science scientists score screen "
    "search "
    "seat section sector seemed selling senator senior sense sentence sentenced separate series serious seriously "
    "session "
    "settle settlement sex sexual shared sharp shift ship shock shooting shoot shot shop short shoulder shown shut "
    "sick sight "
    "significant similar simple simply site situation size skin sleep slow smart smoke soldier soldiers solution song "
    "sort "
    "sound sounds space special specific speed spend spending spent split sport sports spot spread spring staff stage "
    "standard standards star stars station stay stayed steal stories strategy stress strike structure struggle style "
    "subject "
    "success successful sudden suddenly suicide summer sun supply supporters supposed surprise surprised surrounding "
    "survey "
    "survive survived suspected table tape target task teacher teams tear television temperature term terms terror "
    "terrorism "
    "terrorist test testimony text theory threatened threats throughout ticket tie tiny tonight tool tools topic touch "
    "tough "
    "tour toward track tradition traditional traffic train training transfer travel treat treatment trial trip troops "
    "trouble "
    "truck trust truth tv type understand unique unit union university unknown unlikely unusual update upper usual "
    "usually "
    "value various vehicle version vice victory village violence violent visited volunteer vulnerable wage warm "
    "warning "
    "washington wave weapon weapons wearing weather weekend weight western wide widely wild winner winter wish witness "
    "witnesses wonder workers worried worry worse worst worth wound wounded yard yet york youth";

constexpr Step english[] = {{0.3F, daily}, {0.5F, weekly}, {0.7F, monthly}};

struct Weights {
    HashFilter<1 << 15> any;
    std::unordered_map<std::uint64_t, float> by_term;
};

const Weights& english_weights() {
    static const auto* const made = [] {
        auto* table = new Weights;
        for (const Step& step : english) {
            TermReader reader(step.words, "en");
            for (Word word; reader.next(word);) {
                table->any.add(word.hash);
                table->by_term.try_emplace(word.hash, step.weight);
            }
        }
        return table;
    }();
    return *made;
}

}  // namespace

float weight_of_term(std::uint64_t term, std::string_view language) {
    if (language.substr(0, language.find('-')) != "en") return 1;
    const Weights& weights = english_weights();
    if (!weights.any.may_have(term)) return 1;
    const auto found = weights.by_term.find(term);
    return found == weights.by_term.end() ? 1.0F : found->second;
}

}  // namespace octavo::text
