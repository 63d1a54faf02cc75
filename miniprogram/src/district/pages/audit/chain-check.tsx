import type { AuditCheckView } from '@linping/shared';
import { useChainCheck } from '../../../features/audit/use-audit.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { Bar } from '../../../ui/bar.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

/** 不得弄虚作假: recomputes the chain from the first line to the last and says in words whether it holds. */
export function ChainCheck() {
  const { check, isRunning, error, start } = useChainCheck();
  return (
    <Card id="chain" title="日志有没有被改过">
      <Box className="paragraph">每一条都带着一个校验码，由这一条和上一条一起算出：改动、插入或删掉任何一条，后面的都对不上。</Box>
      {isRunning && <Running check={check} />}
      {!isRunning && check && <Verdict check={check} />}
      {error && <Notice id="chain-refusal" tone="bad" title="没有核对完">{error.message}</Notice>}
      <Box className="form-buttons"><Button id="check-chain" kind="quiet" busy={isRunning} onPress={() => void start()}>{check ? '再核对一遍' : '从头核对'}</Button></Box>
    </Card>
  );
}

function Running({ check }: { readonly check: AuditCheckView | undefined }) {
  const words = check ? `已核对 ${thousands(check.checkedTo)} / ${thousands(check.lines)} 条` : '正在核对';
  return (
    <Box className="gap-below">
      <Bar value={check?.checkedTo ?? 0} max={Math.max(1, check?.lines ?? 1)} label={words} />
      <Box className="gap-above-small number">{words}</Box>
    </Box>
  );
}

function Verdict({ check: { checkedTo, hash, lines, brokenAt } }: { readonly check: AuditCheckView }) {
  if (brokenAt !== null) {
    return (
      <Notice id="chain-broken" tone="bad" title={`第 ${thousands(brokenAt)} 条对不上`}>
        {checkedTo > 0 ? `第 1 至 ${thousands(checkedTo)} 条没有被改过；从第 ${thousands(brokenAt)} 条起，记录被改动、删除过，或者数据损坏。` : '第一条就对不上。'}
        请保留现场，不要重启或恢复数据，联系系统管理员和公安机关网安部门取证。
      </Notice>
    );
  }
  return (
    <Notice id="chain-whole" tone="good" title={lines === 0 ? '日志还是空的' : `第 1 至 ${thousands(checkedTo)} 条全部对得上`}>
      <Box>没有一条被改动、插入或删除。</Box>
      {lines > 0 && (
        <>
          <Box className="gap-above-small">请把末条的校验码抄到系统以外的地方，下次核对时比对：整本重写过的日志也能看出来。</Box>
          <Box id="chain-hash" className="hash">{hash}</Box>
        </>
      )}
    </Notice>
  );
}
