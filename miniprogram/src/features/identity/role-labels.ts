import type { Role } from '@linping/shared';

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  visitor: '访客', resident: '居民', administrator: '系统管理员', providerStaff: '物业员工', providerManager: '物业经理', committee: '业主委员会',
  communityWorker: '社区工作人员', communityService: '社区物业服务机构', streetOfficer: '街道工作人员', headquarters: '区指挥部办公室',
  housingCentre: '区房屋管理服务中心', government: '区政府', finance: '区财政局', auditor: '审计部门',
};
