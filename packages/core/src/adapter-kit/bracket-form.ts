import { CallwrightError } from "../errors/index.ts";

/** A decoded form: texts and further trees by name. Lists are trees with numbers as names. No prototype. */
export interface FormTree {
  readonly [name: string]: string | FormTree;
}

/** How much of a form is read before it is refused. */
export interface FormLimits {
  /** Where the form came from, for the error. Default: `form`. */
  readonly path?: string;
  /** Names and brackets of one field. Default: 8. */
  readonly maxDepth?: number;
  /** Default: 1000. */
  readonly maxFields?: number;
}

interface Branch {
  [name: string]: string | Branch;
}

/**
 * The tree of a form whose names nest in brackets as in PHP: `auth[user][id]=1`, `list[]=a`, `list[7]=b`.
 *
 * Shape: a later field takes the place of an earlier one of the same name; gaps in lists stay gaps; a field named
 * `__proto__` at any depth is dropped.
 * Limits: see {@link FormLimits}.
 *
 * @throws CallwrightError `WEBHOOK_MALFORMED` when a limit is exceeded.
 */
export function parseBracketForm(text: string, limits: FormLimits = {}): FormTree {
  const { path = "form", maxDepth = 8, maxFields = 1000 } = limits;
  const root = emptyBranch();
  let fields = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    fields += 1;
    if (fields > maxFields) throw malformed(path, `the form has more than ${maxFields} fields`);
    const steps = splitName(name);
    if (steps.length > maxDepth) throw malformed(path, `a field nests deeper than ${maxDepth} levels`);
    if (!steps.includes("__proto__")) put(root, steps, value);
  }
  return root;
}

function splitName(name: string): string[] {
  const open = name.indexOf("[");
  if (open <= 0) return [name];
  const steps = [name.slice(0, open)];
  let at = open;
  while (name[at] === "[") {
    const close = name.indexOf("]", at);
    if (close < 0) break;
    steps.push(name.slice(at + 1, close));
    at = close + 1;
  }
  return steps.length === 1 ? [name] : steps;
}

function put(root: Branch, steps: readonly string[], value: string): void {
  let branch = root;
  steps.forEach((step, index) => {
    // `list[]` appends; at the top an empty name is a name like any other.
    const name = step === "" && index > 0 ? nextIndex(branch) : step;
    if (index === steps.length - 1) {
      branch[name] = value;
      return;
    }
    const next = branch[name];
    branch = typeof next === "object" ? next : (branch[name] = emptyBranch());
  });
}

function nextIndex(branch: Branch): string {
  let next = 0;
  for (const name of Object.keys(branch)) {
    if (/^\d{1,9}$/.test(name)) next = Math.max(next, Number(name) + 1);
  }
  return String(next);
}

function emptyBranch(): Branch {
  return Object.create(null) as Branch;
}

function malformed(path: string, problem: string): CallwrightError<"WEBHOOK_MALFORMED"> {
  return new CallwrightError("WEBHOOK_MALFORMED", { path, problems: [problem] });
}
