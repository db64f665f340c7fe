import type { EffectDefinition } from "../../define/index.ts";
import type { FaultPoint } from "../../engine/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { EffectRow, OwnTableName, Rows, TableName } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { memoryStore, type MemoryStore } from "../stores/memory-store.ts";
import { createVirtualClock, type VirtualClock } from "../virtual-clock.ts";
import { virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "../virtual-engine.ts";
import type { WallClock } from "./life-clock.ts";
import { createMortalLife, type MortalLife } from "./mortal-life.ts";
import type { ProcessDeath } from "./process-death.ts";

/** Something that somebody outside does. It is done again in the next life until it was answered. */
export interface Happening {
  /** After the beginning of the world. */
  readonly afterMs: number;
  readonly act: (world: VirtualEngine) => Promise<unknown>;
}

/** A jump of the machine's clock. */
export interface ClockJump {
  readonly afterMs: number;
  /** Negative: back. */
  readonly byMs: number;
}

/** What an engine is given; a broken engine is given something else. */
export type EngineParts = Pick<VirtualEngineSettings, "store" | "effects" | "development">;

/** What a world is played with. */
export interface LivesSettings {
  /** The clock, the store and the probe are those of each life. */
  readonly engine: Omit<VirtualEngineSettings, "clock" | "store" | "effects">;
  /** Made for each life: what waits in a vendor's name waits on the clock of the life that asked. */
  readonly effects?: (clock: ClockPort) => readonly EffectDefinition[];
  readonly happenings: readonly Happening[];
  /** One per life; after the last the process lives on. */
  readonly deaths: readonly ProcessDeath[];
  /** How long the process is away after a death. Default: not at all. */
  readonly restartAfterMs?: number;
  readonly jumps?: readonly ClockJump[];
  /** When the world is looked at, or as soon as the process is back then. */
  readonly endsAfterMs: number;
  readonly clock?: VirtualClock;
  /** Gives the store of the next life, which goes on with the rows of the one before. Default: in memory. */
  readonly nextStore?: (before: StorePort | undefined) => Promise<StorePort>;
  /** Another process has played the world until then: outsiders repeat what they did, and the engine takes up its rows. */
  readonly takeUpAfterMs?: number;
  /** Called at a death, with the time since the beginning, instead of beginning the next life: it ends the real process. */
  readonly kill?: (afterMs: number) => void;
  /** Makes the engine a broken one, for the test of the test. Called once per life. */
  readonly breakEngine?: (parts: EngineParts, life: MortalLife) => EngineParts;
}

/** One death that happened. */
export interface DeathRecord {
  readonly death: ProcessDeath;
  /** At-most-once effects whose intent was durable and whose end was not. */
  readonly inDoubt: readonly EffectRow[];
}

/** How the world looks at its end. */
export interface Aftermath {
  readonly deaths: readonly DeathRecord[];
  /** How often each life passed each fault point. */
  readonly passes: readonly ReadonlyMap<FaultPoint, number>[];
  /** What the engine refused somebody outside, by message. */
  readonly refusals: readonly string[];
  /** What outsiders have no answer to at the end. */
  readonly unanswered: number;
  readonly rows: { readonly [Table in TableName]: readonly Rows[Table][] };
  /** What the machine's clock tells at the end. */
  readonly now: number;
}

/** Plays a world from its beginning to its end, killing and restarting the process as told. */
export async function playLives(settings: LivesSettings): Promise<Aftermath> {
  const stage = new Stage(settings);
  return stage.play();
}

const pageSize = 10_000;
const everyTable = [
  "runs",
  "journal",
  "effects",
  "timers",
  "dedupe",
  "jobs",
  "attempts",
  "archives",
  "charges",
] as const;

class Stage {
  readonly #settings: LivesSettings;
  readonly #clock: VirtualClock;
  readonly #wall: WallClock = { shiftMs: 0 };
  readonly #deaths: ProcessDeath[];
  readonly #lives: MortalLife[] = [];
  readonly #records: DeathRecord[] = [];
  readonly #refusals: string[] = [];
  readonly #waiting: Happening[] = [];
  readonly #startedAt: number;
  #store: StorePort | undefined;
  #world: VirtualEngine | undefined;
  #isActing = false;
  #isOver = false;

  constructor(settings: LivesSettings) {
    this.#settings = settings;
    this.#clock = settings.clock ?? createVirtualClock();
    this.#startedAt = this.#clock.now() - (settings.takeUpAfterMs ?? 0);
    this.#deaths = [...settings.deaths];
  }

  async play(): Promise<Aftermath> {
    const { happenings, deaths, jumps = [], endsAfterMs, restartAfterMs = 0 } = this.#settings;
    for (const { afterMs, byMs } of jumps) {
      this.#clock.at(this.#startedAt + afterMs, () => {
        this.#wall.shiftMs += byMs;
      });
    }
    for (const happening of happenings) {
      this.#clock.at(this.#startedAt + happening.afterMs, () => {
        this.#waiting.push(happening);
        this.#act();
      });
    }
    await this.#live();
    await this.#clock.advance(this.#startedAt + endsAfterMs - this.#clock.now());
    // Nothing is to be judged while the process is away: what was due meanwhile still comes.
    for (let left = deaths.length; left > 0 && !this.#world; left -= 1) await this.#clock.advance(restartAfterMs);
    const aftermath = await this.#look();
    // Closing would wait for requests that are under way in virtual time.
    this.#isOver = true;
    this.#lives.at(-1)?.die();
    await this.#store?.close();
    return aftermath;
  }

  async #live(): Promise<void> {
    const release = this.#clock.hold();
    const { engine, effects, nextStore = inMemory, breakEngine } = this.#settings;
    const death = this.#deaths.shift();
    const store = await nextStore(this.#store);
    this.#store = store;
    const life = createMortalLife(this.#clock, this.#wall, death);
    this.#lives.push(life);
    if (death && "afterMs" in death) this.#clock.at(this.#startedAt + death.afterMs, () => life.die());
    void life.died.then(() => this.#restart(store, death));
    const parts: EngineParts = {
      store: life.store(store),
      effects: (effects?.(life.clock) ?? []).map((effect) => life.effect(effect)),
      development: { ...engine.development, probe: life.probe },
    };
    const opening = virtualEngine({
      ...engine,
      ...(engine.crm && { crm: life.port(engine.crm) }),
      ...(engine.voice && { voice: life.port(engine.voice) }),
      ...(breakEngine ? breakEngine(parts, life) : parts),
      clock: life.clock,
    });
    try {
      this.#world = await Promise.race([opening, life.died]);
    } catch (error) {
      this.#refusals.push(`the engine did not start: ${String(error)}`);
    }
    release();
    this.#act();
  }

  async #restart(store: StorePort, death: ProcessDeath | undefined): Promise<void> {
    if (this.#isOver) return;
    if (death) this.#settings.kill?.(this.#clock.now() - this.#startedAt);
    const release = this.#clock.hold();
    this.#world = undefined;
    this.#isActing = false;
    const inDoubt = await store.find("effects", { where: { state: "started" }, limit: 10_000 });
    if (death) this.#records.push({ death, inDoubt });
    const { restartAfterMs = 0 } = this.#settings;
    if (restartAfterMs === 0) await this.#live();
    else this.#clock.at(this.#clock.now() + restartAfterMs, () => void this.#live());
    release();
  }

  /** Lets outsiders do what they wait with, one after the other. */
  #act(): void {
    const [world, life, next] = [this.#world, this.#lives.at(-1), this.#waiting[0]];
    if (!world || !life || !next || this.#isActing) return;
    this.#isActing = true;
    const done = (refusal?: unknown) => {
      if (life.isDead()) return;
      if (refusal !== undefined)
        this.#refusals.push(refusal instanceof Error ? refusal.message : JSON.stringify(refusal));
      this.#waiting.shift();
      this.#isActing = false;
      this.#act();
    };
    next.act(world).then(() => done(), done);
  }

  async #look(): Promise<Aftermath> {
    const store = this.#store;
    const tables = await Promise.all(
      [...everyTable, ...ownTablesOf(store)].map(
        async (table) => [table, store ? await allOf(store, table) : []] as const,
      ),
    );
    return {
      deaths: this.#records,
      passes: this.#lives.map((life) => life.passes),
      refusals: this.#refusals,
      unanswered: this.#waiting.length,
      rows: Object.fromEntries(tables) as unknown as Aftermath["rows"],
      now: this.#clock.now() + this.#wall.shiftMs,
    };
  }
}

function ownTablesOf(store: StorePort | undefined): readonly OwnTableName[] {
  return store ? (Object.keys(store.ownTables()) as OwnTableName[]) : [];
}

async function allOf<Table extends TableName>(store: StorePort, table: Table): Promise<readonly Rows[Table][]> {
  const rows: Rows[Table][] = [];
  for (;;) {
    const last = rows.at(-1);
    const page = await store.find(table, { limit: pageSize, ...(last && { after: last }) });
    rows.push(...page);
    if (page.length < pageSize) return rows;
  }
}

async function inMemory(before: StorePort | undefined): Promise<StorePort> {
  return before ? memoryStore({ takeOver: before as MemoryStore }) : memoryStore();
}
