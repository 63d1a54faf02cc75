import { DISCLOSURE_WORDS, isComputed, type DisclosureKind, type StatementLineView, type StatementView } from '@linping/shared';
import { useCallback, useEffect, useState } from 'react';
import { useDeskLines } from '../../../features/disclosures/use-desk.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';
import { focusOn } from '../../../ui/focus-on.ts';
import { Failed, Skeleton } from '../../../ui/states.tsx';
import { Declared, DeclareForm, Known } from './computed.tsx';
import { LineEditor } from './line-form.tsx';
import { LineItem } from './line-item.tsx';
import type { Unsaved } from './live.ts';

export interface KindProps {
  readonly view: StatementView;
  readonly kind: DisclosureKind;
  readonly mayEdit: boolean;
  /** All kinds were opened at once. */
  readonly isAllOpen: boolean;
  readonly onUnsaved: (key: string, unsaved: Unsaved | undefined) => void;
}

const NOTHING: readonly string[] = [];

/** One kind of income or expense: its sum, and opened what it is made of. */
export function Kind(props: KindProps) {
  const { view, kind, mayEdit, isAllOpen, onUnsaved } = props;
  const totalFen = view.totals.find((total) => total.kind === kind)?.amountFen ?? 0;
  const [isOpen, setOpen] = useState(false);
  const [isAdding, setAdding] = useState(false);
  /** Where something is being typed here, nothing closes over it. */
  const [typing, setTyping] = useState<readonly string[]>(NOTHING);
  const note = useCallback((key: string, unsaved: Unsaved | undefined) => {
    setTyping((keys) => [...keys.filter((other) => other !== key), ...(unsaved ? [key] : [])]);
    onUnsaved(key, unsaved);
  }, [onUnsaved]);
  const isShown = isOpen || isAllOpen || typing.length > 0;
  const word = DISCLOSURE_WORDS[kind];
  const add = () => {
    setOpen(true);
    setAdding(true);
  };
  const closeNew = () => {
    setAdding(false);
    focusOn(`add-${kind}`);
  };
  const hasBody = isComputed(kind) || totalFen > 0;
  return (
    <Box id={`kind-${kind}`} className={`kind${hasBody || isAdding ? '' : ' is-empty'}`}>
      <Box className="kind-head">
        <Press id={`open-${kind}`} className="kind-name" expanded={isShown} disabled={!hasBody || isAllOpen || typing.length > 0} label={`${word}，${yuan(totalFen)} 元`} onPress={() => setOpen(!isOpen)}>
          {hasBody && <Txt className={`kind-arrow${isShown ? ' is-open' : ''}`} />}
          <Txt>{word}</Txt>
        </Press>
        <Txt id={`sum-${kind}`} className="kind-sum number">{totalFen === 0 && !isComputed(kind) ? '—' : yuan(totalFen)}</Txt>
        {mayEdit && (isComputed(kind) || isAdding
          ? <Box className="kind-add" decorative />
          : <Press id={`add-${kind}`} className="text-button kind-add" label={`加一笔${word}`} onPress={add}>加一笔</Press>)}
      </Box>
      {isShown && isComputed(kind) && <ComputedBody {...props} onUnsaved={note} />}
      {isShown && !isComputed(kind) && hasBody && <Lines {...props} onUnsaved={note} />}
      {isAdding && <LineEditor view={view} kind={kind} onUnsaved={note} onClose={closeNew} />}
    </Box>
  );
}

function ComputedBody({ view, kind, mayEdit, onUnsaved }: KindProps) {
  const line = view.computed.find((computed) => computed.kind === kind);
  if (!line) return null;
  return (
    <Box className="kind-body">
      <Known line={line} />
      {mayEdit ? <DeclareForm view={view} line={line} onUnsaved={onUnsaved} /> : <Declared line={line} />}
    </Box>
  );
}

function Lines({ view, kind, mayEdit, onUnsaved }: KindProps) {
  const lines = useDeskLines(view.id, kind, true);
  const [editing, edit] = useState<string>();
  const [closed, setClosed] = useState<string>();
  useEffect(() => {
    if (closed) focusOn(`edit-line-${closed}`);
  }, [closed]);
  if (lines.isPending) return <Skeleton lines={[56, 56]} />;
  if (lines.isError && lines.rows.length === 0) return <Failed error={lines.error} onRetry={() => void lines.refetch()} />;
  const close = (line: StatementLineView) => {
    edit(undefined);
    setClosed(line.id);
  };
  return (
    <Box className="kind-body" role="list">
      {lines.rows.map((line) => (
        <Box key={line.id} id={`line-${line.id}`} className="ledger-line" role="listitem">
          {editing === line.id
            ? <LineEditor view={view} kind={kind} line={line} onUnsaved={onUnsaved} onClose={() => close(line)} />
            : <LineItem view={view} line={line} mayEdit={mayEdit && editing === undefined} onEdit={() => edit(line.id)} onExpired={() => void lines.refetch()} />}
        </Box>
      ))}
      {lines.rows.length < lines.total && (
        <Box className="list-end">
          <Box className="note">{`已显示 ${lines.rows.length} / 共 ${lines.total} 笔`}</Box>
          <Button id={`more-${kind}`} kind="quiet" busy={lines.isFetchingNextPage} onPress={() => void lines.fetchNextPage()}>再看一些</Button>
        </Box>
      )}
    </Box>
  );
}
