/**
 * How a resident may answer. The scheme does not name the options; a questionnaire's version names its scale, and the
 * scale says which options count as satisfied.
 */
export const OPINIONS = ['verySatisfied', 'satisfied', 'basicallySatisfied', 'neutral', 'dissatisfied', 'veryDissatisfied'] as const;
export type Opinion = (typeof OPINIONS)[number];

export const SCALES = {
  /** 非常满意/满意/基本满意/不满意/非常不满意: the first three count. */
  basically: {
    options: ['verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied'],
    satisfied: ['verySatisfied', 'satisfied', 'basicallySatisfied'],
  },
  /** With 一般 in the middle only the top two count. */
  neutral: {
    options: ['verySatisfied', 'satisfied', 'neutral', 'dissatisfied', 'veryDissatisfied'],
    satisfied: ['verySatisfied', 'satisfied'],
  },
} as const satisfies Record<string, { readonly options: readonly Opinion[]; readonly satisfied: readonly Opinion[] }>;
export type Scale = keyof typeof SCALES;
export const SCALE_NAMES = Object.keys(SCALES) as Scale[];

/** The strict reading, shown beside every rate: only the top two count. */
export const STRICTLY_SATISFIED: readonly Opinion[] = ['verySatisfied', 'satisfied'];

export const isOption = (scale: Scale, opinion: Opinion): boolean => (SCALES[scale].options as readonly Opinion[]).includes(opinion);
export const countsAsSatisfied = (scale: Scale, opinion: Opinion): boolean =>
  (SCALES[scale].satisfied as readonly Opinion[]).includes(opinion);
