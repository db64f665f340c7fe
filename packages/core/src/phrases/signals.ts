import type { PhraseRole } from "./lexicon.ts";

/**
 * What a phrase says once negation is settled. `faintNo` is a negator with nothing to negate ("не", "of course not");
 * `blocked` is a negation of words that the lexicon does not know: whatever it means, it is no yes.
 */
export type Signal = "yes" | "particle" | "agreement" | "emphasis" | "no" | "faintNo" | "open" | "hedge" | "blocked";

type Role = PhraseRole | "unknown";

const crossed: ReadonlySet<Role> = new Set(["link", "hedge", "emphasis"]);
const turned: ReadonlySet<Role> = new Set(["assent", "agreement", "negatable"]);
const standalone: ReadonlySet<Role> = new Set(["particle", "emphasis", "hedge", "agreement"]);

/** The signals of one statement, in the order said. */
export function toSignals(roles: readonly Role[]): Signal[] {
  const signals: Signal[] = [];
  for (let position = 0; position < roles.length; position++) {
    const role = roles[position];
    if (role === "negator" || role === "denial") {
      const target = targetOf(roles, position);
      const signal = role === "negator" ? negate(roles, position, target) : deny(roles[target]);
      signals.push(signal);
      if (isTaken(role, roles[target])) position = target;
    } else {
      const signal = role === undefined ? undefined : plainSignal(role);
      if (signal !== undefined) signals.push(signal);
    }
  }
  return signals;
}

/** Position of the phrase that a negation reaches. */
function targetOf(roles: readonly Role[], position: number): number {
  let target = position + 1;
  while (crossed.has(roles[target] ?? "unknown")) target++;
  return target;
}

function isTaken(negation: "negator" | "denial", target: Role | undefined): boolean {
  if (target === undefined) return false;
  return turned.has(target) || target === "refusal" || (negation === "negator" && isAnswerWord(target));
}

function isAnswerWord(role: Role): boolean {
  return role === "yes" || role === "particle";
}

function negate(roles: readonly Role[], position: number, target: number): Signal {
  const role = roles[target];
  if (role === undefined) {
    const nothingBehind = target === position + 1;
    return nothingBehind && roles.slice(0, position).every((before) => standalone.has(before)) ? "faintNo" : "blocked";
  }
  if (turned.has(role)) return "no";
  return role === "refusal" || isAnswerWord(role) ? "open" : "blocked";
}

function deny(target: Role | undefined): Signal {
  return target === "refusal" ? "open" : "no";
}

function plainSignal(role: Role): Signal | undefined {
  switch (role) {
    case "assent":
      return "yes";
    case "refusal":
      return "no";
    case "yes":
    case "particle":
    case "agreement":
    case "emphasis":
    case "no":
    case "open":
    case "hedge":
      return role;
    default:
      return undefined;
  }
}
