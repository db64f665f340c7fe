import { describe, expect, it } from "vitest";
import { commands, yesNo } from "../../src/phrases/index.ts";
import { utterancesCommands } from "./utterances-commands.ts";
import { utterancesEn } from "./utterances-en.ts";
import { utterancesPl } from "./utterances-pl.ts";
import { utterancesRu } from "./utterances-ru.ts";
import { utterancesUk } from "./utterances-uk.ts";

const names = ["repeat", "operator", "stop"] as const;

function command(utterance: string, locale: string): string {
  return names.filter((name) => commands[name].match(utterance, locale) !== undefined).join(" and ") || "none";
}

for (const [locale, table] of Object.entries(utterancesCommands)) {
  for (const meaning of [...names, "none"] as const) {
    describe(`${locale}: ${meaning}`, () => {
      it.each(table[meaning].map((utterance) => [utterance]))("%j", (utterance) => {
        expect(command(utterance, locale)).toBe(meaning);
      });
    });
  }
}

describe("commands", () => {
  it.each(names)("%s carries the name that documents store", (name) => {
    expect(commands[name]).toMatchObject({
      kind: "phrases",
      name: `commands.${name}`,
      locales: ["ru", "uk", "pl", "en"],
    });
  });

  const saidOtherwise = new Set([
    "stop calling me",
    "take me off your list",
    "don't call me again",
    "больше не звоните",
    "не звоните мне",
  ]);
  const answers = { ru: utterancesRu, uk: utterancesUk, pl: utterancesPl, en: utterancesEn };

  it.each(Object.entries(answers))("%s: no mere answer is a command", (locale, table) => {
    const answered = [...table.yes, ...table.no].filter((utterance) => !saidOtherwise.has(utterance));
    expect(answered.filter((utterance) => command(utterance, locale) !== "none")).toEqual([]);
    const open = table.neither.filter((utterance) => /stop|operator/u.test(command(utterance, locale)));
    expect(open).toEqual([]);
  });

  it.each(Object.entries(utterancesCommands))("%s: no request for a person is a yes", (locale, table) => {
    expect(table.operator.filter((utterance) => yesNo.yes.match(utterance, locale) !== undefined)).toEqual([]);
  });

  it("hear nothing in a language that they do not know", () => {
    expect(command("stop calling me", "de")).toBe("none");
  });

  it("read an hour of talk", () => {
    expect(command("да я не про это ".repeat(5000), "ru")).toBe("none");
  });
});
