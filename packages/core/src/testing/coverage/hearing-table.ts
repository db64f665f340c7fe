import type { HeardCase, HearingReport } from "./cover-hearing.ts";
import { toTextTable } from "./text-table.ts";

/** A report on hearing for a terminal: per step a table, rows are meant and columns heard, then what was heard wrong. */
export function toHearingTable({ robot, confusion, totals, wrong }: Omit<HearingReport, "toString">): string {
  const steps = [...new Set(confusion.map(({ step }) => step))];
  const tables = steps.flatMap((step) => {
    const own = confusion.filter((entry) => entry.step === step);
    const meant = [...new Set(own.map((entry) => entry.meant))];
    const heard = [...new Set([...meant, ...own.map((entry) => entry.heard)])];
    const countOf = (row: string, column: string): string =>
      String(own.find((entry) => entry.meant === row && entry.heard === column)?.count ?? 0);
    const rows = meant.map((row) => [row, ...heard.map((column) => countOf(row, column))]);
    return ["", toTextTable([`${step}: meant`, ...heard], rows)];
  });
  const mistakes = wrong.length === 0 ? [] : ["", "Heard wrong:", ...wrong.map((one) => `  ${describeMistake(one)}`)];
  return [`${robot}: ${totals.right} of ${totals.total} heard right`, ...tables, ...mistakes].join("\n");
}

/** One utterance that was heard wrong. */
export function describeMistake({ step, says, means, value, heard, heardValue, by }: HeardCase): string {
  return `${step} "${says}": meant ${nameOf(means, value)}, heard ${nameOf(heard, heardValue)} (${by})`;
}

function nameOf(answer: string | null, value: HeardCase["value"]): string {
  return answer ?? (value === undefined ? "nothing" : JSON.stringify(value));
}
