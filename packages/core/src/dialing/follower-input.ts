/** What the flow that follows a hosted call starts with. */
export interface FollowerInput {
  /** The words of every node. */
  readonly texts: Readonly<Record<string, string>>;
  /** How long to wait for the last report after the launch. */
  readonly deadlineMs: number;
  /** How long to wait again when a look-up finds the call alive. */
  readonly recheckMs: number;
  /** Whether the vendor can be asked after the call. */
  readonly lookup: boolean;
}
