import { afterEach, beforeEach, expect, it } from "vitest";
import { openPortal } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => void (open = await openPortal({ limits: "on" })));
afterEach(() => open.close());

async function statuses(count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) seen.push((await open.callAsEmployee("profile")).status);
  return seen;
}

it("takes 50 requests at once, then answers 503 QUERY_LIMIT_EXCEEDED and drains 2 per second", async () => {
  expect(await statuses(50)).toEqual(Array(50).fill(200));
  expect(await open.callAsEmployee("profile")).toEqual({
    status: 503,
    body: { error: "QUERY_LIMIT_EXCEEDED", error_description: "Too many requests" },
  });
  await open.clock.advance(1000);
  expect(await statuses(3)).toEqual([200, 200, 503]);
});

it("counts a batch as one request", async () => {
  const cmd = Array.from({ length: 50 }, () => "profile");
  for (let index = 0; index < 50; index += 1) expect((await open.callAsEmployee("batch", { cmd })).status).toBe(200);
  expect((await open.callAsEmployee("batch", { cmd })).status).toBe(503);
});

it("does not count requests that were not let in", async () => {
  for (let index = 0; index < 60; index += 1) await fetch(`${open.url}/rest/profile?auth=wrong`);
  expect(await statuses(1)).toEqual([200]);
});

it("blocks one method of one client after 480 s of work in ten minutes, and only that", async () => {
  await open.control("operating-cost", { method: "crm.deal.list", seconds: 240 });
  const first = await open.callAsEmployee("crm.deal.list");
  expect(first.body.time.operating).toBe(240);
  await open.clock.advance(120_000);
  const second = await open.callAsEmployee("crm.deal.list");
  expect(second.body.time).toMatchObject({ operating: 480, operating_reset_at: first.body.time.operating_reset_at });
  expect(await open.callAsEmployee("crm.deal.list")).toMatchObject({
    status: 429,
    body: { error: "OPERATION_TIME_LIMIT" },
  });
  expect((await open.callAsEmployee("profile")).status).toBe(200);
  expect((await open.call("crm.deal.list")).status).toBe(200);
  await open.clock.advance(480_000);
  expect((await open.callAsEmployee("crm.deal.list")).body.time.operating).toBe(480);
});
