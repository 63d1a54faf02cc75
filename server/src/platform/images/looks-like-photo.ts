/** The first bytes of what phones and browsers call a photo: JPEG, PNG and WebP. The name and the declared type say nothing. */
const HEADS: readonly ((bytes: Buffer) => boolean)[] = [
  (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
];

/** False for what cannot be one of the three whatever follows, so that nothing of it need be kept. */
export const looksLikePhoto = (head: Buffer): boolean => HEADS.some((is) => is(head));
