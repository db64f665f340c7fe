import type { z } from "zod";
import type {
  DialogDefinition,
  EffectDefinition,
  Recogniser,
  SlotRecogniser,
} from "../../packages/core/src/define/index.ts";

type Next = string | { readonly end: string; readonly data?: Readonly<Record<string, unknown>> };

type Hearing = { readonly hear: Recogniser; readonly key?: string };

interface Facts {
  readonly input: { readonly name: string; readonly time: string; readonly vip: boolean };
}

interface Collect {
  readonly collect: string;
  readonly text: string;
  readonly as?: string;
  readonly hear?: SlotRecogniser;
  readonly choices?: Readonly<Record<string, Hearing>>;
  readonly readBack?: true | string;
  readonly noInput: readonly string[];
  readonly exhausted: Next;
  readonly next: Next;
}

interface Act {
  readonly act: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly into: string | Readonly<Record<string, string>>;
  readonly filler?: string;
  readonly next: Next;
  readonly failed: Next;
}

interface Transfer {
  readonly transfer: { readonly queue: string };
  readonly whisper: string;
  readonly busy: Next;
  readonly noAnswer: Next;
  readonly failed: Next;
}

interface Use {
  readonly use: DialogDefinition;
  readonly with: Readonly<Record<string, unknown>>;
  readonly into: Readonly<Record<string, string>>;
  readonly exits: Readonly<Record<string, Next>>;
}

interface Converse {
  readonly converse: string;
  readonly fill: readonly string[];
  readonly limits: { readonly turns: number; readonly timeMs: number; readonly cost: number };
  readonly exits: Readonly<Record<"done" | "gaveUp" | "limit" | "failed", Next>>;
}

interface Ask {
  readonly ask: string;
  readonly answers: Readonly<Record<string, { readonly hear: Recogniser; readonly key: string; readonly next: Next }>>;
  readonly noInput: readonly string[];
  readonly noMatch: readonly string[];
  readonly exhausted: Next;
}

/** A robot as somebody would annotate it by hand: nothing is inferred, no name is checked. */
export interface HandWritten {
  readonly id: string;
  readonly version: number;
  readonly direction: "outbound" | "inbound";
  readonly locale: string;
  readonly input: z.ZodObject;
  readonly slots?: Readonly<Record<string, z.ZodType>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly outcomes: Readonly<Record<string, { readonly title: string; readonly data?: z.ZodObject }>>;
  readonly effects?: readonly EffectDefinition[];
  readonly commands?: { readonly repeat: true; readonly operator: Next; readonly stop: Next };
  readonly transferred?: string;
  readonly conditions: Readonly<Record<string, (facts: Facts) => boolean>>;
  readonly inputConditions: Readonly<Record<string, (facts: Facts) => boolean>>;
  readonly start: string;
  readonly steps: Readonly<
    Record<
      string,
      | { readonly say: string; readonly next: Next; readonly hungUp?: string }
      | Ask
      | Collect
      | { readonly branch: readonly { readonly if?: string; readonly next: Next }[] }
      | Act
      | Transfer
      | Use
      | Converse
    >
  >;
  readonly unreached: Readonly<Record<string, string>>;
  readonly hungUp: string;
}
