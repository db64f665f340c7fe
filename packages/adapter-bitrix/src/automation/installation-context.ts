import type { Connections } from "../connection.ts";
import type { RestClient } from "../rest/rest-client.ts";

/** What installing into a portal needs. */
export interface InstallationContext {
  readonly rest: RestClient;
  readonly connections: Connections;
  /** Where the engine is mounted, without a slash at the end. */
  readonly publicUrl: string;
}
