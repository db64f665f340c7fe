export { parseBracketForm, type FormLimits, type FormTree } from "./bracket-form.ts";
export {
  createHttpClient,
  HttpFailure,
  type HttpAnswer,
  type HttpClient,
  type HttpClientSettings,
  type HttpRequest,
} from "./http-client.ts";
export { createLeakyBucket, type LeakyBucket, type LeakyBucketSettings } from "./leaky-bucket.ts";
export { createSigner, isSameSecret, type Signer } from "./signer.ts";
export { readJsonBody } from "./json-body.ts";
export { planQuery, type IndexValue, type QueryPlan } from "./query-plan.ts";
export { checkRowKey, isKeptToTheLetter, showKey } from "./row-key.ts";
export { createSeal, type Seal } from "./seal.ts";
export { CallwrightError, isCallwrightError, redact, redactText } from "../errors/index.ts";
