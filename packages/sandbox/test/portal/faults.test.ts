import { afterEach, expect, it } from "vitest";
import { createPortal } from "../../src/portal/create-portal.ts";
import { createFakeClock } from "./fake-clock.ts";
import { openPortal, post } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const titles = async (portal: OpenPortal): Promise<string[]> =>
  (await portal.control("deals")).map((deal: { title: string }) => deal.title);
const add = (portal: OpenPortal, title: string): Promise<{ status: number }> =>
  portal.callAsEmployee("crm.deal.add", { fields: { TITLE: title } });

it("answers 503 without executing, as often as asked", async () => {
  open = await openPortal();
  await open.control("faults", { method: "crm.deal.add", kind: "503", times: 2 });
  expect((await open.callAsEmployee("profile")).status).toBe(200);
  expect([(await add(open, "a")).status, (await add(open, "b")).status, (await add(open, "c")).status]).toEqual([
    503, 503, 200,
  ]);
  expect(await titles(open)).toEqual(["c"]);
});

it("cuts the connection after the write was applied", async () => {
  open = await openPortal();
  await open.control("faults", { method: "crm.deal.add", kind: "reset-after-apply" });
  await expect(add(open, "a")).rejects.toThrow("fetch failed");
  expect(await titles(open)).toEqual(["a"]);
  expect(open.portal.log().at(-1)).toMatchObject({ method: "crm.deal.add", applied: true, fault: "reset-after-apply" });
});

it("cuts the connection before the write when that is asked", async () => {
  open = await openPortal();
  await open.control("faults", { method: "*", kind: "reset" });
  await expect(add(open, "a")).rejects.toThrow("fetch failed");
  expect(await titles(open)).toEqual([]);
});

it("answers with the page of a proxy", async () => {
  open = await openPortal();
  await open.control("faults", { method: "profile", kind: "html-502" });
  const response = await fetch(`${open.portal.employeeWebhookUrl()}profile`);
  expect(response.status).toBe(502);
  expect(await response.text()).toContain("<h1>502 Bad Gateway</h1>");
});

it("goes down as a whole, the control API excepted", async () => {
  open = await openPortal();
  await open.control("faults", { down: true });
  await expect(add(open, "a")).rejects.toThrow("fetch failed");
  await expect(fetch(`${open.url}/oauth/token/`)).rejects.toThrow("fetch failed");
  await open.control("faults", { down: false });
  expect((await add(open, "b")).status).toBe(200);
  expect(await titles(open)).toEqual(["b"]);
});

it("executes on arrival and withholds the answer, so the write of a caller that died stands", async () => {
  open = await openPortal({ latencyMs: { min: 20, max: 200 }, seed: 7 });
  const dying = new AbortController();
  const lost = fetch(`${open.portal.employeeWebhookUrl()}crm.deal.add`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ fields: { TITLE: "a" } }),
    signal: dying.signal,
  });
  while (open.clock.timers() === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await titles(open)).toEqual(["a"]);
  dying.abort();
  await expect(lost).rejects.toThrow();
  const answer = add(open, "b");
  while (open.clock.timers() < 2) await new Promise((resolve) => setImmediate(resolve));
  await open.clock.advance(200);
  expect((await answer).status).toBe(200);
  await open.settled();
  expect(open.clock.held()).toBe(0);
});

it("refuses control requests that mean nothing", async () => {
  open = await openPortal();
  for (const [path, body] of [
    ["faults", { kind: "fire", method: "*" }],
    ["stages", {}],
    ["deals", { fields: { STAGE_ID: "NOWHERE" } }],
    ["robots", { code: "unknown", stageId: "NEW" }],
    ["triggers", { code: "unknown", stageId: "NEW" }],
  ] as const) {
    const { status, body: answer } = await post(`${open.url}/control/${path}`, body);
    expect([400, 404]).toContain(status);
    expect(answer.error).toBeTypeOf("string");
  }
});

it("serves in memory too, where a cut connection is a failed fetch", async () => {
  const app = { clientId: "a", clientSecret: "b", handlerUrl: "http://127.0.0.1:9/x" };
  const portal = createPortal({ clock: createFakeClock(), app });
  const call = (): Promise<Response> => portal.fetch(new Request(`${portal.employeeWebhookUrl()}profile`));
  expect((await call()).status).toBe(200);
  const body = JSON.stringify({ method: "profile", kind: "reset" });
  await portal.fetch(new Request("http://portal.localhost/control/faults", { method: "POST", body }));
  await expect(call()).rejects.toThrow("fetch failed");
});

it("gives the same ids and tokens for the same seed", async () => {
  const app = { clientId: "a", clientSecret: "b", handlerUrl: "http://127.0.0.1:9/x" };
  const make = (seed: number): string => createPortal({ clock: createFakeClock(), app, seed }).employeeWebhookUrl();
  expect(make(5)).toBe(make(5));
  expect(make(5)).not.toBe(make(6));
});
