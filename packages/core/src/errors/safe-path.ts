const fieldName = /^[A-Za-z_$][\w$-]{0,60}$/;
const manyDigits = /\d{7}/;

/** A path into a value, dotted, that may be told. Keys that are no names of fields may be data, e.g. a table by telephone number: they become `*`. */
export function safePath(path: readonly PropertyKey[]): string {
  return path.map(safeKey).join(".");
}

/** One key, if it looks like the name of a field or is a place in a list. */
export function safeKey(key: PropertyKey): string {
  if (typeof key === "number") return String(key);
  const text = String(key);
  return (fieldName.test(text) && !manyDigits.test(text)) || /^\d{1,5}$/.test(text) ? text : "*";
}
