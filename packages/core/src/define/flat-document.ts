import type {
  ActDocument,
  AskDocument,
  BranchDocument,
  CollectDocument,
  ConverseDocument,
  ExitDocument,
  RobotDocument,
  SayDocument,
  TransferDocument,
  ValueDocument,
} from "./document.ts";
import type { RobotFunctions } from "./robot-definition.ts";

/** A part of a step that leads to no exit of a sub-dialog any more. */
type Flat<Part> = Part extends ExitDocument
  ? never
  : Part extends readonly (infer Item)[]
    ? readonly Flat<Item>[]
    : Part extends object
      ? { readonly [Key in keyof Part]: Key extends "with" | "data" ? Part[Key] : Flat<Part[Key]> }
      : Part;

/** Where a step of a flat document leads: to a step, or to the end with an outcome. */
export type FlatNext = Flat<SayDocument["next"]>;

/**
 * Puts values into slots: the border of a sub-dialog.
 *
 * Shape: slots in `clear` are emptied first, to their default where they have one; a value `"{x}"` whose variable is empty leaves its
 * slot as it is, one that the slot refuses empties it.
 */
export interface SetDocument {
  readonly set: Readonly<Record<string, ValueDocument>>;
  readonly clear: readonly string[];
  readonly next: FlatNext;
}

/** A step of a robot without sub-dialogs. `scope` names the sub-dialog that it came from, e.g. `where` or `where.inner`. */
export type FlatStepDocument = (
  | Flat<
      SayDocument | AskDocument | CollectDocument | BranchDocument | ActDocument | TransferDocument | ConverseDocument
    >
  | SetDocument
) & { readonly scope?: string };

/** A sub-dialog in a flat document: the slot `<scope>.<name>` holds each of these. */
export interface FlatScope {
  /** Id of the dialog. */
  readonly dialog: string;
  /** Members of its input. */
  readonly inputs: readonly string[];
  readonly slots: readonly string[];
}

/** A robot document whose sub-dialogs became steps of its own. */
export interface FlatDocument extends Omit<RobotDocument, "steps" | "dialogs"> {
  readonly steps: Readonly<Record<string, FlatStepDocument>>;
  /** Prefix of its steps and slots → what the sub-dialog sees. */
  readonly scopes: Readonly<Record<string, FlatScope>>;
}

/** A robot without sub-dialogs, and the code that it names. */
export interface FlatRobot {
  readonly document: FlatDocument;
  /** The robot's functions; those of dialogs are among them, conditions as `<dialog id>.<name>`. */
  readonly functions: RobotFunctions;
}
