import Taro, { getCurrentPages } from '@tarojs/taro';

/** Every address of the app, so that a page is renamed in one place. Values are encoded here and nowhere else. */
export const to = {
  home: () => '/pages/home/index',
  landing: (token: string) => `/pages/landing/index?scene=${encodeURIComponent(token)}`,
  landingOf: (estateId: string, householdId: string) => `/pages/landing/index?estate=${estateId}&household=${householdId}`,
  code: (token: string) => `/pages/code/index?scene=${encodeURIComponent(token)}`,
  answer: (roundId: string, householdId: string) => `/pages/answer/index?round=${roundId}&household=${householdId}`,
  done: (roundId: string, householdId: string) => `/pages/done/index?round=${roundId}&household=${householdId}`,
  result: (roundId: string) => `/pages/result/index?round=${roundId}`,
  history: (estateId: string) => `/pages/history/index?estate=${estateId}`,
  estate: (estateId: string) => `/pages/estate/index?estate=${estateId}`,
  me: () => '/pages/me/index',
  privacy: () => '/pages/privacy/index',
  staffSignIn: () => '/street/pages/sign-in/index',
  coverage: () => '/street/pages/coverage/index',
  round: (roundId: string) => `/street/pages/estate/index?round=${roundId}`,
};

/** WeChat keeps ten pages at most; past that a page replaces the last. */
const MOST_PAGES = 9;

export const go = (url: string): void => void (getCurrentPages().length >= MOST_PAGES ? Taro.redirectTo({ url }) : Taro.navigateTo({ url }));

/** In place of the present page, so that 返回 does not lead into a step that is done. */
export const replace = (url: string): void => void Taro.redirectTo({ url });

/** A fresh start: nothing to go back to. */
export const restart = (url: string): void => void Taro.reLaunch({ url });

/** 返回, or home where this page was opened by itself from a link. */
export const back = (): void => void (getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.reLaunch({ url: to.home() }));
