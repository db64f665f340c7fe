import type { TimelineKind, TimelineResult } from "./timeline.ts";

/** Languages of the text of a timeline. */
export type TimelineLocale = "ru" | "uk" | "pl" | "en";

/** The words of a timeline's text; names, codes and ids stay as they are. */
export interface TimelineWords {
  readonly run: string;
  readonly job: string;
  readonly kinds: Readonly<Record<TimelineKind, string>>;
  readonly results: Readonly<Record<TimelineResult, string>>;
  readonly retries: string;
  readonly nothing: string;
}

/** In four languages. */
export const timelineWords: Readonly<Record<TimelineLocale, TimelineWords>> = {
  en: {
    run: "run",
    job: "call",
    kinds: {
      event: "event",
      effect: "effect",
      timer: "timer",
      state: "state",
      park: "parked",
      gate: "gate",
      outcome: "outcome",
    },
    results: {
      done: "done",
      failed: "failed",
      parked: "waits for a person",
      dropped: "dropped",
      fired: "fired",
      cancelled: "cancelled",
      open: "open",
    },
    retries: "tried again",
    nothing: "nothing happened yet",
  },
  ru: {
    run: "запуск",
    job: "звонок",
    kinds: {
      event: "событие",
      effect: "эффект",
      timer: "таймер",
      state: "состояние",
      park: "остановка",
      gate: "допуск",
      outcome: "итог",
    },
    results: {
      done: "выполнен",
      failed: "неудача",
      parked: "ждёт человека",
      dropped: "отброшен",
      fired: "сработал",
      cancelled: "отменён",
      open: "идёт",
    },
    retries: "повторов",
    nothing: "ещё ничего не произошло",
  },
  uk: {
    run: "запуск",
    job: "дзвінок",
    kinds: {
      event: "подія",
      effect: "ефект",
      timer: "таймер",
      state: "стан",
      park: "зупинка",
      gate: "допуск",
      outcome: "підсумок",
    },
    results: {
      done: "виконано",
      failed: "невдача",
      parked: "чекає на людину",
      dropped: "відкинуто",
      fired: "спрацював",
      cancelled: "скасовано",
      open: "триває",
    },
    retries: "повторів",
    nothing: "ще нічого не сталося",
  },
  pl: {
    run: "przebieg",
    job: "połączenie",
    kinds: {
      event: "zdarzenie",
      effect: "efekt",
      timer: "licznik",
      state: "stan",
      park: "zatrzymanie",
      gate: "bramka",
      outcome: "wynik",
    },
    results: {
      done: "wykonano",
      failed: "niepowodzenie",
      parked: "czeka na osobę",
      dropped: "porzucono",
      fired: "zadziałał",
      cancelled: "anulowano",
      open: "trwa",
    },
    retries: "powtórzeń",
    nothing: "nic się jeszcze nie wydarzyło",
  },
};
