import type { DialogGraph } from "../../ports/dialog-graph.ts";
import { change, nodeStateId, nodeStateTarget, stateKey } from "./build-machine.ts";
import type { FollowContext, FollowFacts, FollowRules } from "./follow-context.ts";

/** Failures of a launch after which the call may ring all the same: reports and the deadline tell. */
const mayRing: readonly string[] = ["VOICE_ANSWER_LOST", "EFFECT_RESULT_UNKNOWN", "EFFECT_TIMED_OUT"];

interface LaunchFailure {
  readonly error: { readonly code: string; readonly message: string };
}

/**
 * The states of a follower. `live` keeps one timer from the launch on: going from node to node inside it does not restart it. Every
 * other state takes reports too, because they overtake the launch's own answer and come after the deadline.
 */
export function followStates(graph: DialogGraph, rules: FollowRules, toLaunch: (event: unknown) => object): object {
  return {
    launching: {
      on: reports(rules, "live.route"),
      invoke: {
        id: "launch",
        src: "voice.launch",
        input: ({ event }: FollowFacts) => toLaunch(event),
        onDone: { target: "live" },
        onError: [
          { guard: ({ event }: FollowFacts<LaunchFailure>) => mayRing.includes(event.error.code), target: "live" },
          {
            target: "notLaunched",
            actions: change<FollowContext, LaunchFailure>(({ event }) => ({ failure: event.error })),
          },
        ],
      },
    },
    live: liveState(graph, rules),
    reconciling: {
      on: reports(rules, "live.route"),
      invoke: {
        id: "lookup",
        src: "voice.lookup",
        onDone: { target: "reconciled", actions: rules.noteLookup },
        onError: { target: "unresolved" },
      },
    },
    reconciled: {
      always: [
        { guard: isDecided, target: "#ended" },
        { guard: ({ context }: FollowFacts) => context.found === "live", target: "live" },
        // The vendor's list is complete and the call is over: the line died in the node where the list ends.
        {
          guard: ({ context }: FollowFacts) => context.found === "over" && context.position.at === "node",
          target: "#ended",
          actions: rules.declareDead,
        },
        { target: "unresolved" },
      ],
    },
    unresolved: { tags: ["park:CALL_RESULT_UNKNOWN"], on: reports(rules, "live.route") },
    ended: { id: "ended", type: "final" },
    notLaunched: { type: "final" },
  };
}

function liveState(graph: DialogGraph, rules: FollowRules): object {
  const names = Object.keys(graph.nodes);
  const nodes = names.map((name) => [name, { id: nodeStateId(name) }] as const);
  return {
    initial: "route",
    on: reports(rules, ".route"),
    after: {
      deadline: [
        { guard: ({ context }: FollowFacts) => context.lookup, target: "reconciling" },
        { target: "unresolved" },
      ],
    },
    states: {
      route: {
        always: [
          { guard: isDecided, target: "#ended" },
          ...names.map((name) => ({
            guard: ({ context }: FollowFacts) => isAt(context.position, name),
            target: nodeStateTarget(name),
          })),
          { target: "waiting" },
        ],
      },
      waiting: {},
      ...(names[0] !== undefined && { talking: { initial: stateKey(names[0]), states: Object.fromEntries(nodes) } }),
    },
  };
}

// Only a report that moves the dialog on leaves the state; all others are noted where it stands, so that no timer starts anew.
function reports(rules: FollowRules, target: string): object {
  const moving = [{ guard: rules.moves, target, actions: rules.note }, { actions: rules.note }];
  return {
    "call.answered": moving,
    "call.not-connected": moving,
    "dialog.left": moving,
    "call.ended": { actions: rules.note },
  };
}

function isDecided({ context }: FollowFacts): boolean {
  return context.position.at === "end";
}

function isAt(position: FollowFacts["context"]["position"], node: string): boolean {
  return position.at === "node" && position.node === node;
}
