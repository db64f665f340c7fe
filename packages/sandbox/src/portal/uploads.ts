import type { PortalContext } from "./portal-context.ts";
import { toTimeBlock } from "./rest/envelope.ts";
import { coreError, RestError } from "./rest/rest-error.ts";
import { storeRecord } from "./store-record.ts";

/** Serves the address that `attachRecord` gives for a multipart upload. The address is good for one recording. */
export async function handleUpload(portal: PortalContext, request: Request, token: string): Promise<Response> {
  const upload = portal.state.uploads.get(token);
  const call = upload && portal.state.calls.get(upload.callId);
  if (!upload || !call) return refuse(new RestError(403, "ACCESS_DENIED", "Access denied!"));
  const startedAt = portal.clock.now();
  const part = await readFilePart(request);
  if (!part || part.size === 0) return refuse(coreError("File content is empty."));
  portal.state.uploads.delete(token);
  const file = storeRecord(portal, call, upload.fileName, new Uint8Array(await part.arrayBuffer()));
  const time = toTimeBlock(startedAt, portal.clock.now(), portal.state.timeZone, undefined);
  return Response.json({ result: { FILE_ID: file.id }, time });
}

/** Serves the bytes of a stored recording to whoever has its secret address. */
export function handleFile(portal: PortalContext, id: number, token: string | undefined): Response {
  const file = portal.state.files.get(id);
  if (!file || file.downloadToken !== token) return new Response("Not found", { status: 404 });
  const type = file.name.toLowerCase().endsWith(".mp3") ? "audio/mpeg" : "audio/wav";
  return new Response(Buffer.from(file.bytes), { headers: { "content-type": type } });
}

async function readFilePart(request: Request): Promise<File | undefined> {
  const type = request.headers.get("content-type") ?? "";
  if (request.method !== "POST" || !type.includes("multipart/form-data")) return undefined;
  const part = await request
    .formData()
    .then((form) => form.get("file"))
    .catch(() => undefined);
  return part instanceof File ? part : undefined;
}

function refuse(error: RestError): Response {
  return Response.json(error.toBody(), { status: error.status });
}
