import { crossed, type Role } from "./roles.ts";

/**
 * What a phrase says once negation is settled. `will` and `wont` come from verbs and the like, `ownYes` and `ownNo`
 * from phrases of the question's own; `faintNo` is a negator with nothing to negate ("не", "of course not"); `blocked`
 * is a negation of words that the lexicon does not know: whatever it means, it is no yes; `kept` is a negated refusal,
 * which is no answer without a yes behind it ("не отменяю, приду"); `moot` is a negated verb that
 * may answer either way.
 */
export type Signal =
  | "yes"
  | "particle"
  | "will"
  | "agreement"
  | "emphasis"
  | "no"
  | "wont"
  | "faintNo"
  | "ownYes"
  | "ownNo"
  | "open"
  | "kept"
  | "moot"
  | "excuse"
  | "hedge"
  | "blocked";

const turned: ReadonlySet<Role> = new Set([
  ...(["assent", "agreement", "negatable", "reversed"] as const),
  ...(["coming", "othersCome", "toCome"] as const),
]);
const taken: ReadonlySet<Role> = new Set([...turned, "refusal", "ownYes", "ownNo", "absent", "unclear"]);
/** What a negation leaves without an answer: "not yes". */
const opened: ReadonlySet<Role> = new Set(["yes", "particle"]);
const standalone: ReadonlySet<Role> = new Set(["particle", "emphasis", "hedge", "agreement"]);

/** The signals of one statement, in the order said. */
export function toSignals(roles: readonly Role[]): Signal[] {
  const signals: Signal[] = [];
  for (let position = 0; position < roles.length; position++) {
    const role = roles[position];
    if (role === "negator" || role === "denial") {
      const target = targetOf(roles, position);
      signals.push(role === "negator" ? negate(roles, position, target) : deny(roles[position - 1], roles[target]));
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
  return taken.has(target) || (negation === "negator" && isAnswerWord(target));
}

function isAnswerWord(role: Role): boolean {
  return role === "yes" || role === "particle";
}

function negate(roles: readonly Role[], position: number, target: number): Signal {
  const role = roles[target];
  if (role === undefined) {
    const nothingBehind = roles.slice(position + 1, target).every((between) => between === "emphasis");
    return nothingBehind && roles.slice(0, position).every((before) => standalone.has(before)) ? "faintNo" : "blocked";
  }
  if (role === "reversed" || role === "absent") return "will";
  if (role === "ownYes") return "ownNo";
  if (role === "unclear") return "moot";
  if (turned.has(role)) return "wont";
  if (role === "refusal" || role === "ownNo") return "kept";
  return opened.has(role) ? "open" : "blocked";
}

function deny(subject: Role | undefined, target: Role | undefined): Signal {
  // "Wild horses couldn't drag …": of a subject and a verb that nobody knows, whatever is denied may be either.
  if (subject === "unknown" && target === "unknown") return "blocked";
  if (target === "reversed" || target === "absent") return "will";
  if (target === "ownYes") return "ownNo";
  if (target === "unclear") return "moot";
  if (target === "refusal" || target === "ownNo") return "kept";
  return target !== undefined && turned.has(target) ? "wont" : "no";
}

function plainSignal(role: Role): Signal | undefined {
  switch (role) {
    case "assent":
    case "coming":
    case "othersCome":
      return "will";
    case "reversed":
      return "wont";
    case "refusal":
      return "no";
    case "doubtful":
      return "blocked";
    case "yes":
    case "particle":
    case "agreement":
    case "emphasis":
    case "no":
    case "ownYes":
    case "ownNo":
    case "open":
    case "excuse":
    case "hedge":
      return role;
    default:
      return undefined;
  }
}
