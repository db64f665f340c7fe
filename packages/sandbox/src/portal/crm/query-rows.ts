import { RestError } from "../rest/rest-error.ts";
import { integerOf, isTree, listOf, mapOf, toList, toText, valueOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";
import type { MethodAnswer } from "../rest/method-spec.ts";
import type { Row } from "./render-item.ts";
import { fieldText } from "../field-text.ts";

/** Rows of a list: the field values to filter and order by, and how the row is shown. */
export interface Candidate {
  readonly fields: Row;
  readonly show: (select: readonly string[] | undefined) => Row;
}

/** How a family reads its lists. */
export interface QueryRules {
  /** Refuses names that no row has, as `crm.item.list` does; classic methods ignore them. */
  readonly strictFields?: boolean;
  /** Field that decides when no order is asked. */
  readonly defaultOrder: string;
}

const pageSize = 50;
const operators = [
  "!><",
  "><",
  ">=",
  "<=",
  "!=%",
  "!%=",
  "=%",
  "%=",
  "!@",
  "!%",
  "!=",
  ">",
  "<",
  "@",
  "%",
  "=",
  "!",
  "?",
] as const;

/** One page of the rows that pass the filter. `start=-1` leaves out counting. */
export function queryRows(
  candidates: readonly Candidate[],
  params: Tree,
  rules: QueryRules,
): MethodAnswer & { result: Row[] } {
  const filter = mapOf(params, "filter", "FILTER") ?? {};
  if (rules.strictFields && candidates[0]) refuseUnknown(filter, candidates[0].fields);
  const rows = candidates.filter((candidate) => passes(candidate.fields, filter));
  sort(rows, mapOf(params, "order", "ORDER") ?? {}, rules);
  const select = listOf(params, "select", "SELECT")?.map((name) => toText(name) ?? "");
  const start = integerOf(params, "start", "START") ?? 0;
  const from = Math.max(0, start);
  const page = rows.slice(from, from + pageSize).map((row) => row.show(select));
  if (start === -1) return { result: page };
  const more = from + pageSize < rows.length;
  return { result: page, total: rows.length, ...(more && { next: from + pageSize }) };
}

function refuseUnknown(filter: Tree, known: Row): void {
  for (const key of Object.keys(filter)) {
    const { field } = splitKey(key);
    if (/^\d+$/.test(field) || field === "logic" || Object.hasOwn(known, field)) continue;
    throw new RestError(400, "INVALID_ARG_VALUE", `Invalid filter: field '${field}' is not allowed in filter`);
  }
}

function passes(row: Row, filter: Tree): boolean {
  const any = toText(filter["logic"])?.toUpperCase() === "OR";
  const results = Object.entries(filter)
    .filter(([key]) => key !== "logic")
    .map(([key, wanted]) => (/^\d+$/.test(key) && isTree(wanted) ? passes(row, wanted) : matches(row, key, wanted)));
  return any ? results.some(Boolean) : results.every(Boolean);
}

function matches(row: Row, key: string, wanted: unknown): boolean {
  const { operator, field } = splitKey(key);
  if (!Object.hasOwn(row, field)) return true;
  const values = Array.isArray(row[field]) ? (row[field] as unknown[]) : [row[field]];
  const isOneOf = (): boolean => toList(wanted).some((one) => values.some((value) => compare(value, one) === 0));
  const isLike = (): boolean => values.some((value) => normal(value).includes(normal(wanted).replace(/^%|%$/g, "")));
  const order = (): number => compare(row[field], wanted);
  switch (operator) {
    case ">":
      return order() > 0;
    case ">=":
      return order() >= 0;
    case "<":
      return order() < 0;
    case "<=":
      return order() <= 0;
    case "><":
      return isBetween(row[field], wanted);
    case "!><":
      return !isBetween(row[field], wanted);
    case "%":
    case "?":
    case "=%":
    case "%=":
      return isLike();
    case "!%":
    case "!=%":
    case "!%=":
      return !isLike();
    case "!":
    case "!=":
    case "!@":
      return !isOneOf();
    default:
      return isOneOf();
  }
}

function isBetween(value: unknown, wanted: unknown): boolean {
  const [from, to] = toList(wanted);
  return compare(value, from) >= 0 && compare(value, to) <= 0;
}

function splitKey(key: string): { operator: string; field: string } {
  const operator = operators.find((candidate) => key.startsWith(candidate)) ?? "";
  return { operator, field: key.slice(operator.length) };
}

function normal(value: unknown): string {
  return value === false ? "" : fieldText(value).toLowerCase();
}

/** Numbers by size, moments by time, everything else as text without regard to case. */
function compare(left: unknown, right: unknown): number {
  const [first, second] = [normal(left), normal(right)];
  const numeric = /^-?\d+(\.\d+)?$/;
  if (numeric.test(first) && numeric.test(second)) return Number(first) - Number(second);
  const moment = /^\d{4}-\d{2}-\d{2}([t ].*)?$/;
  if (moment.test(first) && moment.test(second))
    return Date.parse(first.toUpperCase()) - Date.parse(second.toUpperCase());
  return first < second ? -1 : first > second ? 1 : 0;
}

function sort(rows: Candidate[], order: Tree, rules: QueryRules): void {
  const keys = Object.entries(order).map(([field, direction]) => ({ field, direction: normal(direction) }));
  for (const { field, direction } of rules.strictFields ? keys : []) {
    if (direction === "asc" || direction === "desc") continue;
    const text = `Invalid order: allowed sort directions are \`ASC, DESC\`. But got '${direction}' for field '${field}'`;
    throw new RestError(400, "INVALID_ARG_VALUE", text);
  }
  if (keys.length === 0) keys.push({ field: rules.defaultOrder, direction: "asc" });
  rows.sort((left, right) => {
    for (const { field, direction } of keys) {
      const difference = compare(left.fields[field], right.fields[field]);
      if (difference !== 0) return direction.startsWith("desc") ? -difference : difference;
    }
    return 0;
  });
}

/** Refuses `filter`, `order`, `fields` and `params` that are no maps, in the words of the classic methods. */
export function requireMap(params: Tree, name: string, refuse: (text: string) => RestError): void {
  const value = valueOf(params, name, name.toUpperCase());
  const isMap = value === undefined || value === null || value === "" || isTree(value) || Array.isArray(value);
  if (!isMap) throw refuse(`Parameter '${name}' must be array${name === "fields" || name === "params" ? "" : "."}`);
}
