import type { UploadSource } from '../../api/uploads.ts';

/** What the phone's camera and album gave: compressed already, and kept on the phone under ids made here. */
export interface ChosenPhotos {
  /** `name`: of a PDF, as its file is called. */
  readonly photos: readonly { readonly id: string; readonly bytes: number; readonly name?: string }[];
  /** Files that are no picture (no PDF, where one was asked for), or one that this phone cannot read. */
  readonly unreadable: number;
  /** The album or camera was refused to us. */
  readonly isDenied: boolean;
}

/** The phone's side of a photo: platform/photos.ts. */
export interface PhotoDevice {
  /** Empty where somebody turned back. */
  choose(most: number, newId: () => string): Promise<ChosenPhotos>;
  /** PDFs, which stay as they are; in WeChat they come out of a chat. */
  choosePdfs(most: number, newId: () => string): Promise<ChosenPhotos>;
  /** Undefined where the phone no longer has it. */
  open(id: string): Promise<UploadSource | undefined>;
  /** A small picture of it, as an address for {@link Picture}. */
  preview(id: string): Promise<string | undefined>;
  forget(id: string): Promise<void>;
}
