import { SCALES, TOPICS, type AnswerContent, type Opinion, type PublishQuestionnaireBody, type Topic } from '@linping/shared';
import type { SeededRandom } from '../seeded-random.ts';

/** The questionnaire that the demo's surveys ask. */
export const QUESTIONNAIRE: PublishQuestionnaireBody = {
  scale: 'basically',
  overall: '总体来看，您对本小区的物业服务满意吗？',
  intro: '这份问卷由街道办事处每半年组织一次，一户一份，约一分钟。只有第一题必答；物业企业看不到谁答了、答了什么。',
  topics: [
    { topic: 'publicOrder', text: '公共秩序：门卫、巡查、车辆停放' },
    { topic: 'cleaning', text: '保洁绿化：楼道、垃圾、绿地' },
    { topic: 'facilities', text: '设施设备：照明、门禁、消防、下水' },
    { topic: 'attitude', text: '服务态度：受理、答复、上门维修' },
    { topic: 'accounts', text: '收支公开：物业费与公共收益的公示' },
  ],
};

const SATISFIED = [['verySatisfied', 330], ['satisfied', 430], ['basicallySatisfied', 240]] as const;
const DISSATISFIED = [['dissatisfied', 760], ['veryDissatisfied', 240]] as const;

const PRAISE = [
  '楼道比以前干净多了。', '门卫师傅很负责。', '报修当天就来了，谢谢。', '院里的路灯都修好了。', '绿化补种得不错。', '垃圾分类点收拾得干净。', '改造以后住着舒心。', '希望继续保持。',
];
const WISHES = [
  '晚上停车还是有点乱，希望画好车位。', '希望给电动车多装几个充电口。', '楼道里的小广告清得再勤一点。', '建议增加几个晾衣的地方。', '希望公示栏里的账目再细一点。', '下雨天门口有积水。',
];
const COMPLAINTS = [
  '下水道堵了好几次，报修要等很久。', '楼道堆的杂物一直没人清。', '门禁坏了两个月了。', '保安晚上经常不在岗。', '垃圾桶满了没人收，味道很大。', '路灯坏了好几盏。', '公共收益从来没有公示过。', '电话经常打不通。',
];

/** What a household says that is satisfied or is not: topics near the overall opinion, now and then a sentence. */
export function voice(isSatisfied: boolean, random: SeededRandom): AnswerContent {
  const overall = weighted(isSatisfied ? SATISFIED : DISSATISFIED, random);
  const topics: Partial<Record<Topic, Opinion>> = {};
  for (const topic of TOPICS) if (random.chance(720)) topics[topic] = near(overall, random);
  const comment = !random.chance(90) ? '' : random.pick(!isSatisfied ? COMPLAINTS : random.chance(600) ? PRAISE : WISHES);
  return { overall, topics, comment };
}

function near(overall: Opinion, random: SeededRandom): Opinion {
  const { options } = SCALES[QUESTIONNAIRE.scale];
  const place = (options as readonly Opinion[]).indexOf(overall) + random.pick([-1, 0, 0, 0, 1]);
  return options[Math.min(Math.max(place, 0), options.length - 1)]!;
}

function weighted<T>(options: readonly (readonly [T, number])[], random: SeededRandom): T {
  let left = random.below(options.reduce((sum, [, weight]) => sum + weight, 0));
  return (options.find(([, weight]) => (left -= weight) < 0) ?? options[0]!)[0];
}
