import type { EffectDefinition, RepeatClass, TableDefinition } from "../../define/index.ts";
import { faultPoints, type FaultPoint, type RunEvent } from "../../engine/index.ts";
import type { Flow } from "../../machine/index.ts";
import { toCrashReport, type CrashReport, type PlayedCrash } from "./crash-report.ts";
import { judgeCrash } from "./judge-crash.ts";
import { playLives, type Aftermath } from "./play-lives.ts";
import type { ProcessDeath } from "./process-death.ts";
import type { VirtualEngine } from "../virtual-engine.ts";

/** What a flow is crash-tested with. */
export interface CrashTestSettings<Input> {
  readonly input: Input;
  /** Events from outside, each as long after the start as it says. Default: none. */
  readonly events?: readonly { readonly afterMs: number; readonly event: RunEvent }[];
  /**
   * Called once for each world, so that each has vendors of its own. They live on when the process dies, as real ones do.
   * Default: the flow asks for no effects.
   */
  readonly effects?: () => readonly EffectDefinition[];
  /** The tables that the flow records to. Default: none. */
  readonly tables?: readonly TableDefinition[];
  /** When the worlds are looked at. Default: a day after the last event. */
  readonly endsAfterMs?: number;
  /** How long the process is away after a death. Default: not at all; timers that are due meanwhile fire late. */
  readonly restartAfterMs?: number;
  /** At how many of its passes a fault point kills, spread evenly. Default: 10, which for short runs is all of them. */
  readonly deathsPerPoint?: number;
  /** Only this world, one death per life: to play again what a report names. */
  readonly deaths?: readonly ProcessDeath[];
}

/** What a world left, with what its vendors answered. */
export interface CrashWorld extends Aftermath {
  /** How often each effect, by its key, was carried out and answered. */
  readonly answered: ReadonlyMap<string, number>;
  readonly repeatOf: ReadonlyMap<string, RepeatClass>;
}

const dayMs = 24 * 3_600_000;
const points = Object.keys(faultPoints) as readonly FaultPoint[];

/**
 * Plays a run of a flow once as it is, then again and again with a process that dies at one fault point after the other, and compares:
 * the same events in the same order, the same end, the same recorded rows, the same effects, none of them carried out twice.
 *
 * Shape: a run may wait for a person only where the process died between intent and answer of an at-most-once effect whose
 * `reconcile` cannot tell; those worlds are listed as `parked`.
 * Limits: one run, in memory, in virtual time. Effects answer at once.
 * @throws Error when the flow does not get through without faults
 * @example
 * ```ts ignore
 * assertSurvived(await crashTest(orderFlow, { input: { id: "8812" }, effects: () => shopEffects(new FakeShop()) }));
 * ```
 */
export async function crashTest<Input>(
  flow: Flow<Input>,
  settings: CrashTestSettings<NoInfer<Input>>,
): Promise<CrashReport> {
  const expected = await playWorld(flow, settings, []);
  if (expected.refusals.length > 0) {
    throw new Error(`Without faults the flow is refused already: ${expected.refusals.join(" ")}`);
  }
  const plans = settings.deaths ? [settings.deaths] : deathsAtEveryPoint(expected, settings.deathsPerPoint ?? 10);
  const played: PlayedCrash[] = [];
  for (const deaths of plans) {
    const world = await playWorld(flow, settings, deaths);
    played.push({
      deaths: world.deaths.map(({ death }) => death),
      ...judgeCrash(expected, world, settings.restartAfterMs ?? 0),
    });
  }
  return toCrashReport(flow.id, expected, played);
}

/** One death at several passes of every point, and one more where only a life passes that takes up what another left. */
function deathsAtEveryPoint(expected: CrashWorld, perPoint: number): readonly (readonly ProcessDeath[])[] {
  const passes = expected.passes[0] ?? new Map<FaultPoint, number>();
  const single = points.flatMap((point) => spread(passes.get(point) ?? 0, perPoint).map((hit) => [{ point, hit }]));
  const answers = spread(passes.get("effect:answered") ?? 0, perPoint);
  const again = (["recovery:effects-read", "effect:settling", "effect:looked-up"] as const).flatMap((point) =>
    answers.map((hit) => [
      { point: "effect:answered" as const, hit },
      { point, hit: 1 },
    ]),
  );
  return [...single, ...again];
}

/** At most `count` of the numbers from 1 to `last`, the first and the last among them. */
function spread(last: number, count: number): readonly number[] {
  if (last <= count) return Array.from({ length: last }, (_, index) => index + 1);
  if (count <= 1) return [last];
  return Array.from({ length: count }, (_, index) => 1 + Math.round((index * (last - 1)) / (count - 1)));
}

async function playWorld<Input>(
  flow: Flow<Input>,
  settings: CrashTestSettings<NoInfer<Input>>,
  deaths: readonly ProcessDeath[],
): Promise<CrashWorld> {
  const { input, events = [], restartAfterMs = 0 } = settings;
  const answered = new Map<string, number>();
  const effects = (settings.effects?.() ?? []).map((effect) => counting(effect, answered));
  const last = Math.max(0, ...events.map(({ afterMs }) => afterMs));
  const aftermath = await playLives({
    engine: { flows: [flow], tables: settings.tables ?? [] },
    effects: () => effects,
    deaths,
    restartAfterMs,
    endsAfterMs: settings.endsAfterMs ?? last + dayMs,
    happenings: [
      { afterMs: 0, act: ({ account }) => account.start(flow, { input, idempotencyKey: "crash-test" }) },
      ...events.map(({ afterMs, event }, index) => ({
        afterMs,
        act: async ({ account }: VirtualEngine) => {
          const run = await account.start(flow, { input, idempotencyKey: "crash-test" });
          await run.send(event, `event-${index}`);
        },
      })),
    ],
  });
  return { ...aftermath, answered, repeatOf: new Map(effects.map(({ type, repeat }) => [type, repeat])) };
}

function counting(effect: EffectDefinition, answered: Map<string, number>): EffectDefinition {
  return {
    ...effect,
    perform: async (input, context) => {
      const output = await effect.perform(input, context);
      answered.set(context.key, (answered.get(context.key) ?? 0) + 1);
      return output;
    },
  };
}
