import type { RegisteredRobot } from "../automation-types.ts";
import type { PortalContext } from "../portal-context.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodCall, MethodFamily } from "../rest/method-spec.ts";
import { RestError } from "../rest/rest-error.ts";
import { emptyTree, integerOf, isTree, listOf, mapOf, textOf, toText, valueOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

/** Administration of automation robots: an administrator in the application's context only. */
export const robotMethods: MethodFamily = {
  "bizproc.robot.add": { scope: "bizproc", context: "bizproc", admin: true, run: addRobot },
  "bizproc.robot.update": { scope: "bizproc", context: "bizproc", admin: true, run: updateRobot },
  "bizproc.robot.delete": { scope: "bizproc", context: "bizproc", admin: true, run: deleteRobot },
  "bizproc.robot.list": {
    scope: "bizproc",
    context: "bizproc",
    admin: true,
    run: ({ portal }) => answer([...portal.state.robots.keys()]),
  },
};

function addRobot({ portal, params }: MethodCall): ReturnType<typeof answer> {
  if (Object.keys(params).every((key) => key === "auth")) throw invalid("Empty data!");
  const code = textOf(params, "CODE") ?? "";
  if (code === "") throw invalid("Empty activity code!");
  if (!/^[a-zA-Z0-9._-]+$/.test(code)) throw invalid("Wrong activity code!");
  checkHandler(portal, textOf(params, "HANDLER") ?? "");
  if (!hasName(params)) throw invalid("Empty activity NAME!");
  checkShape(params);
  if (portal.state.robots.has(code)) {
    throw new RestError(400, "ERROR_ACTIVITY_ALREADY_INSTALLED", "Activity or Robot already installed!");
  }
  const robot: RegisteredRobot = {
    code,
    handler: "",
    authUserId: 0,
    useSubscription: "",
    name: "",
    description: "",
    properties: emptyTree(),
    returnProperties: emptyTree(),
    documentType: undefined,
  };
  write(robot, params);
  portal.state.robots.set(code, robot);
  return answer(true);
}

function updateRobot({ portal, params }: MethodCall): ReturnType<typeof answer> {
  const robot = findRobot(portal, params);
  const fields = mapOf(params, "FIELDS", "fields");
  if (!fields || Object.keys(fields).length === 0) throw invalid("No fields to update");
  const handler = textOf(fields, "HANDLER");
  if (handler !== undefined) checkHandler(portal, handler);
  if (valueOf(fields, "NAME") !== undefined && !hasName(fields)) throw invalid("Empty activity NAME!");
  checkShape(fields);
  write(robot, fields);
  return answer(true);
}

function deleteRobot({ portal, params }: MethodCall): ReturnType<typeof answer> {
  portal.state.robots.delete(findRobot(portal, params).code);
  return answer(true);
}

function findRobot(portal: PortalContext, params: Tree): RegisteredRobot {
  const code = textOf(params, "CODE") ?? "";
  if (code === "") throw invalid("Empty activity code!");
  const robot = portal.state.robots.get(code);
  if (!robot) throw new RestError(400, "ERROR_ACTIVITY_NOT_FOUND", "Activity or Robot not found!");
  return robot;
}

function checkHandler(portal: PortalContext, handler: string): void {
  const url = URL.canParse(handler) ? new URL(handler) : undefined;
  if (!url) throw new RestError(400, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL!");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new RestError(400, "ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol!");
  }
  if (url.hostname !== new URL(portal.state.app.handlerUrl).hostname) {
    throw new RestError(400, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL!");
  }
}

function checkShape(fields: Tree): void {
  for (const name of ["PROPERTIES", "RETURN_PROPERTIES"]) {
    const value = valueOf(fields, name);
    if (value !== undefined) checkProperties(value);
  }
  const filter = valueOf(fields, "FILTER");
  if (filter !== undefined && !isTree(filter)) throw invalid("Wrong activity FILTER!");
  const documentType = valueOf(fields, "DOCUMENT_TYPE");
  if (documentType !== undefined && listOf(fields, "DOCUMENT_TYPE")?.length !== 3) {
    throw invalid("Wrong activity DOCUMENT_TYPE!");
  }
}

/** Empty properties must be left out: the vendor reads `{}` as a list and complains about its key 0 (docs read 2026-08-21). */
function checkProperties(value: unknown): void {
  if (!isTree(value) && !Array.isArray(value)) throw invalid("Wrong properties array!");
  const entries = Object.entries(value);
  if (entries.length === 0) throw invalid("Wrong property key (0)!");
  for (const [key, definition] of entries) {
    if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(key)) throw invalid(`Wrong property key (${key})!`);
    if (!isTree(definition) || !hasName(definition)) throw invalid(`Empty property NAME (${key})!`);
  }
}

function hasName(fields: Tree): boolean {
  const name = valueOf(fields, "NAME", "Name");
  return isTree(name) ? Object.values(name).some((text) => toText(text)) : Boolean(toText(name));
}

function write(robot: RegisteredRobot, fields: Tree): void {
  const useSubscription = textOf(fields, "USE_SUBSCRIPTION");
  robot.handler = textOf(fields, "HANDLER") ?? robot.handler;
  robot.authUserId = integerOf(fields, "AUTH_USER_ID") ?? robot.authUserId;
  if (useSubscription !== undefined)
    robot.useSubscription = useSubscription === "N" ? "N" : useSubscription === "Y" ? "Y" : "";
  robot.name = valueOf(fields, "NAME") ?? robot.name;
  robot.description = valueOf(fields, "DESCRIPTION") ?? robot.description;
  robot.properties = mapOf(fields, "PROPERTIES") ?? robot.properties;
  robot.returnProperties = mapOf(fields, "RETURN_PROPERTIES") ?? robot.returnProperties;
  robot.documentType = listOf(fields, "DOCUMENT_TYPE") ?? robot.documentType;
}

function invalid(text: string): RestError {
  return new RestError(400, "ERROR_ACTIVITY_VALIDATION_FAILURE", text);
}
