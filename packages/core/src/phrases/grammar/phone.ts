import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/core";
import metadata from "libphonenumber-js/max/metadata";
import { defineGrammar, type Reading } from "./define-grammar.ts";
import { digitRuns, type DigitRun } from "./digit-groups.ts";
import { toValid, type Mention } from "./mentions.ts";
import type { HearingFacts } from "./slot-recogniser.ts";
import type { Speech } from "./speech.ts";

const mostReadings = 256;
const shortestPhone = 7;
const longestPhone = 18;

/** Reads a phone number, national or international, said in groups or written. Value: E.164. */
export const phoneGrammar = defineGrammar<string>({
  name: "grammar.phone",
  find: findPhone,
  readKeys: (keys, facts) =>
    /^\d{7,18}$/u.test(keys) ? (toE164(keys, facts) ?? toE164(`+${keys}`, facts)) : undefined,
});

function findPhone(speech: Speech, facts: HearingFacts): Reading<string> | undefined {
  const runs = digitRuns(speech).map((run) => ({ value: run, start: run.start, end: run.end, strong: true }));
  const valid = toValid(speech, runs, () => false);
  if (!valid) return undefined;
  const { said, corrected } = valid;
  const found = numbersOf(said, facts);
  if (found.size === 0 && said.length > 1) addAll(found, numberOf(joined(said), facts));
  const before = corrected.at(-1)?.value;
  const [tail] = said;
  if (found.size === 0 && before && valid.isClear && said.length === 1 && tail?.value) {
    addAll(found, numberOf(withTail(before, tail.value), facts));
  }
  const [value] = found;
  return found.size === 1 && value !== undefined ? { value, mentions: said } : undefined;
}

function numbersOf(runs: readonly Mention<DigitRun>[], facts: HearingFacts): Set<string> {
  const found = new Set<string>();
  for (const { value } of runs) if (value) addAll(found, numberOf(value, facts));
  return found;
}

function addAll(found: Set<string>, numbers: readonly string[]): void {
  for (const number of numbers) found.add(number);
}

/** The valid numbers that the digits can be; more than one when grouping leaves it open and the natural one is invalid. */
function numberOf({ groups, plus }: Pick<DigitRun, "groups" | "plus">, facts: HearingFacts): string[] {
  const natural = groups.map(({ value }) => value?.text ?? "").join("");
  const first = toE164(plus ? `+${natural}` : natural, facts);
  if (first) return [first];
  let readings = [plus ? "+" : ""];
  for (const { value } of groups) {
    const ways = value?.readings ?? [];
    readings = readings.flatMap((said) => ways.map((way) => said + way)).filter((said) => said.length <= longestPhone);
    if (readings.length > mostReadings) return [];
  }
  return readings.map((reading) => toE164(reading, facts)).filter((number) => number !== undefined);
}

function joined(runs: readonly Mention<DigitRun>[]): Pick<DigitRun, "groups" | "plus"> {
  return { groups: runs.flatMap(({ value }) => value?.groups ?? []), plus: runs[0]?.value?.plus ?? false };
}

/** "…forty-five, no, forty-six": the corrected groups replace as many digits at the end. */
function withTail(before: DigitRun, tail: DigitRun): Pick<DigitRun, "groups" | "plus"> {
  const text = ({ groups }: DigitRun) => groups.map(({ value }) => value?.text ?? "").join("");
  const end = text(tail);
  const all = `${text(before).slice(0, -end.length)}${end}`;
  return { groups: [{ value: { text: all, readings: [all] }, start: 0, end: 0, strong: true }], plus: before.plus };
}

/** Formatting of the written number is of no account: only digits and a leading plus come here. */
function toE164(written: string, { country }: HearingFacts): string | undefined {
  if (written.length < shortestPhone || written.length > longestPhone) return undefined;
  const number = isCountry(country)
    ? parsePhoneNumberFromString(written, country, metadata)
    : parsePhoneNumberFromString(written, metadata);
  return number?.isValid() ? number.number : undefined;
}

function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code as CountryCode, metadata);
}
