import { canonicalJson } from "../canonical-json.ts";
import type { DialogDocument } from "../document.ts";
import type { EffectDefinition } from "../effect-definition.ts";
import type {
  ConditionFunction,
  DialogDefinition,
  Recogniser,
  RobotFunctions,
  SlotRecogniser,
} from "../robot-definition.ts";
import type { Notes } from "./notes.ts";

/** The functions that a definition has named so far, each kind by name. */
export interface FunctionTable {
  readonly recognisers: Map<string, Recogniser>;
  readonly slotRecognisers: Map<string, SlotRecogniser>;
  readonly effects: Map<string, EffectDefinition>;
  /** Conditions of dialogs, as `<dialog id>.<name>`. */
  readonly conditions: Map<string, ConditionFunction>;
  /** Dialogs at any depth, by id. */
  readonly dialogs: Map<string, DialogDocument>;
}

/** A table without functions. */
export function emptyFunctionTable(): FunctionTable {
  return {
    recognisers: new Map(),
    slotRecognisers: new Map(),
    effects: new Map(),
    conditions: new Map(),
    dialogs: new Map(),
  };
}

/** Adds a recogniser; a name stands for one of them. */
export function addRecogniser<Known extends Recogniser | SlotRecogniser>(
  table: Map<string, Known>,
  recogniser: Known,
  path: string,
  notes: Notes,
): void {
  const met = table.get(recogniser.name);
  if (met && met !== recogniser) notes.add("DEFINE_DUPLICATE_RECOGNISER", path, { name: recogniser.name });
  table.set(recogniser.name, recogniser);
}

/** Adds an effect; a type stands for one of them. */
export function addEffect(table: FunctionTable, effect: EffectDefinition, path: string, notes: Notes): void {
  const met = table.effects.get(effect.type);
  if (met && met !== effect) notes.add("DEFINE_DUPLICATE_EFFECT", path, { name: effect.type });
  table.effects.set(effect.type, effect);
}

/** Adds everything that a dialog names, and the dialogs inside it. */
export function addDialog(table: FunctionTable, dialog: DialogDefinition, path: string, notes: Notes): void {
  if (!addDialogDocument(table, dialog.document, path, notes)) return;
  const { recognisers, slotRecognisers, conditions, effects } = dialog.functions;
  for (const recogniser of Object.values(recognisers)) addRecogniser(table.recognisers, recogniser, path, notes);
  for (const recogniser of Object.values(slotRecognisers))
    addRecogniser(table.slotRecognisers, recogniser, path, notes);
  for (const effect of Object.values(effects)) addEffect(table, effect, path, notes);
  for (const [name, condition] of Object.entries(conditions)) {
    const full = name.includes(".") ? name : `${dialog.id}.${name}`;
    const met = table.conditions.get(full);
    if (met && met !== condition) notes.add("DEFINE_DUPLICATE_DIALOG", path, { name: dialog.id });
    table.conditions.set(full, condition);
  }
}

/** Whether the ids of a dialog and of those inside it stand for these dialogs alone. */
function addDialogDocument(table: FunctionTable, document: DialogDocument, path: string, notes: Notes): boolean {
  const met = table.dialogs.get(document.id);
  if (met === document) return true;
  if (met && canonicalJson(met) !== canonicalJson(document)) {
    notes.add("DEFINE_DUPLICATE_DIALOG", path, { name: document.id });
    return false;
  }
  table.dialogs.set(document.id, document);
  return Object.values(document.dialogs ?? {}).every((inner) => addDialogDocument(table, inner, path, notes));
}

/** The functions of a table, and the definition's own conditions. */
export function toFunctions(
  table: FunctionTable,
  conditions: RobotFunctions["conditions"],
): Omit<RobotFunctions, "inputConditions" | "upgradeInput"> {
  return {
    recognisers: Object.fromEntries(table.recognisers),
    slotRecognisers: Object.fromEntries(table.slotRecognisers),
    effects: Object.fromEntries(table.effects),
    conditions: { ...conditions, ...Object.fromEntries(table.conditions) },
  };
}
