import { entry } from "./entry.ts";

/** Refusals at the registration of flows, and mistakes of a running flow. */
export const flowCatalog = {
  FLOW_NOT_DURABLE: entry<{ readonly flow: string; readonly place: string; readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: ({ flow, place, reason }) => `Flow "${flow}" cannot be made durable: at ${place}, ${reason}`,
  }),
  FLOW_NOT_DETERMINISTIC: entry<{ readonly flow: string; readonly place: string }>({
    side: "caller",
    retry: "never",
    message: ({ flow, place }) =>
      `Flow "${flow}" gave two different results for the same events at ${place}. Guards, assigns and inputs must not read clocks or random numbers; pass such values in as input or as an effect's result.`,
  }),
  FLOW_SCHEMA_NOT_JSON: entry<{ readonly flow: string; readonly path: string; readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: ({ flow, path, reason }) =>
      `The schema of flow "${flow}" does not survive JSON at ${path}: ${reason} Use a JSON type there, e.g. z.iso.datetime() instead of z.date().`,
  }),
  FLOW_CHANGED_WITHOUT_VERSION: entry<{ readonly flow: string; readonly version: number }>({
    side: "caller",
    retry: "never",
    message: ({ flow, version }) =>
      `Flow "${flow}" changed but is still version ${version}. Runs are pinned to a version: raise the version number, or set allowChangedFlows for development.`,
  }),
  FLOW_DUPLICATE: entry<{ readonly flow: string; readonly version: number }>({
    side: "caller",
    retry: "never",
    message: ({ flow, version }) =>
      `Flow "${flow}" version ${version} was registered twice. Register each version once.`,
  }),
  FLOW_UNKNOWN: entry<{ readonly flow: string; readonly version?: number }>({
    side: "caller",
    retry: "never",
    message: ({ flow, version }) =>
      `Flow "${flow}"${version === undefined ? "" : ` version ${version}`} is not registered. Pass it in createEngine({ flows: [...] }).`,
  }),
  FLOW_UNKNOWN_EFFECT: entry<{ readonly flow: string; readonly effect: string }>({
    side: "caller",
    retry: "never",
    message: ({ flow, effect }) => `Flow "${flow}" asks for effect "${effect}", which nobody declares.`,
  }),
  FLOW_STEP_FAILED: entry<{ readonly flow: string; readonly event: string; readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: ({ flow, event, reason }) =>
      `A guard or an assign of flow "${flow}" threw at event "${event}": ${reason}. The run is parked; nothing was written.`,
  }),
  REACTION_FAILED: entry<{ readonly reaction: string; readonly run: string; readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: ({ reaction, run, reason }) =>
      `Reaction "${reaction}" could not start what follows from run ${run}: ${reason} That run is not affected; mend the reaction and retry.`,
  }),
  MIGRATION_INVALID: entry<{ readonly flow: string; readonly problems: readonly string[] }>({
    side: "caller",
    retry: "never",
    message: ({ flow, problems }) => `The migration of "${flow}" cannot be used: ${problems.join("; ")}.`,
  }),
  MIGRATION_REFUSED: entry<{
    readonly run: string;
    readonly flow: string;
    readonly version: number;
    readonly reason: string;
  }>({
    side: "caller",
    retry: "never",
    message: ({ run, flow, version, reason }) =>
      `Run ${run} cannot become one of version ${version} of "${flow}": ${reason}. It stays as it was.`,
  }),
  RUN_TOO_DEEP: entry<{ readonly run: string; readonly limit: number }>({
    side: "caller",
    retry: "never",
    message: ({ run, limit }) =>
      `Run ${run} would stand deeper than ${limit} runs within runs. Look for a flow that starts itself, or for reactions that lead in a circle.`,
  }),
  INPUT_INVALID: entry<{ readonly flow: string; readonly problems: readonly string[] }>({
    side: "caller",
    retry: "never",
    message: ({ flow, problems }) => `The input for "${flow}" does not fit its schema: ${problems.join("; ")}.`,
  }),
  SNAPSHOT_TOO_LARGE: entry<{
    readonly run: string;
    readonly bytes: number;
    readonly limitBytes: number;
    readonly path: string;
  }>({
    side: "caller",
    retry: "never",
    message: ({ run, bytes, limitBytes, path }) =>
      `The snapshot of run ${run} has ${bytes} bytes, more than ${limitBytes}. The largest value is at ${path}: keep large values as blobs and store their reference.`,
  }),
  RESULT_TOO_LARGE: entry<{
    readonly run: string;
    readonly bytes: number;
    readonly limitBytes: number;
    readonly path: string;
  }>({
    side: "caller",
    retry: "never",
    message: ({ run, bytes, limitBytes, path }) =>
      `An event of run ${run} has ${bytes} bytes, more than ${limitBytes}. The largest value is at ${path}: keep large values as blobs and send their reference: in the result of an effect, mark that field with blobText or blobBytes.`,
  }),
};
