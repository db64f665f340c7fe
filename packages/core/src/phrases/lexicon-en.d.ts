import type { PhraseLexicon } from "./lexicon.ts";
/** English yes and no, as people say them on the telephone. */
export declare const lexiconEn: PhraseLexicon;
