import { defineRobot } from "@callwright/core";
import { z } from "zod";

const source = {
  id: "wrong-names",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({}),
  texts: { hello: "Hello" },
  outcomes: { done: { title: "Done" } },
  start: "helo",
  steps: { hello: { say: "hallo", next: { end: "done" } } },
  unreached: "done",
  hungUp: "done",
};

export const wrongNames = defineRobot(source as never);
