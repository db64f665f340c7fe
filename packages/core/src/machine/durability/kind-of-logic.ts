/** The members of actor logic that tell its kind. */
interface Logic {
  readonly start?: unknown;
  readonly getInitialSnapshot: (scope: unknown, input: unknown) => unknown;
  readonly transition: (snapshot: unknown, event: unknown, scope: unknown) => unknown;
}

/** What actor logic is, for messages. Told by how it behaves: its makers leave no name on it (xstate 5.33). */
export function kindOfLogic(logic: unknown): string {
  if (typeof logic !== "object" || logic === null) return "a function";
  if ("__xstatenode" in logic) return "a machine";
  if (!isLogic(logic)) return "an unknown actor";
  if (logic.start === undefined) return "transition logic";
  if (
    hasField(
      attempt(() => logic.getInitialSnapshot({}, undefined)),
      "_subscription",
    )
  )
    return "an observable";
  const resolved = attempt(() =>
    logic.transition({ status: "active" }, { type: "xstate.promise.resolve", data: undefined }, { self: {} }),
  );
  return hasField(resolved, "status") && resolved.status === "done" ? "promise logic" : "callback logic";
}

function isLogic(logic: object): logic is Logic {
  return "transition" in logic && "getInitialSnapshot" in logic;
}

function attempt(probe: () => unknown): unknown {
  try {
    return probe();
  } catch {
    return undefined;
  }
}

function hasField<Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> {
  return typeof value === "object" && value !== null && name in value;
}
