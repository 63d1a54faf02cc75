/** Who manages an estate: 物业服务企业 · 单位后勤 · 物业城市 (四). */
export const PROVIDER_KINDS = ['firm', 'unit', 'cityOperator'] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

/** 四 实施方式: (一) 专业化物业企业管理模式 · (二) 保障性管理模式, which is a unit's own service or 「物业城市」. */
export const MANAGEMENT_MODES = ['professional', 'supported'] as const;
export type ManagementMode = (typeof MANAGEMENT_MODES)[number];
export const managementModeOf = (kind: ProviderKind): ManagementMode => (kind === 'firm' ? 'professional' : 'supported');

/** 六 实施步骤: 手续办理 → 设计施工 → 试运行 → 正式进场, in this order and one at a time. */
export const ESTATE_STAGES = ['procedures', 'construction', 'trialRun', 'inService'] as const;
export type EstateStage = (typeof ESTATE_STAGES)[number];

export interface IllegalStageMove {
  readonly code: 'ESTATE_ILLEGAL_STAGE';
  readonly from: EstateStage;
  readonly to: EstateStage;
}

export const isNextStage = (from: EstateStage, to: EstateStage): boolean => ESTATE_STAGES.indexOf(to) === ESTATE_STAGES.indexOf(from) + 1;
