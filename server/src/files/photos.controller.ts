import type { Actor } from '@linping/shared';
import { Controller, Get, Header, Param, ParseEnumPipe, ParseUUIDPipe, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PhotoLinkQueryDto } from './files.dto.ts';
import { VARIANTS, type Variant } from './photo-links.ts';
import { PhotosService } from './photos.service.ts';

@ApiTags('files')
@Controller('files/:photoId/:variant')
export class PhotosController {
  constructor(private readonly photos: PhotosService) {}

  /** Opened as a page of its own, a picture can run nothing and reach nothing. */
  @Get()
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @ApiProduces('image/jpeg')
  @Permit('public.read')
  @ApiOperation({ summary: 'A photo, by a link that was signed for whoever may see it' })
  async picture(
    @CurrentActor() actor: Actor, @Param('photoId', ParseUUIDPipe) photoId: string, @Param('variant', new ParseEnumPipe(VARIANTS)) variant: Variant,
    @Query() query: PhotoLinkQueryDto, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { bytes, forSeconds } = await this.photos.picture(actor, photoId, variant, query);
    void reply.header('cache-control', `private, max-age=${forSeconds}`);
    return new StreamableFile(bytes, { type: 'image/jpeg', length: bytes.length, disposition: 'inline' });
  }
}
