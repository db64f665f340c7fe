/** A JSON value as source text, in the style of the repository: `{ at: "15:00", tries: 2 }`. */
export function toValueSource(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toValueSource).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  return `{ ${members.map(([name, member]) => `${toKey(name)}: ${toValueSource(member)}`).join(", ")} }`;
}

function toKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
