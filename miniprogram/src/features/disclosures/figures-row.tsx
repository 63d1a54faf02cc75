import './accounts.scss';
import type { StatementGlance } from '@linping/shared';
import { Box } from '../../ui/elements.tsx';
import { yuan } from '../money/yuan.ts';

type Sums = Pick<StatementGlance, 'incomeFen' | 'expenseFen'> & { readonly openingFen: number | null; readonly closingFen: number };

/** What came in, what went out, what is left; and how the three come to that. */
export const FiguresRow = ({ openingFen, incomeFen, expenseFen, closingFen }: Sums) => (
  <Box className="accounts-figures">
    <Box className="accounts-figure is-closing"><Box className="muted">结余</Box><Box className="figure number accounts-amount">{`${yuan(closingFen)} 元`}</Box></Box>
    <Box className="accounts-pair">
      <Box className="accounts-figure"><Box className="muted">收入</Box><Box className="lead number accounts-amount">{`${yuan(incomeFen)} 元`}</Box></Box>
      <Box className="accounts-figure"><Box className="muted">支出</Box><Box className="lead number accounts-amount">{`${yuan(expenseFen)} 元`}</Box></Box>
    </Box>
    <Box className="note">{`期初 ${yuan(openingFen ?? 0)} ＋ 收入 ${yuan(incomeFen)} － 支出 ${yuan(expenseFen)} ＝ 结余 ${yuan(closingFen)} 元`}</Box>
  </Box>
);
