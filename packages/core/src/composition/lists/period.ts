import { CallwrightError } from "../../errors/index.ts";

/** Between which moments; both count. Default: from the beginning to the end. */
export interface Period {
  readonly since?: Date;
  readonly until?: Date;
}

/** A period in milliseconds. @throws LIST_INVALID for a date that is none */
export function momentsOf(list: string, { since, until }: Period): { readonly since: number; readonly until: number } {
  return {
    since: momentOf(list, "since", since) ?? 0,
    until: momentOf(list, "until", until) ?? Number.MAX_SAFE_INTEGER,
  };
}

function momentOf(list: string, name: string, given: Date | undefined): number | undefined {
  const moment = given?.getTime();
  if (moment === undefined || Number.isFinite(moment)) return moment;
  throw new CallwrightError("LIST_INVALID", { list, reason: `"${name}" must be a valid date` });
}
