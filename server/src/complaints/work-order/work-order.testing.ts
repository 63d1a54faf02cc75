import type { ComplaintStepView, ComplaintView, PhotoView } from '@linping/shared';

export const photo = (check: PhotoView['check'] = 'passed'): PhotoView => ({ id: 'p', check, width: 800, height: 600, fullUrl: null, thumbnailUrl: null });

export const step = (over: Partial<ComplaintStepView> = {}): ComplaintStepView => ({
  id: 's', sequence: 1, kind: 'file', at: '2026-11-20T01:30:00.000Z', by: { side: 'resident', word: '居民', name: null },
  text: '垃圾桶满了三天没人清运，味道很大。', textCheck: 'passed', photos: [], beforePhotos: [], facts: {}, ...over,
});

/** A complaint as the firm sees it in the middle of its work. */
export const complaint = (over: Partial<ComplaintView> = {}): ComplaintView => ({
  id: 'c', number: 'TS-20261120-0007', viewer: 'firm', estateId: 'e', estate: '祥云里小院', building: '3号楼', street: '五里堡街道', community: '香榭丽社区',
  provider: '诚信物业服务有限公司', providerPhone: '0371-66660000', category: 'garbageOverflow', spot: '2单元电梯口', isUrgent: false, channel: 'app', externalNumber: null,
  status: 'inProgress', version: 4, filedAt: '2026-11-20T01:30:00.000Z', receivedAt: '2026-11-20T01:30:00.000Z',
  due: { clock: 'resolve', dueAt: '2026-11-27T16:00:00.000Z', daysLeft: 5, isOverdue: false },
  clocks: [
    { clock: 'accept', dueAt: '2026-11-23T16:00:00.000Z', metAt: '2026-11-20T03:05:00.000Z', wasLate: false },
    { clock: 'resolve', dueAt: '2026-11-27T16:00:00.000Z', metAt: null, wasLate: false },
  ],
  isPaused: false, extension: 'none', extensionDays: 0, isSupervised: false, followers: 2, assignee: '王师傅', rating: null, isVerified: true, hasContact: true, mergedInto: null,
  steps: [
    step({ photos: [photo(), photo()] }),
    step({ sequence: 2, kind: 'accept', at: '2026-11-20T03:05:00.000Z', by: { side: 'firm', word: '诚信物业服务有限公司', name: '李经理' }, text: '已收到，今天下午清运。' }),
    step({ sequence: 3, kind: 'assign', at: '2026-11-20T03:06:00.000Z', by: { side: 'firm', word: '诚信物业服务有限公司', name: '李经理' }, text: '', facts: { assignee: '王师傅' } }),
  ],
  actions: ['assign', 'reply', 'ask', 'resolve', 'requestExtension'], ...over,
});
