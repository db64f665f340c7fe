import type { DialogGraph, DialogNode, DialogTarget } from "@callwright/core/ports";
import fc from "fast-check";

const outcomes = ["yes", "no", "unclear"];
const dictionaries = ["yesNo.yes", "yesNo.no"];

/** Dialogs without circles: each node leads to later ones or to an end. */
export function arbitraryGraph(): fc.Arbitrary<DialogGraph> {
  return fc.integer({ min: 0, max: 8 }).chain((count) => {
    const names = Array.from(
      { length: count },
      (_, index) => `n${index}${index % 3 === 0 ? "" : "~i".repeat(index % 3)}`,
    );
    const target = (from: number): fc.Arbitrary<DialogTarget> =>
      fc.oneof(
        fc.constantFrom(...outcomes).map((end) => ({ end })),
        ...(from < count ? [fc.constantFrom(...names.slice(from)).map((node) => ({ node }))] : []),
      );
    return fc.record({
      robot: fc.constant("visit-reminder"),
      version: fc.constant(1),
      shape: fc.constant(""),
      locale: fc.constant("ru"),
      start: target(0),
      nodes: fc
        .tuple(...names.map((name, index) => node(name, target(index + 1))))
        .map((nodes) => Object.fromEntries(nodes.map((each, index) => [names[index] ?? "", each]))),
    });
  });
}

function node(step: string, target: fc.Arbitrary<DialogTarget>): fc.Arbitrary<DialogNode> {
  const shared = { step: fc.constant(step), text: fc.constant("words"), hungUp: fc.constant("unclear") };
  return fc.oneof(
    fc.record({ kind: fc.constant("say" as const), ...shared, next: target }),
    fc.record({
      kind: fc.constant("ask" as const),
      ...shared,
      answers: fc
        .tuple(fc.integer({ min: 1, max: 2 }), fc.boolean(), fc.tuple(target, target))
        .map(([count, byKey, nexts]) =>
          nexts.slice(0, count).map((next, index) => ({
            name: `a${index}`,
            recognisers: byKey ? [] : [dictionaries[index] ?? ""],
            key: byKey ? String(index) : null,
            next,
          })),
        ),
      noInput: target,
      noMatch: target,
      timeoutMs: fc.integer({ min: 1, max: 9000 }),
    }),
  );
}
