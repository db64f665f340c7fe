/** The header that launches, look-ups and recordings are asked with. */
export function basicCredentials({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}
