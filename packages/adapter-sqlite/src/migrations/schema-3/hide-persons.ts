import { createHmac, randomBytes } from "node:crypto";
import type { Seal } from "@callwright/core/adapter-kit";
import type { SqlDriver } from "../../driver.ts";
import { rowsOfSchema2, toStored } from "./rows-of-schema-2.ts";

/** What schema 3 hashes: the account, and a number or an item of the CRM. Written out: what it makes must be found by it. */
type PersonMark = readonly ["phone", string] | readonly [type: string, id: string];

type KeyOf = (account: string, mark: PersonMark) => string;

const pepperId = "persons";

/** Makes the pepper, puts the do-not-call list under keys of persons, and notes which jobs are about whom. */
export function hidePersons(driver: SqlDriver, seal: Seal | undefined): void {
  const keyOf = makePepper(driver, seal);
  keyDoNotCall(driver, keyOf);
  notePersons(driver, keyOf);
}

function makePepper(driver: SqlDriver, seal: Seal | undefined): KeyOf {
  const pepper = randomBytes(32);
  const plain = pepper.toString("hex");
  const value = seal ? seal.seal(plain, `peppers:${pepperId}:value`) : plain;
  const row = toStored({ id: pepperId, value });
  driver.statement(`INSERT INTO "peppers" (id, row, sum) VALUES (?, ?, ?)`).run([pepperId, ...row]);
  return (account, mark) => {
    const text = JSON.stringify([account, ...mark]);
    return createHmac("sha256", pepper).update(text).digest("hex").slice(0, 32);
  };
}

/** Whoever is on the list stays there: of a damaged row the key still tells the number. */
function keyDoNotCall(driver: SqlDriver, keyOf: KeyOf): void {
  const write = driver.statement(`UPDATE "doNotCall" SET id = ?, row = ?, sum = ? WHERE rowid = ?`);
  for (const { place, id: old, fields } of rowsOfSchema2(driver, "doNotCall")) {
    const colon = old.lastIndexOf(":");
    const [account, phone] = [old.slice(0, colon), old.slice(colon + 1)];
    const id = `${account}:${keyOf(account, ["phone", phone])}`;
    const { since, reason } = fields ?? { since: 0, reason: "Its row was damaged: when and why is not known." };
    write.run([id, ...toStored({ id, account, phone, since, reason }), place]);
  }
}

function notePersons(driver: SqlDriver, keyOf: KeyOf): void {
  const insert = driver.statement(`INSERT INTO "persons" (id, row, sum) VALUES (?, ?, ?) ON CONFLICT(id) DO NOTHING`);
  for (const { id: job, fields } of rowsOfSchema2(driver, "jobs")) {
    for (const mark of marksOf(fields ?? {})) {
      const id = `${keyOf(String(fields?.["account"]), mark).slice(0, 16)}/${job}`;
      insert.run([id, ...toStored({ id })]);
    }
  }
}

function marksOf({ phone, dialed, subject, contact }: Readonly<Record<string, unknown>>): readonly PersonMark[] {
  const numbers = [phone, dialed].flatMap((number) => (typeof number === "string" ? [["phone", number] as const] : []));
  const items = [subject, contact].flatMap((item) => {
    if (typeof item !== "object" || item === null) return [];
    const { type, id } = item as { readonly type: string; readonly id: string };
    return [[type, id] as const];
  });
  return [...numbers, ...items];
}
