export { sqlite } from "./sqlite.ts";
export type { SqliteSettings } from "./sqlite-settings.ts";
