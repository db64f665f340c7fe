export { turnsOf } from "./turns-of.ts";
export { loadWordReader, type WordReader } from "./word-reader.ts";
