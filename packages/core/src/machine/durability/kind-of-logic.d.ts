/** What actor logic is, for messages. Told by how it behaves: its makers leave no name on it (xstate 5.33). */
export declare function kindOfLogic(logic: unknown): string;
