import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { PersonMark } from "../adapter-kit/person-key.ts";

/** What people write between the digits of a number. */
const between = String.raw`[\s().\-\u2010-\u2015/]*`;
/** What leads out of a country, and what stands before a number within one. */
const abroad = "(?:00|810|011)";
const trunk = "[08]";

/** Tells whether a text names a person by its mark. */
export type MentionTest = (text: string) => boolean;

/**
 * A test for texts, JSON among them, that name a person.
 *
 * Limits: a number is found however its digits are grouped, with its country's code or without; not where it is spelled out in words. An item of
 * the CRM is found as `{ type, id }` and as `type:id`, also in JSON within JSON.
 */
export function mentionTest(mark: PersonMark): MentionTest {
  const pattern = "phone" in mark ? numberPattern(mark.phone) : subjectPattern(mark.subject);
  return (text) => pattern.test(text);
}

function numberPattern(e164: string): RegExp {
  const number = parsePhoneNumberFromString(e164);
  const national = number?.nationalNumber ?? e164.replaceAll(/\D/g, "");
  const code = number?.countryCallingCode ?? "";
  const spread = (digits: string) => Array.from(digits).join(between);
  // What stands between digits is only looked for behind one: a long line of dashes would else be read again from each of them.
  const prefix = code === "" ? "" : `(?:(?:${abroad}${between})?${spread(code)}${between}|${trunk}${between})?`;
  return new RegExp(String.raw`(?<!\d)${prefix}${spread(national)}(?!\d)`);
}

function subjectPattern({ type, id }: { readonly type: string; readonly id: string }): RegExp {
  const quote = String.raw`\\*"`;
  const kind = `${quote}type${quote}:${quote}${escaped(type)}${quote}`;
  const name = `${quote}id${quote}:${quote}${escaped(id)}${quote}`;
  return new RegExp(
    String.raw`(?<!\\)(?:${kind},${name}|${name},${kind}|${quote}${escaped(type)}:${escaped(id)}${quote})`,
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
