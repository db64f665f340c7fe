import { entry } from "./entry.ts";

/** Which request of which account failed. */
export interface CrmProblem {
  readonly account: string;
  readonly operation: string;
  /** The vendor's own code, e.g. `QUERY_LIMIT_EXCEEDED`; empty when it gave none. */
  readonly vendorCode?: string;
  readonly status?: number;
}

const where = ({ account, operation, vendorCode, status }: CrmProblem) =>
  `${operation} for account ${account}${vendorCode ? ` (${vendorCode})` : ""}${status === undefined ? "" : `, HTTP ${status}`}`;

/** What a CRM can answer. */
export const crmCatalog = {
  CRM_UNREACHABLE: entry<CrmProblem>({
    side: "remote",
    retry: "after",
    message: (problem) =>
      `The CRM could not be reached: ${where(problem)}. The request was not sent and is tried again.`,
  }),
  CRM_ANSWER_LOST: entry<CrmProblem>({
    side: "remote",
    retry: "after",
    applied: "unknown",
    message: (problem) =>
      `The CRM got the request but no answer came back: ${where(problem)}. It may have been carried out.`,
  }),
  CRM_BUSY: entry<CrmProblem>({
    side: "remote",
    retry: "after",
    message: (problem) => `The CRM asks for fewer requests: ${where(problem)}. It is tried again later.`,
  }),
  CRM_OVERLOADED: entry<CrmProblem>({
    side: "remote",
    retry: "never",
    message: (problem) =>
      `The CRM blocked its REST interface for overload: ${where(problem)}. Its support must lift the block; then retry the parked run.`,
  }),
  CRM_REJECTED: entry<CrmProblem & { readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: (problem) => `The CRM rejected ${where(problem)}: ${problem.reason}`,
  }),
  CRM_NOT_FOUND: entry<CrmProblem>({
    side: "caller",
    retry: "never",
    message: (problem) => `The CRM does not know the item: ${where(problem)}. It may have been deleted.`,
  }),
  CRM_ACCESS_DENIED: entry<CrmProblem>({
    side: "caller",
    retry: "never",
    message: (problem) => `The CRM denied access: ${where(problem)}. Check the rights and scopes of the application.`,
  }),
  CRM_TOKEN_REVOKED: entry<{ readonly account: string }>({
    side: "remote",
    retry: "never",
    message: ({ account }) =>
      `The CRM no longer accepts the tokens of account ${account}. Its administrator must install the application again; then retry the parked runs.`,
  }),
  CRM_ANSWER_UNKNOWN: entry<CrmProblem & { readonly problems: readonly string[] }>({
    side: "remote",
    retry: "never",
    applied: "unknown",
    message: (problem) => `The CRM answered in an unknown form: ${where(problem)}: ${problem.problems.join("; ")}.`,
  }),
  CRM_NOT_CONNECTED: entry<{ readonly account: string }>({
    side: "caller",
    retry: "never",
    message: ({ account }) => `Account ${account} has no CRM connection. Install the application in the portal first.`,
  }),
};
