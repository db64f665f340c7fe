/** One development utterance: grammar, what was said, the value expected; `null`: no value. */
export type HeardCase = readonly [
  kind: "number" | "digits" | "money" | "date" | "time" | "phone" | "name" | "text",
  said: string,
  value: number | string | null,
];
