import type { DriveOutput, EffectStartCommand, VoiceTurn } from "../../machine/index.ts";
import type { Json } from "../../ports/identity.ts";
import { callNode } from "../coverage/dialog-arcs.ts";
import { movesTo, slotsOf, type Stand } from "../coverage/stand.ts";
import { toScript } from "../coverage/to-script.ts";

/** A call as far as it has come, for invariants. */
export interface ExploredCall {
  readonly input: Json;
  /** What happened so far, as lines of a test. */
  readonly script: readonly string[];
  /** What the robot said, in order. */
  readonly heard: readonly string[];
  /** Effects that the robot asked for, turns and transfers left out, in order. */
  readonly effects: readonly { readonly effect: string; readonly input: Json }[];
  /** The node that waits; `null` before the call is answered and at its end. */
  readonly waitsIn: string | null;
  readonly slots: Readonly<Record<string, Json>>;
  /** `null` until the call is over. */
  readonly outcome: string | null;
  readonly data: Readonly<Record<string, Json>> | null;
  readonly facts: DriveOutput["facts"] | null;
  readonly optedOut: boolean;
}

/** What an invariant may look at where a walk stands. */
export function toExploredCall(stand: Stand): ExploredCall {
  const { input, output, node } = stand;
  const asked = effectsUpTo(stand);
  const turns = asked.filter(({ effect }) => effect === "voice.turn");
  const own = asked.filter(({ effect }) => effect !== "voice.turn" && effect !== "voice.transfer");
  return {
    input: input.given,
    script: toScript(movesTo(stand)),
    heard: turns.map((turn) => (turn.input as unknown as VoiceTurn).say),
    effects: own.map(({ effect, input: given }) => ({ effect, input: given })),
    waitsIn: node === callNode ? null : node,
    slots: output?.slots ?? slotsOf(stand),
    outcome: output?.outcome ?? null,
    data: output?.data ?? null,
    facts: output?.facts ?? null,
    optedOut: output?.optedOut ?? false,
  };
}

function effectsUpTo(stand: Stand): readonly EffectStartCommand[] {
  const steps: Stand[] = [];
  for (let at: Stand | null = stand; at; at = at.before) steps.push(at);
  return steps
    .reverse()
    .flatMap(({ last }) => last.commands.flatMap((command) => (command.type === "effect.start" ? [command] : [])));
}
