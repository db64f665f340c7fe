import type { PortDirectory } from "../dialing/index.ts";
import type { ConnectedAdapter } from "../ports/adapter.ts";
/** Finds the adapter that gives a port; the first one wins. */
export declare function createPortDirectory(adapters: () => readonly ConnectedAdapter[]): PortDirectory;
