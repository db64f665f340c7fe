import type { Json } from "../../ports/identity.ts";
import type { RobotDocument } from "../document.ts";
import type { Notes } from "./notes.ts";
/** Reads the texts: words for every locale, whose variables the input has (not checked where the input could not be read). */
export declare function readTexts(value: unknown, locales: readonly string[], input: Json | undefined, notes: Notes): RobotDocument["texts"];
