import type { Actor, ImportedView } from '@linping/shared';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { ImportsService } from './imports.service.ts';

const FILE = { schema: { type: 'string', format: 'binary' } };

/** The body is the file itself, as text/csv or application/octet-stream. */
@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post('imports/estates')
  @HttpCode(200)
  @ApiConsumes('text/csv', 'application/octet-stream')
  @ApiBody(FILE)
  @Permit('estate.import')
  estates(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<ImportedView> {
    return this.imports.estates(actor, fileOf(body));
  }

  @Post('estates/:estateId/households/import')
  @HttpCode(200)
  @ApiConsumes('text/csv', 'application/octet-stream')
  @ApiBody(FILE)
  @Permit('household.import')
  households(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: unknown): Promise<ImportedView> {
    return this.imports.households(actor, estateId, fileOf(body));
  }
}

function fileOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new UnsupportedMediaTypeException();
  return body;
}
