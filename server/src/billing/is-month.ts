import { isMonth } from '@linping/shared';
import { ValidateBy } from 'class-validator';

/** A month that exists, as `YYYY-MM`. */
export const IsMonth = () => ValidateBy({ name: 'isMonth', validator: { validate: (value: unknown) => typeof value === 'string' && isMonth(value) } });
