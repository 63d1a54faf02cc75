import type { ModerationItemView, ModerationKind, ModerationSummaryView, ModerationWordView, PhotoView } from '@linping/shared';
import type { EstateNames } from '../estates/estates.service.ts';
import type { ItemCount } from './items.store.ts';
import type { ModerationItemRow, ModerationWordRow } from './moderation.entity.ts';

export const moderationItemView = (item: ModerationItemRow, names: EstateNames | undefined, photo: PhotoView | null): ModerationItemView => ({
  id: item.id, kind: item.kind, version: item.version, text: item.text, photo, about: item.subject.startsWith('lineQuestion:') ? 'lineQuestion' : 'complaint', category: item.category,
  estateId: item.estateId, estate: names?.name ?? '', street: names?.street ?? '', community: names?.community ?? '',
  heldAt: new Date(item.createdMs).toISOString(),
});

export function moderationSummaryView(counts: readonly ItemCount[]): ModerationSummaryView {
  const queued = counts.filter(({ state }) => state === 'queued');
  const of = (kind: ModerationKind) => queued.find((count) => count.kind === kind)?.count ?? 0;
  return {
    texts: of('text'), photos: of('photo'),
    checking: counts.filter(({ state }) => state !== 'queued').reduce((sum, { count }) => sum + count, 0),
    oldestAt: queued.length > 0 ? new Date(Math.min(...queued.map(({ oldestMs }) => oldestMs))).toISOString() : null,
  };
}

export const moderationWordView = ({ id, word, addedBy, addedMs }: ModerationWordRow, names: ReadonlyMap<string, string>): ModerationWordView => ({
  id, word, addedAt: addedBy === null ? null : new Date(addedMs).toISOString(), addedBy: addedBy === null ? null : (names.get(addedBy) ?? null),
});
