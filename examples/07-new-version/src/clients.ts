import type { VirtualEngine } from "@callwright/core/testing";
import { visitReminder1 } from "./visit-reminder-1.ts";

/** What clients do: one in ten hangs up at once, one in five says no, one in ten is not understood, the others come. */
type Client = "gone" | "no" | "unclear" | "yes";

/** The client of a call, the same for the same number. */
export function clientOf(number: number): Client {
  const turn = number % 10;
  if (turn === 0) return "gone";
  if (turn === 1 || turn === 2) return "no";
  return turn === 3 ? "unclear" : "yes";
}

/** Calls that many clients; gives the ids of the calls. */
export async function callAll(
  { account, clock }: VirtualEngine,
  from: number,
  count: number,
): Promise<readonly string[]> {
  const calls = Array.from({ length: count }, async (_, at) => {
    const input = { name: `Client ${from + at}`, time: `${8 + (at % 10)}:00` };
    const phone = `+4420794${String(60_000 + from + at).padStart(5, "0")}`;
    return (await account.call(visitReminder1, { input, phone, idempotencyKey: `visit-${from + at}` })).id;
  });
  const ids = await Promise.all(calls);
  await clock.settle();
  return ids;
}

/** The client picks up: the call is on the line. */
export async function pickUp({ voice }: VirtualEngine, call: string): Promise<void> {
  await voice.answers(`${call}:1`);
}

/** The vendor tells how the dialog of version 1 goes on to its end. */
export async function endCall({ voice }: VirtualEngine, call: string, client: Client): Promise<void> {
  const run = `${call}:1`;
  switch (client) {
    case "gone":
      await voice.leaves(run, "ask", "hungUp");
      return;
    case "yes":
      await voice.leaves(run, "ask", "answer:yes");
      await voice.leaves(run, "thank", "said");
      return;
    case "no":
      await voice.leaves(run, "ask", "answer:no");
      await voice.leaves(run, "promise", "said");
      return;
    case "unclear":
      await voice.leaves(run, "ask", "noMatch");
      await voice.leaves(run, "ask~m", "noMatch");
  }
}
