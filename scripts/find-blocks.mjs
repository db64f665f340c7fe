/**
 * The TypeScript blocks of a Markdown page: `{ name, line, code }`, where `line` is the line of the page on which the
 * code begins and `name` the path in a first line like `// robots/visit-reminder.ts`, if there is one.
 */
export function findBlocks(markdown) {
  const blocks = [];
  let open;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const fence = /^\s*(?<ticks>`{3,})(?<info>.*)$/.exec(text)?.groups;
    if (open && fence && fence.info.trim() === "" && fence.ticks.length >= open.ticks.length) {
      if (open.isChecked) blocks.push(toBlock(open));
      open = undefined;
    } else if (open) {
      open.lines.push(text);
    } else if (fence) {
      open = { ticks: fence.ticks, isChecked: fence.info.trim() === "ts", line: index + 2, lines: [] };
    }
  }
  return blocks;
}

function toBlock({ line, lines }) {
  const name = /^\/\/ (?<name>[\w./-]+\.ts)\b/.exec(lines[0] ?? "")?.groups?.name;
  return { name, line, code: lines.join("\n") };
}
