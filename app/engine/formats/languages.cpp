#include "engine/formats/languages.h"

#include <array>

namespace emic {

namespace {

constexpr std::array table = {
    Language{"English", Script::latin, "é", "", "èïöçêñüáíóëäåàâôûœæøß", " the and of to a in that it is was i you he she we they not with for on but what when my so had have were me about there your "},
    Language{"German", Script::latin, "äüö", "ß", "éàèç", " und der die das ich nicht es ist in zu wir war mit sie auf den ein eine für über können wäre hätte würde dann auch so wie aber haben natürlich später möchte müssen "},
    Language{"French", Script::latin, "éàè", "êçùîâô", "ëïûœüæ", " le la les de des et un une je que qui dans est pas pour sur avec on il elle nous vous à était été même après très où ça déjà être là parce mais ce se ne plus c j d l "},
    Language{"Spanish", Script::latin, "óíáñé", "ú", "ü", " el la los de que y en un una no me con por lo se es para más también está qué sí él así después había día años año cuando pero como mi muy porque "},
    Language{"Portuguese", Script::latin, "ãçáéó", "íêâõú", "àôü", " o a os de que e um uma não em com se eu para é mais são está também já você então até só como mas foi muito meu minha por isso "},
    Language{"Italian", Script::latin, "èàù", "òìé", "î", " il la di che e un una non in per mi con è più perché così già può anche però sono ho era si ma come era poi quando "},
    Language{"Catalan", Script::latin, "éàèçó", "íòú", "ïü", " el la de que i en un una no és per més també què són perquè això amb va com molt ja "},
    Language{"Dutch", Script::latin, "ëé", "ïè", "êöüáó", " de het een en van ik dat niet is in op te we was met voor maar zo ook er heb die als één naar "},
    Language{"Swedish", Script::latin, "äåö", "é", "àü", " och att det i jag en som är på för var inte med så vi man när här där också då över från efter blev har hade "},
    Language{"Danish and Norwegian", Script::latin, "åøæ", "é", "òóêäö", " og at det i jeg en er på for var ikke med så vi man når også da være år før fra som har hadde havde "},
    Language{"Finnish", Script::latin, "äö", "", "å", " ja on ei se että oli hän minä sitten niin mutta kun mitä täällä myös vielä tämä siellä mä "},
    Language{"Icelandic", Script::latin, "íáðéúæó", "þýö", "", " og að það í ég er á var við ekki með sem þetta en því þá hún hann voru þegar um "},
    Language{"Estonian", Script::latin, "äõü", "ö", "šž", " ja on ei see et oli ta ma mul kui väga või siis aga mis nii ka pärast "},
    Language{"Polish", Script::latin, "łąęóśż", "ćń", "ź", " i w na nie się to że jest z do jak ale ja mnie był była było tak jestem już też są być może który będę tylko mi po bo co gdy więc później "},
    Language{"Czech", Script::latin, "íáěéýžřš", "čůú", "ťďňó", " a se na je to v že jsem jak ale když tak už bylo jsme si není mě být byla která který protože taky něco tam pak co nic nikdo "},
    Language{"Slovak", Script::latin, "áíéýčžšľ", "úťôňä", "ďóĺŕ", " a sa na je to v že som ako ale keď tak už bolo sme si nie ma byť bola ktorá ktorý pretože aj niečo tam potom "},
    Language{"Slovene", Script::latin, "čšž", "", "ćđ", " in je se da v na sem to pa ne so za bi kot če že še ki ni bil bila kaj tako več lahko "},
    Language{"Croatian, Bosnian and Serbian", Script::latin, "čšž", "ćđ", "", " i je se da u na sam to ne su za bi kao što ali nije bio bila kako tako više još kad smo već "},
    Language{"Hungarian", Script::latin, "áéöóő", "üíú", "ű", " a az és hogy nem is ez volt egy azt én de van meg csak már mert akkor még így úgy lehet kell után között nagyon mit ő mi "},
    Language{"Romanian", Script::latin, "ăîâ", "țșşţ", "", " și şi în a de la nu că o cu am este un pe era mai se ce să din pentru când după fost mă așa aşa foarte "},
    Language{"Albanian", Script::latin, "ë", "ç", "", " dhe të në e një për që me nga është nuk ka si më u kur "},
    Language{"Turkish", Script::latin, "ıüşğöç", "İ", "âîû", " bir ve bu da de için çok ne ben o gibi ama var daha sonra değil şey yok kadar nasıl olarak olduğu şimdi değildi bana "},
    Language{"Lithuanian", Script::latin, "ėšžųįū", "čąę", "", " ir kad aš tai į ne buvo su kaip iš man bet labai yra mes ar už taip jau dar po apie mane kai "},
    Language{"Latvian", Script::latin, "āīšēņ", "ūļžķģč", "ō", " un ir es ka tas ar bija uz no man bet ļoti kā mēs arī jau vēl par tā pie kad vai "},
    Language{"Vietnamese", Script::latin, "áàạảđưươôơêâăóộếđ", "ãéèíìúùõòọỏốồổỗớờởợứừửựẽẹẻỉịĩủụũ", "ýỳỷỹỵ", " và là của không có tôi một được cho với những này đã thì "},
    Language{"Russian", Script::cyrillic, "оеаинтсрвлкмд", "пуяыьгзбчй", "хжшюцщэфъё",
             " и в не на я что он с как это но мне было меня а то все всё так его за ты же да вы по у к из мы бы ещё еще нет когда очень там она они был была потом если тогда "},
    Language{"Ukrainian", Script::cyrillic, "оаниівтре", "скдмлупяьзбгй", "чхжїшюцщєфґ",
             " і в не на я що він з як це але мені було мене а то все так його за ти ж та ви по у до ми ще є коли дуже там вона вони був була потім якщо "},
    Language{"Bulgarian", Script::cyrillic, "аоиетнрсв", "лдкпмзъугбч", "яжйхцшфщюь",
             " и в не на аз че той с как това но ми беше а то всичко така го за ти да се по от ние още има когато много там тя те съм са "},
    Language{"Serbian and Macedonian", Script::cyrillic, "аоеинрстј", "вдкпмулзгбч", "цшњжхћђљфџѓќѕ",
             " и у на је се да не то ја са за су од као али био била што ми кад како на во дека беше многу "},
    Language{"Greek", Script::greek, "αοιετσνρηςάπ", "κυλίόμέγδώωή", "θύχφβξζψϊϋΐΰ",
             " και το να του η της με που την για από είναι ο τα θα τον δεν ότι μου στο μας ήταν στη σε τη αλλά όταν μια ένα τι πως πώς εγώ "},
    Language{"Hebrew", Script::hebrew, "יוהלאמרת", "שבנםכד", "קעחפןזטסגצךץף",
             " את של לא זה על אני היא הוא עם כל מה יש גם כי או אבל היה היתה הייתה אז לי שלי אם כמו רק עוד "},
    Language{"Arabic", Script::arabic, "الينموتر", "ةبعدسفهكأحق", "جشىخصذطزضغئءثظؤإآ،؟",
             " في من على أن إلى هذا كان لا ما أنا هو هي مع كل الذي التي عن لم قال كنت بعد ثم أو كانت هذه ذلك لكن يوم و "},
    Language{"Persian", Script::arabic, "ایيرنمدهو", "شتبکكسگلزفخ", "چپژآحعقجصطضغثظذئءأ،؟",
             " و در به از که را این با است برای آن یک من بود ما هم تا ولی اما خیلی "},
    Language{"Thai", Script::thai, "านรอกเง่มย้", "ลวดทสตะปบคัี", "ไขจโหแำิุูื์ชพซผฟณญถธศษภฆฎฏฐฑฒฌฝฮฬึ็ฯๆ", ""},
    Language{"Chinese, simplified", Script::han,
             "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共",
             "风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完深区即求品士转量空甚众技轻程告江语英基派满式李息写呢极令黄收脸钱党倒未持取设始双历越史商千片容研像找友孩站广改议形委早房音火际首单据导影失拿网香似斯专石若兵谁校读志飞观争究组造落视济喜离坏急母姐妹哥弟爸妈吗吧啊嗯访谈答帮忙累医院护士病",
             "", " ", -0.25, -1.5, -0.8},
    Language{"Chinese, traditional", Script::han,
             "的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白應路期叫死常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記邊共",
             "風戰乾接它許八特覺望直服毛林題建南度統色字請交愛讓認算論百吃義科怎元社術結六功指思非流每青管夫連遠資隊跟帶花快條院變聯言權往展該領傳近留紅治決周保達辦運武半候七必城父強步完深區即求品士轉量空甚眾技輕程告江語英基派滿式李息寫呢極令黃收臉錢黨倒未持取設始雙歷越史商千片容研像找友孩站廣改議形委早房音火際首單據導影失拿網香似斯專石若兵誰校讀志飛觀爭究組造落視濟喜離壞急母姐妹哥弟爸媽嗎吧啊嗯訪談答幫忙累醫護病裏她",
             "", " ", -0.25, -1.5, -0.8},
    Language{"Japanese", Script::kana,
             "日人私今何時間分年月言思自行見出来方前後話家学生大小中上下本気入手会事者的聞子女男母父友仕事働先社会国地名所場電車食知感心持作使同長高新多少一二三四五六七八九十百千万円最初次回初緒婦護医病院室",
             "当全員部屋度力発問答特別変化意味理由質合体験活動子供親兄弟姉妹結婚毎週朝昼夜休楽嬉悲寂困難苦", "", " ", 0.0, -1.5, 0.9},
    Language{"Korean", Script::hangul,
             "이다는에의을가고하지도은로를사한기나아리시어서자그대해인있만들것정보라수부일게제면과구스으전내여우상장주거소비성모오마요저안없원때말았었했습니까네조음선못년생각처럼더무것연너회신동간친진물위러드트치미유실학교병람중문건월화바두번되된", "와데든군집돌려절많좋싫줄알몰엄빠언누형남편날밤침낮", "", " ", -0.7, 0.15, -1.0},
};

} // namespace

std::span<const Language> languages() { return table; }

Script script_of(char32_t c) {
    const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (within('A', 'Z') || within('a', 'z') || within(0xC0, 0x24F) || within(0x1E00, 0x1EFF) || c == 0xAA || c == 0xBA) return Script::latin;
    if (within(0x370, 0x3FF) || within(0x1F00, 0x1FFF)) return Script::greek;
    if (within(0x400, 0x52F)) return Script::cyrillic;
    if (within(0x590, 0x5FF) || within(0xFB1D, 0xFB4F)) return Script::hebrew;
    if (within(0x600, 0x6FF) || within(0xFB50, 0xFDFF) || within(0xFE70, 0xFEFF)) return Script::arabic;
    if (within(0xE00, 0xE7F)) return Script::thai;
    if (within(0x3040, 0x30FF) || within(0xFF66, 0xFF9F)) return Script::kana;
    if (c == 0x3005 || c == 0x3007 || within(0x3400, 0x9FFF) || within(0xF900, 0xFAFF) || within(0x20000, 0x3FFFF)) return Script::han;
    if (within(0xAC00, 0xD7A3) || within(0x1100, 0x11FF) || within(0x3130, 0x318F)) return Script::hangul;
    return Script::other;
}

} // namespace emic
