import type { ProviderKind } from './estate.ts';

/** 四's kinds of management, as pages show them and lists write and read them. */
export const PROVIDER_KIND_WORDS: Readonly<Record<ProviderKind, string>> = { firm: '物业服务企业', unit: '单位后勤', cityOperator: '物业城市' };
