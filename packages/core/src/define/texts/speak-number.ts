import { formatPhone } from "../../calls/phone-number.ts";
import { currencyOf } from "./currency-of.ts";
import { pluralFormOf } from "./plural-forms.ts";

/** The written form of a number, e.g. `1 500` or `1,500`. */
export function speakNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** The written form of an amount, e.g. `50 000 ₽`; whole amounts without cents, and a bare number where no currency is known. */
export function speakMoney(value: number, locale: string, currency = currencyOf(locale)): string {
  if (currency === undefined) return speakNumber(value, locale);
  const cents = Number.isInteger(value) ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(locale, { style: "currency", currency, ...cents }).format(value);
}

/** The word that goes with a number, out of forms parted by `|`. The number itself is written beside it. */
export function speakPlural(value: number, forms: string, locale: string): string {
  return pluralFormOf(value, forms.split("|"), locale);
}

/** Digits one by one, a number in E.164 in the groups of its country; `undefined` for what holds anything but digits. */
export function speakDigits(value: string): string | undefined {
  if (value.startsWith("+")) return formatPhone(value);
  if (!/^[\d\s().-]*\d[\d\s().-]*$/.test(value)) return undefined;
  return Array.from(value.matchAll(/\d/g), ([digit]) => digit).join(" ");
}
