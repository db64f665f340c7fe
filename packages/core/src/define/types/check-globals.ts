import type { CheckDtmfKey, CheckHear } from "./check-answers.ts";
import type { CheckNext, CheckTextName } from "./check-names.ts";
import type { KnownNames } from "./known-names.ts";
import type { Mistake } from "./mistake.ts";
import type { CommandsShape, DigressionShape, Uninferred } from "./robot-shape.ts";

/** Checks the commands that are valid anywhere in a call. */
export type CheckCommands<Commands, Known extends KnownNames> = unknown extends Commands
  ? CommandsShape<Uninferred<Known>>
  : {
      readonly [Name in keyof Commands]: Name extends "repeat"
        ? Commands[Name] extends true
          ? unknown
          : Mistake<"Write true, or leave 'repeat' out.">
        : Name extends "operator" | "stop"
          ? CheckNext<Commands[Name], Known>
          : Mistake<`There is no command '${Name & string}'. Commands: repeat, operator, stop.`>;
    };

/** Checks the questions that a client may ask at any time. */
export type CheckDigressions<Digressions, Known extends KnownNames> = unknown extends Digressions
  ? Readonly<Record<string, DigressionShape<Uninferred<Known>>>>
  : { readonly [Name in keyof Digressions]: CheckDigression<Name & string, Digressions[Name], Known> };

type CheckDigression<Name extends string, Digression, Known extends KnownNames> = Digression extends {
  readonly say: unknown;
}
  ? Digression extends { readonly hear: unknown } | { readonly key: unknown }
    ? { readonly [Key in keyof Digression]: CheckDigressionKey<Key, Digression[Key], Known> }
    : Mistake<`Digression '${Name}' can never be asked for. Add 'hear', 'key' or both.`>
  : Mistake<`Digression '${Name}' has no 'say', the text that answers it.`>;

type CheckDigressionKey<Key, Value, Known extends KnownNames> = Key extends "say"
  ? CheckTextName<Value, Known>
  : Key extends "hear"
    ? CheckHear<Value>
    : Key extends "key"
      ? CheckDtmfKey<Value>
      : Mistake<`A digression has no key '${Key & string}'. Keys: hear, key, say.`>;
