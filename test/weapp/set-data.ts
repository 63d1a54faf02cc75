/** Applies one path of setData, `root.cn.[0].cn.[1].v`, as WeChat does: what is missing on the way is made. */
export function setAt(data: object, path: string, value: unknown): void {
  const keys = path.replace(/\[(\d+)\]/g, '.$1').split('.').filter(Boolean);
  let target = data as Record<string, unknown>;
  keys.slice(0, -1).forEach((key, index) => {
    const isThere = typeof target[key] === 'object' && target[key] !== null;
    if (!isThere) target[key] = /^\d+$/.test(keys[index + 1]!) ? [] : {};
    target = target[key] as Record<string, unknown>;
  });
  target[keys.at(-1)!] = value;
}

/** Data crosses from the logic to the view as JSON: functions and dates do not survive it. */
export const copy = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));
