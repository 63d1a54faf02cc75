import { mayEver, type Role, type SheetRowView, type SheetWait } from '@linping/shared';
import { dayOf } from './labels.ts';
import { score } from './numbers.ts';

/** What a sheet waits for, in a sentence, with the round that decides it. */
export interface WaitNote {
  readonly text: string;
  readonly wayOut: string;
  readonly roundId: string | null;
}

export function waitInWords(wait: SheetWait): WaitNote {
  switch (wait.code) {
    case 'periodRunning':
      return { text: `考核期到${dayOf(wait.until)}为止，还没有结束。`, wayOut: '那一天起可以提交，在此之前照常记扣分。', roundId: null };
    case 'roundMissing':
      return { text: '第20项还没有得分：这个小区没有问卷调查。', wayOut: '由区指挥部办公室开展本半年的问卷活动。', roundId: null };
    case 'roundRunning':
      return { ...runningInWords(wait), roundId: wait.roundId };
    case 'roundInsufficient':
      return {
        text: '第20项没有得分：到补充期限，参与问卷的户数仍不足 10%。',
        wayOut: '本表保留，补贴暂缓、不取消，物业不因此得零分。请报区指挥部办公室。',
        roundId: wait.roundId,
      };
  }
}

function runningInWords({ status, needed }: SheetWait & { readonly code: 'roundRunning' }): Pick<WaitNote, 'text' | 'wayOut'> {
  switch (status) {
    case 'draft':
      return { text: '第20项还没有得分：问卷还没有开始。', wayOut: '问卷到时间自动开始。' };
    case 'open':
      return needed > 0
        ? { text: `第20项还没有得分：问卷进行中，还需 ${needed} 户。`, wayOut: '请社区入户动员，截止后由街道认定。' }
        : { text: '第20项还没有得分：问卷进行中，户数已够。', wayOut: '截止后由另一位街道工作人员认定。' };
    case 'closed':
      return { text: '第20项还没有得分：问卷已截止，等认定。', wayOut: '由没有经手截止的另一位街道工作人员认定。' };
    case 'short':
      return { text: `第20项还没有得分：问卷截止时还差 ${needed} 户。`, wayOut: '请在补充期限前开补充调查。' };
  }
}

/** The same for a cell of the list. */
export function satisfactionInWords({ satisfactionDeciPoints, waitsFor }: Pick<SheetRowView, 'satisfactionDeciPoints' | 'waitsFor'>): string {
  if (satisfactionDeciPoints !== null) return score(satisfactionDeciPoints);
  const wait = waitsFor.find(({ code }) => code !== 'periodRunning');
  return wait ? shortly(wait) : '—';
}

function shortly(wait: SheetWait): string {
  switch (wait.code) {
    case 'periodRunning': return '考核期未满';
    case 'roundMissing': return '没有问卷';
    case 'roundInsufficient': return '样本不足';
    case 'roundRunning':
      if (wait.status === 'draft') return '问卷未开始';
      if (wait.status === 'closed') return '等认定';
      return wait.needed > 0 ? `${wait.status === 'open' ? '还需' : '还差'} ${wait.needed} 户` : '问卷进行中';
  }
}

/** Why the sheet may not be submitted now, in one line under the button; undefined where nothing holds it. */
export const heldBecause = (waitsFor: readonly SheetWait[]): string | undefined =>
  (waitsFor.length === 0 ? undefined : `还不能提交：${waitsFor.map((wait) => waitInWords(wait).text.replace('。', '')).join('；')}。`);

/** Only who may see the round's page is sent there. */
export const maySeeRound = (role: Role): boolean => mayEver(role, 'coverage.read');
