/**
 * A text as it is compared: one form for full width, circled and other spellings of a character (NFKC), one for upper and
 * lower case, and nothing that is neither letter nor figure, so that 「加 微.信」 and 「加微信」 are the same. What is dropped
 * includes signs of no width and marks that strike a letter through.
 */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
