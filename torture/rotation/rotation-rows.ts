import type { Rows, StorePort, Write } from "@callwright/core/ports";

/** Words that must not be found where everything is encrypted. */
export const planted = "plantedwords";

/** How many rows and files there are. */
export const rowCount = 900;
export const fileCount = 4;
const fileBytes = 300_000;

const run: Omit<Rows["runs"], "id" | "snapshot"> = {
  account: "torture",
  lane: "lane",
  flow: "flow",
  version: 1,
  fingerprint: "f".repeat(64),
  status: "running",
  seq: 1,
  startedAt: 1_000,
  endedAt: null,
  closesAt: null,
  outcome: null,
  output: null,
  facts: null,
  parked: null,
  open: {},
  job: null,
  parent: null,
};

/** A row of the load at a version: a secret, a snapshot, or a content of some pages. */
export function toWrite(index: number, version: number): Write {
  const text = `${planted} ${index} ${version}`;
  if (index % 3 === 0) {
    const row = { id: `c${index}`, account: "torture", adapter: "crm", externalId: `portal-${index}`, secret: text };
    return { op: "put", table: "connections", row };
  }
  if (index % 3 === 1) {
    return { op: "put", table: "runs", row: { ...run, id: `r${index}`, snapshot: JSON.stringify({ text }) } };
  }
  const content = `${text} `.repeat(100);
  const row = { account: "torture", mediaType: "text/plain", bytes: content.length, at: 1_000, kept: "text" } as const;
  return { op: "put", table: "blobs", row: { ...row, id: `b${index}`, content } };
}

/** The version of a row as it is in a store; 0: it is not there. @throws when it cannot be read or is not what was written */
export async function readVersion(store: StorePort, index: number): Promise<number> {
  const version = versionOf(await readText(store, index), index);
  if (version === undefined) throw new Error(`row ${index} is not what was written`);
  return version;
}

async function readText(store: StorePort, index: number): Promise<string | undefined> {
  if (index % 3 === 0) return (await store.read("connections", `c${index}`))?.secret;
  if (index % 3 === 1) {
    const found = await store.read("runs", `r${index}`);
    return found && (JSON.parse(found.snapshot) as { readonly text: string }).text;
  }
  return (await store.read("blobs", `b${index}`))?.content;
}

function versionOf(text: string | undefined, index: number): number | undefined {
  if (text === undefined) return 0;
  const [words, row, version] = text.split(" ");
  return words === planted && Number(row) === index ? Number(version) : undefined;
}

/** Keeps the files of the load, where they are not there yet. */
export async function keepFiles(store: StorePort): Promise<void> {
  for (let index = 0; index < fileCount; index += 1) {
    const found = await store.files.open(`file-${index}`);
    await found?.cancel();
    if (found) continue;
    const draft = await store.files.begin();
    await draft.write(contentOf(index));
    await draft.keep(`file-${index}`);
  }
}

/** Reads a file of the load. @throws when it is not what was written */
export async function checkFile(store: StorePort, index: number): Promise<void> {
  const stream = await store.files.open(`file-${index}`);
  const bytes = stream && Buffer.from(await new Response(stream).arrayBuffer());
  if (!bytes?.equals(contentOf(index))) throw new Error(`file ${index} is not what was written`);
}

function contentOf(index: number): Buffer {
  return Buffer.alloc(fileBytes, `${planted} in file ${index}. `);
}
