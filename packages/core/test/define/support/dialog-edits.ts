import { z } from "zod";
import { bookVisit } from "./whole-robot.ts";
import { addressSource, plainDialog } from "./whole-robot.ts";
import type { Edit } from "./with-value.ts";

const namesake = plainDialog({ ...addressSource(), texts: { ...addressSource().texts, sorry: "Простите?" } });
const gaveUp = { exit: "gaveUp" };

/** Edits of a dialog without mistakes; `/` parts the names of a path. */
export const dialogEdits: readonly Edit[] = [
  ["id", undefined, "DEFINE_MISSING id"],
  ["extra", 1, "DEFINE_UNKNOWN_KEY extra"],
  ["hungUp", "later", "DEFINE_UNKNOWN_KEY hungUp"],
  ["steps/size/branch/1/next", { exit: "gavUp" }, "DEFINE_UNKNOWN_EXIT steps.size.branch[1].next.exit"],
  ["steps/house/next", { end: "later" }, "DEFINE_NOT_IN_DIALOG steps.house.next", "DEFINE_UNREACHED_EXIT exits[0]"],
  ["steps/house/hungUp", "later", "DEFINE_NOT_IN_DIALOG steps.house.hungUp"],
  ["steps/help", { transfer: { queue: "a" }, failed: gaveUp }, "DEFINE_NOT_IN_DIALOG steps.help"],
  ["steps/house/next", gaveUp, "DEFINE_UNREACHED_EXIT exits[0]"],
  ["exits", ["done", "gaveUp", "lost"], "DEFINE_UNREACHED_EXIT exits[2]"],
  ["exits", ["done", "gaveUp", "done"], "DEFINE_WRONG_TYPE exits"],
  ["exits", ["done", "gaveUp", "a b"], "DEFINE_ID_INVALID exits[2]", "DEFINE_UNREACHED_EXIT exits[2]"],
  [
    "exits",
    undefined,
    "DEFINE_MISSING exits",
    "DEFINE_UNKNOWN_EXIT steps.street.exhausted.exit",
    "DEFINE_UNKNOWN_EXIT steps.size.branch[1].next.exit",
    "DEFINE_UNKNOWN_EXIT steps.house.exhausted.exit",
    "DEFINE_UNKNOWN_EXIT steps.house.next.exit",
  ],
  ["steps/size/branch/0/if", "shrt", "DEFINE_UNKNOWN_CONDITION steps.size.branch[0].if"],
  ["texts/street", "{street}?", "DEFINE_SLOT_MAY_BE_EMPTY steps.street.text"],
  ["texts/street", "{town}?", "DEFINE_UNKNOWN_VARIABLE texts.street"],
  ["input", z.object({ city: z.string(), at: z.date() }), "DEFINE_SCHEMA_NOT_JSON input.at"],
  ["slots/floor", z.int(), "DEFINE_SLOT_NEVER_FILLED slots.floor"],
  [
    "steps/again",
    { use: namesake, with: { city: "{city}" }, exits: { done: gaveUp, gaveUp } },
    "DEFINE_DIALOG_RECURSION id",
    "DEFINE_UNREACHABLE_STEP steps.again",
  ],
  ["effects", [bookVisit, { ...bookVisit }], "DEFINE_DUPLICATE_EFFECT effects[1]"],
];
