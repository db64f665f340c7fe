import { beforeAll } from "vitest";
import { refuseNetwork } from "../refuse-network.ts";

/**
 * Refuses every connection that does not stay on this machine while the tests of a file, or of a `describe`, run.
 *
 * Effects: as `refuseNetwork`; undone after the last of those tests.
 * @example
 * ```ts
 * refuseNetworkInTests();
 * ```
 */
export function refuseNetworkInTests(): void {
  beforeAll(() => refuseNetwork());
}
