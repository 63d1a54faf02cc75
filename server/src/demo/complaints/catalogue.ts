import type { CategoryOfComplaint } from '@linping/shared';

/** What a neighbour meets, in a neighbour's words, and what the firm says once it is done. */
export interface Grievance {
  readonly category: CategoryOfComplaint;
  readonly spots: readonly string[];
  readonly texts: readonly string[];
  readonly fixes: readonly string[];
}

export const GRIEVANCES: readonly Grievance[] = [
  { category: 'garbageOverflow', spots: ['垃圾投放点', '东门垃圾桶旁'], texts: ['垃圾桶满了两天没人清', '傍晚垃圾堆到桶外面，味道很大'], fixes: ['已清运并冲洗地面，改为每天两次清运', '已增派一趟清运车'] },
  { category: 'damagedBin', spots: ['垃圾投放点'], texts: ['垃圾桶盖坏了，苍蝇很多'], fixes: ['已更换桶盖'] },
  { category: 'cleaning', spots: ['2单元楼梯间', '院内主路', '地下车棚'], texts: ['楼梯一周没扫了', '扶手上全是灰', '雨后积水没人扫'], fixes: ['已安排保洁清扫，纳入每日巡查', '已清扫并擦拭扶手'] },
  { category: 'clutter', spots: ['3单元二楼平台', '一楼楼道'], texts: ['楼道堆了旧家具，走路不方便', '平台上放着纸箱，怕着火'], fixes: ['已联系住户搬走，楼道恢复畅通'] },
  { category: 'posters', spots: ['单元门口', '电表箱'], texts: ['墙上又贴满开锁小广告'], fixes: ['已铲除并粉刷'] },
  { category: 'greenery', spots: ['中心绿地', '南侧花坛'], texts: ['花坛里有人种菜', '草坪被踩出一条路'], fixes: ['已清理并补种草皮'] },
  { category: 'parking', spots: ['消防通道', '单元门口', '2号楼北侧'], texts: ['有车把消防通道堵住了', '从窗户拉线给电动车充电'], fixes: ['已通知车主挪车，并画线提示', '已拆除飞线，引导到充电棚'] },
  { category: 'drains', spots: ['东侧污水井', '一楼卫生间外'], texts: ['污水井往外冒水', '下水道反味，水排不下去'], fixes: ['已疏通管道并冲洗', '已请专业队伍高压疏通'] },
  { category: 'manhole', spots: ['西门内侧', '车棚旁'], texts: ['井盖松了，一踩就响', '井盖破了一角，晚上很危险'], fixes: ['已更换新井盖'] },
  { category: 'facilities', spots: ['1单元楼道', '大门门禁', '院内路灯'], texts: ['声控灯坏了，晚上上楼看不见', '门禁坏了，谁都能进', '路灯不亮好几天了'], fixes: ['已更换灯具', '已修好门禁并测试', '已更换路灯镇流器'] },
  { category: 'guard', spots: ['东门岗亭'], texts: ['晚上门岗没有人', '陌生人随便进出没人问'], fixes: ['已补齐夜班值守，加强登记'] },
  { category: 'service', spots: ['物业服务中心'], texts: ['打电话报修没人接', '前台态度不好'], fixes: ['已对当班人员谈话，电话改为两人轮值'] },
  { category: 'fees', spots: ['公示栏'], texts: ['收费标准没有公示'], fixes: ['已在公示栏和单元门口张贴'] },
  { category: 'neighbours', spots: ['楼上'], texts: ['楼上半夜拖桌椅，睡不着'], fixes: ['已与社区一同上门劝导'] },
];

export const PROGRESS = ['已派人到现场查看，正在备料', '维修人员已约明天上午上门', '已联系专业队伍，排在本周处理'] as const;
export const QUESTIONS = ['请问具体是哪一层？方便的时间是上午还是下午？', '请补充一下位置，我们到现场没有找到'] as const;
export const ANSWERS = ['在三楼和四楼之间，白天都行', '就在单元门进去左手边'] as const;
export const REOPENINGS = ['修好第二天又坏了', '只是扫了一下，问题还在'] as const;
export const EXTENSIONS = ['配件需要厂家发货，申请延期', '需要与供水部门协调停水时间'] as const;
