import { toMeaningReader } from "./free-meaning.ts";
import { languages, perLanguage, toPhraseLanguage } from "./languages.ts";
import type { CommandPhrases } from "./lexicon.ts";
import type { PhraseRecogniser } from "./phrase-recogniser.ts";

/** A recogniser for each thing that a client may ask for anywhere in a call. */
export interface Commands {
  /** Say that again, louder, slower; I did not hear. */
  readonly repeat: PhraseRecogniser;
  /** Give me a person. */
  readonly operator: PhraseRecogniser;
  /** Never call me again, delete my number. A mere no, or "stop" alone, is not that. */
  readonly stop: PhraseRecogniser;
}

/**
 * Recognisers of what is valid anywhere in a call, whatever the robot asked.
 *
 * Limits: knows the languages in `locales`; what a client says about a time ("не звоните до шести") is no stop.
 *
 * @example
 * commands.stop.match("больше мне не звоните", "ru"); // 0.95
 * commands.stop.match("нет, не надо", "ru"); // undefined
 */
export const commands: Commands = {
  repeat: toCommand("repeat"),
  operator: toCommand("operator"),
  stop: toCommand("stop"),
};

function toCommand(command: Exclude<keyof CommandPhrases, "aside">): PhraseRecogniser {
  const readers = perLanguage((language) => {
    const { [command]: phrases, aside } = languages[language].commands;
    return toMeaningReader(languages[language], { phrases, aside });
  });
  return {
    kind: "phrases",
    name: `commands.${command}`,
    locales: Object.keys(languages),
    match(utterance, locale) {
      const language = toPhraseLanguage(locale);
      return language === undefined ? undefined : readers(language)(utterance);
    },
  };
}
