const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** 「等了 3 小时」: how long something has been hidden, in the largest whole unit. */
export function waitedInWords(sinceIso: string, nowMs: number): string {
  const minutes = Math.floor((nowMs - Date.parse(sinceIso)) / MINUTE_MS);
  if (minutes < 1) return '刚刚提交';
  if (minutes < HOUR_MINUTES) return `等了 ${minutes} 分钟`;
  if (minutes < DAY_MINUTES) return `等了 ${Math.floor(minutes / HOUR_MINUTES)} 小时`;
  return `等了 ${Math.floor(minutes / DAY_MINUTES)} 天`;
}
