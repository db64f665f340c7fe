import type { RobotFunctions } from "../../define/robot-definition.ts";
import type { DialogExit } from "../../calls/index.ts";
import type { AskNode, BranchNode, DialogNode, DialogTarget, SayNode } from "../../ports/dialog-graph.ts";
import { change, nodeStateId } from "./build-machine.ts";
import { noteDialogEnd, noteReport, type DialogFacts, type Timeless } from "./dialog-facts.ts";
import { isEnd } from "./node-target.ts";

/** What a driven dialog keeps. */
export interface DriveContext {
  readonly input: unknown;
  readonly texts: Readonly<Record<string, string>>;
  readonly facts: DialogFacts;
  readonly outcome: string | null;
}

/** What to say and what to wait for: the input of the effect `voice.turn`. */
export interface VoiceTurn {
  readonly node: string;
  /** The words, variables filled in. */
  readonly say: string;
  /** `null`: nothing, go on after the words. */
  readonly listen: {
    readonly answers: readonly string[];
    /** DTMF key → answer. */
    readonly keys: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
  } | null;
}

/** What came of it: the result of the effect `voice.turn`. Hearing has happened before. */
export type VoiceTurnResult =
  { readonly kind: "said" | "noInput" | "noMatch" | "hungUp" } | { readonly kind: "answer"; readonly answer: string };

interface Facts<Event> {
  readonly context: DriveContext;
  readonly event: Event;
}

/** The state of one node: a turn, or a choice. */
export function nodeState(name: string, node: DialogNode, functions: RobotFunctions): object {
  return node.kind === "branch" ? branchState(name, node, functions) : turnState(name, node);
}

/** The transition to a target; the outcome is decided when it is an end. */
export function goTo(target: DialogTarget, report?: Timeless): object {
  return {
    target: isEnd(target) ? "#ended" : `#${nodeStateId(target.node)}`,
    actions: change<DriveContext, unknown>(({ context }) => {
      const facts = report ? noteReport(context.facts, report) : context.facts;
      return isEnd(target) ? { outcome: target.end, facts: noteDialogEnd(facts) } : { facts };
    }),
  };
}

function turnState(name: string, node: SayNode | AskNode): object {
  const hungUp: DialogTarget = { end: node.hungUp };
  return {
    id: nodeStateId(name),
    invoke: {
      id: `turn:${name}`,
      src: "voice.turn",
      input: ({ context }: Facts<unknown>) => toTurn(name, node, context),
      onDone: [when("hungUp", leave(name, "hungUp", hungUp)), ...exitsOf(name, node)],
      // A turn that fails for good means that the line is lost.
      onError: goTo(hungUp, { type: "call.ended", cause: "error" }),
    },
    on: {
      "call.ended": {
        target: "#ended",
        actions: change<DriveContext, Timeless>(({ context, event }) => ({
          outcome: node.hungUp,
          facts: noteReport(context.facts, event),
        })),
      },
    },
  };
}

function exitsOf(name: string, node: SayNode | AskNode): readonly object[] {
  if (node.kind === "say") return [leave(name, "said", node.next)];
  return [
    ...node.answers.map((answer) => when("answer", leave(name, `answer:${answer.name}`, answer.next), answer.name)),
    when("noInput", leave(name, "noInput", node.noInput)),
    // Also an answer that this step does not have: it was heard, but means nothing here.
    leave(name, "noMatch", node.noMatch),
  ];
}

function leave(node: string, exit: DialogExit, target: DialogTarget): object {
  return goTo(target, { type: "dialog.left", node, exit });
}

function when(kind: VoiceTurnResult["kind"], transition: object, answer?: string): object {
  const guard = ({ event }: Facts<{ readonly output?: VoiceTurnResult | null }>) => {
    const result = event.output;
    return result?.kind === kind && (result.kind !== "answer" || result.answer === answer);
  };
  return { ...transition, guard };
}

function branchState(name: string, node: BranchNode, functions: RobotFunctions): object {
  return {
    id: nodeStateId(name),
    always: node.ways.map(({ condition, next }) => {
      if (condition === null) return goTo(next);
      const guard = ({ context }: Facts<unknown>) => {
        const byInput = functions.inputConditions[condition];
        if (byInput) return byInput({ input: context.input });
        return functions.conditions[condition]?.({ input: context.input, slots: {} }) === true;
      };
      return { ...goTo(next), guard };
    }),
  };
}

function toTurn(name: string, node: SayNode | AskNode, context: DriveContext): VoiceTurn {
  const say = context.texts[name] ?? context.texts[node.text];
  if (say === undefined) throw new Error(`the run was started without the text "${node.text}"`);
  if (node.kind === "say") return { node: name, say, listen: null };
  const keys = node.answers.flatMap((answer) => (answer.key === null ? [] : [[answer.key, answer.name] as const]));
  const answers = node.answers.map((answer) => answer.name);
  return { node: name, say, listen: { answers, keys: Object.fromEntries(keys), timeoutMs: node.timeoutMs } };
}
