import { clientPhrases, type PhraseMeaning } from "./client-phrases.ts";
import type { ClientScript, ClientTurn } from "./client-script.ts";

const maxTurns = 5;

/** A client with a mixture of behaviours: no answer, phrases, right and wrong keys, silence, hang-ups. Same numbers, same client. */
export function randomClient(random: () => number): ClientScript {
  if (random() < 0.12) return { answers: false };
  const turns: ClientTurn[] = [];
  const count = Math.floor(random() * (maxTurns + 1));
  while (turns.length < count) turns.push(randomTurn(random));
  return random() < 0.15 ? { answers: true, turns, hangsUpDuringMessage: 0 } : { answers: true, turns };
}

function randomTurn(random: () => number): ClientTurn {
  const draw = random();
  if (draw < 0.2) return says("yes", random);
  if (draw < 0.38) return says("no", random);
  if (draw < 0.58) return says("other", random);
  if (draw < 0.66) return { presses: random() < 0.5 ? "1" : "2" };
  if (draw < 0.74) return { presses: pick(["0", "3", "9", "#", "12"], random) };
  if (draw < 0.93) return { silent: true };
  return { hangsUp: "now" };
}

function says(meaning: PhraseMeaning, random: () => number): ClientTurn {
  return { says: pick(clientPhrases[meaning], random) };
}

function pick(choices: readonly string[], random: () => number): string {
  return choices[Math.floor(random() * choices.length)] ?? "";
}
