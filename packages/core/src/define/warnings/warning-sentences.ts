/** What a definition may be warned of: code → the sentence about it. A warning refuses nothing. */
export const warningSentences = {
  DEFINE_SLOT_UNUSED: ({ name }: { readonly name: string }) =>
    `Slot "${name}" is filled, but no text, value or goal uses it. It only shows in the result of the call.`,
  DEFINE_TEXT_LONG: ({ seconds, limit }: { readonly seconds: number; readonly limit: number }) =>
    `Speaking it takes about ${seconds} seconds, more than the ${limit} that people listen to. Part it, or ask in between.`,
  DEFINE_CALL_LONG: ({ minutes, limit }: { readonly minutes: number; readonly limit: number }) =>
    `The longest call that can happen takes about ${minutes} minutes, more than ${limit}. Ask less, or repeat less.`,
  DEFINE_CALL_UNBOUNDED: ({ steps }: { readonly steps: readonly string[] }) =>
    `The call can go round through ${steps.join(", ")} as often as the client answers so. Lead out of the circle after some turns.`,
  DEFINE_LOCALE_NOT_HEARD: ({ name, locale }: { readonly name: string; readonly locale: string }) =>
    `Recogniser "${name}" does not know "${locale}", so nobody who speaks it is understood here.`,
  DEFINE_DIGRESSION_HIDDEN: ({ answer }: { readonly answer: string }) =>
    `It is given like ${answer}, which goes first there, so it is never answered at that step.`,
} satisfies Readonly<Record<string, (...details: never[]) => string>>;

/** Code of a warning about a definition. */
export type WarningCode = keyof typeof warningSentences;
