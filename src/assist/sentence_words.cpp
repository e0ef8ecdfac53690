#include "assist/sentence_words.hpp"

#include <map>
#include <mutex>

#include "base/hash.hpp"
#include "text/words.hpp"

namespace octavo::assist {
namespace {

struct Pointing {
    std::string_view language, words;
};
constexpr Pointing pointing[] = {
    {"en", "he,she,it,they,his,her,its,their,him,them,this,these,those,that,there,here,both,such,the"},
    {"de",
     "er,sie,es,sein,seine,seiner,seinem,seinen,ihr,ihre,ihrer,ihrem,ihren,dies,diese,dieser,dieses,diesem,diesen,"
     "dort,dabei,damit,dadurch,daher,darin,davon,dazu,beide,solche"},
    {"fr", "il,elle,ils,elles,son,sa,ses,leur,leurs,ce,cet,cette,ces,ceci,cela,celui,celle,ceux,y,là,tous"},
    {"es",
     "él,ella,ellos,ellas,su,sus,este,esta,estos,estas,esto,ese,esa,esos,esas,eso,aquel,aquella,allí,ambos,dicho,"
     "dicha"},
    {"it",
     "egli,lui,lei,loro,esso,essa,essi,esse,suo,sua,suoi,sue,questo,questa,questi,queste,ciò,quello,quella,qui,lì"},
    {"pt",
     "ele,ela,eles,elas,seu,sua,seus,suas,este,esta,estes,estas,esse,essa,esses,essas,isso,isto,aquele,aquela,lá"},
    {"ru", "он,она,оно,они,его,её,их,ему,ей,им,этот,эта,это,эти,этого,этой,этих,этом,там,тот,та,те,оба,такой,такие"},
    {"uk", "він,вона,воно,вони,його,її,їх,цей,ця,це,ці,цього,там,той"},
    {"pl", "on,ona,ono,oni,one,jego,jej,ich,ten,ta,to,ci,te,tego,tej,tych,tam"},
    {"nl", "hij,zij,ze,het,zijn,haar,hun,dit,deze,die,dat,daar"},
    {"tr", "o,onlar,onun,onların,ona,onu,bu,bunlar,bunun,bunu,buna,burada,orada,şu"},
    {"ar", "هو,هي,هم,هذا,هذه,هؤلاء,ذلك,تلك,كما,هناك,وهو,وهي,وكان,وكانت"},
    {"zh", "他,她,它,他们,她们,它们,这,这些,该,其,此,那,那里,这里"},
    {"hi", "वह,वे,यह,ये,इस,उस,उनके,उनकी,उनका,उसके,उसकी,उसका,इसके,इसकी,इसका,इन,उन,उन्होंने,उसने"},
};

}  // namespace

const std::unordered_set<std::uint64_t>& pointing_words(std::string_view language) {
    static std::mutex mutex;
    static std::map<std::string, std::unordered_set<std::uint64_t>, std::less<>> made;
    static const std::unordered_set<std::uint64_t> none;
    const std::string_view primary = language.substr(0, language.find('-'));
    for (const Pointing& one : pointing) {
        if (one.language != primary) continue;
        const std::lock_guard lock(mutex);
        if (const auto known = made.find(primary); known != made.end()) return known->second;
        std::unordered_set<std::uint64_t> out;
        for (std::string_view rest = one.words; !rest.empty();) {
            const auto comma = std::min(rest.find(','), rest.size());
            out.insert(word_hash(text::term_of(rest.substr(0, comma), primary)));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        return made.emplace(std::string(primary), std::move(out)).first->second;
    }
    return none;
}

bool gives_reason(std::string_view sentence, std::string_view language) {
    struct Words {
        std::string_view language, phrases;
    };
    static constexpr Words table[] = {
        {"en", "because| due to| since | so that| in order to| as a result| caused by| owing to| after | for fear"},
        {"de", "weil |wegen |aufgrund|da |damit |um |durch "},
        {"fr", "parce que|car |en raison|à cause|grâce à|afin de|pour "},
        {"es", "porque|debido a|a causa|ya que|por |para "},
        {"it", "perché|a causa|dovuto|poiché|per "},
        {"pt", "porque|devido a|por causa|já que|para "},
        {"ru", "потому что|из-за|так как|чтобы|поскольку|благодаря|по причине"},
        {"tr", "çünkü|nedeniyle|dolayı|yüzünden|için|sebeb"},
        {"ar", "لأن|بسبب|نتيجة|من أجل|لكي|حيث"},
        {"zh", "因为|由于|为了|因此|所以"},
    };
    const auto primary = language.substr(0, language.find('-'));
    for (const Words& words : table) {
        if (words.language != primary) continue;
        for (std::string_view rest = words.phrases; !rest.empty();) {
            const auto bar = std::min(rest.find('|'), rest.size());
            if (sentence.find(rest.substr(0, bar)) != std::string_view::npos) return true;
            rest.remove_prefix(std::min(bar + 1, rest.size()));
        }
        return false;
    }
    return false;
}

}  // namespace octavo::assist
