/** Rows as text in columns; a column whose cells are all numbers stands to the right. */
export function toTextTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? "")].map(widthOf)),
  );
  const isNumber = head.map((_, column) => rows.every((row) => /^\d*$/.test(row[column] ?? "")));
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? "";
        const gap = " ".repeat(width - widthOf(cell));
        return isNumber[column] ? gap + cell : cell + gap;
      })
      .join("  ")
      .trimEnd();
  return [line(head), ...rows.map(line)].join("\n");
}

function widthOf(cell: string): number {
  return Array.from(cell).length;
}
