import { parseBracketForm } from "./bracket-form.ts";
import { emptyTree, isTree } from "./tree.ts";
import type { Tree } from "./tree.ts";
import type { Credentials } from "./authorize.ts";
import { textOf } from "./tree.ts";

/** A REST request, decoded. */
export interface RestRequest {
  /** In lower case: the portal compares names without regard to case. */
  readonly method: string;
  readonly credentials: Credentials;
  readonly params: Tree;
}

/** Decodes path, query and body. A body that is no JSON is an empty one, as it is for the vendor's PHP. */
export async function readRestRequest(request: Request): Promise<RestRequest> {
  const url = new URL(request.url);
  const path = url.pathname
    .replace(/^\/rest\//, "")
    .split("/")
    .filter((part) => part !== "");
  const params = merge(parseBracketForm(url.search.slice(1)), await readBody(request));
  const method = toMethodName(path.at(-1) ?? "");
  const [userId, code] = path;
  if (path.length === 3 && userId !== undefined && code !== undefined && /^\d+$/.test(userId)) {
    return { method, credentials: { kind: "webhook", userId: Number(userId), code }, params };
  }
  return { method, credentials: { kind: "token", token: textOf(params, "auth") }, params };
}

/** A method's name as the portal compares it. */
export function toMethodName(text: string): string {
  return text.replace(/\.json$/i, "").toLowerCase();
}

async function readBody(request: Request): Promise<Tree> {
  if (request.method === "GET" || request.method === "HEAD") return emptyTree();
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("multipart/form-data")) return readMultipart(request);
  const text = await request.text();
  if (!type.includes("json")) return parseBracketForm(text);
  try {
    const body: unknown = JSON.parse(text);
    return isTree(body) ? body : emptyTree();
  } catch {
    return emptyTree();
  }
}

async function readMultipart(request: Request): Promise<Tree> {
  const form = new URLSearchParams();
  for (const [key, value] of await request.formData()) if (typeof value === "string") form.append(key, value);
  return parseBracketForm(form.toString());
}

function merge(query: Tree, body: Tree): Tree {
  const params = emptyTree();
  for (const source of [query, body]) for (const [key, value] of Object.entries(source)) params[key] = value;
  return params;
}
