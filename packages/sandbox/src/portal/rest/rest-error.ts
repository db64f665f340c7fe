/** HTTP statuses that the REST of the portal answers errors with. */
export type RestStatus = 200 | 400 | 401 | 403 | 404 | 405 | 429 | 500 | 503;

/** An error answer of the portal: the irregular mixture of status, code and text that the vendor gives. */
export class RestError extends Error {
  readonly status: RestStatus;
  readonly code: string;
  readonly argument: string | undefined;

  constructor(status: RestStatus, code: string, description: string, argument?: string) {
    super(description);
    this.status = status;
    this.code = code;
    this.argument = argument;
  }

  /** The error as it stands in a body. */
  toBody(): Record<string, string> {
    return {
      error: this.code,
      error_description: this.message,
      ...(this.argument === undefined ? {} : { argument: this.argument }),
    };
  }
}

/** Classic CRM errors: HTTP 400 and an empty code, only the text tells (facts compiled from docs read 2026-08-21). */
export function textOnlyError(description: string): RestError {
  return new RestError(400, "", description);
}

/** A required parameter of the newer CRM methods is missing: the code is the number 100 as a string. */
export function missingParameter(name: string): RestError {
  return new RestError(400, "100", `Could not find value for parameter {${name}}`);
}

/** The generic error of the telephony module. */
export function coreError(description: string): RestError {
  return new RestError(400, "ERROR_CORE", description);
}
