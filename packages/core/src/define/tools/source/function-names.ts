import type { DialogDocument, RobotDocument } from "../../document.ts";

/** What a name of a document stands for. */
export type FunctionKind = "recogniser" | "slotRecogniser" | "condition" | "inputCondition" | "effect";

/** A name in camel case: `visits.book` is `visitsBook`, `ask-address.short` is `askAddressShort`. */
export function camelCase(name: string): string {
  const joined = name.replaceAll(/[^A-Za-z0-9_$]+(.?)/g, (_, next: string) => next.toUpperCase());
  return /^[0-9]/.test(joined) ? `_${joined}` : joined;
}

/** Names under which one module can export functions: in camel case, with the kind behind it where another has that name. */
export function exportNames(
  nameOf: (kind: FunctionKind, name: string) => string | undefined,
): (kind: FunctionKind, name: string) => string {
  const owners = new Map<string, string>();
  return (kind, name) => {
    const owner = `${kind} ${name}`;
    const wanted = nameOf(kind, name) ?? camelCase(name);
    const free = owners.get(wanted) ?? owner;
    const taken = free === owner ? wanted : `${wanted}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    owners.set(taken, owner);
    return taken;
  };
}

/** Recognisers that the entry `phrases` of core brings, e.g. `yesNo.yes`. */
export function isBuiltInRecogniser(name: string): boolean {
  return /^(yesNo\.(yes|no)|commands\.(repeat|operator|stop)|grammar\.[A-Za-z]+)$/.test(name);
}

/** Types of the effects that the steps of a document ask for. */
export function effectsOf(document: RobotDocument | DialogDocument): readonly string[] {
  const asked = Object.values(document.steps).flatMap((step) => {
    if ("act" in step) return [step.act];
    return "converse" in step ? step.effects : [];
  });
  return [...new Set(asked)];
}
