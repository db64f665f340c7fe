import type { z } from "zod";
import type { CollectKind } from "../document.ts";

/** Kinds of values that are strings without a schema of their own. */
export type StringKind = "digits" | "date" | "time" | "phone" | "name" | "text";

/** The kinds that a slot takes: those that `as` may say. */
export type KindsOfSlot<Schema> =
  unknown extends z.input<Schema>
    ? CollectKind
    : | ([Extract<z.input<Schema>, number>] extends [never] ? never : "number" | "money")
      | KindsOfWords<Extract<z.input<Schema>, string>, FormatOf<Schema>>
      | "own";

/** The kind of a slot where `as` says none; `never` when its schema does not tell one. */
export type KindOfSlot<Schema> =
  unknown extends z.input<Schema>
    ? CollectKind
    : [NonNullable<z.input<Schema>>] extends [number]
      ? "number"
      : [NonNullable<z.input<Schema>>] extends [string]
        ? string extends z.input<Schema>
          ? KindByFormat<FormatOf<Schema>>
          : "choice"
        : never;

/** The slots whose schema tells a kind. */
export type SlotOfKind<Slots, Kind extends CollectKind> = {
  readonly [Slot in keyof Slots]: Kind extends KindOfSlot<Slots[Slot]> ? Slot : never;
}[keyof Slots];

type KindsOfWords<Words, Format> = [Words] extends [never]
  ? never
  : string extends Words
    ? KindByFormat<Format> extends "text"
      ? StringKind
      : KindByFormat<Format>
    : StringKind | "choice";

type KindByFormat<Format> = [Format] extends [never]
  ? "text"
  : Format extends "date" | "time"
    ? Format
    : Format extends "e164"
      ? "phone"
      : "text";

/** The format of a string schema, seen through `.default()`, `.optional()` and `.nullable()`. */
type FormatOf<Schema> = Schema extends { readonly _zod: { readonly def: infer Def } }
  ? Def extends { readonly innerType: infer Inner }
    ? FormatOf<Inner>
    : Def extends { readonly format: infer Format extends string }
      ? Format
      : never
  : never;
