import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallReport } from "../../src/calls/index.ts";
import { dialing, followReport, shapesOf, type Position } from "../../src/machine/index.ts";
import type { DialogGraph } from "../../src/ports/index.ts";
import { badLine, hostedCalls } from "./support/reports.ts";
import { branching, visitReminder } from "./support/robots.ts";

const graphs = [visitReminder, branching].flatMap((document) =>
  shapesOf(document).graphs.map((graph) => ({ document, graph })),
);
const { graph } = graphs[0] as { graph: DialogGraph };

const follow = (position: Position, ...reports: Omit<CallReport, "at">[]) =>
  reports.reduce<Position>((at, report) => followReport(graph, visitReminder, at, report as CallReport), position);
const left = (node: string, exit: string) => ({ type: "dialog.left", node, exit }) as Omit<CallReport, "at">;
const answered = { type: "call.answered", by: "human" } as Omit<CallReport, "at">;

describe("followReport", () => {
  it("reaches the outcome of the whole list in any order, with any repetition, and with any loss but the last report's", () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...graphs)
          .chain(({ document, graph }) =>
            hostedCalls(graph).chain((call) =>
              badLine(call.reports).map((arrived) => ({ document, graph, call, arrived })),
            ),
          ),
        ({ document, graph, call, arrived }) => {
          const inOrder = call.reports.reduce<Position>(
            (at, report) => followReport(graph, document, at, report),
            dialing,
          );
          const asArrived = arrived.reduce<Position>(
            (at, report) => followReport(graph, document, at, report),
            dialing,
          );
          expect(inOrder).toMatchObject({ at: "end", outcome: call.outcome });
          expect(asArrived).toEqual(inOrder);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never goes back, whatever is reported", () => {
    const path = new Map(
      Object.keys(graph.nodes).map((name) => [name, name.split("~")[1]?.length ?? (name === "ask" ? 0 : 9)]),
    );
    const depth = (at: Position) => (at.at === "dialing" ? -1 : at.at === "end" ? 99 : (path.get(at.node) ?? 0));
    fc.assert(
      fc.property(
        hostedCalls(graph).chain((call) => badLine(call.reports)),
        (arrived) => {
          let position: Position = dialing;
          for (const report of arrived) {
            const next = followReport(graph, visitReminder, position, report);
            expect(depth(next)).toBeGreaterThanOrEqual(depth(position));
            position = next;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("goes to the first node when the call is answered, and a late answer changes nothing", () => {
    expect(follow(dialing, answered)).toEqual({ at: "node", node: "ask" });
    const later = follow(dialing, left("ask", "noInput"));
    expect(later).toEqual({ at: "node", node: "ask~i" });
    expect(follow(later, answered)).toBe(later);
  });

  it("takes the outcome of the cause when the call did not connect, else the default one", () => {
    const notConnected = (cause: string) => ({ type: "call.not-connected", cause }) as Omit<CallReport, "at">;
    expect(follow(dialing, notConnected("busy"))).toEqual({ at: "end", outcome: "busy", by: "unreached" });
    expect(follow(dialing, notConnected("declined"))).toEqual({ at: "end", outcome: "noAnswer", by: "unreached" });
    expect(follow({ at: "node", node: "ask" }, notConnected("busy"))).toEqual({ at: "node", node: "ask" });
  });

  it("takes the outcome of the step when the client hangs up in it", () => {
    expect(follow(dialing, left("thank", "hungUp"))).toEqual({ at: "end", outcome: "yes", by: "hungUp" });
    expect(follow(dialing, left("ask~m", "hungUp"))).toEqual({ at: "end", outcome: "unclear", by: "hungUp" });
  });

  it("leaves the very same position when nodes or exits are unknown", () => {
    const position: Position = { at: "node", node: "ask" };
    expect(
      follow(
        position,
        left("nowhere", "said"),
        left("ask", "answer:perhaps"),
        left("ask", "said"),
        left("thank", "noInput"),
      ),
    ).toBe(position);
  });
});
