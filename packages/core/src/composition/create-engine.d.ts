import { type EngineSettings } from "./engine-settings.ts";
import type { Engine } from "./engine.ts";
/**
 * Makes an engine. It opens its store and takes up what a former process left by itself; `ready()` tells when.
 *
 * @throws ENGINE_SETTINGS_INVALID, VOICE_CANNOT_COMPILE, FLOW_DUPLICATE, FLOW_UNKNOWN_EFFECT, FLOW_NOT_DURABLE, FLOW_NOT_DETERMINISTIC
 * @example
 * ```ts ignore
 * const engine = createEngine({
 *   publicUrl: "https://calls.example.com/callwright",
 *   store: sqlite({ path: "callwright.db", key: process.env.CALLWRIGHT_KEY }),
 *   adapters: [bitrix({ app }), voicebox(vendor)],
 *   flows: [visitReminder],
 *   rules: [visitRules],
 *   gate: { consent: "notRequired" },
 * });
 * http.createServer(toNodeHandler(engine)).listen(8080);
 * ```
 */
export declare function createEngine(given: EngineSettings): Engine;
