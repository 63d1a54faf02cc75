import { EXPENSE_KINDS, INCOME_KINDS, isComputed, type DisclosureKind, type StatementView } from '@linping/shared';
import { useState } from 'react';
import { yuan } from '../../../features/money/yuan.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { Box, Heading, Press, Txt } from '../../../ui/elements.tsx';
import { Kind } from './kind.tsx';
import type { Unsaved } from './live.ts';

interface KindsProps {
  readonly view: StatementView;
  readonly mayEdit: boolean;
  readonly onUnsaved: (key: string, unsaved: Unsaved | undefined) => void;
}

/** Income and expense, kind by kind. Whoever draws it up sees all there are; everybody else those with an amount. */
export function Kinds({ view, mayEdit, onUnsaved }: KindsProps) {
  const [isAllOpen, openAll] = useState(false);
  const shown = (kinds: readonly DisclosureKind[]) => kinds.filter((kind) => mayEdit || isComputed(kind) || view.totals.some((total) => total.kind === kind));
  const side = (title: string, kinds: readonly DisclosureKind[], sumFen: number) => (
    <Box className="card kinds">
      <Box className="kinds-head">
        <Heading level={2} className="card-title">{title}</Heading>
        <Txt className="kinds-sum number">{`${yuan(sumFen)} 元`}</Txt>
      </Box>
      {shown(kinds).map((kind) => <Kind key={kind} view={view} kind={kind} mayEdit={mayEdit} isAllOpen={isAllOpen} onUnsaved={onUnsaved} />)}
      {shown(kinds).length === 0 && <Box className="muted">这一期没有。</Box>}
    </Box>
  );
  return (
    <>
      <Box className="kinds-tools">
        <Box className="note">{`共 ${thousands(view.lines)} 笔明细`}</Box>
        {view.lines > 0 && <Press id="open-all" className="text-button" expanded={isAllOpen} onPress={() => openAll(!isAllOpen)}>{isAllOpen ? '都收起' : '展开全部明细'}</Press>}
      </Box>
      {side('收入', INCOME_KINDS, view.incomeFen)}
      {side('支出', EXPENSE_KINDS, view.expenseFen)}
    </>
  );
}
