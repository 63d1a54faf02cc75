const SHANGHAI_MS = 8 * 3_600_000;

/** 「2026-11-22 16:05」 in Asia/Shanghai: in a log the exact moment is worth more than a neighbour's words. */
export const moment = (iso: string): string => new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ');
