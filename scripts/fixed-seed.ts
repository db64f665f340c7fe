import fc from "fast-check";

const seed = process.env.CALLWRIGHT_SEED;

/**
 * The seed of every property: the same cases on every machine and in every run, so that a red run is a change's fault.
 * `CALLWRIGHT_SEED=<integer>` looks at other cases, `CALLWRIGHT_SEED=random` at new ones each time.
 */
if (seed !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seed === undefined ? 1 : Number(seed) });
