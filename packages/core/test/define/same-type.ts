/** Whether two types are the same; for claims that the compiler checks. */
export type Same<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;

/** A claim about types: does not compile unless it is true. */
export type Holds<Claim extends true> = Claim;
