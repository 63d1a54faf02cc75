import { complaintCategory, type ComplaintStepKind } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NoticesService } from '../notifications/notices.service.ts';
import type { ComplaintRow, ComplaintStepRow } from './complaints.entity.ts';
import { FollowersStore } from './followers.store.ts';

interface Words {
  /** To its author; left out where there is nothing to tell, or the author did it. */
  readonly author?: string;
  /** To those who said 「我也遇到了」: stages only, never what somebody wrote. */
  readonly followers?: string;
}

/** What is told of each step. No notice carries words, names or numbers of anybody: it may stand on a locked phone. */
const WORDS: Readonly<Record<ComplaintStepKind, Words>> = {
  file: {}, add: {}, answer: {}, assign: {}, requestExtension: {}, refuseExtension: {}, resume: {}, callBack: {},
  acknowledge: { author: '您的投诉已有人看到，正在安排' },
  accept: { author: '您的投诉已受理', followers: '您关注的投诉已受理' },
  reply: { author: '您的投诉有新的回复' },
  ask: { author: '有一个问题等您回复；等您回复期间，办理期限暂停计算' },
  resolve: { author: '您的投诉已办结，请确认是否真的解决了；7天内没有确认，将自动结束', followers: '您关注的投诉已办结，等待投诉人确认' },
  grantExtension: { author: '街道同意延长您这件投诉的办理期限' },
  supervise: { author: '街道正在督办您的投诉', followers: '街道正在督办您关注的投诉' },
  mediate: { author: '您的投诉有一次调解记录' },
  merge: { author: '您的投诉已并入同一问题的另一件，之后的进展在那一件里看', followers: '您关注的投诉已并入同一问题的另一件' },
  reject: { author: '您的投诉没有被受理，请查看原因；如不同意，可以提出一次异议', followers: '您关注的投诉没有被受理' },
  refer: { author: '您的投诉已转给其他部门，由街道跟进', followers: '您关注的投诉已转给其他部门，由街道跟进' },
  returnToFirm: { author: '您的投诉已退回物业办理，期限重新计算' },
  escalate: { author: '您的投诉超过期限，已自动报街道', followers: '您关注的投诉超过期限，已自动报街道' },
  closeSilently: { author: '7天内没有收到您的确认，这件投诉已自动结束，不计为满意', followers: '您关注的投诉已自动结束' },
  confirm: { followers: '您关注的投诉，投诉人已确认解决' },
  reopen: { followers: '您关注的投诉没有真正解决，已要求重新处理' },
  withdraw: { followers: '您关注的投诉已由投诉人撤回；问题还在的话，可以自己提交' },
  object: { followers: '投诉人对您关注的投诉提出了异议，已重新办理' },
};

/** Tells the author and those who follow of what became of a complaint, in the transaction that made it happen. */
@Injectable()
export class ComplaintNotices {
  constructor(private readonly notices: NoticesService, private readonly followers: FollowersStore) {}

  async tell(tx: EntityManager, row: ComplaintRow, { sequence, kind, actorId }: ComplaintStepRow): Promise<void> {
    const { author, followers } = WORDS[kind];
    const about = { eventKey: `complaint:${row.id}:${sequence}`, title: `投诉进展 ${row.number}`, path: `/pages/complaint/index?id=${row.mergedInto ?? row.id}` };
    const told = `${complaintCategory(row.category).word}：`;
    if (author !== undefined && row.authorId !== null && row.authorId !== actorId) {
      await this.notices.tell(tx, { ...about, residentIds: [row.authorId], text: told + author });
    }
    if (followers === undefined) return;
    const residentIds = (await this.followers.residents(tx, row.id)).filter((id) => id !== actorId);
    if (residentIds.length > 0) await this.notices.tell(tx, { ...about, residentIds, text: told + followers });
  }
}
