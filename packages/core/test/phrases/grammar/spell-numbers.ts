/** Words that a number is spelled with; feminine forms of one and two, and thousands by their count. */
interface SpellingWords {
  readonly small: string;
  readonly tens: string;
  readonly hundreds: string;
  readonly scales: readonly (readonly [one: string, few: string, many: string])[];
  readonly feminineThousand: Readonly<Record<number, string>>;
  readonly saysOne: boolean;
}

const spellings: Readonly<Record<string, SpellingWords>> = {
  ru: {
    small:
      "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    tens: "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    hundreds: "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    scales: [
      ["тысяча", "тысячи", "тысяч"],
      ["миллион", "миллиона", "миллионов"],
    ],
    feminineThousand: { 1: "одна", 2: "две" },
    saysOne: true,
  },
  uk: {
    small:
      "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
    tens: "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
    hundreds: "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот",
    scales: [
      ["тисяча", "тисячі", "тисяч"],
      ["мільйон", "мільйони", "мільйонів"],
    ],
    feminineThousand: { 1: "одна", 2: "дві" },
    saysOne: true,
  },
  pl: {
    small:
      "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
    tens: "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    hundreds: "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset",
    scales: [
      ["tysiąc", "tysiące", "tysięcy"],
      ["milion", "miliony", "milionów"],
    ],
    feminineThousand: {},
    saysOne: false,
  },
};

const english = {
  small:
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
      " ",
    ),
  tens: "twenty thirty forty fifty sixty seventy eighty ninety".split(" "),
};

/** The nominative words of a whole number below a billion. */
export function spellNumber(value: number, locale: string): string {
  if (locale === "en") return spellEnglish(value);
  const words = spellings[locale];
  if (!words) throw new Error(`no speller for ${locale}`);
  if (value === 0) return words.small.split(" ")[0] ?? "";
  const parts: string[] = [];
  for (const power of [2, 1, 0]) {
    const group = Math.floor(value / 1000 ** power) % 1000;
    if (group === 0) continue;
    const forms = power === 0 ? undefined : words.scales[power - 1];
    const silent = forms !== undefined && group === 1 && !words.saysOne;
    if (!silent) parts.push(spellGroup(group, words, power === 1));
    if (forms) parts.push(pluralForm(group, forms));
  }
  return parts.join(" ");
}

function spellGroup(group: number, words: SpellingWords, thousands: boolean): string {
  const rest = group % 100;
  const unit = rest < 20 ? rest : rest % 10;
  const small = words.small.split(" ");
  return [
    words.hundreds.split(" ")[Math.floor(group / 100) - 1],
    rest >= 20 ? words.tens.split(" ")[Math.floor(rest / 10) - 2] : undefined,
    unit > 0 ? ((thousands ? words.feminineThousand[unit] : undefined) ?? small[unit]) : undefined,
  ]
    .filter(Boolean)
    .join(" ");
}

function pluralForm(count: number, [one, few, many]: readonly [string, string, string]): string {
  if (count === 1) return one;
  const unit = count % 10;
  const teen = count % 100 > 10 && count % 100 < 20;
  if (unit === 1 && !teen) return many === "tysięcy" || many === "milionów" ? many : one;
  return unit >= 2 && unit <= 4 && !teen ? few : many;
}

function spellEnglish(value: number): string {
  if (value < 20) return english.small[value] ?? "";
  if (value < 100) {
    const ten = english.tens[Math.floor(value / 10) - 2] ?? "";
    return value % 10 === 0 ? ten : `${ten}-${spellEnglish(value % 10)}`;
  }
  for (const [scale, word] of [
    [1_000_000, "million"],
    [1000, "thousand"],
    [100, "hundred"],
  ] as const) {
    if (value < scale) continue;
    const rest = value % scale;
    const head = `${spellEnglish(Math.floor(value / scale))} ${word}`;
    if (rest === 0) return head;
    return rest < 100 ? `${head} and ${spellEnglish(rest)}` : `${head} ${spellEnglish(rest)}`;
  }
  return "";
}
