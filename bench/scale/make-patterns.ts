import { account, listener, openHost } from "./host.ts";

/** Makes a store with an ended run and an open one, both of which heard something. Argument: its path. Prints their ids. */
const note = "Перезвонить после обеда и уточнить адрес доставки. ".repeat(8);
const { engine, install } = await openHost(process.argv[2] ?? "");
await install();
const start = async (key: string, ends: boolean): Promise<string> => {
  const run = await engine.account(account).start(listener, { input: { note }, idempotencyKey: key });
  while (!(await run.status()).snapshot.includes('"listening"')) await new Promise(setImmediate);
  await run.send({ type: "heard" });
  if (ends) await run.send({ type: "stop" });
  return run.id;
};
console.log(JSON.stringify({ ended: await start("ended", true), open: await start("open", false) }));
await engine.close();
