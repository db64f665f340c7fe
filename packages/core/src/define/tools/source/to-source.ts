import { builtInEffects } from "../../built-in-effects.ts";
import type { DialogDocument, RobotDocument } from "../../document.ts";
import { dialogSource, robotSource, type Naming } from "./definition-source.ts";
import { camelCase, exportNames, isBuiltInRecogniser, type FunctionKind } from "./function-names.ts";
import { printSource } from "./print-source.ts";
import { call, callsFunction, quote, type Source } from "./source-tree.ts";

/** How the source of a definition is written. */
export interface SourceOptions {
  /** Name of the exported constant. Default: the id in camel case. */
  readonly name?: string;
  /** Module that exports the functions that the document names. Default: `./functions.ts`. */
  readonly functions?: string;
  /** Name under which that module exports a function. Default: the function's name in camel case, `visitsBook` for `visits.book`. */
  readonly nameOf?: (kind: FunctionKind, name: string) => string;
  /** Where the library and zod are imported from. Default: `@callwright/core`, `@callwright/core/phrases`, `zod`. */
  readonly modules?: { readonly core?: string; readonly phrases?: string; readonly zod?: string };
}

/**
 * A TypeScript file that defines what a stored document holds.
 *
 * Shape: sub-dialogs stand before what uses them; the robot or dialog is exported. Schemas are written in zod; one that zod has no form for
 * stands under a comment as JSON Schema, read by `schemaFromJson`. What the document only names (own recognisers, conditions, effects) is imported from one module; the condition
 * `short` of the dialog `ask-address` is called `askAddressShort` there. A built-in sentence that reads a value back and was edited becomes a text of its own. `upgradeInput` is in no document and has to be added by hand.
 */
export function toSource(document: RobotDocument | DialogDocument, options: SourceOptions = {}): string {
  const dialogs = dialogsOf(document);
  const constants = constantNames(document, dialogs, options.name);
  const used = new Set<string>();
  const exportName = exportNames((kind, name) => options.nameOf?.(kind, name));
  const naming: Naming = {
    functionSource: (kind, name) => {
      const source =
        kind.endsWith("ecogniser") && isBuiltInRecogniser(name) ? name : `functions.${exportName(kind, name)}`;
      used.add(source.slice(0, source.indexOf(".")));
      return source;
    },
    dialogSource: (id) => constants.get(id) ?? camelCase(id),
    isOwnEffect: (type) => !Object.hasOwn(builtInEffects, type),
  };
  const definitions = [...dialogs, document].map((definition) => {
    const { define, source } = definitionCall(definition, naming);
    used.add(define);
    if (callsFunction(source, "schemaFromJson")) used.add("schemaFromJson");
    const beginning = `${definition === document ? "export " : ""}const ${constants.get(definition.id) ?? ""} = `;
    return `${beginning}${printSource(call(define, [source]), 0, beginning.length, 1)};\n`;
  });
  return `${imports(used, definitions, options)}\n${definitions.join("\n")}`;
}

function definitionCall(document: RobotDocument | DialogDocument, naming: Naming): { define: string; source: Source } {
  return document.kind === "robot"
    ? { define: "defineRobot", source: robotSource(document, naming) }
    : { define: "defineDialog", source: dialogSource(document, naming) };
}

/** Dialogs at any depth, each once, those that others use first. */
function dialogsOf(document: RobotDocument | DialogDocument): readonly DialogDocument[] {
  const found = new Map<string, DialogDocument>();
  const visit = (dialogs: RobotDocument["dialogs"]): void => {
    for (const dialog of Object.values(dialogs ?? {})) {
      if (found.has(dialog.id)) continue;
      visit(dialog.dialogs);
      found.set(dialog.id, dialog);
    }
  };
  visit(document.dialogs);
  return [...found.values()];
}

function constantNames(
  document: RobotDocument | DialogDocument,
  dialogs: readonly DialogDocument[],
  exported: string | undefined,
): ReadonlyMap<string, string> {
  const taken = new Set(["z", "functions", "defineRobot", "defineDialog", "yesNo", "commands", "grammar"]);
  const take = (wanted: string): string => {
    let name = wanted;
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
    taken.add(name);
    return name;
  };
  const own = take(exported ?? camelCase(document.id));
  const names = dialogs.map((dialog) => [dialog.id, take(camelCase(dialog.id))] as const);
  return new Map([...names, [document.id, own]]);
}

function imports(used: ReadonlySet<string>, definitions: readonly string[], options: SourceOptions): string {
  const { core = "@callwright/core", phrases = "@callwright/core/phrases", zod = "zod" } = options.modules ?? {};
  const fromCore = ["defineDialog", "defineRobot", "schemaFromJson"].filter((name) => used.has(name));
  const fromPhrases = ["commands", "grammar", "yesNo"].filter((name) => used.has(name));
  return [
    `import { ${fromCore.join(", ")} } from ${quote(core)};`,
    ...(fromPhrases.length === 0 ? [] : [`import { ${fromPhrases.join(", ")} } from ${quote(phrases)};`]),
    ...(definitions.some((source) => /\bz\./.test(source)) ? [`import { z } from ${quote(zod)};`] : []),
    ...(used.has("functions") ? [`import * as functions from ${quote(options.functions ?? "./functions.ts")};`] : []),
    "",
  ].join("\n");
}
