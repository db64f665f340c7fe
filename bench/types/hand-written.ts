import type { z } from "zod";
import type { Recogniser } from "../../packages/core/src/define/index.ts";

type Next = string | { readonly end: string };

interface Facts {
  readonly input: { readonly name: string; readonly time: string; readonly vip: boolean };
}

/** A robot as somebody would annotate it by hand: nothing is inferred, no name is checked. */
export interface HandWritten {
  readonly id: string;
  readonly version: number;
  readonly direction: "outbound" | "inbound";
  readonly locale: string;
  readonly input: z.ZodObject;
  readonly texts: Readonly<Record<string, string>>;
  readonly outcomes: Readonly<Record<string, { readonly title: string }>>;
  readonly conditions: Readonly<Record<string, (facts: Facts) => boolean>>;
  readonly inputConditions: Readonly<Record<string, (facts: Facts) => boolean>>;
  readonly start: string;
  readonly steps: Readonly<
    Record<
      string,
      | { readonly say: string; readonly next: Next; readonly hungUp?: string }
      | {
          readonly ask: string;
          readonly answers: Readonly<
            Record<string, { readonly hear: Recogniser; readonly key: string; readonly next: Next }>
          >;
          readonly noInput: readonly string[];
          readonly noMatch: readonly string[];
          readonly exhausted: Next;
        }
      | { readonly branch: readonly { readonly if?: string; readonly next: Next }[] }
    >
  >;
  readonly unreached: Readonly<Record<string, string>>;
  readonly hungUp: string;
}
