export { callMatchers, type CallMatchers } from "./call-matchers.ts";
export { refuseNetworkInTests } from "./refuse-network-in-tests.ts";
