import { BOOK_BODY_WORDS, DISCLOSURE_WORDS, type StatementView } from '@linping/shared';
import { useApp } from '../../../features/app-context.ts';
import { signedYuan, yuan } from '../../../features/money/yuan.ts';
import { dateInWords } from '../../../features/surveys/days-left.ts';
import { go, to } from '../../../platform/navigate.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';
import { Card, Fact } from '../../../ui/list.tsx';

/** Which edition this is, what came before and after it, and by what anybody can check it. */
export function Edition({ view }: { readonly view: StatementView }) {
  const { nowMs } = useApp();
  const { corrects, correctedBy, publishedOn, hash, edition, body, bodyName, firstDay, lastDay } = view;
  const day = (date: string) => dateInWords(date, nowMs());
  return (
    <Card id="edition" title="这一版">
      <Fact name="公示期">{`${day(firstDay)}至${day(lastDay)}`}</Fact>
      <Fact name="编制方">{bodyName === BOOK_BODY_WORDS[body] ? bodyName : `${bodyName}（${BOOK_BODY_WORDS[body]}）`}</Fact>
      <Fact name="版次">{`第 ${edition} 版`}</Fact>
      {publishedOn && <Fact name="公布">{day(publishedOn)}</Fact>}
      {corrects && (
        <Fact name="更正了">
          <EditionLink id="corrected-edition" statementId={corrects.statementId} word={`第 ${corrects.edition} 版`} />
          <Box>{`原因：${corrects.reason}`}</Box>
        </Fact>
      )}
      {correctedBy && (
        <Fact name="更正版">
          <EditionLink id="correcting-edition" statementId={correctedBy.statementId} word={`看第 ${correctedBy.edition} 版`} />
          <Box>{`原因：${correctedBy.reason}`}</Box>
        </Fact>
      )}
      {hash && (
        <Fact name="指纹">
          <Txt id="hash" className="fingerprint">{hash}</Txt>
          <Box className="note">公布时写进审计日志，内容动过一个字就对不上。</Box>
        </Fact>
      )}
    </Card>
  );
}

const EditionLink = ({ id, statementId, word }: { readonly id: string; readonly statementId: string; readonly word: string }) => (
  <Press id={id} className="text-button edition-link" role="link" href={to.staffStatement(statementId)} onPress={() => go(to.staffStatement(statementId))}>{word}</Press>
);

type Change = StatementView['changes'][number];
const COLUMNS: readonly Column<Change>[] = [
  { id: 'kind', head: '项目', onPhone: 'title', cell: ({ kind }) => DISCLOSURE_WORDS[kind] },
  { id: 'before', head: '更正前（元）', isNumber: true, cell: ({ beforeFen }) => yuan(beforeFen) },
  { id: 'after', head: '更正后（元）', isNumber: true, cell: ({ afterFen }) => yuan(afterFen) },
  { id: 'change', head: '相差（元）', isNumber: true, cell: ({ beforeFen, afterFen }) => signedYuan(afterFen - beforeFen) },
];

/** What a correction changed, before and after. */
export function Changes({ view: { corrects, changes } }: { readonly view: StatementView }) {
  if (!corrects) return null;
  return (
    <Card id="changes" title={`比第 ${corrects.edition} 版改了什么`}>
      <Box className="paragraph">{`更正的原因：${corrects.reason}`}</Box>
      {changes.length === 0 ? <Box className="muted">各项合计没有变，改的是说明或者凭证。</Box> : <DataTable label="更正前后" columns={COLUMNS} rows={changes} idOf={({ kind }) => kind} />}
    </Card>
  );
}
