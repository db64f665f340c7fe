import type { DialogExit } from "@callwright/core/calls";
import type { AskNode, SayNode } from "@callwright/core/ports";
import type { KeywordDictionary } from "../voicebox-settings.ts";
import type { StateContent } from "./lay-out.ts";
import { nodeVariable } from "./node-variable.ts";
import type { Announcement, Edge, InputEntry, IvrState, VoiceMessageState } from "./scenario-document.ts";
import { exitState, hangUpState, nodeState } from "./state-names.ts";

// When an announcement cannot be spoken the call is ended without a report: no exit would be true, so the result stays unknown
// and a person is asked.
const failed: Edge = { title: "failed", newState: hangUpState };

/** The state that speaks a text. */
export function sayState(name: string, node: SayNode): StateContent<VoiceMessageState> {
  return {
    type: "VoiceMessage",
    name: nodeState(name, node.kind),
    announcement: announcementOf(name),
    detectAI: false,
    success: edgeTo(name, "said"),
    error: failed,
    onAParty: edgeTo(name, "hungUp"),
    onDetectAI: null,
    onNoInput: null,
    onExpiry: null,
    onInvalidInput: null,
  };
}

/** The state that asks. The vendor takes the first entry that fits, so answers keep their order. */
export function askState(
  name: string,
  node: AskNode,
  dictionaries: ReadonlyMap<string, KeywordDictionary>,
): StateContent<IvrState> {
  const noInput = edgeTo(name, "noInput");
  return {
    type: "IVR",
    name: nodeState(name, node.kind),
    announcement: announcementOf(name),
    awaitingTime: Math.max(1, Math.ceil(node.timeoutMs / 1000)),
    repeatCount: 1,
    voiceInput: node.answers.some(({ recognisers }) => recognisers.length > 0),
    keyboardInput: node.answers.some(({ key }) => key !== null),
    immediateStt: false,
    detectAI: false,
    inputAnalysis: node.answers.map((answer): InputEntry => ({
      dtmf: answer.key ?? "",
      words: [],
      keywords: answer.recognisers.flatMap((recogniser) => {
        const dictionary = dictionaries.get(recogniser);
        return dictionary ? [{ ...dictionary, lost: false as const }] : [];
      }),
      success: edgeTo(name, `answer:${answer.name}`),
    })),
    success: null,
    error: failed,
    onAParty: edgeTo(name, "hungUp"),
    onDetectAI: null,
    onNoInput: noInput,
    onExpiry: noInput,
    onInvalidInput: edgeTo(name, "noMatch"),
  };
}

function announcementOf(node: string): Announcement {
  return { type: "text", file: "", text: `{{${nodeVariable(node)}}}` };
}

function edgeTo(node: string, exit: DialogExit): Edge {
  return { title: exit, newState: exitState(node, exit) };
}
