import { DISCLOSURE_WORDS, periodName, shanghaiDate } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NoticesService } from '../../notifications/notices.service.ts';
import type { LineQuestionRow } from './questions.entity.ts';

/** What stands before the id where a question is a subject: of moderation, of the audit log. */
export const QUESTION = 'lineQuestion';

/** What happened to a question, in words that may stand on a locked phone: nobody's words, no amount. */
const WORDS = {
  passed: (row: LineQuestionRow) => `已公开，编制方应在${dayInWords(row.dueMs! - 1)}前公开答复`,
  refused: () => '没有通过审核，没有公开；请去掉姓名、门牌等个人信息，或换个说法再问',
  answered: () => '已有公开答复；如不满意，可以转为投诉',
  overdue: () => '超过期限没有得到答复，可以转为投诉',
} as const;
export type QuestionEvent = keyof typeof WORDS;

/** Tells a question's author, in the transaction that made it happen. */
@Injectable()
export class QuestionEvents {
  constructor(private readonly notices: NoticesService) {}

  async tell(tx: EntityManager, row: LineQuestionRow, event: QuestionEvent): Promise<void> {
    if (row.authorId === null) return;
    await this.notices.tell(tx, {
      residentIds: [row.authorId], eventKey: `${QUESTION}:${row.id}:${event}`, title: '收支公示提问',
      text: `您对${periodName(row.period)}「${DISCLOSURE_WORDS[row.kind]}」的提问${WORDS[event](row)}`, path: `/pages/statement/index?id=${row.statementId}`,
    });
  }
}

function dayInWords(ms: number): string {
  const [, month, day] = shanghaiDate(ms).split('-').map(Number);
  return `${month}月${day}日`;
}
