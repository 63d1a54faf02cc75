import { BOOK_BODIES, BOOK_BODY_WORDS, mayEver, periodName, shanghaiDate, STATEMENT_STATUSES, type Role } from '@linping/shared';
import { useApp } from '../../../features/app-context.ts';
import { STATEMENT_STATUS_SHORT } from '../../../features/disclosures/labels.ts';
import { periodsToOffer } from '../../../features/disclosures/periods.ts';
import { StreetFilter } from '../../../staff/area-filter.tsx';
import { Filters, Search } from '../../../staff/list.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Box, Select } from '../../../ui/elements.tsx';
import { CUT_WORDS, CUTS, LIST_WORDS, LISTS, UNSIGNED, type ListAddress, type ListView } from './view.ts';

interface ListFiltersProps {
  readonly role: Role;
  readonly address: ListAddress;
  readonly view: ListView;
  readonly onChange: (change: Partial<ListAddress>) => void;
}

/** Which of the two lists, and what it is cut by. */
export function ListFilters({ role, address, view: { list, period, chosen }, onChange }: ListFiltersProps) {
  const { nowMs } = useApp();
  const isDuties = list === 'duties';
  const offered = periodsToOffer(shanghaiDate(nowMs()));
  const periods = offered.includes(period) ? offered : [period, ...offered];
  return (
    <>
      <Box className="lists"><Choices id="by" layout="row" label="看什么" options={LISTS} words={LIST_WORDS} chosen={list} onChoose={(by) => onChange({ by })} /></Box>
      <Filters chosen={chosen} inSight={<Search label="按小区名称查找" placeholder="小区名称" value={address.search} onSearch={(search) => onChange({ search })} />}>
        <Box className="filter">
          <Select
            id="period" label="公示期" value={isDuties ? period : address.period}
            options={[...(isDuties ? [] : [{ value: '', word: '全部公示期' }]), ...periods.map((value) => ({ value: value as string, word: periodName(value) }))]}
            onSelect={(value) => onChange({ period: value })}
          />
        </Box>
        {mayEver(role, 'area.list') && <StreetFilter street={address.street} onStreet={(street) => onChange({ street })} />}
        {isDuties ? (
          <Box className="filter">
            <Select id="only" label="进度" value={address.only} options={[{ value: '', word: '全部进度' }, ...CUTS.map((value) => ({ value: value as string, word: CUT_WORDS[value] }))]} onSelect={(only) => onChange({ only })} />
          </Box>
        ) : (
          <>
            <Box className="filter">
              <Select id="status" label="进度" value={address.status} options={statuses(role)} onSelect={(status) => onChange({ status })} />
            </Box>
            <Box className="filter">
              <Select id="body" label="编制方" value={address.body} options={[{ value: '', word: '全部编制方' }, ...BOOK_BODIES.map((value) => ({ value: value as string, word: BOOK_BODY_WORDS[value] }))]} onSelect={(body) => onChange({ body })} />
            </Box>
          </>
        )}
      </Filters>
    </>
  );
}

const statuses = (role: Role): readonly { readonly value: string; readonly word: string }[] => [
  { value: '', word: '全部进度' }, ...STATEMENT_STATUSES.map((value) => ({ value, word: STATEMENT_STATUS_SHORT[value] })),
  ...(mayEver(role, 'statement.cosign') ? [{ value: UNSIGNED, word: '已公布，待表态' }] : []),
];
