export type { PhraseRecogniser } from "./phrase-recogniser.ts";
export { yesNo } from "./yes-no.ts";
