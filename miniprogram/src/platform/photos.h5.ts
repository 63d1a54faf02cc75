import type { PhotoDevice } from '../features/complaints/photo-device.ts';
import { photoShelf } from './photo-shelf.ts';

const LONGEST_SIDE = 1600;
const PREVIEW_SIDE = 240;
const QUALITY = 0.8;

/** In a browser: a file field, which a phone answers with its camera or album, and a canvas that makes the picture small. */
export const photoDevice: PhotoDevice = {
  async choose(most, newId) {
    // The named kinds make an iPhone hand over a JPEG instead of its own format.
    const files = (await chosenFiles('image/jpeg,image/png,image/webp', most > 1)).slice(0, most);
    const photos: { readonly id: string; readonly bytes: number }[] = [];
    for (const file of files) {
      const id = newId();
      const kept = await compressed(file).catch(() => undefined);
      if (!kept) continue;
      await photoShelf.put(id, kept);
      photos.push({ id, bytes: kept.bytes.byteLength });
    }
    return { photos, unreadable: files.length - photos.length, isDenied: false };
  },
  async choosePdfs(most, newId) {
    const files = (await chosenFiles('application/pdf', most > 1)).slice(0, most);
    const photos: { readonly id: string; readonly bytes: number; readonly name: string }[] = [];
    for (const file of files) {
      const bytes = await bytesOf(file).catch(() => undefined);
      if (!bytes || !isPdf(bytes)) continue;
      const id = newId();
      await photoShelf.put(id, { bytes, preview: '' });
      photos.push({ id, bytes: bytes.byteLength, name: file.name });
    }
    return { photos, unreadable: files.length - photos.length, isDenied: false };
  },
  async open(id) {
    const kept = await photoShelf.get(id);
    return kept && { bytes: kept.bytes.byteLength, read: (from, to) => Promise.resolve(kept.bytes.slice(from, to)) };
  },
  preview: async (id) => (await photoShelf.get(id))?.preview,
  forget: (id) => photoShelf.remove(id),
};

/** A browser has none of its own. */
export const showPhotos: ((addresses: readonly string[], index: number) => void) | undefined = undefined;

/** By its first letters: what a file is called says nothing. */
const isPdf = (bytes: ArrayBuffer): boolean => String.fromCharCode(...new Uint8Array(bytes.slice(0, 5))) === '%PDF-';

function chosenFiles(accept: string, isMultiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.id = 'photo-field';
    field.accept = accept;
    field.multiple = isMultiple;
    field.hidden = true; // in the document, or some browsers forget it while their dialog is open
    document.body.append(field);
    const done = (files: readonly File[]) => {
      field.remove();
      resolve(files);
    };
    field.addEventListener('change', () => done([...(field.files ?? [])]));
    field.addEventListener('cancel', () => done([]));
    field.click();
  });
}

/** A JPEG of at most 1600 px, turned upright, without what the camera wrote about place and time; rejects what is no picture. */
async function compressed(file: File): Promise<{ readonly bytes: ArrayBuffer; readonly preview: string }> {
  const picture = await pictureOf(file);
  const blob = await new Promise<Blob | null>((done) => drawn(picture, LONGEST_SIDE).toBlob(done, 'image/jpeg', QUALITY));
  if (!blob) throw new Error('the picture could not be written');
  // The preview as an address of its own: the pages' content policy loads pictures from the server and from such addresses only.
  return { bytes: await bytesOf(blob), preview: drawn(picture, PREVIEW_SIDE).toDataURL('image/jpeg', QUALITY) };
}

function drawn(picture: HTMLImageElement, longest: number): HTMLCanvasElement {
  const { naturalWidth: width, naturalHeight: height } = picture;
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  const brush = canvas.getContext('2d')!;
  brush.fillStyle = '#fff'; // a JPEG has no holes
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function pictureOf(file: File): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Error('unreadable'));
    reader.onload = () => {
      const picture = new Image();
      picture.onload = () => resolve(picture);
      picture.onerror = () => reject(new Error('not a picture'));
      picture.src = String(reader.result);
    };
    reader.readAsDataURL(file);
  });
}

/** `Blob.arrayBuffer` came to iPhones with iOS 14. */
const bytesOf = (blob: Blob): Promise<ArrayBuffer> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Error('unreadable'));
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(blob);
  });
