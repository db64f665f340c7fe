import {
  doNotCallKey,
  huskKey,
  newPepper,
  personKey,
  personPepperId,
  type PersonMark,
} from "../adapter-kit/person-key.ts";
import type { Work } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { AccountId } from "../ports/identity.ts";
import type { JobRow, PersonRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";

/** How much of a person's key stands with each lane: enough to tell billions apart, and half the room. */
const shortKeyChars = 16;
const pageSize = 1_000;

/** Who is who in a store, without telling it. */
export interface PersonBook {
  /** Reads the pepper. Before anything else. @param make makes it where there is none: for the owner of a store. Default: yes. */
  load(make?: boolean): Promise<void>;
  /** What stands for a person in this account. */
  key(account: AccountId, mark: PersonMark): string;
  /** Key of a number in the do-not-call list. */
  doNotCallKey(account: AccountId, phone: string): string;
  /** Leaves a mark that a call or run was here, so that it is not made again. */
  leaveHusk(owner: string, account: AccountId, work: Work): void;
  /** Whether a call or run was here and was removed. */
  wasRemoved(owner: string, account: AccountId, work: Work): Promise<boolean>;
  /** Writes down that a lane is about persons. @param isUntold the lane's job does not tell them, or there is none */
  note(owner: string, account: AccountId, marks: readonly PersonMark[], work: Work, isUntold?: boolean): void;
  /** The lanes that are about a person, in no order; none twice. */
  ownersOf(account: AccountId, mark: PersonMark): AsyncGenerator<string>;
  /** The rows that {@link note} wrote for a lane, with its job if it had one. */
  rowsOf(owner: string, account: AccountId, job: JobRow | undefined): Promise<readonly string[]>;
}

/** The persons of a store. */
export function createPersonBook(store: StorePort): PersonBook {
  let pepper: string | undefined;
  const known = () => {
    if (pepper !== undefined) return pepper;
    throw new CallwrightError("STORE_DAMAGED", {
      path: store.name,
      reason: "the pepper that persons are hashed with is missing",
    });
  };
  const short = (account: AccountId, mark: PersonMark) => personKey(known(), account, mark).slice(0, shortKeyChars);
  return {
    async load(make = true) {
      const row = await store.read("peppers", personPepperId);
      pepper = row?.value ?? (make ? await makePepper(store) : undefined);
    },
    key: (account, mark) => personKey(known(), account, mark),
    doNotCallKey: (account, phone) => doNotCallKey(known(), account, phone),
    leaveHusk(owner, account, work) {
      // For ever, as the promise that one key makes one call.
      work.put("dedupe", { id: huskKey(known(), account, owner), account, expiresAt: Number.MAX_SAFE_INTEGER });
    },
    async wasRemoved(owner, account, work) {
      return (await work.read("dedupe", huskKey(known(), account, owner))) !== undefined;
    },
    note(owner, account, marks, work, isUntold = false) {
      for (const person of new Set(marks.map((mark) => short(account, mark)))) {
        work.put("persons", { id: `${person}/${owner}` });
        if (isUntold) work.put("persons", { id: `${untold(owner)}${person}` });
      }
    },
    async *ownersOf(account, mark) {
      const prefix = `${short(account, mark)}/`;
      for await (const { id } of rowsBehind(store, prefix)) yield id.slice(prefix.length);
    },
    async rowsOf(owner, account, job) {
      const ids = marksOf(job).map((mark) => `${short(account, mark)}/${owner}`);
      for await (const { id } of rowsBehind(store, untold(owner)))
        ids.push(id, `${id.slice(untold(owner).length)}/${owner}`);
      return ids;
    },
  };
}

/** What a job tells of whom it is about. */
export function marksOf(job: Pick<JobRow, "phone" | "dialed" | "subject" | "contact"> | undefined): PersonMark[] {
  const phones = [job?.phone, job?.dialed].flatMap((phone) => (phone ? [{ phone }] : []));
  const subjects = [job?.subject, job?.contact].flatMap((subject) => (subject ? [{ subject }] : []));
  return [...phones, ...subjects];
}

/** @throws what the store refuses it with */
async function makePepper(store: StorePort): Promise<string> {
  const value = newPepper();
  const [result] = await store.commit([[{ op: "insert", table: "peppers", row: { id: personPepperId, value } }]]);
  if (result?.ok === false) throw result.error;
  return value;
}

function untold(owner: string): string {
  return `of:${owner}/`;
}

/** Rows whose key begins so. */
async function* rowsBehind(store: StorePort, prefix: string): AsyncGenerator<PersonRow> {
  for (let after: PersonRow | undefined = { id: prefix }; after;) {
    const page: readonly PersonRow[] = await store.find("persons", { after, limit: pageSize });
    for (const row of page) {
      if (!row.id.startsWith(prefix)) return;
      yield row;
    }
    after = page.length < pageSize ? undefined : page.at(-1);
  }
}
