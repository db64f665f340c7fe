import type { JobRow, RunRow, StorePort } from "../../../src/ports/index.ts";
import {
  createVirtualClock,
  FakeCrm,
  memoryStore,
  storeOver,
  virtualEngine,
  type VirtualClock,
  type VirtualEngine,
  type VirtualEngineSettings,
} from "../../../src/testing/index.ts";
import { visitReminder, visitRules } from "../../fixtures/visit-reminder.ts";
import { ScriptedVoice, type ScriptedClient } from "./scripted-voice.ts";

/** Where a process dies: at the n-th commit or vendor request of its life, before it takes effect or after. */
export interface Kill {
  readonly point: number;
  readonly when: "before" | "after";
}

/** What a world is played with. */
export interface Play {
  readonly client: ScriptedClient;
  /** One per life; after the last the process lives on. */
  readonly kills: readonly Kill[];
  readonly restartAfterMs: number;
  readonly lookup?: boolean;
  readonly variant?: "repeat" | "park";
}

/** How it looks when nothing is left to happen. */
export interface Aftermath {
  readonly job: JobRow | undefined;
  /** Whether the portal's request was answered. */
  readonly answered: boolean;
  readonly parked: readonly RunRow[];
  /** How often each request took effect at a vendor, e.g. `launch job:1`. */
  readonly effects: ReadonlyMap<string, number>;
  readonly stage: string | null;
  readonly crm: FakeCrm;
  readonly store: ReturnType<typeof memoryStore>;
  /** Names of the points that the first life passed, in order. */
  readonly points: readonly string[];
}

const day = 24 * 3_600_000;

/** Plays the main job from the portal's request until nothing is left to happen, killing and restarting the host as told. */
export async function playMortal(play: Play): Promise<Aftermath> {
  const clock = createVirtualClock();
  const crm = new FakeCrm();
  crm.addDeal("42", { stage: "VISIT" });
  crm.triggerStages.set("visit-reminder.yes", "CONFIRMED").set("visit-reminder.no-answer", "UNREACHED");
  const voice = new ScriptedVoice(clock, play.client, { lookup: play.lookup ?? true });
  const effects = new Map<string, number>();
  const kills = [...play.kills];
  const lives: Life[] = [];
  let store = memoryStore();
  let world: VirtualEngine | undefined;
  let asked = false;
  let answered = false;

  const start = async (): Promise<void> => {
    const release = clock.hold();
    if (lives.length > 0) store = memoryStore({ takeOver: store });
    const life = new Life(clock, kills.shift(), effects, () =>
      clock.at(clock.now() + play.restartAfterMs, () => void start()),
    );
    lives.push(life);
    const settings: VirtualEngineSettings = {
      flows: [visitReminder],
      rules: [visitRules],
      clock: life.clock,
      store: life.store(store),
      crm: life.vendor(crm, crmRequests),
      voice: life.vendor(voice, voiceRequests),
      ...(play.variant && { development: { interruptedEffects: play.variant } }),
    };
    world = await Promise.race([virtualEngine(settings), life.died]);
    release();
    if (!world || asked) return;
    asked = true;
    const properties = { input_name: "Анна", input_time: "15:00" };
    const request = world.request({
      robot: "visit-reminder",
      subject: { type: "deal", id: "42" },
      token: "t-1",
      properties,
    });
    void request.then(() => (answered = true));
  };

  await start();
  await clock.runAll(clock.now() + 2 * day);
  const [job] = store.dump("jobs");
  const parked = store.dump("runs").filter((run) => run.status === "parked" || run.status === "failed");
  const stage = crm.items.get("deal:42")?.stage ?? null;
  await world?.close();
  return { job, answered, parked, effects, stage, crm, store, points: lives[0]?.points ?? [] };
}

const crmRequests = [
  "readItem readCallee readField moveItem fireTrigger createTodo findTodo completeRequest",
  "openCall closeCall linkActivity attachRecording attachTranscript findCall",
]
  .join(" ")
  .split(" ");
const voiceRequests = ["launch", "lookup", "openRecording"];

/** A request by what it is about, where a job asks it more than once: each attempt has a run and a call of its own. */
function labelOf(request: string, about: unknown): string {
  if (request === "launch") return `launch ${(about as { readonly run: string }).run}`;
  if (request === "closeCall") return `closeCall ${(about as { readonly callId: string }).callId}`;
  return request.startsWith("attach") ? `${request} ${String(about)}` : request;
}

/** One life of the host's process. When it is over, nothing of it reaches the store, the vendors or the clock any more. */
class Life {
  readonly points: string[] = [];
  readonly died: Promise<undefined>;
  readonly clock: VirtualClock;
  readonly #kill: Kill | undefined;
  readonly #effects: Map<string, number>;
  readonly #holds = new Set<() => void>();
  #dead = false;
  #bury: () => void = () => undefined;

  constructor(clock: VirtualClock, kill: Kill | undefined, effects: Map<string, number>, onDeath: () => void) {
    this.#kill = kill;
    this.#effects = effects;
    this.died = new Promise((resolve) => {
      this.#bury = () => {
        resolve(undefined);
        onDeath();
      };
    });
    this.clock = {
      ...clock,
      at: (atMs, run) => clock.at(atMs, () => (this.#dead ? undefined : run())),
      hold: () => this.#hold(clock),
    };
  }

  /** The store as this life reaches it. */
  store(store: StorePort): StorePort {
    return storeOver(store, {
      read: (table, id) => this.#whileAlive(() => store.read(table, id)),
      find: (table, query) => this.#whileAlive(() => store.find(table, query)),
      commit: (batches) => this.#pass("commit", () => store.commit(batches)),
    });
  }

  /** A vendor as this life reaches it: each of its requests is a point at which the process may die. */
  vendor<Vendor extends object>(vendor: Vendor, requests: readonly string[]): Vendor {
    return new Proxy(vendor, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        const method = member.bind(target) as (...args: unknown[]) => Promise<unknown>;
        if (!requests.includes(String(name))) return method;
        return (...args: unknown[]) => {
          const label = labelOf(String(name), args[0]);
          return this.#pass(String(name), () => {
            this.#effects.set(label, (this.#effects.get(label) ?? 0) + 1);
            return method(...args);
          });
        };
      },
    });
  }

  async #pass<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
    if (this.#dead) return never();
    this.points.push(name);
    const isLast = this.points.length === this.#kill?.point;
    if (isLast && this.#kill.when === "before") return this.#die();
    const result = await action();
    if (isLast) return this.#die();
    return this.#isDead() ? never() : result;
  }

  async #whileAlive<Result>(action: () => Promise<Result>): Promise<Result> {
    if (this.#dead) return never();
    const result = await action();
    return this.#isDead() ? never() : result;
  }

  /** Asked after an await: it may have died meanwhile, which the compiler does not see. */
  #isDead(): boolean {
    return this.#dead;
  }

  #die(): Promise<never> {
    this.#dead = true;
    for (const release of this.#holds) release();
    this.#bury();
    return never();
  }

  #hold(clock: VirtualClock): () => void {
    if (this.#dead) return () => undefined;
    const release = clock.hold();
    this.#holds.add(release);
    return () => {
      this.#holds.delete(release);
      release();
    };
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
