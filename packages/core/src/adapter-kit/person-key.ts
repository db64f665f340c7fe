import { createHmac, randomBytes } from "node:crypto";
import type { AccountId, Subject } from "../ports/index.ts";

const pepperBytes = 32;
const keyBytes = 16;

/** What a person is known by: a number in E.164, or an item of the CRM. */
export type PersonMark = { readonly phone: string } | { readonly subject: Subject };

/** Key of the pepper that persons are hashed with, in the table `peppers`. */
export const personPepperId = "persons";

/** A new pepper: 32 random bytes as hex. A store makes one, once: with another one it would know nobody. */
export function newPepper(): string {
  return randomBytes(pepperBytes).toString("hex");
}

/**
 * What stands for a person in an account where nothing personal may stand: the same mark gives the same key, in this store and this
 * account alone.
 *
 * Shape: 32 hexadecimal characters: the first half of an HMAC-SHA-256.
 *
 * Limits: there are few phone numbers, so whoever holds the pepper can try them all; without it a key tells nothing.
 *
 * @param pepper `value` of the row `persons` of the table `peppers`
 */
export function personKey(pepper: string, account: AccountId, mark: PersonMark): string {
  const told = "phone" in mark ? ["phone", mark.phone] : [mark.subject.type, mark.subject.id];
  return hashed(pepper, [account, ...told]);
}

/**
 * Key of the mark in the table `dedupe` that a call or run was there once: a repetition of its request must not make it again. It tells nothing:
 * a lane's own name may be a hash of what a host made of a number.
 */
export function huskKey(pepper: string, account: AccountId, lane: string): string {
  return `gone:${hashed(pepper, [account, "lane", lane])}`;
}

/** Key of a row in the do-not-call list. */
export function doNotCallKey(pepper: string, account: AccountId, phone: string): string {
  return `${account}:${personKey(pepper, account, { phone })}`;
}

function hashed(pepper: string, told: readonly string[]): string {
  return createHmac("sha256", Buffer.from(pepper, "hex"))
    .update(JSON.stringify(told))
    .digest()
    .subarray(0, keyBytes)
    .toString("hex");
}
