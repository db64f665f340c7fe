import type { DriveText } from "../../define/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { DialogFacts } from "./dialog-facts.ts";
import type { Passage, RejectedFill } from "./passage.ts";

/** What a driven dialog starts with. */
export interface DriveInput {
  readonly input: Json;
  /** By text key; what is known at the launch is filled in. */
  readonly texts: Readonly<Record<string, DriveText>>;
  readonly locale: string;
  /** IANA zone in which moments are told. Default: the one that they are written in. */
  readonly timeZone?: string | null;
  /** ISO 4217 code of amounts. Default: the currency of the locale. */
  readonly currency?: string | null;
}

/** What a driven dialog ends with. */
export interface DriveOutput {
  readonly outcome: string;
  /** Data of the outcome; `null` where it has none. */
  readonly data: Readonly<Record<string, Json>> | null;
  /** The robot's own slots that are filled. */
  readonly slots: Readonly<Record<string, Json>>;
  readonly facts: DialogFacts;
  /** The client asked not to be called any more. */
  readonly optedOut: boolean;
}

/** A value that the client has not confirmed yet. */
interface Unproven {
  /** The node that reads it back. */
  readonly node: string;
  readonly slot: string;
  /** What the slot held before; `null` when it was empty. */
  readonly before: { readonly value: Json } | null;
}

/** What a driven dialog keeps. */
export interface DriveContext {
  readonly input: Json;
  readonly texts: Readonly<Record<string, DriveText>>;
  readonly locale: string;
  readonly timeZone: string | null;
  readonly currency: string | null;
  /** Filled slots, those of sub-dialogs with their prefix. */
  readonly slots: Readonly<Record<string, Json>>;
  readonly facts: DialogFacts;
  readonly outcome: string | null;
  readonly data: Readonly<Record<string, Json>> | null;
  readonly optedOut: boolean;
  /** Repetitions, digressions and corrections taken so far. */
  readonly detours: number;
  readonly unproven: Unproven | null;
  /** What an act step still waits for. */
  readonly act: ActProgress | null;
  readonly passage: Passage | null;
  /** The last values that language models told and that were not taken. */
  readonly rejectedFills: readonly RejectedFill[];
}

/** How far an act step is. */
export interface ActProgress {
  /** Its filler has been spoken, or it has none. */
  readonly spoken: boolean;
  /** What became of the effect; `null` while it is performed. */
  readonly result: { readonly output: Json } | "failed" | null;
}

/** What guards, assigns and inputs are given. */
export interface DriveFacts<Event = unknown> {
  readonly context: DriveContext;
  readonly event: Event;
}
