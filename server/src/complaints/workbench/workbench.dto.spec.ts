import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AssignManyDto } from './workbench.dto.ts';

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const faults = (body: object) => validateSync(plainToInstance(AssignManyDto, { assigneeId: randomUUID(), ...body })).map(({ property }) => property);

describe('a request to give many complaints away', () => {
  const [one] = ids(1);
  it('names a step for each of them, fifty at most', () => {
    expect(faults({ complaintIds: ids(50), stepIds: ids(50) })).toEqual([]);
    expect(faults({ complaintIds: ids(1), stepIds: ids(1) })).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    ['fewer steps than complaints', { complaintIds: ids(3), stepIds: ids(2) }, ['stepIds']],
    ['more steps than complaints', { complaintIds: ids(1), stepIds: ids(2) }, ['stepIds']],
    ['no complaint', { complaintIds: [], stepIds: [] }, ['complaintIds']],
    ['fifty-one', { complaintIds: ids(51), stepIds: ids(51) }, ['complaintIds']],
    ['one complaint twice', { complaintIds: [one, one], stepIds: ids(2) }, ['complaintIds']],
    ['one step twice', { complaintIds: ids(2), stepIds: [one, one] }, ['stepIds']],
    ['what is no id', { complaintIds: ['x'], stepIds: ['y'] }, ['complaintIds', 'stepIds']],
    ['no list', { complaintIds: 'x', stepIds: { length: 1 } }, ['complaintIds', 'stepIds']],
    ['nothing', {}, ['complaintIds', 'stepIds']],
    ['nobody to give it to', { complaintIds: ids(1), stepIds: ids(1), assigneeId: 'somebody' }, ['assigneeId']],
  ])('and is refused with %s', (_, body, properties) => expect(faults(body)).toEqual(properties));
});
