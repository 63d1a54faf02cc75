import type { Wx, WxOptions } from './wx.ts';
import { settle } from './wx.ts';

/** A picture in the phone's album. The platform looks at it; here its size on the screen is told. */
export interface AlbumPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The phone's album and an app's files. Hand the same one to the next launch to come back: files in the user's folder stay,
 * temporary ones are gone, as on the phone. Compressing keeps the bytes and obeys the size that was asked for.
 */
export class PhoneFiles {
  readonly kept = new Map<string, Uint8Array>();
  /** What the next choosing brings; undefined: turned back. */
  album: readonly AlbumPicture[] | undefined;
  /** What was asked of the compression. */
  readonly compressed: { readonly quality: number; readonly compressedWidth?: number; readonly compressedHeight?: number }[] = [];
  private temporary = new Map<string, AlbumPicture>();

  /** The functions of wx that have to do with files, for one launch. */
  wx(): Wx {
    this.temporary = new Map();
    return {
      chooseMedia: (options: WxOptions) => {
        if (!this.album) return settle(options, 'fail', { errMsg: 'chooseMedia:fail cancel' });
        const tempFiles = this.album.slice(0, Number(options.count)).map((picture) => ({ tempFilePath: this.keepForNow(picture), size: picture.bytes.byteLength, fileType: 'image' }));
        settle(options, 'success', { tempFiles, type: 'image', errMsg: 'chooseMedia:ok' });
      },
      getImageInfo: (options: WxOptions) => {
        const picture = this.temporary.get(String(options.src));
        if (!picture) return settle(options, 'fail', { errMsg: 'getImageInfo:fail file not found' });
        settle(options, 'success', { width: picture.width, height: picture.height, path: options.src, orientation: 'up', type: 'jpeg', errMsg: 'getImageInfo:ok' });
      },
      compressImage: ({ src, quality, compressedWidth, compressedHeight, ...options }: WxOptions) => {
        const picture = this.temporary.get(String(src));
        if (!picture) return settle(options, 'fail', { errMsg: 'compressImage:fail file not found' });
        this.compressed.push(JSON.parse(JSON.stringify({ quality, compressedWidth, compressedHeight })) as (typeof this.compressed)[number]);
        settle(options, 'success', { tempFilePath: this.keepForNow(picture), errMsg: 'compressImage:ok' });
      },
      getFileSystemManager: () => this.manager,
    };
  }

  private readonly manager = {
    saveFile: (options: WxOptions) => {
      const [from, to] = [String(options.tempFilePath), String(options.filePath)];
      const picture = this.temporary.get(from);
      if (!picture) return settle(options, 'fail', { errMsg: `saveFile:fail no such file or directory, ${from}` });
      this.temporary.delete(from);
      this.kept.set(to, picture.bytes);
      settle(options, 'success', { savedFilePath: to, errMsg: 'saveFile:ok' });
    },
    getFileInfo: (options: WxOptions) => this.with(options, 'getFileInfo', (bytes) => ({ size: bytes.byteLength })),
    /** Without an encoding the data is an ArrayBuffer; `position` and `length` in bytes, and a range past the end is refused. */
    readFile: (options: WxOptions) => this.with(options, 'readFile', (bytes) => {
      const position = Number(options.position ?? 0);
      const length = Number(options.length ?? bytes.byteLength - position);
      return position + length > bytes.byteLength ? undefined : { data: bytes.slice(position, position + length).buffer };
    }),
    unlink: (options: WxOptions) => this.with(options, 'unlink', () => {
      this.kept.delete(String(options.filePath));
      return {};
    }),
    writeFile: (options: WxOptions) => {
      this.kept.set(String(options.filePath), new TextEncoder().encode(String(options.data)));
      settle(options, 'success', { errMsg: 'writeFile:ok' });
    },
  };

  private with(options: WxOptions, name: string, work: (bytes: Uint8Array) => object | undefined): void {
    const bytes = this.kept.get(String(options.filePath));
    const result = bytes && work(bytes);
    if (result) settle(options, 'success', { ...result, errMsg: `${name}:ok` });
    else settle(options, 'fail', { errMsg: `${name}:fail no such file or directory, or out of range: ${String(options.filePath)}` });
  }

  private keepForNow(picture: AlbumPicture): string {
    const path = `wxfile://tmp_${this.temporary.size}.jpg`;
    this.temporary.set(path, picture);
    return path;
  }
}
