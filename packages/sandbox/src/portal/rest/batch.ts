import type { PortalContext } from "../portal-context.ts";
import type { Caller } from "./caller.ts";
import { parseBracketForm } from "./bracket-form.ts";
import { toTimeBlock } from "./envelope.ts";
import { executeMethod, findMethod } from "./execute-method.ts";
import type { MethodOutcome, MethodTable } from "./execute-method.ts";
import type { MethodSpec } from "./method-spec.ts";
import { answer } from "./method-spec.ts";
import { toMethodName } from "./read-request.ts";
import { RestError } from "./rest-error.ts";
import { isTree, textOf, toText, valueOf } from "./tree.ts";
import type { Tree } from "./tree.ts";

const maxCommands = 50;

/** The method `batch`: up to 50 commands in the order of their keys, later ones may refer to `$result[…]` of earlier ones. */
export function batchMethod(methods: () => MethodTable): MethodSpec {
  return {
    async run({ portal, caller, params }) {
      const commands = readCommands(params);
      const halt = textOf(params, "halt") === "1";
      const outcomes = new Map<string, MethodOutcome>();
      for (const [key, command] of commands) {
        const outcome = await runCommand(portal, caller, methods(), command, outcomes);
        outcomes.set(key, outcome);
        if (!outcome.ok && halt) break;
      }
      return answer(toSections(portal, outcomes, Array.isArray(valueOf(params, "cmd"))));
    },
  };
}

function readCommands(params: Tree): [string, string][] {
  const cmd = valueOf(params, "cmd");
  const entries = isTree(cmd) || Array.isArray(cmd) ? Object.entries(cmd) : [];
  if (entries.length > maxCommands)
    throw new RestError(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
  return entries.map(([key, command]) => [key, toText(command) ?? ""]);
}

async function runCommand(
  portal: PortalContext,
  caller: Caller,
  methods: MethodTable,
  command: string,
  outcomes: ReadonlyMap<string, MethodOutcome>,
): Promise<MethodOutcome> {
  const [name, query] = splitOnce(command, "?");
  const method = toMethodName(name);
  try {
    if (method === "batch")
      throw new RestError(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
    const spec = findMethod(methods, method, caller);
    const params = resolve(parseBracketForm(query), outcomes) as Tree;
    return await executeMethod(portal, spec, { method, caller, params, tookMs: 0 });
  } catch (error) {
    if (error instanceof RestError) return { ok: false, error };
    throw error;
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function resolve(value: unknown, outcomes: ReadonlyMap<string, MethodOutcome>): unknown {
  if (typeof value === "string") return resolveText(value, outcomes);
  if (Array.isArray(value)) return value.map((inner) => resolve(inner, outcomes));
  if (!isTree(value)) return value;
  for (const key of Object.keys(value)) value[key] = resolve(value[key], outcomes);
  return value;
}

function resolveText(text: string, outcomes: ReadonlyMap<string, MethodOutcome>): unknown {
  const whole = /^\$result((?:\[[^[\]]+\])+)$/.exec(text);
  if (whole?.[1] !== undefined) return lookUp(whole[1], outcomes);
  return text.replace(/\$result((?:\[[^[\]]+\])+)/g, (_, path: string) => toText(lookUp(path, outcomes)) ?? "");
}

/** A reference to a failed or missing command is an empty value (facts compiled from docs read 2026-08-21, unverified). */
function lookUp(path: string, outcomes: ReadonlyMap<string, MethodOutcome>): unknown {
  const [key = "", ...rest] = [...path.matchAll(/\[([^[\]]+)\]/g)].map((part) => part[1] ?? "");
  const outcome = outcomes.get(key);
  let value: unknown = outcome?.ok ? outcome.answer.result : "";
  for (const part of rest) {
    value = typeof value === "object" && value !== null && Object.hasOwn(value, part) ? (value as Tree)[part] : "";
  }
  return value;
}

function toSections(
  portal: PortalContext,
  outcomes: ReadonlyMap<string, MethodOutcome>,
  asList: boolean,
): Record<string, unknown> {
  const now = portal.clock.now();
  const section = (pick: (outcome: MethodOutcome) => unknown): unknown => {
    const pairs = [...outcomes]
      .map(([key, outcome]) => [key, pick(outcome)] as const)
      .filter(([, value]) => value !== undefined);
    const dense = asList && pairs.every(([key], index) => key === String(index));
    return pairs.length === 0 || dense ? pairs.map(([, value]) => value) : Object.fromEntries(pairs);
  };
  return {
    result: section((outcome) => (outcome.ok ? outcome.answer.result : undefined)),
    result_error: section((outcome) => (outcome.ok ? undefined : outcome.error.toBody())),
    result_total: section((outcome) => (outcome.ok ? outcome.answer.total : undefined)),
    result_next: section((outcome) => (outcome.ok ? outcome.answer.next : undefined)),
    result_time: section((outcome) =>
      outcome.ok ? toTimeBlock(now, now, portal.state.timeZone, outcome.operating) : undefined,
    ),
  };
}
