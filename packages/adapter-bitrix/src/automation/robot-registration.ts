import { createHash } from "node:crypto";
import type { AutomationRobotSpec } from "@callwright/core/ports";
import type { Connection } from "../connection.ts";
import { robotPath } from "../events/paths.ts";

type Property = AutomationRobotSpec["properties"][number];

const vendorTypes: Readonly<Record<Property["type"], string>> = {
  string: "string",
  text: "text",
  number: "double",
  boolean: "bool",
};

/** Requests about other kinds of documents could not be answered, so the robot is not offered there. */
const documentFilter = {
  INCLUDE: [
    ["crm", "CCrmDocumentLead"],
    ["crm", "CCrmDocumentDeal"],
    ["crm", "CCrmDocumentContact"],
    ["crm", "CCrmDocumentCompany"],
  ],
};

/** An automation robot as it is registered, without its code: the same fields for adding and for updating. */
export function toRobotFields(
  robot: AutomationRobotSpec,
  connection: Connection,
  publicUrl: string,
): Record<string, unknown> {
  const properties = Object.fromEntries(
    robot.properties.map((property) => [property.name, toVendorProperty(property)]),
  );
  const results = Object.fromEntries(robot.results.map(({ name, title }) => [name, { Name: title, Type: "string" }]));
  return {
    HANDLER: publicUrl + robotPath,
    ...(connection.userId === null ? {} : { AUTH_USER_ID: connection.userId }),
    // The portal waits for the end of the call. Unset means different things in different pages (read 2026-08-21).
    USE_SUBSCRIPTION: "Y",
    NAME: robot.title,
    // An empty map is refused with "Wrong property key (0)!" (read 2026-08-21).
    ...(robot.properties.length === 0 ? {} : { PROPERTIES: properties }),
    ...(robot.results.length === 0 ? {} : { RETURN_PROPERTIES: results }),
    FILTER: documentFilter,
  };
}

/** Tells whether a robot was registered with the same fields. */
export function toFingerprint(fields: Readonly<Record<string, unknown>>): string {
  return createHash("sha256")
    .update(JSON.stringify(sortNames(fields)))
    .digest("base64url");
}

function toVendorProperty(property: Property): Record<string, string> {
  return {
    Name: property.title,
    Type: vendorTypes[property.type],
    Required: property.required ? "Y" : "N",
    Multiple: "N",
    ...(property.default === null ? {} : { Default: property.default }),
  };
}

function sortNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortNames);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sortNames(item)]));
}
