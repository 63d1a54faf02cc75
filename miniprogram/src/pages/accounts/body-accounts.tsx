import { periodName, type BodyAccountsView, type StatementGlance } from '@linping/shared';
import { useApp } from '../../features/app-context.ts';
import { FiguresRow } from '../../features/disclosures/figures-row.tsx';
import { comparedInWords, mostOf, SIDE_WORDS, totalOf, type Side } from '../../features/disclosures/glance.ts';
import { FREQUENCY_LABELS } from '../../features/disclosures/labels.ts';
import { ShareBar } from '../../features/disclosures/share-bar.tsx';
import { yuan } from '../../features/money/yuan.ts';
import { dateInWords } from '../../features/surveys/days-left.ts';
import { go, to } from '../../platform/navigate.ts';
import { Box, Heading, Txt } from '../../ui/elements.tsx';
import { Card, LinkRow } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';

/** One body's accounts: what it owes, the newest period in figures and bars, and every period beside the others. */
export function BodyAccounts({ accounts, isOnly }: { readonly accounts: BodyAccountsView; readonly isOnly: boolean }) {
  const { nowMs } = useApp();
  const { name, frequency, statements, overdue } = accounts;
  const [newest] = statements;
  return (
    <Box className="body-accounts">
      <Heading level={2} className="section-title">{name}</Heading>
      {overdue.map(({ period, dueOn }) => (
        <Notice key={period} id={`overdue-${period}`} tone="bad" title={`${periodName(period)}的账逾期未公布`}>{`应在${dateInWords(dueOn, nowMs())}前公布，街道的待办里也会列出。`}</Notice>
      ))}
      {!newest && <Card><Box className="muted">{`还没有公布过账目。${FREQUENCY_LABELS[frequency]}，每期结束后30天内公布。`}</Box></Card>}
      {newest && (
        <Card title={periodName(newest.period)}>
          <FiguresRow {...newest} />
          {(['income', 'expense'] as const).map((side) => <ShareBar key={side} side={side} totals={newest.totals} totalFen={totalOf(newest, side)} compared={comparedInWords(statements, side)} />)}
        </Card>
      )}
      {newest && (
        <Box className="links">
          {statements.map((statement) => (
            <LinkRow
              key={statement.id} id={`statement-${statement.id}`} title={`${periodName(statement.period)}的每一笔${isOnly ? '' : `（${name}）`}`}
              below={`${dateInWords(statement.publishedOn, nowMs())}公布${statement.edition > 1 ? `，第${statement.edition}版（更正过）` : ''}`} onPress={() => go(to.statement(statement.id))}
            />
          ))}
        </Box>
      )}
      {statements.length > 1 && <Periods statements={statements} />}
    </Box>
  );
}

/** Income and expense of every period, against the largest of them all. */
function Periods({ statements }: { readonly statements: readonly StatementGlance[] }) {
  const most = mostOf(statements);
  return (
    <Card title="各期比较">
      <Box role="list">
        {statements.map((statement) => (
          <Box key={statement.id} className="period-row" role="listitem">
            <Box className="lead">{periodName(statement.period)}</Box>
            {(['income', 'expense'] as const).map((side) => <PeriodBar key={side} side={side} amountFen={totalOf(statement, side)} most={most} />)}
            <Box className="note number">{`结余 ${yuan(statement.closingFen)} 元`}</Box>
          </Box>
        ))}
      </Box>
    </Card>
  );
}

/** The word and the number say it; the bar is for the eye. */
const PeriodBar = ({ side, amountFen, most }: { readonly side: Side; readonly amountFen: number; readonly most: number }) => (
  <Box className="period-bar">
    <Txt className="period-bar-word muted">{SIDE_WORDS[side]}</Txt>
    <Box className="period-bar-track" decorative><Box className={`period-bar-fill ${side}-1`} style={{ width: `${(Math.max(0, amountFen) * 100) / most}%` }} /></Box>
    <Txt className="period-bar-amount number">{`${yuan(amountFen)} 元`}</Txt>
  </Box>
);
