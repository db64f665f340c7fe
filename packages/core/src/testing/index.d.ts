export type { ContractRule } from "./contracts/contract-rule.ts";
export { storeContract } from "./contracts/store-contract.ts";
export { FakeCrm, type FakeItem, type FakeLoggedCall } from "./fakes/fake-crm.ts";
export { FakeVoice, type LaunchBehaviour } from "./fakes/fake-voice.ts";
export { simulateCall, type SimulatedCall, type SimulatedCallSettings, type SimulatedTurn } from "./simulate-call.ts";
export { memoryStore } from "./stores/memory-store.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
export { virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "./virtual-engine.ts";
