import { visitReminder } from "./test/fixtures/visit-reminder.ts";
import { checkFlow, followRobot, shapesOf } from "./src/machine/index.ts";
import { jobEndFlow, callLogFlow } from "./src/dialing/index.ts";
import { virtualEngine } from "./src/testing/index.ts";
for (const f of [followRobot(visitReminder as never, shapesOf(visitReminder.document).graphs[0]!), jobEndFlow, callLogFlow]) { const t=performance.now(); const c = checkFlow(f); console.log(f.id, c.events, performance.now()-t); }
let t=performance.now(); const w = await virtualEngine({flows:[visitReminder]}); console.log("engine", performance.now()-t);
t=performance.now(); await w.close();
t=performance.now(); const w2 = await virtualEngine({flows:[visitReminder]}); console.log("engine2", performance.now()-t); 
await w2.close();
