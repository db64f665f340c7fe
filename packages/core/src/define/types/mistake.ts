declare const mistake: unique symbol;

/**
 * A type that no value has, carrying the sentence that the compiler shows.
 *
 * It is an object type on purpose: a string literal type would turn the checked property into `never` and swallow the sentence.
 */
export interface Mistake<Sentence extends string> {
  readonly [mistake]: Sentence;
}

/** The names of a union in a list, for the end of a sentence: `ask, thank, promise`; at most 12. Evaluated for mistakes only. */
export type ListOf<Name extends PropertyKey> = [Name] extends [never] ? "none" : Joined<Extract<Name, string>>;

type Joined<Name extends string, List extends string = "", Taken extends readonly unknown[] = []> = [Name] extends [
  never,
]
  ? List
  : Taken["length"] extends 12
    ? `…, ${List}`
    : OneOf<Name> extends infer Last extends string
      ? Joined<Exclude<Name, Last>, List extends "" ? Last : `${Last}, ${List}`, readonly [...Taken, Last]>
      : List;

/** One member of a union; `never` of none. Evaluated for mistakes only. */
export type OneOf<Name> = (Name extends unknown ? (take: () => Name) => void : never) extends (
  take: infer Takes,
) => void
  ? Takes extends () => infer Last
    ? Last
    : never
  : never;
