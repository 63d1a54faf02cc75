import {
  ASSESSMENT_STATUS_WORDS, halfYearInWords, mayEver, PROVIDER_KIND_WORDS, shanghaiDate,
  type DeductionView, type ItemNumber, type Role, type SheetView,
} from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { draftOf, newDraft, type DeductionDraft } from '../../../features/assessments/draft.ts';
import { evidenceByItem } from '../../../features/assessments/evidence.ts';
import { useEvidence } from '../../../features/assessments/use-evidence.ts';
import { useNews, useSheet, useSheetMoves } from '../../../features/assessments/use-sheet.ts';
import { Download } from '../../../staff/list.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { Annex } from './annex.tsx';
import { EvidencePanel } from './evidence.tsx';
import { DeductionPanel } from './panel.tsx';
import { ScoreBar, ScoreCard } from './score.tsx';
import { Waits } from './waits.tsx';
import { WithdrawDialog } from './withdraw.tsx';
import './index.scss';

/** One estate's half-year as the annex lays it out: what is left of every item, and what was deducted with its evidence. */
export default function SheetPage() {
  const { sheet: sheetId = '' } = useRouter().params;
  const sheet = useSheet(sheetId);
  const role = useStaffSession()?.me.role;
  if (!sheet.data || !role) {
    return (
      <StaffPage title="考核评分表" entry="sheets" hasBack>
        {sheet.isError ? <Failed error={sheet.error} onRetry={() => void sheet.refetch()} /> : <Skeleton lines={[24, 72, 160, 160, 160, 160]} />}
      </StaffPage>
    );
  }
  return (
    <StaffPage title={sheet.data.estate} entry="sheets" hasBack actions={<Prints sheet={sheet.data} />}>
      {sheet.isError && <Notice id="stale" tone="warn" title="现在连不上">{`看到的是上一次打开时的内容。${sheet.error.message}`}</Notice>}
      <Sheet sheet={sheet.data} role={role} />
    </StaffPage>
  );
}

function Prints({ sheet }: { readonly sheet: SheetView }) {
  const name = `考核评分表-${sheet.estate}-${sheet.halfYear}`;
  return (
    <>
      <Download id="print-pdf" path={`/assessments/${sheet.id}/annex.pdf`} name={`${name}.pdf`}>打印（PDF）</Download>
      <Download id="print-xlsx" path={`/assessments/${sheet.id}/annex.xlsx`} name={`${name}.xlsx`}>导出表格</Download>
    </>
  );
}

function Sheet({ sheet, role }: { readonly sheet: SheetView; readonly role: Role }) {
  const { newId, nowMs } = useApp();
  const moves = useSheetMoves(sheet.id);
  const [news, readNews] = useNews(sheet, moves.mine);
  const [draft, setDraft] = useState<DeductionDraft>();
  /** One that could not be sent, put aside by closing the panel: with its id, so that it stays one deduction. */
  const [unsent, setUnsent] = useState<DeductionDraft>();
  const [withdrawing, setWithdrawing] = useState<DeductionView>();
  const [latest, setLatest] = useState('');
  const mayWrite = sheet.mayScore && sheet.status === 'draft' && mayEver(role, 'assessment.score');
  const evidence = evidenceByItem(useEvidence(sheet.id, mayWrite).rows);
  const [looking, setLooking] = useState<ItemNumber>();
  const looked = looking === undefined ? undefined : evidence.get(looking);

  const enter = (item: ItemNumber) => {
    moves.save.reset();
    setDraft(unsent?.item === item ? unsent : newDraft(sheet, item, newId(), shanghaiDate(nowMs())));
  };
  const change = (line: DeductionView) => {
    moves.save.reset();
    setDraft(draftOf(line));
  };
  const done = ({ id }: DeductionDraft) => {
    setLatest(id);
    setDraft(undefined);
    setUnsent((kept) => (kept?.id === id ? undefined : kept));
  };
  return (
    <>
      <Box className="staff-sub">
        <Txt className="muted">{`${sheet.street} · ${sheet.community} · ${halfYearInWords(sheet.halfYear)}`}</Txt>
        <Txt id="sheet-status" className={`status sheet-${sheet.status}`}>{ASSESSMENT_STATUS_WORDS[sheet.status]}</Txt>
      </Box>
      <Box className="sheet-provider">{`${PROVIDER_KIND_WORDS[sheet.provider.kind]}：${sheet.provider.name}（考核期 ${sheet.first} 至 ${sheet.last}）`}</Box>
      <Waits sheet={sheet} role={role} />
      {unsent && !draft && (
        <Notice id="unsent" tone="warn" title={`第${unsent.item}项有一条扣分还没有送出`}>
          <Box className="gap-below">有网络时再送一次，不会重复。</Box>
          <Button id="unsent-again" kind="quiet" onPress={() => setDraft(unsent)}>接着送</Button>
        </Notice>
      )}
      {news.length > 0 && (
        <Notice id="news" tone="warn" title="刚才有改动，已按最新的显示">
          {news.map((line) => <Box key={line}>{line}</Box>)}
          <Button id="news-read" kind="quiet" onPress={readNews}>知道了</Button>
        </Notice>
      )}
      <Box className="sheet-columns">
        <Annex sheet={sheet} latest={latest} role={role} onEnter={enter} onChange={change} evidence={evidence} onEvidence={setLooking} />
        <ScoreCard sheet={sheet} role={role} submit={moves.submit} news={news} />
      </Box>
      <ScoreBar sheet={sheet} news={news.length} />
      {looked && !draft && (
        <EvidencePanel
          item={looking!} sheet={sheet} evidence={looked}
          onDraft={(chosen) => {
            moves.save.reset();
            setDraft(unsent?.complaint && unsent.complaint.id === chosen.complaint?.id ? unsent : chosen);
            setLooking(undefined);
          }}
          onClose={() => setLooking(undefined)}
        />
      )}
      {draft && (
        <DeductionPanel
          key={draft.id}
          sheet={sheet}
          draft={draft}
          save={moves.save}
          onSaved={done}
          onClose={(left) => {
            setDraft(undefined);
            setUnsent((kept) => left ?? kept);
          }}
          onWithdraw={(line) => {
            setDraft(undefined);
            setWithdrawing(line);
          }}
        />
      )}
      {withdrawing && <WithdrawDialog sheet={sheet} line={withdrawing} withdraw={moves.withdraw} onClose={() => setWithdrawing(undefined)} />}
    </>
  );
}
