import type { UploadSource } from '../../api/uploads.ts';

/** What the phone's camera and album gave: compressed already, and kept on the phone under ids made here. */
export interface ChosenPhotos {
  readonly photos: readonly { readonly id: string; readonly bytes: number }[];
  /** Files that are no picture, or one that this phone cannot read. */
  readonly unreadable: number;
  /** The album or camera was refused to us. */
  readonly isDenied: boolean;
}

/** The phone's side of a photo: platform/photos.ts. */
export interface PhotoDevice {
  /** Empty where somebody turned back. */
  choose(most: number, newId: () => string): Promise<ChosenPhotos>;
  /** Undefined where the phone no longer has it. */
  open(id: string): Promise<UploadSource | undefined>;
  /** A small picture of it, as an address for {@link Picture}. */
  preview(id: string): Promise<string | undefined>;
  forget(id: string): Promise<void>;
}
