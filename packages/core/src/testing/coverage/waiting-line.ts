import { keyOfStand, slotsOf, type Stand } from "./stand.ts";
import type { Walk } from "./walk.ts";

/** Places to walk on from, each once. */
export interface WaitingLine {
  /** `byItself`: nobody had to do anything to come there, so it costs no line of a script. */
  add(stand: Stand, byItself: boolean): void;
  next(): Stand | undefined;
}

/** So many places that look alike are walked on from before all the others. */
const maxAlike = 4;

/**
 * A line in which shorter scripts stand before longer ones, but first come places in a node where the walk has not been yet, then those
 * that look new to some condition, then some that look alike, and last all the rest.
 */
export function createWaitingLine(walk: Walk, depth: 1 | 2): WaitingLine {
  const known = new Set<string>();
  const nodes = new Set<string>();
  const looks = new Map<string, number>();
  const tiers = [createLevels(), createLevels(), createLevels(), createLevels()];
  return {
    add(stand, byItself) {
      const arc = depth === 2 ? (stand.lastArc ?? "") : "";
      const key = `${keyOfStand(stand)} ${arc}`;
      if (known.has(key)) return;
      known.add(key);
      const place = `${placeOf(stand)} ${arc}`;
      const look = `${place} ${lookOf(walk, stand)}`;
      const alike = looks.get(look) ?? 0;
      const tier = !nodes.has(place) ? 0 : alike === 0 ? 1 : alike < maxAlike ? 2 : 3;
      nodes.add(place);
      looks.set(look, alike + 1);
      tiers[tier]?.add(stand, byItself);
    },
    next() {
      for (const tier of tiers) {
        const stand = tier.next();
        if (stand) return stand;
      }
      return undefined;
    },
  };
}

/** Places by the length of their scripts. */
function createLevels(): WaitingLine {
  let now: Stand[] = [];
  let later: Stand[] = [];
  return {
    add(stand, byItself) {
      (byItself ? now : later).push(stand);
    },
    next() {
      if (now.length === 0) {
        now = later.reverse();
        later = [];
      }
      return now.pop();
    },
  };
}

function placeOf(stand: Stand): string {
  const { passage } = stand.snapshot.context as unknown as {
    readonly passage?: { readonly taken: number; readonly results: readonly unknown[] } | null;
  };
  const progress = passage ? `${passage.taken} ${passage.results.length}` : "";
  return [stand.node, ...stand.pending.keys(), progress].join(" ");
}

/** What conditions see of a place, and which slots are filled. */
function lookOf(walk: Walk, stand: Stand): string {
  const slots = slotsOf(stand);
  return `${walk.conditionsNow(stand.input, slots)} ${Object.keys(slots).sort().join()}`;
}
