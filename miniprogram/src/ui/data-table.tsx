import type { ReactNode } from 'react';
import { Box, Cell, HeadCell, Press, Row, Select, Table, TableBody, TableHead, Txt } from './elements.tsx';

export interface Column<Item> {
  readonly id: string;
  readonly head: string;
  readonly cell: (item: Item) => ReactNode;
  /** Numbers are tabular and right-aligned. */
  readonly isNumber?: boolean;
  /** Set where the list may be sorted by this column: the value of the address that does it. */
  readonly sort?: string;
  /** What that order is called where there is no column to press, on a phone: 「还需户数多的在前」. Left out: 「按名称」. */
  readonly sortWord?: string;
  /** On a phone: `title` stands on top of the card and `corner` beside it, `wide` takes a line without its name, `hidden` is left out; else 「名称 值」. */
  readonly onPhone?: 'title' | 'corner' | 'wide' | 'hidden';
}

interface DataTableProps<Item> {
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly rows: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  /** Opens what lies behind a row. The title cell should hold a {@link RowLink} too, for the keyboard and the screen reader. */
  readonly onOpen?: (item: Item) => void;
  /** Rows behind which there is nothing are no links. */
  readonly mayOpen?: (item: Item) => boolean;
}

/** In a mini-program every node is handed over to be drawn, and what a phone hides would be handed over for nothing. A constant of the build. */
const IS_PHONE_ONLY = process.env.TARO_ENV === 'weapp';

/** At a desk a table to run the eye down; on a phone each row is a card with the same cells. */
export function DataTable<Item>({ label, columns: all, rows, idOf, sort, onSort, onOpen, mayOpen = () => true }: DataTableProps<Item>) {
  const columns = all.filter(({ onPhone }) => onPhone !== 'hidden' || !IS_PHONE_ONLY);
  return (
    <>
      {onSort && <SortOnPhone columns={columns} sort={sort} onSort={onSort} />}
      <Table className="data" label={label}>
        <TableHead>
          {columns.map((column) => (
            <HeadCell key={column.id} className={column.isNumber ? 'is-number' : ''} sorted={column.sort !== undefined && column.sort === sort}>
              {column.sort !== undefined && onSort ? (
                <Press className={`sort${column.sort === sort ? ' is-here' : ''}`} label={`按${column.head}排序`} onPress={() => onSort(column.sort!)}>
                  {`${column.head}${column.sort === sort ? ' ↓' : ''}`}
                </Press>
              ) : column.head}
            </HeadCell>
          ))}
        </TableHead>
        <TableBody>
          {rows.map((item) => {
            const opens = onOpen && mayOpen(item) ? onOpen : undefined;
            return (
              <Row key={idOf(item)} id={`row-${idOf(item)}`} className={opens ? 'is-link' : ''} {...(opens ? { onPress: () => opens(item) } : {})}>
                {columns.map((column) => (
                  <Cell key={column.id} className={`cell-${column.id}${column.isNumber ? ' is-number' : ''} on-phone-${column.onPhone ?? 'line'}`}>
                    {column.onPhone === undefined && <Txt className="data-name">{column.head}</Txt>}
                    <Box className="data-value">{column.cell(item)}</Box>
                  </Cell>
                ))}
              </Row>
            );
          })}
        </TableBody>
      </Table>
    </>
  );
}

/** The name in a row as a link. The row opens it too; in a browser this one may be opened beside the list. */
export const RowLink = ({ url, children }: { readonly url: string; readonly children: ReactNode }) => (
  <Press className="row-link" role="link" href={url}>{children}</Press>
);

/** Cards have no head to press. */
function SortOnPhone<Item>({ columns, sort, onSort }: { readonly columns: readonly Column<Item>[]; readonly sort: string | undefined; readonly onSort: (sort: string) => void }) {
  const sortable = columns.filter((column) => column.sort !== undefined);
  if (sortable.length < 2) return null;
  return (
    <Box className="sort-on-phone">
      <Select
        id="sort"
        label="排序"
        value={sort ?? ''}
        options={sortable.map((column) => ({ value: column.sort!, word: column.sortWord ?? `按${column.head}` }))}
        onSelect={onSort}
      />
    </Box>
  );
}
