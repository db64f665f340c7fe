import { dateGrammar } from "./date.ts";
import { digitsGrammar } from "./digits.ts";
import { moneyGrammar } from "./money.ts";
import { nameGrammar } from "./name.ts";
import { numberGrammar } from "./number.ts";
import { phoneGrammar } from "./phone.ts";
import { textGrammar } from "./text.ts";
import { timeGrammar } from "./time.ts";

export type { HeardValue, HearingFacts, SlotRecogniser } from "./slot-recogniser.ts";

/** Recognisers of typed values in ru, uk, pl and en. */
export const grammar = {
  number: numberGrammar,
  digits: digitsGrammar,
  money: moneyGrammar,
  date: dateGrammar,
  time: timeGrammar,
  phone: phoneGrammar,
  name: nameGrammar,
  text: textGrammar,
} as const;
