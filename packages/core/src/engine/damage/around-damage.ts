import type { DamagedRow } from "../../ports/damage.ts";
import type { StorePort } from "../../ports/store.ts";

/** The same store for who goes through many rows: damaged ones are left out of its answers, and told. Reading one by its key still fails. */
export function aroundDamage(store: StorePort, onDamaged: (row: DamagedRow) => void): StorePort {
  const find: StorePort["find"] = (table, query) => store.find(table, { onDamaged, ...query });
  return new Proxy(store, {
    get(target, name) {
      if (name === "find") return find;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
}
