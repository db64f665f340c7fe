import type { PortDirectory } from "../dialing/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { ConnectedAdapter } from "../ports/adapter.ts";

/** Finds the adapter that gives a port; the first one wins. */
export function createPortDirectory(adapters: () => readonly ConnectedAdapter[]): PortDirectory {
  return {
    crm(account) {
      const give = adapters().find((adapter) => adapter.crm)?.crm;
      if (!give) throw new CallwrightError("PORT_MISSING", { port: "crm", for: "reading and moving items" });
      return give(account);
    },
    callLog: (account) =>
      adapters()
        .find((adapter) => adapter.callLog)
        ?.callLog?.(account),
    voice() {
      const voice = adapters().find((adapter) => adapter.voice)?.voice;
      if (!voice) throw new CallwrightError("PORT_MISSING", { port: "voice", for: "dialing" });
      return voice;
    },
  };
}
