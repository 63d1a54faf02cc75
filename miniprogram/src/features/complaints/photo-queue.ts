import type { Api } from '../../api/create-api.ts';
import { codeOf } from '../../api/transport.ts';
import { KeptRecords, type RecordStorage } from '../outbox/kept-records.ts';
import { finalRefusal, sendWaiting } from '../outbox/send-waiting.ts';
import type { ChosenPhotos, PhotoDevice } from './photo-device.ts';

/** A photo that somebody added, as the phone keeps it. */
interface KeptPhoto {
  readonly id: string;
  /** Under which the server gets it: another one where it no longer takes the first (collected, or of a session that ended). */
  readonly uploadId: string;
  /** What it was added to: a draft, or a step that is being written. */
  readonly box: string;
  readonly bytes: number;
  /** Of a PDF. */
  readonly name?: string;
  /** Pieces may have been sent. */
  readonly hasBegun: boolean;
  /** Given by the server, once it is complete. */
  readonly photoId?: string;
  readonly refusal?: { readonly code: string; readonly title: string };
}
export interface PhotoItem {
  readonly id: string;
  readonly state: 'waiting' | 'uploading' | 'uploaded' | 'refused';
  /** How much of it has arrived. */
  readonly perMille: number;
  /** An address to draw, as soon as the phone has found it; a PDF has none. */
  readonly preview: string | undefined;
  /** Of a PDF: what its file is called. */
  readonly name: string | undefined;
  /** Why it was not taken. */
  readonly refusal: string | undefined;
}
export interface PhotoQueuePorts {
  readonly storage: RecordStorage;
  readonly device: PhotoDevice;
  readonly uploads: Pick<Api['uploads'], 'send' | 'drop'>;
  readonly newId: () => string;
}

const LOST = { code: 'LOST', title: '这张照片在手机里找不到了，请移除后重新添加' };

/**
 * Photos on their way, kept on the phone until they are part of something: leaving the page, the app or the network loses
 * none, and each is uploaded once, under an id it got when it was chosen.
 */
export class PhotoQueue {
  private readonly photos: KeptRecords<KeptPhoto>;
  private readonly previews = new Map<string, string | undefined>();
  private readonly arrived = new Map<string, number>();
  readonly subscribe: KeptRecords<KeptPhoto>['subscribe'];
  readonly version: KeptRecords<KeptPhoto>['version'];

  constructor(
    private readonly ports: PhotoQueuePorts,
    name: string,
  ) {
    this.photos = new KeptRecords(ports.storage, name);
    this.subscribe = this.photos.subscribe;
    this.version = this.photos.version;
  }

  /** The photos of a box, in the order they were added. */
  items(box: string): readonly PhotoItem[] {
    return this.of(box).map((photo) => {
      const { id, bytes, photoId, refusal } = photo;
      const arrived = this.arrived.get(id);
      return {
        id,
        state: photoId ? 'uploaded' : refusal ? 'refused' : arrived === undefined ? 'waiting' : 'uploading',
        perMille: photoId ? 1000 : Math.floor(((arrived ?? 0) * 1000) / Math.max(1, bytes)),
        preview: photo.name === undefined ? this.preview(id) : undefined,
        name: photo.name,
        refusal: refusal?.title,
      };
    });
  }

  /** Of those that are complete: what a body carries. */
  photoIds(box: string): readonly string[] {
    return this.of(box).flatMap(({ photoId }) => photoId ?? []);
  }

  /** Whether some are neither complete nor refused. */
  isWaiting(box: string): boolean {
    return this.of(box).some(isWaiting);
  }

  isRefused(box: string): boolean {
    return this.of(box).some(({ refusal }) => refusal !== undefined);
  }

  hasWaiting(): boolean {
    return this.photos.all().some(isWaiting);
  }

  /** Lets somebody choose up to `most`, and begins to send them. */
  async add(box: string, most: number, what: 'photos' | 'pdfs' = 'photos'): Promise<ChosenPhotos> {
    const { device, newId } = this.ports;
    const chosen = await (what === 'photos' ? device.choose(most, newId) : device.choosePdfs(most, newId));
    for (const photo of chosen.photos) this.photos.put(photo.id, { ...photo, uploadId: newId(), box, hasBegun: false });
    void this.flush();
    return chosen;
  }

