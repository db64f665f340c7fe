import type { VoiceTurn } from "../../machine/index.ts";
import type { SimulatedTurn } from "../simulate-call.ts";

/** What the client does to the robot's next announcement. */
export type MessageTrouble =
  { readonly kind: "hangsUp" } | { readonly kind: "interrupts"; readonly words: string | null };

/** What was said in a simulated call, by both sides. */
export class Conversation {
  readonly heard: string[] = [];
  readonly transcript: SimulatedTurn[] = [];
  #trouble: MessageTrouble | null = null;
  /** Announcements that end before the trouble comes. */
  #spared = 0;

  /** The robot says something. */
  robot(words: string): void {
    if (words === "") return;
    this.heard.push(words);
    this.transcript.push({ speaker: "robot", text: words });
  }

  client(words: string): void {
    this.transcript.push({ speaker: "client", text: words });
  }

  /** The client speaks into the robot's last words; without words nothing can be understood. */
  interrupt(words: string | null): void {
    const last = this.transcript.pop();
    if (last) this.transcript.push({ ...last, interrupted: true });
    this.client(words ?? "…");
  }

  /** Something happens to the next announcement, or to one after it. */
  expect(trouble: MessageTrouble, spared = 0): void {
    this.#trouble = trouble;
    this.#spared = spared;
  }

  /** Speaks an announcement to its end, and tells how it ended. @throws Error where it may not be interrupted */
  announce(turn: VoiceTurn): "said" | "hungUp" {
    if (this.#spared > 0) {
      this.#spared -= 1;
      return "said";
    }
    const trouble = this.#trouble;
    this.#trouble = null;
    if (trouble?.kind === "hangsUp") return "hungUp";
    if (!trouble) return "said";
    if (turn.bargeIn !== true) {
      throw new Error(`The client cannot interrupt step "${turn.node}": it does not say bargeIn: true.`);
    }
    this.interrupt(trouble.words);
    return "said";
  }
}
