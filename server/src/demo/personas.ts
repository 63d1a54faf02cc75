import type { StaffRole } from '@linping/shared';

export interface StaffPersona {
  /** The account's name, and the persona's id. */
  readonly id: string;
  readonly role: StaffRole;
  readonly displayName: string;
}

/** The phone of a 祥云里小院 household that took part half a year ago and has not answered yet. */
export const PERSONA_RESIDENT = { id: 'demo-resident', residentId: '0c1d7a52-5f0e-4b61-9d3e-3f2a1b6c7d80', displayName: '祥云里小院 · 居民' } as const;

/** The roles in words and no names of people. Two officers, because who closes a round may not certify it. */
export const STAFF_PERSONAS: readonly StaffPersona[] = [
  { id: 'demo-community-worker', role: 'communityWorker', displayName: '香榭丽社区 · 社区工作者' },
  { id: 'demo-street-officer-1', role: 'streetOfficer', displayName: '五里堡街道 · 工作人员甲' },
  { id: 'demo-street-officer-2', role: 'streetOfficer', displayName: '五里堡街道 · 工作人员乙' },
  { id: 'demo-headquarters', role: 'headquarters', displayName: '区指挥部办公室 · 工作人员' },
  { id: 'demo-housing-centre', role: 'housingCentre', displayName: '区房屋管理服务中心 · 工作人员' },
  { id: 'demo-government', role: 'government', displayName: '区政府 · 审批人员' },
  { id: 'demo-finance', role: 'finance', displayName: '区财政局 · 拨付人员' },
  { id: 'demo-auditor', role: 'auditor', displayName: '区审计局 · 审计人员' },
  { id: 'demo-administrator', role: 'administrator', displayName: '平台 · 系统管理员' },
  { id: 'demo-provider-manager', role: 'providerManager', displayName: '示例物业1号 · 项目经理' },
  { id: 'demo-provider-staff', role: 'providerStaff', displayName: '示例物业1号 · 客服人员' },
  { id: 'demo-committee', role: 'committee', displayName: '祥云里小院 · 业委会成员' },
  { id: 'demo-community-service', role: 'communityService', displayName: '香榭丽社区 · 社区物业服务机构' },
];
