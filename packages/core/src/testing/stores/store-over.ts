import type { StorePort } from "../../ports/store.ts";

/**
 * A store some of whose members are replaced; everything else goes to the store behind it. For tests that count, fail or delay what a
 * store is asked.
 *
 * @example
 * ```ts ignore
 * const full = storeOver(memoryStore(), { commit: async (batches) => batches.map(() => ({ ok: false, error })) });
 * ```
 */
export function storeOver<Store extends StorePort>(store: Store, changed: Partial<StorePort>): Store {
  return new Proxy(store, {
    get(target, name) {
      if (Object.hasOwn(changed, name)) return Reflect.get(changed, name) as unknown;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
}
