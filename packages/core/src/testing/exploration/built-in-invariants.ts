import { schemaFromJson, slotSchemas } from "../../define/index.ts";
import { failureOf, type VoiceTurn } from "../../machine/index.ts";
import { callNode } from "../coverage/dialog-arcs.ts";
import { slotsOf, type Stand } from "../coverage/stand.ts";
import type { Walk } from "../coverage/walk.ts";

/** What must hold where a walk stands: a sentence when it does not. */
export type BuiltInInvariant = (walk: Walk, stand: Stand) => string | undefined;

/** What holds in every call of every robot, by name. `maxSilentTurns`: what the robot may do in a row without the client. */
export function builtInInvariants(maxSilentTurns: number): Readonly<Record<string, BuiltInInvariant>> {
  return {
    "ends or waits": endsOrWaits,
    "speaks whole texts": speaksWholeTexts,
    "decides one outcome, once": decidesOnce,
    "data fit the outcome": dataFit,
    "slots fit their schemas": slotsFit,
    "hanging up ends the call": hangUpEnds,
    "gives the client a turn": (_, stand) => givesTurn(stand, maxSilentTurns),
  };
}

function endsOrWaits(_: Walk, { output, pending, timers, node, snapshot }: Stand): string | undefined {
  const failure = failureOf(snapshot);
  if (failure) return `the dialog failed: ${failure.code} ${failure.message}`;
  if (output || pending.size > 0 || timers.size > 0 || node === callNode) return undefined;
  return `the call has not ended and waits for nothing${node === null ? "" : ` in "${node}"`}`;
}

function speaksWholeTexts(_: Walk, { last }: Stand): string | undefined {
  for (const command of last.commands) {
    if (command.type !== "effect.start" || command.effect !== "voice.turn") continue;
    const { node, say } = command.input as unknown as VoiceTurn;
    if (say.trim() === "") return `"${node}" speaks an empty text`;
    const variable = /\{[\p{L}_][^{}]*\}/u.exec(say)?.[0];
    if (variable !== undefined) return `"${node}" speaks the variable ${variable} itself, not its value`;
  }
  return undefined;
}

function decidesOnce({ document }: Walk, stand: Stand): string | undefined {
  const decided = outcomeOf(stand);
  const earlier = stand.before && outcomeOf(stand.before);
  if (earlier !== null && earlier !== decided) return `the outcome changed from "${earlier}" to "${String(decided)}"`;
  if (stand.output && decided === null) return "the call ended without an outcome";
  if (decided === null || Object.hasOwn(document.outcomes, decided)) return undefined;
  return `the outcome "${decided}" is not one that the robot declares`;
}

function outcomeOf({ output, snapshot }: Stand): string | null {
  return output?.outcome ?? (snapshot.context["outcome"] as string | null | undefined) ?? null;
}

function dataFit({ document }: Walk, { output }: Stand): string | undefined {
  if (!output) return undefined;
  const schema = document.outcomes[output.outcome]?.data;
  if (schema === undefined)
    return output.data === null ? undefined : `outcome "${output.outcome}" has data, but declares none`;
  const [issue] = schemaFromJson(schema).safeParse(output.data).error?.issues ?? [];
  return (
    issue && `the data of outcome "${output.outcome}" do not fit: ${issue.path.join(".") || "data"}: ${issue.message}`
  );
}

function slotsFit({ document }: Walk, stand: Stand): string | undefined {
  const schemas = slotSchemas(document);
  for (const [slot, value] of Object.entries(slotsOf(stand))) {
    const [issue] = schemas[slot]?.safeParse(value).error?.issues ?? [];
    if (issue) return `slot "${slot}" holds ${JSON.stringify(value)}, which does not fit: ${issue.message}`;
  }
  return undefined;
}

function hangUpEnds(_: Walk, { last, output, before }: Stand): string | undefined {
  if (!last.move.exits.includes("hungUp") || output) return undefined;
  return `the client hung up in "${before?.node ?? ""}" and the call went on`;
}

function givesTurn(stand: Stand, most: number): string | undefined {
  let alone = 0;
  for (let at: Stand | null = stand; at; at = at.last.move.action === null ? at.before : null) {
    alone += at.last.commands.filter(({ type }) => type === "effect.start").length;
  }
  return alone > most ? `the robot did ${alone} things in a row without the client` : undefined;
}
