import { COMPLAINT_RATES, halfYearInWords, isHalfYear, mayEver } from '@linping/shared';
import { useStaffSession } from '../../../features/app-context.ts';
import { closedOf, IN_NO_RATE } from '../../../features/complaints/figure-words.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { Figure } from '../../../staff/figure.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Box, Select } from '../../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../../ui/states.tsx';
import { Lowering } from './lowering.tsx';
import { RateCard } from './rate-card.tsx';
import { useRates } from './use-rates.ts';
import '../../../features/complaints/staff.scss';
import '../../../features/complaints/complaints.scss';
import '../../../features/register/parts.scss';
import './index.scss';

const EVERYTHING = { halfYear: '', rate: '' };

export default function ComplaintRatesPage() {
  const me = useStaffSession()?.me;
  if (me && mayEver(me.role, 'complaint.handle')) return <Rates />;
  return <StaffPage title="三率" entry="rates">{me && <Empty title="这一页只有物业自己用">街道和区里请看「投诉统计」。</Empty>}</StaffPage>;
}

/** How the own firm stands with its complaints, why, and which ones. */
function Rates() {
  const [address, change] = useAddress(EVERYTHING);
  const filter = isHalfYear(address.halfYear) ? { halfYear: address.halfYear } : {};
  const summary = useRates(filter);
  const figures = summary.data?.figures;
  const halfYear = filter.halfYear ?? summary.data?.halfYear ?? '';
  const halfYears = summary.data?.halfYears ?? [];
  const open = COMPLAINT_RATES.find((name) => name === address.rate);
  return (
    <StaffPage title="三率" entry="rates">
      {halfYears.length > 1 && (
        <Box className="filters half-years">
          <Box className="filter">
            <Select
              id="half-year" label="半年" value={halfYear}
              options={halfYears.map((value) => ({ value, word: halfYearInWords(value) }))} onSelect={(value) => change({ halfYear: value })}
            />
          </Box>
        </Box>
      )}
      {summary.isError && !figures && <Failed error={summary.error} onRetry={() => void summary.refetch()} />}
      {summary.isPending && <Skeleton lines={[72, 180, 180, 180]} />}
      {figures?.received === 0 && <Empty title="还没有投诉">接到第一件以后，这里就有三率。</Empty>}
      {figures && figures.received > 0 && (
        <>
          <Box className="muted gap-below-small">{`${halfYearInWords(halfYear)}接到的投诉`}</Box>
          <Box className="figures">
            <Figure id="received" name="接到" value={thousands(figures.received)} of="件" />
            <Figure id="closed" name="我们已办结" value={thousands(closedOf(figures))} of="件" />
            <Figure id="confirmed" name="其中居民确认解决" value={thousands(figures.standing.confirmed)} of="件" />
          </Box>
          <Box className="rates">
            {COMPLAINT_RATES.map((name) => <RateCard key={name} name={name} figures={figures} isOpen={name === open} onOpen={() => change({ rate: name === open ? '' : name })} />)}
          </Box>
          <Box className="note gap-below">{IN_NO_RATE}</Box>
          {open && <Lowering key={open} rate={open} halfYear={filter.halfYear} />}
        </>
      )}
    </StaffPage>
  );
}
