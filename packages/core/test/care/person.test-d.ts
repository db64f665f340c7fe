import { expectTypeOf } from "vitest";
import type { Account, ErasureReport, ExportedRow, RetentionSettings } from "../../src/index.ts";

declare const account: Account;

expectTypeOf(account.erase({ phone: "+79161234567" })).resolves.toEqualTypeOf<ErasureReport>();
expectTypeOf(
  account.erase({ subject: { type: "contact", id: "17" } }, { thorough: false }),
).resolves.toEqualTypeOf<ErasureReport>();
// @ts-expect-error somebody must be meant
void account.erase({});
// @ts-expect-error one of both
void account.erase({ phone: "+79161234567", subject: { type: "contact", id: "17" } });
// @ts-expect-error no kind of item
void account.erase({ subject: { type: "person", id: "17" } });

expectTypeOf(account.export({ person: { phone: "+7" }, masked: false })).toEqualTypeOf<AsyncGenerator<ExportedRow>>();
// @ts-expect-error it is masked that tells
void account.export({ clear: true });

expectTypeOf(account.retention()).resolves.toEqualTypeOf<RetentionSettings>();
void account.setRetention({ callsDays: 30, journalsDays: null });
void account.setRetention(null);
// @ts-expect-error the unit is part of the name
void account.setRetention({ calls: 30 });
// @ts-expect-error days are a number
void account.setRetention({ callsDays: "30" });
