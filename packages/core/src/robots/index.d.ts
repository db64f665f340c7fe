export { applyInstallation, InstallationPlan, planInstallation, type InstallationPorts } from "./installation.ts";
export { readPlacement, toAutomationRobot, type PlacementRequest } from "./placement.ts";
export { RobotCatalog, type CatalogedRobot } from "./robot-catalog.ts";
