import { initial, left, message, outgoing, question, release, report, scenario } from "./scenario-parts.ts";

/**
 * The demo's robot as a published scenario: the question unrolled by the way on which a prompt is reached, `i` for each silence (at most
 * two are prompted again) and `m` for each answer not understood (at most one).
 */
const ways = ["", "i", "m", "ii", "im", "mi", "iim", "imi", "mii"];

const nodeOf = (way: string) => (way === "" ? "ask" : `ask~${way}`);
const next = (way: string) => (ways.includes(way) ? nodeOf(way) : "release");
const variableOf = (node: string) => `{{text_${node.replaceAll("~", "_x_")}}}`;

function askStates(way: string, port: number): object[] {
  const node = nodeOf(way);
  const exits = {
    yes: `${node} answer:yes`,
    no: `${node} answer:no`,
    silent: `${node} noInput`,
    invalid: `${node} noMatch`,
    hungUp: `${node} hungUp`,
  };
  return [
    question(node, variableOf(node), exits),
    left(port, node, "answer:yes", "thank"),
    left(port, node, "answer:no", "promise"),
    left(port, node, "noInput", next(`${way}i`)),
    left(port, node, "noMatch", next(`${way}m`)),
    left(port, node, "hungUp", "release"),
  ];
}

function sayStates(node: string, port: number): object[] {
  return [
    message(node, variableOf(node), `${node} said`, `${node} hungUp`),
    left(port, node, "said", "release"),
    left(port, node, "hungUp", "release"),
  ];
}

/** The document, with its reports sent to `port`. */
export function visitReminderScenario(port: number) {
  return scenario([
    initial("dial"),
    outgoing("answered", "notConnected"),
    report("answered", port, { event: "answered" }, "ask"),
    report("notConnected", port, { event: "notConnected" }, "release"),
    ...ways.flatMap((way) => askStates(way, port)),
    ...sayStates("thank", port),
    ...sayStates("promise", port),
    release,
  ]);
}

/** The texts of the document's announcements: each says the key of its text. */
export function visitReminderTexts(): Record<string, string> {
  const texts = Object.fromEntries(
    ways.map((way) => [`text_${nodeOf(way).replaceAll("~", "_x_")}`, way === "" ? "question" : "again"]),
  );
  return { ...texts, text_thank: "seeYou", text_promise: "manager" };
}
