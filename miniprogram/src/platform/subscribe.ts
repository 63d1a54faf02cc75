import Taro from '@tarojs/taro';

let known: readonly string[] = [];

/** Which messages there are. A page learns it before the tap, because WeChat opens its question only in the very moment of one: there is no time to ask the server then. */
export function knowTemplates(templateIds: readonly string[]): void {
  known = templateIds;
}

/** Asks whether WeChat may bring one message about what was just sent or answered. To be called on a tap; whatever the resident says, nothing depends on it. */
export async function askForProgress(): Promise<void> {
  if (known.length === 0) return;
  try {
    await Taro.requestSubscribeMessage({ tmplIds: [...known] } as Taro.requestSubscribeMessage.Option); // its type wants Alipay's ids as well
  } catch {
    // turned off in the settings, or asked outside of a tap: the inbox has everything
  }
}
