import { Mint } from 'mint-filter';
import { folded } from './folded.ts';

/** Whether a text contains one of many words, in one pass over it (Aho–Corasick), however it is spaced or spelled. */
export class WordMatcher {
  private readonly words: Mint;

  /** `words` as {@link folded}. */
  constructor(words: readonly string[]) {
    this.words = new Mint(shortestOf(words));
  }

  isIn(text: string): boolean {
    return !this.words.verify(folded(text));
  }
}

/**
 * The words that contain no other one: where a shorter one is found, the longer one says nothing more. mint-filter must be
 * given no others: walking along a longer word it does not look for shorter ones inside (of 「abcd」 and 「bc」 it misses the
 * second in 「abce」).
 */
function shortestOf(words: readonly string[]): string[] {
  const all = new Set(words);
  const containsAnother = (word: string): boolean => {
    for (let start = 0; start < word.length; start += 1) {
      for (let end = start + 1; end <= word.length; end += 1) {
        if (end - start < word.length && all.has(word.slice(start, end))) return true;
      }
    }
    return false;
  };
  return [...all].filter((word) => !containsAnother(word));
}
