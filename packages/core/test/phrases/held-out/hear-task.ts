import { commands, yesNo } from "../../../src/phrases/index.ts";
import { grammar } from "../../../src/phrases/grammar/index.ts";
import type { HeldOutUtterance, Language } from "./utterance.ts";

const countries: Readonly<Record<Language, string>> = { ru: "RU", uk: "UA", pl: "PL", en: "GB" };

/** "Shall I cancel the visit?", with the phrases that the rules name. */
const cancel = yesNo.with({
  name: "cancelVisit",
  yes: { ru: ["отмените"], uk: ["скасуйте"], pl: ["odwołaj"], en: ["cancel it"] },
  no: {
    ru: ["оставьте", "оставьте как есть"],
    uk: ["залиште", "залиште як є"],
    pl: ["zostaw", "zostaw tak jak jest"],
    en: ["keep it", "leave it as it is"],
  },
});

/** What is heard in the words: an answer, a command, or a value; `several` when two answers fit. */
export function hearTask(task: HeldOutUtterance["task"], words: string, language: Language): string | number | null {
  switch (task) {
    case "yesNo":
      return answerOf(yesNo, words, language);
    case "own":
      return answerOf(cancel, words, language);
    case "command":
      return commandOf(words, language);
    default: {
      const facts = { now: "2026-11-27T14:05", country: countries[language] };
      return grammar[task].read(words, language, facts)?.value ?? null;
    }
  }
}

function answerOf(pair: Pick<typeof yesNo, "yes" | "no">, words: string, language: Language): string {
  const yes = pair.yes.match(words, language) !== undefined;
  const no = pair.no.match(words, language) !== undefined;
  if (yes && no) return "several";
  return yes ? "yes" : no ? "no" : "neither";
}

/** As a call hears commands: `stop` comes before the others; two others together are none. */
function commandOf(words: string, language: Language): string {
  if (commands.stop.match(words, language) !== undefined) return "stop";
  const repeat = commands.repeat.match(words, language) !== undefined;
  const operator = commands.operator.match(words, language) !== undefined;
  if (repeat && operator) return "several";
  return repeat ? "repeat" : operator ? "operator" : "none";
}
