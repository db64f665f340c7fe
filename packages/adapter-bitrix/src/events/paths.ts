/** Where the portal tells of the application's life, below the engine's mount. */
export const eventsPath = "/bitrix/events";

/** Where automation robots ask for calls, below the engine's mount. */
export const robotPath = "/bitrix/robot";
