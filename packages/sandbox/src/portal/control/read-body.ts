import type { Context } from "hono";
import { integerOf, isTree, textOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

/** A request of the control API that cannot be done. */
export class ControlError extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

/** The JSON object of a request. @throws {@link ControlError} when there is none. */
export async function readBody(context: Context): Promise<Tree> {
  const body: unknown = await context.req.json().catch(() => undefined);
  if (!isTree(body)) throw new ControlError(400, "The body must be a JSON object.");
  return body;
}

/** A text that must be there. */
export function requireText(body: Tree, name: string): string {
  const text = textOf(body, name);
  if (!text) throw new ControlError(400, `"${name}" must be a text that is not empty.`);
  return text;
}

/** A whole number, or `fallback` when absent. */
export function readInteger(body: Tree, name: string, fallback: number): number {
  if (body[name] === undefined) return fallback;
  const number = integerOf(body, name);
  if (number === undefined) throw new ControlError(400, `"${name}" must be a whole number.`);
  return number;
}
