import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WordMatcher } from './word-matcher.ts';
import { WordsStore } from './words.store.ts';

/** The district's list, ready to look for. */
@Injectable()
export class WordList {
  private built: { readonly of: string; readonly matcher: WordMatcher } | undefined;

  constructor(private readonly words: WordsStore) {}

  /** Built anew only when the words differ: another process may have changed them, and reading some hundred is cheaper than being wrong. */
  async isHit(db: EntityManager, text: string): Promise<boolean> {
    const words = await this.words.allFolded(db);
    const of = words.join('\n');
    if (this.built?.of !== of) this.built = { of, matcher: new WordMatcher(words) };
    return this.built.matcher.isIn(text);
  }
}
