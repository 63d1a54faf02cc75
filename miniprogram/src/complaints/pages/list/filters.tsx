import { COMPLAINT_CATEGORIES, mayEver, type ComplaintsSummaryView, type MeView } from '@linping/shared';
import { groupOptions, isFirm } from '../../../features/complaints/groups.ts';
import { useAssignees } from '../../../features/complaints/use-workbench.ts';
import { AreaFilter } from '../../../staff/area-filter.tsx';
import { Filters, Search } from '../../../staff/list.tsx';
import { Box, Select } from '../../../ui/elements.tsx';
import type { ListAddress } from './view.ts';

interface ListFiltersProps {
  readonly me: MeView;
  readonly address: ListAddress;
  readonly summary: ComplaintsSummaryView | undefined;
  readonly chosen: number;
  readonly onChange: (change: Partial<ListAddress>) => void;
}

const SORTS = [{ value: 'due', word: '快到期的在前' }, { value: 'newest', word: '新提交的在前' }, { value: 'oldest', word: '最早提交的在前' }] as const;

/** What the list is cut by beside the numbers on top, and its order. */
export function ListFilters({ me, address, summary, chosen, onChange }: ListFiltersProps) {
  const assignees = useAssignees(isFirm(me.role));
  return (
    <Filters chosen={chosen} inSight={<Search label="按编号或小区查找" placeholder="编号或小区名称" value={address.search} onSearch={(search) => onChange({ search })} />}>
      <Box className="filter">
        <Select
          id="group" label="进度" value={address.group}
          options={[{ value: '', word: address.search ? '全部进度' : '未办结的' }, ...groupOptions(summary).filter(({ value }) => value !== 'open')]}
          onSelect={(group) => onChange({ group })}
        />
      </Box>
      <Box className="filter">
        <Select
          id="category" label="类别" value={address.category}
          options={[{ value: '', word: '全部类别' }, ...COMPLAINT_CATEGORIES.map(({ id, word }) => ({ value: id as string, word }))]}
          onSelect={(category) => onChange({ category })}
        />
      </Box>
      {mayEver(me.role, 'area.list') && <AreaFilter street={address.street} community={address.community} onArea={(area) => onChange(area)} />}
      {(assignees.data?.length ?? 0) > 1 && (
        <Box className="filter">
          <Select
            id="assignee" label="承办人" value={address.assignee}
            options={[{ value: '', word: '全部承办人' }, ...assignees.data!.map(({ id, name }) => ({ value: id, word: name }))]}
            onSelect={(assignee) => onChange({ assignee })}
          />
        </Box>
      )}
      <Box className="filter">
        <Select id="sort" label="排序" value={address.sort} options={SORTS} onSelect={(sort) => onChange({ sort })} />
      </Box>
    </Filters>
  );
}
