import { parseArgs } from "node:util";
import { namedClientKinds, type NamedClientKind } from "@callwright/sandbox";
import { playManyClients } from "./many-clients.ts";
import { playOneClient } from "./one-client.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    client: { type: "string", default: "yes" },
    clients: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});

if (values.clients !== undefined) {
  const result = await playManyClients(Number(values.clients), Number(values.seed));
  console.log(JSON.stringify(result));
  process.exitCode = result.wrong === 0 ? 0 : 1;
} else if (isKind(values.client)) {
  const right = await playOneClient(values.client, values.json);
  if (!right) console.error("The portal's state is not what this client's answer must lead to.");
  process.exitCode = right ? 0 : 1;
} else {
  console.error(`--client must be one of: ${namedClientKinds.join(", ")}.`);
  process.exitCode = 2;
}

function isKind(name: string): name is NamedClientKind {
  return (namedClientKinds as readonly string[]).includes(name);
}
