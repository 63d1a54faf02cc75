import { SCALES, STRICTLY_SATISFIED, TOPICS, type Opinion, type PublishQuestionnaireBody, type QuestionnaireView, type Scale, type Topic } from '@linping/shared';
import { OPINION_LABELS, TOPIC_LABELS } from './labels.ts';

/** What the server takes at most. */
export const OVERALL_MAX = 200;
export const TOPIC_MAX = 100;
export const INTRO_MAX = 500;

/** A version as headquarters writes it: every topic has its wording, asked or not. */
export interface QuestionnaireDraft {
  readonly scale: Scale;
  readonly overall: string;
  readonly intro: string;
  readonly topics: Readonly<Record<Topic, { readonly isAsked: boolean; readonly text: string }>>;
}

/** A new version begins as the last one stands, or with the scheme's own words. */
export function draftFrom(last: QuestionnaireView | undefined): QuestionnaireDraft {
  const asked = (topic: Topic) => last?.topics.find((question) => question.topic === topic)?.text;
  return {
    scale: last?.scale ?? 'basically',
    overall: last?.overall ?? '总体来看，您对本小区的物业服务满意吗？',
    intro: last?.intro ?? '每户一份，只公布全小区的合计。',
    topics: Object.fromEntries(TOPICS.map((topic) => [topic, { isAsked: last === undefined || asked(topic) !== undefined, text: asked(topic) ?? TOPIC_LABELS[topic] }])) as QuestionnaireDraft['topics'],
  };
}

/** As it would be published, its topics in their order. */
export const bodyOf = ({ scale, overall, intro, topics }: QuestionnaireDraft): PublishQuestionnaireBody => ({
  scale, overall: overall.trim(), intro: intro.trim(),
  topics: TOPICS.filter((topic) => topics[topic].isAsked).map((topic) => ({ topic, text: topics[topic].text.trim() })),
});

export type QuestionnaireField = 'overall' | Topic;

/** What is missing, each where it is missing. */
export function problemsOf(draft: QuestionnaireDraft): Readonly<Partial<Record<QuestionnaireField, string>>> {
  const { overall, topics } = bodyOf(draft);
  return {
    ...(overall === '' && { overall: '总体问题一定要有' }),
    ...Object.fromEntries(topics.filter(({ text }) => text === '').map(({ topic }) => [topic, '请写出这一项怎么问，或者不问这一项'])),
  };
}

/** True when it would say something else than the version before: an equal one is not worth a number. */
export const differsFrom = (last: QuestionnaireView | undefined, draft: QuestionnaireDraft): boolean => {
  if (!last) return true;
  const { scale, overall, intro, topics } = last;
  return JSON.stringify({ scale, overall, intro, topics: topics.map(({ topic, text }) => ({ topic, text })) }) !== JSON.stringify(bodyOf(draft));
};

const listed = (opinions: readonly Opinion[]): string => opinions.map((opinion) => `「${OPINION_LABELS[opinion]}」`).join('');

/** Who counts as satisfied under a scale, and what is shown beside it. */
export function scaleInWords(scale: Scale): string {
  const { satisfied } = SCALES[scale];
  const isStrict = satisfied.length === STRICTLY_SATISFIED.length;
  return `${listed(satisfied)}算满意，计入第20项。${isStrict ? '' : `结果旁边另外写明只算${listed(STRICTLY_SATISFIED)}是多少。`}`;
}

/** 「非常满意 / 满意 / …」 */
export const scaleOptions = (scale: Scale): string => SCALES[scale].options.map((opinion) => OPINION_LABELS[opinion]).join(' / ');
