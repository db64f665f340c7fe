import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const kit = new URL("../../src/adapter-kit/index.ts", import.meta.url).href;

/** The files of axios that a fresh process has loaded after importing the kit, as the debugger sees them. */
function axiosLoadedBy(then: string): readonly string[] {
  const script = `
    const { default: inspector } = await import("node:inspector");
    const session = new inspector.Session();
    session.connect();
    const urls = [];
    session.on("Debugger.scriptParsed", ({ params }) => urls.push(params.url));
    session.post("Debugger.enable");
    const kit = await import(${JSON.stringify(kit)});
    ${then}
    console.log(JSON.stringify(urls.filter((url) => url.includes("/node_modules/axios/"))));
  `;
  const options = ["--conditions=source", "--import", "tsx", "--input-type=module", "--eval", script];
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, options, { encoding: "utf8", cwd })) as string[];
}

it("loads axios with the first request, not with the kit", () => {
  expect(axiosLoadedBy("")).toEqual([]);
  const request = `await kit.createHttpClient().request({ method: "GET", url: "http://127.0.0.1:1/" }).catch(() => {});`;
  expect(axiosLoadedBy(request).length).toBeGreaterThan(0);
});
