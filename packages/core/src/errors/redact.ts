const secretNames =
  /^(auth|auth_id|access_token|refresh_token|refresh_id|client_secret|application_token|event_token|requestToken|password|token|secret|sig|key|authorization|x-robot-token)$/i;
const phoneLike = /\+?\d[\d\s().-]{7,}\d/g;
const webhookPath = /(\/rest\/\d+\/)[^/\s]+/g;
const tokenLike = /\b[A-Za-z0-9_-]{32,}\b/g;

/** Text without phone numbers, webhook codes and token-like words. For messages that come from outside. */
export function redactText(text: string): string {
  return text.replace(webhookPath, "$1***").replace(tokenLike, "***").replace(phoneLike, "***");
}

/** A copy of a value that may be logged: secrets by name and numbers inside texts are masked. */
export function redact(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, secretNames.test(name) ? "***" : redact(item)]),
  );
}
