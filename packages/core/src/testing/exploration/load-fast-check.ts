import type * as FastCheck from "fast-check";

/**
 * The library that makes random calls and shrinks them: an optional peer, loaded when it is first needed.
 *
 * @throws Error when it is not installed
 */
export async function loadFastCheck(): Promise<typeof FastCheck> {
  try {
    return await import("fast-check");
  } catch (error) {
    throw new Error("exploreRobot needs the package fast-check. Install it: npm install --save-dev fast-check", {
      cause: error,
    });
  }
}
