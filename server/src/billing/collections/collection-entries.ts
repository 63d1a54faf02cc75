/** Where the money of each channel lies, and what the books call it. No name and no room: others read them. */
export const CHANNELS = {
  cash: { kind: 'cashFee', account: 'cashFunds', text: '现金缴物业费' },
  transfer: { kind: 'transferFee', account: 'bankFunds', text: '转账缴物业费' },
} as const;

export const sourceKeyOf = (collectionId: string): string => `collection:${collectionId}`;
export const reversalKeyOf = (collectionId: string): string => `reversal:${sourceKeyOf(collectionId)}`;
