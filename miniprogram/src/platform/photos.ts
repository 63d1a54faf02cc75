import Taro from '@tarojs/taro';
import type { ChosenPhotos, PhotoDevice } from '../features/complaints/photo-device.ts';

const LONGEST_SIDE = 1600;
const QUALITY = 80;

/** The ending is never read: a PDF lies under such a name too. */
const pathOf = (id: string): string => `${Taro.env.USER_DATA_PATH}/photo-${id}.jpg`;
const NONE: ChosenPhotos = { photos: [], unreadable: 0, isDenied: false };

/** In WeChat: its camera and album, its compression, and its files, which stay when the app is closed. */
export const photoDevice: PhotoDevice = {
  async choose(most, newId) {
    const chosen = await chosenFiles(most).catch(asRefusal);
    if ('isDenied' in chosen) return { ...NONE, isDenied: chosen.isDenied };
    const photos: { readonly id: string; readonly bytes: number }[] = [];
    for (const tempFilePath of chosen) {
      const id = newId();
      const bytes = await keep(tempFilePath, pathOf(id)).catch(() => undefined);
      if (bytes) photos.push({ id, bytes });
    }
    return { photos, unreadable: chosen.length - photos.length, isDenied: false };
  },
  async choosePdfs(most, newId) {
    const chosen = await Taro.chooseMessageFile({ count: most, type: 'file', extension: ['pdf'] }).then(({ tempFiles }) => tempFiles, () => []);
    const photos: { readonly id: string; readonly bytes: number; readonly name: string }[] = [];
    for (const { path, name } of chosen) {
      const id = newId();
      const bytes = await save(path, pathOf(id)).catch(() => undefined);
      if (bytes) photos.push({ id, bytes, name });
    }
    return { photos, unreadable: chosen.length - photos.length, isDenied: false };
  },
  async open(id) {
    const bytes = await sizeOf(pathOf(id)).catch(() => 0);
    return bytes === 0 ? undefined : { bytes, read: (from, to) => read(pathOf(id), from, to - from) };
  },
  preview: (id) => sizeOf(pathOf(id)).then(() => pathOf(id), () => undefined),
  forget: (id) => new Promise((done) => {
    Taro.getFileSystemManager().unlink({ filePath: pathOf(id), complete: () => done() });
  }),
};

/** WeChat's own way of looking at pictures. */
export const showPhotos: ((addresses: readonly string[], index: number) => void) | undefined = (addresses, index) => {
  void Taro.previewImage({ urls: [...addresses], current: addresses[index]! }).catch(() => undefined);
};

/** By callbacks: Taro makes no promise of this one. */
const chosenFiles = (count: number): Promise<readonly string[]> =>
  new Promise((done, failed) => {
    Taro.chooseMedia({
      count, mediaType: ['image'], sourceType: ['camera', 'album'], sizeType: ['compressed'],
      success: ({ tempFiles }) => done(tempFiles.map(({ tempFilePath }) => tempFilePath)),
      fail: failed,
    });
  });

/** Turned back, or not allowed: the privacy guideline was declined (104), or the album or camera is switched off for us. */
function asRefusal(failure: unknown): { readonly isDenied: boolean } {
  const { errMsg = '' } = (failure ?? {}) as { readonly errMsg?: string };
  return { isDenied: !errMsg.includes('cancel') };
}

/** Compresses a picture, keeps it, and answers its size. */
async function keep(tempFilePath: string, filePath: string): Promise<number> {
  const { width, height } = await Taro.getImageInfo({ src: tempFilePath });
  // Given one side, WeChat keeps the shape; given none, it only lowers the quality.
  const side = Math.max(width, height) <= LONGEST_SIDE ? {} : width >= height ? { compressedWidth: LONGEST_SIDE } : { compressedHeight: LONGEST_SIDE };
  const { tempFilePath: compressed } = await Taro.compressImage({ src: tempFilePath, quality: QUALITY, ...side });
  return save(compressed, filePath);
}

/** Moves a file to where it stays, and answers its size. */
async function save(tempFilePath: string, filePath: string): Promise<number> {
  await new Promise<void>((done, failed) => {
    Taro.getFileSystemManager().saveFile({ tempFilePath, filePath, success: () => done(), fail: ({ errMsg }) => failed(new Error(errMsg)) });
  });
  return sizeOf(filePath);
}

const sizeOf = (filePath: string): Promise<number> =>
  new Promise((done, failed) => {
    Taro.getFileSystemManager().getFileInfo({ filePath, success: ({ size }) => done(size), fail: ({ errMsg }) => failed(new Error(errMsg)) });
  });

const read = (filePath: string, position: number, length: number): Promise<ArrayBuffer> =>
  new Promise((done, failed) => {
    Taro.getFileSystemManager().readFile({ filePath, position, length, success: ({ data }) => done(data as ArrayBuffer), fail: ({ errMsg }) => failed(new Error(errMsg)) });
  });
