import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useApp } from '../features/app-context.ts';
import { Button } from '../ui/button.tsx';
import { Box, Field, Press } from '../ui/elements.tsx';
import { Failed, Notice, Skeleton } from '../ui/states.tsx';

const TYPING_MS = 300;

interface SearchProps {
  readonly label: string;
  readonly placeholder: string;
  /** What the page searches by at first; afterwards the field keeps what is typed. */
  readonly value: string;
  /** Called once typing has paused, so that not every letter asks the server. */
  readonly onSearch: (text: string) => void;
}

export function Search({ label, placeholder, value, onSearch }: SearchProps) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim()), TYPING_MS);
  };
  return (
    <Box className="filter filter-search">
      <Field id="search" kind="search" label={label} placeholder={placeholder} value={typed} onInput={type} />
    </Box>
  );
}

interface FiltersProps {
  /** What stays in sight on a phone: the search, a switch. */
  readonly inSight?: ReactNode;
  /** How many of the others are set. */
  readonly chosen: number;
  readonly children: ReactNode;
}

/** What a list is cut by: side by side at a desk; on a phone folded away behind one button, so that the list begins on the first screen. */
export function Filters({ inSight, chosen, children }: FiltersProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Box className="filters" role="group" label="筛选">
      {inSight}
      <Press id="fold-filters" className="filters-fold" expanded={isOpen} onPress={() => setOpen(!isOpen)}>{`${isOpen ? '收起' : '筛选'}${chosen > 0 ? `（${chosen}）` : ''}`}</Press>
      <Box className={`filters-more${isOpen ? ' is-open' : ''}`}>{children}</Box>
    </Box>
  );
}

interface PagedProps {
  /** What an infinite query answers, its pages laid out as `rows`. */
  readonly list: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly error: Error | null;
    readonly rows: readonly unknown[];
    readonly total: number;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly refetch: () => unknown;
    readonly fetchNextPage: () => unknown;
  };
  /** Shown in place of an empty list. */
  readonly empty: ReactNode;
  /** The list itself, drawn only when there are rows. */
  readonly children: ReactNode;
}

/** The states of every list: loading, failed, empty, a page of rows and the way to the next. */
export function Paged({ list, empty, children }: PagedProps) {
  if (list.isPending) return <Skeleton lines={[44, 56, 56, 56, 56, 56, 56, 56]} />;
  if (list.isError && list.rows.length === 0) return <Failed error={list.error!} onRetry={() => void list.refetch()} />;
  if (list.rows.length === 0) return <>{empty}</>;
  return (
    <>
      {children}
      <Box className="list-end">
        <Box id="shown" className="note">{`已显示 ${list.rows.length} / 共 ${list.total}`}</Box>
        {list.hasNextPage && <Button id="more" kind="quiet" busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>再看一些</Button>}
      </Box>
    </>
  );
}

interface DownloadProps {
  readonly id: string;
  /** Of the API, below its base, with the page's own filters. */
  readonly path: string;
  /** With its ending; what the file is called on the disk. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Fetches a file with the staff session and hands it to the device; says so while it takes, and why when it failed. */
export function Download({ id, path, name, children }: DownloadProps) {
  const { files } = useApp();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const download = async () => {
    setBusy(true);
    setRefusal(undefined);
    await files.download(path, name).catch((cause: Error) => setRefusal(cause.message));
    setBusy(false);
  };
  return (
    <Box className="download">
      <Button id={id} kind="quiet" busy={busy} onPress={() => void download()}>{children}</Button>
      {refusal && <Notice id={`${id}-refusal`} tone="bad" title="没有下载">{refusal}</Notice>}
    </Box>
  );
}
