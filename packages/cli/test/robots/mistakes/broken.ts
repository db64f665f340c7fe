import { defineRobot } from "@callwright/core";

throw new Error("this module cannot be imported");

export const broken = defineRobot({} as never);
