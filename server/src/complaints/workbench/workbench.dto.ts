import type { AssignManyBody } from '@linping/shared';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID, ValidateBy } from 'class-validator';

/** As many as somebody chooses by thumb, and few enough for one request. */
const MOST_AT_ONCE = 50;

/** As many as there are in another field of the same body. */
const AsManyAs = (other: string) => ValidateBy({
  name: 'asManyAs',
  validator: {
    validate: (value: unknown, context) => {
      const counted = (context?.object as Record<string, unknown> | undefined)?.[other];
      return Array.isArray(value) && Array.isArray(counted) && value.length === counted.length;
    },
  },
});

export class AssignManyDto implements AssignManyBody {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: MOST_AT_ONCE })
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_AT_ONCE) @ArrayUnique() @IsUUID(undefined, { each: true }) complaintIds!: string[];

  @ApiProperty({ type: [String], format: 'uuid', maxItems: MOST_AT_ONCE, description: 'a step for each complaint, in their order; made once by the page' })
  @IsArray() @ArrayUnique() @AsManyAs('complaintIds') @IsUUID(undefined, { each: true }) stepIds!: string[];

  @ApiProperty({ format: 'uuid' }) @IsUUID() assigneeId!: string;
}
