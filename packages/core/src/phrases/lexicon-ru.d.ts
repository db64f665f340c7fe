import type { PhraseLexicon } from "./lexicon.ts";
/** Russian yes and no, as people say them on the telephone. */
export declare const lexiconRu: PhraseLexicon;
