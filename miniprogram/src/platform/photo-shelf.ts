export interface ShelvedPhoto {
  readonly bytes: ArrayBuffer;
  /** A small picture, as a data: address. */
  readonly preview: string;
}

const DATABASE = 'linping';
const SHELF = 'photos';

/** A browser that keeps nothing (a private window, a full disk) still lets one sit through a complaint: memory stands in. */
const memory = new Map<string, ShelvedPhoto>();

/** Photos that wait in a browser: too large for its key-value store, so they lie in its database. */
export const photoShelf = {
  async put(id: string, photo: ShelvedPhoto): Promise<void> {
    memory.set(id, photo);
    await within('readwrite', (shelf) => shelf.put(photo, id)).then(() => memory.delete(id), () => undefined);
  },
  get: async (id: string): Promise<ShelvedPhoto | undefined> =>
    memory.get(id) ?? within<ShelvedPhoto | undefined>('readonly', (shelf) => shelf.get(id) as IDBRequest<ShelvedPhoto | undefined>).catch(() => undefined),
  async remove(id: string): Promise<void> {
    memory.delete(id);
    await within('readwrite', (shelf) => shelf.delete(id)).catch(() => undefined);
  },
};

let opening: Promise<IDBDatabase> | undefined;

async function within<T>(mode: IDBTransactionMode, work: (shelf: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  opening ??= open();
  const transaction = (await opening).transaction(SHELF, mode);
  const request = work(transaction.objectStore(SHELF));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(new Error('the database gave up'));
  });
}

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(SHELF);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('no database'));
  });
