import type { PersonMark } from "../adapter-kit/person-key.ts";
import type { Work } from "../engine/index.ts";
import type { JobRow } from "../ports/rows.ts";
import { marksOf, type PersonBook } from "./person-book.ts";

/** Writes down which persons a job is about since it is known whom to call. Whom it dialed before stays one of them. */
export function notePersons(persons: PersonBook, before: JobRow, after: JobRow, work: Work): void {
  const old = marksOf(before);
  const now = marksOf(after);
  persons.note(after.id, after.account, without(now, old), work);
  // The job's row forgets them, the runs of their calls stay.
  persons.note(after.id, after.account, without(old, now), work, true);
}

function without(marks: readonly PersonMark[], others: readonly PersonMark[]): readonly PersonMark[] {
  if (marks.length === 0) return marks;
  const known = new Set(others.map((mark) => JSON.stringify(mark)));
  return marks.filter((mark) => !known.has(JSON.stringify(mark)));
}
