import { halfYearInWords, ROUND_STATUS_WORDS, ROUND_STATUSES, type CoverageSummaryView } from '@linping/shared';
import { AreaFilter } from '../../../staff/area-filter.tsx';
import { Filters, Search } from '../../../staff/list.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Box, Press, Select } from '../../../ui/elements.tsx';
import { LEVEL_WORDS, type CoverageAddress, type Level } from './view.ts';

interface FiltersProps {
  readonly levels: readonly Level[];
  readonly level: Level;
  readonly address: CoverageAddress;
  readonly summary: CoverageSummaryView | undefined;
  readonly onChange: (change: Partial<CoverageAddress>) => void;
}

/** The rung the board stands on, and what it is cut by. */
export function CoverageFilters({ levels, level, address, summary, onChange }: FiltersProps) {
  const { halfYear, street, community, status, late, search } = address;
  const halfYears = summary?.halfYears ?? [];
  const isEstates = level === 'estate';
  const chosen = [halfYear, street, isEstates && community, isEstates && status].filter(Boolean).length;
  return (
    <>
      {levels.length > 1 && (
        <Box className="rungs">
          <Choices id="by" layout="row" label="怎么看" options={levels.filter((rung) => rung !== 'community' || street !== '' || levels.length < 3)} words={LEVEL_WORDS} chosen={level} onChoose={(by) => onChange(by === 'street' ? { by, street: '', community: '' } : { by })} />
        </Box>
      )}
      <Filters
        chosen={chosen}
        inSight={
          <>
            {isEstates && <Search label="按小区或社区名称查找" placeholder="小区或社区名称" value={search} onSearch={(text) => onChange({ search: text })} />}
            <Press id="late" className={`late-switch${late === '1' ? ' is-chosen' : ''}`} role="switch" checked={late === '1'} onPress={() => onChange({ late: late === '1' ? '' : '1' })}>
              {`只看落后的${summary ? `（${summary.late}）` : ''}`}
            </Press>
          </>
        }
      >
        {halfYears.length > 1 && (
          <Box className="filter">
            <Select id="half-year" label="半年" value={halfYear || halfYears[0]!} options={halfYears.map((value) => ({ value, word: halfYearInWords(value) }))} onSelect={(value) => onChange({ halfYear: value })} />
          </Box>
        )}
        <AreaFilter street={street} community={community} onArea={(area) => onChange({ ...area, by: rungOf(level, area) })} />
        {isEstates && (
          <Box className="filter">
            <Select
              id="status"
              label="状态"
              value={status}
              options={[
                { value: '', word: '全部状态' },
                ...ROUND_STATUSES.map((value) => ({ value, word: summary ? `${ROUND_STATUS_WORDS[value]}（${summary.byStatus[value]}）` : ROUND_STATUS_WORDS[value] })),
              ]}
              onSelect={(value) => onChange({ status: value })}
            />
          </Box>
        )}
      </Filters>
    </>
  );
}

/** Whoever picks a street wants its communities, and whoever picks a community its estates. */
function rungOf(level: Level, area: { readonly street: string; readonly community: string }): Level {
  if (level === 'street' && area.street !== '') return 'community';
  return level === 'community' && area.community !== '' ? 'estate' : level;
}
