export { applyInstallation, InstallationPlan, planInstallation, type InstallationPorts } from "./installation.ts";
export { readPlacement, type PlacementRequest } from "./placement.ts";
export { RobotCatalog, type CatalogedRobot } from "./robot-catalog.ts";
export { refuseUnspeakable } from "./refuse-unspeakable.ts";
