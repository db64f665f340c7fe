import type { phrasebooks } from "./phrasebook.ts";

/** A sentence that one client says in one call, and how somebody looks for it later: no word in the form in which it was said. */
export interface Planted {
  readonly locale: keyof typeof phrasebooks;
  readonly said: string;
  readonly query: string;
}

function planted(locale: Planted["locale"], pairs: Readonly<Record<string, string>>): readonly Planted[] {
  return Object.entries(pairs).map(([said, query]) => ({ locale, said, query }));
}

/** Written down before they were first looked for. */
export const plantedTurns: readonly Planted[] = [
  ...planted("ru", {
    "У меня протекает крыша, и обои в детской уже отклеились.": "протекла крыши обоев",
    "Соседи сверху затопили нашу ванную комнату.": "сосед затопил ванной",
    "Мне обещали бесплатную установку кондиционера.": "бесплатная установки кондиционеров",
    "Ребёнок сломал ручку на балконной двери.": "сломали ручка балконная",
    "Я хочу застраховать квартиру и гараж от пожара.": "страховать гаража пожар",
    "Курьер привёз чужую посылку, верните мою.": "курьеру чужая посылки",
    "Собака съела ваш гарантийный талон.": "собаки гарантийного талона",
    "Мы с мужем переезжаем в деревню, отключите интернет.": "переехали деревни отключить",
    "Стоматолог поставил мне пломбу, а она выпала.": "стоматологу пломба",
    "Пришлите, пожалуйста, образец доверенности на автомобиль.": "образцы доверенность автомобиля",
    "Ваш водитель поцарапал мою машину во дворе.": "водителя поцарапали двор",
    "Бабушка не слышит, говорите громче про пенсию.": "бабушке громкий пенсия",
    "Я заказывала зелёные шторы, а прислали жёлтые занавески.": "зелёных штор занавесок",
  }),
  ...planted("uk", {
    "У нас протікає дах, вода капає на підлогу.": "протікав даху підлога",
    "Сусіди згори залили нашу ванну кімнату.": "сусід залив кімнати",
    "Мені обіцяли безкоштовне встановлення кондиціонера.": "безкоштовна кондиціонер",
    "Дитина зламала ручку на балконних дверях.": "зламали ручка балконна",
    "Хочу застрахувати будинок і гараж від пожежі.": "будинку гаража пожежа",
    "Кур'єр привіз чужу посилку, поверніть мою.": "кур’єра чужа посилки",
    "Собака згриз ваш гарантійний талон.": "собаки гарантійного талона",
    "Ми переїжджаємо в село, відключіть телебачення.": "села відключити",
    "Стоматолог поставив пломбу, а вона випала.": "стоматолога пломби",
    "Надішліть зразок довіреності на автомобіль.": "зразки довіреність автомобіля",
    "Ваш водій подряпав мою автівку біля під'їзду.": "подряпали автівки",
    "Бабуся не чує, говоріть голосніше про пенсію.": "бабусі пенсія",
  }),
  ...planted("pl", {
    "Przecieka nam dach i woda kapie na podłogę.": "dachu podłoga",
    "Sąsiedzi z góry zalali naszą łazienkę.": "sąsiad łazienki",
    "Obiecano mi bezpłatny montaż klimatyzacji.": "bezpłatnego montażu klimatyzacja",
    "Dziecko złamało klamkę w drzwiach balkonowych.": "klamka balkonowe",
    "Chcę ubezpieczyć garaż i mieszkanie od pożaru.": "garażu pożar",
    "Kurier przywiózł cudzą paczkę, proszę ją zabrać.": "kuriera cudzej paczki",
    "Pies pogryzł kartę gwarancyjną od telewizora.": "pogryzły gwarancyjnej telewizory",
    "Przeprowadzamy się na wieś, proszę odłączyć telewizję.": "przeprowadzka telewizji",
    "Dentysta założył plombę, a ona wypadła.": "dentysty plomba",
    "Proszę przysłać wzór pełnomocnictwa na samochód.": "wzory pełnomocnictwo samochodu",
    "Wasz kierowca zarysował mój samochód na parkingu.": "kierowcy samochody parking",
    "Babcia nie słyszy, proszę mówić głośniej o emeryturze.": "babci emerytura",
  }),
  ...planted("en", {
    "The roof is leaking and the wallpaper came off in the nursery.": "roofs leaked wallpapers",
    "The neighbours above flooded our bathroom.": "neighbour flooding bathrooms",
    "I was promised a free installation of the air conditioner.": "promise installations conditioners",
    "My child broke the handle of the balcony door.": "handles balconies",
    "I want to insure my garage against fire.": "insured garages fires",
    "The courier brought somebody else's parcel.": "couriers parcels",
    "The dog chewed the warranty card of the television.": "dogs warranties televisions",
    "We are moving to a village, disconnect the cable.": "villages disconnected cables",
    "The dentist put in a filling and it fell out.": "dentists fillings",
    "Please send me a sample of the power of attorney.": "samples attorneys",
    "Your driver scratched my car in the yard.": "drivers scratching yards",
    "Grandmother cannot hear, speak louder about the pension.": "grandmothers pensions",
    "I ordered green curtains and you sent yellow blinds.": "ordering curtain blind",
  }),
];

/** What people look for without knowing much: words that stand in thousands of turns. */
export const commonQueries: readonly string[] = [
  ...["доставка", "договоры", "перенести встречу", "оплата картой", "скидки", "возврат денег", "мастер не приехал"],
  ...["доставки", "рахунок", "скасувати замовлення", "зустрічі", "передзвонити ввечері"],
  ...["umowa", "dostawy", "odwołanie zamówienia", "rachunek", "spotkania"],
  ...["contracts", "delivery cost", "cancelling orders", "invoice", "meetings"],
];
