import type { DialogExit } from "@callwright/core/calls";
import { reportPath } from "../webhooks/paths.ts";
import type { StateContent } from "./lay-out.ts";
import type { HttpRequestState } from "./scenario-document.ts";

/** What a report says beside its run. */
export type ReportContent =
  | { readonly event: "answered" | "notConnected" }
  | { readonly event: "left"; readonly node: string; readonly exit: DialogExit };

/** A state that tells us something and goes on to `next`, whether we heard it or not: our host being down must not change the call. */
export function reportState(
  name: string,
  content: ReportContent,
  next: string,
  publicUrl: string,
): StateContent<HttpRequestState> {
  const url = new URL(publicUrl + reportPath);
  const isHttps = url.protocol === "https:";
  const edge = { title: "next", newState: next };
  return {
    type: "HTTPRequest",
    name,
    method: "POST",
    protocol: isHttps ? "https" : "http",
    host: url.hostname,
    port: url.port === "" ? (isHttps ? 443 : 80) : Number(url.port),
    url: url.pathname,
    headers: { "Content-Type": "application/json", "X-Robot-Token": "{{sig}}" },
    requestParametersType: "raw",
    requestParametersRaw: JSON.stringify({ v: 1, runId: "{{runId}}", ...content }),
    responseCodeVariable: "",
    responseBodyVariables: [],
    success: edge,
    error: edge,
  };
}
