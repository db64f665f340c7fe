import type { DialogDocument, NextDocument, RobotDocument, TextsDocument, UseDocument } from "./document.ts";
import type { FlatDocument, FlatNext, FlatRobot, FlatScope, FlatStepDocument } from "./flat-document.ts";
import { toFlatStep, type Placing } from "./flatten-step.ts";
import { renameValueVariables, renameVariables } from "./rename-variables.ts";
import type { RobotDefinition } from "./robot-definition.ts";
import type { Json } from "../ports/identity.ts";

/** What flattening has gathered. */
export interface Flattened {
  readonly steps: Record<string, FlatStepDocument>;
  readonly slots: Record<string, Json>;
  readonly texts: Record<string, TextsDocument[string]>;
  readonly scopes: Record<string, FlatScope>;
}

const known = new WeakMap<RobotDocument, FlatDocument>();

/**
 * A robot whose sub-dialogs became steps of its own.
 *
 * Shape: a step `where` that uses a dialog becomes a `set` step of that name; the dialog's steps, slots, inputs and texts are called
 * `where.<name>`, in a dialog used by that dialog `where.inner.<name>`; its exits become `set` steps `where!<exit>`.
 */
export function flattenDialogs(definition: RobotDefinition): FlatRobot {
  return { document: flattenDocument(definition.document), functions: definition.functions };
}

/** The document of {@link flattenDialogs}; the same object for the same document. */
export function flattenDocument(document: RobotDocument): FlatDocument {
  const met = known.get(document);
  if (met) return met;
  const { dialogs: _, slots: __, ...rest } = document;
  const { slots, ...flat } = flattenOwner(document);
  const whole: FlatDocument = { ...rest, ...(Object.keys(slots).length > 0 ? { slots } : {}), ...flat };
  known.set(document, whole);
  return whole;
}

/** The parts of a robot or dialog that its sub-dialogs add to. The exits of the dialog itself become ends of that name. */
export function flattenOwner(owner: RobotDocument | DialogDocument): Flattened {
  const flattened: Flattened = { steps: {}, slots: { ...owner.slots }, texts: { ...owner.texts }, scopes: {} };
  flattenSteps(owner, { ...outermost, dialogs: owner.kind === "dialog" ? [owner.id] : [] }, flattened);
  return flattened;
}

const outermost: Placing = {
  scope: undefined,
  dialogs: [],
  rename: (name) => name,
  condition: (name) => name,
  next: (next) => (typeof next === "object" && "exit" in next ? { end: next.exit } : next),
};

function flattenSteps(
  owner: { readonly steps: RobotDocument["steps"]; readonly dialogs?: RobotDocument["dialogs"] },
  placing: Placing,
  flattened: Flattened,
): void {
  for (const [name, step] of Object.entries(owner.steps)) {
    const dialog = "use" in step ? owner.dialogs?.[step.use] : undefined;
    if (!("use" in step)) flattened.steps[placing.rename(name)] = toFlatStep(step, placing);
    else if (dialog && !placing.dialogs.includes(dialog.id)) flattenUse(name, step, dialog, placing, flattened);
  }
}

function flattenUse(
  name: string,
  use: UseDocument,
  dialog: DialogDocument,
  outer: Placing,
  flattened: Flattened,
): void {
  const scope = outer.rename(name);
  const inner: Placing = {
    scope,
    dialogs: [...outer.dialogs, dialog.id],
    rename: (inside) => `${scope}.${inside}`,
    condition: (condition) => `${dialog.id}.${condition}`,
    next: (next: NextDocument): FlatNext => {
      if (typeof next === "string") return `${scope}.${next}`;
      return "exit" in next ? `${scope}!${next.exit}` : next;
    },
  };
  const inputs = inputSchemas(dialog.input);
  const withScope = outer.scope === undefined ? {} : { scope: outer.scope };
  flattened.scopes[scope] = { dialog: dialog.id, inputs: Object.keys(inputs), slots: Object.keys(dialog.slots) };
  flattened.steps[scope] = {
    ...entry(use, { ...inputs, ...dialog.slots }, outer, inner),
    next: inner.next(dialog.start),
    ...withScope,
  };
  for (const exit of dialog.exits) {
    const set = Object.fromEntries(
      Object.entries(use.into).map(([slot, taken]) => [outer.rename(slot), `{${inner.rename(taken)}}`]),
    );
    flattened.steps[`${scope}!${exit}`] = { set, clear: [], next: outer.next(use.exits[exit] ?? ""), ...withScope };
  }
  for (const [slot, schema] of Object.entries({ ...inputs, ...dialog.slots }))
    flattened.slots[inner.rename(slot)] = schema;
  for (const [key, words] of Object.entries(dialog.texts))
    flattened.texts[inner.rename(key)] = renameText(words, inner);
  flattenSteps(dialog, inner, flattened);
}

/**
 * What is put into the slots of a dialog when it begins: what it is given, defaults for the rest, nothing where there is none. All
 * but defaults are emptied first, so that nothing stays of a former visit where what is given has no value now.
 */
function entry(
  use: UseDocument,
  schemas: Readonly<Record<string, Json>>,
  outer: Placing,
  inner: Placing,
): { readonly set: Readonly<Record<string, Json>>; readonly clear: readonly string[] } {
  const set: Record<string, Json> = {};
  const clear: string[] = [];
  for (const [name, schema] of Object.entries(schemas)) {
    const given = use.with[name];
    const fallback = defaultOf(schema);
    if (given !== undefined) set[inner.rename(name)] = renameValueVariables(given, outer.rename);
    else if (fallback !== undefined) set[inner.rename(name)] = fallback;
    if (given !== undefined || fallback === undefined) clear.push(inner.rename(name));
  }
  return { set, clear };
}

/** Schemas of an object's members, each complete in itself. */
function inputSchemas(input: Json): Readonly<Record<string, Json>> {
  const { properties, $defs } = input as { readonly properties?: Record<string, object>; readonly $defs?: object };
  const shared = $defs === undefined ? {} : { $defs };
  return Object.fromEntries(
    Object.entries(properties ?? {}).map(([name, schema]) => [name, { ...schema, ...shared } as Json]),
  );
}

function defaultOf(schema: Json): Json | undefined {
  return (schema as { readonly default?: Json }).default;
}

function renameText(words: TextsDocument[string], { rename }: Placing): TextsDocument[string] {
  return Object.fromEntries(
    Object.entries(words).map(([locale, text]) => [
      locale,
      typeof text === "string" ? renameVariables(text, rename) : { ...text, say: renameVariables(text.say, rename) },
    ]),
  );
}
