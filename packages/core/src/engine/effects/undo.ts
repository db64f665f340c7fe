import { catalog } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { Json, RunId } from "../../ports/identity.ts";
import type { EffectRow, JournalRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";
import type { Reaction, RunChange } from "../reactions.ts";
import { journalKey } from "../run-ids.ts";
import { isUndo, toUndo } from "./undo-input.ts";
import type { Work } from "../work.ts";

/** What undoing needs to know. */
export interface UndoParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly declarations: ReadonlyMap<string, EffectDeclaration>;
  /** Whether an effect that is not known to be over may have been carried out. */
  readonly mayBeUnderWay: (effect: EffectRow) => boolean;
}

/**
 * Lets what was done be undone: everything when a run is cancelled, and what was under way when its run left the state that waited
 * for it. The journal says what is undone, and on a cancel also what cannot be.
 */
export function undoing(parts: UndoParts): Reaction {
  const canUndo = [...parts.declarations.values()].some((declaration) => "compensate" in declaration);
  return (change, work) => {
    const { before, after } = change;
    if (after.status === "cancelled") return before?.status === "cancelled" ? undefined : undoAll(parts, change, work);
    if (!canUndo) return undefined;
    const left = keysLeft(change);
    return left.length === 0 ? undefined : undoLeft(parts, left, change, work);
  };
}

/** An effect of a run that could not be undone and waits for a person. */
export async function parkedUndo(store: StorePort, run: RunId): Promise<EffectRow | undefined> {
  const effects = await allRows(store, "effects", { run });
  return effects.find((effect) => effect.state === "parked" && isUndo(effect));
}

async function undoAll(parts: UndoParts, { after: run }: RunChange, work: Work): Promise<void> {
  const effects = await allRows(parts.store, "effects", { run: run.id });
  if (effects.length > 0) await undo(parts, effects, run, true, work);
}

async function undoLeft(parts: UndoParts, keys: readonly string[], { after }: RunChange, work: Work): Promise<void> {
  const rows = await Promise.all(keys.map((key) => parts.store.read("effects", key)));
  await undo(
    parts,
    rows.filter((row) => row !== undefined),
    after,
    false,
    work,
  );
}

/** The effects whose results a step stopped to wait for; not those whose results it got. */
function keysLeft({ before, after, event }: RunChange): readonly string[] {
  if (!before || before.open === after.open || event.type === "run.decided") return [];
  const isResult = event.type === "effect.done" || event.type === "effect.failed";
  const kept = new Set(Object.values(after.open));
  return Object.entries(before.open)
    .filter(([invoke, key]) => !kept.has(key) && !(isResult && event["invoke"] === invoke))
    .map(([, key]) => key);
}

async function undo(
  parts: UndoParts,
  effects: readonly EffectRow[],
  run: { readonly id: RunId; readonly seq: number },
  tellRest: boolean,
  work: Work,
): Promise<void> {
  const undone: string[] = [];
  const notUndone: string[] = [];
  let journal: readonly JournalRow[] | undefined;
  for (const effect of effects) {
    const declaration = parts.declarations.get(effect.type);
    if (!declaration || isUndo(effect) || !mayBeDone(declaration, effect, parts)) continue;
    if (declaration.compensate) {
      if (effect.state === "done" && effect.error === null)
        journal ??= await allRows(parts.store, "journal", { run: run.id });
      const row = toUndo(effect, outputOf(effect, journal ?? []), parts.clock.now());
      work.insert("effects", row);
      work.effects.push(row);
      undone.push(effect.id);
    } else if (tellRest && (declaration.repeat === "at-most-once" || declaration.repeat === "marked")) {
      notUndone.push(effect.id);
    }
  }
  if (undone.length + notUndone.length > 0) await note(run, { undone, notUndone }, work);
}

/** Whether an effect was or may have been carried out. An at-most-once effect that has not started has certainly not. */
function mayBeDone({ repeat }: EffectDeclaration, effect: EffectRow, { mayBeUnderWay }: UndoParts): boolean {
  const { state, error } = effect;
  const unknown = error !== null && isUnknown(error.code);
  if (state === "done") return error === null || unknown;
  if (state === "started" || state === "parked") return state === "started" || unknown;
  return state === "pending" && repeat !== "at-most-once" && (unknown || mayBeUnderWay(effect));
}

/** Whether an effect that came to this error may have been carried out. */
export function isUnknown(code: string): boolean {
  const known = Object.hasOwn(catalog, code) ? catalog[code as keyof typeof catalog] : undefined;
  return known?.applied === "unknown" || code.endsWith("_RESULT_UNKNOWN") || code === "RESULT_TOO_LARGE";
}

/** What an effect gave, as the journal tells; a result that a person found out stands there under its invoke alone. */
function outputOf({ id, invoke, state, error }: EffectRow, journal: readonly JournalRow[]): Json | undefined {
  if (state !== "done" || error !== null) return undefined;
  const results = journal.filter(({ event }) => isRecord(event) && event["type"] === "effect.done");
  const keyed = results.find(({ notes }) => effectIn(notes) === id);
  const named = results.findLast(
    ({ event, notes }) => isRecord(event) && event["invoke"] === invoke && !effectIn(notes),
  );
  const event = (keyed ?? named)?.event;
  return isRecord(event) ? event["output"] : undefined;
}

function effectIn(notes: Json): Json | undefined {
  const inner = isRecord(notes) ? notes["notes"] : undefined;
  return isRecord(inner) ? inner["effect"] : undefined;
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function note(
  run: { readonly id: RunId; readonly seq: number },
  told: { readonly undone: readonly string[]; readonly notUndone: readonly string[] },
  work: Work,
): Promise<void> {
  const row = await work.read("journal", journalKey(run.id, run.seq));
  if (row) work.put("journal", { ...row, notes: { ...(isRecord(row.notes) ? row.notes : {}), ...told } });
}
