import type { Json, RunId } from "../../ports/identity.ts";
import type { AttemptRow, EffectRow, JournalRow, RunRow } from "../../ports/rows.ts";
import { journalKey } from "../run-ids.ts";

/** Everything that is kept of one run. */
export interface ArchivedRun {
  readonly run: RunRow;
  /** In commit order. */
  readonly journal: readonly JournalRow[];
  readonly effects: readonly EffectRow[];
  /** `null` for runs that are no attempt of a job. */
  readonly attempt: AttemptRow | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** What is written otherwise of a run's row; its other fields stand beside it. */
interface ShortRun extends Fields {
  /** Without the lane. */
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Since its end. */
  readonly closesAt: number | null;
  /** 1: the lane. */
  readonly job: string | 1 | null;
}

/** A run without what its lane, its id and its order tell; times since its start. Fields that are not known here stay as they are. */
export type SqueezedRun = readonly [
  run: ShortRun,
  journal: readonly (readonly [at: number, event: Json, notes: Json])[],
  effects: readonly Fields[],
  attempt: Fields | null,
];

/** A run in fewer words. */
export function squeezeRun({ run, journal, effects, attempt }: ArchivedRun): SqueezedRun {
  const { id, account: _account, lane, job, startedAt, endedAt, closesAt, ...rest } = run;
  const since = (at: number | null) => (at === null ? null : at - startedAt);
  return [
    {
      id: id.slice(lane.length),
      startedAt,
      endedAt: since(endedAt),
      closesAt: closesAt === null ? null : closesAt - (endedAt ?? startedAt),
      job: job === lane ? 1 : job,
      ...rest,
    },
    journal.map(({ at, event, notes }) => [
      at - startedAt,
      changed(event, "at", (told) => (typeof told === "number" ? told - at : told)),
      changed(notes, "notes", (inner) => changed(inner, "effect", (key) => shortKey(key, id))),
    ]),
    effects.map(({ id: key, run: _run, account: _of, dueAt, startedAt: started, ...effect }) => ({
      id: shortKey(key, id),
      dueAt: since(dueAt),
      startedAt: since(started),
      ...effect,
    })),
    attempt && squeezeAttempt(attempt, startedAt),
  ];
}

/** The run that was squeezed. */
export function unsqueezeRun(
  [short, journal, effects, attempt]: SqueezedRun,
  { lane, account }: { readonly lane: string; readonly account: string },
): ArchivedRun {
  const { id: suffix, startedAt: from, endedAt, closesAt, job, ...rest } = short;
  const id = `${lane}${suffix}`;
  const later = (ms: unknown): number | null => (typeof ms === "number" ? from + ms : null);
  const ended = later(endedAt);
  const row = {
    ...rest,
    id,
    account,
    lane,
    startedAt: from,
    endedAt: ended,
    closesAt: closesAt === null ? null : (ended ?? from) + closesAt,
    job: job === 1 ? lane : job,
  };
  return {
    run: row as unknown as RunRow,
    journal: journal.map(([ms, event, notes], index) => {
      const at = from + ms;
      return {
        id: journalKey(id, index + 1),
        run: id,
        seq: index + 1,
        at,
        event: changed(event, "at", (told) => (typeof told === "number" ? told + at : told)),
        notes: changed(notes, "notes", (inner) => changed(inner, "effect", (key) => longKey(key, id))),
      };
    }),
    effects: effects.map(({ id: key, dueAt, startedAt: started, ...effect }) => {
      const times = { dueAt: later(dueAt), startedAt: later(started) };
      return { ...effect, ...times, id: longKey(key as string, id), run: id, account } as unknown as EffectRow;
    }),
    attempt: attempt && ({ ...attempt, id, account, startedAt: later(attempt["startedAt"]) } as unknown as AttemptRow),
  };
}

function squeezeAttempt({ id: _id, account: _account, startedAt, ...attempt }: AttemptRow, from: number): Fields {
  return { startedAt: startedAt - from, ...attempt };
}

/** Keys of effects begin with the run's id. */
function shortKey(key: Json, run: RunId): Json {
  return typeof key === "string" && key.startsWith(`${run}:`) ? key.slice(run.length) : key;
}

function longKey(key: Json, run: RunId): Json {
  return typeof key === "string" && key.startsWith(":") ? `${run}${key}` : key;
}

/** A value with one member changed, if it has it. */
function changed(value: Json, name: string, change: (member: Json) => Json): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !(name in value)) return value;
  const members = value as Readonly<Record<string, Json>>;
  return { ...members, [name]: change(members[name] ?? null) };
}
