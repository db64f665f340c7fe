import { deflateRawSync, inflateRawSync } from "node:zlib";
import { canonicalJson } from "../../define/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { ArchiveRow } from "../../ports/rows.ts";
import { dictionary1 } from "./archive-dictionary.ts";
import { squeezeRun, unsqueezeRun, type ArchivedRun, type SqueezedRun } from "./squeeze-run.ts";

/** Where the runs of an archive belong. */
export type ArchivePlace = Pick<ArchiveRow, "id" | "account">;

/** Names what the text after it was made with. */
const squeezed = "1.";
const asTheyAre = "2.";

const options = { level: 9, memLevel: 9, dictionary: Buffer.from(dictionary1) } as const;

/** The runs of a lane as a small text: in fewer words, deflated, as base64. What the fewer words would not give back stays as it is. */
export function packRuns(runs: readonly ArchivedRun[], place: ArchivePlace): string {
  const short = `${squeezed}${deflate(runs.map(squeezeRun))}`;
  const isWhole = canonical(unpackRuns({ ...place, data: short }, "")) === canonical(runs);
  return isWhole ? short : `${asTheyAre}${deflate(runs)}`;
}

/** What was packed. @throws STORE_DAMAGED */
export function unpackRuns(
  { id: lane, account, data }: ArchivePlace & Pick<ArchiveRow, "data">,
  store: string,
): readonly ArchivedRun[] {
  try {
    const format = data.slice(0, squeezed.length);
    if (format !== squeezed && format !== asTheyAre) throw new Error("its format is not known");
    const text = inflateRawSync(Buffer.from(data.slice(format.length), "base64"), options).toString();
    if (format === asTheyAre) return JSON.parse(text) as readonly ArchivedRun[];
    return (JSON.parse(text) as readonly SqueezedRun[]).map((run) => unsqueezeRun(run, { lane, account }));
  } catch (error) {
    // What a parser of JSON says quotes what it read: words of persons.
    const isParser = error instanceof SyntaxError;
    const why = isParser ? "its text is no JSON" : error instanceof Error ? error.message : "unknown";
    const reason = `the archive of lane "${lane}" cannot be read (${why})`;
    throw new CallwrightError("STORE_DAMAGED", { path: store, reason }, isParser ? {} : { cause: error });
  }
}

function deflate(value: unknown): string {
  return deflateRawSync(JSON.stringify(value), options).toString("base64");
}

function canonical(runs: readonly ArchivedRun[]): string {
  return canonicalJson(JSON.parse(JSON.stringify(runs)) as Json);
}
