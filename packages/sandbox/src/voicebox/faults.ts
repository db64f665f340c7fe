import { z } from "zod";

/** Faults to switch. What is left out stays as it is. */
export interface Faults {
  /** Every connection is destroyed without an answer, the control API's excepted. */
  readonly down?: boolean;
  /**
   * What becomes of the next launches: 503 and "html" (a proxy's page with status 200) start no call,
   * "reset-after-apply" starts the call and then destroys the connection.
   */
  readonly launch?: 503 | "reset-after-apply" | "html";
  /** How many launches that concerns. Default 1. */
  readonly times?: number;
}

/** Reads {@link Faults} that came from outside. */
export const faultsSchema: z.ZodType<Faults> = z.strictObject({
  down: z.exactOptional(z.boolean()),
  launch: z.exactOptional(z.union([z.literal(503), z.literal("reset-after-apply"), z.literal("html")])),
  times: z.exactOptional(z.int().nonnegative()),
});

/** The answer to a request; "reset" means that the connection is destroyed instead. */
export type Served = Response | "reset";

/** Stands in front of the vendor's interface and spoils it on demand. */
export interface FaultSwitch {
  set(faults: Faults): void;
  serve(request: Request, answer: (request: Request) => Promise<Response>): Promise<Served>;
}

/** Makes a switch with no fault set. */
export function createFaultSwitch(): FaultSwitch {
  let down = false;
  let launchFault: Faults["launch"];
  let launchesLeft = 0;
  const isDown = () => down;

  function takeLaunchFault(request: Request): Faults["launch"] {
    const isLaunch = request.method === "POST" && new URL(request.url).pathname === "/api/v1/sb";
    if (!isLaunch || launchesLeft === 0) return undefined;
    launchesLeft -= 1;
    return launchFault;
  }

  return {
    set(faults) {
      if (faults.down !== undefined) down = faults.down;
      if (faults.launch === undefined) return;
      launchFault = faults.launch;
      launchesLeft = faults.times ?? 1;
    },
    async serve(request, answer) {
      if (isDown()) return "reset";
      const fault = takeLaunchFault(request);
      if (fault === 503) return Response.json({ error: "service unavailable" }, { status: 503 });
      if (fault === "html")
        return new Response("<html><body>Please sign in</body></html>", { headers: { "content-type": "text/html" } });
      const response = await answer(request);
      return fault === "reset-after-apply" || isDown() ? "reset" : response;
    },
  };
}
