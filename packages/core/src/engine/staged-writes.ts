import type { TableName } from "../ports/rows.ts";
import type { Write, WriteBatch } from "../ports/store.ts";

/** Above so many writes they are found by key instead of by looking through them. */
const fewWrites = 12;

/** The writes of one work, one per row, in the order in which the rows were first touched. */
export class StagedWrites {
  readonly #writes: Write[] = [];
  /** Where the write of a row stands; made when they are many. */
  #places: Map<string, number> | undefined;

  get(table: TableName, id: string): Write | undefined {
    return this.#writes[this.#placeOf(table, id)];
  }

  set(write: Write, id: string): void {
    const place = this.#placeOf(write.table, id);
    if (place >= 0) {
      this.#writes[place] = write;
      return;
    }
    this.#writes.push(write);
    if (this.#places) this.#places.set(`${write.table}/${id}`, this.#writes.length - 1);
    else if (this.#writes.length > fewWrites) this.#places = this.#indexed();
  }

  all(): WriteBatch {
    return this.#writes;
  }

  #placeOf(table: TableName, id: string): number {
    if (this.#places) return this.#places.get(`${table}/${id}`) ?? -1;
    for (let place = this.#writes.length - 1; place >= 0; place -= 1) {
      const write = this.#writes[place];
      if (write?.table === table && idOf(write) === id) return place;
    }
    return -1;
  }

  #indexed(): Map<string, number> {
    return new Map(this.#writes.map((write, place) => [`${write.table}/${idOf(write)}`, place]));
  }
}

function idOf(write: Write): string {
  return write.op === "delete" ? write.id : write.row.id;
}
