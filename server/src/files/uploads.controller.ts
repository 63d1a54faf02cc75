import { UPLOAD_PIECE_BYTES, type Actor, type UploadView } from '@linping/shared';
import { Body, Controller, Delete, Get, HttpCode, Ip, Param, ParseUUIDPipe, Put, Query, UnsupportedMediaTypeException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { UploadPieceQueryDto } from './files.dto.ts';
import { UploadsService } from './uploads.service.ts';

@ApiTags('uploads')
@Controller('uploads/:uploadId')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Put()
  @RouteConfig({ bodyLimit: UPLOAD_PIECE_BYTES })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Permit('file.upload')
  put(
    @CurrentActor() actor: Actor, @Param('uploadId', ParseUUIDPipe) uploadId: string, @Query() query: UploadPieceQueryDto, @Body() body: unknown, @Ip() address: string,
  ): Promise<UploadView> {
    if (!Buffer.isBuffer(body)) throw new UnsupportedMediaTypeException();
    return this.uploads.put(actor, uploadId, query, body, address);
  }

  @Get()
  @Permit('file.upload')
  status(@CurrentActor() actor: Actor, @Param('uploadId', ParseUUIDPipe) uploadId: string): Promise<UploadView> {
    return this.uploads.status(actor, uploadId);
  }

  @Delete()
  @HttpCode(204)
  @Permit('file.upload')
  drop(@CurrentActor() actor: Actor, @Param('uploadId', ParseUUIDPipe) uploadId: string): Promise<void> {
    return this.uploads.drop(actor, uploadId);
  }
}
