import type { Notes } from "./notes.ts";
/** An object of unknown content. */
export type UnknownRecord = Readonly<Record<string, unknown>>;
/** Whether a value is an object with named members. */
export declare function isRecord(value: unknown): value is UnknownRecord;
/** Own members of a value as names and values; notes a mistake and gives none when it is no object. */
export declare function readEntries(value: unknown, path: string, meaning: string, notes: Notes): readonly [string, unknown][];
/** A non-empty string, or `""` with a mistake noted. */
export declare function readString(value: unknown, path: string, meaning: string, notes: Notes): string;
/** A whole number from 1, or 1 with a mistake noted. */
export declare function readCount(value: unknown, path: string, meaning: string, notes: Notes): number;
/** Notes every member that nobody knows. */
export declare function noteUnknownKeys(record: UnknownRecord, known: readonly string[], path: string, owner: string, notes: Notes): void;
/** Notes that something is missing, or is of another type than expected. */
export declare function noteAbsentOr(value: unknown, path: string, meaning: string, expected: string, notes: Notes): void;
/** A path and the next name in it. */
export declare function join(path: string, name: string): string;
