import type { AssignManyBody, ComplaintRow } from '@linping/shared';
import { useRef, useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { allOrNone, bulkBody, mayAssign, outcomeInWords, type BulkOutcome } from '../../../features/complaints/bulk-assign.ts';
import { useAssignees, useAssignMany } from '../../../features/complaints/use-workbench.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Select } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface BulkBarProps {
  readonly rows: readonly ComplaintRow[];
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Gives the chosen complaints to one of the firm's people; stays in the thumb's reach while the list moves. */
export function BulkBar({ rows, chosen, onChoose, onClose }: BulkBarProps) {
  const { newId } = useApp();
  const assignees = useAssignees();
  const assign = useAssignMany();
  const [assigneeId, setAssigneeId] = useState('');
  const [outcome, setOutcome] = useState<BulkOutcome>();
  /** Kept until it is answered: sent again after a lost answer, it is the same request. */
  const sent = useRef<AssignManyBody>();
  const known = assignees.data ?? [];
  const isAll = allOrNone(chosen, rows).length === 0;

  const give = async () => {
    const isSame = sent.current?.assigneeId === assigneeId && sent.current.complaintIds.join() === chosen.join();
    sent.current = isSame ? sent.current! : bulkBody(chosen, assigneeId, newId);
    const answer = await assign.mutateAsync(sent.current).catch(() => undefined); // shown below
    if (!answer) return;
    sent.current = undefined;
    onChoose([]);
    const numbers = new Map(rows.map(({ id, number }) => [id, number]));
    setOutcome(outcomeInWords(answer, known.find(({ id }) => id === assigneeId)?.name ?? '承办人', (id) => numbers.get(id) ?? id));
  };
  return (
    <Box className="bulk-bar" role="group" label="批量派单">
      {assign.error && <Notice id="bulk-refusal" tone="bad" title="没有派出去">{assign.error.message}</Notice>}
      {outcome && chosen.length === 0 && !assign.error && (
        <Notice id="bulk-outcome" tone={outcome.tone} title={outcome.title}>
          {outcome.refused.length > 0 && outcome.refused.map((line) => <Box key={line}>{line}</Box>)}
        </Notice>
      )}
      <Box className="bulk-line">
        <Box id="bulk-count" className="bulk-count">{`已选 ${chosen.length} 件`}</Box>
        {rows.some(mayAssign) && <Button id="bulk-all" kind="quiet" onPress={() => onChoose(allOrNone(chosen, rows))}>{isAll ? '都不选' : '选中全部'}</Button>}
        <Button id="bulk-close" kind="quiet" onPress={onClose}>退出批量</Button>
      </Box>
      <Box className="bulk-line">
        <Box className="bulk-who">
          <Select
            id="bulk-assignee" label="派给谁" value={assigneeId}
            options={[{ value: '', word: '派给谁' }, ...known.map(({ id, name }) => ({ value: id, word: name }))]} onSelect={setAssigneeId}
          />
        </Box>
        <Button id="bulk-give" busy={assign.isPending} disabled={assigneeId === '' || chosen.length === 0} onPress={() => void give()}>派单</Button>
      </Box>
    </Box>
  );
}
