import '../../features/disclosures/accounts.scss';
import { DISCLOSURE_WORDS, periodName, type DisclosureKind, type KindTotal, type StatementView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useApp } from '../../features/app-context.ts';
import { FiguresRow } from '../../features/disclosures/figures-row.tsx';
import { COSIGN_LABELS } from '../../features/disclosures/labels.ts';
import { ShareBar } from '../../features/disclosures/share-bar.tsx';
import { useStatement } from '../../features/disclosures/use-accounts.ts';
import { signedYuan, yuan } from '../../features/money/yuan.ts';
import { dateInWords } from '../../features/surveys/days-left.ts';
import { go, replace, to } from '../../platform/navigate.ts';
import { Box, Heading, Txt } from '../../ui/elements.tsx';
import { Card, Fact, LinkRow } from '../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { AskPanel } from './ask-panel.tsx';
import { KindLines } from './kind-lines.tsx';
import { MyQuestions } from './my-questions.tsx';
import { Questions } from './questions.tsx';

const TITLE = '收支明细';

/** What somebody wants to ask about. */
export interface AskedAbout {
  readonly kind: DisclosureKind;
  readonly lineId?: string;
  readonly words: string;
}

/** One edition of a body's accounts, for anybody to read: every line with what stands behind it, and what was asked. */
export default function StatementPage() {
  const { id = '' } = useRouter().params;
  const { nowMs } = useApp();
  const { data: statement, isError, error, refetch } = useStatement(id);
  const [about, setAbout] = useState<AskedAbout>();

  if (isError) return <Page title={TITLE}><Failed error={error} onRetry={() => void refetch()} /></Page>;
  if (!statement) return <Page title={TITLE}><Skeleton lines={[64, 200, 240, 240]} /></Page>;
  const { correctedBy, totals, incomeFen, expenseFen } = statement;
  return (
    <Page title={TITLE}>
      <Box className="place">
        <Heading level={2} className="page-title">{`${periodName(statement.period)}收支`}</Heading>
        <Box className="muted">{`${statement.estate} · ${statement.bodyName}`}</Box>
        <Box className="muted">{`${statement.publishedOn ? `${dateInWords(statement.publishedOn, nowMs())}公布` : '尚未公布'}${statement.edition > 1 ? ` · 第${statement.edition}版` : ''}`}</Box>
      </Box>
      {correctedBy && (
        <>
          <Notice id="corrected" tone="warn" title="这一版已经更正">{`原因：${correctedBy.reason}`}</Notice>
          <Box className="links"><LinkRow id="newer" title={`看第${correctedBy.edition}版`} onPress={() => replace(to.statement(correctedBy.statementId))} /></Box>
        </>
      )}
      {statement.cosigns.map(({ verdict, text, on }) => (
        <Notice key={verdict} id={verdict} tone={verdict === 'cosigned' ? 'good' : 'bad'} title={`${COSIGN_LABELS[verdict]}（${dateInWords(on, nowMs())}）`}>{text}</Notice>
      ))}
      <Card><FiguresRow {...statement} /></Card>
      <Changes statement={statement} />
      <Card>
        <ShareBar side="income" totals={totals} totalFen={incomeFen} />
        <ShareBar side="expense" totals={totals} totalFen={expenseFen} />
      </Card>
      <Card id="lines" title="每一笔">
        <Box className="note">点开一项，看明细和凭证；有疑问可以直接问，编制方要在5个工作日内公开答复。</Box>
        {kindsOf(statement).map(({ kind, amountFen }) => (
          <KindLines
            key={kind} statementId={id} kind={kind} amountFen={amountFen} computed={statement.computed.find((line) => line.kind === kind)} onAsk={setAbout}
          />
        ))}
        {kindsOf(statement).length === 0 && <Box className="muted">这一期没有收支。</Box>}
      </Card>
      {about && <AskPanel key={`${about.kind}-${about.lineId ?? ''}`} statement={statement} about={about} onClose={() => setAbout(undefined)} />}
      {statement.remark !== '' && <Card title="编制说明"><Box>{statement.remark}</Box></Card>}
      <MyQuestions statement={statement} />
      <Questions statementId={id} />
      <Box className="links">
        <LinkRow id="accounts" title="各期收支" below={statement.bodyName} onPress={() => go(to.estateAccounts(statement.estateId))} />
      </Box>
      {statement.hash && <Box className="note statement-hash">{`这一版的校验码（SHA-256）：${statement.hash}`}</Box>}
    </Page>
  );
}

/** Whatever has an amount, and what was declared as nothing although the system knows of some. */
const kindsOf = ({ totals, computed }: StatementView): readonly KindTotal[] => [
  ...computed.filter(({ kind, differenceFen }) => differenceFen !== 0 && totals.every((total) => total.kind !== kind)).map(({ kind, declaredFen }) => ({ kind, amountFen: declaredFen })),
  ...totals,
];

/** What a correction changed, and why; the edition before stays readable. */
function Changes({ statement: { corrects, changes } }: { readonly statement: StatementView }) {
  if (!corrects) return null;
  return (
    <Card id="changes" title={`更正了第${corrects.edition}版`}>
      <Box className="gap-below">{`原因：${corrects.reason}`}</Box>
      {changes.length === 0 && <Box className="muted">各项金额没有变化。</Box>}
      {changes.map(({ kind, beforeFen, afterFen }) => (
        <Fact key={kind} name={DISCLOSURE_WORDS[kind]}>
          <Box className="number">{`${yuan(beforeFen)} → ${yuan(afterFen)} 元`}</Box>
          <Txt className="note number">{`${signedYuan(afterFen - beforeFen)} 元`}</Txt>
        </Fact>
      ))}
      <Box className="links"><LinkRow id="older" title={`看第${corrects.edition}版`} onPress={() => go(to.statement(corrects.statementId))} /></Box>
    </Card>
  );
}
