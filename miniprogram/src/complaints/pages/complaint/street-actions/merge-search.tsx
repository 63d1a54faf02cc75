import { COMPLAINT_CATEGORIES, type CategoryOfComplaint, type ComplaintRow, type ComplaintView } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../../features/app-context.ts';
import { categoryInWords } from '../../../../features/complaints/labels.ts';
import { FormLine } from '../../../../features/register/form.tsx';
import { startInWords } from '../../../../features/surveys/days-left.ts';
import { Search } from '../../../../staff/list.tsx';
import { Box, Press, Select, Txt } from '../../../../ui/elements.tsx';
import { Failed, Skeleton } from '../../../../ui/states.tsx';
import type { StepDraft } from './steps.ts';
import { useMergeTargets } from './use-merge-targets.ts';
import '../../../../features/register/chooser.scss';

interface MergeSearchProps {
  readonly view: ComplaintView;
  readonly draft: StepDraft;
  readonly onChange: (change: Partial<StepDraft>) => void;
}

/** The estate's other open complaints, of the same category to begin with. */
export function MergeSearch({ view, draft, onChange }: MergeSearchProps) {
  const [category, setCategory] = useState<CategoryOfComplaint | ''>(view.category);
  const [search, setSearch] = useState('');
  const { nowMs } = useApp();
  const found = useMergeTargets(view, { ...(category && { category }), ...(search && { search }) });
  if (draft.into) {
    return (
      <FormLine name="并入">
        <Box className="chooser-chosen">
          <Box id="into-chosen" className="chooser-word number">{draft.into.number}</Box>
          <Press id="into-again" className="text-button" onPress={() => onChange({ into: undefined })}>换一件</Press>
        </Box>
      </FormLine>
    );
  }
  return (
    <FormLine name={`并入${view.estate}的哪一件`}>
      <Box className="filters">
        <Search label="按编号查找" placeholder="投诉编号" value={search} onSearch={setSearch} />
        <Box className="filter">
          <Select
            id="merge-category"
            label="类别"
            value={category}
            options={[{ value: '' as const, word: '全部类别' }, ...COMPLAINT_CATEGORIES.map(({ id, word }) => ({ value: id, word }))]}
            onSelect={setCategory}
          />
        </Box>
      </Box>
      {found.isPending && <Skeleton lines={[64, 64]} />}
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <Box className="chooser-options">
          {found.rows.map((row) => (
            <Press key={row.id} id={`into-${row.id}`} className="chooser-option" onPress={() => onChange({ into: { id: row.id, number: row.number } })}>
              <Target row={row} nowMs={nowMs()} />
            </Press>
          ))}
          {found.rows.length === 0 && <Box className="muted chooser-none">没有找到其他未办结的投诉，换一个类别或编号试试。</Box>}
        </Box>
      )}
      {found.total > found.most && <Box className="note">{`共 ${found.total} 件，这里列出最早的 ${found.most} 件，可以按编号查找。`}</Box>}
    </FormLine>
  );
}

const Target = ({ row, nowMs }: { readonly row: ComplaintRow; readonly nowMs: number }) => (
  <>
    <Box className="chooser-word">
      <Box>{[row.building, categoryInWords(row.category)].filter(Boolean).join(' · ')}</Box>
      <Txt className="note number">{row.number}</Txt>
    </Box>
    <Box className="note">{`${startInWords(row.filedAt, nowMs)}提交${row.followers > 0 ? ` · ${row.followers} 人也遇到` : ''}`}</Box>
  </>
);
