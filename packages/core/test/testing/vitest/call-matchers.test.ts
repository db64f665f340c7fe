import { describe, expect, it } from "vitest";
import { coverHearing } from "../../../src/testing/coverage/cover-hearing.ts";
import { coverRobot } from "../../../src/testing/coverage/cover-robot.ts";
import { simulateCall } from "../../../src/testing/index.ts";
import { callMatchers } from "../../../src/testing/vitest/index.ts";
import { anna, visitReminder } from "../../fixtures/visit-reminder.ts";
import { vault } from "../coverage/robots.ts";

expect.extend(callMatchers);

const begin = async () => {
  const call = simulateCall(visitReminder, { input: anna });
  await call.answer();
  return call;
};

const messageOf = (check: () => void): string => {
  try {
    check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "it holds";
};

describe("callMatchers", () => {
  it("tell what a call waits for and how it ended", async () => {
    const call = await begin();
    expect(call).toWaitIn("ask");
    expect(call).not.toHaveOutcome("yes");
    await call.silence();
    expect(call).toWaitIn("ask");
    expect(call).toWaitIn("ask~i");
    expect(call).not.toWaitIn("ask~m");
    await call.says("да, конечно");
    expect(call).toHaveOutcome("yes");
    expect(call).toHaveOutcome("yes", null);
    expect(call).not.toWaitIn("ask");
    expect(call).not.toWaitFor("voice.transfer");
    expect(call).not.toHaveAskedFor("crm.readField");
  });

  it("tell what was said and heard", async () => {
    const call = await begin();
    await call.says("да, конечно");
    expect(call).toHaveHeard("Вы придёте?");
    expect(call).toHaveHeard(/ждём/);
    expect(call).toHaveHeard([/^Здравствуйте, Анна!/, "Спасибо, ждём вас!"]);
    expect(call).not.toHaveHeard(["Спасибо, ждём вас!"]);
    expect(call).toHaveSaid("конечно");
    expect(call).not.toHaveSaid("Спасибо");
  });

  it("show the call when they fail", async () => {
    const call = await begin();
    await call.says("нет");
    expect(messageOf(() => expect(call).toHaveOutcome("yes"))).toMatchInlineSnapshot(`
      "Expected the call to end with "yes", but it ended with "no".

      The call:
        robot: Здравствуйте, Анна! Вы записаны на 15:00. Вы придёте?
        client: нет
        robot: Хорошо, вам перезвонит менеджер."
    `);
    expect(messageOf(() => expect(call).not.toHaveOutcome("no"))).toContain(
      'not end with "no", but it ended with "no"',
    );
    expect(messageOf(() => expect(call).toWaitIn("ask"))).toContain('to wait in "ask", but it waits nowhere.');
    expect(messageOf(() => expect(call).toHaveAskedFor("crm.readField"))).toContain("but it asked for nothing.");
    expect(messageOf(() => expect(call).toHaveSaid(/да/))).toContain("the client to have said /да/");
  });

  it("judge reports", async () => {
    expect(await coverRobot(visitReminder)).toBeCovered();
    const vaultReport = await coverRobot(vault);
    expect(vaultReport).not.toBeCovered();
    expect(vaultReport).toBeCovered({ atLeast: 0.4 });
    expect(messageOf(() => expect(vaultReport).toBeCovered())).toContain("only condition `right` leads there");
    const heard = coverHearing(visitReminder, [{ step: "ask", says: "да", means: "no" }]);
    expect(heard).not.toBeHeardRight();
    expect(heard).toBeHeardRight({ atLeast: 0 });
    expect(messageOf(() => expect(heard).toBeHeardRight())).toContain('ask "да": meant no, heard yes (phrases)');
  });

  it("are typed", async () => {
    const call = await begin();
    // @ts-expect-error the robot has no such outcome
    expect(messageOf(() => expect(call).toHaveOutcome("yeah"))).toContain('to end with "yeah"');
  });
});
