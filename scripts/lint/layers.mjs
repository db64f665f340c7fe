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
  define: { values: ["errors", "phrases", "calls"], types: ["ports/identity"] },
  ports: { values: ["errors", "calls"], types: ["define"] },
  machine: { values: ["errors", "define", "calls"], types: ["ports"] },
  engine: { values: ["errors", "machine", "define", "calls", "ports"] },
  dialing: { values: ["errors", "define", "machine", "calls", "ports", "engine/index"] },
  robots: { values: ["errors", "define", "machine", "calls", "ports", "engine/index", "dialing/index"] },
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
  "adapter-sqlite": adapter,
  "adapter-voicebox": adapter,
  sandbox: { types: ["@callwright/core/ports"] },
  cli: {
    values: ["@callwright/core", "@callwright/core/testing", "@callwright/core/ports", "@callwright/adapter-sqlite"],
    inTests: ["@callwright/core/phrases"],
  },
};

/** Libraries that only one place in `packages` may import. */
export const libraries = {
  axios: "core/src/adapter-kit/",
  cockatiel: "core/src/engine/effects/breakers.ts",
  commander: "cli/src/",
  eventemitter3: "core/src/engine/observers.ts",
  inversify: "core/src/composition/",
  "p-queue": "core/src/engine/effects/effect-limits.ts",
  "reflect-metadata": "core/src/composition/",
  tsx: "cli/src/load/",
};
