/**
 * Who may import whom. This table is the law; the lint rule `callwright/layers` only reads it.
 *
 * `room` is a folder of `packages/core/src`, or a whole package. `values` may be imported in any way, `types` only
 * with `import type`. A path below a room narrows the permission to that file. A room may always import itself.
 */

/** The rooms of core. `*` stands for every room. */
export const rooms = {
  errors: {},
  phrases: { values: ["errors"] },
  calls: { values: ["errors"] },
  define: { values: ["errors", "phrases", "calls"], types: ["ports/identity", "ports/blobs"] },
  ports: { values: ["errors", "calls"], types: ["define"] },
  machine: { values: ["errors", "define", "calls"], types: ["ports"] },
  engine: { values: ["errors", "machine", "define", "calls", "ports", "adapter-kit/byte-stream"] },
  dialing: { values: ["errors", "define", "machine", "calls", "ports", "engine/index", "adapter-kit/person-key"] },
  care: {
    values: ["errors", "define", "calls", "ports", "engine/index", "dialing/index", "adapter-kit/person-key"],
  },
  robots: { values: ["errors", "define", "machine", "calls", "ports", "engine/index", "dialing/index"] },
  search: { values: ["errors", "ports", "calls", "adapter-kit/text-plan"] },
  observe: { values: ["errors", "ports", "calls", "machine", "engine/index"] },
  "adapter-kit": { values: ["errors", "ports", "calls"] },
  composition: { values: ["*"], not: ["testing"] },
  testing: { values: ["*"] },
  index: { values: ["*"], not: ["testing", "adapter-kit"] },
};

const adapter = {
  values: ["@callwright/core/ports", "@callwright/core/calls", "@callwright/core/adapter-kit"],
  inTests: ["@callwright/core/testing", "@callwright/sandbox"],
};

/** The packages, and which entries of the other packages they may import. Examples are users: they may import any. */
export const packages = {
  core: {},
  "adapter-bitrix": adapter,
  // Its tests let whole engines work on a file.
  "adapter-sqlite": { ...adapter, inTests: [...adapter.inTests, "@callwright/core"] },
  "adapter-voicebox": adapter,
  sandbox: { types: ["@callwright/core/ports"] },
  cli: {
    values: ["@callwright/core", "@callwright/core/testing", "@callwright/core/ports", "@callwright/adapter-sqlite"],
    inTests: ["@callwright/core/phrases"],
  },
};

/** Libraries that only one place in `packages` may import, or its tests beside it. */
export const libraries = {
  "@opentelemetry/api": ["core/src/observe/telemetry/", "core/test/observe/"],
  "@orama/stemmers": "core/src/search/load-stemmers.ts",
  axios: "core/src/adapter-kit/",
  cockatiel: "core/src/engine/effects/breakers.ts",
  commander: "cli/src/",
  eventemitter3: "core/src/engine/observers.ts",
  inversify: "core/src/composition/",
  "p-queue": "core/src/engine/effects/effect-limits.ts",
  "reflect-metadata": "core/src/composition/",
  tsx: "cli/src/load/",
};
