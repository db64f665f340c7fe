import { isCallwrightError } from "@callwright/core/adapter-kit";
import { describe, expect, it } from "vitest";
import { bitrix, type BitrixSettings } from "../src/index.ts";

const app = { clientId: "local.app", clientSecret: "client-secret-one" };

describe("bitrix settings", () => {
  it("make an adapter of the contract", () => {
    expect(bitrix({ app })).toMatchObject({ name: "bitrix", contract: 1 });
  });

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ["a missing secret", { app: { clientId: "local.app" } }, "bitrix.app.clientSecret"],
    ["a misspelled name", { app, oauthHost: ["x"] }, "oauthHost"],
    ["an address instead of a host", { app, oauthHosts: ["https://oauth.bitrix.info/"] }, "bitrix.oauthHosts.0"],
    ["no host at all", { app, oauthHosts: [] }, "bitrix.oauthHosts"],
    ["a limit of nothing", { app, limits: { capacity: 0, drainPerSecond: 2 } }, "bitrix.limits"],
    ["a client that cannot request", { app, http: {} }, "bitrix.http"],
    ["an accountId that is no function", { app, accountId: "shop" }, "bitrix.accountId"],
    ["a time-out of nothing", { app, timeoutMs: 0 }, "bitrix.timeoutMs"],
  ];
  it.each(wrong)("refuse %s, naming the place and no secret", (_, settings, place) => {
    try {
      bitrix(settings as BitrixSettings);
      expect.unreachable();
    } catch (error) {
      expect(isCallwrightError(error, "ENGINE_SETTINGS_INVALID") && error.details.problems.join()).toContain(place);
      expect(String(error)).not.toContain("client-secret-one");
    }
  });
});
