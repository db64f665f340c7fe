/** How days, months and years are said as dates. */
interface DateWords {
  readonly days: string;
  readonly tens: Readonly<Record<number, string>>;
  readonly months: string;
  /** What precedes the last ordinal of the year, and what follows. */
  readonly thousands: string;
  readonly year: string;
}

const words: Readonly<Record<string, DateWords>> = {
  ru: {
    days: "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого двадцатого",
    tens: { 2: "двадцать", 3: "тридцать" },
    months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    thousands: "две тысячи",
    year: "года",
  },
  uk: {
    days: "першого другого третього четвертого п'ятого шостого сьомого восьмого дев'ятого десятого одинадцятого дванадцятого тринадцятого чотирнадцятого п'ятнадцятого шістнадцятого сімнадцятого вісімнадцятого дев'ятнадцятого двадцятого",
    tens: { 2: "двадцять", 3: "тридцять" },
    months: "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    thousands: "дві тисячі",
    year: "року",
  },
  pl: {
    days: "pierwszego drugiego trzeciego czwartego piątego szóstego siódmego ósmego dziewiątego dziesiątego jedenastego dwunastego trzynastego czternastego piętnastego szesnastego siedemnastego osiemnastego dziewiętnastego dwudziestego",
    tens: { 2: "dwudziestego", 3: "trzydziestego" },
    months: "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    thousands: "dwa tysiące",
    year: "roku",
  },
  en: {
    days: "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    tens: { 2: "twenty", 3: "thirty" },
    months: "January February March April May June July August September October November December",
    thousands: "two thousand and",
    year: "",
  },
};

const thirtieth: Readonly<Record<string, string>> = {
  ru: "тридцатого",
  uk: "тридцятого",
  pl: "trzydziestego",
  en: "thirtieth",
};

/** An ordinal below forty as it stands in dates. */
function spellOrdinal(value: number, locale: string): string {
  const days = words[locale]?.days.split(" ") ?? [];
  if (value <= 20) return days[value - 1] ?? "";
  if (value === 30) return thirtieth[locale] ?? "";
  return `${words[locale]?.tens[Math.floor(value / 10)] ?? ""} ${days[(value % 10) - 1] ?? ""}`;
}

const englishYears: Readonly<Record<number, string>> = {
  26: "twenty-six",
  27: "twenty-seven",
  28: "twenty-eight",
  29: "twenty-nine",
  30: "thirty",
  31: "thirty-one",
};

/** A date of the years 2026 to 2031 in words, as it is said on the telephone. */
export function spellDate(year: number, month: number, day: number, locale: string): string {
  const language = words[locale];
  if (!language) throw new Error(`no speller for ${locale}`);
  const monthName = language.months.split(" ")[month - 1] ?? "";
  if (locale === "en") {
    const said =
      day % 2 === 0 ? `the ${spellOrdinal(day, "en")} of ${monthName}` : `${monthName} ${spellOrdinal(day, "en")}`;
    const century = day % 3 === 0 ? language.thousands : "twenty";
    return `${said} ${century} ${englishYears[year % 100] ?? ""}`;
  }
  return `${spellOrdinal(day, locale)} ${monthName} ${language.thousands} ${spellOrdinal(year % 100, locale)} ${language.year}`;
}
