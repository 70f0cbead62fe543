import { Button, Checkbox, Group, Loader, Skeleton, VisuallyHidden } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
} from 'react';
import classes from './record-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** A track of the grid: `160px`, `minmax(0, 2fr)`. */
  readonly width: string;
  /** Left out on narrower screens. */
  readonly hiddenBelow?: 'phone' | 'tablet';
}

interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

interface More {
  readonly isLoading: boolean;
  /** It is not asked for by itself any more: what was refused would be asked for without end. */
  readonly hasFailed: boolean;
  readonly load: () => void;
}

interface RecordTableProps<Row> {
  /** What the rows are, for screen readers: `Deliveries`. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined: they are being loaded, and their place is kept. */
  readonly rows: readonly Row[] | undefined;
  readonly rowId: (row: Row) => string;
  /** What a row is called when it is selected. */
  readonly rowName?: (row: Row) => string;
  readonly selection?: Selection;
  /** More pages are there; they are asked for when the end comes near. */
  readonly more?: More | null;
}

const ROW_HEIGHT = 52;
const OVERSCAN = 12;
const PLACEHOLDERS = 8;
const NEAR_END = 10;

/** A table that only draws the rows in sight: 100,000 of them are as quick as ten. */
export function RecordTable<Row>(props: RecordTableProps<Row>) {
  const { rows, columns, label, selection, more } = props;
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--columns': tracks(columns, selection, () => true),
    '--columns-tablet': tracks(columns, selection, ({ hiddenBelow }) => hiddenBelow !== 'tablet'),
    '--columns-phone': tracks(columns, selection, ({ hiddenBelow }) => hiddenBelow === undefined),
  };
  return (
    <div className={classes.root} style={style}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={rows === undefined ? undefined : rows.length + 1}
        aria-busy={rows === undefined}
      >
        <Head {...props} />
        {rows === undefined ? <Placeholders columns={columns} /> : <Rows {...props} rows={rows} />}
      </div>
      {rows !== undefined && more != null && <LoadMore more={more} />}
    </div>
  );
}

function tracks<Row>(
  columns: readonly Column<Row>[],
  selection: Selection | undefined,
  isShown: (column: Column<Row>) => boolean,
): string {
  const widths = columns.filter(isShown).map(({ width }) => width);
  return [...(selection === undefined ? [] : ['36px']), ...widths].join(' ');
}

function Head<Row>({ columns, rows = [], rowId, selection }: RecordTableProps<Row>) {
  const isAll =
    rows.length > 0 && selection !== undefined && rows.every((row) => selection.ids.has(rowId(row)));
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
        {selection !== undefined && (
          <div role="columnheader">
            <Checkbox
              size="xs"
              aria-label={isAll ? 'Select none' : 'Select all that are shown'}
              checked={isAll}
              indeterminate={!isAll && selection.ids.size > 0}
              onChange={() => selection.onChange(new Set(isAll ? [] : rows.map(rowId)))}
            />
          </div>
        )}
        {columns.map(({ key, header, hiddenBelow }) => (
          <div role="columnheader" key={key} data-hidden-below={hiddenBelow}>
            {header}
          </div>
        ))}
      </div>
    </div>
  );
}

function Rows<Row>(props: RecordTableProps<Row> & { readonly rows: readonly Row[] }) {
  const { rows, columns, rowId, rowName = rowId, selection, more } = props;
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: top,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowId(row);
    },
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more != null && !more.isLoading && !more.hasFailed && last >= rows.length - NEAR_END) more.load();
  }, [last, rows.length, more]);
  return (
    <div role="rowgroup" ref={list} className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
      {items.map(({ index, key, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const id = rowId(row);
        return (
          <div
            key={key}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={selection?.ids.has(id)}
            ref={virtualizer.measureElement}
            data-index={index}
            data-last={(more == null && index === rows.length - 1) || undefined}
            className={`${classes.row} ${classes.record}`}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            {selection !== undefined && (
              <div role="cell" className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label={`Select ${rowName(row)}`}
                  checked={selection.ids.has(id)}
                  onChange={() => selection.onChange(toggled(selection.ids, id))}
                />
              </div>
            )}
            <Cells row={row} columns={columns} />
          </div>
        );
      })}
    </div>
  );
}

/** Kept while a row only moves: scrolling draws nothing but the rows that come into sight. */
function Cells<Row>({ row, columns }: { readonly row: Row; readonly columns: readonly Column<Row>[] }) {
  return useMemo(
    () =>
      columns.map(({ key, hiddenBelow, cell }) => (
        <div role="cell" key={key} data-hidden-below={hiddenBelow}>
          {cell(row)}
        </div>
      )),
    [row, columns],
  );
}

function LoadMore({ more }: { readonly more: More }) {
  return (
    <Group justify="center" p="sm">
      <Button
        variant="subtle"
        size="xs"
        onClick={more.load}
        leftSection={more.isLoading && <Loader size={14} />}
      >
        {more.isLoading ? 'Loading …' : more.hasFailed ? 'More could not be loaded: try again' : 'Load more'}
      </Button>
    </Group>
  );
}

function Placeholders<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  return (
    <div role="rowgroup">
      <VisuallyHidden role="status">Loading …</VisuallyHidden>
      {Array.from({ length: PLACEHOLDERS }, (_, index) => (
        <div role="row" key={index} className={`${classes.row} ${classes.placeholder}`}>
          {columns.map(({ key, hiddenBelow }) => (
            <div role="cell" key={key} data-hidden-below={hiddenBelow}>
              <Skeleton h={14} w="80%" />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
