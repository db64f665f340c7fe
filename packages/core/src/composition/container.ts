import { Container as InversifyContainer } from "inversify";

/** The name of a part, with the type of what stands behind it. */
export interface Token<Part> {
  readonly id: symbol;
  /** Only for the compiler. */
  readonly part?: Part;
}

/** Makes a token. @param name for messages */
export function token<Part>(name: string): Token<Part> {
  return { id: Symbol(`callwright.${name}`) };
}

/** Parts of an engine: each is made once, when it is first asked for, and closed in the reverse order of being made. */
export class PartContainer {
  readonly #container = new InversifyContainer({ defaultScope: "Singleton" });
  readonly #closers: (() => Promise<void> | void)[] = [];

  /** Says how a part is made and, if it holds something, how it is closed. */
  bind<Part>(
    name: Token<Part>,
    make: (get: <Other>(other: Token<Other>) => Other) => Part,
    close?: (part: Part) => Promise<void> | void,
  ): this {
    this.#container.bind(name.id).toDynamicValue((context) => {
      const part = make(<Other>(other: Token<Other>) => context.get<Other>(other.id));
      if (close) this.#closers.push(() => close(part));
      return part;
    });
    return this;
  }

  get<Part>(name: Token<Part>): Part {
    return this.#container.get<Part>(name.id);
  }

  /** Closes everything that was made, last first, also after a part that cannot be closed; then tells the first failure. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const closer of this.#closers.splice(0).reverse()) {
      try {
        await closer();
      } catch (error) {
        failures.push(error);
      }
    }
    await this.#container.unbindAllAsync();
    if (failures.length > 0) throw failures[0];
  }
}
