/** One difference between two documents. */
export interface DefinitionChange {
  /** Where it is, e.g. `steps.ask.answers.no.next` or `steps.size.branch[0].if`. */
  readonly path: string;
  /** One sentence for people, e.g. "step `ask`: answer `no` now leads to `promise` (before: `thank`)". */
  readonly words: string;
  readonly kind: "added" | "removed" | "changed";
}

/** The two values of one place; `undefined` where it is absent. */
export interface Compared {
  readonly before: unknown;
  readonly after: unknown;
}

/** How the differences of one kind of place are told. */
export interface Shape {
  /** The sentence when the place itself came, went, or cannot be told by its members. */
  tell(compared: Compared): string;
  /** The shape of a member, when both values are objects. Absent: the place is told as a whole. */
  readonly member?: (name: string, compared: Compared) => Shape;
  /** An absent place is as one without members: what comes with it is told one by one. */
  readonly collection?: true;
  /** The shape of an element, when both values are lists of one length. */
  readonly element?: (index: number) => Shape;
  /** A list of names: each that came or went is told by itself, e.g. `condition`. */
  readonly names?: string;
  /** Members in the order in which they are told; others follow as they stand. */
  readonly order?: readonly string[];
}

/** A shape that tells the value with "is now". `otherwise`: what holds where the member is absent. */
export function value(subject: string, show: (value: unknown) => string, otherwise = "nothing"): Shape {
  return verb(`${subject} is now`, show, otherwise);
}

/** A shape whose sentence goes on with the new value, then the old one in brackets. */
export function verb(beginning: string, show: (value: unknown) => string, otherwise = "nothing"): Shape {
  const shown = (value: unknown): string => (value === undefined ? otherwise : show(value));
  return { tell: ({ before, after }) => `${beginning} ${shown(after)} (before: ${shown(before)})` };
}

/** A shape of a collection of named things. */
export function collection(
  prefix: string,
  noun: string,
  member: (name: string, compared: Compared) => Shape,
): Shape & { readonly member: (name: string, compared: Compared) => Shape } {
  return { ...verb(`${prefix}the ${noun} are now`, (given) => JSON.stringify(given)), member, collection: true };
}

/** A shape of a named thing that comes and goes; its members tell the rest. `about` says what it is. */
export function entry(
  subject: string,
  member: (name: string, compared: Compared) => Shape,
  about: (value: unknown) => string = () => "",
): Shape {
  const with_ = (value: unknown): string => (about(value) === "" ? "" : `: ${about(value)}`);
  return {
    tell: ({ before, after }) => {
      if (before === undefined) return `${subject} was added${with_(after)}`;
      if (after === undefined) return `${subject} was removed`;
      return `${subject} is now${with_(after) || ` ${JSON.stringify(after)}`} (before${with_(before) || `: ${JSON.stringify(before)}`})`;
    },
    member,
  };
}

/** A member shape from a table; what is not in it is told as it stands in the document. */
export function members(
  subject: string,
  table: Readonly<Record<string, Shape>>,
): { readonly member: (name: string) => Shape; readonly order: readonly string[] } {
  const known = new Map(Object.entries(table));
  return {
    member: (name) => known.get(name) ?? value(`${subject}\`${name}\``, (given) => JSON.stringify(given)),
    order: Object.keys(table),
  };
}
