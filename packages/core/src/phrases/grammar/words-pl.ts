import type { GrammarWords } from "./grammar-words.ts";

/** Polish; diacritics are folded, so that words are known without them too. */
export const wordsPl: GrammarWords = {
  locale: "pl",
  letters: { ą: "a", ć: "c", ę: "e", ł: "l", ń: "n", ó: "o", ś: "s", ź: "z", ż: "z" },
  decimal: ",",
  inflectsOrdinalTens: true,
  hoursAreOrdinal: true,
  minutesStandFirst: false,
  halfPrefix: "pol",
  ordinalEndings: "go ego ty ta tej tego tą sza szej szego ga giej giego cia ciej ciego ma mej mego ym ą ej a y",
  hesitation: "y yy eee e ee em hm mhm ym hmm yhm",
  senses: {
    unit: {
      0: "zero zeru zerem",
      1: "jeden jedna jedno jednego jednej jednemu jednym jedną",
      2: "dwa dwie dwóch dwu dwoma dwom dwoje dwojga dwiema parę para",
      3: "trzy trzech trzem trzema troje trojga",
      4: "cztery czterech czterem czterema czworo",
      5: "pięć pięciu pięcioma pięcioro",
      6: "sześć sześciu sześcioma sześcioro",
      7: "siedem siedmiu siedmioma siedmioro",
      8: "osiem ośmiu ośmioma",
      9: "dziewięć dziewięciu dziewięcioma",
    },
    teen: {
      10: "dziesięć dziesięciu dziesięcioma",
      11: "jedenaście jedenastu jedenastoma",
      12: "dwanaście dwunastu dwunastoma",
      13: "trzynaście trzynastu trzynastoma",
      14: "czternaście czternastu czternastoma",
      15: "piętnaście piętnastu piętnastoma",
      16: "szesnaście szesnastu szesnastoma",
      17: "siedemnaście siedemnastu siedemnastoma",
      18: "osiemnaście osiemnastu osiemnastoma",
      19: "dziewiętnaście dziewiętnastu dziewiętnastoma",
    },
    ten: {
      20: "dwadzieścia dwudziestu dwudziestoma",
      30: "trzydzieści trzydziestu trzydziestoma",
      40: "czterdzieści czterdziestu czterdziestoma",
      50: "pięćdziesiąt pięćdziesięciu pięćdziesięcioma",
      60: "sześćdziesiąt sześćdziesięciu sześćdziesięcioma",
      70: "siedemdziesiąt siedemdziesięciu siedemdziesięcioma",
      80: "osiemdziesiąt osiemdziesięciu osiemdziesięcioma",
      90: "dziewięćdziesiąt dziewięćdziesięciu dziewięćdziesięcioma",
    },
    hundred: {
      100: "sto stu",
      200: "dwieście dwustu",
      300: "trzysta trzystu",
      400: "czterysta czterystu",
      500: "pięćset pięciuset",
      600: "sześćset sześciuset",
      700: "siedemset siedmiuset",
      800: "osiemset ośmiuset",
      900: "dziewięćset dziewięciuset",
    },
    times: {
      10: "dycha dychy dych dychę dziesiątki dziesiątek",
      12: "tuzin tuziny tuzinów tuzina",
      100: "setka setki setek setkę stówa stówę stówy stów stówka stówki",
    },
    scale: {
      1000: "tysiąc tysiące tysięcy tysiąca tysiącem tysiącu tysiącach tysiącami tysiącom tysiak tysiaka tysiaki tysiaków tys k",
      1000000: "milion miliony milionów miliona milionem mln bańka bańki baniek",
      1000000000: "miliard miliardy miliardów miliarda mld",
    },
    manyOf: { 1000: "tysięcy", 1000000: "milionów" },
    fewOf: { 1000: "tysiące" },
    half: { 50: "pół połowa połowę połowy ½", 150: "półtora półtorej", 25: "¼ ćwierć", 75: "trzy_czwarte" },
    withPart: { 25: "i_ćwierć ¼", 50: "i_pół z_połową i_połowa ½" },
    point: { 1: "przecinek kropka przecinka" },
    whole: { 1: "całych cała całe całą całej" },
    fraction: { 10: "dziesiątych dziesiąte dziesiąta", 100: "setnych setne setna", 1000: "tysięcznych tysięczne" },
    minus: { 1: "minus" },
    plus: { 1: "plus" },
    repeat: { 2: "podwójne podwójna podwójny dwukrotnie podwójnie", 3: "potrójne potrójna potrójny" },
    digitNoun: {
      0: "zera zer zerko",
      1: "jedynka jedynki jedynek jedynkę",
      2: "dwójka dwójki dwójek dwójkę",
      3: "trójka trójki trójek trójkę",
      4: "czwórka czwórki czwórek czwórkę",
      5: "piątka piątki piątkę",
      6: "szóstka szóstki szóstek szóstkę",
      7: "siódemka siódemki siódemek siódemkę",
      8: "ósemka ósemki ósemek ósemkę",
      9: "dziewiątka dziewiątki dziewiątek dziewiątkę",
    },
    month: {
      1: "styczeń stycznia styczniu styczniem sty",
      2: "luty lutego lutym lutemu lut",
      3: "marzec marca marcu marcem mar",
      4: "kwiecień kwietnia kwietniu kwietniem kwi",
      5: "maj maja maju majem",
      6: "czerwiec czerwca czerwcu czerwcem cze",
      7: "lipiec lipca lipcu lipcem lip",
      8: "sierpień sierpnia sierpniu sierpniem",
      9: "wrzesień września wrześniu wrześniem wrz",
      10: "październik października październiku październikiem paź",
      11: "listopad listopada listopadzie listopadem lis",
      12: "grudzień grudnia grudniu grudniem gru",
    },
    weekday: {
      1: "poniedziałek poniedziałku poniedziałku poniedziałkiem poniedziałkowi poniedziałka pon",
      2: "wtorek wtorku wtorkiem wtorkowi wt",
      3: "środa środę środy środzie środą",
      4: "czwartek czwartku czwartkiem czwartkowi czw",
      5: "piątek piątku piątkiem piątkowi pt",
      6: "sobota sobotę soboty sobocie sobotą sob",
      7: "niedziela niedzielę niedzieli niedzielą nd",
    },
    day: {
      0: "dziś dzisiaj dzisiejszy dzisiejszego",
      1: "jutro jutra jutrze jutrzejszy jutrzejszego",
      2: "pojutrze po_jutrze",
      3: "popojutrze",
      [-1]: "wczoraj",
      [-2]: "przedwczoraj",
    },
    next: {
      1: "przyszły przyszła przyszłą przyszłej przyszłego przyszłym przyszłe następny następna następną następnego następnym następnej następne",
    },
    this: { 0: "ten tę tą tej tego tym bieżący bieżącym" },
    last: { 1: "zeszły zeszła zeszłą zeszłej zeszłego zeszłym ubiegły ubiegłą ubiegłej ubiegłego ubiegłym miniony" },
    dateWord: { 1: "dnia_miesiąca dnia" },
    span: {
      1: "minuta minuty minut minutę minutek minutki min",
      60: "godzina godziny godzin godzinę godzinki godzinkę godz h",
    },
    days: { 1: "dzień dni dnia dniach dniami doba dobę", 7: "tydzień tygodnie tygodni tygodnia tygodniu tygodniem" },
    months: { 1: "miesiąc miesiące miesięcy miesiąca miesiącu", 12: "rok roku lata lat r" },
    halfHour: { 30: "pół_godziny pół_godzinki półgodziny", 90: "godzinę_i_pół" },
    dayPart: {
      0: "rano rana z_rana nad_ranem ranem ranka porankiem poranek",
      1: "po_południu popołudniu popołudnie popołudniem",
      2: "wieczorem wieczór wieczora wieczorkiem",
      3: "w_nocy nocą nocy noc",
      4: "przed_południem przedpołudniem",
    },
    noon: { 0: "północ północy północą", 12: "południe południa" },
    halfTo: { 30: "wpół wpół_do pół_do w_pół_do" },
    quarter: { 15: "kwadrans kwadransik" },
    onto: { 2: "do przed" },
    past: { 1: "po" },
    before: { 1: "za" },
    after: { 1: "za przez" },
    ago: { 1: "temu" },
    fromNow: { 1: "od_teraz od_dziś od_dzisiaj" },
    at: { 1: "o na do od około koło w we przed po gdzieś_o ok z" },
    oclock: { 1: "godzina godzinie godzinę godziny godzin godz g" },
    now: { 1: "teraz w_tej_chwili natychmiast" },
    currency: {
      1: "zł złoty złote złotych złotego złotemu złotym złotówka złotówki złotówek złotówkę pln $ € £ euro dolar dolara dolary dolarów eur usd zeta zeta zetów",
    },
    coin: { 1: "grosz grosze groszy grosza gr cent centy centów" },
    not: { 1: "nie" },
    no: { 1: "nie oj_nie nie_nie ależ_nie" },
    correction: {
      1: `znaczy to_znaczy znaczy_się a_właściwie właściwie raczej poprawka pomyłka pomyliłem pomyliłam pomyliłem_się pomyliłam_się
        jednak lepiej stop miałem_na_myśli miałam_na_myśli chciałem_powiedzieć chciałam_powiedzieć może_jednak
        przejęzyczyłem_się przejęzyczyłam_się przejęzyczyłem przejęzyczyłam poprawiam odwrotnie a_może_lepiej a_nie_przepraszam
        nie_przepraszam zmieniłem_zdanie zmieniłam_zdanie`,
    },
    soft: {
      1: "przepraszam pardon czekaj czekajcie poczekaj moment ups ojej oj sorry sory wybacz zaraz chwila proszę_poczekać",
    },
    refusal: {
      1: `nie_mogę nie_mogę_w nie_pasuje odpada nie_dam_rady nie_da_rady niedobrze nie_odpowiada nie_uda_się nie_chcę nie_trzeba
        nie_potrzebuję zajęty zajęta wykluczone niemożliwe nie_zdążę nie_będę nie_możemy nie_wchodzi_w_grę`,
    },
    or: { 1: "lub albo czy bądź" },
    and: { 1: "i oraz a" },
    link: {
      1: `no tak aha to jest są jakieś jakiś tylko dokładnie równo mniej_więcej więcej powiedzmy może chyba pewnie proszę dobrze
        niech będzie mi mnie ja my potrzebuję potrzeba chcę chciałbym chciałabym można poproszę zapisać myślę wydaje się jeszcze
        razem numer kod potem potem dalej następnie kreska myślnik spacja dzień_dobry dobry_wieczór dobry halo dziękuję dzięki
        chwileczkę chwilkę momencik sekundę jedną_chwilę jedną_chwilkę jedną_sekundę jeden_moment jedną_minutę minutkę
        jeden_raz pierwszy_raz drugi_raz nie_więcej nie_więcej_niż nie_mniej nie_mniej_niż nie_wcześniej_niż nie_później_niż
        nie_wiem nie_pamiętam nie_jestem_pewien nie_jestem_pewna nie_ma_problemu nie_ma_sprawy nie_mam_nic_przeciwko
        najbliższy najbliższą najbliższa najbliższego najbliższym lub_coś_koło_tego plus_minus lub_tak w_okolicach okolicach mój moja moje
        kwota sumę suma jakoś tak_więc więc po_prostu prosto maksymalnie minimum maksimum gdzieś tam punktualnie ależ
        w_sumie w_porządku okej ok otóż właśnie najlepiej się by niż coś`,
    },
  },
  ordinals: {
    feminine: "a ej ą",
    others: "y ego emu ym e ych ymi i",
    stems: {
      1: "pierwsz",
      4: "czwart",
      5: "piąt",
      6: "szóst",
      7: "siódm",
      8: "ósm",
      9: "dziewiąt",
      10: "dziesiąt",
      11: "jedenast",
      12: "dwunast",
      13: "trzynast",
      14: "czternast",
      15: "piętnast",
      16: "szesnast",
      17: "siedemnast",
      18: "osiemnast",
      19: "dziewiętnast",
      20: "dwudziest",
      30: "trzydziest",
      40: "czterdziest",
      50: "pięćdziesiąt",
      60: "sześćdziesiąt",
      70: "siedemdziesiąt",
      80: "osiemdziesiąt",
      90: "dziewięćdziesiąt",
      100: "setn",
      2000: "dwutysięczn",
    },
    feminineWords: { 2: "druga drugiej drugą", 3: "trzecia trzeciej trzecią" },
    otherWords: {
      2: "drugi drugiego drugiemu drugim drugie",
      3: "trzeci trzeciego trzeciemu trzecim trzecie",
    },
  },
  common: `co kto jak kiedy gdzie dokąd dlaczego po jaki jaka jakie ile on ona ono oni one jego jej ich jemu im nam wam was nas
    twój swój wasz nasz tamten ta te tych cały wszystko wszystkie sam sama siebie być był była było były będę będziemy
    mam masz ma mamy mają idę idzie jadę jeśli jeżeli raz razy dla pod nad przy między ze bez u już bardzo świetnie super
    oczywiście jasne wolny wolna możemy mogę przyjdę przyjdziemy przyjadę pasuje odpowiada umówić umówmy zapisz zadzwonić
    zadzwonię proszę zamówić zamawiam zamówienie wezmę wziąć weźmiemy sztuk sztuki sztuka sztukę szt os kg cm mm osób osoby osoba osobę ludzi
    kg kilo kilogramów gramów metr metry metrów litr litrów procent procenta paczek paczki butelek pary par stolik stół
    stoły stołów krzeseł miejsc miejsca bilet bilety biletów gości dorosłych dziecko dzieci pokoi nocy numeru numerem
    telefon telefonu komórka zniżka budżet gotów gotowa zapłacić oddać wydać wystarczy dużo mało mniej znowu tutaj tu
    w ogóle pytanie czas czasu spotkanie wizyta wizytę lekarz lekarza dostawa dostawę przyjedźcie inny inna inne ostatni
    początek koniec końcu wcześnie późno wcześniej później żeby że czy trzyma pies piach rok sok rano sen ser też
    oto miasto ciasto sta stoi stoję tor tom stop stal stan mają maja mai moja moje zima lato wina marka maks
    lata matka znać wiem mówię mówi nazywam imię nazwisko dwór dla dna trzeba trzon szef szedł czesc`,
};
