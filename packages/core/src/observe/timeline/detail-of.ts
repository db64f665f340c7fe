import { safeName } from "../safe-name.ts";

/** An event of a journal, with the members that may be told. */
export interface JournaledEvent {
  readonly type: string;
  readonly node?: string;
  readonly exit?: string;
  readonly by?: string;
  readonly cause?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly outcome?: string;
  readonly invoke?: string;
  readonly timer?: string;
  readonly from?: number;
  readonly to?: number;
  readonly error?: { readonly code?: string } | null;
}

/** What of an event may be told beside its type; everything else in it may be personal. */
export function detailOf(event: JournaledEvent): string | null {
  switch (event.type) {
    case "dialog.left":
      return `${safeName(event.node)} ${safeName(event.exit)}`;
    case "call.answered":
      return safeName(event.by);
    case "call.not-connected":
    case "call.ended":
      return safeName(event.cause);
    case "effect.done":
    case "effect.failed":
      return safeName(event.invoke);
    case "timer.fired":
      return safeName(event.timer);
    case "run.cancelled":
      return safeName(event.reason);
    case "run.decided":
      return safeName(event.outcome);
    case "run.migrated":
      return `@${String(event.from)} → @${String(event.to)}`;
    default:
      return null;
  }
}
