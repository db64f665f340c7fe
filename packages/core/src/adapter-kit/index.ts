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
export { doNotCallKey, huskKey, newPepper, personKey, personPepperId, type PersonMark } from "./person-key.ts";
export { byteStream, type Pieces } from "./byte-stream.ts";
export { checkFileName } from "./file-name.ts";
export { createMemoryFiles, type FilesInMemory } from "./memory-files.ts";
export { planQuery, type IndexValue, type QueryPlan } from "./query-plan.ts";
export { checkRowKey, isKeptToTheLetter, showKey } from "./row-key.ts";
export { createKeyring, type Keyring } from "./keyring.ts";
export { createSeal, type Seal } from "./seal.ts";
export { keyIdOf, sealedOverhead } from "./sealed-form.ts";
export { planText, toTerms, type TextPlan } from "./text-plan.ts";
export { tableShapes, type AnyTableShape, type TableShapes } from "./table-shapes.ts";
export { CallwrightError, isCallwrightError, redact, redactText } from "../errors/index.ts";
