import { err, ok, type Result } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import { Busy } from '../database/group-commit.ts';
import { looksLikePhoto } from './looks-like-photo.ts';

/** A photo as it is kept: two JPEGs of pixels and nothing else. Sizes are those of the full one, in pixels. */
export interface Photo {
  readonly full: Buffer;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
}
export type PhotoRefused = { readonly code: 'FILE_NOT_AN_IMAGE' } | { readonly code: 'FILE_TOO_LARGE' };

export const FULL_PIXELS = 1600;
export const THUMBNAIL_PIXELS = 320;

/** A baseline JPEG is shrunk while it is read, line by line; everything else may have to lie in memory as a whole. */
const MOST_PIXELS_BY_LINES = 50_500_000; // the 50-megapixel sensors of today's phones
const MOST_PIXELS_AT_ONCE = 16_500_000; // at 16 bits a channel some 250 MB
/** A hundred times what a photo takes on an idle core: only what was made to take long meets it. */
const MOST_SECONDS = 20;
const AT_ONCE = 2;
/** Their bytes wait in memory, 10 MB each at most. */
const MOST_WAITING = 16;
const RETRY_SECONDS = 5;

/** The library has loaders for many formats with many authors. Only these three ever see a stranger's bytes. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
sharp.cache(false);
sharp.concurrency(1); // threads a photo: several photos share the cores better than the lines of one

/**
 * Photos of strangers, drawn anew. What comes out was encoded here, so nothing that was hidden in, behind or beside the
 * pixels is in it: no place, no camera, no script, no second file.
 */
@Injectable()
export class Images {
  private atWork = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * JPEG, PNG or WebP by content; of an animation its first picture; upright, in sRGB, what was transparent white.
   * FILE_NOT_AN_IMAGE for anything else and for what is torn, FILE_TOO_LARGE for too many pixels or too much work.
   * Throws Busy when too many wait.
   */
  async photo(bytes: Buffer): Promise<Result<Photo, PhotoRefused>> {
    if (!looksLikePhoto(bytes)) return err({ code: 'FILE_NOT_AN_IMAGE' });
    await this.turn();
    try {
      return await redrawn(bytes);
    } finally {
      const next = this.waiting.shift();
      if (next) next(); // the place goes to whoever waits longest
      else this.atWork -= 1;
    }
  }

  private async turn(): Promise<void> {
    if (this.atWork < AT_ONCE) {
      this.atWork += 1;
      return;
    }
    if (this.waiting.length >= MOST_WAITING) throw new Busy(RETRY_SECONDS);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

async function redrawn(bytes: Buffer): Promise<Result<Photo, PhotoRefused>> {
  try {
    // Only the head is read here, so the limit can be told from a torn file.
    const { width, height, format, isProgressive } = await sharp(bytes, { limitInputPixels: false }).metadata();
    const most = format === 'jpeg' && !isProgressive ? MOST_PIXELS_BY_LINES : MOST_PIXELS_AT_ONCE;
    if (width * height > most) return err({ code: 'FILE_TOO_LARGE' });
    const { data: full, info } = await sharp(bytes, { limitInputPixels: most, failOn: 'error', autoOrient: true })
      .resize({ width: FULL_PIXELS, height: FULL_PIXELS, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' }).toColourspace('srgb').jpeg({ quality: 82 }).timeout({ seconds: MOST_SECONDS })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(full)
      .resize({ width: THUMBNAIL_PIXELS, height: THUMBNAIL_PIXELS, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 75 }).toBuffer();
    return ok({ full, thumbnail, width: info.width, height: info.height });
  } catch (cause) {
    return err({ code: cause instanceof Error && cause.message.startsWith('timeout') ? 'FILE_TOO_LARGE' : 'FILE_NOT_AN_IMAGE' });
  }
}
