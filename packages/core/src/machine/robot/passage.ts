import { z } from "zod";
import type { Json } from "../../ports/identity.ts";
import type { ConverseReply, PassageTurn } from "./voice-effects.ts";

/** A value that a language model told, and why it was not taken. */
export interface RejectedFill {
  readonly node: string;
  readonly slot: string;
  readonly reason: "slot may not be filled" | "value does not fit" | "client did not say so";
}

/** What comes next in a passage that a language model leads. */
export type PassageMove =
  | { readonly do: "say"; readonly say: string; readonly file?: string }
  | { readonly do: "act"; readonly effect: string; readonly input: Json }
  | { readonly do: "exit"; readonly exit: "done" | "gaveUp" | "failed" }
  | { readonly do: "ask" };

/** How far a passage led by a language model is. */
export interface Passage {
  /** Oldest ones are left out beyond {@link maxTurnsBytes}. */
  readonly turns: readonly PassageTurn[];
  /** Oldest ones are left out beyond {@link maxResultsBytes}. */
  readonly results: readonly { readonly effect: string; readonly result: Json }[];
  /** Turns of the client so far. */
  readonly taken: number;
  /** Requests to the model so far. */
  readonly asked: number;
  readonly cost: number;
  readonly timeIsUp: boolean;
  readonly move: PassageMove;
}

/** A passage that begins with these words, or with a request to the model. */
export function newPassage(opening: { readonly say: string; readonly file?: string } | null): Passage {
  const passage: Passage = {
    turns: [],
    results: [],
    taken: 0,
    asked: 0,
    cost: 0,
    timeIsUp: false,
    move: { do: "ask" },
  };
  return opening === null ? passage : { ...saying(passage, opening.say), move: { do: "say", ...opening } };
}

/** The passage when the robot says something next. */
export function saying(passage: Passage, words: string): Passage {
  return { ...withTurn(passage, { speaker: "robot", text: words }), move: { do: "say", say: words } };
}

/** The passage after a turn of the client; no words mean silence, or what could not be understood. */
export function hearing(passage: Passage, words: string): Passage {
  const next = withTurn(passage, { speaker: "client", text: words });
  return { ...next, taken: passage.taken + 1, move: { do: "ask" } };
}

/** The passage with the result of an effect that the model asked for. */
export function withResult(passage: Passage, effect: string, result: Json): Passage {
  const fits = bytesOf(result) <= maxResultBytes;
  const told = { effect, result: fits ? result : { failed: "the result is too large" } };
  return { ...passage, results: lastWithin([...passage.results, told], maxResultsBytes), move: { do: "ask" } };
}

/** What the model answered; `undefined` when it cannot be read. */
export function readReply(output: unknown): ConverseReply | undefined {
  const reply = replySchema.safeParse(output);
  return reply.success ? reply.data : undefined;
}

/** Characters that one turn may say. */
const maxWords = 1_000;
/** Bytes of JSON that the turns of a passage take in a snapshot. */
const maxTurnsBytes = 8_000;
/** Bytes of JSON that the results of effects take in a snapshot. */
const maxResultsBytes = 4_000;
const maxResultBytes = 3_000;
/** Bytes of JSON of one value or input that a model tells. */
const maxToldBytes = 2_000;

const told = z.custom<Json>((value) => value !== undefined && bytesOf(value) <= maxToldBytes);

const replySchema = z.object({
  say: z.string().max(maxWords).nullable(),
  fills: z.array(z.object({ slot: z.string().max(200), value: told, quote: z.string().max(maxWords) })).max(50),
  act: z.object({ effect: z.string().max(200), input: told }).nullable(),
  exit: z.enum(["done", "gaveUp"]).nullable(),
  cost: z.number().min(0),
});

function withTurn(passage: Passage, { speaker, text }: PassageTurn): Passage {
  const turn = { speaker, text: text.replace(/[\p{Cc}\p{Cs}]+/gu, " ").slice(0, maxWords) };
  return { ...passage, turns: lastWithin([...passage.turns, turn], maxTurnsBytes) };
}

function lastWithin<Item>(items: readonly Item[], maxBytes: number): readonly Item[] {
  let kept = items;
  while (kept.length > 1 && bytesOf(kept) > maxBytes) kept = kept.slice(1);
  return kept;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
