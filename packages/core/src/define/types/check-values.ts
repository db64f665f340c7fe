import type { CheckWords, UnknownVariable } from "./check-words.ts";
import type { KnownNames, RequiredKey } from "./known-names.ts";
import type { ListOf, Mistake, OneOf } from "./mistake.ts";

/**
 * Checks the members of an object that literals, `"{variables}"` and texts make: `with` and `data`.
 *
 * `Owner` begins the sentences, e.g. `Effect 'visits.book'`; `Path` is the member that the values lie in.
 */
export type CheckValues<
  Owner extends string,
  Values,
  Wanted,
  Known extends KnownNames,
  Path extends string = "",
> = unknown extends Wanted
  ? { readonly [Key in keyof Values]: CheckValue<Owner, `${Path}${Key & string}`, Values[Key], Wanted, Known> }
  : Values extends Readonly<Record<string, unknown>>
    ? [Exclude<RequiredKey<Wanted>, keyof Values>] extends [never]
      ? {
          readonly [Key in keyof Values]: Key extends keyof Wanted
            ? CheckValue<Owner, `${Path}${Key & string}`, Values[Key], Wanted[Key], Known>
            : string extends keyof Wanted
              ? CheckValue<Owner, `${Path}${Key & string}`, Values[Key], Wanted[string & keyof Wanted], Known>
              : Mistake<`${Owner} takes no '${Path}${Key & string}'. It takes: ${ListOf<keyof Wanted>}.`>;
        }
      : MissingValue<Owner, Exclude<RequiredKey<Wanted>, keyof Values>, Path>
    : Mistake<`${Owner} takes an object with values by name.`>;

/** The sentence about a value that is missing. */
export type MissingValue<Owner extends string, Missing, Path extends string = ""> =
  OneOf<Missing> extends infer Name extends string ? Mistake<`${Owner} needs '${Path}${Name}'.`> : never;

/** A type in words, for sentences. */
export type WordsFor<Type> = unknown extends Type
  ? "anything"
  : [NonNullable<Type>] extends [string]
    ? string extends NonNullable<Type>
      ? "a string"
      : `one of '${ListOf<Extract<Type, string>>}'`
    : [NonNullable<Type>] extends [number]
      ? "a number"
      : [NonNullable<Type>] extends [boolean]
        ? "true or false"
        : [NonNullable<Type>] extends [string | number]
          ? "a string or a number"
          : [NonNullable<Type>] extends [readonly unknown[]]
            ? "a list"
            : [NonNullable<Type>] extends [object]
              ? "an object"
              : "a value of another type";

/** Whether a value can be right for a place, now or when it is checked during the call. */
export type Fits<Given, Taken> = unknown extends Given
  ? true
  : [NonNullable<Given>] extends [NonNullable<Taken>]
    ? true
    : [NonNullable<Taken>] extends [NonNullable<Given>]
      ? true
      : false;

type CheckValue<
  Owner extends string,
  Path extends string,
  Value,
  Wanted,
  Known extends KnownNames,
> = Value extends string
  ? CheckWordsAsValue<Owner, Path, Value, Wanted, Known>
  : Value extends readonly unknown[]
    ? [ItemOf<Wanted>] extends [never]
      ? Unfit<Owner, Path, Wanted>
      : { readonly [Index in keyof Value]: CheckValue<Owner, Path, Value[Index], ItemOf<Wanted>, Known> }
    : Value extends object
      ? [ObjectOf<Wanted>] extends [never]
        ? Unfit<Owner, Path, Wanted>
        : CheckValues<Owner, Value, ObjectOf<Wanted>, Known, `${Path}.`>
      : Value extends Wanted
        ? unknown
        : Unfit<Owner, Path, Wanted>;

/** What the lists among a type hold; `never` when there are none. */
type ItemOf<Wanted> = unknown extends Wanted ? unknown : Extract<Wanted, readonly unknown[]>[number];

/** The object among a type; `never` when there is none. Which of several is meant is found out at run time. */
type ObjectOf<Wanted> = unknown extends Wanted
  ? unknown
  : SingleOf<Exclude<Extract<Wanted, object>, readonly unknown[]>>;

type SingleOf<Objects> = [Objects] extends [never] ? never : IsUnion<Objects> extends true ? unknown : Objects;

type IsUnion<Type, Whole = Type> = true extends (Type extends unknown ? ([Whole] extends [Type] ? false : true) : never)
  ? true
  : false;

type Unfit<Owner extends string, Path extends string, Wanted> =
  WordsFor<Wanted> extends infer Words extends string ? Mistake<`${Owner} takes ${Words} as '${Path}'.`> : never;

type CheckWordsAsValue<
  Owner extends string,
  Path extends string,
  Words extends string,
  Wanted,
  Known extends KnownNames,
> = string extends Words
  ? unknown
  : Words extends `${string}{${string}}${string}`
    ? Words extends `{${infer Name}}`
      ? Name extends `${string}}${string}` | `${string}:${string}`
        ? CheckTemplate<Owner, Path, Words, Wanted, Known>
        : Name extends keyof Known["variables"]
          ? Known["variables"][Name] extends Wanted
            ? unknown
            : unknown extends Known["variables"][Name]
              ? unknown
              : NonNullable<Known["variables"][Name]> extends Wanted
                ? Mistake<`${Owner} takes ${WordsFor<Wanted>} as '${Path}'; {${Name}} may be absent.`>
                : Mistake<`${Owner} takes ${WordsFor<Wanted>} as '${Path}'; {${Name}} is ${WordsFor<Known["variables"][Name]>}.`>
          : UnknownVariable<Owner, Name, Known>
      : CheckTemplate<Owner, Path, Words, Wanted, Known>
    : Words extends Wanted
      ? unknown
      : Unfit<Owner, Path, Wanted>;

type CheckTemplate<
  Owner extends string,
  Path extends string,
  Words,
  Wanted,
  Known extends KnownNames,
> = string extends Wanted
  ? CheckWords<Owner, Words, Known["locale"], Known>
  : unknown extends Wanted
    ? CheckWords<Owner, Words, Known["locale"], Known>
    : Unfit<Owner, Path, Wanted>;
