import { COMPLAINT_RATES, halfYearInWords, type ComplaintFigures } from '@linping/shared';
import { closedOf, partsInWords, RATE_LABELS, rateInWords } from '../../../features/complaints/figure-words.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Figure } from '../../../staff/figure.tsx';
import { Box, Heading } from '../../../ui/elements.tsx';
import { LinkRow } from '../../../ui/list.tsx';

/** The half-year's complaints of the own estate in six numbers, and the way to the rest of them. */
export const EstateRates = ({ halfYear, figures }: { readonly halfYear: string; readonly figures: ComplaintFigures }) => (
  <>
    <Heading level={2} className="section-title">{`${halfYearInWords(halfYear)}的投诉办得怎样`}</Heading>
    <Box id="estate-rates" className="card">
      <Box className="figures">
        <Figure id="received" name="接到" value={thousands(figures.received)} of="件" />
        <Figure id="closed" name="物业已办结" value={thousands(closedOf(figures))} of="件" />
        <Figure id="confirmed" name="其中居民确认解决" value={thousands(figures.standing.confirmed)} of="件" />
      </Box>
      <Box className="figures">
        {COMPLAINT_RATES.map((rate) => <Figure key={rate} id={`rate-${rate}`} name={RATE_LABELS[rate]} value={rateInWords(figures[rate])} of={partsInWords(figures[rate])} />)}
      </Box>
    </Box>
    <Box className="links">
      <LinkRow id="to-figures" title="看投诉统计" below="三率怎么算、各类投诉、用了多久" onPress={() => go(to.complaintFigures())} />
    </Box>
  </>
);
