import Taro from '@tarojs/taro';

/** The phone's small key-value store: what survives leaving the app. */
export interface KeyValue {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  remove(key: string): void;
}

/** A browser that forbids storage (private mode, full quota) still lets one sit through an answer: memory stands in. */
const memory = new Map<string, unknown>();

export const phoneStorage: KeyValue = {
  read(key) {
    if (memory.has(key)) return memory.get(key);
    try {
      const value: unknown = Taro.getStorageSync(key);
      return value === '' ? undefined : value;
    } catch {
      return undefined;
    }
  },
  write(key, value) {
    try {
      Taro.setStorageSync(key, value);
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  },
  remove(key) {
    memory.delete(key);
    try {
      Taro.removeStorageSync(key);
    } catch {
      // nothing was kept there
    }
  },
};
