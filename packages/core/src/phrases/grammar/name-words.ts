/** Words around names in one language; the words of one phrase are joined by "_", and letters are as in speech. */
export interface NameWords {
  /** A name follows, or stands before ("Анна меня зовут"). */
  readonly intro: string;
  /** Words that tell nothing. */
  readonly filler: string;
  readonly title: string;
  /** Takes back what was said before it. */
  readonly correction: string;
  readonly not: string;
  /** Behind a denied name, leads the right one ("nie Marek, tylko Mariusz"); else tells nothing. */
  readonly instead: string;
  readonly or: string;
  /** Says a letter twice. */
  readonly double: string;
  /** No parts of a name: a name ends before them. */
  readonly stop: string;
}

/** The words around names by language. */
export const nameWords: Readonly<Record<string, NameWords>> = {
  ru: {
    intro: `меня_зовут зовут_меня зовут мое_имя мое_фио фио имя фамилия моя_фамилия имя_мое меня_звать звать_меня звать это_говорит говорит
      вас_беспокоит беспокоит я_это запишите_на запишите на_имя записать_на запишите_меня_как записывайте пишите можете_звать
      зовите зовите_меня называйте_меня можно_просто просто_зовите меня_величают величать представлюсь имя_и_фамилия
      полное_имя по_имени отчество меня`,
    filler: `э ээ эм мм хм ну вот да ага так здравствуйте здрасте привет алло добрый_день добрый_вечер доброе_утро это я
      пожалуйста спасибо очень_приятно приятно_познакомиться на_проводе у_телефона слушает слушаю просто а и значит типа
      конечно хорошо полностью сейчас по_буквам буквами записывайте говорю диктую давайте хотел_бы мое мой моя можно
      секунду секундочку вам вас с_вами через как_вас будьте_добры будет`,
    title: "господин госпожа доктор",
    correction: `нет неа вернее точнее то_есть ой ошибся ошиблась извините простите оговорился оговорилась стоп нет_нет ой_нет виноват виновата пардон
      поправка погодите подождите хотел_сказать хотела_сказать а_нет в_смысле`,
    not: "не",
    instead: "а",
    or: "или либо",
    double: "двойное двойная две два",
    stop: `что чтобы кто как когда где куда почему зачем какой какая какое какие сколько он она оно они его ее их ему ей им нам
      вас нас твой свой ваш наш тот та те этот эта эти весь все всё сам быть был была было буду есть если чем раз для без под над при
      про перед между из за у уже очень точно верно правильно удобно могу может приду звоню звонил звонила хочу хотел хотела записаться
      записать знаю помню скажу говорить вы ты мы мне тебе тебя в во к ко на о об от по с со до после по_поводу насчет вопрос вам нужно зачем
      надо нужен нужна заказ прием врачу врач номер телефон адрес завтра сегодня час время день потом перезвоните понял
      поняла робот оператор оператора человек человека имени имя_вам важно секрет тайна другой другая мама муж жена сын дочь
      там тут здесь не_скажу уходите отстаньте занят занята неважно нельзя больше меньше пока свидания досвидания один два три чего то бы ли же
      живу город улица дома родился работаю нету ничего никто никак никто никого тоже только ещё еще`,
  },
  uk: {
    intro: `мене_звати мене_звуть звати_мене звати звуть моє_ім'я моє_прізвище ім'я прізвище це_говорить говорить вас_турбує турбує запишіть_на запишіть
      на_ім'я на_прізвище записати_на записуйте пишіть можете_звати звіть звіть_мене називайте_мене можна_просто моє_повне_ім'я
      повне_ім'я ім'я_та_прізвище по_батькові мене кличуть`,
    filler: `е ее ем мм хм ну от так ага добрий_день добрий_вечір доброго_ранку доброго_дня вітаю привіт алло це я будь_ласка
      дякую дуже_приємно приємно_познайомитися приємно_познайомитись на_дроті слухаю слухає просто а і й та значить звичайно
      добре повністю зараз по_літерах літерами по_буквах диктую давайте моє мій моя можна секунду секундочку буде біля_телефону`,
    title: "пан пані пане добродій",
    correction: `ні точніше вірніше тобто ой помилився помилилася помилилась вибачте перепрошую пробачте обмовився обмовилася стоп
      ні_ні ой_ні винен винна зачекайте хотів_сказати хотіла_сказати а_ні`,
    not: "не",
    instead: "а",
    or: "або чи",
    double: "подвійне подвійна дві два",
    stop: `що щоб хто як коли де куди чому навіщо який яка яке які скільки він вона воно вони його її їх йому їй їм нам вам вас нас
      твій свій ваш наш той те ті цей ця ці весь все всі сам бути був була було буду є якщо ніж раз для без під над при про перед між із
      за у уже вже дуже точно вірно правильно зручно можу може прийду телефоную дзвоню дзвонив дзвонила хочу хотів хотіла записатися
      записатись записати знаю пам'ятаю скажу говорити ви ти ми мені тобі тебе в до на о об від по з зі після щодо питання вам
      треба потрібно потрібен замовлення прийом лікаря лікар номер телефон адреса завтра сьогодні година час день потім передзвоніть робот
      оператор оператора людина важливо секрет інша інший мама чоловік дружина там тут не_скажу зайнятий зайнята неважливо
      більше менше побачення один два три чого б же живу місто вулиця працюю нічого ніхто теж тільки ще`,
  },
  pl: {
    intro: `nazywam_się mam_na_imię na_imię_mam na_imię moje_imię imię nazwisko moje_nazwisko moje_imię_i_nazwisko imię_i_nazwisko
      jestem z_tej_strony tu_mówi mówi kłania_się się_kłania zapisać_na zapisz_na proszę_zapisać_na na_nazwisko na_nazwisko_mam nazwisko_mam mam_nazwisko noszę_nazwisko na_nazwisko_mi na_imię_mi proszę_mówić_mi
      mów_mi nazywają_mnie wołają_na_mnie się_nazywam nazywam imieniem imię_to nazwisko_to proszę_wpisać proszę_zapisać`,
    filler: `y e em hm no tak aha dzień_dobry dobry_wieczór cześć witam halo to ja proszę dziękuję bardzo_mi_miło miło_mi po_prostu
      przy_telefonie a i więc oczywiście dobrze okej literuję przeliteruję literami teraz proszę_bardzo słucham moje mój moja tu
      chwileczkę sekundę jest będzie po_literze literka litera`,
    title: "pan pani panem panią panu paniom państwu doktor",
    correction: `nie znaczy to_znaczy właściwie raczej przepraszam pomyłka pomyliłem pomyliłam pomyliłem_się pomyliłam_się oj ojej
      stop czekaj chwila jednak a_nie nie_nie chciałem_powiedzieć chciałam_powiedzieć poprawka`,
    not: "nie",
    instead: "tylko lecz ale a",
    or: "lub albo czy",
    double: "podwójne dwa",
    stop: `co kto jak kiedy gdzie dokąd dlaczego jaki jaka jakie ile on ona ono oni one jego jej ich jemu im nam wam was nas twój
      swój wasz nasz ten ta te cały wszystko sam być był była było będę jeśli raz dla pod nad przy między ze bez u już bardzo
      wiem pamiętam powiem mówić wy ty my mi mnie ciebie cię w we do na o od po z dzwonię dzwoniłem dzwoniłam chcę chciałem
      chciałam umówić zapisać wizytę wizyta lekarza lekarz potrzebuję potrzeba numer telefon adres jutro dziś dzisiaj godzina
      czas dzień potem robot konsultant człowiek człowiekiem ważne tajemnica inna inny mama mąż żona tam tutaj zajęty zajęta
      nieważne więcej mniej widzenia jeden dwa trzy czego by się że żeby po_co niech pan_wie mieszkam miasto ulica pracuję
      nic nikt też jeszcze sprawie mogę nie_powiem na_co skąd zna znacie macie potrzebne`,
  },
  en: {
    intro: `my_name_is my_names my_name's the_name_is name_is the_names this_is its it_is im i_am call_me you_can_call_me
      they_call_me people_call_me everyone_calls_me put_me_down_as put_down under_the_name it's_under under my_full_name_is full_name_is full_name
      my_surname_is surname_is surname surnames surname's my_surnames my_surname's last_names last_name's first_names first_name's last_name_is my_last_name_is first_name_is my_first_name_is last_name first_name
      speaking here that_would_be thatd_be thats that_is its_under book_it_under its_spelled spelled spelt and_my_name_is my_name would_be write_down thats_me that's_me that_is_me`,
    filler: `uh um er erm hm oh well so yes yeah yep sure ok okay hello hi hey good_morning good_afternoon good_evening please
      thank_you thanks and like just actually_its nice_to_meet_you pleased_to_meet_you right let_me_spell_it let_me_spell_that
      ill_spell_it ill_spell_that for_you first last then but of_course certainly good_day it the full a as in`,
    title: "mr mrs ms miss mister dr doctor sir madam missus",
    correction: `no nope sorry actually rather i_mean i_meant wait oops make_that scratch_that correction my_mistake excuse_me
      or_rather hang_on hold_on oh_no no_no no_wait no_sorry i_misspoke im_sorry`,
    not: "not isnt",
    instead: "but",
    or: "or",
    double: "double",
    stop: `what who whom whose how when where which while why whether he she they we you your yours his her their our us them him this that
      these those there here's then than with will would if in into on over out off of to too from for by at about because been being be
      are was were am do does did dont didnt doesnt cant cannot could can should have has had havent know knows remember say tell telling
      want wanted need calling called call phone number address today tomorrow time day later now business none matter important
      secret another other mother father wife husband son daughter busy maybe nothing nobody anyone someone something more less
      back bye goodbye one two three live city street work robot operator human person not_sure book appointment doctor's order
      i not_telling rather_not my me mine very much really fine good great interested afraid looking going not_going happy home`,
  },
};
