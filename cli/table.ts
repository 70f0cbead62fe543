/** One column of a table: its head, and what stands in it. */
export interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => string;
  readonly align?: 'right';
}

/** Lines of a table, the head first; columns are as wide as what stands in them and two blanks apart. */
export function tableLines<T>(columns: readonly Column<T>[], rows: readonly T[]): readonly string[] {
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => width(line[at] ?? ''))));
  const padded = (text: string, at: number) => {
    const blanks = ' '.repeat((widths[at] ?? 0) - width(text));
    return columns[at]?.align === 'right' ? blanks + text : text + blanks;
  };
  return cells.map((line) => line.map(padded).join('  ').trimEnd());
}

/** Characters, not UTF-16 units. */
const width = (text: string): number => Array.from(text).length;
