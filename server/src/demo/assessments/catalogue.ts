import type { ItemNumber } from '@linping/shared';

/** What an officer may come across, in the words of somebody who stood there. */
export interface Finding {
  readonly item: ItemNumber;
  readonly unit: string;
  /** The largest count one line of it names. */
  readonly most: number;
  readonly places: readonly string[];
  readonly texts: readonly string[];
}

/** What every courtyard has now and then: a tenth or a few of a point each. */
export const EVERYDAY: readonly Finding[] = [
  { item: 2, unit: 'gap', most: 1, places: ['物业服务中心'], texts: ['办公室资料堆放凌乱', '接待处没有座椅'] },
  { item: 3, unit: 'gap', most: 2, places: ['小区公示栏'], texts: ['服务电话已更换，公示栏未更新', '收费标准没有公示'] },
  { item: 4, unit: 'gap', most: 1, places: ['东门岗亭', '院内'], texts: ['当班人员未佩戴工作牌', '保洁员未着工装'] },
  { item: 5, unit: 'gap', most: 2, places: ['物业服务中心'], texts: ['防汛应急预案没有演练记录', '电梯维保档案缺页', '报修登记未归档'] },
  { item: 10, unit: 'guardAbsent', most: 2, places: ['东门岗亭', '西门岗亭'], texts: ['夜间门岗无人值守', '换班间隔超过半小时无人'] },
  { item: 10, unit: 'noPatrolLog', most: 5, places: ['岗亭'], texts: ['巡查记录本缺当日记录', '巡查记录缺签字和时间'] },
  { item: 11, unit: 'gap', most: 4, places: ['2号楼北侧', '院内主路', '消防通道'], texts: ['电动车飞线充电', '车辆占用消防通道', '车辆乱停堵住单元门'] },
  { item: 12, unit: 'gap', most: 2, places: ['中心绿地', '1号楼南侧绿地'], texts: ['绿地被踩出小路', '树池黄土裸露', '绿地内种菜'] },
  { item: 13, unit: 'damagedBin', most: 2, places: ['垃圾投放点'], texts: ['垃圾桶盖破损', '厨余垃圾桶缺轮'] },
  { item: 13, unit: 'overflow', most: 3, places: ['垃圾投放点'], texts: ['垃圾外溢未及时清理', '下午六点垃圾桶已满'] },
  { item: 13, unit: 'unsorted', most: 2, places: ['垃圾投放点'], texts: ['其他垃圾桶内混有厨余垃圾'] },
  { item: 14, unit: 'gap', most: 2, places: ['3号楼二单元', '1号楼一单元'], texts: ['楼道墙面小广告未清理', '电表箱上贴有小广告'] },
  { item: 15, unit: 'gap', most: 2, places: ['2号楼三单元', '地下室入口'], texts: ['楼道堆放旧家具', '平台堆放纸箱'] },
  { item: 16, unit: 'gap', most: 3, places: ['4号楼一单元', '院内'], texts: ['楼梯扶手积灰', '地面有积水和污渍'] },
  { item: 17, unit: 'gap', most: 1, places: ['3号楼东侧'], texts: ['污水井堵塞外溢', '雨水篦子被落叶堵住'] },
  { item: 18, unit: 'gap', most: 1, places: ['西门内侧', '2号楼北侧'], texts: ['井盖破损未更换', '井盖松动有响声'] },
  { item: 19, unit: 'gap', most: 2, places: ['1号楼', '院内'], texts: ['楼道灯不亮', '门禁失灵常开', '灭火器压力不足'] },
];

/** What costs points at once, and shows that something is wrong with the service as such. */
export const GRAVE: readonly Finding[] = [
  { item: 8, unit: 'gap', most: 1, places: ['社区居委会'], texts: ['项目负责人未兼任社区“两委”委员，质量监督员未到位'] },
  { item: 6, unit: 'gap', most: 1, places: ['物业服务中心'], texts: ['未成立党小组，派驻的党建指导员未到岗'] },
  { item: 7, unit: 'gap', most: 5, places: ['社区居委会'], texts: ['查会议记录，“三方联动”议事会未按月召开'] },
  { item: 9, unit: 'notHeld', most: 1, places: ['社区居委会'], texts: ['本半年未组织居民党员、居民代表征询服务质量'] },
  { item: 10, unit: 'theft', most: 2, places: ['车棚'], texts: ['电动车电瓶被盗，派出所已立案'] },
  { item: 11, unit: 'illegalBuilding', most: 3, places: ['1号楼楼顶', '院内西侧'], texts: ['楼顶违章搭建未上报', '院内私搭棚屋'] },
  { item: 17, unit: 'gap', most: 6, places: ['3号楼东侧', '化粪池'], texts: ['污水多次外溢，处理不及时'] },
  { item: 19, unit: 'gap', most: 7, places: ['各楼栋'], texts: ['消防、监控设备多处停用'] },
  { item: 18, unit: 'gap', most: 5, places: ['院内主路'], texts: ['多处井盖缺失，只作简单遮挡'] },
  { item: 5, unit: 'gap', most: 7, places: ['物业服务中心'], texts: ['管理制度和日常档案多项缺失'] },
];
