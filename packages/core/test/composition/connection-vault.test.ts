import { expect, it } from "vitest";
import { createConnectionVault } from "../../src/composition/connection-vault.ts";
import { memoryStore } from "../../src/testing/index.ts";

const row = { id: "crm:shop", account: "shop", adapter: "crm", externalId: "42", secret: "old" };

it("does not bring back the connection of an account that was erased while its tokens were renewed", async () => {
  const store = memoryStore();
  await store.open();
  await store.commit([[{ op: "put", table: "connections", row }]]);
  const vault = createConnectionVault(store);
  expect(await vault.change("crm", "shop", async () => "new")).toBe("new");
  const changed = vault.change("crm", "shop", async () => {
    await store.commit([[{ op: "delete", table: "connections", id: row.id }]]);
    return "newer";
  });
  await expect(changed).rejects.toMatchObject({ code: "CRM_NOT_CONNECTED" });
  expect(store.dump("connections")).toEqual([]);
});
