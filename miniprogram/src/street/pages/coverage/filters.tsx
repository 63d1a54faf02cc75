import { COVERAGE_SORTS, ROUND_STATUSES, type CoverageSort, type CoverageSummaryView, type RoundStatus } from '@linping/shared';
import { halfYearInWords, STATUS_LABELS } from '../../../features/surveys/labels.ts';
import { Box, Field, Select } from '../../../ui/elements.tsx';

const SORT_LABELS: Readonly<Record<CoverageSort, string>> = {
  risk: '风险高的在前', name: '按名称', coverage: '参与率低的在前', needed: '还需户数多的在前', closesAt: '先截止的在前',
};

interface FiltersProps {
  readonly halfYears: readonly string[];
  readonly halfYear: string;
  readonly status: RoundStatus | '';
  readonly byStatus: CoverageSummaryView['byStatus'] | undefined;
  readonly sort: CoverageSort;
  readonly typed: string;
  readonly onHalfYear: (halfYear: string) => void;
  readonly onStatus: (status: RoundStatus | '') => void;
  readonly onSort: (sort: CoverageSort) => void;
  readonly onType: (typed: string) => void;
}

export function CoverageFilters(props: FiltersProps) {
  const { halfYears, halfYear, status, byStatus, sort, typed } = props;
  return (
    <Box className="filters" role="group" label="筛选">
      <Box className="filter filter-search">
        <Field id="search" kind="search" label="按小区名称查找" placeholder="小区名称" value={typed} onInput={props.onType} />
      </Box>
      {halfYears.length > 0 && (
        <Box className="filter">
          <Select id="half-year" label="半年" value={halfYear} options={halfYears.map((value) => ({ value, word: halfYearInWords(value) }))} onSelect={props.onHalfYear} />
        </Box>
      )}
      <Box className="filter">
        <Select
          id="status"
          label="状态"
          value={status}
          options={[
            { value: '', word: '全部状态' },
            ...ROUND_STATUSES.map((value) => ({ value, word: byStatus ? `${STATUS_LABELS[value]}（${byStatus[value]}）` : STATUS_LABELS[value] })),
          ]}
          onSelect={props.onStatus}
        />
      </Box>
      <Box className="filter">
        <Select id="sort" label="排序" value={sort} options={COVERAGE_SORTS.map((value) => ({ value, word: SORT_LABELS[value] }))} onSelect={props.onSort} />
      </Box>
    </Box>
  );
}
