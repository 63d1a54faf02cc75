import Taro from '@tarojs/taro';

/** What this build runs in; a constant of the build, so the other branch is not shipped. */
export const isWeapp = process.env.TARO_ENV === 'weapp';

/** The one clock. Pages ask it once per drawing; rules are given the instant. */
export const nowMs = (): number => Date.now();

/** Asks for the QR in WeChat; undefined when the resident turned back. */
export async function scanQr(): Promise<string | undefined> {
  try {
    const { result, path } = await Taro.scanCode({ onlyFromCamera: false });
    return result || path;
  } catch {
    return undefined;
  }
}

export const call = (phoneNumber: string): void => {
  void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined); // turned back
};

/** Calls back whenever the network returns or the app comes to the front. */
export function onWake(wake: () => void): void {
  if (isWeapp) {
    Taro.onNetworkStatusChange(({ isConnected }) => isConnected && wake());
    return;
  }
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake());
}
