import { meaningOfPhrase } from "./client-phrases.ts";
import type { AnsweringClient, ClientScript, ClientTurn } from "./client-script.ts";

/** One answer that ends the question: by its key or by its meaning. A text is said after it, then the call ends. */
export interface DialogAnswer {
  readonly key: string;
  readonly meaning: "yes" | "no";
  /** Key of the text said after this answer. */
  readonly text: string;
  readonly outcome: string;
  /** The outcome when the client hangs up while that text is spoken. */
  readonly hungUp: string;
}

/** A robot that asks one question: what it says and how its calls must end. Texts are named by their keys. */
export interface DialogRules {
  readonly question: string;
  /** One prompt per silence; one silence more exhausts the question. */
  readonly noInput: readonly string[];
  /** One prompt per answer that was not understood, counted apart from the silences. */
  readonly noMatch: readonly string[];
  readonly exhausted: string;
  readonly answers: readonly DialogAnswer[];
  /** The outcome when the client hangs up in the question. */
  readonly hungUp: string;
  readonly unreached: string;
}

/** How a call must end. */
export interface ExpectedEnding {
  readonly outcome: string;
  /** Keys of the texts that began to be spoken, in order. */
  readonly heard: readonly string[];
  readonly reached: boolean;
  /** Null when nobody was reached. */
  readonly endCause: "caller_hangup" | "robot_hangup" | null;
}

/** The demo's robot, "visit-reminder", stated a second time and independently of its definition. */
export const visitReminderRules: DialogRules = {
  question: "question",
  noInput: ["again", "again"],
  noMatch: ["again"],
  exhausted: "unclear",
  answers: [
    { key: "1", meaning: "yes", text: "seeYou", outcome: "yes", hungUp: "yes" },
    { key: "2", meaning: "no", text: "manager", outcome: "no", hungUp: "no" },
  ],
  hungUp: "unclear",
  unreached: "noAnswer",
};

/**
 * How a call with this client must end, from the client's script and the robot's rules alone.
 *
 * @throws RangeError when the client says a phrase whose meaning is not listed.
 */
export function expectedEnding(script: ClientScript, rules: DialogRules = visitReminderRules): ExpectedEnding {
  if (!script.answers) return { outcome: rules.unreached, heard: [], reached: false, endCause: null };
  const heard = [rules.question];
  let silences = 0;
  let misses = 0;
  for (let prompt = 0; ; prompt += 1) {
    const turn = script.turns[prompt] ?? { silent: true };
    if ("hangsUp" in turn) return { outcome: rules.hungUp, heard, reached: true, endCause: "caller_hangup" };
    const answer = answerOf(turn, rules);
    if (answer) return endingAfter(answer, script, heard);
    const next = "silent" in turn ? rules.noInput[silences++] : rules.noMatch[misses++];
    if (next === undefined) return { outcome: rules.exhausted, heard, reached: true, endCause: "robot_hangup" };
    heard.push(next);
  }
}

function answerOf(turn: ClientTurn, rules: DialogRules): DialogAnswer | undefined {
  if ("presses" in turn) return rules.answers.find((answer) => answer.key === turn.presses);
  if (!("says" in turn)) return undefined;
  const meaning = meaningOfPhrase(turn.says);
  return rules.answers.find((answer) => answer.meaning === meaning);
}

function endingAfter(answer: DialogAnswer, script: AnsweringClient, heard: readonly string[]): ExpectedEnding {
  const hangsUp = script.hangsUpDuringMessage === 0;
  return {
    outcome: hangsUp ? answer.hungUp : answer.outcome,
    heard: [...heard, answer.text],
    reached: true,
    endCause: hangsUp ? "caller_hangup" : "robot_hangup",
  };
}
