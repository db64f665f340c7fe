import { isAskedBack, toLastQuestion } from "./last-question.ts";
import { toVerdict, type Verdict } from "./verdict.ts";
import type { PhraseLexicon } from "./lexicon.ts";
import type { PhraseReader } from "./phrase-reader.ts";

const trustAfterSlip = 0.85;
/** Among more unknown words than this, an answer that hangs on a mended word is none. */
const mostUnknownBesideSlip = 1;
const trustInPause = 0.7;
const neither: Verdict = { answer: "neither", confidence: 1, unknownWords: 0 };

/** Whether an utterance answers yes or no: as said, else as probably meant. */
export function hearAnswer(utterance: string, reader: PhraseReader, lexicon: PhraseLexicon): Verdict {
  const verdict = mend(utterance, reader, toVerdict(reader.read(utterance)));
  if (verdict.answer === "neither") return readPause(utterance, reader, lexicon);
  const question = toLastQuestion(utterance);
  if (!question) return verdict;
  const asked = reader.readTolerantly(question.asked) ?? reader.read(question.asked);
  const roles = asked.flatMap((statement) => statement.roles);
  const isTag = toVerdict(reader.read(question.before)).answer !== "neither";
  return isAskedBack(roles, isTag) ? neither : verdict;
}

/** Words with a wrong letter may add an answer, or change the one heard without them ("нет прблем"). */
function mend(utterance: string, reader: PhraseReader, asSaid: Verdict): Verdict {
  const statements = reader.readTolerantly(utterance);
  if (!statements) return asSaid;
  const meant = toVerdict(statements);
  if (asSaid.answer === "neither" && meant.unknownWords > mostUnknownBesideSlip) return asSaid;
  // Where the words as they stand say the contrary, neither reading can be trusted.
  if (asSaid.answer !== "neither" && meant.answer !== "neither" && asSaid.answer !== meant.answer) return neither;
  return { ...meant, confidence: Math.round(meant.confidence * trustAfterSlip * 100) / 100 };
}

/** "Nie, mam spotkanie": where the negator is also the word for no, a pause behind it makes it the answer. */
function readPause(utterance: string, reader: PhraseReader, lexicon: PhraseLexicon): Verdict {
  const { answeringNegator, retractions = [] } = lexicon;
  if (answeringNegator === undefined) return neither;
  const match = new RegExp(`^(.{0,60}?(?<!\\p{L})${answeringNegator})\\s*[,.!;…–—]`, "iu").exec(utterance);
  const [found, opening] = match ?? [];
  if (found === undefined || opening === undefined) return neither;
  const isRetraction = retractions.some((phrase) => opening.toLowerCase().endsWith(` ${phrase}`));
  if (isRetraction) return neither;
  const isAnswer = toVerdict(reader.read(opening)).answer === "no";
  const rest = reader.read(utterance.slice(found.length));
  const speaks = rest.some(({ opening: how, roles }) => how !== "first" || roles.includes("open"));
  if (!isAnswer || speaks || toVerdict(rest).answer === "yes") return neither;
  return { answer: "no", confidence: trustInPause, unknownWords: 0 };
}
