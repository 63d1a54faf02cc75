import type { Action, ComplaintAction } from '@linping/shared';

/** What is asked for each step that people take; what time does asks nobody. */
export const ACTION_PERMISSIONS: Readonly<Partial<Record<ComplaintAction, Action>>> = {
  add: 'complaint.own', answer: 'complaint.own', confirm: 'complaint.own', reopen: 'complaint.own', withdraw: 'complaint.own', object: 'complaint.own',
  acknowledge: 'complaint.answer', accept: 'complaint.answer', reply: 'complaint.answer', ask: 'complaint.answer', resolve: 'complaint.answer',
  assign: 'complaint.handle', requestExtension: 'complaint.handle',
  grantExtension: 'complaint.supervise', refuseExtension: 'complaint.supervise', supervise: 'complaint.supervise', merge: 'complaint.supervise',
  reject: 'complaint.supervise', refer: 'complaint.supervise', returnToFirm: 'complaint.supervise',
  mediate: 'complaint.mediate', callBack: 'complaint.callBack',
};
