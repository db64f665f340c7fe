import { assertSurvived, crashTest } from "../../../src/testing/index.ts";
import { createShop, orderFlow, shopEffects } from "./order-flow.ts";

const flow = orderFlow();

// The input is that of the flow.
assertSurvived(await crashTest(flow, { input: { order: "1" } }));
assertSurvived(await crashTest(flow, { input: { order: "1" }, effects: () => shopEffects(createShop()) }));

// A report's deaths can be played again.
const { failures } = await crashTest(flow, { input: { order: "1" }, deaths: [{ point: "commit:written", hit: 2 }] });
await crashTest(flow, { input: { order: "1" }, deaths: failures[0]?.deaths ?? [] });

// @ts-expect-error the flow needs an order
await crashTest(flow, { input: {} });

// @ts-expect-error there is no such fault point
await crashTest(flow, { input: { order: "1" }, deaths: [{ point: "commit:half", hit: 1 }] });

// @ts-expect-error effects are made anew for each world
await crashTest(flow, { input: { order: "1" }, effects: shopEffects(createShop()) });
