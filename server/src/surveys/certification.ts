import {
  countsAsSatisfied, mergeSmallCells, SCALES, STRICTLY_SATISFIED, TOPICS,
  type AnswerContent, type MergedOpinion, type Opinion, type Scale, type Topic,
} from '@linping/shared';
import type { Counted } from './answers.store.ts';
import type { SealedAnswerRow, StoredTally } from './surveys.entity.ts';

/** What a round's answers come to. Pure: the same answers always count the same. */
export interface Count {
  readonly valid: number;
  readonly satisfied: number;
  readonly strictlySatisfied: number;
  readonly counted: readonly Counted[];
  readonly comments: readonly string[];
  readonly tally: StoredTally;
}

export type Said = Pick<AnswerContent, 'overall' | 'topics' | 'comment'>;

export const saidIn = ({ overall, topics, comment }: SealedAnswerRow): Said =>
  ({ overall, topics: JSON.parse(topics) as AnswerContent['topics'], comment });

/** Counts the answers of a closed round and merges cells that are too small to be kept apart. */
export function countAnswers(scale: Scale, answers: readonly Said[]): Count {
  const overall = countOptions(answers.map((answer) => answer.overall));
  const keep = mergeSmallCells(scale, overall);
  const keepTopic = new Map(TOPICS.map((topic) => [topic, mergeSmallCells(scale, countOptions(topicAnswers(answers, topic)))]));
  const counted = answers.map((answer): Counted => ({
    overall: keep[answer.overall]!,
    topics: Object.fromEntries(TOPICS.flatMap((topic) => {
      const said = answer.topics[topic];
      return said === undefined ? [] : [[topic, keepTopic.get(topic)![said]!]];
    })),
  }));
  return {
    valid: answers.length,
    satisfied: answers.filter((answer) => countsAsSatisfied(scale, answer.overall)).length,
    strictlySatisfied: answers.filter((answer) => STRICTLY_SATISFIED.includes(answer.overall)).length,
    counted,
    comments: answers.map((answer) => answer.comment).filter((comment) => comment !== ''),
    tally: tallyOf(counted),
  };
}

function tallyOf(counted: readonly Counted[]): StoredTally {
  const topics = TOPICS.flatMap((topic) => {
    const said = counted.flatMap((answer) => answer.topics[topic] ?? []);
    return said.length === 0 ? [] : [[topic, countOptions(said)] as const];
  });
  return { overall: countOptions(counted.map((answer) => answer.overall)), topics: Object.fromEntries(topics) };
}

const topicAnswers = (answers: readonly Said[], topic: Topic): Opinion[] => answers.flatMap((answer) => answer.topics[topic] ?? []);

function countOptions<Option extends MergedOpinion>(options: readonly Option[]): Partial<Record<Option, number>> {
  const counts: Partial<Record<Option, number>> = {};
  for (const option of options) counts[option] = (counts[option] ?? 0) + 1;
  return counts;
}

/** The order in which options are shown: the scale's, then the merged sides. */
export const shownOptions = (scale: Scale): readonly MergedOpinion[] => [...SCALES[scale].options, 'satisfiedSide', 'dissatisfiedSide'];
