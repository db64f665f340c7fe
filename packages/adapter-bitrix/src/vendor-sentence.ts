import { redactText } from "@callwright/core/adapter-kit";

/** Words that the vendor's sentences begin with, as its documentation shows them (read 2026-08-21). */
const beginnings =
  /^(?:access|application|bad|call|can|cannot|code|could|currency|deal|element|empty|error|expected|failed|field|fields|file|filter|found|id|incorrect|insufficient|internal|invalid|item|lead|limit|maximum|method|missing|no|not|number|object|only|operation|owner|param|parameter|parameters|phone|please|portal|request|required|robot|rest|stage|the|this|trigger|type|unable|unknown|unsupported|user|value|wrong|you|your)$/i;
const quoted = /"[^"]*"|«[^»]*»|“[^”]*”|`[^`]*`|(?<!\w)'[^']*'(?!\w)/g;

/**
 * A sentence of the vendor, shortened, without what it may quote: numbers, tokens, what stands in quotation marks, names, and words in
 * letters that are not those of English. They become `***`.
 */
export function vendorSentence(text: string): string {
  const sentences = redactText(text.replace(quoted, "***")).split(/(?<=[.!?:])\s+/);
  return sentences
    .map((sentence) => sentence.split(/\s+/).map(maskWord).join(" "))
    .join(" ")
    .replace(/\*\*\*(?:[\s,;]+\*\*\*)+/g, "***")
    .slice(0, 300);
}

function maskWord(word: string, index: number): string {
  const plain = word.replace(/^[(\[]+|[.,;:!?)\]]+$/g, "");
  if (plain === "" || plain === "***") return word;
  const isPlain = /^[a-z][a-z'-]*\d{0,2}$/.test(plain) || /^[A-Z][A-Z0-9_]+$/.test(plain) || /^\d{1,6}$/.test(plain);
  if (isPlain || (index === 0 && beginnings.test(plain))) return word;
  return word.replace(plain, "***");
}