  remove(id: string): void {
    const photo = this.photos.get(id);
    this.forget([id]);
    if (photo?.hasBegun) void this.ports.uploads.drop(photo.uploadId).catch(() => undefined); // the server collects orphans by itself
  }

  /** After a refusal that may pass, such as a full quota. */
  retry(id: string): Promise<void> {
    const photo = this.photos.get(id);
    if (photo) this.photos.put(id, { ...photo, refusal: undefined });
    return this.flush();
  }

  /** The server has lost them, or they were another session's: they are sent again, from the phone. */
  resend(box: string): void {
    for (const photo of this.of(box)) this.photos.put(photo.id, { ...photo, ...this.fromTheStart(), photoId: undefined, refusal: undefined });
  }

  /** They are part of something on the server now. */
  release(box: string): void {
    this.forget(this.of(box).map(({ id }) => id));
  }

  /** Nothing came of it. */
  discard(box: string): void {
    for (const { id } of this.of(box)) this.remove(id);
  }

  /** Forgets everything: the session was given back. */
  clear(): void {
    this.forget(this.photos.all().map(({ id }) => id));
  }

  /** Sends what waits, one photo after the other. */
  readonly flush = sendWaiting<KeptPhoto>({
    next: () => this.photos.all().filter(isWaiting),
    attempt: ({ uploadId }) => uploadId,
    send: (photo) => this.sendOne(photo),
  });

  private async sendOne(photo: KeptPhoto): Promise<void> {
    const { id, uploadId } = photo;
    const source = await this.ports.device.open(id).catch(() => undefined);
    if (!source) return this.settle(id, { refusal: LOST });
    this.settle(id, { hasBegun: true });
    try {
      const { id: photoId } = await this.ports.uploads.send(uploadId, source, { resume: photo.hasBegun, onReceived: (bytes) => this.progress(id, bytes) });
      this.settle(id, { photoId });
      if (!this.photos.get(id)) void this.ports.uploads.drop(uploadId).catch(() => undefined); // removed meanwhile
    } catch (error) {
      // A full quota is answered like a throttle, but the next minute will not help.
      const refusal = codeOf(error) === 'FILE_QUOTA_USED_UP' ? { code: 'FILE_QUOTA_USED_UP', title: (error as Error).message } : finalRefusal(error);
      if (photo.hasBegun && codeOf(error) === 'FILE_NOT_FOUND') this.settle(id, this.fromTheStart());
      else if (refusal) this.settle(id, { refusal });
    } finally {
      this.arrived.delete(id);
      this.photos.tell();
    }
  }

  private fromTheStart(): Pick<KeptPhoto, 'uploadId' | 'hasBegun'> {
    return { uploadId: this.ports.newId(), hasBegun: false };
  }

  private progress(id: string, bytes: number): void {
    this.arrived.set(id, bytes);
    this.photos.tell();
  }

  private settle(id: string, outcome: Partial<KeptPhoto>): void {
    const photo = this.photos.get(id);
    if (photo) this.photos.put(id, { ...photo, ...outcome });
  }

  private of(box: string): readonly KeptPhoto[] {
    return this.photos.all().filter((photo) => photo.box === box);
  }

  /** Asked of the phone once; until it answers there is none. */
  private preview(id: string): string | undefined {
    if (!this.previews.has(id)) {
      this.previews.set(id, undefined);
      void this.ports.device.preview(id).then((address) => {
        this.previews.set(id, address);
        this.photos.tell();
      }, () => undefined);
    }
    return this.previews.get(id);
  }

  private forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.previews.delete(id);
      void this.ports.device.forget(id).catch(() => undefined);
    }
    this.photos.drop(...ids);
  }
}

const isWaiting = ({ photoId, refusal }: KeptPhoto): boolean => photoId === undefined && refusal === undefined;
