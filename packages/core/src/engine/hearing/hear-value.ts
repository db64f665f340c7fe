import { flattenDocument, slotSchemas } from "../../define/index.ts";
import type { DialogCollect } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { surest, unlessThrown } from "./hear-answers.ts";
import type { Heard, HearingDefinition, HearingOptions } from "./hearing.ts";

/** A value that was heard; `unfit`: one that the slot's schema refuses; `several`: more than one choice fits. */
export type HeardValue =
  | ({ readonly kind: "value"; readonly value: Json } & Heard)
  | { readonly kind: "unfit" }
  | { readonly kind: "several" };

/** The value that words hold for a slot; `undefined` when they hold none. */
export function hearValue(
  definition: HearingDefinition,
  collect: DialogCollect,
  words: string,
  { locale, facts }: HearingOptions,
): HeardValue | undefined {
  const { recognisers, slotRecognisers } = definition.functions;
  if (collect.recogniser === null) {
    const fitting = Object.entries(collect.choices).flatMap(([value, choice]) => {
      const heard = surest(choice.recognisers, recognisers, words, locale);
      return heard ? [{ value, ...heard }] : [];
    });
    if (fitting.length > 1) return { kind: "several" };
    return fitting[0] && checked(definition, collect, fitting[0]);
  }
  const recogniser = slotRecognisers[collect.recogniser];
  const heard = recogniser && unlessThrown(() => recogniser.read(words, locale, facts));
  if (!recogniser || !heard) return undefined;
  const by = recogniser.kind === "grammar" ? "grammar" : "own";
  return checked(definition, collect, { value: heard.value as Json, by, confidence: heard.confidence });
}

/** The value of keys pressed, with or without the closing `#`; `undefined` when they have none. */
export function readKeys(
  definition: HearingDefinition,
  collect: DialogCollect,
  keys: string,
  { facts }: HearingOptions,
): HeardValue | undefined {
  const pressed = keys.endsWith("#") ? keys.slice(0, -1) : keys;
  const recogniser = collect.recogniser === null ? undefined : definition.functions.slotRecognisers[collect.recogniser];
  const value =
    collect.recogniser === null
      ? Object.entries(collect.choices).find(([, choice]) => choice.key === pressed)?.[0]
      : unlessThrown(() => recogniser?.readKeys?.(pressed, facts));
  return value === undefined
    ? undefined
    : checked(definition, collect, { value: value as Json, by: "key", confidence: 1 });
}

function checked(
  { document }: HearingDefinition,
  { slot }: DialogCollect,
  heard: Heard & { readonly value: Json },
): HeardValue {
  const schema = slotSchemas(flattenDocument(document))[slot];
  return schema && !schema.safeParse(heard.value).success ? { kind: "unfit" } : { kind: "value", ...heard };
}
