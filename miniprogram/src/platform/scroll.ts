import Taro from '@tarojs/taro';

/** Brings the element of this id to the top of the page. */
export const scrollToId = (id: string): void => void Taro.pageScrollTo({ selector: `#${id}`, duration: 200 }).catch(() => undefined);
