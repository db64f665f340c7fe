export { commands, type Commands } from "./commands.ts";
export type { PhraseLanguage, PhrasesByLanguage } from "./languages.ts";
export type { PhraseRecogniser } from "./phrase-recogniser.ts";
export { phrases, type PhrasesSettings } from "./phrases.ts";
export { yesNo, type OwnAnswerPhrases, type YesNo, type YesNoPair } from "./yes-no.ts";
