import { MOST_PHOTOS } from '@linping/shared';
import { useState, useSyncExternalStore } from 'react';
import { useApp } from '../app-context.ts';
import type { PhotoItem } from './photo-queue.ts';

export interface Photos {
  readonly items: readonly PhotoItem[];
  /** How many more may be added. */
  readonly room: number;
  /** Of the complete ones: what a body carries. */
  readonly photoIds: readonly string[];
  /** Some are still on their way, or could not be sent. */
  readonly isUnfinished: boolean;
  /** What the last choosing left out, in words. */
  readonly note: string | undefined;
  readonly add: () => void;
  readonly addPdfs: () => void;
  readonly remove: (id: string) => void;
  readonly retry: (id: string) => void;
  /** They were sent with something, and are the server's now. */
  readonly release: () => void;
  readonly discard: () => void;
}

/**
 * The photos that somebody adds to one thing, e.g. `usePhotos('staff', `resolve-after:${complaintId}`)`. They stay in their
 * box when the page is left, and go on being uploaded. `release()` after what they belong to has been taken.
 */
export function usePhotos(who: 'resident' | 'staff', box: string, most: number = MOST_PHOTOS): Photos {
  const queue = useApp().photos[who];
  useSyncExternalStore(queue.subscribe, queue.version);
  const [note, setNote] = useState<string>();
  const items = queue.items(box);
  const room = most - items.length;

  const add = async (what: 'photos' | 'pdfs') => {
    setNote(undefined);
    const { photos, unreadable, isDenied } = await queue.add(box, room, what);
    if (isDenied) setNote('没有得到使用相机和相册的同意，请在手机的设置里打开后再试，也可以不附照片。');
    else if (unreadable > 0) setNote(`有 ${unreadable} 个文件不是能用的${what === 'photos' ? '照片' : ' PDF'}，没有添加。`);
    else if (photos.length > room) setNote(`最多 ${most} 张，多出的没有添加。`);
  };
  return {
    items, room, note,
    photoIds: queue.photoIds(box),
    isUnfinished: items.some(({ state }) => state !== 'uploaded'),
    add: () => void add('photos'),
    addPdfs: () => void add('pdfs'),
    remove: (id) => queue.remove(id),
    retry: (id) => void queue.retry(id),
    release: () => queue.release(box),
    discard: () => queue.discard(box),
  };
}
