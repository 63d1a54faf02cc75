import Taro from '@tarojs/taro';

/** Puts a text where it can be pasted; false where the device does not let us. */
export async function copy(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text });
    return true;
  } catch {
    return false;
  }
}
