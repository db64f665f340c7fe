import path from "node:path";
import { libraries, packages, rooms } from "./layers.mjs";

/** Where a file of `packages/` lives, or undefined for any other file. */
function placeOf(file) {
  const found = /(?:^|\/)packages\/(?<name>[^/]+)\/(?<area>src|test)\/(?<inside>.+)$/.exec(
    file.split(path.sep).join("/"),
  );
  return found ? { ...found.groups } : undefined;
}

/**
 * Why `file` may not import `source`, as a sentence, or undefined when it may.
 * `typeOnly` says that nothing of the import is left at run time.
 */
export function layerProblem({ file, source, typeOnly }) {
  const place = placeOf(file);
  if (!place) return undefined;
  if (source.startsWith(".")) return relativeProblem(place, file, source, typeOnly);
  if (source.startsWith("@callwright/")) return workspaceProblem(place, source, typeOnly);
  return libraryProblem(place, source);
}

function relativeProblem(place, file, source, typeOnly) {
  const target = placeOf(path.resolve("/", path.dirname(file), source));
  if (target?.name !== place.name) return `"${source}" leaves the package. Import what the other package exports.`;
  if (place.area === "src" && target.area === "test") return `Sources do not import tests ("${source}").`;
  if (place.name !== "core" || place.area === "test") return undefined;
  return roomProblem(roomPath(place.inside), roomPath(target.inside), typeOnly);
}

function roomProblem(from, to, typeOnly) {
  const [room] = from.split("/");
  const [targetRoom] = to.split("/");
  if (room === targetRoom) return undefined;
  const rule = rooms[room];
  if (!rule)
    return `Room "${room}" is not in the table of layers (scripts/lint/layers.mjs). Add it with what it may import.`;
  if (rule.not?.includes(targetRoom)) return `${room} does not import ${targetRoom}.`;
  if (allows(rule.values, to) || (typeOnly && allows(rule.types, to))) return undefined;
  if (allows(rule.types, to)) return `${room} imports only types from ${targetRoom}: use "import type".`;
  return `${room} does not import ${to}. It may import: ${list([...(rule.values ?? []), ...(rule.types ?? []).map((name) => `types of ${name}`)])}.`;
}

function workspaceProblem(place, source, typeOnly) {
  const rule = packages[place.name];
  if (!rule) return `Package "${place.name}" is not in the table of layers (scripts/lint/layers.mjs). Add it.`;
  const own = `@callwright/${place.name}`;
  if (source === own || source.startsWith(`${own}/`)) {
    return place.area === "test" ? undefined : `Inside a package import by relative path, not "${source}".`;
  }
  const values = [...(rule.values ?? []), ...(place.area === "test" ? (rule.inTests ?? []) : [])];
  if (values.includes(source) || (typeOnly && rule.types?.includes(source))) return undefined;
  if (rule.types?.includes(source)) return `${place.name} imports only types from ${source}: use "import type".`;
  return `${place.name} does not import ${source}. It may import: ${list([...values, ...(rule.types ?? []).map((name) => `types of ${name}`)])}.`;
}

function libraryProblem(place, source) {
  const name = source.startsWith("@") ? source.split("/").slice(0, 2).join("/") : source.split("/", 1)[0];
  const homes = [libraries[name] ?? []].flat();
  const here = `${place.name}/${place.area}/${place.inside}`;
  if (homes.length === 0 || homes.some((home) => here.startsWith(home))) return undefined;
  return `Only packages/${homes.join(" and packages/")} imports ${name}.`;
}

function roomPath(inside) {
  return inside.replace(/\.ts$/, "");
}

function allows(entries, target) {
  return (entries ?? []).some((entry) => entry === "*" || entry === target || target.startsWith(`${entry}/`));
}

function list(names) {
  return names.length > 0 ? names.join(", ") : "nothing of the workspace";
}
