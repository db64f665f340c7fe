import { entry } from "./entry.ts";

/** Refused incoming requests. */
export const webhookCatalog = {
  WEBHOOK_TOO_LARGE: entry<{ readonly path: string; readonly limitBytes: number }>({
    side: "remote",
    retry: "never",
    message: ({ path, limitBytes }) => `A request to ${path} is larger than ${limitBytes} bytes.`,
  }),
  WEBHOOK_NOT_AUTHENTIC: entry<{ readonly path: string }>({
    side: "remote",
    retry: "never",
    message: ({ path }) => `A request to ${path} did not prove where it comes from.`,
  }),
  WEBHOOK_MALFORMED: entry<{ readonly path: string; readonly problems: readonly string[] }>({
    side: "remote",
    retry: "never",
    message: ({ path, problems }) => `A request to ${path} could not be understood: ${problems.join("; ")}.`,
  }),
  WEBHOOK_UNKNOWN_ACCOUNT: entry<{ readonly path: string }>({
    side: "remote",
    retry: "never",
    message: ({ path }) => `A request to ${path} comes from a portal that has not installed the application.`,
  }),
};
