import type { EffectDefinition } from "../define/index.ts";
import type { EffectDeclaration } from "../engine/index.ts";
import { CallwrightError, nearest } from "../errors/index.ts";
import type { Adapter, ConnectedAdapter } from "../ports/adapter.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { effectsOf } from "./own-effects.ts";

type Port = "crm" | "callLog" | "voice";

/** Names the vendor of effects: what they say themselves, else the adapter that gives the port of their capability. */
export function vendorsOf(
  adapters: readonly Adapter[],
  connected: () => readonly ConnectedAdapter[],
): (effect: EffectDeclaration) => string | undefined {
  return ({ vendor, capability }) => {
    if (vendor !== undefined || capability === undefined) return vendor;
    return adapters[giverOf(portOf(capability), connected())]?.name;
  };
}

/** Refuses effects that need what no adapter offers. @throws CAPABILITY_MISSING */
export function refuseUnable(
  effects: readonly EffectDeclaration[],
  adapters: readonly Adapter[],
  connected: readonly ConnectedAdapter[],
): void {
  for (const { type, capability } of effects) {
    if (capability === undefined) continue;
    const giver = giverOf(portOf(capability), connected);
    const offers = offersOf(connected[giver]);
    if (offers.has(capability)) continue;
    const adapter = adapters[giver]?.name ?? null;
    throw new CallwrightError("CAPABILITY_MISSING", { effect: type, capability, adapter });
  }
}

/** Limits of vendors that nobody asks: most likely misspelled. */
export function limitProblems({ limits = {}, adapters, effects = [], flows }: EngineSettings): readonly string[] {
  const own: readonly EffectDefinition[] = [...effects, ...flows.flatMap(effectsOf)];
  const known = new Set(adapters.map(({ name }) => name));
  for (const { vendor } of own) if (vendor !== undefined) known.add(vendor);
  return Object.keys(limits)
    .filter((vendor) => !known.has(vendor))
    .map((vendor) => {
      const meant = nearest(vendor, known);
      const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
      return `limits: "${vendor}" is no adapter and no vendor of an effect${hint}`;
    });
}

function portOf(capability: string): Port {
  const [port = ""] = capability.split(".");
  return port as Port;
}

function giverOf(port: Port, connected: readonly ConnectedAdapter[]): number {
  return connected.findIndex((adapter) => adapter[port] !== undefined);
}

/** Everything that an adapter offers: its ports, and what its manifests say of them. */
function offersOf(adapter: ConnectedAdapter | undefined): ReadonlySet<string> {
  const offers = new Set<string>();
  if (!adapter) return offers;
  const { crm, crmCapabilities, callLog, voice } = adapter;
  if (crm) offers.add("crm");
  if (crmCapabilities?.automationRobots) offers.add("crm.automationRobots");
  if (crmCapabilities?.triggers) offers.add("crm.triggers");
  if (callLog) offers.add("callLog");
  if (!voice) return offers;
  offers.add("voice").add(`voice.${voice.capabilities.mode}`);
  if (voice.capabilities.lookup) offers.add("voice.lookup");
  if (voice.capabilities.recordingPush) offers.add("voice.recordingPush");
  return offers;
}
