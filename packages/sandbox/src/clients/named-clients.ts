import type { ClientScript } from "./client-script.ts";

/** The clients that a person can ask for by name. */
export const namedClientKinds = ["yes", "no", "silence", "unclear", "noAnswer", "hangup"] as const;

/** Name of a client with a fixed behaviour. */
export type NamedClientKind = (typeof namedClientKinds)[number];

const scripts: Readonly<Record<NamedClientKind, ClientScript>> = {
  yes: { answers: true, turns: [{ says: "да, конечно" }] },
  no: { answers: true, turns: [{ says: "нет, не приду" }] },
  silence: { answers: true, turns: [] },
  unclear: { answers: true, turns: [{ says: "какая сегодня погода" }, { says: "бур бур бур" }, { says: "не знаю" }] },
  noAnswer: { answers: false },
  hangup: { answers: true, turns: [{ hangsUp: "now" }] },
};

/** The script of a client with a fixed behaviour. */
export function namedClient(kind: NamedClientKind): ClientScript {
  return scripts[kind];
}
