export { storeContract } from "./contracts/store-contract.ts";
export { memoryStore } from "./stores/memory-store.ts";
export { simulateCall, type SimulatedCall, type SimulatedCallSettings, type SimulatedTurn } from "./simulate-call.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
