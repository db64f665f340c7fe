import { describe, expect, it } from "vitest";
import { diffDefinitions, type RobotDocument } from "../../../src/define/index.ts";
import { everything } from "./robots.ts";

const { document } = everything;

/** The document with one place changed; `undefined` removes it. A path of `|`, since ids have hyphens and types dots. */
function changed(path: string, value: unknown): RobotDocument {
  const copy: unknown = structuredClone(document);
  const keys = path.split("|");
  const last = keys.pop() ?? "";
  const parent = keys.reduce((place, key) => (place as Readonly<Record<string, unknown>>)[key], copy) as object;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
  return copy as RobotDocument;
}

const talk = document.steps["talk"];

describe("the words of diffDefinitions", () => {
  it.each<readonly [string, unknown, string]>([
    [
      "steps|ask|answers|no|next",
      "bye",
      'step `ask`: answer `no` now leads to `bye` (before: the end `later` with {"who":"{name}","note":"Просил {name}"})',
    ],
    ["steps|ask|answers|yes", undefined, "step `ask`: answer `yes` was removed"],
    [
      "steps|ask|answers|no|hear",
      ["yesNo.no"],
      "step `ask`: answer `no` is now heard by `yesNo.no` (before: `yesNo.no`, `angry`)",
    ],
    ["steps|ask|answers|yes|key", "5", 'step `ask`: answer `yes`: the key is now "5" (before: "1")'],
    ["steps|ask|noInput", [], "step `ask`: after silence it now repeats none (before: `again`)"],
    ["steps|ask|exhausted", "bye", "step `ask`: after the last repetition it now leads to `bye` (before: `human`)"],
    ["steps|ask|timeoutMs", 3000, "step `ask`: the waiting time is now 3000 ms (before: 5000 ms)"],
    [
      "steps|ask|bargeIn",
      undefined,
      "step `ask`: the client's right to cut the words short is now as usual (before: no)",
    ],
    ["steps|bye|say", "wait", "step `bye` now says `wait` (before: `bye`)"],
    [
      "steps|bye|hungUp",
      undefined,
      "step `bye`: the outcome when the client hangs up is now that of the robot (before: `done`)",
    ],
    ["steps|sum|as", "number", "step `sum`: the kind of the value is now `number` (before: `money`)"],
    [
      "steps|kind|choices|old|hear",
      ["newOnes"],
      "step `kind`: choice `old` is now heard by `newOnes` (before: `oldOnes`)",
    ],
    ["steps|size|branch|0|if", "huge", "step `size`: way 1: its condition is now `huge` (before: `large`)"],
    [
      "steps|size|branch",
      [{ if: "vip", next: "where" }, { next: "talk" }],
      "step `size` now leads if `vip` to `where`, else to `talk` (before: if `large` to `book`, if `vip` to `where`, else to `talk`)",
    ],
    ["steps|book|with|at", "12:00", 'step `book`: what is given as `at` is now "12:00" (before: "{name}")'],
    [
      "steps|book|into|tries",
      "free",
      "step `book`: the result's place is now slot `tries` from `free` (before: slot `tries` from `id`)",
    ],
    ["steps|book|failed", "bye", "step `book`: failure now leads to `bye` (before: `human`)"],
    ["steps|look|into", "street", "step `look`: the result's place is now slot `street` (before: slot `stage`)"],
    ["steps|human|transfer", { operator: "6" }, "step `human` now transfers to operator `6` (before: queue `sales`)"],
    ["steps|human|busy", "ask", "step `human`: busy now leads to `ask` (before: `bye`)"],
    ["steps|where|exits|gaveUp", "human", "step `where`: exit `gaveUp` now leads to `human` (before: the end `lost`)"],
    [
      "steps|where|into|street",
      "house",
      "step `where`: slot `street` is now taken from `house` (before: taken from `street`)",
    ],
    ["steps|talk|limits|turns", 4, "step `talk`: the limit `turns` is now 4 (before: 8)"],
    ["steps|talk|fill", ["kind"], "step `talk`: the slots that it may fill are now `kind` (before: `amount`, `kind`)"],
    ["steps|look", { say: "wait", next: "sum" }, "step `look` now speaks a text (before: it performs an effect)"],
    ["steps|more", talk, "step `more` was added: it lets a language model talk"],
    ["texts|again|ru", "Что?", 'text `again` (ru) is now "Что?" (before: "…?")'],
    [
      "texts|bye|ru|file",
      "x.wav",
      'text `bye` (ru) is now "До свидания!" in the recording "x.wav" (before: "До свидания!" in the recording "bye.wav")',
    ],
    ["texts|new", { ru: "Да", uk: "Так" }, 'text `new` was added: (ru) "Да", (uk) "Так"'],
    ["outcomes|moved", { title: "Переехал" }, 'outcome `moved` was added: "Переехал"'],
    ["outcomes|done|title", "Всё", 'outcome `done`: the title is now "Всё" (before: "Готово")'],
    ["outcomes|later|data|properties|who|type", "number", "outcome `later`: data `who` is now a number (before: text)"],
    ["slots|amount", { type: "integer" }, "slot `amount` is now a whole number (before: a number)"],
    ["slots|more", { type: "boolean" }, "slot `more` was added: yes or no"],
    [
      "slots|street|pattern",
      "^[a-z]+$",
      'slot `street` is now text, {"type":"string","pattern":"^[a-z]+$"} (before: text, {"type":"string"})',
    ],
    ["input|properties|age", { type: "integer", minimum: 18 }, "input `age` was added: a whole number from 18"],
    ["input|required", ["name"], "input: what must be given is now `name` (before: `name`, `vip`)"],
    ["conditions", ["large", "huge"], "condition `huge` was added"],
    ["inputConditions", [], "input condition `vip` was removed"],
    ["commands|operator", undefined, "command `operator` was removed"],
    ["commands|stop", "bye", "command `stop` now leads to `bye` (before: the end `lost`)"],
    ["digressions|price|say", "again", "digression `price` is now answered with `again` (before: `price`)"],
    [
      "effects|visits.book|output|properties|id",
      { type: "string" },
      "effect `visits.book`: result `id` is now text (before: a whole number)",
    ],
    [
      "dialogs|ask-address|steps|house|hear",
      "plate",
      "dialog `ask-address`: step `house`: the value is now heard by `plate` (before: `house.number`)",
    ],
    ["dialogs|ask-address|exits", ["done"], "dialog `ask-address`: exit `gaveUp` was removed"],
    ["dialogs|ask-address", undefined, "dialog `ask-address` was removed"],
    [
      "unreached|declined",
      "done",
      "the outcome of a call that did not connect (declined) is now `done` (before: the common one)",
    ],
    ["locales", ["ru"], "the languages are now `ru` (before: `ru`, `uk`)"],
    ["start", "sum", "the first step is now `sum` (before: `ask`)"],
    ["hungUp", "done", "the outcome when the client hangs up is now `done` (before: `lost`)"],
    ["transferred", undefined, "the outcome when the client is put through is now nothing (before: `handed`)"],
  ])("%s", (path, value, words) => {
    expect(diffDefinitions(document, changed(path, value)).map((change) => change.words)).toEqual([words]);
  });

  it("tells the members of a part that was not there one by one", () => {
    const { commands: _, ...without } = document;
    expect(diffDefinitions(without, document)).toEqual([
      { path: "commands.repeat", kind: "added", words: "command `repeat` was added" },
      { path: "commands.operator", kind: "added", words: "command `operator` was added: it leads to `human`" },
      { path: "commands.stop", kind: "added", words: "command `stop` was added: it leads to the end `lost`" },
    ]);
  });
});
