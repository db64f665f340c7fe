/** Remembers what was made for a text. The texts of this package are few: they come from the tables, not from values. */
export function createStatementCache<Statement>(prepare: (sql: string) => Statement): (sql: string) => Statement {
  const known = new Map<string, Statement>();
  return (sql) => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const made = prepare(sql);
    known.set(sql, made);
    return made;
  };
}
