/** A number of WeChat Pay's for a merchant: digits only. Whether it is the firm's own, the contract says. */
export const isMchid = (text: string): boolean => /^\d{8,16}$/.test(text);
