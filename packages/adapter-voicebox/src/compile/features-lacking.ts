import type { AskNode, DialogAnswer, DialogNode } from "@callwright/core/ports";
import type { ReachedNode } from "./walk-graph.ts";

/** What of a dialog VoiceBox has nothing for, each once, naming the step and what to do. */
export function featuresLacking(reached: readonly ReachedNode[]): readonly string[] {
  const everywhere = new Map<string, string>();
  for (const { node } of reached) {
    for (const answer of answersOf(node)) {
      if (answer.group !== undefined && !everywhere.has(answer.name)) everywhere.set(answer.name, node.step);
    }
  }
  return [
    ...[...everywhere].map(([answer, step]) => asideSentence(answer, step)),
    ...reached.flatMap(({ name, node }) => nodeSentences(name, node)),
  ];
}

function asideSentence(answer: string, step: string): string {
  const [group = "", ...rest] = answer.split(".");
  const name = `${group} "${rest.join(".")}"`;
  const instead =
    group === "command"
      ? "Make it an answer of the steps that need it"
      : "Answer it in a step of its own that an answer leads to";
  return `Step "${step}" and others take the ${name}, which is valid anywhere in the call. A scenario that VoiceBox drives comes to each step once and cannot go back. ${instead}.`;
}

function nodeSentences(name: string, node: DialogNode): readonly string[] {
  const { step } = node;
  switch (node.kind) {
    case "say":
      return node.bargeIn === true
        ? [
            `Step "${step}" lets the client cut its text short (bargeIn), for which VoiceBox documents no switch. Leave bargeIn out.`,
          ]
        : [];
    case "ask":
      return askSentences(name, node);
    case "branch":
      return [
        `Step "${step}" is a branch, which a scenario cannot take. Branches over input conditions alone are settled at launch.`,
      ];
    case "act":
      return [
        `Step "${step}" performs "${node.effect}" during the call, which a scenario cannot. Find out before the call what the dialog needs, and give it as input.`,
      ];
    case "transfer":
      return [
        `Step "${step}" hands the call over to a person, for which VoiceBox documents nothing. End with an outcome instead, and let a person call back.`,
      ];
    case "set":
      return [
        `Step "${step.replace(/![^!]*$/, "")}" uses a sub-dialog, whose values are known during the call only. Write its steps into the robot itself.`,
      ];
    case "converse":
      return [
        `Step "${step}" is led by a language model, which a scenario cannot be. Ask questions with answers instead.`,
      ];
  }
}

function askSentences(name: string, { step, answers, bargeIn, collect, model }: AskNode): readonly string[] {
  const isReadBack = collect !== undefined && "node" in collect.next && collect.next.node === name;
  return [
    ...(isReadBack
      ? [`Step "${step}" reads a value back, but VoiceBox speaks only what is known at the launch. Leave readBack out.`]
      : []),
    ...(collect && !isReadBack
      ? [
          `Step "${step}" collects a value, but VoiceBox's dictionaries hear answers, not values. Ask a question with answers instead.`,
        ]
      : []),
    ...(answers.some(({ confirm }) => confirm)
      ? [`Step "${step}" asks back what it is unsure of, but VoiceBox tells no confidence. Leave confirmBelow out.`]
      : []),
    ...(model === undefined
      ? []
      : [`Step "${step}" has answers that a language model hears, but VoiceBox hears itself. Leave model out.`]),
    ...(bargeIn === undefined
      ? []
      : [
          `Step "${step}" decides whether the client may cut its text short (bargeIn), for which VoiceBox documents no switch. Leave bargeIn out.`,
        ]),
  ];
}

function answersOf(node: DialogNode): readonly DialogAnswer[] {
  return node.kind === "ask" || node.kind === "converse" ? node.answers : [];
}
